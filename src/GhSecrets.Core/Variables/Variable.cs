using System;
using Newtonsoft.Json.Linq;

namespace GhSecrets.Core;

/// <summary>A variable as GitHub tells it, with its value: whoever may list variables reads it.</summary>
public sealed class Variable : ScopedItem
{
    private Variable(SecretScope scope, JObject json)
        : base(scope)
    {
        Name = json.Text("name");
        Value = json.Text("value");
        SeenBy = Words.Read<Visibility>(json.OptionalText("visibility"), nameof(Visibility));
        CreatedAt = json.Time("created_at");
        UpdatedAt = json.Time("updated_at");
    }

    /// <summary>The name, in upper case.</summary>
    public string Name { get; }

    /// <summary>The value, up to 48 KB; an empty text is a value.</summary>
    public string Value { get; }

    /// <summary>Who sees an organization's variable: <c>All</c>, <c>Private</c> or <c>Selected</c>; null for other scopes.</summary>
    public string? Visibility => SeenBy?.ToString();

    /// <summary>When it was created, UTC.</summary>
    public DateTimeOffset? CreatedAt { get; }

    /// <summary>When it was last written, UTC; for organization variables a change of the repositories counts too.</summary>
    public DateTimeOffset? UpdatedAt { get; }

    private protected override string InWords => $"{new SecretTarget(Scope, Name)}";

    internal Visibility? SeenBy { get; }

    /// <summary>Reads a variable of a reply.</summary>
    /// <exception cref="GhSecretsException"><see cref="ErrorId.UnexpectedReply"/> when it lacks its name or its value.</exception>
    internal static Variable Read(SecretScope scope, JObject json) => new(scope, json);
}
