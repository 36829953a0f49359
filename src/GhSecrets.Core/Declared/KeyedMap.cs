using System;
using System.Collections.Generic;
using System.Linq;

namespace GhSecrets.Core;

/// <summary>A map of a file by its known keys; unknown ones, those that are given twice and those with nothing behind them are
/// problems.</summary>
internal sealed class KeyedMap
{
    private readonly Dictionary<string, (InputNode Key, InputNode Value)> _members = new(StringComparer.Ordinal);
    private readonly ProblemList _problems;
    private readonly ErrorId _id;

    private KeyedMap(InputNode node, ProblemList problems, ErrorId id) => (Node, _problems, _id) = (node, problems, id);

    internal InputNode Node { get; }

    /// <summary>The known keys that are given, in the order of the file.</summary>
    internal IEnumerable<string> Given => _members.Keys;

    /// <summary>What stands behind a key; null when it is not given, or nothing does.</summary>
    internal InputNode? this[string key] =>
        _members.TryGetValue(key, out (InputNode Key, InputNode Value) member) && !member.Value.IsNull ? member.Value : null;

    /// <summary>Reads a map; null when it is none.</summary>
    internal static KeyedMap? Read(
        InputNode node,
        string what,
        IReadOnlyList<string> known,
        ProblemList problems,
        ErrorId id = ErrorId.InvalidArgument)
    {
        if (node.Members is null)
        {
            problems.Add(node, $"{what} must be a map with some of the keys {string.Join(", ", known)}.", id);
            return null;
        }

        KeyedMap map = new(node, problems, id);
        foreach ((InputNode key, InputNode value) in node.Members)
        {
            map.Add(key, value, known);
        }

        return map;
    }

    internal bool Has(string key) => _members.ContainsKey(key);

    /// <summary>The place of a key that is given, or that of the map.</summary>
    internal InputNode Place(string key) => _members.TryGetValue(key, out (InputNode Key, InputNode Value) member) ? member.Key : Node;

    /// <summary>The text behind a key; null when it is not given, or is none, which becomes a problem.</summary>
    internal string? RequireText(string key) => this[key] is InputNode value ? RequireText(value, key) : null;

    /// <summary>A text that stands behind a key, maybe in a list; null when it is none, which becomes a problem.</summary>
    internal string? RequireText(InputNode value, string key)
    {
        if (value.Text is { Length: > 0 })
        {
            return value.ReadText();
        }

        string found = value.Text is not null ? "an empty text"
            : $"{(value.IsNull ? "nothing" : value.Items is null ? "a map" : "a list")} where a text is expected";
        _problems.Add(value, $"{key} holds {found}.", _id);
        return null;
    }

    /// <summary>The parts of a list; a single one may stand there by itself.</summary>
    internal IReadOnlyList<InputNode> Items(string key) => this[key] is InputNode value ? value.Items ?? [value] : [];

    /// <summary>The texts of a list, each with its place; what is none becomes a problem.</summary>
    internal List<(string Text, InputNode Place)> RequireTexts(string key)
    {
        List<(string Text, InputNode Place)> texts = [];
        foreach (InputNode item in Items(key))
        {
            if (RequireText(item, key) is string text)
            {
                texts.Add((text, item));
            }
        }

        return texts;
    }

    private void Add(InputNode key, InputNode value, IReadOnlyList<string> known)
    {
        string name = key.ReadText();
        if (!known.Contains(name))
        {
            // The key is not quoted: it may be a part of a value that went astray.
            string meant = NearestWord.Of(name, known) is string nearest ? $": did you mean '{nearest}'?" : ".";
            _problems.Add(key, $"This key is not known here{meant} The known ones are: {string.Join(", ", known)}.", _id);
        }
        else if (_members.TryGetValue(name, out (InputNode Key, InputNode Value) earlier))
        {
            _problems.Add(key, InputText.Duplicate(name, earlier.Key.Line, key.Line), _id);
        }
        else
        {
            _members.Add(name, (key, value));
            if (value.IsNull)
            {
                _problems.Add(
                    key,
                    $"Nothing stands behind {name}. Leave the key out, or write \"\" or [] for what is empty on purpose.",
                    _id);
            }
        }
    }
}
