using System;

namespace GhSecrets.Core;

/// <summary>Whether bytes are the textual encoding of keys and certificates (RFC 7468), without a copy of them.</summary>
internal static class PemBlocks
{
    private const int ChecksumLength = 5;

    private static ReadOnlySpan<byte> Begin => "-----BEGIN "u8;

    private static ReadOnlySpan<byte> End => "-----END "u8;

    private static ReadOnlySpan<byte> Dashes => "-----"u8;

    /// <summary>Whether the text begins as a block does.</summary>
    internal static bool Claims(ReadOnlySpan<byte> text) => text.StartsWith(Begin);

    /// <summary>Whether every block that begins also ends, with base64 in lines of its own between.</summary>
    internal static bool AreWhole(ReadOnlySpan<byte> text)
    {
        while (!text.IsEmpty)
        {
            ReadOnlySpan<byte> line = TakeLine(ref text);
            if (!line.StartsWith(Begin))
            {
                // Between blocks may stand what explains them.
                continue;
            }

            ReadOnlySpan<byte> label = line.Slice(Begin.Length);
            if (!label.EndsWith(Dashes) || !EndsBlock(ref text, label))
            {
                return false;
            }
        }

        return true;
    }

    private static bool EndsBlock(ref ReadOnlySpan<byte> text, scoped ReadOnlySpan<byte> label)
    {
        int letters = 0;
        while (!text.IsEmpty)
        {
            ReadOnlySpan<byte> line = TakeLine(ref text);
            if (line.StartsWith(End))
            {
                return line.Slice(End.Length).SequenceEqual(label) && letters > 0 && letters % 4 == 0;
            }

            // A header, such as "DEK-Info: AES-256-CBC,..." of an old encrypted key, or the checksum of OpenPGP (RFC 4880, section 6.1).
            if (line.IndexOf((byte)':') >= 0 || (line.Length == ChecksumLength && line[0] == '='))
            {
                continue;
            }

            foreach (byte letter in line)
            {
                if (!IsBase64(letter))
                {
                    return false;
                }
            }

            letters += line.Length;
        }

        return false;
    }

    private static bool IsBase64(byte letter) =>
        letter is (>= (byte)'A' and <= (byte)'Z') or (>= (byte)'a' and <= (byte)'z') or (>= (byte)'0' and <= (byte)'9')
            or (byte)'+' or (byte)'/' or (byte)'=';

    private static ReadOnlySpan<byte> TakeLine(ref ReadOnlySpan<byte> text)
    {
        int end = text.IndexOf((byte)'\n');
        ReadOnlySpan<byte> line = end < 0 ? text : text.Slice(0, end);
        text = end < 0 ? default : text.Slice(end + 1);
        while (!line.IsEmpty && line[line.Length - 1] is (byte)'\r' or (byte)' ' or (byte)'\t')
        {
            line = line.Slice(0, line.Length - 1);
        }

        return line;
    }
}
