using System;
using System.Collections.Concurrent;
using System.Linq;
using System.Threading.Tasks;

namespace GhSecrets.Core.Tests;

/// <summary>Variables of every scope, over a real server: read, set, renamed, removed.</summary>
public sealed class VariableStoreTests
{
    public static TheoryData<ScopeKind, SecretApplication> Scopes => new()
    {
        { ScopeKind.Organization, SecretApplication.Actions },
        { ScopeKind.Organization, SecretApplication.Agents },
        { ScopeKind.Repository, SecretApplication.Actions },
        { ScopeKind.Repository, SecretApplication.Agents },
        { ScopeKind.Environment, SecretApplication.Actions },
    };

    [Theory]
    [MemberData(nameof(Scopes))]
    public async Task AVariable_IsCreatedUpdatedLeftRenamedAndRemoved(ScopeKind kind, SecretApplication application)
    {
        await using AcmeServer server = await AcmeServer.StartAsync();
        using GhSession session = server.Open();
        VariableStore store = new(session);
        SecretScope scope = AcmeServer.Scope(kind, application, items: ItemKind.Variable);

        string[] done =
        [
            (await store.SetAsync(new(scope, "region", "eu-west-1"), default)).Action,
            (await store.SetAsync(new(scope, "REGION", "eu-west-1"), default)).Action,
            (await store.SetAsync(new(scope, "REGION", ""), default)).Action,
            (await store.RenameAsync(scope, "Region", "place", default)).Action,
        ];
        Variable variable = await store.GetAsync(scope, "place", default);
        VariableChange removed = await store.RemoveAsync(scope, "Place", default);

        Assert.Equal(["Created", "Unchanged", "Updated", "Renamed"], done);
        Assert.Equal(("Variable", "PLACE", "", application.ToString()), (variable.Kind, variable.Name, variable.Value, variable.Application));
        Assert.Equal(scope.Rules.HasVisibility ? "Private" : null, variable.Visibility);
        Assert.Equal((scope.Organization, scope.Repository, scope.Environment), (variable.Organization, variable.Repository, variable.Environment));
        Assert.NotNull(variable.CreatedAt);
        Assert.Equal($"Removed variable PLACE in {scope}", removed.ToString());
        Assert.Empty(await store.GetAllAsync(scope, default));
    }

    [Fact]
    public async Task OneThatIsTyped_CostsOneRead_AndOneWriteWhereItDiffers()
    {
        await using AcmeServer server = await AcmeServer.StartAsync();
        using GhSession session = server.Open();
        string path = $"/{AcmeServer.RepositoryVariables.Path}";

        await SetAsync("1");
        await SetAsync("1");
        await SetAsync("2");

        Assert.Equal(
            [$"GET {path}/A", $"POST {path}", $"GET {path}/A", $"GET {path}/A", $"PATCH {path}/A"],
            server.Requests);
        Assert.Equal("""{"value":"2"}""", server.State.Requests.All[^1].Body);

        Task<VariableChange> SetAsync(string value) =>
            new VariableStore(session).SetAsync(new(AcmeServer.RepositoryVariables, "A", value), default);
    }

    [Fact]
    public async Task OneThatIsGone_IsNotFound_AndSoIsItsRenaming()
    {
        await using AcmeServer server = await AcmeServer.StartAsync();
        using GhSession session = server.Open();
        VariableStore store = new(session);

        Assert.Equal(
            "There is no such variable. Without a name, Get lists those that are there.",
            (await Refused.WithAsync(ErrorId.VariableNotFound, () => store.GetAsync(AcmeServer.RepositoryVariables, "A", default))).Message);
        await Refused.WithAsync(ErrorId.VariableNotFound, () => store.RenameAsync(AcmeServer.RepositoryVariables, "A", "B", default));
        await Refused.WithAsync(ErrorId.VariableNotFound, () => store.RemoveAsync(AcmeServer.EnvironmentVariables, "A", default));
        await Refused.WithAsync(
            ErrorId.EnvironmentNotFound,
            () => store.SetAsync(new(SecretScope.ForEnvironment("acme/app", "nowhere", items: ItemKind.Variable), "A", "v"), default));
        await Refused.WithAsync(
            ErrorId.RepositoryNotFound,
            () => store.SetAsync(new(SecretScope.ForRepository("acme/nothing", items: ItemKind.Variable), "A", "v"), default));
        Assert.DoesNotContain(server.State.FindVariables("repos/acme/app/actions")!.Secrets, _ => true);
    }

    [Fact]
    public async Task TheNameOfAnother_IsNeverTaken()
    {
        await using AcmeServer server = await AcmeServer.StartAsync();
        using GhSession session = server.Open();
        VariableStore store = new(session);
        server.State.SetVariable("repos/acme/app/actions", "A", "a");
        server.State.SetVariable("repos/acme/app/actions", "B", "b");

        await Refused.WithAsync(ErrorId.VariableExists, () => store.RenameAsync(AcmeServer.RepositoryVariables, "A", "b", default));
        Assert.DoesNotContain(server.Requests, request => request.StartsWith("PATCH", StringComparison.Ordinal));
        server.State.Interventions.Before("PATCH", "/A$", () => server.State.SetVariable("repos/acme/app/actions", "C", "c"));
        await Refused.WithAsync(ErrorId.VariableExists, () => store.RenameAsync(AcmeServer.RepositoryVariables, "A", "C", default));
        await Refused.WithAsync(ErrorId.InvalidArgument, () => store.RenameAsync(AcmeServer.RepositoryVariables, "A", "a", default));
        await Refused.WithAsync(ErrorId.InvalidVariableName, () => store.RenameAsync(AcmeServer.RepositoryVariables, "A", "A-B", default));

        Assert.Equal("A=a B=b C=c", Held(server));
    }

