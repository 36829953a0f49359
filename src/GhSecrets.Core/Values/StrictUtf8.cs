using System;
using System.Text;

namespace GhSecrets.Core;

/// <summary>UTF-8 without a byte order mark that throws on what is not valid, where the usual one would put U+FFFD in its place.</summary>
internal static class StrictUtf8
{
    /// <summary>The encoding; its own messages quote bytes or characters of the text.</summary>
    internal static UTF8Encoding Encoding { get; } = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Whether bytes are valid UTF-8.</summary>
    internal static unsafe bool IsText(ReadOnlySpan<byte> bytes)
    {
        try
        {
            fixed (byte* first = bytes)
            {
                return bytes.IsEmpty || Encoding.GetCharCount(first, bytes.Length) > 0;
            }
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }
}
