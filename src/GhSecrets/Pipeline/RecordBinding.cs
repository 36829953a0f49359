using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using GhSecrets.Core;

namespace GhSecrets;

/// <summary>What the binder does not ask of a record: whether its own place is one for the cmdlet, whether all that it gives is read, and
/// whether its properties mean what their names say.</summary>
internal sealed class RecordBinding
{
    private static readonly string[] s_repositories = [nameof(ScopeColumns.Repository), nameof(SecretRow.SelectedRepository)];

    private static readonly IReadOnlyList<string> s_places = ColumnName.WithAliases(ScopeColumns.Places);

    // No object of GitHub's says these in words.
    private static readonly string[] s_besideFullName =
        [nameof(ScopeColumns.Environment), nameof(ScopeColumns.Application), nameof(ScopeColumns.Repository), "Value"];

    private readonly PSCmdlet _cmdlet;
    private readonly HashSet<string> _typed;
    private readonly Lazy<Dictionary<string, string[]>> _names;
    private readonly Lazy<HashSet<string>> _known;
    private readonly Dictionary<string, string?> _meant = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _told = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Takes note of what stands on the command line, while nothing of the pipeline is bound yet.</summary>
    internal RecordBinding(PSCmdlet cmdlet)
    {
        _cmdlet = cmdlet;
        _typed = new HashSet<string>(cmdlet.MyInvocation.BoundParameters.Keys, StringComparer.OrdinalIgnoreCase);
        _names = new(() => cmdlet.MyInvocation.MyCommand.Parameters.Values
            .Where(parameter => parameter.ParameterSets.Values.Any(set => set.ValueFromPipelineByPropertyName))
            .ToDictionary(parameter => parameter.Name, parameter => (string[])[parameter.Name, .. parameter.Aliases]));
        _known = new(() => new(Names.Values.SelectMany(names => names), StringComparer.OrdinalIgnoreCase));
    }

    /// <summary>The parameters that a record may fill, each with all of its names.</summary>
    private Dictionary<string, string[]> Names => _names.Value;

    /// <summary>Looks at a record once it is bound.</summary>
    /// <exception cref="GhSecretsException"><see cref="ErrorId.InvalidArgument"/> when the record is not one for the cmdlet, or most
    /// likely does not mean what would be read of it.</exception>
    internal void Check(PSObject? record)
    {
        new RecordKind(Verb, Noun, name => Names.ContainsKey(name)).Ensure(record, _cmdlet.MyInvocation.ExpectingInput);
        if (record is null)
        {
            return;
        }

        if (IsValue(record.BaseObject))
        {
            if (record.BaseObject is FileInfo)
            {
                // Outside Windows a file has a property User: its owner, and no place of a secret.
                Forget(nameof(ScopeColumns.User));
            }

            return;
        }

        PipedRecord piped = new(record);
        if (piped.IsOfGitHub)
        {
            ReadFullName(piped);
            return;
        }

        if (OddValue.OfListing(record) is not null)
        {
            // The kind of its value, not Vela's kind of secret.
            Forget(nameof(VelaScopeColumns.Type));
        }

        // Without a header the first row of a CSV file takes its place, and with it a value.
        if (!_known.Value.Any(piped.Has))
        {
            throw new GhSecretsException(
                ErrorId.InvalidArgument,
                "None of the record's properties is read. Pipe objects with properties such as Name and Repository; a CSV file needs a "
                    + "header with the names of its columns.");
        }

        EnsureOneSpelling(piped);
        if (piped.IsRow)
        {
            EnsureColumns(piped);
        }

        EnsurePlace(piped);
        EnsureName(piped);
    }

    private void EnsureName(PipedRecord record)
    {
        const string Name = "Name";
        if (Verb == VerbsCommon.Get
            && Names.ContainsKey(Name)
            && !_typed.Contains(Name)
            && record.Has(Name)
            && record.Text(Name) is null)
        {
            throw new GhSecretsException(
                ErrorId.InvalidSecretName,
                "The record's Name is empty. Give a name, or leave the property out to get all of its place.");
        }
    }

    /// <summary>Puts names of repositories in the place of their addresses, in what is bound now.</summary>
    /// <param name="host">The host where they must be; null where none is known.</param>
    /// <exception cref="GhSecretsException"><see cref="ErrorId.InvalidArgument"/> for an address of another host, or of no
    /// repository.</exception>
    internal void ReadAddresses(string? host)
    {
        foreach (string parameter in s_repositories)
        {
            string[] given = Texts(parameter);
            string[] names = Array.ConvertAll(given, text => text is null ? "" : RepositoryAddress.ToNames(text, host));
            if (!names.SequenceEqual(given))
            {
                Set(parameter, names);
            }
        }
    }

