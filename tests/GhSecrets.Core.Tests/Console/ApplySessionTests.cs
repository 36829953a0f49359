using System;
using System.Linq;
using System.Threading.Tasks;
using MockGitHub;

namespace GhSecrets.Core.Tests;

/// <summary><c>ghsecrets apply</c>: who signs in, whom it trusts, and how fast it goes.</summary>
public sealed class ApplySessionTests : IDisposable
{
    private readonly ConsoleFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Pacing_IsAsGiven_AndALongerWaitThanAllowed_IsToldBySecret()
    {
        await using AcmeServer server = await AcmeServer.StartAsync();
        string file = _folder.Declare([.. "ABC".Select(name => $"{{ name: {name}, repositories: [acme/app], value: {{ env: TOKEN }} }}")]);

        ConsoleRun run = await ApplyAsync(server, file, "--writes-per-minute", "2", "--throttle-limit", "1", "--maximum-wait-sec", "0");

        Assert.Equal((1, "2 Created, 1 failed."), (run.ExitCode, run.Lines[^1]));
        Assert.Matches("^[ABC] in repository acme/app: The rate limit of .* asks for a longer wait .* [[]RateLimited[]]$", Assert.Single(run.ErrorLines));
    }

    [Theory]
    [InlineData("--throttle-limit", "101")]
    [InlineData("--writes-per-minute", "-1")]
    [InlineData("--maximum-wait-sec", "1e9")]
    public async Task ANumberThatIsNone_IsRefused_BeforeAnyRequest(string option, string value)
    {
        await using AcmeServer server = await AcmeServer.StartAsync();

        ConsoleRun run = await ApplyAsync(server, _folder.Declare("{ name: A, organization: acme, value: { env: TOKEN } }"), option, value);

        Assert.Equal((1, ""), (run.ExitCode, run.Output));
        Assert.Contains(option, run.Errors, StringComparison.Ordinal);
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task ThisMachine_IsNeverAskedByAProxyOfTheEnvironment()
    {
        await using AcmeServer server = await AcmeServer.StartAsync();
        _folder.Variables["http_proxy"] = "http://user:MARKEDproxy@127.0.0.1:9";
        _folder.Variables["no_proxy"] = null;

        ConsoleRun run = await ApplyAsync(server, _folder.Declare("{ name: A, organization: acme, value: { env: TOKEN } }"));

        Assert.Equal((0, "1 Created."), (run.ExitCode, run.Lines[^1]));
    }

    [Fact]
    public async Task ARefusedToken_EndsTheRun()
    {
        await using AcmeServer server = await AcmeServer.StartAsync();
        _folder.Variables["GITHUB_TOKEN"] = "another";

        ConsoleRun run = await ApplyAsync(server, _folder.Declare("{ name: A, organization: acme, value: { env: TOKEN } }"));

        Assert.Equal((1, ""), (run.ExitCode, run.Output));
        Assert.EndsWith(" [TokenRejected]", Assert.Single(run.ErrorLines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnOwnAuthority_IsTrustedWhereItIsGiven()
    {
        await using MockServer server = await MockServer.StartAsync(new MockServerOptions { Https = true, Tokens = [Marked.Token] });
        server.State.AddOrganization("acme");

        ConsoleRun run = await _folder.RunAsync(server.BaseUri, "apply", _folder.Declare("{ name: A, organization: acme, value: { env: TOKEN } }"), "--trusted-certificate", server.CertificatePemPath!);

        Assert.Equal((0, ""), (run.ExitCode, run.Errors));
        Assert.Equal(Marked.Value, server.State.FindVault("orgs/acme/actions")!.Find("A")?.Text);
    }

    private Task<ConsoleRun> ApplyAsync(AcmeServer server, string file, params string[] options) => _folder.RunAsync(server.BaseUri, ["apply", file, .. options]);
}
