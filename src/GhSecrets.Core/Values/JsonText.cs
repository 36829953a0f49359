using System;
using System.Text;

namespace GhSecrets.Core;

/// <summary>Whether bytes are one JSON object or array (RFC 8259).</summary>
internal static class JsonText
{
    /// <summary>Whether the text begins as an object with names, or as an array of objects, arrays or strings; many passwords begin with a
    /// brace.</summary>
    internal static bool Claims(ReadOnlySpan<byte> text)
    {
        byte next = 0;
        for (int index = 1; index < text.Length && next is 0 or (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n'; index++)
        {
            next = text[index];
        }

        return (text[0] == '{' && next == '"') || (text[0] == '[' && next is (byte)'{' or (byte)'[' or (byte)'"');
    }

    /// <summary>Whether it parses to its end.</summary>
    internal static unsafe bool IsWhole(ReadOnlySpan<byte> text)
    {
        using PinnedArray<char> characters = new(text.Length);
        fixed (byte* bytes = text)
        fixed (char* room = characters.Items)
        {
            try
            {
                using JsonScanner json = new(characters.Items, StrictUtf8.Encoding.GetChars(bytes, text.Length, room, text.Length));
                while (json.Read())
                {
                }

                return json.Fault is null;
            }
            catch (DecoderFallbackException)
            {
                return false;
            }
        }
    }
}
