using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace GhSecrets.Core.Tests;

/// <summary>A declared file gives its secrets, or all that is wrong in it at once.</summary>
public sealed class DeclaredFileTests
{
    [Fact]
    public void EachKindOfPlace_IsRead()
    {
        using DeclaredFile file = Declared.Yaml("""
            secrets:
              - name: deploy_token
                application: dependabot
                organization: acme
                visibility: selected
                selectedRepositories: [app, acme/web, 2048]
                value: { env: TOKEN }
              - name: NPM_TOKEN
                repositories: [acme/app, "acme/svc-*", "!acme/svc-old"]
                value: { file: npm.token }
              - name: REGION
                repositories: [acme/app, globex/api]
                environments: [prod/eu west, staging]
                value: { text: eu-west-1 }
              - name: DOTFILES
                user: me
                value: { prompt: Token of the dotfiles }
            """);

        file.AssertRight();
        Assert.Equal(["DEPLOY_TOKEN", "NPM_TOKEN", "REGION", "DOTFILES"], file.Items.Select(secret => secret.Name));
        Assert.Equal([(2L, 5L), (8L, 5L), (11L, 5L), (15L, 5L)], file.Items.Select(secret => (secret.Line, secret.Column)));

        DeclaredItem deploy = file.Items[0];
        Assert.Equal(["orgs/acme/dependabot/secrets"], deploy.Paths());
        Assert.Equal((SecretApplication.Dependabot, ScopeKind.Organization, Visibility.Selected), (deploy.Scopes[0].Application, deploy.Scopes[0].Kind, deploy.Visibility!.Value));
        Assert.Equal(["acme/app", "acme/web", "2048"], deploy.SelectedRepository!.Select(repository => repository.ToString()));
        Assert.Equal(Encoding.UTF8.GetBytes(Marked.Value), deploy.Bytes());

        DeclaredItem npm = file.Items[1];
        Assert.Equal(["repos/acme/app/actions/secrets"], npm.Paths());
        Assert.Equal(["acme"], npm.Selection!.Owners);
        Assert.Equal("repos/acme/svc-new/actions/secrets", Assert.Single(npm.ScopesOf("acme/svc-new")).Path);
        Assert.Equal(new byte[] { 0, 255, 10 }, npm.Bytes());

        DeclaredItem region = file.Items[2];
        Assert.Equal(
            [
                "repos/acme/app/environments/prod%2Feu%20west/secrets", "repos/acme/app/environments/staging/secrets",
                "repos/globex/api/environments/prod%2Feu%20west/secrets", "repos/globex/api/environments/staging/secrets",
            ],
            region.Paths());
        Assert.Null(region.Selection);
        Assert.Null(region.Visibility);

        DeclaredItem dotfiles = file.Items[3];
        Assert.Equal(["user/codespaces/secrets"], dotfiles.Paths());
        Assert.Equal(("Token of the dotfiles", null), (dotfiles.Prompt, dotfiles.Content));
    }

    [Fact]
    public void APattern_WithEnvironments_NamesThoseOfEachRepository()
    {
        using DeclaredFile file = Declared.Yaml($$"""secrets: [{ name: A, repositories: "acme/*", environments: [prod, PROD, staging], {{Declared.Value}} }]""");

        DeclaredItem secret = file.Single();

        Assert.Empty(secret.Scopes);
        Assert.Equal(["repos/acme/app/environments/prod/secrets", "repos/acme/app/environments/staging/secrets"], secret.ScopesOf("acme/app").Select(scope => scope.Path));
    }

