using System;
using System.Management.Automation;
using System.Net;
using System.Security;
using GhSecrets.Core;

namespace GhSecrets;

/// <summary>Makes the session that the other cmdlets use by default; nothing is sent yet.</summary>
public abstract class ConnectCmdlet<TSession> : SessionNounCmdlet
    where TSession : class, IDisposable
{
    /// <summary>How many requests may run at once, for all cmdlets and runspaces that share the session.</summary>
    [Parameter]
    [ValidateRange(1, 100)]
    public int ThrottleLimit { get; set; } = 8;

    /// <summary>How many writes may go out in a minute; 0 for no pacing, by default what the server's rate limits allow (180 on
    /// github.com).</summary>
    [Parameter]
    [ValidateRange(0, 100_000)]
    public int? WritesPerMinute { get; set; }

    /// <summary>How long a request may wait for rate limits in all, in seconds; 0 never, by default as long as it takes.</summary>
    [Parameter]
    [ValidateRange(0, 86_400)]
    public int? MaximumWaitSec { get; set; }

    /// <summary>How long one try may take, in seconds.</summary>
    [Parameter]
    [ValidateRange(1, 3600)]
    public int TimeoutSec { get; set; } = 60;

    /// <summary>How often a request that failed in passing is repeated.</summary>
    [Parameter]
    [ValidateRange(0, 20)]
    public int MaximumRetryCount { get; set; } = 4;

    /// <summary>The address of a proxy, in place of the system's; a user and a password in it go to the proxy alone.</summary>
    [Parameter]
    public string? Proxy { get; set; }

    /// <summary>The user and password for the proxy, in place of those in its address.</summary>
    [Parameter]
    [Credential]
    public PSCredential? ProxyCredential { get; set; }

    /// <summary>A PEM file with an authority to trust besides the system's.</summary>
    [Parameter]
    public string? TrustedCertificate { get; set; }

    /// <summary>Tells the runner of the pipeline (Azure Pipelines or GitHub Actions) each value before it is used, so that the job's log
    /// hides it; elsewhere nothing is written.</summary>
    [Parameter]
    public SwitchParameter RegisterMask { get; set; }

    /// <summary>Writes the session, for use with -Session.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected abstract RunspaceSession<TSession> Default { get; }

    /// <summary>Whether writes also keep the limits on creating content.</summary>
    private protected virtual bool HasContentLimit => false;

    /// <summary>Makes the session of the parameters and the environment.</summary>
    private protected abstract TSession Open();

    /// <inheritdoc/>
    protected sealed override void ProcessRecord()
    {
        try
        {
            TSession session = Open();
            Default.Set(SessionState, session);
            this.Detail($"Session: {session}");
            if (PassThru)
            {
                WriteObject(session);
            }
        }
        catch (GhSecretsException e)
        {
            ThrowTerminatingError(Errors.From(e));
        }
    }

    /// <summary>What the parameters say of how to speak to a server.</summary>
    private protected ApiSessionOptions Options(
        ApiHost host,
        AccessToken? token,
        string apiVersion = ApiSessionOptions.DefaultApiVersion) =>
        new()
    {
        Host = host,
        Token = token,
        ApiVersion = apiVersion,
        ThrottleLimit = ThrottleLimit,
        WritesPerMinute = WritesPerMinute,
        MaximumWait = MaximumWaitSec is int seconds ? TimeSpan.FromSeconds(seconds) : null,
        HasContentLimit = HasContentLimit,
        RegisterMask = RegisterMask,
        Timeout = TimeSpan.FromSeconds(TimeoutSec),
        MaximumRetryCount = MaximumRetryCount,
        Proxy = ReadProxy(),
        TrustedCertificates = TrustedCertificate is null ? [] : PemFile.Read(GetUnresolvedProviderPathFromPSPath(TrustedCertificate)),
    };

    private IWebProxy? ReadProxy() => (Proxy, ProxyCredential) switch
    {
        (null, null) => null,
        (null, _) => throw new GhSecretsException(ErrorId.InvalidArgument, "-ProxyCredential needs the proxy that it is for. Give -Proxy."),
        (_, _) => ProxyAddress.Open(Proxy!, ProxyCredential?.GetNetworkCredential()),
    };

    /// <summary>The token of a parameter.</summary>
    private protected static AccessToken ReadToken(SecureString token, string parameter) =>
        AccessToken.FromText(new NetworkCredential("", token).Password, parameter);
}
