using System;
using System.Threading.Tasks;
using MockGitHub;

namespace GhSecrets.Core.Tests;

/// <summary><c>ghsecrets apply --prune</c> while somebody else changes what is to be removed.</summary>
public sealed class ApplyRemovalTests : IDisposable
{
    private const string A = "{ name: A, repositories: [acme/app], value: { env: TOKEN } }";
    private const string B = "{ name: B, repositories: [acme/app], value: { env: TOKEN } }";
    private const string Kept = "{ name: KEPT, repositories: [acme/app], value: { env: TOKEN } }";
    private const string New = "{ name: NEW, repositories: [acme/app], value: { env: TOKEN } }";

    private readonly ConsoleFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("^/repos/acme/app$")]
    [InlineData("/secrets/A$")]
    public async Task ASecretThatSomebodySetsJustBefore_Stays_AndTheOthersGo(string read)
    {
        await using AcmeServer server = await AcmeServer.StartAsync();
        await ApplyAsync(server, A, B, Kept);
        server.State.Interventions.Before("GET", read, () => SetByHand(server));

        ConsoleRun run = await ApplyAsync(server, Kept);

        Assert.Equal(1, run.ExitCode);
        Assert.Equal(["Removed B in repository acme/app", "1 Removed, 1 Unchanged, 1 failed."], run.Lines);
        AssertDrifted(run);
        Assert.Equal("by hand", server.Find(AcmeServer.Repository, "A")!.Text);
    }

    [Theory]
    [InlineData("PUT", "/NEW$")]
    [InlineData("DELETE", "/A$")]
    public async Task ASecretThatSomebodySetsWhileTheRunWaits_Stays_AndTheOthersGo(string method, string path)
    {
        await using AcmeServer server = await AcmeServer.StartAsync();
        await ApplyAsync(server, A, B);
        server.State.Interventions.Before(method, path, () =>
        {
            SetByHand(server);
            server.FaultNextRequest(FaultKind.TooManyRequestsRetryAfter);
        });

        ConsoleRun run = await ApplyAsync(server, New);

        Assert.Equal(1, run.ExitCode);
        Assert.Equal(["Created NEW in repository acme/app", "Removed B in repository acme/app", "1 Created, 1 Removed, 1 failed."], run.Lines);
        AssertDrifted(run);
        Assert.Equal("by hand", server.Find(AcmeServer.Repository, "A")!.Text);
        Assert.Equal(1, server.State.Faults.Counts["429-retry-after"]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task ARemovalWhoseAnswerIsLost_IsDone_AndASecretThatSomebodySetsAfterItStays(bool isSetAnew)
    {
        await using AcmeServer server = await AcmeServer.StartAsync();
        await ApplyAsync(server, A, Kept);
        server.State.Interventions.Before("DELETE", "/A$", () => server.FaultNextRequest(FaultKind.ResetAfter));
        if (isSetAnew)
        {
            server.State.Interventions.Before("GET", "/secrets/A$", () => SetByHand(server), skip: 1);
        }

        ConsoleRun run = await ApplyAsync(server, Kept);

        Assert.Equal(1, server.State.Faults.Counts["reset-after"]);
        Assert.Equal(0, server.State.Interventions.Count);
        if (isSetAnew)
        {
            Assert.Equal((1, "1 Unchanged, 1 failed.\n"), (run.ExitCode, run.Output));
            AssertDrifted(run);
            Assert.Equal("by hand", server.Find(AcmeServer.Repository, "A")!.Text);
        }
        else
        {
            Assert.Equal((0, "Removed A in repository acme/app\n1 Removed, 1 Unchanged.\n", ""), (run.ExitCode, run.Output, run.Errors));
        }
    }

    [Theory]
    [InlineData("GET", "^/repos/acme/app$")]
    [InlineData("GET", "/secrets/A$")]
    [InlineData("DELETE", "/A$")]
    public async Task ARepositoryThatIsRenamedAfterTheComparison_KeepsItsSecrets(string method, string path)
    {
        await using AcmeServer server = await AcmeServer.StartAsync();
        await ApplyAsync(server, A, Kept);
        server.State.Interventions.Before(method, path, () => server.State.RenameRepository("acme/app", "acme/web"));

        ConsoleRun run = await ApplyAsync(server, Kept);

        Assert.Equal((1, "1 Unchanged, 1 failed.\n"), (run.ExitCode, run.Output));
        Assert.Equal("A in repository acme/app: acme/app is now acme/web. The secret stays. Use the new name. [Drifted]", Assert.Single(run.ErrorLines));
        Assert.Equal(Marked.Value, server.State.FindVault("repos/acme/web/actions")!.Find("A")!.Text);
    }

    [Fact]
    public async Task ARepositoryThatSlipsBetweenTwoPagesOfItsOwnersList_KeepsItsSecrets()
    {
        await using AcmeServer server = await AcmeServer.StartAsync();
        for (int number = 1; number <= 98; number++)
        {
            server.State.AddRepository("acme", $"other-{number}");
        }

        // The first of the second page, until lib is gone.
        server.State.AddRepository("acme", "svc-1");
        string declared = "{ name: A, repositories: [\"acme/svc-*\"], value: { env: TOKEN } }";
        await ApplyAsync(server, declared);
        server.State.Interventions.Before("GET", "/repos[?].*page=2$", () => server.State.RemoveRepository("acme/lib"));

        ConsoleRun run = await ApplyAsync(server, declared);

        Assert.Equal((0, "1 Unchanged.\n", ""), (run.ExitCode, run.Output, run.Errors));
        Assert.Equal(0, server.State.Interventions.Count);
        Assert.NotNull(server.State.FindVault("repos/acme/svc-1/actions")!.Find("A"));
    }

    private static void SetByHand(AcmeServer server) => server.State.SetSecret("repos/acme/app/actions", "A", "by hand");

    private static void AssertDrifted(ConsoleRun run) => Assert.Matches(
        "^A in repository acme/app: It stays: somebody changed it on [-0-9]+ at [:0-9]+ UTC, after it was compared[.] [[]Drifted]$", Assert.Single(run.ErrorLines));

    /// <summary>Applies a file of these secrets and no others, one request after the other.</summary>
    private Task<ConsoleRun> ApplyAsync(AcmeServer server, params string[] secrets) =>
        _folder.RunAsync(server.BaseUri, "apply", _folder.Declare(secrets), "--prune", "--throttle-limit", "1");
}
