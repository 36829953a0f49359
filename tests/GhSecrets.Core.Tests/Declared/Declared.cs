using System;
using System.IO;
using System.Linq;
using System.Text;

namespace GhSecrets.Core.Tests;

/// <summary>A declared file that a test writes and reads, beside a file <c>npm.token</c> in the current folder of its rows, where the variables TOKEN and OTHER are set and EMPTY is empty.</summary>
internal static class Declared
{
    /// <summary>A value that any secret may have.</summary>
    public const string Value = "value: { env: TOKEN }";

    public static DeclaredFile Yaml(string content, ValueSources? sources = null) => Read("secrets.yaml", content, sources);

    public static DeclaredFile Read(string name, string content, ValueSources? sources = null, string? host = null) =>
        Read(name, Encoding.UTF8.GetBytes(content), sources, host);

    public static DeclaredFile Read(string name, byte[] content, ValueSources? sources = null, string? host = null)
    {
        string folder = Directory.CreateTempSubdirectory().FullName;
        try
        {
            string path = Path.Combine(folder, name);
            File.WriteAllBytes(Path.Combine(folder, "npm.token"), [0, 255, 10]);
            File.WriteAllBytes(Path.Combine(folder, "large.bin"), new byte[SecretValue.MaximumSize + 1]);
            File.WriteAllBytes(path, content);
            return DeclaredFile.Read(path, sources ?? Sources(folder: folder), host: host);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    public static ValueSources Sources(Func<string, string?, SecretValue?>? vault = null, string folder = "") => new()
    {
        CurrentFolder = folder,
        Environment = name => name switch
        {
            "TOKEN" => Marked.Value,
            "OTHER" => "other",
            "EMPTY" => "",
            "LARGE" => new string('x', SecretValue.MaximumSize + 1),
            _ => null,
        },
        Vault = vault,
    };

    /// <summary>The problems in words, none of which may tell a value; with them no secret is given.</summary>
    public static string[] Problems(this DeclaredFile file)
    {
        Assert.Empty(file.Items);
        return [.. file.Problems.Select(Shown)];
    }

    public static string[] Warnings(this DeclaredFile file)
    {
        AssertRight(file);
        return [.. file.Warnings.Select(Shown)];
    }

    /// <summary>The only secret of a file that has no problem.</summary>
    public static DeclaredItem Single(this DeclaredFile file)
    {
        AssertRight(file);
        return Assert.Single(file.Items);
    }

    public static void AssertRight(this DeclaredFile file) => Assert.Empty(file.Problems.Select(Shown));

    public static string[] Paths(this DeclaredItem secret) => [.. secret.Scopes.Select(scope => scope.Path)];

    public static byte[] Bytes(this DeclaredItem secret) => secret.Content!.Value!.Bytes.ToArray();

    private static string Shown(FileProblem problem)
    {
        Marked.AssertNotIn(problem.Message);
        return problem.ToString();
    }
}
