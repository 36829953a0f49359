using System.Management.Automation;
using System.Security;
using GhSecrets.Core;

namespace GhSecrets;

/// <summary>Makes the session that the Vela cmdlets use by default; nothing is sent yet.</summary>
[Cmdlet(VerbsCommunications.Connect, Nouns.VelaSession)]
[OutputType(typeof(VelaSession))]
public sealed class ConnectVelaSessionCommand : ConnectCmdlet<VelaSession>
{
    /// <summary>The server's address, such as https://vela.example.com; by default that of VELA_ADDR or VELA_SERVER.</summary>
    [Parameter(Position = 0)]
    public string? Address { get; set; }

    /// <summary>A personal token of the source host, exchanged for access tokens as they run out; by default that of VELA_TOKEN.</summary>
    [Parameter]
    [TokenTransformation]
    public SecureString? Token { get; set; }

    /// <summary>An access token, used as it is; by default that of VELA_ACCESS_TOKEN.</summary>
    [Parameter]
    [TokenTransformation]
    public SecureString? AccessToken { get; set; }

    private protected override RunspaceSession<VelaSession> Default => DefaultSession.Vela;

    private protected override VelaSession Open()
    {
        VelaEnvironment environment = new();
        ApiHost server = (Address is null ? environment.Server() : VelaEnvironment.Server(Address))
            ?? throw VelaEnvironment.NotSignedIn(null);
        (AccessToken token, VelaTokenKind kind) = ReadToken() ?? environment.Token(server) ?? throw VelaEnvironment.NotSignedIn(server);
        return new VelaSession(Options(server, token), kind);
    }

    private (AccessToken Token, VelaTokenKind Kind)? ReadToken()
    {
        if (Token is not null && AccessToken is not null)
        {
            throw new GhSecretsException(ErrorId.InvalidArgument, "Give either -Token or -AccessToken, not both.");
        }

        return Token is not null ? (ReadToken(Token, "-Token"), VelaTokenKind.Personal)
            : AccessToken is not null ? (ReadToken(AccessToken, "-AccessToken"), VelaTokenKind.Access)
            : null;
    }
}
