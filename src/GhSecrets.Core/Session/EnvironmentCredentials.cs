using System;
using System.Collections.Generic;
using System.Linq;

namespace GhSecrets.Core;

/// <summary>Finds host and token in environment variables, in the order and for the hosts that <c>gh</c> does.</summary>
public sealed class EnvironmentCredentials
{
    private readonly Func<string, string?> _read;

    /// <summary>Reads variables through a function; <see cref="Environment.GetEnvironmentVariable(string)"/> by default.</summary>
    public EnvironmentCredentials(Func<string, string?>? read = null) =>
        _read = read ?? Environment.GetEnvironmentVariable;

    /// <summary>The host of <c>GH_HOST</c>, else the address of <c>GITHUB_API_URL</c>, else github.com.</summary>
    /// <exception cref="GhSecretsException"><see cref="ErrorId.InvalidArgument"/> when the variable holds no host.</exception>
    public ApiHost Host() =>
        OfName() ?? OfAddress() ?? Cloud;

    /// <summary>The hosts that may be meant: github.com, and each that a variable names.</summary>
    public IReadOnlyList<ApiHost> Hosts()
    {
        List<ApiHost> hosts = [Cloud];
        foreach (Func<ApiHost?> read in new[] { OfName, OfAddress })
        {
            try
            {
                hosts.AddRange(read() is ApiHost host ? [host] : []);
            }
            catch (GhSecretsException)
            {
                // What names no host is told when it is used.
            }
        }

        return hosts;
    }

    /// <summary>The token that belongs to the host, or null: a token of github.com never goes to another server.</summary>
    public AccessToken? Token(ApiHost host)
    {
        string? variable = Variables(host).FirstOrDefault(name => Given(name) is not null);
        return variable is null ? null : AccessToken.FromText(Given(variable)!, variable);
    }

    /// <summary>The variables that may hold the token of a host, the first one first.</summary>
    public IEnumerable<string> Variables(ApiHost host)
    {
        if (host.TakesCloudTokens)
        {
            return ["GH_TOKEN", "GITHUB_TOKEN"];
        }

        string[] enterprise = ["GH_ENTERPRISE_TOKEN", "GITHUB_ENTERPRISE_TOKEN"];

        // A workflow on an Enterprise Server gets its token and its server's address together.
        return IsServerOfWorkflow(host) ? [.. enterprise, "GITHUB_TOKEN"] : enterprise;
    }

    private static ApiHost Cloud => ApiHost.FromName("github.com");

    private ApiHost? OfName() => Given("GH_HOST") is string name ? ApiHost.FromName(name) : null;

    private ApiHost? OfAddress() => Given("GITHUB_API_URL") is string address ? ApiHost.FromBaseUri(address) : null;

    private bool IsServerOfWorkflow(ApiHost host) =>
        Uri.TryCreate(Given("GITHUB_API_URL"), UriKind.Absolute, out Uri? uri)
        && uri.GetLeftPart(UriPartial.Authority).Equals(host.BaseUri.GetLeftPart(UriPartial.Authority), StringComparison.OrdinalIgnoreCase);

    private string? Given(string name) => _read(name) is string text && text.Trim().Length > 0 ? text.Trim() : null;
}
