using System;
using System.IO;
using System.Text;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace GhSecrets.Core;

/// <summary>The body of a write: JSON whose value never was a string of its own, so that all of it can be zeroed.</summary>
internal static class VelaBody
{
    /// <summary>What Vela shows in the place of a value.</summary>
    private const string Mask = "[secure]";

    private const int LongestChance = 3;

    /// <summary>Refuses what Vela cannot keep, or would keep in the place of the secret.</summary>
    /// <exception cref="GhSecretsException"><see cref="ErrorId.InvalidValue"/>.</exception>
    internal static void EnsureUsable(SecretValue value)
    {
        ReadOnlySpan<byte> bytes = value.Bytes;
        if (bytes.IsEmpty)
        {
            throw Invalid("The value is empty, and Vela keeps no empty value.");
        }

        if (bytes.SequenceEqual(Encoding.ASCII.GetBytes(Mask)))
        {
            throw Invalid($"The value is {Mask}, the mask that Vela shows in its place: it would be stored and the secret lost. Give "
                + "the value itself.");
        }

        if (!StrictUtf8.IsText(bytes))
        {
            throw Invalid("The value is no text in UTF-8, and Vela keeps only text. Encode it, for example as base64.");
        }
    }

    /// <summary>Writes an object and, where there is one, the value; whoever asked zeroes the bytes.</summary>
    internal static byte[] Write(JObject json, SecretValue? value)
    {
        byte[] rest = Encoding.UTF8.GetBytes(json.ToString(Formatting.None));
        if (value is null)
        {
            return rest;
        }

        // A stream that never grows: growing would leave a copy behind.
        byte[] start = Encoding.ASCII.GetBytes("{\"value\":\"");
        byte[] body = new byte[start.Length + EscapedLength(value.Bytes) + 2 + rest.Length];
        using MemoryStream stream = new(body);
        stream.Write(start, 0, start.Length);
        foreach (byte b in value.Bytes)
        {
            WriteEscaped(stream, b);
        }

        stream.WriteByte((byte)'"');
        if (json.Count > 0)
        {
            stream.WriteByte((byte)',');
        }

        stream.Write(rest, 1, rest.Length - 1);

        // White space after the object, where no comma was needed.
        while (stream.Position < body.Length)
        {
            stream.WriteByte((byte)' ');
        }

        return body;
    }

    /// <summary>Whether a text, such as a server's words, holds the value; one of three bytes or fewer is in any text by chance, and is not
    /// looked for.</summary>
    internal static bool IsHeldBy(string text, SecretValue value) =>
        value.Length > LongestChance && new ReadOnlySpan<byte>(Encoding.UTF8.GetBytes(text)).IndexOf(value.Bytes) >= 0;

    private static int EscapedLength(ReadOnlySpan<byte> bytes)
    {
        int length = 0;
        foreach (byte b in bytes)
        {
            length += b < ' ' ? 6 : b is (byte)'"' or (byte)'\\' ? 2 : 1;
        }

        return length;
    }

    private static void WriteEscaped(MemoryStream stream, byte b)
    {
        if (b < ' ')
        {
            byte[] escaped = Encoding.ASCII.GetBytes($"\\u{b:x4}");
            stream.Write(escaped, 0, escaped.Length);
            return;
        }

        if (b is (byte)'"' or (byte)'\\')
        {
            stream.WriteByte((byte)'\\');
        }

        stream.WriteByte(b);
    }

    private static GhSecretsException Invalid(string message) => new(ErrorId.InvalidValue, message);
}
