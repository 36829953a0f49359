using System;
using System.Collections.Generic;

namespace GhSecrets.Core;

/// <summary>Reads JSON (RFC 8259) strictly, and keeps each number and truth value as it is written.</summary>
/// <remarks>Readers that turn a number into a number forget <c>1.0</c> or <c>1e3</c>, and leave every value behind as a string.</remarks>
internal sealed class JsonFile : IDisposable
{
    private readonly InputText _text;
    private readonly TextBuffer _value = new();
    private int _at;
    private int _line = 1;
    private int _lineStart;
    private int _counted;

    private JsonFile(InputText text) => _text = text;

    /// <summary>Reads the one value that the file holds.</summary>
    /// <exception cref="GhSecretsException">It is no JSON.</exception>
    internal static InputNode Read(InputText text)
    {
        using JsonFile file = new(text);
        InputNode root = file.ReadValue(1);
        file.SkipBlanks();
        if (file._at < text.Length)
        {
            root.Dispose();
            throw text.Error(file._at, "The JSON ends before this place.");
        }

        return root;
    }

    public void Dispose() => _value.Dispose();

    private static bool IsDigit(char c) => c is >= '0' and <= '9';

    private InputNode ReadValue(int depth)
    {
        SkipBlanks();
        if (depth > InputNode.MaximumDepth)
        {
            throw _text.Error(_at, "The file is nested too deeply.");
        }

        return _text[_at] switch
        {
            '{' => ReadObject(depth),
            '[' => ReadArray(depth),
            '"' => ReadString(),
            '-' or (>= '0' and <= '9') => ReadNumber(),
            't' => ReadWord("true"),
            'f' => ReadWord("false"),
            'n' => ReadWord("null"),
            _ => throw _text.Error(_at, "Here a JSON value is expected."),
        };
    }

    private InputNode ReadObject(int depth)
    {
        InputNode node = Begin(members: []);
        try
        {
            for (bool first = true; !Ends('}', first); first = false)
            {
                if (_text[_at] != '"')
                {
                    throw _text.Error(_at, "Here a name in double quotes is expected.");
                }

                InputNode key = ReadString();
                SkipBlanks();
                if (_text[_at] != ':')
                {
                    key.Dispose();
                    throw _text.Error(_at, "Here a colon is expected.");
                }

                _at++;
                node.Members!.Add((key, ReadValue(depth + 1)));
            }

            return node;
        }
        catch (GhSecretsException)
        {
            node.Dispose();
            throw;
        }
    }

    private InputNode ReadArray(int depth)
    {
        InputNode node = Begin(items: []);
        try
        {
            for (bool first = true; !Ends(']', first); first = false)
            {
                node.Items!.Add(ReadValue(depth + 1));
            }

            return node;
        }
        catch (GhSecretsException)
        {
            node.Dispose();
            throw;
        }
    }

    // Whether a list ends here; if not, stands before its next part.
    private bool Ends(char end, bool first)
    {
        if (first)
        {
            _at++;
        }

        SkipBlanks();
        if (_text[_at] == end && _at < _text.Length)
        {
            _at++;
            return true;
        }

        if (!first)
        {
            if (_text[_at] != ',')
            {
                throw _text.Error(_at, $"Here a comma or {end} is expected.");
            }

            _at++;
            SkipBlanks();
        }

        return false;
    }

    private InputNode ReadString()
    {
        int start = _at++;
        _value.Clear();
        while (_text[_at] != '"')
        {
            if (_at >= _text.Length)
            {
                throw _text.Error(start, "The string that begins here does not end.");
            }

            if (_text[_at] < ' ')
            {
                throw _text.Error(_at, "A control character within a string is written with a backslash, such as \\n for a new line.");
            }

            _value.Append(_text[_at] == '\\' ? ReadEscape() : _text[_at++]);
        }

        _at++;
        return Text(start, _value.Characters);
    }

    private char ReadEscape()
    {
        int start = _at;
        char c = _text[_at + 1];
        _at += 2;
        switch (c)
        {
            case '"' or '\\' or '/': return c;
            case 'b': return '\b';
            case 'f': return '\f';
            case 'n': return '\n';
            case 'r': return '\r';
            case 't': return '\t';
            case 'u':
                int code = 0;
                for (int end = _at + 4; _at < end; _at++)
                {
                    int digit = HexDigit(_text[_at]);
                    code = digit < 0 ? throw _text.Error(start, "Behind \\u four hexadecimal digits are expected.") : (code << 4) | digit;
                }

                return (char)code;
            default: throw _text.Error(start, "JSON has no such escape; a backslash itself is written \\\\.");
        }
    }

    private static int HexDigit(char c) => c switch
    {
        >= '0' and <= '9' => c - '0',
        >= 'a' and <= 'f' => c - 'a' + 10,
        >= 'A' and <= 'F' => c - 'A' + 10,
        _ => -1,
    };

    private InputNode ReadNumber()
    {
        int start = _at;
        _at += _text[_at] == '-' ? 1 : 0;
        bool zero = _text[_at] == '0';
        int digits = SkipDigits();
        bool whole = digits == 1 || (digits > 1 && !zero);
        bool fraction = _text[_at] != '.' || SkipDigits(1) > 0;
        bool exponent = _text[_at] is not ('e' or 'E') || SkipDigits(_text[_at + 1] is '+' or '-' ? 2 : 1) > 0;
        return whole && fraction && exponent
            ? Text(start, _text.Characters.Slice(start, _at - start))
            : throw _text.Error(start, "This is no JSON number. A text stands in double quotes.");
    }

    private int SkipDigits(int before = 0)
    {
        _at += before;
        int start = _at;
        while (IsDigit(_text[_at]))
        {
            _at++;
        }

        return _at - start;
    }

    private InputNode ReadWord(string word)
    {
        int start = _at;
        if (!_text.Characters.Slice(start).StartsWith(word.AsSpan(), StringComparison.Ordinal))
        {
            throw _text.Error(start, "Here a JSON value is expected. A text stands in double quotes.");
        }

        InputNode node = word == "null" ? Begin() : Text(start, word.AsSpan());
        _at += word.Length;
        return node;
    }

    private InputNode Begin(List<(InputNode Key, InputNode Value)>? members = null, List<InputNode>? items = null)
    {
        (int line, int column) = Position(_at);
        return new InputNode(line, column) { Members = members, Items = items };
    }

    private InputNode Text(int start, ReadOnlySpan<char> text)
    {
        try
        {
            (int line, int column) = Position(start);
            return new InputNode(line, column) { Text = SecretValue.FromText(text) };
        }
        catch (GhSecretsException e)
        {
            throw _text.Error(start, e.Message, e.Id);
        }
    }

    // Goes on from the part before, or a long file would be counted anew for each.
    private (int Line, int Column) Position(int index)
    {
        for (; _counted < index; _counted++)
        {
            if (_text[_counted] == '\n')
            {
                _line++;
                _lineStart = _counted + 1;
            }
        }

        return (_line, index - _lineStart + 1);
    }

    private void SkipBlanks()
    {
        while (_text[_at] is ' ' or '\t' or '\r' or '\n')
        {
            _at++;
        }
    }
}
