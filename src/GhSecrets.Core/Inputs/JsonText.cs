using System;
#if NET
using System.Text.Json;
#else
using System.IO;
using System.Text;
using Newtonsoft.Json;
#endif

namespace GhSecrets.Core;

/// <summary>Whether bytes are one JSON object or array (RFC 8259).</summary>
/// <remarks>On .NET Framework by a reader that also lets a trailing comma and a bare line break pass.</remarks>
internal static class JsonText
{
    /// <summary>Whether the text begins as an object with names, or as an array of objects, arrays or strings; many passwords begin with a brace.</summary>
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
    internal static bool IsWhole(ReadOnlySpan<byte> text)
    {
#if NET
        Utf8JsonReader reader = new(text);
        try
        {
            while (reader.Read())
            {
            }

            return true;
        }
        catch (JsonException)
        {
            return false;
        }
#else
        using JsonTextReader reader = new(new StreamReader(new MemoryStream(text.ToArray()), Encoding.UTF8));
        try
        {
            while (reader.Read())
            {
            }

            return reader.Depth == 0;
        }
        catch (JsonException)
        {
            return false;
        }
#endif
    }
}
