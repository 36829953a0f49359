using System;
using System.Collections.Generic;
using System.Text;
using System.Text.RegularExpressions;

namespace GhSecrets.Core;

/// <summary>What happens to values on their way through files, editors and programs, in words that do not quote them.</summary>
internal static class ValueDamage
{
    private static readonly Regex s_typeName = new(
        "^(System|Microsoft)(\\.[A-Z][A-Za-z0-9]*)+(`[0-9]+\\[[A-Za-z0-9_.,`+\\[\\] =]+\\])?(\\[,*\\])?$", RegexOptions.CultureInvariant);

    private static readonly Regex s_cellError = new("^#(NAME\\?|REF!|VALUE!|N/A|DIV/0!|NULL!|NUM!)$", RegexOptions.CultureInvariant);

    /// <summary>The damages; none for most.</summary>
    /// <param name="bytes">The value.</param>
    /// <param name="text">The value without blanks at its edges, which is not empty.</param>
    internal static IEnumerable<string> Of(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> text)
    {
        List<string> damages = [];
        if (!StrictUtf8.IsText(bytes))
        {
            return damages;
        }

        if (bytes.StartsWith("\uFEFF"u8))
        {
            damages.Add("The value begins with a byte order mark, which is stored with it.");
        }

        if (bytes.IndexOf("\uFFFD"u8) >= 0)
        {
            damages.Add(
                "The value holds U+FFFD, the sign for a character that could not be read: it was read in another encoding than its own.");
        }

        // JSON, a PEM file and a text of several lines may stand apart as a matter of course.
        bool isPlain = text.IndexOf((byte)'\n') < 0 && !JsonText.Claims(text) && !PemBlocks.Claims(text);
        if (isPlain && (IsBlank(bytes[0]) || IsBlank(WithoutLineBreak(bytes))))
        {
            damages.Add("The value begins or ends with a blank or a carriage return.");
        }

        if (bytes.IndexOf("\u00A0"u8) >= 0 || bytes.IndexOf("\u200B"u8) >= 0 || bytes.IndexOf("\u2060"u8) >= 0)
        {
            damages.Add("The value holds a blank that is not seen: a no-break space, or one of no width.");
        }

        if (StandsIn(text, "\u201C"u8, "\u201D"u8) || StandsIn(text, "\u2018"u8, "\u2019"u8) || StandsIn(text, "\u201E"u8, "\u201C"u8))
        {
            damages.Add("The value stands in typographic quotes, which are stored with it.");
        }

        if (text.StartsWith("-----BEGIN OPENSSH PRIVATE KEY-----"u8) && (bytes.IndexOf((byte)'\r') >= 0 || bytes[bytes.Length - 1] != '\n'))
        {
            damages.Add("The SSH key has Windows line ends, or no line break at its end: ssh refuses it so.");
        }

        damages.AddRange(OfShortText(text));
        return damages;
    }

    private static IEnumerable<string> OfShortText(ReadOnlySpan<byte> text)
    {
        const int Longest = 100;
        string shown = text.Length <= Longest ? Encoding.UTF8.GetString(text.ToArray()) : "";
        return s_typeName.IsMatch(shown) ? ["The value is the name of a .NET type: an object was turned into text in its place."]
            : s_cellError.IsMatch(shown) ? ["The value is an error of a spreadsheet."]
            : [];
    }

    /// <summary>Whether the value is text in UTF-16: by its mark, or by every other byte of ASCII text being zero.</summary>
    internal static bool IsUtf16(ReadOnlySpan<byte> bytes) =>
        bytes.Length >= 4
        && bytes.Length % 2 == 0
        && ((bytes[0], bytes[1]) is (0xFF, 0xFE) or (0xFE, 0xFF) || HasZeros(bytes, 1) || HasZeros(bytes, 0));

    private static bool HasZeros(ReadOnlySpan<byte> bytes, int from)
    {
        for (int index = 0; index < bytes.Length; index += 2)
        {
            if (bytes[index + from] != 0 || bytes[index + 1 - from] is 0 or >= 0x80)
            {
                return false;
            }
        }

        return true;
    }

    private static byte WithoutLineBreak(ReadOnlySpan<byte> bytes)
    {
        int last = bytes.Length - 1;
        bool hasBreak = last > 0 && bytes[last] == '\n';
        last -= hasBreak ? 1 : 0;
        return hasBreak && last > 0 && bytes[last] == '\r' ? bytes[last - 1] : bytes[last];
    }

    private static bool IsBlank(byte one) => one is (byte)' ' or (byte)'\t' or (byte)'\r';

    private static bool StandsIn(ReadOnlySpan<byte> text, ReadOnlySpan<byte> first, ReadOnlySpan<byte> last) =>
        text.Length > first.Length + last.Length && text.StartsWith(first) && text.EndsWith(last);
}
