using System.Globalization;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Threading.Tasks;
using MockGitHub;

namespace GhSecrets.Contract.Tests;

public sealed class SelectionTests
{
    private const string Scope = "orgs/acme/actions";
    private const string Address = "orgs/acme/actions/secrets/TOKEN";

    [Fact]
    public async Task ASelectedSecret_SaysWhereItsRepositoriesAre()
    {
        await using var acme = await AcmeServer.StartAsync("/api/v3");
        await acme.PutSecretAsync(Scope, "TOKEN", visibility: "selected", ids: new[] { acme.App.Id });

        var secret = (await acme.GetAsync(Address)).Json;
        var repositories = (await acme.GetAsync((string)secret["selected_repositories_url"]!)).Json;

        Assert.Equal("selected", (string?)secret["visibility"]);
        Assert.StartsWith(acme.Server.BaseUri.ToString(), (string?)secret["selected_repositories_url"]);
        Assert.Equal("Acme/App", (string?)Assert.Single(repositories["repositories"]!.AsArray())!["full_name"]);
        Assert.Equal(1, (int)repositories["total_count"]!);
    }

    [Theory]
    [InlineData("all")]
    [InlineData("private")]
    public async Task ASecretThatIsNotSelected_HasNoAddressOfRepositories(string visibility)
    {
        await using var acme = await AcmeServer.StartAsync();
        await acme.PutSecretAsync(Scope, "TOKEN", visibility: visibility);

        Assert.Null((await acme.GetAsync(Address)).Json["selected_repositories_url"]);
    }

    [Fact]
    public async Task APutOfSelectedWithoutIds_EmptiesTheList()
    {
        await using var acme = await AcmeServer.StartAsync();
        await acme.PutSecretAsync(Scope, "TOKEN", visibility: "selected", ids: new[] { acme.App.Id, acme.Lib.Id });

        Assert.Equal(HttpStatusCode.NoContent, (await acme.PutSecretAsync(Scope, "TOKEN", visibility: "selected")).Status);

        Assert.Empty(Selected(acme, Scope));
    }

    [Fact]
    public async Task Repositories_AreReplacedAddedAndRemoved_WithoutAWriteOfTheValue()
    {
        await using var acme = await AcmeServer.StartAsync();
        await acme.PutSecretAsync(Scope, "TOKEN", visibility: "selected", ids: new[] { acme.App.Id });

        Assert.Equal(HttpStatusCode.NoContent, (await acme.PutAsync($"{Address}/repositories", new { selected_repository_ids = new[] { acme.Lib.Id } })).Status);
        Assert.Equal([acme.Lib.Id], Selected(acme, Scope));
        Assert.Equal(HttpStatusCode.NoContent, (await acme.PutAsync($"{Address}/repositories/{acme.App.Id}")).Status);
        Assert.Equal([acme.App.Id, acme.Lib.Id], Selected(acme, Scope));
        Assert.Equal(HttpStatusCode.NoContent, (await acme.DeleteAsync($"{Address}/repositories/{acme.Lib.Id}")).Status);
        Assert.Equal([acme.App.Id], Selected(acme, Scope));
        Assert.Equal(1, acme.State.FindVault(Scope)!.Find("TOKEN")!.Writes);
    }

    [Theory]
    [InlineData("PUT", false)]
    [InlineData("PUT", true)]
    [InlineData("DELETE", true)]
    public async Task SelectingForASecretThatIsNotSelected_IsAConflict(string method, bool one)
    {
        await using var acme = await AcmeServer.StartAsync();
        await acme.PutSecretAsync(Scope, "TOKEN", visibility: "private");

        var answer = await acme.SendAsync(
            new HttpMethod(method),
            one ? $"{Address}/repositories/{acme.App.Id}" : $"{Address}/repositories",
            one ? null : new { selected_repository_ids = new[] { acme.App.Id } });

        Assert.Equal(HttpStatusCode.Conflict, answer.Status);
        Assert.Equal("You cannot update selected repositories for a secret when the visibility is not set to 'selected'", (string?)answer.Json["errors"]);
    }

    [Theory]
    [InlineData("", "actions", "2022-11-28", true, false)]
    [InlineData("", "actions", "2026-03-10", true, false)]
    [InlineData("", "codespaces", "2022-11-28", true, false)]
    [InlineData("", "agents", "2022-11-28", true, false)]
    [InlineData("", "dependabot", "2022-11-28", false, true)]
    [InlineData("", "dependabot", "2026-03-10", true, false)]
    [InlineData("", "dependabot", null, false, true)]
    [InlineData("/api/v3", "actions", null, true, false)]
    [InlineData("/api/v3", "dependabot", "2022-11-28", false, true)]
    [InlineData("/api/v3", "dependabot", "2026-03-10", false, true)]
    public async Task IdsTravel_AsNumbersOrAsText(string prefix, string application, string? version, bool integers, bool strings)
    {
        await using var acme = await AcmeServer.StartAsync(prefix);
        var (number, text) = (acme.App.Id, acme.App.Id.ToString(CultureInfo.InvariantCulture));

        var asNumber = await acme.PutSecretAsync($"orgs/acme/{application}", "N", visibility: "selected", ids: new[] { number }, version: version);
        var asText = await acme.PutSecretAsync($"orgs/acme/{application}", "T", visibility: "selected", ids: new[] { text }, version: version);

        Assert.Equal(integers ? null : $"Invalid request.\n\nInvalid property /selected_repository_ids/0: `{number}` is not of type `string`.", asNumber.Message);
        Assert.Equal(strings ? null : $"For 'items', \"{text}\" is not an integer.", asText.Message);
        Assert.Equal(integers ? HttpStatusCode.Created : HttpStatusCode.UnprocessableEntity, asNumber.Status);
        Assert.Equal(strings ? HttpStatusCode.Created : HttpStatusCode.UnprocessableEntity, asText.Status);
    }

