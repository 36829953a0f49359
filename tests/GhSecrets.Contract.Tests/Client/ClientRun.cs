using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using GhSecrets.Core;
using MockGitHub;

namespace GhSecrets.Contract.Tests;

/// <summary>Everything that the client can do, done once to a server over a real socket; what was sent is held to GitHub's description.</summary>
public abstract class ClientRun(ContractDescription description, MockServerOptions options, string apiVersion) : IAsyncLifetime
{
    private const string Token = "contract-token";

    private List<LoggedRequest> _requests = [];

    public ContractDescription Description { get; } = description;

    public async Task InitializeAsync()
    {
        await using MockServer server = await MockServer.StartAsync(options with { Tokens = [Token] });
        string[] names = ["app", .. Enumerable.Range(1, 5).Select(number => $"lib-{number}")];
        server.State.AddOrganization("acme");
        foreach (string name in names)
        {
            server.State.AddRepository("acme", name, isPrivate: true, environments: ["prod/eu west"]);
        }

        using GhSession session = new(new ApiSessionOptions
        {
            Host = ApiHost.FromBaseUri(server.BaseUri.AbsoluteUri),
            Token = AccessToken.FromText(Token, "the test"),
            ApiVersion = apiVersion,
            MaximumRetryCount = 0,
        });
        await session.TestAsync(CancellationToken.None);
        Assert.Equal(names.Length, (await new RepositoryCatalog(session, null).OfAsync("acme", CancellationToken.None)).Count);
        foreach (ScopeRules rules in ScopeRules.All.Where(rules => rules.OnEnterpriseServer || !session.BaseUri.AbsolutePath.EndsWith("/api/v3/", StringComparison.Ordinal)))
        {
            SecretScope scope = Scope(rules);
            await (rules.Items == ItemKind.Variable
                ? UseVariablesAsync(session, scope, names)
                : UseAsync(new SecretStore(session), new GhSecrets.Core.SecretAccess(session), scope, names));
        }

        _requests = [.. server.State.Requests.All];
    }

    public Task DisposeAsync() => Task.CompletedTask;

    /// <summary>What is wrong with the requests of one operation; "never sent" when there was none.</summary>
    public async Task<IReadOnlyList<string>> ComplaintsAsync(string operationId)
    {
        ContractOperation operation = Description.Get(operationId);
        List<LoggedRequest> sent = [.. _requests.Where(request => Find(request) == operation)];
        List<string> complaints = sent.Count == 0 ? ["never sent"] : [];
        foreach (LoggedRequest request in sent)
        {
            string query = request.Path.Split('?').ElementAtOrDefault(1) ?? "";
            complaints.AddRange(await operation.ValidateRequestAsync(query, request.Body.Length == 0 ? null : request.Body));
            complaints.AddRange(request.Status is >= 200 and < 300 or 404 ? [] : [$"answered {request.Status}"]);
        }

        return complaints;
    }

    /// <summary>Requests that GitHub describes nowhere.</summary>
    public IReadOnlyList<string> Undescribed() =>
        [.. _requests.Where(request => Find(request) is null).Select(request => $"{request.Method} {request.Path} {request.Status}")];

    private ContractOperation? Find(LoggedRequest request) =>
        Description.Find(HttpMethod.Parse(request.Method), request.Path.Split('?')[0][options.Prefix.Length..]);

    private static SecretScope Scope(ScopeRules rules) => rules.Kind switch
    {
        ScopeKind.Organization => SecretScope.ForOrganization("acme", rules.Application, rules.Items),
        ScopeKind.Repository => SecretScope.ForRepository("acme/app", rules.Application, rules.Items),
        ScopeKind.Environment => SecretScope.ForEnvironment("acme/app", "prod/eu west", rules.Application, rules.Items),
        _ => SecretScope.ForUser(rules.Application, rules.Items),
    };

