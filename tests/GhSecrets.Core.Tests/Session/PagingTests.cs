using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace GhSecrets.Core.Tests;

/// <summary>Lists over several pages, whose links come from the server.</summary>
public sealed class PagingTests
{
    [Fact]
    public async Task SendPaged_FollowsTheLinksToTheLastPage()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        server.Reply(200, "[1]", Link($"{server.Address}repositories/17/secrets?per_page=100&page=2"));
        server.Reply(200, "[2]", ("Link", $"<{server.Address}list?page=1>; rel=\"prev\", <{server.Address}list?a=1,2&page=3>; rel=\"next\", <{server.Address}list?page=3>; rel=\"last\""));
        server.Reply(200, "[3]", ("Link", $"<{server.Address}list?page=2>; rel=\"prev\", <{server.Address}list?page=1>; rel=\"first\""));
        using ApiSession session = server.Open();

        Assert.Equal(["[1]", "[2]", "[3]"], await PagesAsync(session));
        Assert.Equal(
            ["/list?per_page=100", "/repositories/17/secrets?per_page=100&page=2", "/list?a=1,2&page=3"],
            server.Requests.Select(request => request.Path));
    }

    [Fact]
    public async Task SendPaged_EndsAListThatHasNoEnd()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        for (int page = 1; page <= 1_000; page++)
        {
            server.Reply(200, "[]", Link($"/list?page={page + 1}"));
        }

        using ApiSession session = server.Open();

        GhSecretsException e = await Refused.WithAsync(ErrorId.UnexpectedReply, () => PagesAsync(session));
        Assert.Contains("more than 1000 pages", e.Message, StringComparison.Ordinal);
        Assert.Equal(1_000, server.Requests.Count);
    }

    [Fact]
    public async Task SendPaged_TakesALinkWithoutAnOrigin()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        server.Reply(200, "[1]", Link("/list?page=2"));
        server.Reply(200, "[2]");
        using ApiSession session = server.Open();

        Assert.Equal(2, (await PagesAsync(session)).Count);
        Assert.Equal("/list?page=2", server.Requests[1].Path);
    }

    [Fact]
    public async Task SendPaged_TakesOnlyThePageFromALinkToAnotherOrigin_AndSendsNothingThere()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        await using ScriptedServer other = await ScriptedServer.StartAsync();
        server.Reply(200, "[1]", Link($"{other.Address}api/v3/list?per_page=100&page=2"));
        server.Reply(200, "[2]", Link($"{other.Address}api/v3/list?per_page=100&page=3"));
        server.Reply(200, "[3]");
        using ApiSession session = server.Open();

        await PagesAsync(session);

        Assert.Equal(
            ["/list?per_page=100", "/list?per_page=100&page=2", "/list?per_page=100&page=3"],
            server.Requests.Select(request => request.Path));
        Assert.Empty(other.Requests);
    }

    [Theory]
    [InlineData("list?page=2")]
    [InlineData("list?per_page=100")]
    public async Task SendPaged_NoticesALoop(string next)
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        for (int page = 1; page <= 5; page++)
        {
            server.Reply(200, "[]", Link(server.Address + next));
        }

        using ApiSession session = server.Open();

        await Refused.WithAsync(ErrorId.UnexpectedReply, () => PagesAsync(session));
        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public async Task SendPaged_KeepsNoPage()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        for (int page = 1; page <= 5; page++)
        {
            server.Reply(200, "[]", page < 5 ? [Link($"/list?page={page + 1}")] : []);
        }

        using ApiSession session = server.Open();
        List<WeakReference> pages = [];
        List<int> kept = [];

        await session.SendPagedAsync(
            "list",
            null,
            page =>
            {
                GC.Collect();
                kept.Add(pages.Count(one => one.IsAlive));
                pages.Add(new WeakReference(page));
            },
            CancellationToken.None);

        // The one before may still be in a variable.
        Assert.Equal(5, kept.Count);
        Assert.All(kept, count => Assert.InRange(count, 0, 1));
    }

    private static async Task<List<string>> PagesAsync(ApiSession session)
    {
        List<string> pages = [];
        await session.SendPagedAsync("list", null, page => pages.Add(page.Json<JArray>().ToString(Formatting.None)), CancellationToken.None);
        return pages;
    }

    private static (string Name, string Value) Link(string address) => ("Link", $"<{address}>; rel=\"next\"");
}
