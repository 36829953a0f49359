using System;
using System.Linq;
using System.Threading.Tasks;

namespace GhSecrets.Core.Tests;

/// <summary><c>ghsecrets apply</c> by several jobs, each with a slice of the places.</summary>
public sealed class ApplySliceTests : IDisposable
{
    private readonly ConsoleFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task FourSlices_AreTheWhole_AndNoSecretIsWrittenTwice()
    {
        await using AcmeServer server = await AcmeServer.StartAsync();
        string[] repositories = [.. Enumerable.Range(1, 20).Select(number => server.State.AddRepository("acme", $"svc-{number}").FullName)];
        string file = _folder.Declare($"{{ name: A, repositories: [{string.Join(", ", repositories)}], value: {{ env: TOKEN }} }}");

        ConsoleRun[] given = await Task.WhenAll(Enumerable.Range(1, 3).Select(number => ApplyAsync(server, file, "--slice", $"{number}", "--slice-count", "4")));
        foreach ((string variable, string value) in new[] { ("TF_BUILD", "True"), ("SYSTEM_JOBPOSITIONINPHASE", "4"), ("SYSTEM_TOTALJOBSINPHASE", "4") })
        {
            _folder.Variables[variable] = value;
        }

        ConsoleRun told = await ApplyAsync(server, file);
        ConsoleRun whole = await ApplyAsync(server, file, "--slice-count", "1");

        Assert.All(given, run => Assert.Equal((0, ""), (run.ExitCode, run.Errors)));
        Assert.Equal("This is slice 4 of 4, as Azure Pipelines tells this job; the others do the rest. --slice-count 1 does all.", Assert.Single(told.Warnings));
        Assert.Equal(
            repositories.Select(repository => $"Created A in repository {repository}").Order(StringComparer.Ordinal),
            given.Append(told).SelectMany(run => run.Lines[..^1]).Order(StringComparer.Ordinal));
        Assert.Equal((0, "20 Unchanged.\n"), (whole.ExitCode, whole.Output));
    }

    [Theory]
    [InlineData("--slice", "2")]
    [InlineData("--slice-count", "2")]
    [InlineData("--slice", "3", "--slice-count", "2")]
    public async Task HalfASlice_IsRefused_BeforeAnyRequest(params string[] options)
    {
        await using AcmeServer server = await AcmeServer.StartAsync();

        ConsoleRun run = await ApplyAsync(server, _folder.Declare("{ name: A, organization: acme, value: { env: TOKEN } }"), options);

        Assert.Equal((1, ""), (run.ExitCode, run.Output));
        Assert.EndsWith(" [InvalidArgument]", Assert.Single(run.ErrorLines), StringComparison.Ordinal);
        Assert.Empty(server.Requests);
    }

    private Task<ConsoleRun> ApplyAsync(AcmeServer server, string file, params string[] options) => _folder.RunAsync(server.BaseUri, ["apply", file, .. options]);
}
