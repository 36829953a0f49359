using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using GhSecrets.Core;
using MockGitHub;

namespace Demo;

/// <summary>What <c>docs/examples/rollout.csv</c> must bring to GitHub.</summary>
internal static class GitHubRollout
{
    internal const string Rows = "docs/examples/rollout.csv";

    /// <summary>Gives the server what the rows name, and says what must arrive there.</summary>
    internal static List<ExpectedSecret> Prepare(MockState state)
    {
        List<ExpectedSecret> expected = [];
        List<SecretScope> scopes = [];
        foreach (var cell in CsvRows.Read(Rows))
        {
            SecretScope scope = new ScopeColumns
            {
                Organization = [cell("Organization")],
                Repository = [cell("Repository")],
                Environment = [cell("Environment")],
                User = cell("User"),
                Application = cell("Application"),
            }.Scopes()[0];
            string name = SecretName.Normalize(cell("Name"));
            byte[] value = cell("ValueFile") is { Length: > 0 } file ? File.ReadAllBytes(file) : Encoding.UTF8.GetBytes(cell("Value"));
            scopes.Add(scope);
            expected.Add(new ExpectedSecret("GitHub", $"{name} in {scope}", value, () => Stored(state, scope, name)));
        }

        // Organizations first: whoever owns a repository without being one becomes a user.
        scopes.OrderBy(scope => scope.Kind).ToList().ForEach(scope => Seed(state, scope));
        return expected;
    }

    private static void Seed(MockState state, SecretScope scope)
    {
        if (scope.Organization is string organization)
        {
            state.AddOrganization(organization);
        }

        if (scope.Repository?.Split('/') is [string owner, string name])
        {
            state.AddRepository(owner, name, isPrivate: true, environments: scope.Environment is null ? [] : [scope.Environment]);
        }
    }

    private static byte[]? Stored(MockState state, SecretScope scope, string name) =>
        state.FindVault(scope.Path[..scope.Path.LastIndexOf('/')])?.Secrets.SingleOrDefault(secret => secret.Name == name)?.Value.ToArray();
}
