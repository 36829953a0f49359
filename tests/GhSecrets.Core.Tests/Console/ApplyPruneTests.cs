using System;
using System.Linq;
using System.Threading.Tasks;

namespace GhSecrets.Core.Tests;

/// <summary><c>ghsecrets apply --prune</c>: removes what an earlier run wrote, and nothing else.</summary>
public sealed class ApplyPruneTests : IDisposable
{
    private readonly ConsoleFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Prune_RemovesWhatItWrote_AndNoMoreThanAllowed()
    {
        await using AcmeServer server = await AcmeServer.StartAsync();
        await server.SeedAsync(AcmeServer.Repository);
        string kept = "{ name: KEPT, repositories: [acme/app], value: { env: TOKEN } }";
        await ApplyAsync(server, _folder.Declare(kept, "{ name: A, repositories: [acme/app], value: { env: TOKEN } }", "{ name: B, organization: acme, value: { env: TOKEN } }"));
        string file = _folder.Declare(kept, "{ name: NEW, repositories: [acme/app], value: { env: TOKEN } }");
        server.State.Requests.Clear();

        ConsoleRun refused = await ApplyAsync(server, file, "--prune", "--maximum-remove", "1");
        string[] requests = server.Requests;
        ConsoleRun pruned = await ApplyAsync(server, file, "--prune", "--maximum-remove", "2");

        Assert.Equal((1, ""), (refused.ExitCode, refused.Output));
        Assert.Matches("^2 secrets would be removed, and 1 are allowed[.].*--maximum-remove.*A in repository acme/app.* [[]TooManyRemovals]$", Assert.Single(refused.ErrorLines));
        Assert.All(requests, request => Assert.StartsWith("GET ", request, StringComparison.Ordinal));
        Assert.Equal((0, ""), (pruned.ExitCode, pruned.Errors));
        Assert.Equal("Created NEW in repository acme/app", pruned.Lines[0]);
        Assert.Equal(["Removed A in repository acme/app", "Removed B in organization acme"], pruned.Lines[1..3].Order(StringComparer.Ordinal));
        Assert.Equal("1 Created, 2 Removed, 1 Unchanged, 1 Unowned.", pruned.Lines[^1]);
        Assert.Equal(["KEPT", "NEW", "SECRET_0001"], server.State.Vaults.SelectMany(vault => vault.Secrets).Select(secret => secret.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task WithoutPrune_WhatIsNoLongerDeclared_Stays()
    {
        await using AcmeServer server = await AcmeServer.StartAsync();
        await ApplyAsync(server, _folder.Declare("{ name: A, repositories: [acme/app], value: { env: TOKEN } }"));

        ConsoleRun run = await ApplyAsync(server, _folder.Write("secrets.yaml", "secrets: []"));

        Assert.Equal((0, "1 Remove (only with --prune).\n", ""), (run.ExitCode, run.Output, run.Errors));
        Assert.NotNull(server.Find(AcmeServer.Repository, "A"));
    }

    private Task<ConsoleRun> ApplyAsync(AcmeServer server, string file, params string[] options) => _folder.RunAsync(server.BaseUri, ["apply", file, .. options]);
}
