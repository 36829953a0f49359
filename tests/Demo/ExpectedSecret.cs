using System;
using System.IO;
using System.Linq;
using System.Text;
using GhSecrets.Core;
using MockGitHub;

namespace Demo;

/// <summary>One row of the rollout: where its secret belongs and the bytes that must arrive there.</summary>
internal sealed class ExpectedSecret(SecretScope scope, string name, byte[] value)
{
    internal SecretScope Scope => scope;

    internal string Name { get; } = SecretName.Normalize(name);

    /// <summary>The secret as both clients tell of it: <c>NPM_TOKEN in organization acme</c>.</summary>
    internal string Label => $"{Name} in {scope}";

    internal static ExpectedSecret Read(Func<string, string> cell, string folder)
    {
        SecretScope scope = new ScopeColumns
        {
            Organization = [cell("Organization")],
            Repository = [cell("Repository")],
            Environment = [cell("Environment")],
            User = cell("User"),
            Application = cell("Application"),
        }.Scopes()[0];
        byte[] value = cell("ValueFile") is { Length: > 0 } file
            ? File.ReadAllBytes(Path.Combine(folder, file))
            : Encoding.UTF8.GetBytes(cell("Value"));
        return new ExpectedSecret(scope, cell("Name"), value);
    }

    /// <summary>Gives the server the organization, repository or environment that the row names.</summary>
    internal void Seed(MockState state)
    {
        if (scope.Organization is string organization)
        {
            state.AddOrganization(organization);
        }

        if (scope.Repository is null)
        {
            return;
        }

        string[] repository = scope.Repository!.Split('/');
        state.AddOrganization(repository[0]);
        state.AddRepository(repository[0], repository[1], isPrivate: true, environments: scope.Environment is null ? [] : [scope.Environment]);
    }

    /// <summary>What the server opened with the private key of the scope, in words.</summary>
    internal string Verdict(MockState state)
    {
        string vault = scope.Kind == ScopeKind.Environment ? scope.Path[..scope.Path.LastIndexOf('/')] : scope.Path.Replace("/secrets", "", StringComparison.Ordinal);
        StoredSecret? stored = state.FindVault(vault)?.Secrets.SingleOrDefault(secret => secret.Name == Name);
        return stored is null ? "IS NOT THERE"
            : stored.Value.AsSpan().SequenceEqual(value) ? Arrived
            : "OPENS TO ANOTHER VALUE";
    }

    internal const string Arrived = "opens to the value given";
}
