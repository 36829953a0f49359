using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using GhSecrets.Core;

namespace GhSecrets;

/// <summary>What stands on a command line whose argument is to be completed.</summary>
/// <param name="name">The command.</param>
/// <param name="word">The argument as far as it was typed, with its quote.</param>
/// <param name="bound">The parameters whose values are known already, those of variables too.</param>
internal sealed class TypedCommand(string name, string word, IDictionary bound)
{
    /// <summary>The argument as far as it was typed, without quotes.</summary>
    internal string Word { get; } = Unquoted(word);

    /// <summary>Whether a quote was opened.</summary>
    internal bool IsQuoted => word.Length > 0 && word[0] is '\'' or '"';

    /// <summary>The verb of the command.</summary>
    internal string Verb => name.Split('-')[0];

    /// <summary>The kind of scope that the command is about; null for one that learns it from its parameters.</summary>
    internal ScopeKind? Kind => Nouns.KindOf(name.Substring(name.IndexOf('-') + 1));

    /// <summary>Whether the command is about secrets or variables.</summary>
    internal ItemKind Items => Nouns.ItemsOf(name.Substring(name.IndexOf('-') + 1));

    /// <summary>The value of a parameter; null when it is not known or is no <typeparamref name="T"/>.</summary>
    internal T? Value<T>(string parameter)
        where T : class =>
        (bound[parameter] is PSObject wrapped ? wrapped.BaseObject : bound[parameter]) as T;

    /// <summary>The texts of a parameter; none when it is not known.</summary>
    internal IReadOnlyList<string> Texts(string parameter) =>
        bound[parameter] is object value && LanguagePrimitives.TryConvertTo(value, out string[] texts) ? texts : [];

    /// <summary>The first text of a parameter; null when there is none.</summary>
    internal string? Text(string parameter) => Texts(parameter).FirstOrDefault(text => !string.IsNullOrEmpty(text));

    /// <summary>Whether a switch was given.</summary>
    internal bool Has(string parameter) => bound[parameter] is object value && LanguagePrimitives.IsTrue(value);

    private static string Unquoted(string word)
    {
        if (word.Length == 0 || word[0] is not ('\'' or '"'))
        {
            return word;
        }

        string quote = word.Substring(0, 1);
        string inner = word.Substring(1);
        return (
            inner.EndsWith(quote, StringComparison.Ordinal) ? inner.Substring(0, inner.Length - 1) : inner).Replace(quote + quote, quote);
    }
}