    [Fact]
    public void AllThatIsWrong_IsToldAtOnce_InYaml()
    {
        using DeclaredFile file = Declared.Yaml("""
            # A comment, and a byte order mark is no column.
            secrets:
              - name: 1ST
                organization: acme corp
                visibilty: all
                value: { text: marked-Value-1, env: TOKEN }
              - name: A
                application: dependabott
                repositories: [app, "*/app", acme/app]
                environments: ['..']
                value: { env: MISSING }
              - repository: acme/app
                value:
                  file: missing.token
              - name: A
                repositories: [ACME/App]
                value: { env: OTHER }
              - name: a
                repositories: [acme/app]
                value: { env: OTHER }
            """);

        Assert.Equal(
            [
                "Line 3, column 11: '1ST' is no name for a secret: it must not start with a digit.",
                "Line 4, column 19: 'acme corp' is no organization. Give its login, as in github.com/LOGIN.",
                "Line 5, column 5: This key is not known here: did you mean 'visibility'? The known ones are: name, application, organization, repositories, environments, user, visibility, selectedRepositories, value.",
                "Line 6, column 36: The value has more than one source: text and env. Keep one.",
                "Line 8, column 18: 'dependabott' is no application. Use one of: Actions, Dependabot, Codespaces, Agents.",
                "Line 9, column 20: 'app' is no repository and no pattern of some. Write owner/name, where the name may hold * and ?.",
                "Line 9, column 25: '*/app' has a wildcard in its owner. Name the owner; only the repository's name may hold * and ?.",
                "Line 10, column 20: '..' is no environment. Give its name as the repository's settings show it.",
                "Line 11, column 19: The environment variable MISSING is not set, or empty. Set it where this runs.",
                "Line 12, column 5: This key is not known here: did you mean 'repositories'? The known ones are: name, application, organization, repositories, environments, user, visibility, selectedRepositories, value.",
                "Line 12, column 5: The secret has no name.",
                "Line 12, column 5: The secret has no place. Give organization, repositories, or user (me).",
                "Line 14, column 13: The file that is named here does not exist. The name is not shown, because it may be a value.",
                "Line 18, column 5: A in repository acme/app is declared for a second time: first in line 15, and again in line 18. Remove one.",
            ],
            file.Problems().Select(WithoutFolder));
    }

    [Fact]
    public void AllThatIsWrong_IsToldAtOnce_InJson()
    {
        using DeclaredFile file = Declared.Read("secrets.json", """
            {
              "$schema": "../secrets.schema.json",
              "secrets": [
                { "name": "GITHUB_TOKEN", "user": "octocat", "value": { "env": "EMPTY" } },
                { "name": "A", "organization": "acme", "repositories": "acme/app", "value": null },
                { "name": 7, "repositories": ["!acme/old"], "visibility": "all", "value": {} },
                "text"
              ],
              "more": true
            }
            """);

        Assert.Equal(
            [
                "Line 4, column 15: 'GITHUB_TOKEN' is no name for a secret: GitHub keeps names that start with GITHUB_ for itself.",
                "Line 4, column 39: 'octocat' cannot be set: GitHub takes only one's own user secrets. Write me.",
                "Line 4, column 68: The environment variable EMPTY is not set, or empty. Set it where this runs.",
                "Line 5, column 44: The secret has more than one kind of place: organization and repositories. Keep one, and declare it once more for the other.",
                "Line 5, column 72: Nothing stands behind value. Leave the key out, or write \"\" or [] for what is empty on purpose.",
                "Line 6, column 15: '7' is no name for a secret: it must not start with a digit.",
                "Line 6, column 34: All that stands here is excluded again. Name repositories or patterns, from which those with ! are left out.",
                "Line 6, column 79: The value has no source. Give one of: env, file, text, secret, prompt, encrypted.",
                "Line 7, column 5: A secret must be a map with some of the keys name, application, organization, repositories, environments, user, visibility, selectedRepositories, value.",
                "Line 9, column 3: This key is not known here. The known ones are: $schema, secrets, variables.",
            ],
            file.Problems());
    }

