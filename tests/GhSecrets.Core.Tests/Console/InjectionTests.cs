using System;
using System.Diagnostics;
using System.Text.Json;
using System.Threading.Tasks;

namespace GhSecrets.Core.Tests;

/// <summary>What a server, a file or a name says to <c>ghsecrets</c> does nothing to a terminal or a runner, and stays exact in JSON.</summary>
public sealed class InjectionTests : IDisposable
{
    private const string Terminal = "a\u001B[2J\u001B]0;owned\u0007\u009B31mb\u202Ec\u2066d\u200Fe\u2028f";
    private const string Azure = "a\r\n##vso[task.setvariable variable=x]owned ##[error]b";
    private const string GitHub = "::error::owned\n::stop-commands::t\r\n::add-mask::u";
    private const string PublicKey = """{"key_id":"1","key":"hSDwCYkwp1R0i33ctD73Wg2/Og0mOBr066SpjqqbTmo="}""";

    private readonly ConsoleFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(Terminal)]
    [InlineData(Azure)]
    [InlineData(GitHub)]
    public async Task WhatAServerSays_IsALineOfText(string evil)
    {
        using HostileServer server = Start(evil);
        server.Reply("^GET .*/actions/secrets[?]", 403, Message(evil));
        server.Reply("^GET /repos/acme/lib/actions/secrets[?]", 200, List(evil));
        server.Reply("^PUT ", 422, Message(evil));
        string file = _folder.Declare("{ name: A, repositories: [acme/app, acme/lib], value: { env: TOKEN } }");

        ConsoleRun plan = await RunAsync(server, "plan", file);
        ConsoleRun apply = await RunAsync(server, "apply", file);

        Assert.Contains("owned", plan.Errors + plan.Output, StringComparison.Ordinal);
        Assert.Contains(apply.ErrorLines, line => line.StartsWith("A in repository acme/lib: ", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("plan", "secrets.yaml", Azure)]
    [InlineData("plan", "secrets.yaml", "--x" + Terminal)]
    [InlineData("apply", "secrets.yaml", "--token", Marked.Token)]
    [InlineData("apply", "secrets.yaml", "--token=" + Marked.Token)]
    [InlineData("apply", "secrets.yaml", "--throttle-limit", Marked.Value)]
    [InlineData(Marked.Token)]
    public async Task AMistypedArgument_IsNotSaidBack(params string[] arguments)
    {
        using HostileServer server = Start("owned");

        ConsoleRun run = await RunAsync(server, arguments);

        Assert.Equal((1, ""), (run.ExitCode, run.Output));
        Assert.DoesNotContain("owned", run.Errors, StringComparison.Ordinal);
        Assert.Contains("***", run.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Terminal)]
    [InlineData(Azure)]
    [InlineData(GitHub)]
    public async Task WhatAFileNames_IsALineOfText_AndStaysExactInJson(string evil)
    {
        using HostileServer server = Start(evil);
        server.Reply("^GET .*/secrets[?]", 200, """{"total_count":0,"secrets":[]}""");
        string name = JsonSerializer.Serialize(evil);
        string file = _folder.Declare($"{{ name: A, repositories: [acme/app], environments: [{name}], value: {{ text: '<todo>' }} }}");
        string broken = _folder.Write("broken.yaml", $"secrets:\n- {{ name: {name}, organization: acme, {name}: 1, value: {{ env: {name} }} }}");

        ConsoleRun plan = await RunAsync(server, "plan", file);
        ConsoleRun json = await RunAsync(server, "plan", file, "--json");
        ConsoleRun wrong = await RunAsync(server, "plan", broken);

        Assert.Contains("owned", plan.Output, StringComparison.Ordinal);
        Assert.Equal(evil, (string?)Assert.Single(json.Objects)["environment"]);
        Assert.DoesNotContain(json.Output, c => c != '\n' && HarmlessText.IsControl(c));
        Assert.NotEmpty(wrong.ErrorLines);
    }

    [UnixFact]
    public async Task ThePathOfAFile_IsALineOfText()
    {
        using HostileServer server = Start(Terminal);

        foreach (string evil in new[] { Terminal, Azure, GitHub })
        {
            string path = _folder.Write($"{evil}.env.yaml", "secrets: 1");
            Assert.NotEmpty((await RunAsync(server, "plan", path)).ErrorLines);
            Assert.NotEmpty((await RunAsync(server, "plan", $"{evil}.nowhere")).ErrorLines);
        }
    }

    [TerminalFact]
    public async Task AQuestion_IsALineOfText()
    {
        using HostileServer server = Start(Terminal);
        server.Reply("^GET .*/secrets[?]", 200, """{"total_count":0,"secrets":[]}""");
        string file = _folder.Declare($"{{ name: A, organization: acme, value: {{ prompt: {JsonSerializer.Serialize(Terminal)} }} }}");
        using Process process = _folder.StartAtTerminal(new Uri(server.Address), $"apply {file}");

        char[] shown = new char[4096];
        string asked = "";
        while (!asked.Contains("owned", StringComparison.Ordinal))
        {
            int read = await process.StandardOutput.ReadAsync(shown);
            Assert.True(read > 0, asked);
            asked += new string(shown, 0, read);
        }

        process.Kill(entireProcessTree: true);
        Assert.Contains("Value of a\\u001B[2J\\u001B]0;owned", asked, StringComparison.Ordinal);
    }

    private static HostileServer Start(string requestId)
    {
        HostileServer server = new(requestId);
        server.Reply(".", 404, Message(requestId));
        server.Reply("^GET .*/public-key", 200, PublicKey);
        server.Reply("^GET /repos/[^/]+/[^/]+ ", 200, """{"id":1,"full_name":"acme/app","permissions":{"admin":true}}""");
        return server;
    }

    private static string Message(string text) => JsonSerializer.Serialize(new { message = text, errors = new[] { new { message = text } }, documentation_url = text });

    private static string List(string name) => JsonSerializer.Serialize(new
    {
        total_count = 1,
        secrets = new[] { new { name, created_at = "2026-01-01T00:00:00Z", updated_at = "2026-01-01T00:00:00Z" } },
    });

    /// <summary>Runs it and looks at all that it wrote, as a terminal and both runners do.</summary>
    private async Task<ConsoleRun> RunAsync(HostileServer server, params string[] arguments)
    {
        ConsoleRun run = await _folder.RunAsync(new Uri(server.Address), arguments);
        string all = run.Output + run.Errors;
        Assert.DoesNotContain(all, c => c != '\n' && HarmlessText.IsControl(c));
        Assert.DoesNotContain("##vso[", all, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("##[", all, StringComparison.Ordinal);
        Assert.DoesNotContain(all.Split('\n', '\r'), line => line.TrimStart().StartsWith("::", StringComparison.Ordinal));
        return run;
    }
}
