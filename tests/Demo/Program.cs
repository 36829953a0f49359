// Rolls the examples out twice with the given command, to servers of its own, and then asks those for every
// value that they opened. Exit code 1 if one is not the value given.
using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Security.Cryptography;
using System.Threading.Tasks;
using Demo;
using MockGitHub;
using MockVela;

string token = Convert.ToHexString(RandomNumberGenerator.GetBytes(20));

await using MockServer gitHub = await MockServer.StartAsync(new MockServerOptions { Tokens = [token] });
await using VelaServer vela = await VelaServer.StartAsync(new VelaServerOptions { Tokens = [token] });
List<ExpectedSecret> expected = GitHubRollout.Prepare(gitHub.State);
Console.WriteLine($"{expected.Count} secrets of {GitHubRollout.Rows} to a GitHub of its own at {gitHub.BaseUri}");
List<ExpectedSecret> ofVela = VelaRollout.Prepare(vela.State);
Console.WriteLine($"{ofVela.Count} secrets of {VelaRollout.Rows} to a Vela of its own at {vela.Address}");
expected.AddRange(ofVela);

bool first = await RollOutAsync("First run", "Created");
bool second = await RollOutAsync("Second run", "Updated");
Console.WriteLine();
Console.WriteLine(first && second ? "Every secret arrived as it was given." : "NOT every secret arrived as it was given.");
return first && second ? 0 : 1;

async Task<bool> RollOutAsync(string title, string action)
{
    List<string> changes = await RunClientAsync();
    Console.WriteLine();
    Console.WriteLine($"Server {title,-60} Action   At the endpoint");
    bool good = true;
    foreach (ExpectedSecret secret in expected)
    {
        string told = changes.FirstOrDefault(change => change.EndsWith($" {secret.Label}", StringComparison.Ordinal))?.Split(' ')[0] ?? "nothing";
        string verdict = secret.Verdict();
        good &= told == action && verdict == ExpectedSecret.Arrived;
        Console.WriteLine($"{secret.Server,-6} {secret.Label,-60} {told,-8} {verdict}");
    }

    return good;
}

async Task<List<string>> RunClientAsync()
{
    ProcessStartInfo start = new(args[0], args[1..]) { RedirectStandardOutput = true };
    foreach (string variable in start.Environment.Keys.Where(IsOfASession).ToList())
    {
        start.Environment.Remove(variable);
    }

    start.Environment["GITHUB_API_URL"] = gitHub.BaseUri.AbsoluteUri;
    start.Environment["GITHUB_TOKEN"] = token;
    start.Environment["VELA_ADDR"] = vela.Address.AbsoluteUri;
    start.Environment["VELA_TOKEN"] = token;
    using Process process = Process.Start(start)!;
    string output = await process.StandardOutput.ReadToEndAsync();
    await process.WaitForExitAsync();
    return [.. output.Split('\n').Select(line => line.Trim())];
}

// The machine's own servers, tokens and keys are not the demo's.
static bool IsOfASession(string variable) =>
    variable.StartsWith("GH_", StringComparison.Ordinal) || variable.StartsWith("GHSECRETS_", StringComparison.Ordinal) || variable.StartsWith("GITHUB_", StringComparison.Ordinal) || variable.StartsWith("VELA_", StringComparison.Ordinal);
