using System.Linq;
using System.Net;
using System.Net.Http;
using System.Threading.Tasks;
using MockGitHub;

namespace GhSecrets.Contract.Tests;

public sealed class VariableTests
{
    private const string Scope = "repos/acme/app/actions";
    private const string Address = "repos/acme/app/actions/variables";

    [Fact]
    public async Task APost_Creates_AndTheNameIsKeptInUpperCase()
    {
        await using var acme = await AcmeServer.StartAsync();

        Assert.Equal(HttpStatusCode.Created, (await PostAsync(acme, Address, new { name = "region", value = "eu" })).Status);

        var variable = (await acme.GetAsync($"{Address}/Region")).Json;
        Assert.Equal(("REGION", "eu"), ((string?)variable["name"], (string?)variable["value"]));
    }

    [Fact]
    public async Task APostOfANameThatIsThere_IsAConflict_AndChangesNothing()
    {
        await using var acme = await AcmeServer.StartAsync();
        acme.State.SetVariable(Scope, "REGION", "eu");

        var answer = await PostAsync(acme, Address, new { name = "REGION", value = "us" });

        Assert.Equal((HttpStatusCode.Conflict, "Already exists - Variable already exists"), (answer.Status, answer.Message));
        Assert.Equal("eu", acme.State.FindVariables(Scope)!.Find("REGION")!.Text);
    }

    [Fact]
    public async Task APatch_ChangesWhatItNames_AndNothingElse()
    {
        await using var acme = await AcmeServer.StartAsync();
        acme.State.SetVariable("orgs/acme/actions", "A", "1", "selected", "acme/app");

        Assert.Equal(HttpStatusCode.NoContent, (await PatchAsync(acme, "orgs/acme/actions/variables/A", new { value = "" })).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await PatchAsync(acme, "orgs/acme/actions/variables/A", new { name = "b" })).Status);

        var variable = acme.State.FindVariables("orgs/acme/actions")!.Secrets.Single();
        Assert.Equal(("B", "", "selected", 3), (variable.Name, variable.Text, variable.Visibility, variable.Writes));
        Assert.Equal([acme.App.Id], variable.SelectedRepositoryIds);
        Assert.Equal(HttpStatusCode.NoContent, (await PatchAsync(acme, "orgs/acme/actions/variables/B", new { visibility = "all" })).Status);
        Assert.Empty(acme.State.FindVariables("orgs/acme/actions")!.Secrets.Single().SelectedRepositoryIds);
    }

    [Fact]
    public async Task APatch_FindsNothing_OrANameThatIsTaken()
    {
        await using var acme = await AcmeServer.StartAsync();
        acme.State.SetVariable(Scope, "A", "1");
        acme.State.SetVariable(Scope, "B", "2");

        Assert.Equal(HttpStatusCode.NotFound, (await PatchAsync(acme, $"{Address}/C", new { value = "3" })).Status);
        Assert.Equal(HttpStatusCode.Conflict, (await PatchAsync(acme, $"{Address}/A", new { name = "B" })).Status);
        Assert.Equal("1", acme.State.FindVariables(Scope)!.Find("A")!.Text);
    }

    [Theory]
    [InlineData("", 10)]
    [InlineData("?per_page=20", 20)]
    [InlineData("?per_page=30", 30)]
    [InlineData("?per_page=100", 30)]
    public async Task APage_HasTenUnlessAsked_AndAtMostThirty(string query, int count)
    {
        await using var acme = await AcmeServer.StartAsync();
        foreach (var number in Enumerable.Range(1, 40))
        {
            acme.State.SetVariable(Scope, $"V_{number}", "v");
        }

        var answer = await acme.GetAsync(Address + query);

        Assert.Equal((40, count), ((int)answer.Json["total_count"]!, answer.Json["variables"]!.AsArray().Count));
        Assert.Contains("next", answer.Links.Keys);
    }

    [Theory]
    [InlineData("orgs/acme/actions", 1000)]
    [InlineData("repos/acme/app/actions", 500)]
    [InlineData("repos/acme/app/environments/prod", 100)]
    public async Task AFullScope_TakesNoMore(string scope, int limit)
    {
        await using var acme = await AcmeServer.StartAsync();
        foreach (var number in Enumerable.Range(1, limit))
        {
            acme.State.SetVariable(scope, $"V_{number}", "v");
        }

        var answer = await PostAsync(acme, $"{scope}/variables", new { name = "ONE_MORE", value = "v", visibility = "all" });

        Assert.Equal((HttpStatusCode.UnprocessableEntity, $"Variable limit reached. No more than {limit} variables may be stored here."), (answer.Status, answer.Message));
    }

    [Theory]
    [InlineData("GET", "")]
    [InlineData("PUT", "")]
    [InlineData("PUT", "/1")]
    [InlineData("DELETE", "/1")]
    public async Task TheRepositoriesOfOneThatIsNotSelected_AreAConflict(string method, string id)
    {
        await using var acme = await AcmeServer.StartAsync();
        acme.State.SetVariable("orgs/acme/actions", "A", "1", "private");

        var answer = await acme.SendAsync(new HttpMethod(method), $"orgs/acme/actions/variables/A/repositories{id}", method == "PUT" && id.Length == 0 ? new { selected_repository_ids = new[] { acme.App.Id } } : null);

        Assert.Equal(HttpStatusCode.Conflict, answer.Status);
        Assert.Equal("You cannot update selected repositories for a variable when the visibility is not set to 'selected'", (string?)answer.Json["errors"]);
    }

    [Theory]
    [InlineData("repos/acme/app/dependabot/variables")]
    [InlineData("repos/acme/app/codespaces/variables")]
    [InlineData("user/codespaces/variables")]
    public async Task OtherApplications_HaveNone(string address)
    {
        await using var acme = await AcmeServer.StartAsync();

        Assert.Equal(HttpStatusCode.NotFound, (await acme.GetAsync(address)).Status);
    }

    [Fact]
    public async Task EverySecondAnswer_MayBeLost_ThoughTheRequestTookEffect()
    {
        await using var acme = await AcmeServer.StartAsync();
        acme.State.Faults.Set(new FaultOptions { LostReplies = new LostReplies("POST", 2) });

        await PostAsync(acme, Address, new { name = "A", value = "1" });
        await Assert.ThrowsAsync<HttpRequestException>(() => PostAsync(acme, Address, new { name = "B", value = "2" }));
        await PostAsync(acme, Address, new { name = "C", value = "3" });

        Assert.Equal(["A", "B", "C"], acme.State.FindVariables(Scope)!.Secrets.Select(variable => variable.Name));
    }

    [Fact]
    public async Task ARepositoryThatIsRenamed_KeepsThem()
    {
        await using var acme = await AcmeServer.StartAsync();
        acme.State.SetVariable(Scope, "A", "1");

        acme.State.RenameRepository("acme/app", "acme/new");

        Assert.Equal(1, (int)(await acme.GetAsync("repos/acme/new/actions/variables")).Json["total_count"]!);
        Assert.Equal("repos/Acme/new/actions", acme.State.FindVariables("repos/acme/new/actions")!.Scope);
    }

    private static Task<Answer> PostAsync(AcmeServer acme, string path, object body) => acme.SendAsync(HttpMethod.Post, path, body);

    private static Task<Answer> PatchAsync(AcmeServer acme, string path, object body) => acme.SendAsync(HttpMethod.Patch, path, body);
}
