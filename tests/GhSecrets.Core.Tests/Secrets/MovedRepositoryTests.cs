using System;
using System.Collections.Concurrent;
using System.Linq;
using System.Threading.Tasks;

namespace GhSecrets.Core.Tests;

/// <summary>What is written to a repository under a name that it had before.</summary>
public sealed class MovedRepositoryTests
{
    [Theory]
    [InlineData(null)]
    [InlineData("3.17.0")]
    [InlineData("3.8.0")]
    public async Task WithTheSameOwner_TheSecretIsStored_AndTheNewNameIsTold(string? enterpriseVersion)
    {
        await using AcmeServer server = await AcmeServer.StartAsync(enterpriseVersion);
        using GhSession session = server.Open();
        ConcurrentQueue<string> warnings = new();
        SecretStore store = new(session, new ApiRun(onWarning: warnings.Enqueue));
        await SetAsync(store, AcmeServer.Repository, "BEFORE");
        server.State.RenameRepository("acme/app", "acme/new");

        SecretChange[] changes = [await SetAsync(store, AcmeServer.Repository, "A"), await SetAsync(store, AcmeServer.Environment, "B"), await SetAsync(store, AcmeServer.Repository, "A")];

        Assert.Equal(["Created A in repository acme/new", "Created B in environment 'prod/eu west' of acme/new", "Updated A in repository acme/new"], changes.Select(change => $"{change}"));
        Assert.Equal(Marked.Value, server.Find(SecretScope.ForRepository("acme/new"), "A")!.Text);
        Assert.Equal("acme/app is now acme/new. Secrets are written there; use the new name.", Assert.Single(warnings));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("3.8.0")]
    public async Task WithAnotherOwner_NothingIsStored(string? enterpriseVersion)
    {
        await using AcmeServer server = await AcmeServer.StartAsync(enterpriseVersion);
        using GhSession session = server.Open();
        server.State.RenameRepository("acme/app", "globex/app");

        GhSecretsException refusal = await Refused.WithAsync(ErrorId.RepositoryMoved, () => SetAsync(new SecretStore(session), AcmeServer.Environment, "A"));

        Assert.Equal("acme/app is now globex/app, which belongs to another owner. Nothing was written. If that is right, use the new name.", refusal.Message);
        Assert.DoesNotContain(server.Requests, request => request.StartsWith("PUT", StringComparison.Ordinal));
    }

    [Fact]
    public async Task AKeyThatWasReadBeforeTheMove_LeadsNowhereElse()
    {
        await using AcmeServer server = await AcmeServer.StartAsync();
        using GhSession session = server.Open();
        SecretStore store = new(session);
        await SetAsync(store, AcmeServer.Repository, "A");
        server.State.RenameRepository("acme/app", "globex/app");

        await Refused.WithAsync(ErrorId.RepositoryMoved, () => SetAsync(store, AcmeServer.Repository, "A"));

        Assert.Equal(1, server.Find(SecretScope.ForRepository("globex/app"), "A")!.Writes);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("3.8.0")]
    public async Task ARemoval_FollowsNoRedirect(string? enterpriseVersion)
    {
        await using AcmeServer server = await AcmeServer.StartAsync(enterpriseVersion);
        using GhSession session = server.Open();
        SecretStore store = new(session);
        await SetAsync(store, AcmeServer.Environment, "A");
        server.State.RenameRepository("acme/app", "acme/new");

        GhSecretsException refusal = await Refused.WithAsync(ErrorId.RepositoryMoved, () => store.RemoveAsync(AcmeServer.Environment, "A", default));

        Assert.Equal("acme/app is now acme/new. The secret stays. Use the new name.", refusal.Message);
        Assert.Empty(server.State.Removed);
    }

    [Fact]
    public async Task AReading_FollowsTheMove()
    {
        await using AcmeServer server = await AcmeServer.StartAsync();
        using GhSession session = server.Open();
        SecretStore store = new(session);
        await SetAsync(store, AcmeServer.Repository, "A");
        server.State.RenameRepository("acme/app", "acme/new");

        Assert.Equal("A", Assert.Single(await store.GetAllAsync(AcmeServer.Repository, default)).Name);
    }

    private static async Task<SecretChange> SetAsync(SecretStore store, SecretScope scope, string name)
    {
        using SecretAssignment assignment = Assign.Value(scope, name);
        return await store.SetAsync(assignment, default);
    }
}
