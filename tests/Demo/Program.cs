// Rolls docs/examples/rollout.csv out twice with the given command, to a server of its own,
// then asks that server for every value that it opened. Exit code 1 if one is not the value given.
using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Threading.Tasks;
using CsvHelper;
using Demo;
using MockGitHub;

const string Rows = "docs/examples/rollout.csv";
string token = Convert.ToHexString(RandomNumberGenerator.GetBytes(20));
List<ExpectedSecret> expected = ReadRows();

await using MockServer server = await MockServer.StartAsync(new MockServerOptions { Tokens = [token] });
expected.OrderBy(secret => secret.Scope.Kind).ToList().ForEach(secret => secret.Seed(server.State));

Console.WriteLine($"{expected.Count} secrets of {Rows} to a GitHub of its own at {server.BaseUri}");
bool first = await RollOutAsync("First run", "Created");
bool second = await RollOutAsync("Second run", "Updated");
Console.WriteLine();
Console.WriteLine(first && second ? "Every secret arrived as it was given." : "NOT every secret arrived as it was given.");
return first && second ? 0 : 1;

List<ExpectedSecret> ReadRows()
{
    using CsvReader csv = new(new StreamReader(Rows), CultureInfo.InvariantCulture);
    csv.Read();
    csv.ReadHeader();
    List<ExpectedSecret> rows = [];
    while (csv.Read())
    {
        rows.Add(ExpectedSecret.Read(column => csv.GetField(column) ?? "", Environment.CurrentDirectory));
    }

    return rows;
}

async Task<bool> RollOutAsync(string title, string action)
{
    List<string> changes = await RunAsync();
    Console.WriteLine();
    Console.WriteLine($"{title,-60} Action   At the endpoint");
    bool good = true;
    foreach (ExpectedSecret secret in expected)
    {
        string told = changes.FirstOrDefault(change => change.EndsWith($" {secret.Label}", StringComparison.Ordinal))?.Split(' ')[0] ?? "nothing";
        string verdict = secret.Verdict(server.State);
        good &= told == action && verdict == ExpectedSecret.Arrived;
        Console.WriteLine($"{secret.Label,-60} {told,-8} {verdict}");
    }

    return good;
}

async Task<List<string>> RunAsync()
{
    ProcessStartInfo start = new(args[0], args[1..]) { RedirectStandardOutput = true };
    foreach (string variable in new[] { "GH_HOST", "GH_TOKEN", "GH_ENTERPRISE_TOKEN", "GITHUB_ENTERPRISE_TOKEN" })
    {
        start.Environment.Remove(variable);
    }

    start.Environment["GITHUB_API_URL"] = server.BaseUri.AbsoluteUri;
    start.Environment["GITHUB_TOKEN"] = token;
    using Process process = Process.Start(start)!;
    string output = await process.StandardOutput.ReadToEndAsync();
    await process.WaitForExitAsync();
    return [.. output.Split('\n').Select(line => line.Trim())];
}
