using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;

namespace GhSecrets.Core.Tests;

/// <summary>A file of secrets that a test writes and reads.</summary>
internal static class InputFile
{
    /// <summary>Reads what stands in a file of that name; null for a value that is not given.</summary>
    public static IReadOnlyList<(string? Name, string? Value)> Values(string name, string content, bool expand = false) =>
        [.. Read(name, Encoding.UTF8.GetBytes(content), expand).Select(secret => (secret.Name, secret.Value is null ? null : Encoding.UTF8.GetString(secret.Value.Bytes.ToArray())))];

    public static IReadOnlyList<SecretInput> Read(string name, string content, Action<string>? warn = null) =>
        Read(name, Encoding.UTF8.GetBytes(content), warn: warn);

    public static IReadOnlyList<SecretInput> Read(string name, byte[] content, bool expand = false, Action<string>? warn = null)
    {
        string folder = Directory.CreateTempSubdirectory().FullName;
        try
        {
            string path = Path.Combine(folder, name);
            File.WriteAllBytes(path, content);
            return SecretFile.Read(path, expand: expand, warn: warn);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Expects that nothing is given, and the beginning of the message.</summary>
    public static void AssertRefused(ErrorId id, string message, string name, string content, bool expand = false) =>
        Assert.StartsWith(message, Refused.With(id, () => Read(name, Encoding.UTF8.GetBytes(content), expand)).Message, StringComparison.Ordinal);
}
