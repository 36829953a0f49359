using System;
using System.Collections.Generic;
using System.IO;

namespace GhSecrets.Core;

/// <summary>Reads files of secrets, at most 8 MB of UTF-8 each; no value is changed, and none appears in an error.</summary>
public static class SecretFile
{
    /// <summary>The format that a file's name says.</summary>
    /// <exception cref="GhSecretsException"><see cref="ErrorId.InvalidArgument"/> for a name that says none.</exception>
    public static SecretFileFormat FormatOf(string path) => KnownFormatOf(path) ?? throw new GhSecretsException(
        ErrorId.InvalidArgument,
        "The file's name does not say its format: it is none of .env, *.env, .env.*, *.json, *.yml, *.yaml and *.csv. Give -Format "
            + $"{string.Join(", ", Enum.GetNames(typeof(SecretFileFormat)))}.");

    /// <summary>Reads all secrets of a file; whoever gets them disposes them.</summary>
    /// <param name="path">The file; a relative path starts at the process's folder, not PowerShell's.</param>
    /// <param name="format">How it is written; null for what its name says.</param>
    /// <param name="expand">Whether <c>$NAME</c> and <c>${NAME}</c> in a <c>.env</c> file stand for earlier entries and environment
    /// variables.</param>
    /// <param name="warn">Is told of each column that is not read: it may be a typo in one that matters.</param>
    /// <param name="delimiter">What stands between two cells of a CSV file; null for what its header says.</param>
    /// <exception cref="GhSecretsException"><see cref="ErrorId.InvalidArgument"/> or <see cref="ErrorId.InvalidValue"/>, with line and
    /// column; then nothing is given.</exception>
    public static IReadOnlyList<SecretInput> Read(
        string path,
        SecretFileFormat? format = null,
        bool expand = false,
        Action<string>? warn = null,
        char? delimiter = null)
    {
        SecretFileFormat known = format ?? FormatOf(path);
        if (expand && known != SecretFileFormat.Env)
        {
            throw new GhSecretsException(ErrorId.InvalidArgument, $"Only .env files can be expanded, and this one is read as {known}.");
        }

        HashSet<string> told = new(StringComparer.OrdinalIgnoreCase);
        using InputText text = InputText.Read(path);
        if (known == SecretFileFormat.Csv)
        {
            return CsvFile.Read(text, Tell, delimiter);
        }

        using InputNode root = known switch
        {
            SecretFileFormat.Env => EnvFile.Read(text, expand ? Environment.GetEnvironmentVariable : null),
            SecretFileFormat.Json => JsonFile.Read(text),
            _ => YamlFile.Read(text),
        };
        return SecretTree.Read(root, Tell);

        void Tell(string column)
        {
            if (told.Add(column))
            {
                warn?.Invoke($"The column '{column}' is not read. Those that are: {string.Join(", ", SecretInput.Columns)}.");
            }
        }
    }

    /// <summary>The format that a file's name says; null for a name that says none.</summary>
    internal static SecretFileFormat? KnownFormatOf(string path)
    {
        string name = Path.GetFileName(path).ToUpperInvariant();
        return Path.GetExtension(name) switch
        {
            ".JSON" => SecretFileFormat.Json,
            ".YML" or ".YAML" => SecretFileFormat.Yaml,
            ".CSV" => SecretFileFormat.Csv,
            ".ENV" => SecretFileFormat.Env,
            _ when name.StartsWith(".ENV.", StringComparison.Ordinal) => SecretFileFormat.Env,
            _ => null,
        };
    }
}
