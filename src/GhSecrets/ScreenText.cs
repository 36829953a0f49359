using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using System.Text.RegularExpressions;
using GhSecrets.Core;

namespace GhSecrets;

/// <summary>What the tables and lists of <c>GhSecrets.format.ps1xml</c> show of an object; its properties stay exact.</summary>
public static class ScreenText
{
    private static readonly Regex s_usualKind = new("^(repository|environment) ", RegexOptions.CultureInvariant);

    /// <summary>What views show of an object, as its hidden property <c>OnScreen</c>: every property under its own name as text that a
    /// terminal only shows, and what tables join (<c>Age</c>, <c>NameAndPlace</c>).</summary>
    /// <remarks>Views read members and call nothing, so that they work in the ConstrainedLanguage mode, too.</remarks>
    public static Hashtable OnScreen(PSObject record)
    {
        Hashtable texts = new(StringComparer.OrdinalIgnoreCase);
        foreach (PSPropertyInfo property in record.Properties.Where(property => property is PSProperty or PSNoteProperty))
        {
            object? value = property.Value;
            texts[property.Name] = Of(value);
            if (property.Name == nameof(Secret.UpdatedAt))
            {
                DateTimeOffset? time = value as DateTimeOffset?;
                texts["Updated"] = Local(time);
                texts["Age"] = Age(time, DateTimeOffset.UtcNow);
            }
        }

        texts["NameInPlace"] = $"{texts["Name"]} in {texts["Place"]}";
        texts["NameAndPlace"] = NameAnd(
            $"{texts["Name"]}{(record.BaseObject is VariableChange ? " (variable)" : "")}",
            record.BaseObject is SecretInput row ? Place(row) : $"{texts["Place"]}");
        texts["NameAndValue"] = NameAnd($"{texts["Name"]}", $"{texts["Value"]}");
        texts["NameAndEvents"] = NameAnd($"{texts["Name"]}", $"{texts["AllowEvent"]}");
        return texts;
    }

    /// <summary>An object in words.</summary>
    public static string Words(PSObject record) => HarmlessText.Of($"{record.BaseObject}");

    /// <summary>Which repository sees which secret, in words.</summary>
    public static string AccessWords(PSObject record) =>
        record.BaseObject is SecretRepository one ? HarmlessText.Of($"{one} sees {one.Name} in {one.Place}") : "";

    /// <summary>The secret of a file's row and where it belongs, in words.</summary>
    public static string RowWords(PSObject record) => $"{OnScreen(record)["NameAndPlace"]}";

    /// <summary>How long ago a time was, in the largest unit.</summary>
    public static string? Age(DateTimeOffset? time, DateTimeOffset now) => (now - time) switch
    {
        null => null,
        { Ticks: < 0 } => "0m",
        { Days: not 0 } age => $"{age.Days}d",
        { Hours: not 0 } age => $"{age.Hours}h",
        { } age => $"{age.Minutes}m",
    };

    // In one column either may be as long as the line lets it.
    private static string NameAnd(string? name, string text) =>
        HarmlessText.Of($"{name,-20} {s_usualKind.Replace(text, "")}").TrimEnd();

    // Empty where the row says nothing of a place.
    private static string Place(SecretInput row)
    {
        string repository = row.Owner is null ? $"{row.Repository}" : $"{row.Owner}/{row.Repository}";
        string place = row switch
        {
            { Environment: string environment } => $"'{environment}' of {repository}",
            { Repository: not null } => repository,
            { Team: string team } => $"team {team} of {row.Organization}",
            { Organization: string organization } => $"organization {organization}",
            { User: not null } => "the user's account",
            _ => "",
        };
        return HarmlessText.Of(row.Application is null ? place : $"{place} ({row.Application})".TrimStart());
    }

    private static object? Of(object? value) => value switch
    {
        null or bool or int or long or double => value,
        DateTimeOffset time => time.UtcDateTime.ToString("s", CultureInfo.InvariantCulture) + "Z",
        IEnumerable<string> texts => HarmlessText.Of(string.Join(", ", texts)),
        _ => HarmlessText.Of(value.ToString() ?? ""),
    };

    // As a clock on the wall here shows it, to the minute.
    private static string? Local(DateTimeOffset? time) => time?.LocalDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
