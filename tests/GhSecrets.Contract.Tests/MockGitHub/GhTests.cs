using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using MockGitHub;

namespace GhSecrets.Contract.Tests;

/// <summary>GitHub's own client against the mock: an independent witness for the server's sealing and its answers.</summary>
public sealed class GhTests
{
    [GhFact]
    public async Task Gh_SetsListsAndDeletes_InEveryScope()
    {
        await using var server = await MockServer.StartAsync(new MockServerOptions { Https = true, Prefix = "/api/v3", Tokens = ["t"] });
        var state = server.State;
        state.AddOrganization("acme");
        var app = state.AddRepository("acme", "app", isPrivate: true, environments: "prod");
        var repository = $"{server.BaseUri.Authority}/acme/app";

        await GhAsync(server, "secret", "set", "ORG", "--org", "acme", "--visibility", "selected", "--repos", "app", "--body", "for the organization");
        await GhAsync(server, "secret", "set", "DEP", "--org", "acme", "--app", "dependabot", "--visibility", "selected", "--repos", "app", "--body", "for Dependabot");
        await GhAsync(server, "secret", "set", "REPO", "--repo", repository, "--body", "for the repository");
        await GhAsync(server, "secret", "set", "ENV", "--repo", repository, "--env", "prod", "--body", "for the environment");
        var listed = await GhAsync(server, "secret", "list", "--org", "acme");
        var listedOfRepository = await GhAsync(server, "secret", "list", "--repo", repository);
        var listedOfEnvironment = await GhAsync(server, "secret", "list", "--repo", repository, "--env", "prod");

        Assert.Equal(
            ["for the organization", "for Dependabot", "for the repository", "for the environment"],
            new[] { ("orgs/acme/actions", "ORG"), ("orgs/acme/dependabot", "DEP"), ("repos/acme/app/actions", "REPO"), ("repos/acme/app/environments/prod", "ENV") }
                .Select(place => state.FindVault(place.Item1)!.Find(place.Item2)!.Text));
        Assert.Equal(app.Id, Assert.Single(state.FindVault("orgs/acme/actions")!.Find("ORG")!.SelectedRepositoryIds));
        Assert.Equal(app.Id, Assert.Single(state.FindVault("orgs/acme/dependabot")!.Find("DEP")!.SelectedRepositoryIds));
        Assert.Contains("ORG", listed);
        Assert.Contains("REPO", listedOfRepository);
        Assert.Contains("ENV", listedOfEnvironment);

        await GhAsync(server, "secret", "delete", "ORG", "--org", "acme");
        await GhAsync(server, "secret", "delete", "REPO", "--repo", repository);
        await GhAsync(server, "secret", "delete", "ENV", "--repo", repository, "--env", "prod");

        Assert.Equal("DEP", Assert.Single(state.Vaults.SelectMany(vault => vault.Secrets)).Name);
    }

    private static async Task<string> GhAsync(MockServer server, params string[] arguments)
    {
        var home = Directory.CreateTempSubdirectory("gh-");
        try
        {
            var start = new ProcessStartInfo(GhFactAttribute.Program!, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
            start.Environment["GH_CONFIG_DIR"] = home.FullName;
            start.Environment["GH_HOST"] = server.BaseUri.Authority;
            start.Environment["GH_ENTERPRISE_TOKEN"] = "t";
            start.Environment["GH_NO_UPDATE_NOTIFIER"] = "1";
            start.Environment["SSL_CERT_FILE"] = server.CertificatePemPath;
            using var process = Process.Start(start)!;
            var error = process.StandardError.ReadToEndAsync();
            var output = await process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();
            Assert.Equal(("", 0), (await error, process.ExitCode));
            return output;
        }
        finally
        {
            home.Delete(recursive: true);
        }
    }
}
