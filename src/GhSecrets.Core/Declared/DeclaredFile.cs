using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace GhSecrets.Core;

/// <summary>A file that says which secret and which variable belongs where, and where its value comes from: YAML, JSON or CSV.</summary>
/// <remarks>Read as a whole and without any request; all that is wrong is told at once, and then no item is given.</remarks>
public sealed class DeclaredFile : IDisposable
{
    private readonly List<DeclaredItem> _items;

    private DeclaredFile(List<DeclaredItem> items, ProblemList problems) =>
        (_items, Problems, Warnings) = (items, problems.Problems, problems.Warnings);

    /// <summary>All that is wrong, in the order of the file; a file that cannot be read at all has one problem that says so.</summary>
    public IReadOnlyList<FileProblem> Problems { get; }

    /// <summary>What may be a slip, in the order of the file: secrets as plain text, values that look like none, and variables that look
    /// like secrets.</summary>
    public IReadOnlyList<FileProblem> Warnings { get; }

    /// <summary>The secrets and variables, in YAML and JSON the secrets first; none when there are problems.</summary>
    public IReadOnlyList<DeclaredItem> Items => _items;

    /// <summary>Reads a file of at most 8 MB and the values that it names; whoever gets it disposes it.</summary>
    /// <param name="path">The file, whose name says its format; a relative path starts at the process's folder, not PowerShell's. Paths
    /// within it start at its own folder, but those of a CSV file at <see cref="ValueSources.CurrentFolder"/>.</param>
    /// <param name="sources">Where values come from besides.</param>
    /// <param name="delimiter">What stands between two cells of a CSV file; null for what its header says.</param>
    /// <param name="host">The host where addresses of repositories must be, such as github.com; null where none is known.</param>
    public static DeclaredFile Read(string path, ValueSources sources, char? delimiter = null, string? host = null)
    {
        List<DeclaredItem> items = [];
        ProblemList problems = new();
        bool isWhole = false;
        try
        {
            Read(path, sources, delimiter, host, items, problems);
            isWhole = problems.Count == 0;
            WarnOfSecrets(items, problems);
        }
        catch (GhSecretsException e)
        {
            problems.Add(new InputNode(1, 1), e);
        }
        finally
        {
            if (!isWhole)
            {
                items.ForEach(item => item.Dispose());
                items.Clear();
            }
        }

        return new DeclaredFile(items, problems);
    }

    /// <summary>Ends the use of all values.</summary>
    public void Dispose() => _items.ForEach(item => item.Dispose());

    private static void Read(
        string path, ValueSources sources, char? delimiter, string? host, List<DeclaredItem> items, ProblemList problems)
    {
        SecretFileFormat format = FormatOf(path);
        using InputText text = InputText.Read(path);
        string folder = format == SecretFileFormat.Csv ? sources.CurrentFolder : Path.GetDirectoryName(Path.GetFullPath(path)) ?? "";
        DeclaredValueReader values = new(folder, sources, problems) { WarnsOfText = format != SecretFileFormat.Csv };
        DeclaredReader reader = new(values, host, problems);
        if (format == SecretFileFormat.Csv)
        {
            DeclaredRows.Read(text, delimiter, host, problems, (row, kind) => reader.ReadItem(row, kind, items));
            return;
        }

        using InputNode root = format == SecretFileFormat.Json ? JsonFile.Read(text) : YamlFile.Read(text);
        reader.Read(root, items);
    }

    private static void WarnOfSecrets(List<DeclaredItem> items, ProblemList problems)
    {
        List<SecretValue> secrets = [.. DeclaredItem.SecretsOf(items)];
        foreach (DeclaredItem item in items.Where(item => item.Value is not null && VariableValue.HoldsAny(item.Value, secrets)))
        {
            problems.Warn(
                new InputNode(item.Line, item.Column),
                $"The value of the variable {item.Name} holds that of a secret which the file declares, and variables are shown in logs.");
        }
    }

    private static SecretFileFormat FormatOf(string path) => SecretFile.KnownFormatOf(path) switch
    {
        SecretFileFormat.Env => throw Invalid(
            "A .env file holds names and values, but not where they belong: it is for Import-GhSecret. Declare secrets in a file *.yaml, "
                + "*.yml, *.json or *.csv."),
        SecretFileFormat known => known,
        null => throw Invalid("The file's name does not say its format. Declare secrets in a file *.yaml, *.yml, *.json or *.csv."),
    };

    private static GhSecretsException Invalid(string message) => new(ErrorId.InvalidArgument, message);
}
