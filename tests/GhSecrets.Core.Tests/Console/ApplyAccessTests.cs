using System;
using System.Linq;
using System.Threading.Tasks;
using MockGitHub;

namespace GhSecrets.Core.Tests;

/// <summary>The access that <c>ghsecrets apply</c> keeps, also when somebody changes it meanwhile.</summary>
public sealed class ApplyAccessTests : IDisposable
{
    private const string Vault = "orgs/acme/actions";

    private readonly ConsoleFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("GET", false)]
    [InlineData("PUT", true)]
    public async Task ASecretThatSomebodyNarrows_BeforeItIsWrittenOrWhileThatWaits_StaysNarrow(string method, bool waits)
    {
        await using AcmeServer server = await AcmeServer.StartAsync();
        server.State.SetSecret(Vault, "A", "old", "all");
        server.State.Interventions.Before(method, "/secrets/A$", () =>
        {
            server.State.SetSecret(Vault, "A", "old", "selected", "acme/lib");
            if (waits)
            {
                server.FaultNextRequest(FaultKind.TooManyRequestsRetryAfter);
            }
        });

        ConsoleRun run = await ApplyAsync(server);

        Assert.Equal((0, "Updated A in organization acme\n1 Updated.\n", ""), (run.ExitCode, run.Output, run.Errors));
        AssertStored(server, "selected", server.Lib);
    }

    [Fact]
    public async Task ASecretThatGitHubHides_IsAnError_ThatSaysWhatItsAccessIsNow()
    {
        await using AcmeServer server = await AcmeServer.StartAsync();
        server.State.Interventions.Before("PUT", "/secrets/A$", () => server.State.SetSecret(Vault, "A", "old", "all"));

        ConsoleRun run = await ApplyAsync(server);

        Assert.Equal((1, "1 failed.\n"), (run.ExitCode, run.Output));
        Assert.Matches("^A in organization acme: The value was stored, but A was there .* it now has the access of a new secret [(]private[)][.] .* [[]AccessUnknown]$", Assert.Single(run.ErrorLines));
        AssertStored(server, "private");
    }

    [Fact]
    public async Task ARepositoryThatIsAddedWhileTheSelectedOnesAreRead_IsKept()
    {
        await using AcmeServer server = await AcmeServer.StartAsync();
        Repository[] selected = [.. Enumerable.Range(1, 130).Select(number => server.State.AddRepository("acme", $"svc-{number}"))];
        server.State.SetSecret(Vault, "A", "old", "selected", selected.Select(repository => repository.FullName));

        // On the first page, which was read by then.
        server.State.Interventions.Before("GET", "/A/repositories[?].*page=2$", () =>
            server.State.SetSecret(Vault, "A", "old", "selected", selected.Append(server.App).Select(repository => repository.FullName)));

        ConsoleRun run = await ApplyAsync(server);

        Assert.Equal((0, ""), (run.ExitCode, run.Errors));
        AssertStored(server, "selected", [.. selected, server.App]);
    }

    private static void AssertStored(AcmeServer server, string visibility, params Repository[] selected)
    {
        StoredSecret secret = server.Find(AcmeServer.Organization, "A")!;
        Assert.Equal((Marked.Value, visibility), (secret.Text, secret.Visibility));
        Assert.Equal(selected.Select(repository => repository.Id).Order(), secret.SelectedRepositoryIds.Order());
    }

    private Task<ConsoleRun> ApplyAsync(AcmeServer server) =>
        _folder.RunAsync(server.BaseUri, "apply", _folder.Declare("{ name: A, organization: acme, value: { env: TOKEN } }"));
}
