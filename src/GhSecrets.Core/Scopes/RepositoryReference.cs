using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace GhSecrets.Core;

/// <summary>A repository that a secret is to be shown to: by id, or by <c>owner/name</c>.</summary>
public sealed class RepositoryReference
{
    private RepositoryReference(long? id, string? fullName)
    {
        Id = id;
        FullName = fullName;
    }

    /// <summary>The repository's id, when it was given as one.</summary>
    public long? Id { get; }

    /// <summary>The repository as <c>owner/name</c>, when it was given by name.</summary>
    public string? FullName { get; }

    /// <summary>Reads a list of names and ids; each text may hold several, separated by <c>;</c>.</summary>
    /// <param name="texts">A bare number is an id; a repository whose name is a number is written <c>owner/2048</c>.</param>
    /// <param name="owner">The owner of names that stand alone.</param>
    /// <returns>Null when nothing was given (null, or only empty texts); an empty list when an empty list was given.</returns>
    /// <exception cref="GhSecretsException"><see cref="ErrorId.InvalidArgument"/> for a text that is neither.</exception>
    public static IReadOnlyList<RepositoryReference>? Read(IReadOnlyList<string>? texts, string owner)
    {
        if (texts is null || texts.Count == 0)
        {
            return texts is null ? null : [];
        }

        List<RepositoryReference> references = texts
            .SelectMany(text => (text ?? "").Split(';'))
            .Select(text => text.Trim())
            .Where(text => text.Length > 0)
            .Select(text => Read(text, owner))
            .ToList();
        return references.Count > 0 ? references : null;
    }

    /// <summary>Whether it is a repository of that id and that name.</summary>
    internal bool Means(long id, string fullName) =>
        Id is long given ? given == id : fullName.Equals(FullName, StringComparison.OrdinalIgnoreCase);

    /// <summary>The id or the name, as it was given.</summary>
    public override string ToString() => FullName ?? Id!.Value.ToString(CultureInfo.InvariantCulture);

    /// <summary>The first ten of a list, and how many more there are.</summary>
    internal static string Words(IReadOnlyCollection<RepositoryReference> references)
    {
        const int Shown = 10;
        return references.Count == 0 ? "no repositories"
            : string.Join(", ", references.Take(Shown)) + (references.Count > Shown ? $" and {references.Count - Shown} more" : "");
    }

    private static RepositoryReference Read(string text, string owner) =>
        text.All(c => c is >= '0' and <= '9')
            ? long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long id)
                ? new RepositoryReference(id, null)
                : throw new GhSecretsException(ErrorId.InvalidArgument, $"'{text}' is no repository id.")
            : new RepositoryReference(
                null,
                text.IndexOf('/') >= 0 ? RepositoryName.Normalize(text) : RepositoryName.Normalize(text, owner));
}
