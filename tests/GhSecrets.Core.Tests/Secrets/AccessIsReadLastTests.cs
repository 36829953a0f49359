using System;
using System.Linq;
using System.Threading.Tasks;
using MockGitHub;

namespace GhSecrets.Core.Tests;

/// <summary>What an update keeps of a secret's access is read directly before it is sent, after every wait.</summary>
public sealed class AccessIsReadLastTests
{
    private const string Scope = "orgs/acme/actions";
    private const string Name = "SECRET_0001";

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task WhatIsNarrowedWhileAWriteWaitsForALimit_StaysNarrow(int refusals)
    {
        await using AcmeServer server = await AcmeServer.StartAsync();
        await server.SeedAsync(AcmeServer.Organization, 1, "all");
        using GhSession session = server.Open();
        server.State.Faults.Set(new FaultOptions { Rate = 1, Kinds = [FaultKind.TooManyRequestsRetryAfter], RetryAfterSeconds = 1 });
        server.State.Interventions.Before("GET", "public-key", server.State.Faults.Clear, skip: refusals);
        server.State.Interventions.Before("GET", $"/{Name}$", () => server.State.SetSecret(Scope, Name, "narrow", "selected", "acme/app"));

        await SetAsync(session);

        AssertSelected(server);
    }

    [Theory]
    [InlineData("reset-after")]
    [InlineData("503")]
    [InlineData("429-retry-after")]
    public async Task WhatIsNarrowedBetweenTwoTries_StaysNarrow(string fault)
    {
        await using AcmeServer server = await AcmeServer.StartAsync();
        await server.SeedAsync(AcmeServer.Organization, 1, "all");
        using GhSession session = server.Open();
        await new SecretStore(session).GetPublicKeyAsync(AcmeServer.Organization, default);
        server.State.Interventions.Before("PUT", ".", () => server.State.Faults.Set(new FaultOptions { Rate = 1, Kinds = [FaultKind.Get(fault)], RetryAfterSeconds = 1 }));
        server.State.Interventions.Before("GET", $"/{Name}$", () => Narrow(server), skip: 1);

        await SetAsync(session);

        AssertSelected(server);
    }

    [Fact]
    public async Task WhatAListSaidFiveSecondsAgo_IsReadAgain()
    {
        ManualClock clock = new();
        await using AcmeServer server = await AcmeServer.StartAsync();
        await server.SeedAsync(AcmeServer.Organization, 3, "all");
        using GhSession session = server.Open(clock: clock);
        SecretStore store = new(session);
        await SetAsync(session, store, "SECRET_0002");
        await SetAsync(session, store, "SECRET_0003");
        server.State.SetSecret(Scope, Name, "narrow", "selected", "acme/app");
        clock.Advance(TimeSpan.FromSeconds(6));

        await SetAsync(session, store);

        AssertSelected(server);
    }

    [Fact]
    public async Task ASecretThatOnlyTheListShows_KeepsItsAccess()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        server.Reply(404);
        server.Reply(200, $$"""{"total_count":1,"secrets":[{"name":"{{Name}}","visibility":"all"}]}""");
        server.Reply(204);
        using GhSession session = new(server.Options());

        await SetSealedAsync(session);

