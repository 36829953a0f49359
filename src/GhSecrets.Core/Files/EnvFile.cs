using System;
using System.Collections.Generic;

namespace GhSecrets.Core;

/// <summary>Reads lines of <c>NAME=value</c> and changes no value: without <c>expand</c> a <c>$</c> is a <c>$</c>.</summary>
/// <remarks>
/// Blanks around the name, <c>=</c> and an unquoted value do not count; <c>#</c> behind a blank begins a comment there. Quoted values may
/// have several lines; single quotes keep all as it is, double quotes know <c>\n \r \t \" \\</c>, and every other <c>\</c> is itself.
/// </remarks>
internal sealed class EnvFile : IDisposable
{
    private readonly InputText _text;
    private readonly Func<string, string?>? _expand;
    private readonly TextBuffer _value = new();
    private readonly List<(InputNode Key, InputNode Value)> _entries = [];
    private readonly Dictionary<string, SecretValue> _known = new(StringComparer.Ordinal); // As in a shell, the letter case counts.
    private int _at;

    private EnvFile(InputText text, Func<string, string?>? expand) => (_text, _expand) = (text, expand);

    /// <summary>Reads all entries to a map.</summary>
    /// <param name="text">The file.</param>
    /// <param name="expand">What a name that is no earlier entry stands for behind <c>$</c>; null leaves every <c>$</c> as it is.</param>
    /// <exception cref="GhSecretsException">A line cannot be read; then nothing is given.</exception>
    internal static InputNode Read(InputText text, Func<string, string?>? expand)
    {
        using EnvFile file = new(text, expand);
        InputNode map = new(1, 1) { Members = file._entries };
        try
        {
            while (file.SkipToEntry())
            {
                file.ReadEntry();
            }

            return map;
        }
        catch (GhSecretsException)
        {
            map.Dispose();
            throw;
        }
    }

    public void Dispose() => _value.Dispose();

    private static bool IsBlank(char c) => c is ' ' or '\t';

    private static bool IsNameStart(char c) => c is (>= 'A' and <= 'Z') or (>= 'a' and <= 'z') or '_';

    private static bool IsNamePart(char c) => IsNameStart(c) || c is >= '0' and <= '9';

    private bool IsLineEnd(int index) => index >= _text.Length || _text[index] is '\n' or '\r';

    private bool SkipToEntry()
    {
        while (_at < _text.Length && (_text[_at] == '#' || IsBlank(_text[_at]) || IsLineEnd(_at)))
        {
            _at++;
            if (_text[_at - 1] == '#')
            {
                SkipLine();
            }
        }

        return _at < _text.Length;
    }

    private void ReadEntry()
    {
        int start = _at;
        string name = ReadName();
        if (name == "export" && SkipBlanks() && _text[_at] != '=')
        {
            start = _at;
            name = ReadName();
        }

        SkipBlanks();
        if (name.Length == 0 || _text[_at] != '=')
        {
            throw _text.Error(
                _at,
                "Here a line NAME=value, or # and a comment, is expected. A value of several lines must stand in quotes.");
        }

        InputNode key = _text.Node(start, name.AsSpan());
        int value = ++_at;
        _value.Clear();
        SkipBlanks();
        if (_text[_at] is '\'' or '"')
        {
            ReadQuoted(_text[_at]);
        }
        else
        {
            ReadUnquoted();
        }

        InputNode read = _text.Node(value, _value.Characters);
        _entries.Add((key, read));
        _known[name] = read.Text!;
    }

    private string ReadName()
    {
        int length = Skip(c => IsNamePart(c) || c is '-' or '.');
        return _text.Characters.Slice(_at - length, length).ToString();
    }

    private bool SkipBlanks() => Skip(IsBlank) > 0;

    private int Skip(Func<char, bool> isPart)
    {
        int start = _at;
        while (isPart(_text[_at]))
        {
            _at++;
        }

        return _at - start;
    }

    private void SkipLine()
    {
        while (!IsLineEnd(_at))
        {
            _at++;
        }
    }

    private void ReadUnquoted()
    {
        int start = _at;
        while (!IsLineEnd(_at) && !(_text[_at] == '#' && IsBlank(_text[_at - 1])))
        {
            _at++;
        }

        int end = _at;
        while (end > start && IsBlank(_text[end - 1]))
        {
            end--;
        }

        for (_at = start; _at < end;)
        {
            Take(end);
        }

        SkipLine();
    }

    private void ReadQuoted(char quote)
    {
        int start = _at++;
        while (_text[_at] != quote)
        {
            if (_at >= _text.Length)
            {
                throw _text.Error(start, "The quote that begins here does not end.");
            }

            if (quote == '\'')
            {
                _value.Append(_text[_at++]);
            }
            else if (_text[_at] == '\\' && Escaped(_text[_at + 1]) is char escaped)
            {
                _value.Append(escaped);
                _at += 2;
            }
            else
            {
                Take(_text.Length);
            }
        }

        _at++;
        bool apart = SkipBlanks();
        if (!IsLineEnd(_at) && !(apart && _text[_at] == '#'))
        {
            throw _text.Error(
                _at,
                "Behind the quote that ends a value only a blank, # and a comment may follow. A quote within the value is written \\\" "
                    + "in double quotes.");
        }

        SkipLine();
    }

    private char? Escaped(char c) => c switch
    {
        'n' => '\n',
        'r' => '\r',
        't' => '\t',
        '"' or '\\' => c,
        // Where $ has a meaning there must be a way to write it.
        '$' when _expand is not null => c,
        _ => null,
    };

    // One character, or what a name behind $ stands for.
    private void Take(int end)
    {
        char c = _text[_at];
        bool braced = _at + 1 < end && _text[_at + 1] == '{';
        int start = braced ? _at + 2 : _at + 1;
        if (c != '$' || _expand is null || start >= end || !(braced || IsNameStart(_text[start])))
        {
            _value.Append(c);
            _at++;
            return;
        }

        int last = start;
        while (last < end && IsNamePart(_text[last]))
        {
            last++;
        }

        if (braced && (last == start || last >= end || _text[last] != '}'))
        {
            throw _text.Error(_at, "Behind ${ a name and } are expected; nothing else is expanded.");
        }

        Expand(_text.Characters.Slice(start, last - start).ToString());
        _at = braced ? last + 1 : last;
    }

    private void Expand(string name)
    {
        if (_known.TryGetValue(name, out SecretValue? earlier))
        {
            _value.Append(earlier);
        }
        else if (_expand!(name) is string text)
        {
            _value.Append(text.AsSpan());
        }
        else
        {
            throw _text.Error(
                _at,
                "The name behind $ is neither an earlier entry of the file nor an environment variable. Single quotes keep a $ as it is.");
        }
    }
}
