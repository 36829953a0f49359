using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Newtonsoft.Json.Linq;

namespace GhSecrets.Core.Tests;

/// <summary>What editors know of a declared file is what the reader knows, and the examples are right.</summary>
public sealed class SecretsSchemaTests
{
    private static readonly string s_docs = Path.Combine(Build.RepositoryRoot, "docs");

    private static readonly JObject s_schema = JObject.Parse(File.ReadAllText(Path.Combine(s_docs, "secrets.schema.json")));

    public static TheoryData<string, string[]> Maps => new()
    {
        { "$", [.. DeclaredKeys.OfFile] },
        { "$.$defs.secret", [.. DeclaredKeys.OfSecret] },
        { "$.$defs.variable", [.. DeclaredKeys.OfVariable] },
        { "$.$defs.variableValue", [.. DeclaredKeys.OfVariableValue] },
        { "$.$defs.match", [.. DeclaredKeys.OfMatch] },
        { "$.$defs.value", [.. DeclaredKeys.OfValue] },
        { "$.$defs.vaultSecret", [.. DeclaredKeys.OfVaultSecret] },
        { "$.$defs.encrypted", [.. DeclaredKeys.OfEncrypted] },
    };

    [Theory]
    [MemberData(nameof(Maps))]
    public void TheSchema_KnowsTheKeysOfTheReader_AndNoOthers(string path, string[] keys)
    {
        JObject map = Find(path);

        Assert.Equal(keys.Order(), ((JObject)map["properties"]!).Properties().Select(property => property.Name).Order());
        Assert.Equal(false, (bool?)map["additionalProperties"]);
        Assert.All(((JObject)map["properties"]!).Properties(), property => Assert.NotEmpty((string?)property.Value["description"] ?? ""));
    }

    [Theory]
    [InlineData("$.$defs.secret.properties.application", typeof(SecretApplication))]
    [InlineData("$.$defs.secret.properties.visibility", typeof(Visibility))]
    [InlineData("$.$defs.variable.properties.visibility", typeof(Visibility))]
    [InlineData("$.$defs.match.properties.visibility", typeof(RepositoryVisibility))]
    public void TheSchema_KnowsTheWordsOfTheReader_InLowerCase(string path, Type words) =>
        Assert.Equal(Enum.GetNames(words).Select(word => word.ToLowerInvariant()), Find(path)["enum"]!.Select(word => (string)word!));

    [Theory]
    [InlineData("secrets.yaml")]
    [InlineData("secrets.json")]
    public void TheExamples_AreRight_AndMeanTheSame(string name)
    {
        using DeclaredFile file = DeclaredFile.Read(Path.Combine(s_docs, "examples", name), new ValueSources { Environment = variable => variable });

        file.AssertRight();
        Assert.Equal(
            [
                "NPM_TOKEN: orgs/acme/actions/secrets", "DEPLOY_TOKEN: orgs/acme/actions/secrets", "FEED_TOKEN: orgs/globex/dependabot/secrets",
                "TRUST_BUNDLE: repos/globex/api/actions/secrets + acme",
                "REGION: repos/acme/app/environments/prod%2Feu%20west/variables, repos/acme/app/environments/staging/variables",
            ],
            file.Items.Select(secret => $"{secret.Name}: {string.Join(", ", secret.Paths())}{(secret.Selection is null ? "" : $" + {string.Join(", ", secret.Selection.Owners)}")}"));
    }

    [Fact]
    public async Task TheExample_BringsEachItemToItsPlaces()
    {
        await using AcmeServer server = await AcmeServer.StartAsync();
        server.State.AddOrganization("globex");
        server.State.AddRepository("globex", "api");
        server.State.AddRepository("acme", "app", environments: "staging");
        server.State.AddRepository("acme", "web");
        server.State.AddRepository("acme", "docs");
        using GhSession session = server.Open();
        using DeclaredFile file = DeclaredFile.Read(Path.Combine(s_docs, "examples", "secrets.yaml"), new ValueSources { Environment = variable => $"value of {variable}" });
        SecretStore store = new(session);
        VariableStore variables = new(session);
        RepositoryCatalog catalog = new(session, null);

        foreach (DeclaredItem item in file.Items)
        {
            List<SecretScope> scopes = [.. item.Scopes];
            foreach (string owner in item.Selection?.Owners ?? [])
            {
                IEnumerable<ListedRepository> listed = await catalog.OfAsync(owner, CancellationToken.None);
                scopes.AddRange(listed.Where(item.Selection!.Includes).SelectMany(repository => item.ScopesOf(repository.FullName)));
            }

            foreach (SecretScope scope in scopes)
            {
                if (item.Kind == ItemKind.Variable)
                {
                    await variables.SetAsync(item.AssignVariable(scope), CancellationToken.None);
                    continue;
                }

                using SecretAssignment assignment = item.Assign(scope, item.Content!);
                await store.SetAsync(assignment, CancellationToken.None);
            }
        }

        Assert.Equal(
            [
                "orgs/acme/actions DEPLOY_TOKEN", "orgs/acme/actions NPM_TOKEN", "orgs/globex/dependabot FEED_TOKEN",
                "repos/acme/app/actions TRUST_BUNDLE", "repos/acme/app/environments/prod%2Feu%20west REGION", "repos/acme/app/environments/staging REGION",
                "repos/acme/lib/actions TRUST_BUNDLE", "repos/acme/web/actions TRUST_BUNDLE", "repos/globex/api/actions TRUST_BUNDLE",
            ],
            server.State.Vaults.SelectMany(vault => vault.Secrets.Select(item => $"{vault.Scope} {item.Name}")).Order(StringComparer.Ordinal));
        Assert.Equal("value of NPM_TOKEN"u8.ToArray(), server.Find(SecretScope.ForOrganization("acme"), "NPM_TOKEN")!.Value.ToArray());
        Assert.Equal(File.ReadAllBytes(Path.Combine(s_docs, "examples", "values", "trust-bundle.txt")), server.Find(SecretScope.ForRepository("acme/lib"), "TRUST_BUNDLE")!.Value.ToArray());
    }

    [Fact]
    public void TheFirstLineOfTheExample_TellsEditorsOfTheSchema()
    {
        string path = Path.Combine(s_docs, "examples", "secrets.yaml");
        string first = File.ReadLines(path).First();
        const string Start = "# yaml-language-server: $schema=";

        Assert.StartsWith(Start, first, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(s_docs, "examples", first[Start.Length..])));
    }

    private static JObject Find(string path) => path.Split('.').Skip(path == "$" ? 1 : 0).Where(part => part != "$").Aggregate(s_schema, (map, part) => (JObject)map[part]!);
}