    private async Task UseAsync(SecretStore store, GhSecrets.Core.SecretAccess access, SecretScope scope, string[] names)
    {
        CancellationToken none = CancellationToken.None;
        await SetAsync(store, scope, selected: null);
        await SetAsync(store, scope, selected: null);
        await store.GetAllAsync(scope, none);
        await store.GetAsync(scope, "TOKEN", none);
        await Assert.ThrowsAsync<ApiException>(() => store.GetAsync(scope, "NOWHERE", none));
        if (scope.Rules.HasInherited && Description.Operations.Any(operation => operation.Path.EndsWith("organization-secrets", StringComparison.Ordinal)))
        {
            await store.ListInheritedAsync(scope, none);
        }

        if (scope.Rules.HasSelectedRepositories)
        {
            IReadOnlyList<RepositoryReference> all = RepositoryReference.Read([.. names.Select(name => $"acme/{name}")], "acme")!;
            await SetAsync(store, scope, all);
            await SetAsync(store, scope, selected: null);
            await access.SetAsync(scope, "TOKEN", [all[0]], none);
            await access.AddAsync(scope, "TOKEN", all[1], none);
            await access.RemoveAsync(scope, "TOKEN", all[1], none);
            Assert.Equal("acme/app", Assert.Single(await access.GetAsync(scope, "TOKEN", none)).SelectedRepository);
        }

        await store.RemoveAsync(scope, "TOKEN", none);
    }

    private async Task UseVariablesAsync(GhSession session, SecretScope scope, string[] names)
    {
        CancellationToken none = CancellationToken.None;
        VariableStore store = new(session);
        await store.SetAsync(new VariableAssignment(scope, "REGION", "eu-west-1"), none);
        await store.SetAsync(new VariableAssignment(scope, "REGION", ""), none);
        Assert.Equal("", Assert.Single(await store.GetAllAsync(scope, none)).Value);
        await store.RenameAsync(scope, "REGION", "PLACE", none);
        Assert.Equal("", (await store.GetAsync(scope, "PLACE", none)).Value);
        if (scope.Rules.HasInherited && Description.Operations.Any(operation => operation.Path.EndsWith("organization-variables", StringComparison.Ordinal)))
        {
            await store.ListInheritedAsync(scope, none);
        }

        if (scope.Rules.HasSelectedRepositories)
        {
            IReadOnlyList<RepositoryReference> all = RepositoryReference.Read([.. names.Select(name => $"acme/{name}")], "acme")!;
            await store.SetAsync(new VariableAssignment(scope, "SELECTED", "new", Visibility.Selected, all), none);
            await store.SetAsync(new VariableAssignment(scope, "PLACE", "changed", Visibility.Selected, all), none);
            await store.SetRepositoriesAsync(scope, "PLACE", [all[0]], none);
            await store.AddRepositoryAsync(scope, "PLACE", all[1], none);
            await store.RemoveRepositoryAsync(scope, "PLACE", all[1], none);
            Assert.Equal("acme/app", Assert.Single(await store.GetRepositoriesAsync(scope, "PLACE", none)).SelectedRepository);
        }

        await store.RemoveAsync(scope, "PLACE", none);
    }

    private static async Task SetAsync(SecretStore store, SecretScope scope, IReadOnlyList<RepositoryReference>? selected)
    {
        using SecretValue value = SecretValue.FromText("a value");
        using SecretAssignment assignment = new(scope, "TOKEN", SecretContent.FromValue(value), null, selected);
        await store.SetAsync(assignment, CancellationToken.None);
    }
}

/// <summary>GitHub's cloud, with the API version that is asked for by default.</summary>
public sealed class CloudRun() : ClientRun(ContractDescription.Cloud, new MockServerOptions(), "2022-11-28");

/// <summary>GitHub's cloud, with the newest API version.</summary>
public sealed class NewestCloudRun() : ClientRun(ContractDescription.Cloud, new MockServerOptions(), "2026-03-10");

/// <summary>A GitHub Enterprise Server of today.</summary>
public sealed class EnterpriseServerRun() : ClientRun(
    ContractDescription.EnterpriseServer,
    new MockServerOptions { Prefix = MockServerOptions.EnterpriseServerPrefix },
    "2022-11-28");

/// <summary>A GitHub Enterprise Server 3.8.</summary>
public sealed class OldEnterpriseServerRun() : ClientRun(
    ContractDescription.OldEnterpriseServer,
    new MockServerOptions { Prefix = MockServerOptions.EnterpriseServerPrefix, EnterpriseVersion = new Version(3, 8, 5) },
    "2022-11-28");