    [Fact]
    public async Task TheListAlone_TakesNumbers_ForDependabotToo()
    {
        await using var acme = await AcmeServer.StartAsync();
        await acme.PutSecretAsync("orgs/acme/dependabot", "TOKEN", visibility: "selected");

        var answer = await acme.PutAsync("orgs/acme/dependabot/secrets/TOKEN/repositories", new { selected_repository_ids = new[] { acme.App.Id } });

        Assert.Equal(HttpStatusCode.NoContent, answer.Status);
        Assert.Equal([acme.App.Id], Selected(acme, "orgs/acme/dependabot"));
    }

    [Fact]
    public async Task ARepositoryOfSomebodyElse_IsRefused()
    {
        await using var acme = await AcmeServer.StartAsync();

        var created = await acme.PutSecretAsync(Scope, "TOKEN", visibility: "selected", ids: new[] { acme.Other.Id });
        await acme.PutSecretAsync(Scope, "TOKEN", visibility: "selected");
        var replaced = await acme.PutAsync($"{Address}/repositories", new { selected_repository_ids = new[] { acme.Other.Id } });
        var added = await acme.PutAsync($"{Address}/repositories/{acme.Other.Id}");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, created.Status);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, replaced.Status);
        Assert.Equal(HttpStatusCode.NotFound, added.Status);
    }

    [Theory]
    [InlineData(null, "Invalid request.\n\n\"visibility\" wasn't supplied.")]
    [InlineData("some", "Invalid request.\n\nInvalid property /visibility: `some` is not a possible value. Must be one of the following: all, private, selected.")]
    public async Task AnOrganization_InsistsOnAVisibility(string? visibility, string message)
    {
        await using var acme = await AcmeServer.StartAsync();

        var answer = await acme.PutSecretAsync(Scope, "TOKEN", visibility: visibility);

        Assert.Equal((HttpStatusCode.UnprocessableEntity, message), (answer.Status, answer.Message));
    }

    [Theory]
    [InlineData("actions")]
    [InlineData("agents")]
    public async Task ARepository_SeesTheSecretsOfItsOrganization_ByTheirVisibility(string application)
    {
        await using var acme = await AcmeServer.StartAsync();
        await acme.PutSecretAsync($"orgs/acme/{application}", "FOR_ALL", visibility: "all");
        await acme.PutSecretAsync($"orgs/acme/{application}", "FOR_PRIVATE", visibility: "private");
        await acme.PutSecretAsync($"orgs/acme/{application}", "FOR_LIB", visibility: "selected", ids: new[] { acme.Lib.Id });

        Assert.Equal("FOR_ALL FOR_PRIVATE", await InheritedAsync("acme/app"));
        Assert.Equal("FOR_ALL FOR_LIB", await InheritedAsync("acme/lib"));
        Assert.Equal("", await InheritedAsync("somebody/else"));

        async Task<string> InheritedAsync(string repository)
        {
            var answer = await acme.GetAsync($"repos/{repository}/{application}/organization-secrets");
            return string.Join(' ', answer.Json["secrets"]!.AsArray().Select(secret => secret!["name"]));
        }
    }

    [Fact]
    public async Task AUsersSecret_IsAlwaysSelected_AndBelongsToTheTokensUser()
    {
        await using var acme = await AcmeServer.StartAsync();
        acme.State.AddToken(new MockToken("another") { Login = "hubot" });
        await acme.PutSecretAsync("user/codespaces", "TOKEN", ids: new object[] { acme.Other.Id, acme.App.Id.ToString(CultureInfo.InvariantCulture) });

        var mine = (await acme.GetAsync("user/codespaces/secrets")).Json;
        var theirs = (await acme.SendAsync(HttpMethod.Get, "user/codespaces/secrets", token: "another")).Json;

        Assert.Equal("selected", (string?)mine["secrets"]![0]!["visibility"]);
        Assert.Equal([acme.App.Id, acme.Other.Id], Selected(acme, "user/codespaces"));
        Assert.Equal(0, (int)theirs["total_count"]!);
    }

    private static long[] Selected(AcmeServer acme, string scope) => [.. acme.State.FindVault(scope)!.Find("TOKEN")!.SelectedRepositoryIds];
}
