using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using GhSecrets.Core;

namespace GhSecrets;

/// <summary>A record cmdlet that speaks to a host: it has a session, and shows each request under <c>-Verbose</c>.</summary>
public abstract class StoreCmdlet : RecordCmdlet
{
    private readonly ConcurrentQueue<ApiExchange> _exchanges = new();
    private GhSession? _session;

    /// <summary>The session to use; by default that of Connect-GhSession, else one from the environment as gh finds it.</summary>
    [Parameter]
    public GhSession? Session { get; set; }

    /// <summary>The secrets of any scope.</summary>
    private protected SecretStore Store { get; private set; } = null!;

    /// <summary>Who sees an organization's secrets.</summary>
    private protected SecretAccess Access { get; private set; } = null!;

    private protected GhSession CurrentSession => _session!;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        try
        {
            _session = Session ?? DefaultSession.Resolve(SessionState);
        }
        catch (GhSecretsException e)
        {
            ThrowTerminatingError(Errors.From(e));
        }

        WriteVerbose($"Session: {_session}");
        Store = new SecretStore(_session!, _exchanges.Enqueue);
        Access = new SecretAccess(_session!, _exchanges.Enqueue);
    }

    /// <summary>Reads a list, writes it, or reports why not.</summary>
    private protected void WriteAll<T>(Func<CancellationToken, Task<IReadOnlyList<T>>> read, SecretTarget target)
    {
        try
        {
            IReadOnlyList<T> items = Wait(read);
            WriteExchanges();
            WriteObject(items, enumerateCollection: true);
        }
        catch (GhSecretsException e)
        {
            WriteExchanges();
            Report(Errors.From(e, target));
        }
    }

    /// <summary>Shows what was sent since the last time.</summary>
    private protected void WriteExchanges()
    {
        while (_exchanges.TryDequeue(out ApiExchange? exchange))
        {
            WriteVerbose(exchange.ToString());
        }
    }
}
