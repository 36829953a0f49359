using System;
using System.Diagnostics;
using System.IO;
using System.Threading.Tasks;

namespace GhSecrets.Core.Tests;

/// <summary>Where a file is to be read, a pipe or a device is refused before it is opened; nothing waits for it.</summary>
public sealed class RegularFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ghsecrets-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [UnixFact]
    public async Task APipeOrADevice_IsRefused_ByWhateverReadsFiles()
    {
        await IsRefusedAsync(Pipe(), "it is a pipe");
        await IsRefusedAsync(Link(Pipe()), "it is a pipe");
        await IsRefusedAsync("/dev/zero", "it is a device or a socket");
        await IsRefusedAsync("/dev/null", "it is a device or a socket");
    }

    [UnixFact]
    public async Task APipe_IsRefused_AsADeclaredFile()
    {
        await using AcmeServer server = await AcmeServer.StartAsync();
        using ConsoleFolder console = new();

        ConsoleRun run = await console.RunAsync(server.BaseUri, "plan", Pipe());

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("it is a pipe. Save the text in a file, and give its path.", run.Errors, StringComparison.Ordinal);
        Assert.Empty(server.Requests);
    }

    [UnixFact]
    public async Task APipe_IsRefused_AsTheFileOfAValue()
    {
        await using AcmeServer server = await AcmeServer.StartAsync();
        using ConsoleFolder console = new();
        string file = console.Declare($"{{ name: A, organization: acme, value: {{ file: {Pipe()} }} }}");

        ConsoleRun run = await console.RunAsync(server.BaseUri, "apply", file);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("it is a pipe", run.Errors, StringComparison.Ordinal);
    }

    [UnixFact]
    public void AFileByALink_AndAFileOfTheSystem_AreRead()
    {
        string path = Path.Combine(_folder, "value");
        File.WriteAllText(path, "x");
        File.CreateSymbolicLink(Path.Combine(_folder, "link"), path);

        using SecretValue value = SecretValue.FromFile(Path.Combine(_folder, "link"));

        Assert.Equal("x"u8.ToArray(), value.Bytes.ToArray());
        if (File.Exists("/proc/self/comm"))
        {
            using SecretValue name = SecretValue.FromFile("/proc/self/comm");
            Assert.NotEqual(0, name.Length);
        }
    }

    private static async Task IsRefusedAsync(string path, string said)
    {
        foreach (Action read in new Action[]
        {
            () => SecretValue.FromFile(path),
            () => PemFile.Read(path),
            () => SecretFile.Read(path, SecretFileFormat.Env, expand: false, _ => { }),
        })
        {
            GhSecretsException refused = await Assert.ThrowsAsync<GhSecretsException>(() => Task.Run(read));
            Assert.Contains(said, refused.Message, StringComparison.Ordinal);
        }
    }

    private string Pipe()
    {
        string path = Path.Combine(_folder, $"{Guid.NewGuid():N}.yaml");
        using Process process = Process.Start("mkfifo", path);
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
        return path;
    }

    private string Link(string path)
    {
        string link = Path.Combine(_folder, "link.yaml");
        File.CreateSymbolicLink(link, path);
        return link;
    }
}
