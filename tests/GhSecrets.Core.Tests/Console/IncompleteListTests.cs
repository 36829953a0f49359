using System;
using System.Threading.Tasks;

namespace GhSecrets.Core.Tests;

/// <summary>Lists that name fewer secrets than there are.</summary>
public sealed class IncompleteListTests : IDisposable
{
    private readonly ConsoleFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("plan")]
    [InlineData("apply")]
    public async Task APlaceWhoseListEndsEarly_IsAnError_AndNothingIsWrittenOrRemovedThere(string command)
    {
        await using AcmeServer server = await AcmeServer.StartAsync();
        await _folder.RunAsync(server.BaseUri, "apply", _folder.Declare("{ name: A, repositories: [acme/app], value: { env: TOKEN } }"));
        server.State.UnlistedCount = 3;
        server.State.Requests.Clear();

        ConsoleRun run = await _folder.RunAsync(server.BaseUri, command, _folder.Declare("{ name: B, repositories: [acme/app], value: { env: TOKEN } }"), "--prune");

        Assert.Equal(1, run.ExitCode);
        Assert.Matches("^B in repository acme/app: The list of repository acme/app says that there are 4 secrets, and names 1[.] .* [[]IncompleteList]$", Assert.Single(run.ErrorLines));
        Assert.All(server.Requests, request => Assert.StartsWith("GET ", request, StringComparison.Ordinal));
    }
}
