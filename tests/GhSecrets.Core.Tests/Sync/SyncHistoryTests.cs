using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using MockGitHub;

namespace GhSecrets.Core.Tests;

/// <summary>Whatever people do meanwhile, nothing is removed that another hand wrote last or that another file's sync wrote, and nothing is shown to more than before.</summary>
public sealed class SyncHistoryTests
{
    private const int Histories = 250;
    private const int Steps = 6;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task InNoHistory_IsAnythingRemovedOrShownThatNobodyAskedFor(int part)
    {
        HastyClock clock = new();
        await using MockServer server = await MockServer.StartAsync(new MockServerOptions { Tokens = [Marked.Token], Clock = clock });
        int secrets = 0;
        int variables = 0;
        foreach (int seed in Enumerable.Range(part * Histories, Histories))
        {
            using SyncHistory history = new(seed, server.State, Open);
            await history.LiveAsync(Steps);
            secrets += history.Removals.GetValueOrDefault("secrets");
            variables += history.Removals.GetValueOrDefault("variables");
        }

        // Else it would say nothing.
        Assert.True(secrets > Histories / 4, $"Only {secrets} secrets were removed.");
        Assert.True(variables > Histories / 12, $"Only {variables} variables were removed.");

        GhSession Open() => new(new ApiSessionOptions
        {
            Host = ApiHost.FromBaseUri(server.BaseUri.AbsoluteUri),
            Token = AccessToken.FromText(Marked.Token, "the test"),
            Clock = clock,
            Timeout = TimeSpan.FromHours(24),
            MaximumRetryTime = TimeSpan.FromHours(24),
            MaximumRetryCount = 20,
            WritesPerMinute = 0,
        });
    }
}
