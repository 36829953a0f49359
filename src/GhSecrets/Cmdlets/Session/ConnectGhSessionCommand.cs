using System.Management.Automation;
using System.Security;
using GhSecrets.Core;

namespace GhSecrets;

/// <summary>Makes the session that the other cmdlets use by default; nothing is sent yet.</summary>
[Cmdlet(VerbsCommunications.Connect, Nouns.Session)]
[OutputType(typeof(GhSession))]
public sealed class ConnectGhSessionCommand : ConnectCmdlet<GhSession>
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
    [ArgumentCompleter(typeof(HostNameCompleter))]
    public string? HostName { get; set; }

    /// <summary>The whole address of the API, in place of a host name.</summary>
    [Parameter]
    public string? BaseUri { get; set; }

    /// <summary>The API version to ask for, a date.</summary>
    [Parameter]
    [ValidatePattern(@"^\d{4}-\d{2}-\d{2}$")]
    public string ApiVersion { get; set; } = ApiSessionOptions.DefaultApiVersion;

    /// <summary>Keeps also GitHub's limits on creating content, 80 writes a minute and 500 an hour; it is not known whether secrets
    /// count.</summary>
    [Parameter]
    public SwitchParameter ContentLimit { get; set; }

    private protected override bool HasContentLimit => ContentLimit;

    private protected override RunspaceSession<GhSession> Default => DefaultSession.GitHub;

    private protected override GhSession Open()
    {
        EnvironmentCredentials environment = new();
        ApiHost host = ReadHost(environment);
        return new GhSession(Options(host, ReadToken() ?? environment.Token(host), ApiVersion));
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

        return Token is not null ? ReadToken(Token, "-Token")
            : Credential is not null ? AccessToken.FromText(Credential.GetNetworkCredential().Password, "-Credential")
            : null;
    }
}
