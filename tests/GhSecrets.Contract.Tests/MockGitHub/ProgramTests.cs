using System;
using System.Diagnostics;
using System.IO;
using System.Net.Http;
using System.Threading.Tasks;
using MockGitHub;

namespace GhSecrets.Contract.Tests;

/// <summary>The server as a process of its own, as scripts start it.</summary>
public sealed class ProgramTests
{
    [Fact]
    public async Task TheFirstLineIsTheAddress_TheSecondTheCertificate_AndTheEndOfTheInputEndsIt()
    {
        using var process = Start("--port", "0", "--https", "--prefix", "/api/v3", "--stop-with-stdin");
        var address = new Uri((await process.StandardOutput.ReadLineAsync())!);
        var certificate = await process.StandardOutput.ReadLineAsync();
        var isThere = File.Exists(certificate);

        process.StandardInput.Close();
        var rest = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();

        Assert.Equal(("https", "localhost", "/api/v3/"), (address.Scheme, address.Host, address.AbsolutePath));
        Assert.True(isThere);
        Assert.False(File.Exists(certificate));
        Assert.Equal("", rest);
        Assert.Equal(0, process.ExitCode);
    }

    [Fact]
    public async Task ATokenOfTheCommandLine_IsAccepted()
    {
        using var process = Start("--token", "one", "--token", "two", "--stop-with-stdin");
        using var http = new HttpClient { BaseAddress = new Uri((await process.StandardOutput.ReadLineAsync())!) };
        http.DefaultRequestHeaders.Add("User-Agent", "tests");
        http.DefaultRequestHeaders.Authorization = new("Bearer", "two");

        using var response = await http.GetAsync(new Uri("rate_limit", UriKind.Relative));
        process.StandardInput.Close();
        await process.WaitForExitAsync();

        Assert.Equal("127.0.0.1", http.BaseAddress.Host);
        Assert.True(response.IsSuccessStatusCode);
    }

    private static Process Start(params string[] arguments) =>
        Process.Start(new ProcessStartInfo("dotnet", [typeof(MockServer).Assembly.Location, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
}
