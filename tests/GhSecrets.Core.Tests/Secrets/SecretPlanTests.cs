using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;

namespace GhSecrets.Core.Tests;

/// <summary>What a run would do, for one list of each scope.</summary>
public sealed class SecretPlanTests
{
    [Fact]
    public async Task AThousandNames_CostOneList()
    {
        await using AcmeServer server = await AcmeServer.StartAsync();
        await server.SeedAsync(AcmeServer.Organization, 250);
        using GhSession session = server.Open();
        SecretPlan<SecretScope> plan = new SecretStore(session).Plan();

        List<PlannedWrite> writes = [];
        foreach (int number in Enumerable.Range(1, 1000))
        {
            writes.Add(await plan.ActionAsync(AcmeServer.Organization, $"SECRET_{number:D4}", null, default));
        }

        Assert.All(writes.Take(250), write => Assert.False(write.IsNew));
        Assert.All(writes.Skip(250), write => Assert.True(write.IsNew));
        Assert.Equal(3, server.Requests.Length);
        Assert.All(server.Requests, request => Assert.Contains("/actions/secrets?per_page=100", request, StringComparison.Ordinal));
    }

    [Fact]
    public async Task WhatComesTwice_IsThenAnUpdate_WhateverItsCase()
    {
        await using AcmeServer server = await AcmeServer.StartAsync();
        using GhSession session = server.Open();
        SecretPlan<SecretScope> plan = new SecretStore(session).Plan();

        Assert.True((await plan.ActionAsync(AcmeServer.Repository, "new", null, default)).IsNew);
        Assert.False((await plan.ActionAsync(SecretScope.ForRepository("ACME/App"), "New", null, default)).IsNew);
        Assert.True((await plan.ActionAsync(AcmeServer.Environment, "NEW", null, default)).IsNew);
        Assert.Equal([$"GET /{AcmeServer.Repository.Path}?per_page=100", $"GET /{AcmeServer.Environment.Path}?per_page=100"], server.Requests);
    }

    [Fact]
    public async Task AListThatIsRefused_IsAskedForOnce_AndFailsOnlyItsScope()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        server.Reply(403);
        server.Reply(200, """{"total_count":0,"secrets":[]}""");
        using GhSession session = new(server.Options());
        SecretPlan<SecretScope> plan = new SecretStore(session).Plan();

        foreach (string name in new[] { "A", "B", "C" })
        {
            await Refused.WithAsync(ErrorId.Forbidden, () => plan.ActionAsync(AcmeServer.Organization, name, null, default));
        }

        Assert.True((await plan.ActionAsync(AcmeServer.Repository, "A", null, default)).IsNew);
        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public async Task ARefusedToken_IsSaidOnce_AndNothingMoreIsSent()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        server.Reply(401);
        using GhSession session = new(server.Options());
        SecretPlan<SecretScope> plan = new SecretStore(session, new ApiRun()).Plan();

        await Refused.WithAsync(ErrorId.TokenRejected, () => plan.ActionAsync(AcmeServer.Organization, "A", null, default));
        await Refused.WithAsync(ErrorId.NotAttempted, () => plan.ActionAsync(AcmeServer.Organization, "B", null, default));
        await Refused.WithAsync(ErrorId.NotAttempted, () => plan.ActionAsync(AcmeServer.Repository, "A", null, default));
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task VelasNames_CountWithTheirCase()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        server.Reply(200, """[{"name":"token"}]""");
        using VelaSession session = new(server.Options(), VelaTokenKind.Access);
        SecretPlan<VelaSecretScope> plan = new VelaSecretStore(session).Plan();
        VelaSecretScope scope = VelaSecretScope.ForRepository("acme", "app");

        Assert.False((await plan.ActionAsync(scope, "token", null, default)).IsNew);
        Assert.True((await plan.ActionAsync(scope, "TOKEN", null, default)).IsNew);
        Assert.False((await plan.ActionAsync(scope, "TOKEN", null, default)).IsNew);
        Assert.Single(server.Requests);
    }
}
