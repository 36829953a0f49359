using System;
using System.Collections.Generic;
using System.Collections.ObjectModel;
using System.IO;
using System.Linq;
using System.Management.Automation;
using GhSecrets.Core;

namespace GhSecrets;

/// <summary>The files that paths of PowerShell mean, also by wildcards.</summary>
internal static class InputFiles
{
    /// <summary>The paths that a record gives: its property, or itself where it is a text.</summary>
    /// <exception cref="GhSecretsException"><see cref="ErrorId.InvalidArgument"/> when it gives none, <see cref="ErrorId.FileNotFound"/>
    /// when its text is the path of no file.</exception>
    internal static IReadOnlyList<string> Paths(SessionState state, string[] given, PSObject? record)
    {
        if (given.Length > 0)
        {
            return given;
        }

        string path = record?.BaseObject as string is { Length: > 0 } text
            ? text
            : throw new GhSecretsException(
                ErrorId.InvalidArgument,
                record is null
                ? "There is no Path. Give the path of a file."
                : "What was piped has no Path. Pipe paths, or what Get-ChildItem gives. Rows of secrets are for Set-GhSecret.");
        try
        {
            return Of(state, path).All(File.Exists) ? [path] : throw NoPath();
        }
        catch (GhSecretsException)
        {
            throw NoPath();
        }
    }

    /// <summary>The full path of the file whose bytes are a value.</summary>
    /// <exception cref="GhSecretsException"><see cref="ErrorId.FileNotFound"/> when there is none; the text is not shown, since it may be
    /// the value.</exception>
    internal static string OfValue(SessionState state, string path)
    {
        try
        {
            string file = state.Path.GetUnresolvedProviderPathFromPSPath(path);
            if (File.Exists(file) || Directory.Exists(file))
            {
                return file;
            }
        }
        catch (Exception e) when (IsOfPath(e))
        {
            // PowerShell's own message quotes the path.
        }

        throw new GhSecretsException(
            ErrorId.FileNotFound,
            "The file that Path (ValueFile) names does not exist. The name is not shown, because it may be a value: "
                + "values belong in Value.");
    }

    // The text may be the content of a file.
    private static GhSecretsException NoPath() => new(
        ErrorId.FileNotFound,
        "The text that was piped is not the path of a file, and is not shown. Pipe paths, or what Get-ChildItem gives.");

    /// <summary>Does something with every file; one that fails is reported and stops no other.</summary>
    internal static void ForEach(SessionState state, IReadOnlyList<string> paths, Action<ErrorRecord> report, Action<string> act)
    {
        foreach (string path in paths)
        {
            Try(path, () =>
            {
                foreach (string file in Of(state, path))
                {
                    Try(file, () => act(file));
                }
            });
        }

        void Try(string path, Action action)
        {
            try
            {
                action();
            }
            catch (GhSecretsException e)
            {
                report(Errors.From(e, path));
            }
        }
    }

    /// <summary>The full paths of all files that one path means.</summary>
    /// <exception cref="GhSecretsException"><see cref="ErrorId.FileNotFound"/> when there is none,
    /// <see cref="ErrorId.InvalidArgument"/> when the path is not one of files.</exception>
    private static List<string> Of(SessionState state, string path)
    {
        try
        {
            // A name with brackets is a file's, where there is one.
            string literal = state.Path.GetUnresolvedProviderPathFromPSPath(path, out ProviderInfo provider, out _);
            if (!WildcardPattern.ContainsWildcardCharacters(path) || File.Exists(literal))
            {
                return InFileSystem([literal], provider);
            }

            Collection<string> matches = state.Path.GetResolvedProviderPathFromPSPath(path, out provider);
            return matches.Count > 0
                ? InFileSystem(matches, provider)
                : throw new GhSecretsException(ErrorId.FileNotFound, "There is no such file.");
        }
        catch (Exception e) when (IsOfPath(e))
        {
            throw new GhSecretsException(e is SessionStateException ? ErrorId.FileNotFound : ErrorId.InvalidArgument, e.Message);
        }
    }

    private static bool IsOfPath(Exception e) =>
        e is ItemNotFoundException or System.Management.Automation.DriveNotFoundException or ProviderNotFoundException
            or ProviderInvocationException or NotSupportedException or ArgumentException;

    private static List<string> InFileSystem(IEnumerable<string> paths, ProviderInfo provider) =>
        provider.Name == "FileSystem"
            ? paths.ToList()
            : throw new GhSecretsException(ErrorId.InvalidArgument, $"Only files are read, and this is a path of {provider.Name}.");
}
