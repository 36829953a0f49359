using System;
using System.Collections.Generic;

namespace GhSecrets.Core;

/// <summary>Reads JSON (RFC 8259) strictly, part by part, and keeps each number and truth value as it is written.</summary>
/// <remarks>Readers that turn a number into a number forget <c>1.0</c> or <c>1e3</c>, and leave every value behind as a string.</remarks>
internal sealed class JsonScanner(char[] text, int length, int maximumDepth = int.MaxValue) : IDisposable
{
    private readonly TextBuffer _value = new();
    private readonly Stack<bool> _isObject = [];
    private Expected _expected = Expected.Value;
    private int _at;

    private enum Expected { Value, FirstItem, FirstName, Next, Nothing }

    /// <summary>What was read last.</summary>
    internal JsonPart Part { get; private set; }

    /// <summary>Where it begins.</summary>
    internal int Start { get; private set; }

    /// <summary>The text of a name or a value, until the next part is read.</summary>
    internal ReadOnlySpan<char> Characters => Part == JsonPart.Word ? text.AsSpan(Start, _at - Start) : _value.Characters;

    /// <summary>Why the text is not JSON, in words that do not quote it, and at which character; null as long as it is.</summary>
    internal (int At, string Message)? Fault { get; private set; }

    /// <summary>Reads the next part; false at the end and at the first fault.</summary>
    internal bool Read()
    {
        SkipBlanks();
        switch (_expected)
        {
            case Expected.FirstItem when Here == ']':
            case Expected.FirstName when Here == '}':
                return ReadEnd();
            case Expected.FirstName:
                return ReadName();
            case Expected.Next when Here == End:
                return ReadEnd();
            case Expected.Next when Here == ',':
                _at++;
                SkipBlanks();
                return _isObject.Peek() ? ReadName() : ReadValue();
            case Expected.Next:
                return Fail(_at, $"Here a comma or {End} is expected.");
            case Expected.Nothing:
                return _at < length && Fail(_at, "The JSON ends before this place.");
            default:
                return ReadValue();
        }
    }

    public void Dispose() => _value.Dispose();

    private char Here => CharacterAt(_at);

    private char End => _isObject.Peek() ? '}' : ']';

    // NUL behind the last one.
    private char CharacterAt(int index) => index < length ? text[index] : '\0';

    private bool Fail(int at, string message)
    {
        Fault = (at, message);
        return false;
    }

    private bool Found(JsonPart part, int start)
    {
        (Part, Start) = (part, start);
        _expected = part switch
        {
            JsonPart.ObjectStart => Expected.FirstName,
            JsonPart.ListStart => Expected.FirstItem,
            JsonPart.Name => Expected.Value,
            _ => _isObject.Count > 0 ? Expected.Next : Expected.Nothing,
        };
        return true;
    }

    private bool ReadEnd() => Found(_isObject.Pop() ? JsonPart.ObjectEnd : JsonPart.ListEnd, _at++);

    private bool ReadName()
    {
        int start = _at;
        if (Here != '"')
        {
            return Fail(_at, "Here a name in double quotes is expected.");
        }

        if (!ReadString())
        {
            return false;
        }

        SkipBlanks();
        if (Here != ':')
        {
            return Fail(_at, "Here a colon is expected.");
        }

        _at++;
        return Found(JsonPart.Name, start);
    }

    private bool ReadValue()
    {
        int start = _at;
        if (_isObject.Count >= maximumDepth)
        {
            return Fail(_at, "The file is nested too deeply.");
        }

        switch (Here)
        {
            case '{' or '[':
                _isObject.Push(Here == '{');
                _at++;
                return Found(_isObject.Peek() ? JsonPart.ObjectStart : JsonPart.ListStart, start);
            case '"':
                return ReadString() && Found(JsonPart.Text, start);
            case '-' or (>= '0' and <= '9'):
                return ReadNumber() && Found(JsonPart.Word, start);
            case 't':
                return ReadWord("true") && Found(JsonPart.Word, start);
            case 'f':
                return ReadWord("false") && Found(JsonPart.Word, start);
            case 'n':
                return ReadWord("null") && Found(JsonPart.Null, start);
            default:
                return Fail(_at, "Here a JSON value is expected.");
        }
    }

    private bool ReadString()
    {
        int start = _at++;
        _value.Clear();
        while (Here != '"')
        {
            if (_at >= length)
            {
                return Fail(start, "The string that begins here does not end.");
            }

            if (Here < ' ')
            {
                return Fail(_at, "A control character within a string is written with a backslash, such as \\n for a new line.");
            }

            if (Here != '\\')
            {
                _value.Append(text[_at++]);
            }
            else if (!ReadEscape())
            {
                return false;
            }
        }

        _at++;
        return true;
    }

    private bool ReadEscape()
    {
        const string Letters = "\"\\/bfnrt";
        int start = _at;
        char letter = CharacterAt(_at + 1);
        _at += 2;
        if (letter == 'u')
        {
            return ReadCode(start);
        }

        int known = Letters.IndexOf(letter);
        if (known < 0)
        {
            return Fail(start, "JSON has no such escape; a backslash itself is written \\\\.");
        }

        _value.Append("\"\\/\b\f\n\r\t"[known]);
        return true;
    }

    private bool ReadCode(int start)
    {
        int code = 0;
        for (int end = _at + 4; _at < end; _at++)
        {
            if (!Uri.IsHexDigit(Here))
            {
                return Fail(start, "Behind \\u four hexadecimal digits are expected.");
            }

            code = (code << 4) | Uri.FromHex(Here);
        }

        _value.Append((char)code);
        return true;
    }

    private bool ReadNumber()
    {
        int start = _at;
        _at += Here == '-' ? 1 : 0;
        bool zero = Here == '0';
        int digits = SkipDigits();
        bool whole = digits == 1 || (digits > 1 && !zero);
        bool fraction = Here != '.' || SkipDigits(1) > 0;
        bool exponent = Here is not ('e' or 'E') || SkipDigits(CharacterAt(_at + 1) is '+' or '-' ? 2 : 1) > 0;
        return (whole && fraction && exponent) || Fail(start, "This is no JSON number. A text stands in double quotes.");
    }

    private int SkipDigits(int before = 0)
    {
        _at += before;
        int start = _at;
        while (Here is >= '0' and <= '9')
        {
            _at++;
        }

        return _at - start;
    }

    private bool ReadWord(string word)
    {
        if (!text.AsSpan(_at, length - _at).StartsWith(word.AsSpan(), StringComparison.Ordinal))
        {
            return Fail(_at, "Here a JSON value is expected. A text stands in double quotes.");
        }

        _at += word.Length;
        return true;
    }

    private void SkipBlanks()
    {
        while (Here is ' ' or '\t' or '\r' or '\n')
        {
            _at++;
        }
    }
}
