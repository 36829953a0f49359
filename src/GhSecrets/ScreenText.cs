using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text.RegularExpressions;
using GhSecrets.Core;

namespace GhSecrets;

/// <summary>What the tables and lists of <c>GhSecrets.format.ps1xml</c> show of an object; its properties stay exact.</summary>
public static class ScreenText
{
    private static readonly Regex s_usualKind = new("^(repository|environment) ", RegexOptions.CultureInvariant);

    /// <summary>A value for the screen: text that a terminal only shows, several texts on one line, times in UTC, and numbers as they
    /// are.</summary>
    public static object? Of(object? value) => value switch
    {
        null or bool or int or long or double => value,
        DateTimeOffset time => time.UtcDateTime.ToString("s", CultureInfo.InvariantCulture) + "Z",
        IEnumerable<string> texts => HarmlessText.Of(string.Join(", ", texts)),
        _ => HarmlessText.Of(value.ToString() ?? ""),
    };

    /// <summary>A time as a clock on the wall here shows it, to the minute.</summary>
    public static string? Local(DateTimeOffset? time) => time?.LocalDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    /// <summary>How long ago a time was, in the largest unit.</summary>
    public static string? Age(DateTimeOffset? time, DateTimeOffset now) => (now - time) switch
    {
        null => null,
        { Ticks: < 0 } => "0m",
        { Days: not 0 } age => $"{age.Days}d",
        { Hours: not 0 } age => $"{age.Hours}h",
        { } age => $"{age.Minutes}m",
    };

    /// <summary>A name and what else is told of it, such as <c>acme/app (Dependabot)</c>, for one column, so that either may be as long
    /// as the line lets it.</summary>
    public static string NameAnd(string? name, string text) =>
        HarmlessText.Of($"{name,-20} {s_usualKind.Replace(text, "")}").TrimEnd();

    /// <summary>Where the row of a file puts its secret, in words; empty where it says nothing of that.</summary>
    public static string Place(SecretInput row)
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
}
