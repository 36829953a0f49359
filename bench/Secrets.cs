using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Threading.Tasks;
using GhSecrets.Core;

namespace Bench;

/// <summary>Files with the same random secrets of 64 characters, for every client in its own format.</summary>
internal static class Secrets
{
    // A repository holds 100 secrets for Actions; for Dependabot no limit is documented.
    internal const string Application = "dependabot";

    internal static List<(string Name, string Value)> Make(int count) =>
        [.. Enumerable.Range(1, count).Select(number => ($"SECRET_{number:D6}", Convert.ToHexString(RandomNumberGenerator.GetBytes(32))))];

    /// <summary>A file for gh.</summary>
    internal static string WriteVariables(string name, IEnumerable<(string Name, string Value)> secrets) =>
        Write($"{name}.env", secrets.Select(secret => $"{secret.Name}={secret.Value}"));

    /// <summary>Rows for the module and for ghsecrets: every secret for every repository.</summary>
    internal static string WriteRows(string name, IEnumerable<string> repositories, IEnumerable<(string Name, string Value)> secrets) =>
        Write($"{name}.csv", [
            "Repository,Application,Name,Value",
            .. repositories.SelectMany(repository => secrets.Select(secret => $"{repository},{Application},{secret.Name},{secret.Value}"))]);

    /// <summary>Rows of values that are sealed already, for the key that the repository has now.</summary>
    internal static async Task<string> WriteSealedRowsAsync(string name, Mock mock, string repository, IEnumerable<(string Name, string Value)> secrets)
    {
        (string keyId, string key) = await mock.PublicKeyAsync($"repos/{repository}/{Application}");
        SealingKey sealingKey = SealingKey.FromBase64(key);
        return Write($"{name}.csv", [
            "Repository,Application,Name,KeyId,EncryptedValue",
            .. secrets.Select(secret =>
                $"{repository},{Application},{secret.Name},{keyId},{Convert.ToBase64String(Sealers.Best.Seal(System.Text.Encoding.UTF8.GetBytes(secret.Value), sealingKey))}")]);
    }

    private static string Write(string file, IEnumerable<string> lines)
    {
        string path = Path.Combine(Workbench.Folder, file);
        File.WriteAllLines(path, lines);
        return path;
    }
}
