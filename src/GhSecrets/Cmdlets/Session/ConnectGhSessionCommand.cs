using System;
using System.Management.Automation;
using System.Net;
using System.Security;
using GhSecrets.Core;

namespace GhSecrets;

/// <summary>Makes the session that the other cmdlets use by default; nothing is sent yet.</summary>
[Cmdlet(VerbsCommunications.Connect, Nouns.Session)]
[OutputType(typeof(GhSession))]
public sealed class ConnectGhSessionCommand : PSCmdlet
{
    /// <summary>The token, as a SecureString or a string; by default the one of the environment that belongs to the host.</summary>
    [Parameter]
    [TokenTransformation]
    public SecureString? Token { get; set; }

    /// <summary>A credential whose password is the token.</summary>
    [Parameter]
    [Credential]
    public PSCredential? Credential { get; set; }

    /// <summary>The host: github.com, SUBDOMAIN.ghe.com, or the name of a GitHub Enterprise Server.</summary>
    [Parameter(Position = 0)]
    public string? HostName { get; set; }

    /// <summary>The whole address of the API, in place of a host name.</summary>
    [Parameter]
    public string? BaseUri { get; set; }

    /// <summary>The API version to ask for, a date.</summary>
    [Parameter]
    [ValidatePattern(@"^\d{4}-\d{2}-\d{2}$")]
    public string ApiVersion { get; set; } = ApiSessionOptions.DefaultApiVersion;

    /// <summary>How many operations may run at once.</summary>
    [Parameter]
    [ValidateRange(1, 100)]
    public int ThrottleLimit { get; set; } = 8;

    /// <summary>How long one try may take, in seconds.</summary>
    [Parameter]
    [ValidateRange(1, 3600)]
    public int TimeoutSec { get; set; } = 60;

    /// <summary>How often a request that failed in passing is repeated.</summary>
    [Parameter]
    [ValidateRange(0, 20)]
    public int MaximumRetryCount { get; set; } = 4;

    /// <summary>The address of a proxy, in place of the system's.</summary>
    [Parameter]
    public Uri? Proxy { get; set; }

    /// <summary>A PEM file with an authority to trust besides the system's.</summary>
    [Parameter]
    public string? TrustedCertificate { get; set; }

    /// <summary>Writes the session, for use with -Session.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        try
        {
            EnvironmentCredentials environment = new();
            ApiHost host = ReadHost(environment);
            GhSession session = new(new ApiSessionOptions
            {
                Host = host,
                Token = ReadToken() ?? environment.Token(host),
                ApiVersion = ApiVersion,
                ThrottleLimit = ThrottleLimit,
                Timeout = TimeSpan.FromSeconds(TimeoutSec),
                MaximumRetryCount = MaximumRetryCount,
                Proxy = Proxy is null ? null : new WebProxy(Proxy),
                TrustedCertificates = TrustedCertificate is null ? [] : PemFile.Read(GetUnresolvedProviderPathFromPSPath(TrustedCertificate)),
            });
            DefaultSession.Set(SessionState, session);
            WriteVerbose($"Session: {session}");
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

    private ApiHost ReadHost(EnvironmentCredentials environment)
    {
        if (HostName is not null && BaseUri is not null)
        {
            throw new GhSecretsException(ErrorId.InvalidArgument, "Give either -HostName or -BaseUri, not both.");
        }

        return HostName is not null ? ApiHost.FromName(HostName)
            : BaseUri is not null ? ApiHost.FromBaseUri(BaseUri)
            : environment.Host();
    }

    private AccessToken? ReadToken()
    {
        if (Token is not null && Credential is not null)
        {
            throw new GhSecretsException(ErrorId.InvalidArgument, "Give either -Token or -Credential, not both.");
        }

        return Token is not null ? AccessToken.FromText(new NetworkCredential("", Token).Password, "-Token")
            : Credential is not null ? AccessToken.FromText(Credential.GetNetworkCredential().Password, "-Credential")
            : null;
    }
}