        Assert.Contains("\"visibility\":\"all\"", server.Requests[2].Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ASecretThatNobodyShowed_IsToldOfWhenItWasUpdated()
    {
        await using AcmeServer server = await AcmeServer.StartAsync();
        using GhSession session = server.Open();
        server.State.Interventions.Before("PUT", ".", () => server.State.SetSecret(Scope, Name, "unseen", "all"));

        GhSecretsException unknown = await Refused.WithAsync(ErrorId.AccessUnknown, () => SetAsync(session));

        Assert.StartsWith($"The value was stored, but {Name} was there although GitHub had not shown it: it now has the access of a new secret (private).", unknown.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task ARepositoryThatIsAddedWhileThePagesAreRead_IsKept(int seed)
    {
        await using AcmeServer server = await AcmeServer.StartAsync();
        Repository[] repositories = [.. Enumerable.Range(1, 150).Select(number => server.State.AddRepository("acme", $"r-{number:D3}"))];
        Repository added = repositories[new Random(seed).Next(90)];
        string[] before = [.. repositories.Where(repository => repository != added).Select(repository => repository.FullName)];
        server.State.SetSecret(Scope, Name, "v", "selected", before);
        server.State.Interventions.Before("GET", "repositories.*page=2", () => server.State.SetSecret(Scope, Name, "v", "selected", [.. before, added.FullName]));
        using GhSession session = server.Open();

        await SetAsync(session);

        Assert.Equal(0, server.State.Interventions.Count);
        Assert.Contains(added.Id, server.Find(AcmeServer.Organization, Name)!.SelectedRepositoryIds);
        Assert.Equal(150, server.Find(AcmeServer.Organization, Name)!.SelectedRepositoryIds.Count);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task ARepositoryThatIsSwappedForAnotherWhileThePagesAreRead_LosesNobodyElse(int seed)
    {
        await using AcmeServer server = await AcmeServer.StartAsync();
        Repository[] repositories = [.. Enumerable.Range(1, 151).Select(number => server.State.AddRepository("acme", $"r-{number:D3}"))];
        Repository[] swapped = [.. repositories.Where((_, index) => index != new Random(seed).Next(90))];
        server.State.SetSecret(Scope, Name, "v", "selected", [.. repositories[..150].Select(repository => repository.FullName)]);
        server.State.Interventions.Before(
            "GET", "repositories.*page=2", () => server.State.SetSecret(Scope, Name, "v", "selected", [.. swapped.Select(repository => repository.FullName)]));
        using GhSession session = server.Open();

        await SetAsync(session);

        Assert.Equal(0, server.State.Interventions.Count);
        Assert.Equal(swapped.Select(repository => repository.Id), server.Find(AcmeServer.Organization, Name)!.SelectedRepositoryIds.Order());
    }

    [Fact]
    public async Task AListOfRepositoriesThatChangesWithEachReading_IsAnError_AndNothingIsWritten()
    {
        await using AcmeServer server = await AcmeServer.StartAsync();
        string[] repositories = [.. Enumerable.Range(1, 154).Select(number => server.State.AddRepository("acme", $"r-{number:D3}").FullName)];
        server.State.SetSecret(Scope, Name, "v", "selected", repositories[..150]);
        foreach (int time in Enumerable.Range(1, 3))
        {
            server.State.Interventions.Before("GET", "repositories.*page=2", () => server.State.SetSecret(Scope, Name, "v", "selected", repositories[time..(150 + time)]), skip: time - 1);
        }

        using GhSession session = server.Open();

        GhSecretsException refusal = await Refused.WithAsync(ErrorId.IncompleteList, () => SetAsync(session));

        Assert.Equal($"The list of the repositories that see {Name} changed each time it was read. Try again when nobody changes it.", refusal.Message);
        Assert.DoesNotContain(server.Requests, request => request.StartsWith("PUT ", StringComparison.Ordinal));
    }

    private static void Narrow(AcmeServer server)
    {
        server.State.Faults.Clear();
        server.State.SetSecret(Scope, Name, "narrow", "selected", "acme/app");
    }

    private static void AssertSelected(AcmeServer server)
    {
        StoredSecret stored = server.Find(AcmeServer.Organization, Name)!;
        Assert.Equal(0, server.State.Interventions.Count);
        Assert.Equal(("selected", Marked.Value), (stored.Visibility, stored.Text));
        Assert.Equal([server.App.Id], stored.SelectedRepositoryIds);
    }

    private static async Task SetAsync(GhSession session, SecretStore? store = null, string name = Name)
    {
        using SecretAssignment assignment = Assign.Value(AcmeServer.Organization, name);
        await (store ?? new SecretStore(session)).SetAsync(assignment, default);
    }

    private static async Task SetSealedAsync(GhSession session)
    {
        using SecretAssignment assignment = new(AcmeServer.Organization, Name, SecretContent.FromSealed(Sealed.Box, "17"));
        await new SecretStore(session).SetAsync(assignment, default);
    }
}
