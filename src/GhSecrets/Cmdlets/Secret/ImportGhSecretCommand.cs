using System;
using System.Collections.Generic;
using System.Collections.ObjectModel;
using System.IO;
using System.Linq;
using System.Management.Automation;
using GhSecrets.Core;

namespace GhSecrets;

/// <summary>Reads secrets from .env, JSON, YAML and CSV files for the Set- cmdlets, and changes no value; a file that cannot be read gives none.</summary>
[Cmdlet(VerbsData.Import, Nouns.Secret)]
[OutputType(typeof(SecretInput))]
public sealed class ImportGhSecretCommand : RecordCmdlet<string>
{
    /// <summary>Files, also by wildcards; of at most 8 MB of UTF-8 each.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("FullName", "PSPath")]
    [SupportsWildcards]
    public string[]? Path { get; set; }

    /// <summary>How the files are written: Env, Json, Yaml or Csv; by default what their names say.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(WordCompleter<SecretFileFormat>))]
    public string? Format { get; set; }

    /// <summary>Puts earlier entries of the file, or else environment variables, in the place of $NAME and ${NAME}; for .env files, and not within single quotes.</summary>
    [Parameter]
    public SwitchParameter Expand { get; set; }

    /// <inheritdoc/>
    protected override IReadOnlyList<string> TargetScopes()
    {
        string[] given = GivenNames(Path ?? (InputObject?.BaseObject is string path ? [path] : null));
        return given.Length > 0 ? given : throw new GhSecretsException(ErrorId.InvalidArgument, "There is no Path. Give the path of a file.");
    }

    /// <inheritdoc/>
    protected override void ProcessScopes(IReadOnlyList<string> scopes)
    {
        foreach (string path in scopes)
        {
            ForEachFile(path, () =>
            {
                foreach (string file in Files(path))
                {
                    ForEachFile(file, () => Read(file));
                }
            });
        }
    }

    private void Read(string file)
    {
        SecretFileFormat? format = Words.Read<SecretFileFormat>(Format, nameof(Format));
        foreach (SecretInput secret in SecretFile.Read(file, format, Expand, text => WriteWarning($"{file}: {text}")))
        {
            WriteObject(secret);
        }
    }

    private void ForEachFile(string path, Action act)
    {
        try
        {
            act();
        }
        catch (GhSecretsException e)
        {
            Report(Errors.From(e, path));
        }
    }

    private List<string> Files(string path)
    {
        try
        {
            // A name with brackets is a file's, where there is one.
            string literal = SessionState.Path.GetUnresolvedProviderPathFromPSPath(path, out ProviderInfo provider, out _);
            if (!WildcardPattern.ContainsWildcardCharacters(path) || File.Exists(literal))
            {
                return InFileSystem([literal], provider);
            }

            Collection<string> matches = GetResolvedProviderPathFromPSPath(path, out provider);
            return matches.Count > 0 ? InFileSystem(matches, provider) : throw new GhSecretsException(ErrorId.InvalidArgument, "There is no such file.");
        }
        catch (Exception e) when (e is ItemNotFoundException or System.Management.Automation.DriveNotFoundException or ProviderNotFoundException or ProviderInvocationException or NotSupportedException)
        {
            throw new GhSecretsException(ErrorId.InvalidArgument, e.Message);
        }
    }

    private static List<string> InFileSystem(IEnumerable<string> paths, ProviderInfo provider) =>
        provider.Name == "FileSystem" ? paths.ToList() : throw new GhSecretsException(ErrorId.InvalidArgument, $"Only files are read, and this is a path of {provider.Name}.");
}
