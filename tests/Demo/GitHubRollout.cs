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
    internal static List<ExpectedItem> Prepare(MockState state)
    {
        List<ExpectedItem> expected = [];
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
                Kind = cell("Kind") == "Variable" ? ItemKind.Variable : ItemKind.Secret,
            }.Scopes()[0];
            string name = SecretName.Normalize(cell("Name"), scope.Items);
            byte[] value = cell("ValueFile") is { Length: > 0 } file ? File.ReadAllBytes(file) : Encoding.UTF8.GetBytes(cell("Value"));
            scopes.Add(scope);
            expected.Add(new ExpectedItem("GitHub", $"{new SecretTarget(scope, name)}", value, () => Stored(state, scope, name))
            {
                IsVariable = scope.Items == ItemKind.Variable,
            });
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

    private static byte[]? Stored(MockState state, SecretScope scope, string name)
    {
        string place = scope.Path[..scope.Path.LastIndexOf('/')];
        Vault? vault = scope.Items == ItemKind.Variable ? state.FindVariables(place) : state.FindVault(place);
        return vault?.Find(name)?.Value.ToArray();
    }
}
