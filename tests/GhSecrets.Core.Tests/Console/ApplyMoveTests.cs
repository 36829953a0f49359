using System;
using System.Linq;
using System.Threading.Tasks;

namespace GhSecrets.Core.Tests;

/// <summary><c>ghsecrets apply --prune</c> after a repository or its owner has got another name.</summary>
public sealed class ApplyMoveTests : IDisposable
{
    private readonly ConsoleFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("acme/api", "repositories: [\"acme/a*\"]", "repositories: [\"acme/a*\"]", "actions")]
    [InlineData("acme/web", "repositories: [acme/app]", "repositories: [acme/app]", "actions")]
    [InlineData("acme/web", "repositories: [acme/app]", "repositories: [acme/web]", "actions")]
    [InlineData("acme/web", "repositories: [acme/app], environments: [prod]", "repositories: [acme/app], environments: [prod]", "environments/prod")]
    [InlineData("acme/web", "repositories: [acme/app], application: dependabot", "repositories: [acme/app], application: dependabot", "dependabot")]
    [InlineData("globex/app", "repositories: [acme/app]", "repositories: [globex/app]", "actions")]
    public async Task ARepositoryWithANewName_KeepsItsSecrets_AndWhatIsDeclaredFollows(string name, string before, string after, string vault)
    {
        await using AcmeServer server = await AcmeServer.StartAsync();
        await ApplyAsync(server, Secret("A", before), Secret("B", before));
        server.State.AddOrganization("globex");
        server.State.RenameRepository("acme/app", name);

        ConsoleRun plan = await RunAsync(server, "plan", Secret("A", after));
        ConsoleRun run = await ApplyAsync(server, Secret("A", after));
        ConsoleRun next = await ApplyAsync(server, Secret("A", after));

        Assert.Equal((2, 0, 0), (plan.ExitCode, run.ExitCode, next.ExitCode));
        Assert.All(new[] { plan, run }, told => Assert.StartsWith($"secrets.yaml: acme/app is now {name}. ", Assert.Single(told.Warnings), StringComparison.Ordinal));
        Assert.DoesNotContain("Remove", plan.Output + run.Output, StringComparison.Ordinal);
        Assert.Equal("1 Unchanged, 1 Unowned.", next.Lines[^1]);
        Assert.Equal(["A", "B"], server.State.FindVault($"repos/{name}/{vault}")!.Secrets.Select(secret => secret.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task ARepositoryThatAPatternNoLongerMatches_KeepsItsSecrets()
    {
        await using AcmeServer server = await AcmeServer.StartAsync();
        string secret = Secret("A", "repositories: [\"acme/a*\"]");
        await ApplyAsync(server, secret);
        server.State.RenameRepository("acme/app", "acme/web");

        ConsoleRun run = await ApplyAsync(server, secret);

        Assert.Equal((0, "No secrets.\n"), (run.ExitCode, run.Output));
        Assert.Single(run.Warnings, warning => warning.Contains("acme/app is now acme/web. What the ledger keeps of it goes over to the new name.", StringComparison.Ordinal));
        Assert.NotNull(server.State.FindVault("repos/acme/web/actions")!.Find("A"));
    }

    [Fact]
    public async Task ARenamedOrganization_KeepsItsRepositoriesSecrets()
    {
        await using AcmeServer server = await AcmeServer.StartAsync();
        await ApplyAsync(server, Secret("A", "repositories: [acme/app]"), Secret("B", "repositories: [acme/app]"));
        server.State.RenameOrganization("acme", "globex");
        string secret = Secret("A", "repositories: [\"globex/*\", \"!globex/lib\"]");

        ConsoleRun run = await ApplyAsync(server, secret);
        ConsoleRun next = await ApplyAsync(server, secret);

        Assert.Equal((0, 0), (run.ExitCode, next.ExitCode));
        Assert.StartsWith("secrets.yaml: acme/app is now globex/app. ", Assert.Single(run.Warnings), StringComparison.Ordinal);
        Assert.Equal(["Updated A in repository globex/app", "1 Updated, 1 Unowned."], run.Lines);
        Assert.Equal("1 Unchanged, 1 Unowned.", next.Lines[^1]);
        Assert.NotNull(server.State.FindVault("repos/globex/app/actions")!.Find("B"));
    }

    [Fact]
    public async Task ARepositoryOfAnotherOwner_GetsNothing_AndKeepsItsSecrets()
    {
        await using AcmeServer server = await AcmeServer.StartAsync();
        await ApplyAsync(server, Secret("A", "repositories: [acme/app]"), Secret("B", "repositories: [acme/app]"));
        server.State.RenameRepository("acme/app", "globex/app");
        server.State.Requests.Clear();

        ConsoleRun run = await ApplyAsync(server, Secret("A", "repositories: [acme/app]"));

        Assert.Equal(1, run.ExitCode);
        Assert.Single(run.Warnings, warning => warning.Contains("acme/app is now globex/app", StringComparison.Ordinal));
        Assert.Equal(
            "A in repository acme/app: acme/app is now globex/app, which is another owner. Nothing was written. If that is right, use the new name. [RepositoryMoved]",
            Assert.Single(run.ErrorLines));
        Assert.All(server.Requests, request => Assert.StartsWith("GET ", request, StringComparison.Ordinal));
        Assert.Equal(2, server.State.FindVault("repos/globex/app/actions")!.Secrets.Count);
    }

    [Theory]
    [InlineData("GET", "/public-key$")]
    [InlineData("PUT", "/A$")]
    public async Task ARepositoryThatIsRenamedBeforeTheWrite_IsWrittenTo_AndTheNewNameIsTold(string method, string path)
    {
        await using AcmeServer server = await AcmeServer.StartAsync();
        server.State.Interventions.Before(method, path, () => server.State.RenameRepository("acme/app", "acme/web"));

        ConsoleRun run = await ApplyAsync(server, Secret("A", "repositories: [acme/app]"));
        ConsoleRun next = await ApplyAsync(server, Secret("A", "repositories: [acme/web]"));

        Assert.Equal((0, "Created A in repository acme/web\n1 Created.\n"), (run.ExitCode, run.Output));
        Assert.Equal("acme/app is now acme/web. Secrets are written there; use the new name.", Assert.Single(run.Warnings));
        Assert.Equal((0, "1 Unchanged.\n", ""), (next.ExitCode, next.Output, next.Errors));
    }

    [Theory]
    [InlineData("GET", "/public-key$")]
    [InlineData("PUT", "/A$")]
    public async Task ARepositoryThatIsTransferredBeforeTheWrite_GetsNothing(string method, string path)
    {
        await using AcmeServer server = await AcmeServer.StartAsync();
        server.State.Interventions.Before(method, path, () => server.State.RenameRepository("acme/app", "globex/app"));

        ConsoleRun run = await ApplyAsync(server, Secret("A", "repositories: [acme/app]"));

        Assert.Equal((1, "1 failed.\n"), (run.ExitCode, run.Output));
        Assert.Equal(
            "A in repository acme/app: acme/app is now globex/app, which belongs to another owner. Nothing was written. If that is right, use the new name. [RepositoryMoved]",
            Assert.Single(run.ErrorLines));
        Assert.Empty(server.State.FindVault("repos/globex/app/actions")!.Secrets);
    }

    [Fact]
    public async Task OneRepositoryByTwoNames_IsAProblemOfBothLines_BeforeAnyWrite()
    {
        await using AcmeServer server = await AcmeServer.StartAsync();
        server.State.RenameRepository("acme/app", "acme/web");

        ConsoleRun run = await ApplyAsync(server, Secret("A", "repositories: [acme/app]"), Secret("B", "repositories: [acme/web]"));

        Assert.Equal((1, ""), (run.ExitCode, run.Output));
        Assert.EndsWith("acme/app (line 2) and acme/web (line 3) are one repository, which is now acme/web. Use that name alone. [InvalidArgument]", Assert.Single(run.ErrorLines), StringComparison.Ordinal);
        Assert.All(server.Requests, request => Assert.StartsWith("GET ", request, StringComparison.Ordinal));
    }

    private static string Secret(string name, string place) => $"{{ name: {name}, {place}, value: {{ env: TOKEN }} }}";

    private Task<ConsoleRun> ApplyAsync(AcmeServer server, params string[] secrets) => RunAsync(server, "apply", secrets);

    private Task<ConsoleRun> RunAsync(AcmeServer server, string command, params string[] secrets) =>
        _folder.RunAsync(server.BaseUri, command, _folder.Declare(secrets), "--prune");
}
