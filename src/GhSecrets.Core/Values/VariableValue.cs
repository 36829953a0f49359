using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;

namespace GhSecrets.Core;

/// <summary>What GitHub takes for a variable's value, and what makes one look like a secret, in words that do not quote it.</summary>
public static class VariableValue
{
    /// <summary>The most bytes of UTF-8: 48 KB.</summary>
    public const int MaximumBytes = 48 * 1024;

    private const int ShortestPart = 4;

    private const RegexOptions Options = RegexOptions.CultureInvariant;

    private static readonly UTF8Encoding s_strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private static readonly (Regex Sign, string What)[] s_signs =
    [
        (new("-----BEGIN [A-Z0-9 ]*PRIVATE KEY", Options), "a private key"),
        (new("(?<![A-Za-z0-9_])(gh[opsur]_[A-Za-z0-9_]{16}|github_pat_[A-Za-z0-9_]{16})", Options), "a token of GitHub"),
        (new("(?<![A-Za-z0-9])A(KIA|SIA)[A-Z0-9]{16}(?![A-Za-z0-9])", Options), "an access key of AWS"),
        // From the colon on: a scheme could begin at each letter of a long text.
        (new("(?<=[A-Za-z0-9+.-])://[^/\\s?#:@]*:[^/\\s?#]+@", Options), "an address with a password"),
    ];

    /// <summary>The doubts about a value; none for most. A doubtful value is stored all the same.</summary>
    public static IReadOnlyList<string> Doubts(string value)
    {
        List<string> doubts = [];
        foreach ((Regex sign, string what) in s_signs)
        {
            if (sign.IsMatch(value))
            {
                doubts.Add($"The value looks like {what}. Variables are shown in logs: store it as a secret.");
            }
        }

        return doubts;
    }

    /// <summary>Whether a value is that of one of these secrets, or holds a line of it, as runners hide it: one of four bytes or more,
    /// since a shorter one would be found everywhere.</summary>
    internal static bool HoldsAny(string value, IEnumerable<SecretValue> secrets)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(value);
        return secrets.Any(secret => Holds(bytes, secret));
    }

    private static bool Holds(ReadOnlySpan<byte> value, SecretValue secret)
    {
        ReadOnlySpan<byte> left = ValueDoubts.Trim(secret.Bytes);
        if (left.IsEmpty || ValueDoubts.Trim(value).SequenceEqual(left))
        {
            return !left.IsEmpty;
        }

        while (!left.IsEmpty)
        {
            int end = left.IndexOf((byte)'\n');
            ReadOnlySpan<byte> line = ValueDoubts.Trim(end < 0 ? left : left.Slice(0, end));
            if (line.Length >= ShortestPart && value.IndexOf(line) >= 0)
            {
                return true;
            }

            left = end < 0 ? [] : left.Slice(end + 1);
        }

        return false;
    }

    /// <summary>The text of bytes that are to be a variable's value.</summary>
    /// <exception cref="GhSecretsException"><see cref="ErrorId.InvalidValue"/> for bytes that are not UTF-8.</exception>
    public static string Read(SecretValue value)
    {
        try
        {
            return s_strict.GetString(value.Bytes.ToArray());
        }
        catch (DecoderFallbackException e)
        {
            throw new GhSecretsException(ErrorId.InvalidValue, "The value is not UTF-8 text, and a variable holds text.", e);
        }
    }

    /// <summary>Refuses a text that cannot be a variable's value.</summary>
    /// <exception cref="GhSecretsException"><see cref="ErrorId.ValueTooLarge"/> above 48 KB of UTF-8, <see cref="ErrorId.InvalidValue"/>
    /// for none and for half a surrogate pair.</exception>
    internal static void EnsureFits(string? value)
    {
        if (value is null)
        {
            throw new GhSecretsException(ErrorId.InvalidValue, "There is no value. An empty text is one.");
        }

        int bytes;
        try
        {
            bytes = s_strict.GetByteCount(value);
        }
        catch (EncoderFallbackException e)
        {
            throw new GhSecretsException(ErrorId.InvalidValue, "The value is not valid text: it contains half a surrogate pair.", e);
        }

        if (bytes > MaximumBytes)
        {
            throw new GhSecretsException(
                ErrorId.ValueTooLarge,
                FormattableString.Invariant($"The value has {bytes:N0} bytes; GitHub takes at most 48 KB ({MaximumBytes:N0} bytes)."));
        }
    }
}
