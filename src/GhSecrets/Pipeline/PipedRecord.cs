using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Internal;
using GhSecrets.Core;

namespace GhSecrets;

/// <summary>One object as it came down the pipeline, by the names of its properties.</summary>
internal sealed class PipedRecord(PSObject record)
{
    private static readonly string[] s_fullNames = ["full_name", "nameWithOwner", "FullName"];

    // What an object of this module says of a secret beside what binds.
    private static readonly HashSet<string> s_own = new(
        typeof(ScopedObject).Assembly.GetExportedTypes()
            .Where(type => type.GetProperty(nameof(ScopedObject.Place)) is not null)
            .SelectMany(type => type.GetProperties())
            .Select(property => property.Name),
        StringComparer.OrdinalIgnoreCase);

    /// <summary>The repository's full name, where the object is one as GitHub, gh or a client of its API gives it.</summary>
    internal string? FullName { get; } = FullNameOf(record);

    /// <summary>Whether it is an object of GitHub's own API, whose name is never a secret's: its owner or place is an object.</summary>
    internal bool IsOfGitHub =>
        FullName is not null || Has("node_id") || ScopeColumns.Places.Append("Owner").Any(name => IsObject(Value(name)));

    /// <summary>Whether it is a row of text: what Import-Csv, ConvertFrom-Json and [pscustomobject] make.</summary>
    internal bool IsRow =>
        record.BaseObject is PSCustomObject && !record.TypeNames[0].StartsWith("Deserialized.", StringComparison.Ordinal);

    /// <summary>The names of its properties that this module's own objects do not have.</summary>
    internal IEnumerable<string> Columns => record.Properties.Select(property => property.Name).Where(name => !s_own.Contains(name));

    /// <summary>Whether it has a property.</summary>
    internal bool Has(string name) => record.Properties[name] is not null;

    /// <summary>The text of a property; null when it has none, or an empty one.</summary>
    internal string? Text(string name) => TextOf(Value(name)) is { Length: > 0 } text ? text : null;

    /// <summary>Whether it has a property that is not empty, and holds nothing that is read as text.</summary>
    internal bool IsUnreadable(string name) =>
        Text(name) is null
        && Value(name) is IEnumerable list and not string
        && list.Cast<object?>().Any(item => item is not null and not "");

    private object? Value(string name) => ValueOf(record, name);

    private static string? FullNameOf(PSObject record) => s_fullNames
        .Select(property => TextOf(ValueOf(record, property)))
        .FirstOrDefault(text => text?.Split('/') is { Length: 2 } parts && parts.All(RepositoryName.IsName));

    private static object? ValueOf(PSObject record, string name)
    {
        try
        {
            // What an if without else leaves in a property is an object of the engine.
            return record.Properties[name]?.Value is { } value && value != AutomationNull.Value
                ? (value as PSObject)?.BaseObject ?? value
                : null;
        }
        catch (GetValueException)
        {
            // A property that fails gives nothing, to the binder either.
            return null;
        }
    }

    private static string? TextOf(object? value) => value switch
    {
        string text => text,
        IDictionary => null,
        IEnumerable list => string.Join("\n", list.Cast<object?>().Select(TextOf).Where(text => !string.IsNullOrEmpty(text))),
        PSObject wrapped => TextOf(wrapped.BaseObject),
        null or DBNull => null,
        ValueType => value.ToString(),
        _ => null,
    };

    private static bool IsObject(object? value) =>
        value is not (null or DBNull or ValueType or string or IEnumerable) || value is IDictionary;
}
