using System.Linq;
using System.Threading.Tasks;

namespace GhSecrets.Core.Tests;

/// <summary>Environments on a GitHub Enterprise Server that knows them by the repository's id only.</summary>
public sealed class ScopeAddressTests
{
    [Fact]
    public async Task AnOldServer_IsAskedByTheRepositorysId_WhichIsReadBeforeEachWrite()
    {
        await using AcmeServer server = await AcmeServer.StartAsync("3.8.5");
        using GhSession session = server.Open();
        string old = $"/api/v3/repositories/{server.App.Id}/environments/prod%2Feu%20west/secrets";

        await SetAsync(session, "A");
        await SetAsync(session, "B");

        Assert.Equal(Marked.Value, server.Find(AcmeServer.Environment, "B")?.Text);
        Assert.Equal(
            [
                "GET /api/v3/repos/acme/app/environments/prod%2Feu%20west/secrets/public-key",
                "GET /api/v3/repos/acme/app",
                $"GET {old}/public-key",
                "GET /api/v3/repos/acme/app",
                $"PUT {old}/A",
                "GET /api/v3/repos/acme/app",
                $"PUT {old}/B",
            ],
            server.Requests);
        Assert.Equal(["A", "B"], (await new SecretStore(session).GetAllAsync(AcmeServer.Environment, default)).Select(secret => secret.Name));
    }

    [Theory]
    [InlineData("3.9.0")]
    [InlineData("3.17.0")]
    public async Task ANewerServer_IsAskedByName(string version)
    {
        await using AcmeServer server = await AcmeServer.StartAsync(version);
        using GhSession session = server.Open();

        await SetAsync(session, "A");
        await Refused.WithAsync(ErrorId.SecretNotFound, () => new SecretStore(session).GetAsync(AcmeServer.Environment, "NONE", default));

        Assert.Equal(
            [
                "GET /api/v3/repos/acme/app/environments/prod%2Feu%20west/secrets/public-key",
                "PUT /api/v3/repos/acme/app/environments/prod%2Feu%20west/secrets/A",
                "GET /api/v3/repos/acme/app/environments/prod%2Feu%20west/secrets/NONE",
                "GET /api/v3/repos/acme/app/environments?per_page=100",
            ],
            server.Requests);
    }

    [Fact]
    public async Task WhatIsMissingOnAnOldServer_IsToldAsOnAnyOther()
    {
        await using AcmeServer server = await AcmeServer.StartAsync("3.8.5");
        using GhSession session = server.Open();
        SecretStore store = new(session);

        await Refused.WithAsync(ErrorId.SecretNotFound, () => store.GetAsync(AcmeServer.Environment, "NONE", default));
        await Refused.WithAsync(ErrorId.EnvironmentNotFound, () => store.GetAllAsync(SecretScope.ForEnvironment("acme/app", "test"), default));
        await Refused.WithAsync(ErrorId.RepositoryNotFound, () => store.GetAllAsync(SecretScope.ForEnvironment("acme/none", "test"), default));
    }

    private static async Task SetAsync(GhSession session, string name)
    {
        using SecretAssignment assignment = Assign.Value(AcmeServer.Environment, name);
        await new SecretStore(session).SetAsync(assignment, default);
    }
}
