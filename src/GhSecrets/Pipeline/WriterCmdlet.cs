using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using GhSecrets.Core;

namespace GhSecrets;

/// <summary>A cmdlet that writes to GitHub.</summary>
public abstract class WriterCmdlet : SessionWriterCmdlet<SecretScope, GhSession>
{
    /// <summary>The application that reads the secret: Actions (the default), Dependabot, Codespaces or Agents.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(WordCompleter<SecretApplication>))]
    public string? Application { get; set; }

    /// <summary>The secrets of any scope.</summary>
    private protected SecretStore Store { get; private set; } = null!;

    /// <summary>Who sees an organization's secrets.</summary>
    private protected SecretAccess Access { get; private set; } = null!;

    private protected sealed override GhSession ResolveSession() => DefaultSession.GitHub.Resolve(SessionState);

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        Store = new SecretStore(CurrentSession, Run);
        Access = new SecretAccess(CurrentSession, Run);
    }

    private protected sealed override int SessionLimit => CurrentSession.ThrottleLimit;

    private protected sealed override bool RegistersMask => CurrentSession.RegisterMask;

    /// <summary>Does something for every name at every scope; one that fails is reported and stops no other.</summary>
    private protected void ForEachSecret(IReadOnlyList<SecretScope> scopes, string[] names, Action<SecretTarget> act) =>
        ForEach(scopes.SelectMany(scope => names.Select(name => new SecretTarget(scope, name))).ToList(), act);

    /// <summary>Starts a write that was approved; writes to the same secret run in input order.</summary>
    private protected void Start(SecretTarget target, Func<CancellationToken, Task<SecretChange>> write) =>
        Start(Key(target), target, write, lane: CurrentSession.WriteLane(target.Scope));

    /// <summary>What writes to one secret have in common: GitHub's names know no case.</summary>
    private protected static string Key(SecretTarget target) => target.Scope.KeyOf(target.Name);
}