    [Theory]
    [InlineData("organization: acme, environments: [prod]", "Line 2, column 35: environments are those of repositories, and none are given.", ErrorId.InvalidArgument)]
    [InlineData("environments: [prod]", "Line 2, column 15: environments are those of repositories, and none are given.", ErrorId.InvalidArgument)]
    [InlineData("repositories: [acme/app], environments: []", "Line 2, column 55: The list of environments is empty.", ErrorId.InvalidArgument)]
    [InlineData("repositories: [acme/app], environments: ", "Line 2, column 41: Nothing stands behind environments.", ErrorId.InvalidArgument)]
    [InlineData("repositories: []", "Line 2, column 29: The list of repositories is empty.", ErrorId.InvalidArgument)]
    [InlineData("repositories: [acme/app, '']", "Line 2, column 40: repositories holds an empty text.", ErrorId.InvalidArgument)]
    [InlineData("repositories: [acme/app, [acme/web]]", "Line 2, column 40: repositories holds a list where a text is expected.", ErrorId.InvalidArgument)]
    [InlineData("repositories: [acme/app, ~]", "Line 2, column 40: repositories holds nothing where a text is expected.", ErrorId.InvalidArgument)]
    [InlineData("repositories: [acme/app, '!acme/APP']", "Line 2, column 29: All that stands here is excluded again.", ErrorId.InvalidArgument)]
    [InlineData("repositories: [{ topic: payments }]", "Line 2, column 30: The map has no match.", ErrorId.InvalidArgument)]
    [InlineData("repositories: [{ match: acme/*, visibility: secret }]", "Line 2, column 59: 'secret' is no visibility. Use one of: Public, Private, Internal.", ErrorId.InvalidArgument)]
    [InlineData("repositories: [{ match: acme/*, topics: a }]", "Line 2, column 47: This key is not known here: did you mean 'topic'?", ErrorId.InvalidArgument)]
    [InlineData("repositories: [acme/app], environments: [prod], application: agents", "Line 2, column 76: There are no Agents secrets of an environment. There are those of: Actions.", ErrorId.ScopeNotSupported)]
    [InlineData("user: me, application: actions", "Line 2, column 38: There are no Actions secrets of a user. There are those of: Codespaces.", ErrorId.ScopeNotSupported)]
    [InlineData("organization: [acme]", "Line 2, column 29: organization holds a list where a text is expected.", ErrorId.InvalidArgument)]
    [InlineData("organization: acme, organization: globex", "Line 2, column 35: The name organization is given for a second time: first in line 2, and again in line 2.", ErrorId.InvalidArgument)]
    [InlineData("organization: acme, visibility: everybody", "Line 2, column 47: 'everybody' is no visibility. Use one of: All, Private, Selected.", ErrorId.InvalidArgument)]
    [InlineData("organization: acme, visibility: all, selectedRepositories: [app]", "Line 2, column 35: SelectedRepository goes only with the visibility Selected, not with All.", ErrorId.InvalidArgument)]
    [InlineData("organization: acme, selectedRepositories: [app, a b]", "Line 2, column 63: 'a b' is no repository.", ErrorId.InvalidArgument)]
    [InlineData("organization: acme, selectedRepositories: ", "Line 2, column 35: Nothing stands behind selectedRepositories.", ErrorId.InvalidArgument)]
    [InlineData("organization: acme, selectedRepositories: [' ']", "Line 2, column 58: Here a repository's name or id is expected.", ErrorId.InvalidArgument)]
    [InlineData("repositories: [acme/app], visibility: all", "Line 2, column 41: Secrets of a repository have no Visibility", ErrorId.InvalidArgument)]
    [InlineData("repositories: [acme/app], selectedRepositories: []", "Line 2, column 41: Secrets of a repository have no Visibility", ErrorId.InvalidArgument)]
    [InlineData("user: me, visibility: private", "Line 2, column 25: Secrets of a user are always Selected, never Private.", ErrorId.InvalidArgument)]
    public void WhatCannotBe_IsToldByItsPlace(string yaml, string message, ErrorId id)
    {
        using DeclaredFile file = Declared.Yaml($"secrets:\n  - {{name: A, {yaml}, {Declared.Value} }}");

        Assert.StartsWith(message, Assert.Single(file.Problems()), StringComparison.Ordinal);
        Assert.Equal(id, file.Problems[0].Id);
    }

    [Theory]
    [InlineData("A", "acme/app", "a", "ACME/APP")]
    [InlineData("A", "acme/app, globex/api", "A", "initech/web, Globex/Api")]
    public void OneNameTwiceAtOneScope_NamesBothLines(string name, string repositories, string otherName, string otherRepositories)
    {
        using DeclaredFile file = Declared.Yaml($$"""
            secrets:
            - { name: {{name}}, repositories: [{{repositories}}], {{Declared.Value}} }
            - { name: {{otherName}}, repositories: [{{otherRepositories}}], {{Declared.Value}} }
            """);

        Assert.Contains("is declared for a second time: first in line 2, and again in line 3.", Assert.Single(file.Problems()), StringComparison.Ordinal);
    }

    [Fact]
    public void OneName_AtOtherScopes_IsNoDouble()
    {
        using DeclaredFile file = Declared.Yaml($$"""
            secrets:
            - { name: A, repositories: [acme/app, ACME/app, "acme/*"], {{Declared.Value}} }
            - { name: A, repositories: [acme/app], environments: [prod, PROD], {{Declared.Value}} }
            - { name: A, repositories: [acme/app], application: dependabot, {{Declared.Value}} }
            - { name: A, organization: acme, {{Declared.Value}} }
            """);

        file.AssertRight();
        Assert.All(file.Items, secret => Assert.Single(secret.Scopes));
    }