    private void EnsurePlace(PipedRecord record)
    {
        if (s_places.FirstOrDefault(record.IsUnreadable) is string unreadable)
        {
            throw new GhSecretsException(
                ErrorId.InvalidArgument,
                $"The record's {unreadable} is a list without a text. Give the name of the place.");
        }

        RecordPlace place = new(Verb, Noun, column => TextOf(record, column), _typed.Contains);
        place.Ensure();
        if (place.IsOwnerReplaced(Texts(nameof(ScopeColumns.Repository))))
        {
            Forget(nameof(ScopeColumns.Owner));
        }
    }

    private bool IsValue(object piped) =>
        Nouns.ItemsOf(Noun) == ItemKind.Variable ? VariableText.IsValue(piped) : SecretValueTransformationAttribute.IsValue(piped);

    private string Noun => ((CmdletInfo)_cmdlet.MyInvocation.MyCommand).Noun;

    private string Verb => ((CmdletInfo)_cmdlet.MyInvocation.MyCommand).Verb;

    private static string? TextOf(PipedRecord record, string column) =>
        record.Text(column) ?? (ColumnName.AliasOf(column) is string alias ? record.Text(alias) : null);

    // Of an object of GitHub's API only the repository's full name is read: its name is no secret's, its visibility not who sees one.
    private void ReadFullName(PipedRecord record)
    {
        foreach (string parameter in Names.Keys)
        {
            Forget(parameter);
        }

        if (record.FullName is not null && s_besideFullName.FirstOrDefault(column => TextOf(record, column) is not null) is string other)
        {
            throw new GhSecretsException(
                ErrorId.InvalidArgument,
                $"The record gives {other} beside the full name of a repository. Give the repository by the property Repository alone.");
        }

        string takes = Nouns.IsOfAccess(Noun) ? "SelectedRepository" : nameof(ScopeColumns.Repository);
        if (record.FullName is not string name || _typed.Contains(takes))
        {
            return;
        }

        if (!Names.ContainsKey(takes))
        {
            string kind = Words.Of(Nouns.KindOf(Noun) ?? ScopeKind.Organization);
            throw new GhSecretsException(
                ErrorId.InvalidArgument,
                $"The record is a repository, and {Verb}-{Noun} is for secrets of {kind}.");
        }

        Set(takes, new[] { name });
    }

    private void EnsureOneSpelling(PipedRecord record)
    {
        foreach (string[] names in Names.Values.Where(names => names.Length > 1 && !_typed.Contains(names[0])))
        {
            string[] given = names.Where(name => record.Text(name) is not null).ToArray();
            if (given.Skip(1).FirstOrDefault(name => !Same(record, name, given[0])) is string other)
            {
                throw ColumnName.Contradiction(given[0], other);
            }
        }
    }

    private static bool Same(PipedRecord record, string one, string other) => record.Text(one) == record.Text(other);

    private void EnsureColumns(PipedRecord record)
    {
        List<string> unread = record.Columns.Where(name => !_known.Value.Contains(name)).ToList();
        foreach (string name in unread)
        {
            if (Meant(name) is string meant)
            {
                throw ColumnName.Error(name, meant);
            }
        }

        string[] untold = unread.Where(_told.Add).ToArray();
        if (untold.Length > 0)
        {
            _cmdlet.Warn($"These columns are not read: {string.Join(", ", untold)}.");
        }
    }

    // Rows have the same columns, and each is looked up once.
    private string? Meant(string name)
    {
        if (!_meant.TryGetValue(name, out string? meant))
        {
            _meant[name] = meant = ColumnName.Meant(name, _known.Value) ?? ColumnName.Meant(name, ScopeColumns.Places);
        }

        return meant;
    }

    private string[] Texts(string parameter) => _cmdlet.GetType().GetProperty(parameter)?.GetValue(_cmdlet) as string[] ?? [];

    private void Forget(string parameter)
    {
        if (!_typed.Contains(parameter) && Names.ContainsKey(parameter))
        {
            Set(parameter, null);
        }
    }

    private void Set(string parameter, object? value)
    {
        System.Reflection.PropertyInfo property = _cmdlet.GetType().GetProperty(parameter)!;
        BoundValue.Dispose(property.GetValue(_cmdlet) as SecretValue);
        property.SetValue(_cmdlet, value);
    }
}
