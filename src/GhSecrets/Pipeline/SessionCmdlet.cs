using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using GhSecrets.Core;

namespace GhSecrets;

/// <summary>A record cmdlet that speaks to a server: it has a session, and shows each request under <c>-Verbose</c>.</summary>
public abstract class SessionCmdlet<TScope, TSession> : RecordCmdlet<TScope>
    where TSession : class
{
    private readonly ConcurrentQueue<ApiExchange> _exchanges = new();
    private readonly ConcurrentQueue<string> _warnings = new();

    /// <summary>Creates the cmdlet.</summary>
    private protected SessionCmdlet() => Run = new ApiRun(_exchanges.Enqueue, _warnings.Enqueue);

    /// <summary>The session to use; by default that of the Connect- cmdlet, else one from the environment.</summary>
    [Parameter]
    [SessionTransformation]
    public TSession? Session { get; set; }

    private protected TSession CurrentSession { get; private set; } = null!;

    private protected sealed override string? HostName => (CurrentSession as GhSession)?.HostName;

    /// <summary>The session of a call that names none.</summary>
    private protected abstract TSession ResolveSession();

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        if (NeedsSession)
        {
            SignIn();
        }
        else
        {
            TrySignIn();
        }
    }

    /// <summary>Whether nothing can be done before there is a session.</summary>
    private protected virtual bool NeedsSession => true;

    /// <summary>Takes the session of the call; without one the call ends.</summary>
    private protected void SignIn()
    {
        if (TrySignIn() is GhSecretsException failure)
        {
            ErrorRecord record = Errors.From(failure);
            RunnerLog.Error(this, record);
            ThrowTerminatingError(record);
        }
    }

    /// <summary>Takes the session of the call, or gives why there is none.</summary>
    private protected GhSecretsException? TrySignIn()
    {
        try
        {
            CurrentSession = Session ?? ResolveSession();
            this.Detail($"Session: {CurrentSession}");
            return null;
        }
        catch (GhSecretsException e)
        {
            return e;
        }
    }

    /// <summary>This run of the cmdlet, whose requests are shown.</summary>
    private protected ApiRun Run { get; }

    /// <summary>Reads a list, writes it, or reports why not.</summary>
    private protected void WriteAll<T>(Func<CancellationToken, Task<IReadOnlyList<T>>> read, object target)
    {
        try
        {
            IReadOnlyList<T> items = Wait(read);
            WriteExchanges();
            WriteObject(items.Select(InItsTable), enumerateCollection: true);
        }
        catch (GhSecretsException e)
        {
            WriteExchanges();
            Report(Errors.From(e, target));
        }
    }

    // The table of secrets whose scope knows no visibility has no column for it.
    private static PSObject InItsTable<T>(T item)
    {
        PSObject shown = PSObject.AsPSObject(item);
        if (item is Secret { Visibility: not null })
        {
            shown.TypeNames.Insert(0, typeof(Secret).FullName + "#Visibility");
        }

        return shown;
    }

    /// <summary>Writes the secrets of one scope: all of them, those that match a pattern, or single ones by name.</summary>
    /// <param name="names">Names and patterns; an empty one is not given.</param>
    /// <param name="target">What an error is about, by the name that was asked for, or null.</param>
    /// <param name="list">Reads all secrets of the scope.</param>
    /// <param name="get">Reads one; null where single ones cannot be asked for.</param>
    /// <param name="nameOf">The name of a secret.</param>
    private protected void WriteMatching<T>(
        string[]? names,
        Func<string?, object> target,
        Func<CancellationToken, Task<IReadOnlyList<T>>> list,
        Func<string, CancellationToken, Task<T>>? get,
        Func<T, string> nameOf)
    {
        string[] given = GivenNames(names);
        if (names is not null && given.Length == 0)
        {
            throw new GhSecretsException(ErrorId.InvalidSecretName, "-Name is empty. Leave it out to get all.");
        }

        if (given.Length == 0 || get is null || given.Any(WildcardPattern.ContainsWildcardCharacters))
        {
            WildcardPattern[] patterns = given.Select(name => new WildcardPattern(name, WildcardOptions.IgnoreCase)).ToArray();
            WriteAll(MatchingAsync, target(null));
            return;

            async Task<IReadOnlyList<T>> MatchingAsync(CancellationToken stop)
            {
                IReadOnlyList<T> secrets = await list(stop);
                return patterns.Length == 0
                    ? secrets
                    : secrets.Where(secret => patterns.Any(pattern => pattern.IsMatch(nameOf(secret)))).ToList();
            }
        }

        foreach (string name in given)
        {
            WriteAll<T>(async stop => [await get(name, stop)], target(name));
        }
    }

    /// <summary>Shows what was sent since the last time, and what the run was warned of.</summary>
    private protected void WriteExchanges()
    {
        while (_exchanges.TryDequeue(out ApiExchange? exchange))
        {
            this.Detail(exchange.ToString());
        }

        while (_warnings.TryDequeue(out string? warning))
        {
            this.Warn(warning);
        }
    }
}