    [Fact]
    public void MoreSecretsThanAScopeKeeps_AreTold()
    {
        string secrets = string.Concat(Enumerable.Range(1, 102).Select(number => $"\n- {{ name: A{number.ToString(CultureInfo.InvariantCulture)}, repositories: [acme/app], {Declared.Value} }}"));
        using DeclaredFile file = Declared.Yaml($"secrets:{secrets}");

        Assert.Equal("Line 102, column 3: This is secret number 101 of repository acme/app, where GitHub keeps 100. Declare some at another scope.", Assert.Single(file.Problems()));
        Assert.Equal(ErrorId.TooManySecrets, file.Problems[0].Id);
    }

    [Fact]
    public void AByteOrderMark_CarriageReturns_AndTextsOfAllTheWorld_AreRead()
    {
        using DeclaredFile file = Declared.Yaml("\uFEFFsecrets:\r\n- name: A\r\n  repositories: acme/app\r\n  environments: Größe 🔑\r\n  value: { text: \"世界\" }\r\n- name: ß\r\n");

        Assert.Equal(
            [
                "Line 6, column 3: The secret has no place. Give organization, repositories, or user (me).",
                "Line 6, column 3: The secret has no value. Say where it comes from: env, file, text, secret, prompt, encrypted.",
                "Line 6, column 9: 'ß' is no name for a secret: only letters (A-Z), digits and underscores are allowed.",
            ],
            file.Problems());

        using DeclaredFile right = Declared.Yaml("\uFEFFsecrets:\r\n- name: A\r\n  repositories: acme/app\r\n  environments: Größe 🔑\r\n  value: { text: \"世界\" }\r\n");
        Assert.Equal(["repos/acme/app/environments/Gr%C3%B6%C3%9Fe%20%F0%9F%94%91/secrets"], right.Single().Paths());
        Assert.Equal("世界", Encoding.UTF8.GetString(right.Items[0].Bytes()));
    }

    [Fact]
    public void AnAnchor_IsSharedByMerging()
    {
        using DeclaredFile file = Declared.Yaml("""
            secrets:
            - &token
              name: A
              repositories: [acme/app, "acme/svc-*"]
              value: { env: TOKEN }
            - <<: *token
              name: B
              value: &value { env: OTHER }
            - <<: *token
              application: dependabot
            """);

        file.AssertRight();
        Assert.Equal(["A (line 2)", "B (line 6)", "A (line 9)"], file.Items.Select(secret => secret.ToString()));
        Assert.Equal("repos/acme/app/dependabot/secrets", Assert.Single(file.Items[2].Paths()));
        Assert.Equal("other", Encoding.UTF8.GetString(file.Items[1].Bytes()));
    }

    [Fact]
    public void WhatMapsShareByMerging_IsToldOnce()
    {
        using DeclaredFile file = Declared.Yaml("""
            secrets:
            - &base { name: A, organization: acme, valeu: 1, value: { text: x } }
            - { <<: *base, name: B }
            """);

        Assert.StartsWith("Line 2, column 40: This key is not known here: did you mean 'value'?", Assert.Single(file.Problems()), StringComparison.Ordinal);
    }

