using System;
using GhSecrets.Core;

namespace GhSecrets.Console;

/// <summary>One object of what <c>--json</c> writes: a secret or a variable and what is to be done about it, what was done, or what
/// failed.</summary>
internal sealed record ReportEntry
{
    /// <summary>A word of <see cref="PlannedAction"/>, of what was done, or <c>Failed</c>.</summary>
    public required string Action { get; init; }

    /// <summary><c>Secret</c> or <c>Variable</c>; null for a failure of the whole run.</summary>
    public string? Kind { get; init; }

    public string? Name { get; init; }

    public string? Place { get; init; }

    public string? Application { get; init; }

    public string? Organization { get; init; }

    public string? Repository { get; init; }

    public string? Environment { get; init; }

    public string? User { get; init; }

    /// <summary>Why it is done, or what failed and what to do now.</summary>
    public string? Reason { get; init; }

    /// <summary>The line of the file that it is about.</summary>
    public long? Line { get; init; }

    /// <summary>When the server says that it was written last; null after a change.</summary>
    public DateTimeOffset? UpdatedAt { get; init; }

    /// <summary>The stable word for a failure; null for all else.</summary>
    public string? Error { get; init; }

    internal static ReportEntry Of(SecretComparison item) =>
        Of(item.Action, item, item.Name) with { Reason = item.Reason, Line = item.Line, UpdatedAt = item.UpdatedAt };

    internal static ReportEntry Of(SecretComparison item, ItemChange change) =>
        Of(change.Action, item, item.Name) with { Reason = item.Reason, Line = item.Line };

    internal static ReportEntry Of(object? target, GhSecretsException failure, long? line)
    {
        string? name = target is SecretTarget one ? one.Name : (target as SecretComparison)?.Name;
        return Of("Failed", target as ScopedObject, name) with
        {
            Reason = target is null or ScopedObject ? failure.Message : $"{target}: {failure.Message}",
            Line = line,
            Error = failure.Id.ToString(),
        };
    }

    private static ReportEntry Of(string action, ScopedObject? at, string? name) => new()
    {
        Action = action,
        Kind = at?.Scope.Items.ToString(),
        Name = name,
        Place = at?.Place,
        Application = at?.Application,
        Organization = at?.Organization,
        Repository = at?.Repository,
        Environment = at?.Environment,
        User = at?.User,
    };
}
