using System;
using System.Collections.Generic;
using System.Linq;
using Newtonsoft.Json.Linq;

namespace GhSecrets.Core;

/// <summary>Who may use a Vela secret, as text: the columns of a record or the parameters of a cmdlet; null or empty texts are not
/// given.</summary>
/// <remarks>A list is several texts, or one whose parts are separated by <c>;</c>; an empty list is an explicit one.</remarks>
public sealed class VelaSettings
{
    /// <summary>The images whose steps may use it.</summary>
    public IReadOnlyList<string>? Image { get; init; }

    /// <summary>The events whose builds may use it, such as <c>push</c>, <c>push:tag</c>, <c>pull_request:opened</c>.</summary>
    public IReadOnlyList<string>? AllowEvent { get; init; }

    /// <summary>Whether steps with commands of their own may use it: true or false.</summary>
    public string? AllowCommand { get; init; }

    /// <summary>Whether it may stand in the pipeline's text: true or false.</summary>
    public string? AllowSubstitution { get; init; }

    /// <summary>The repositories that alone may use it, as <c>organization/name</c> or a name in the scope's organization.</summary>
    public IReadOnlyList<string>? RepoAllowlist { get; init; }

    /// <summary>What was given, checked, under the names of Vela's API.</summary>
    /// <exception cref="GhSecretsException"><see cref="ErrorId.InvalidArgument"/> for a word that is none, or an allowlist that cannot be
    /// there.</exception>
    internal JObject Read(VelaSecretScope scope)
    {
        JObject given = [];
        Add(given, "images", Texts(Image) is List<string> images ? new JArray(images) : null);
        Add(given, "allow_events", Texts(AllowEvent, ';', ',') is List<string> events ? VelaEvents.ToJson(events) : null);
        Add(given, "allow_command", Flag(AllowCommand, nameof(AllowCommand)));
        Add(given, "allow_substitution", Flag(AllowSubstitution, nameof(AllowSubstitution)));
        Add(given, "repo_allowlist", Texts(RepoAllowlist) is List<string> repositories ? Allowlist(repositories, scope) : null);
        return given;
    }

    /// <summary>Whether two values of one property mean the same; of events only those with a name count.</summary>
    internal static bool Same(string property, JToken? one, JToken? other) =>
        property == "allow_events"
            ? VelaEvents.Names(one) is IReadOnlyList<string> names
                && VelaEvents.Names(other) is IReadOnlyList<string> others
                && names.SequenceEqual(others)
            : JToken.DeepEquals(one, other);

    private static void Add(JObject given, string property, JToken? value)
    {
        if (value is not null)
        {
            given[property] = value;
        }
    }

    private static List<string>? Texts(IReadOnlyList<string>? texts, params char[] separators)
    {
        if (texts is null || texts.Count == 0)
        {
            return texts is null ? null : [];
        }

        List<string> given = texts
            .SelectMany(text => (text ?? "").Split(separators.Length == 0 ? [';'] : separators))
            .Select(text => text.Trim())
            .Where(text => text.Length > 0)
            .Distinct()
            .ToList();
        return given.Count > 0 ? given : null;
    }

    private static JValue? Flag(string? word, string column) =>
        string.IsNullOrWhiteSpace(word) ? null
        : bool.TryParse(word, out bool flag) ? new JValue(flag)
        : throw new GhSecretsException(ErrorId.InvalidArgument, $"'{word}' is no {column}. Use true or false.");

    private static JArray? Allowlist(List<string> repositories, VelaSecretScope scope)
    {
        if (scope.Type == VelaSecretType.Repo)
        {
            return repositories.Count == 0
                ? null
                : throw new GhSecretsException(
                    ErrorId.InvalidArgument,
                    "A repository's secret has no RepoAllowlist; only those of an organization or a team do.");
        }

        List<string> names = repositories.Select(name => name.IndexOf('/') < 0 ? $"{scope.Organization}/{name}" : name).ToList();
        string? foreign = scope.Type == VelaSecretType.Org
            ? names.FirstOrDefault(name => !name.StartsWith(scope.Organization + "/", StringComparison.Ordinal))
            : null;
        return foreign is null
            ? new JArray(names)
            : throw new GhSecretsException(
                ErrorId.InvalidArgument,
                $"The RepoAllowlist names {foreign}, which does not lie in the organization {scope.Organization}.");
    }
}