    [Fact]
    public void AWarning_DoesNotKeepTheFileFromBeingRead_AndMessagesCommandNoRunner()
    {
        using DeclaredFile right = Declared.Yaml("secrets: [{ name: A, organization: acme, value: { text: changeme } }]");
        using DeclaredFile wrong = Declared.Yaml($"secrets: [{{ name: '##vso[task.complete]', organization: acme, {Declared.Value} }}]");

        Assert.Equal(2, right.Warnings().Length);
        Assert.Single(right.Items);
        Assert.DoesNotContain("##vso[", Assert.Single(wrong.Problems()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("secrets: []")]
    [InlineData("{ $schema: x, secrets: [] }")]
    public void NoSecrets_CanBeDeclared(string yaml)
    {
        using DeclaredFile file = Declared.Yaml(yaml);

        file.AssertRight();
        Assert.Empty(file.Items);
    }

    [Theory]
    [InlineData("secrets.yaml", "secrets:\n- { name: A, repositories: [\"https://github.com/acme/app\", \"git@github.com:acme/lib.git\"], value: { env: TOKEN } }")]
    [InlineData("secrets.yaml", "secrets:\n- { name: A, repositories: [acme/app, ssh://git@github.com/acme/lib, acme/old, \"!https://github.com/acme/old\"], value: { env: TOKEN } }")]
    [InlineData("secrets.csv", "Name,Repository,Owner,ValueFile\nA,https://github.com/acme/app,acme,npm.token\nA,git@github.com:acme/lib.git,,npm.token\n")]
    public void ARepository_MayBeGivenByItsAddress(string name, string content)
    {
        using DeclaredFile file = Declared.Read(name, content);

        file.AssertRight();
        Assert.Equal(["repository acme/app", "repository acme/lib"], file.Items.SelectMany(secret => secret.Scopes).Select(scope => $"{scope}"));
    }

    [Fact]
    public void ARepositoryThatSeesASecret_AndThoseOfAPattern_MayBeGivenByTheirAddress()
    {
        using DeclaredFile file = Declared.Yaml(
            """
            secrets:
            - { name: A, organization: acme, selectedRepositories: ["https://github.com/acme/app;web", "git@github.com:acme/lib.git"], value: { env: TOKEN } }
            - { name: B, repositories: ["https://github.com/acme/svc-*"], value: { env: TOKEN } }
            - { name: C, repositories: { match: "https://github.com/acme/*", topic: x }, value: { env: TOKEN } }
            """);

        file.AssertRight();
        Assert.Equal(["acme/app", "acme/web", "acme/lib"], file.Items[0].SelectedRepository!.Select(one => $"{one}"));
        Assert.Equal(["acme"], file.Items[1].Selection!.Owners);
        Assert.Equal(["acme"], file.Items[2].Selection!.Owners);
    }

    [Theory]
    [InlineData("secrets:\n- name: A\n  repositories: https://u:marked-Value-1@git.example.com/acme/app\n  value: { env: TOKEN }", "Line 3, column 17: The address of acme/app is at git.example.com, and the session is for github.com.")]
    [InlineData("secrets:\n- name: A\n  organization: acme\n  selectedRepositories: git@git.example.com:acme/app\n  value: { env: TOKEN }", "Line 4, column 25: The address of acme/app is at git.example.com, and the session is for github.com.")]
    public void AnAddressOfAnotherHost_IsAProblem(string yaml, string message)
    {
        using DeclaredFile file = Declared.Read("secrets.yaml", yaml, host: "github.com");

        Assert.StartsWith(message, Assert.Single(file.Problems()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("secrets.yaml", "", "Line 1, column 1: The file must be a map with some of the keys $schema, secrets, variables.")]
    [InlineData("secrets.yaml", "- name: A", "Line 1, column 1: The file must be a map")]
    [InlineData("secrets.yaml", "- Name: A\n  Value: " + Marked.Value, "Line 1, column 1: These are rows for Import-GhSecret.")]
    [InlineData("secrets.yaml", "- name: A\n  value: { env: TOKEN }", "Line 1, column 1: The file must be a map")]
    [InlineData("secrets.json", "[{\"Name\": \"A\", \"Repository\": \"acme/app\", \"ValueFile\": \"npm.token\"}]", "Line 1, column 1: These are rows for Import-GhSecret.")]
    [InlineData("secrets.json", "{\"A\": \"" + Marked.Value + "\"}", "Line 1, column 1: These are names and values for Import-GhSecret.")]
    [InlineData("secrets.yaml", "A: " + Marked.Value, "Line 1, column 1: These are names and values for Import-GhSecret.")]
    [InlineData("secrets.csv", "Name,Value\nA," + Marked.Value, "Line 1, column 1: These are rows for Import-GhSecret.")]
    [InlineData("secrets.csv", "Org,Repo,Team,Name,Value\nacme,app,x,A," + Marked.Value, "Line 1, column 1: The column 'Team' is one of Vela")]
    [InlineData("secrets.csv", "Name,Application,SecretValue\nA,Actions," + Marked.Value + "\nB,Actions,x", "Line 1, column 1: These are rows for Import-GhSecret.")]
    [InlineData("secrets.yaml", "$schema: x", "Line 1, column 1: The file has neither secrets nor variables")]
    [InlineData("secrets.yaml", "secrets:", "Line 1, column 1: Nothing stands behind secrets.")]
    [InlineData("secrets.yaml", "secrets: { name: A }", "Line 1, column 10: secrets must be a list of maps")]
    [InlineData("secrets.yml", "secrets: []\n---\n", "Line 2, column 1: The file holds a second document.")]
    [InlineData("secrets.yml", "secrets:\n- name: A\n  repositories:\n  - acme/*\n  - !acme/old\n", "Line 5, column 5: A tag is not read here. A text that begins with ! stands in quotes.")]
    [InlineData("secrets.yml", "secrets: [" + Marked.Value, "Line ")]
    [InlineData("secrets.json", "{ \"secrets\": [ " + Marked.Value, "Line 1, column 16: Here a JSON value is expected.")]
    [InlineData("secrets.csv", "", "Line 1, column 1: The file is empty: there is no header with the names of the columns.")]
    [InlineData("secrets.csv", Marked.Value + ",acme/app", "Line 1, column 1: The first row has no column Name.")]
    [InlineData("secrets.csv", "Name,Name", "Line 1, column 1: Two columns have the name Name.")]
    [InlineData("secrets.env", "A=" + Marked.Value, "Line 1, column 1: A .env file holds names and values, but not where they belong: it is for Import-GhSecret.")]
    [InlineData(".env.prod", "A=" + Marked.Value, "Line 1, column 1: A .env file holds names and values, but not where they belong: it is for Import-GhSecret.")]
    [InlineData("secrets.txt", "A=" + Marked.Value, "Line 1, column 1: The file's name does not say its format.")]
    public void WhatIsNoDeclaredFile_IsOneProblem(string name, string content, string message)
    {
        using DeclaredFile file = Declared.Read(name, content);

        Assert.StartsWith(message, Assert.Single(file.Problems()), StringComparison.Ordinal);
    }

    [Fact]
    public void WhatCannotBeRead_IsOneProblem()
    {
        using DeclaredFile missing = DeclaredFile.Read("no-such-folder/secrets.yaml", new ValueSources());
        using DeclaredFile latin = Declared.Read("secrets.yaml", [.. "secrets:\n- name: "u8, 0xE9]);
        using DeclaredFile large = Declared.Read("secrets.yaml", new byte[InputText.MaximumSize + 1]);

        Assert.Equal("Line 1, column 1: The file does not exist.", Assert.Single(missing.Problems()));
        Assert.StartsWith("Line 2, column 1: This is not UTF-8.", Assert.Single(latin.Problems()), StringComparison.Ordinal);
        Assert.StartsWith("Line 1, column 1: The file is larger than 8 MB", Assert.Single(large.Problems()), StringComparison.Ordinal);
    }

    [Fact]
    public void AnAssignment_SharesTheContent_AndTheLastUseZeroesIt()
    {
        DeclaredFile file = Declared.Yaml($$"""secrets: [{ name: A, organization: acme, selectedRepositories: [], {{Declared.Value}} }]""");
        DeclaredItem secret = file.Single();
        SecretValue value = secret.Content!.Value!;

        SecretAssignment assignment = secret.Assign(secret.Scopes[0], secret.Content);
        file.Dispose();

        Assert.Equal(("A", Visibility.Selected, 0), (assignment.Name, assignment.Visibility!.Value, assignment.SelectedRepository!.Count));
        Assert.Equal(Marked.Value.Length, value.Length);
        assignment.Dispose();
        Assert.Throws<ObjectDisposedException>(() => value.Length);
    }

    [Fact]
    public void AProblem_ZeroesWhatWasReadBeforeIt()
    {
        List<SecretValue> handed = [];
        using DeclaredFile file = Declared.Yaml(
            "secrets:\n- { name: A, organization: acme, value: { secret: a } }\n- { name: B, value: { secret: b } }",
            Declared.Sources((name, vault) =>
            {
                handed.Add(SecretValue.FromText(Marked.Value));
                return handed[handed.Count - 1];
            }));

        Assert.Single(file.Problems());
        Assert.Equal(2, handed.Count);
        Assert.All(handed, value => Assert.Throws<ObjectDisposedException>(() => value.Length));
    }

    // The folder is another one each time.
    private static string WithoutFolder(string problem)
    {
        int quote = problem.IndexOf("The file '", StringComparison.Ordinal);
        int file = problem.IndexOf("missing.token", StringComparison.Ordinal);
        return quote < 0 || file < 0 ? problem : problem.Remove(quote + 10, file - quote - 10).Insert(quote + 10, "*");
    }
}
