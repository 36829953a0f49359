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
List<ExpectedItem> expected = GitHubRollout.Prepare(gitHub.State);
Console.WriteLine($"{expected.Count(item => !item.IsVariable)} secrets and {expected.Count(item => item.IsVariable)} variables of {GitHubRollout.Rows} to a GitHub of its own at {gitHub.BaseUri}");
List<ExpectedItem> ofVela = VelaRollout.Prepare(vela.State);
Console.WriteLine($"{ofVela.Count} secrets of {VelaRollout.Rows} to a Vela of its own at {vela.Address}");
expected.AddRange(ofVela);

bool first = await RollOutAsync("First run", "Created", "Created");
bool second = await RollOutAsync("Second run", "Updated", "Unchanged");
Console.WriteLine();
Console.WriteLine(first && second ? "Every secret arrived as it was given, and so did every variable." : "NOT every secret arrived as it was given, or not every variable.");
return first && second ? 0 : 1;

async Task<bool> RollOutAsync(string title, string ofSecrets, string ofVariables)
{
    List<string> changes = await RunClientAsync();
    Console.WriteLine();
    Console.WriteLine($"Server {title,-60} Action    At the endpoint");
    bool good = true;
    foreach (ExpectedItem item in expected)
    {
        // The action is one word before the label, so that a secret is not taken for the variable of its name.
        string told = changes.FirstOrDefault(change => change.IndexOf(' ') is int end and > 0 && change[(end + 1)..] == item.Label)?.Split(' ')[0] ?? "nothing";
        good &= told == (item.IsVariable ? ofVariables : ofSecrets) && item.HasArrived;
        Console.WriteLine($"{item.Server,-6} {item.Label,-60} {told,-9} {item.Verdict()}");
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
