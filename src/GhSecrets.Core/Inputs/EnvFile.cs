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
    private readonly List<SecretInput> _read = [];
    private readonly Dictionary<string, (int Line, SecretInput Secret)> _entries = new(StringComparer.OrdinalIgnoreCase);
    private int _at;
    private int _line = 1;
    private int _counted;

    private EnvFile(InputText text, Func<string, string?>? expand) => (_text, _expand) = (text, expand);

    /// <summary>Reads all entries.</summary>
    /// <param name="text">The file.</param>
    /// <param name="expand">What a name that is no earlier entry stands for behind <c>$</c>; null leaves every <c>$</c> as it is.</param>
    /// <exception cref="GhSecretsException">A line cannot be read; then nothing is given.</exception>
    internal static IReadOnlyList<SecretInput> Read(InputText text, Func<string, string?>? expand)
    {
        using EnvFile file = new(text, expand);
        try
        {
            while (file.SkipToEntry())
            {
                file.ReadEntry();
            }

            return file._read;
        }
        catch (GhSecretsException)
        {
            file._read.ForEach(secret => secret.Dispose());
            throw;
        }
    }

    public void Dispose() => _value.Dispose();

    private static bool IsBlank(char c) => c is ' ' or '\t';

    private static bool IsNameStart(char c) => c is (>= 'A' and <= 'Z') or (>= 'a' and <= 'z') or '_';

    private static bool IsNamePart(char c) => IsNameStart(c) || c is >= '0' and <= '9';

    private bool IsLineEnd(int index) => index >= _text.Length || _text[index] == '\n' || (_text[index] == '\r' && (index + 1 >= _text.Length || _text[index + 1] == '\n'));

    private bool SkipToEntry()
    {
        while (_at < _text.Length)
        {
            if (_text[_at] == '#')
            {
                SkipLine();
            }
            else if (IsBlank(_text[_at]) || IsLineEnd(_at))
            {
                _at++;
            }
            else
            {
                return true;
            }
        }

        return false;
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
            throw _text.Error(_at, "Here a line NAME=value, or # and a comment, is expected. A value of several lines must stand in quotes.");
        }

        int line = CountLines(start);
        if (_entries.TryGetValue(name, out (int Line, SecretInput Secret) earlier))
        {
            throw _text.Error(start, InputText.Duplicate(name, earlier.Line, line));
        }

        _at++;
        int value = _at;
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

        SecretInput secret = new() { Value = MakeValue(value) };
        secret.Set(nameof(SecretInput.Name), name);
        _entries.Add(name, (line, secret));
        _read.Add(secret);
    }

    // Goes on from the entry before, or a long file would be counted anew for each.
    private int CountLines(int index)
    {
        for (; _counted < index; _counted++)
        {
            _line += _text[_counted] == '\n' ? 1 : 0;
        }

        return _line;
    }

    private SecretValue MakeValue(int at)
    {
        try
        {
            return SecretValue.FromText(_value.Characters);
        }
        catch (GhSecretsException e)
        {
            throw _text.Error(at, e.Message, e.Id);
        }
    }

    private string ReadName()
    {
        int start = _at;
        while (IsNamePart(_text[_at]) || _text[_at] is '-' or '.')
        {
            _at++;
        }

        return _text.Characters.Slice(start, _at - start).ToString();
    }

    private bool SkipBlanks()
    {
        int start = _at;
        while (IsBlank(_text[_at]))
        {
            _at++;
        }

        return _at > start;
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

        SkipLine();
        int after = _at;
        for (_at = start; _at < end;)
        {
            Take(end);
        }

        _at = after;
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
            throw _text.Error(_at, "Behind the quote that ends a value only a blank, # and a comment may follow. A quote within the value is written \\\" in double quotes.");
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
        // The letter case counts, as in a shell.
        if (_entries.TryGetValue(name, out (int Line, SecretInput Secret) earlier) && earlier.Secret.Name == name)
        {
            _value.Append(earlier.Secret.Value!);
        }
        else if (_expand!(name) is string text)
        {
            _value.Append(text.AsSpan());
        }
        else
        {
            throw _text.Error(_at, "The name behind $ is neither an earlier entry of the file nor an environment variable. Single quotes keep a $ as it is.");
        }
    }
}
