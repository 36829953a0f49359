using System;
using System.Collections.Generic;
using System.Linq;

namespace GhSecrets.Core;

/// <summary>Finds a Vela server and its token in the environment variables that Vela's own command line reads.</summary>
public sealed class VelaEnvironment
{
    private static readonly string[] s_addresses = ["VELA_ADDR", "VELA_SERVER"];

    // The command line, too, takes the token that can be exchanged again before the one that runs out.
    private static readonly (string Variable, VelaTokenKind Kind)[] s_tokens =
    [
        ("VELA_TOKEN", VelaTokenKind.Personal),
        ("VELA_ACCESS_TOKEN", VelaTokenKind.Access),
        ("VELA_REFRESH_TOKEN", VelaTokenKind.Refresh),
    ];

    private readonly Func<string, string?> _read;

    /// <summary>Reads variables through a function; <see cref="Environment.GetEnvironmentVariable(string)"/> by default.</summary>
    public VelaEnvironment(Func<string, string?>? read = null) => _read = read ?? Environment.GetEnvironmentVariable;

    /// <summary>Takes an address as a user writes it; plain http is refused except on this machine.</summary>
    /// <exception cref="GhSecretsException"><see cref="ErrorId.InvalidArgument"/> for a text that is no address, or plain http to another
    /// machine.</exception>
    public static ApiHost Server(string address) => ApiHost.FromBaseUri(address, "https://vela.example.com");

    /// <summary>The server of <c>VELA_ADDR</c>, else of <c>VELA_SERVER</c>; null when there is none.</summary>
    /// <exception cref="GhSecretsException"><see cref="ErrorId.InvalidArgument"/> when the variable holds no address.</exception>
    public ApiHost? Server() =>
        s_addresses.Select(Given).FirstOrDefault(address => address is not null) is string found ? Server(found) : null;

    /// <summary>The token that goes to a server, or null: where the environment names a server, its token goes to no other.</summary>
    public (AccessToken Token, VelaTokenKind Kind)? Token(ApiHost server)
    {
        if (Server() is ApiHost own && own.BaseUri != server.BaseUri)
        {
            return null;
        }

        (string variable, VelaTokenKind kind) = s_tokens.FirstOrDefault(row => Given(row.Variable) is not null);
        return variable is null ? null : (AccessToken.FromText(Given(variable)!, variable), kind);
    }

    /// <summary>What to say when no session can be made.</summary>
    public static GhSecretsException NotSignedIn(ApiHost? server) => new(
        ErrorId.NotSignedIn,
        server is null
            ? "There is no address of a Vela server. Set VELA_ADDR, or in PowerShell run Connect-VelaSession -Address."
            : $"There is no token for {server.Name}. Set {string.Join(" or ", Variables)}, or in PowerShell run Connect-VelaSession "
                + "-Token.");

    private static IEnumerable<string> Variables => s_tokens.Take(2).Select(row => row.Variable);

    private string? Given(string name) => _read(name) is string text && text.Trim().Length > 0 ? text.Trim() : null;
}
