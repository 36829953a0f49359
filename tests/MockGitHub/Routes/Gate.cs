using System;
using System.Net;
using Microsoft.AspNetCore.Http;

namespace MockGitHub;

/// <summary>Lets a request in by its <c>Authorization</c> header.</summary>
internal static class Gate
{
    public static MockToken Authenticate(HttpRequest request, MockState state) =>
        FindToken(request, state) ?? throw new RefusedException(HttpStatusCode.Unauthorized, "Bad credentials");

    /// <summary>Finds the token that a request is sent with; null where it has none that is accepted.</summary>
    public static MockToken? FindToken(HttpRequest request, MockState state)
    {
        var header = request.Headers.Authorization.ToString();
        var space = header.IndexOf(' ', StringComparison.Ordinal);
        var isToken = space > 0 && header[..space].ToUpperInvariant() is "BEARER" or "TOKEN";
        return isToken ? state.FindToken(header[(space + 1)..].Trim()) : null;
    }

    /// <summary>Holds that the token may use the secrets or variables of a vault, in the words that name the missing permission.</summary>
    public static void Authorize(ApiRequest request, Vault vault)
    {
        var needed = request.Method == HttpMethods.Get ? SecretAccess.Read : SecretAccess.Write;
        if (request.Token.Secrets >= needed)
        {
            return;
        }

        var permission = $"{PermissionFor(vault)}={(needed == SecretAccess.Read ? "read" : "write")}";
        throw new RefusedException(HttpStatusCode.Forbidden, "Resource not accessible by personal access token")
        {
            Documentation = $"rest/{vault.Application}/{vault.Items}",
            Headers = [new("X-Accepted-GitHub-Permissions", permission)],
        };
    }

    private static string PermissionFor(Vault vault)
    {
        var items = vault switch
        {
            { Application: "actions", Items: "secrets" } => "secrets",
            { Application: "agents" } => $"agent_{vault.Items}",
            _ => $"{vault.Application}_{vault.Items}",
        };
        return vault switch
        {
            { Environment: not null } => "environments",
            { IsOrganization: true } => $"organization_{items}",
            _ => items,
        };
    }
}
