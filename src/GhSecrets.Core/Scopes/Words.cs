using System;
using System.Linq;

namespace GhSecrets.Core;

/// <summary>Reads the words that stand for a choice, without regard to case.</summary>
/// <remarks>Choices travel as text: PowerShell's binder silently drops a word that it cannot convert to an enum, and the default would take
/// its place.</remarks>
public static class Words
{
    /// <summary>A kind of scope in a sentence: <c>an organization</c>, <c>a repository</c>.</summary>
    internal static string Of(ScopeKind kind) => kind switch
    {
        ScopeKind.Repository => "a repository",
        ScopeKind.User => "a user",
        _ => $"an {kind.ToString().ToLowerInvariant()}",
    };

    /// <summary>The items of a kind in a sentence, as in addresses and replies: <c>secrets</c> or <c>variables</c>.</summary>
    internal static string Of(ItemKind items) => items == ItemKind.Variable ? "variables" : "secrets";

    /// <summary>One item of a kind in a sentence: <c>secret</c> or <c>variable</c>.</summary>
    internal static string One(ItemKind items) => items.ToString().ToLowerInvariant();

    /// <summary>The error of a scope that holds all the items of a kind that fit.</summary>
    internal static ErrorId TooMany(ItemKind items) => items == ItemKind.Variable ? ErrorId.TooManyVariables : ErrorId.TooManySecrets;

    /// <summary>Reads one word of <typeparamref name="T"/>; null or empty means that nothing was given.</summary>
    /// <exception cref="GhSecretsException"><see cref="ErrorId.InvalidArgument"/> for any other word, naming those that are
    /// allowed.</exception>
    public static T? Read<T>(string? word, string parameter)
        where T : struct, Enum
    {
        if (string.IsNullOrEmpty(word))
        {
            return null;
        }

        string[] allowed = Enum.GetNames(typeof(T));
        string? match = allowed.FirstOrDefault(name => name.Equals(word, StringComparison.OrdinalIgnoreCase));
        return match is null
            ? throw new GhSecretsException(
                ErrorId.InvalidArgument,
                $"'{word}' is no {parameter}. Use one of: {string.Join(", ", allowed)}.")
            : (T)Enum.Parse(typeof(T), match);
    }
}