    [Fact]
    public async Task WhatComesOrGoesMeanwhile_EndsAsItWasToBe()
    {
        await using AcmeServer server = await AcmeServer.StartAsync();
        using GhSession session = server.Open();
        VariableStore store = new(session);
        server.State.SetVariable("repos/acme/app/actions", "B", "b");
        server.State.Interventions.Before("POST", ".", () => server.State.SetVariable("repos/acme/app/actions", "A", "theirs"));
        server.State.Interventions.Before("PATCH", "/B$", () => server.State.RemoveVariable("repos/acme/app/actions", "B"));

        VariableChange came = await store.SetAsync(new(AcmeServer.RepositoryVariables, "A", "ours"), default);
        VariableChange went = await store.SetAsync(new(AcmeServer.RepositoryVariables, "B", "ours"), default);

        Assert.Equal(("Updated", 2, "Created", 2), (came.Action, came.Attempts, went.Action, went.Attempts));
        Assert.Equal("A=ours B=ours", Held(server));
    }

    [Fact]
    public async Task ARepository_ListsWhatItSeesOfItsOrganization()
    {
        await using AcmeServer server = await AcmeServer.StartAsync();
        using GhSession session = server.Open();
        server.State.SetVariable("orgs/acme/actions", "FOR_ALL", "v", "all");
        server.State.SetVariable("orgs/acme/actions", "FOR_LIB", "v", "selected", "acme/lib");

        Variable seen = Assert.Single((await new VariableStore(session).ListInheritedAsync(AcmeServer.RepositoryVariables, default)).Whole);

        Assert.Equal(("FOR_ALL", "acme", null), (seen.Name, seen.Organization, seen.Repository));
        await Refused.WithAsync(ErrorId.ScopeNotSupported, () => new VariableStore(session).ListInheritedAsync(AcmeServer.EnvironmentVariables, default));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("3.17.0")]
    [InlineData("3.8.0")]
    public async Task ARepositoryThatHasMoved_IsWrittenToUnderItsNewName(string? enterpriseVersion)
    {
        await using AcmeServer server = await AcmeServer.StartAsync(enterpriseVersion);
        using GhSession session = server.Open();
        ConcurrentQueue<string> warnings = new();
        VariableStore store = new(session, new ApiRun(onWarning: warnings.Enqueue));
        server.State.SetVariable("repos/acme/app/actions", "B", "b");
        server.State.RenameRepository("acme/app", "acme/new");

        VariableChange[] changes =
        [
            await store.SetAsync(new(AcmeServer.RepositoryVariables, "A", "a"), default),
            await store.SetAsync(new(AcmeServer.EnvironmentVariables, "A", "a"), default),
            await store.RenameAsync(AcmeServer.RepositoryVariables, "B", "C", default),
        ];

        Assert.Equal(
            ["Created variable A in repository acme/new", "Created variable A in environment 'prod/eu west' of acme/new", "Renamed variable B in repository acme/new to C"],
            changes.Select(change => $"{change}"));
        Assert.Equal("acme/app is now acme/new. Variables are written there; use the new name.", Assert.Single(warnings));
        await Refused.WithAsync(ErrorId.RepositoryMoved, () => store.RemoveAsync(AcmeServer.RepositoryVariables, "A", default));
    }

    [Fact]
    public async Task ANameOfBothKinds_IsASecretAndAVariable()
    {
        await using AcmeServer server = await AcmeServer.StartAsync();
        using GhSession session = server.Open();
        using SecretAssignment secret = Assign.Value(AcmeServer.Repository, "A");

        SecretChange change = await new SecretStore(session).SetAsync(secret, default);
        await new VariableStore(session).SetAsync(new(AcmeServer.RepositoryVariables, "A", "plain"), default);

        Assert.Equal("Secret", change.Kind);
        Assert.Equal(Marked.Value, server.Find(AcmeServer.Repository, "A")!.Text);
        Assert.Equal("plain", server.Find(AcmeServer.RepositoryVariables, "A")!.Text);
        Assert.False(AcmeServer.Repository.Equals(AcmeServer.RepositoryVariables));
        Assert.Same(session.WriteLane(AcmeServer.Environment), session.WriteLane(AcmeServer.EnvironmentVariables));
    }

    [Fact]
    public async Task AScopeOfSecrets_IsNotTouched()
    {
        await using AcmeServer server = await AcmeServer.StartAsync();
        using GhSession session = server.Open();
        VariableStore store = new(session);
        SecretStore secrets = new(session);

        await Assert.ThrowsAsync<ArgumentException>(() => store.RemoveAsync(AcmeServer.Repository, "A", default));
        await Assert.ThrowsAsync<ArgumentException>(() => store.GetAllAsync(AcmeServer.Repository, default));
        await Assert.ThrowsAsync<ArgumentException>(() => store.GetRepositoriesAsync(AcmeServer.Organization, "A", default));
        await Assert.ThrowsAsync<ArgumentException>(() => secrets.RemoveAsync(AcmeServer.RepositoryVariables, "A", default));
        Assert.Empty(server.Requests);
    }

    private static string Held(AcmeServer server) => string.Join(
        ' ',
        server.State.FindVariables("repos/acme/app/actions")!.Secrets.Select(variable => $"{variable.Name}={variable.Text}"));
}
