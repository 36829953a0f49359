using System;
using System.Collections.Generic;
using System.Text;

namespace GhSecrets.Core;

/// <summary>What makes a value look like a slip, in words that do not quote it; a doubtful value is stored all the same.</summary>
public static class ValueDoubts
{
    private static readonly HashSet<string> s_placeholders = new(StringComparer.OrdinalIgnoreCase)
    {
        "changeme", "change-me", "change_me", "todo", "tbd", "fixme", "placeholder", "null", "undefined", "***",
    };

    /// <summary>The doubts about a value; none for most.</summary>
    public static IReadOnlyList<string> Of(SecretValue value)
    {
        ReadOnlySpan<byte> bytes = value.Bytes;
        ReadOnlySpan<byte> text = Trim(bytes);
        if (text.IsEmpty)
        {
            return [bytes.IsEmpty ? "The value is empty." : "The value is nothing but blanks."];
        }

        if (ValueDamage.IsUtf16(bytes))
        {
            return ["The value is UTF-16, as Windows PowerShell writes files. Save it as UTF-8."];
        }

        List<string> doubts = OfEdges(bytes, text);
        if (IsPlaceholder(text))
        {
            doubts.Add("The value looks like a placeholder.");
        }

        if (PemBlocks.Claims(text) && !PemBlocks.AreWhole(text))
        {
            doubts.Add("The value begins like a PEM file but is none: a line break or the end may be missing.");
        }

        if (JsonText.Claims(text) && !JsonText.IsWhole(text))
        {
            doubts.Add("The value begins like JSON but does not parse as such.");
        }

        doubts.AddRange(ValueDamage.Of(bytes, text));
        return doubts;
    }

    private static List<string> OfEdges(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> text)
    {
        List<string> doubts = [];
        if (text.Length == 1 && text[0] == '-')
        {
            doubts.Add("The value is a single hyphen, which here is no sign for the standard input.");
        }

        // A text of several lines ends with a line break as a matter of course.
        if (bytes[bytes.Length - 1] == '\n' && text.IndexOf((byte)'\n') < 0)
        {
            doubts.Add("The value ends with a line break.");
        }

        if (text.Length >= 2 && text[0] is (byte)'"' or (byte)'\'' && text[text.Length - 1] == text[0])
        {
            doubts.Add("The value stands in quotes, which are stored with it.");
        }

        return doubts;
    }

    private static bool IsPlaceholder(ReadOnlySpan<byte> text)
    {
        const int Longest = 100;
        if (text.Length > Longest || text.IndexOf((byte)'\n') >= 0)
        {
            return false;
        }

        return Surrounds(text, '<', '>')
            || (text.Length > 2 && text[0] == '$' && (Surrounds(text.Slice(1), '(', ')') || Surrounds(text.Slice(1), '{', '}')))
            || IsAll(text, (byte)'x') || IsAll(text, (byte)'X')
            || (text.Length <= 12 && s_placeholders.Contains(Encoding.UTF8.GetString(text.ToArray())));
    }

    private static bool IsAll(ReadOnlySpan<byte> text, byte letter)
    {
        foreach (byte one in text)
        {
            if (one != letter)
            {
                return false;
            }
        }

        return text.Length >= 3;
    }

    private static bool Surrounds(ReadOnlySpan<byte> text, char first, char last) =>
        text.Length >= 2 && text[0] == first && text[text.Length - 1] == last;

    /// <summary>The bytes without blanks and line breaks at their edges.</summary>
    internal static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> text)
    {
        int start = 0;
        int end = text.Length;
        while (start < end && IsBlank(text[start]))
        {
            start++;
        }

        while (end > start && IsBlank(text[end - 1]))
        {
            end--;
        }

        return text.Slice(start, end - start);
    }

    private static bool IsBlank(byte one) => one is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n';
}
