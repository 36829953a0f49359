using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using GhSecrets.Core;

namespace GhSecrets;

/// <summary>Reads secrets from .env, JSON, YAML and CSV files for the Set- cmdlets, and changes no value; a file that cannot be read gives
/// none.</summary>
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

    /// <summary>Puts earlier entries of the file, or else environment variables, in the place of $NAME and ${NAME}; for .env files, and not
    /// within single quotes.</summary>
    [Parameter]
    public SwitchParameter Expand { get; set; }

    /// <summary>The character between two cells of a CSV file; by default the one that its header or a line sep=; shows.</summary>
    [Parameter]
    public char? Delimiter { get; set; }

    private protected override bool ReadsPlaces => false;

    /// <summary>Names of the rows that are variables, also by wildcards: their Kind is Variable, unless the row says otherwise.</summary>
    [Parameter]
    [SupportsWildcards]
    public string[]? Variable { get; set; }

    /// <inheritdoc/>
    protected override IReadOnlyList<string> TargetScopes() => InputFiles.Paths(SessionState, GivenNames(Path), InputObject);

    /// <inheritdoc/>
    protected override void ProcessScopes(IReadOnlyList<string> scopes) => InputFiles.ForEach(SessionState, scopes, Report, Read);

    private void Read(string file)
    {
        WildcardPattern[] variables = [.. GivenNames(Variable).Select(name => new WildcardPattern(name, WildcardOptions.IgnoreCase))];
        List<WildcardPattern> unmatched = [.. variables];
        SecretFileFormat? format = Words.Read<SecretFileFormat>(Format, nameof(Format));
        foreach (SecretInput secret in SecretFile.Read(file, format, Expand, text => this.Warn($"{file}: {text}"), Delimiter))
        {
            if (variables.FirstOrDefault(pattern => pattern.IsMatch(secret.Name)) is WildcardPattern match)
            {
                secret.Kind ??= nameof(ItemKind.Variable);
                unmatched.Remove(match);
            }

            WriteObject(secret);
        }

        // A typo would leave a variable among the secrets.
        foreach (WildcardPattern pattern in unmatched)
        {
            this.Warn($"{file}: no name matches -Variable {GivenNames(Variable)[Array.IndexOf(variables, pattern)]}.");
        }
    }
}
