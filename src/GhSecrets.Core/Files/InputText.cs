using System;
using System.Globalization;
using System.IO;
using System.Security;
using System.Text;

namespace GhSecrets.Core;

/// <summary>The text of a file of secrets, zeroed by <see cref="Dispose"/>, which knows where each character stands.</summary>
internal sealed class InputText : IDisposable
{
    /// <summary>The largest file that is read, in bytes.</summary>
    internal const int MaximumSize = 8 * 1024 * 1024;

    private readonly PinnedArray<char> _characters;
    private int _counted;
    private int _line = 1;
    private int _lineStart;

    private InputText(PinnedArray<char> characters, int length) => (_characters, Length) = (characters, length);

    internal int Length { get; }

    internal ReadOnlySpan<char> Characters => _characters.Items.AsSpan(0, Length);

    /// <summary>A character, or NUL behind the last one.</summary>
    internal char this[int index] => index < Length ? _characters.Items[index] : '\0';

    /// <summary>Reads UTF-8 with or without a byte order mark.</summary>
    /// <exception cref="GhSecretsException"><see cref="ErrorId.FileNotFound"/>, or <see cref="ErrorId.InvalidArgument"/> when the file
    /// cannot be read, is too large or is no UTF-8.</exception>
    internal static InputText Read(string path)
    {
        try
        {
            using FileStream file = RegularFile.Open(path);
            if (file.CanSeek && file.Length > MaximumSize)
            {
                throw TooLarge();
            }

            // What tells no length, such as a file of /proc, gets room for all that may come.
            using PinnedArray<byte> bytes = new(file.CanSeek && file.Length > 0 ? (int)file.Length + 1 : MaximumSize + 1);
            int count = 0;
            int read;
            do
            {
                read = file.Read(bytes.Items, count, bytes.Items.Length - count);
                count += read;
            }
            while (read > 0);

            return count > MaximumSize ? throw TooLarge() : Decode(bytes.Items, count);
        }
        catch (Exception failure) when (
            failure is IOException or UnauthorizedAccessException or SecurityException or ArgumentException or NotSupportedException)
        {
            throw new GhSecretsException(
                RegularFile.IdOf(failure, ErrorId.InvalidArgument),
                failure switch
                {
                    _ when RegularFile.IsMissing(failure) => "The file does not exist.",
                    UnauthorizedAccessException => "The file is a folder or may not be read by this user.",
                    _ => $"The file cannot be read: {failure.Message}",
                });
        }
    }

    public void Dispose() => _characters.Dispose();

    /// <summary>A failure with the line and the column of a character, which the message does not quote.</summary>
    internal GhSecretsException Error(int index, string message, ErrorId id = ErrorId.InvalidArgument)
    {
        (int line, int column) = At(index);
        return Error(line, column, message, id);
    }

    /// <summary>A failure with its line and column.</summary>
    internal static GhSecretsException Error(long line, long column, string message, ErrorId id = ErrorId.InvalidArgument) =>
        new FileProblemException(new FileProblem(line, column, message, id));

    /// <summary>Says that a name stands in two lines.</summary>
    internal static string Duplicate(string name, long earlier, long line) =>
        string.Format(
            CultureInfo.InvariantCulture,
            "The name {0} is given for a second time: first in line {1}, and again in line {2}.",
            name,
            earlier,
            line);

    /// <summary>The line and the column of a character, from 1.</summary>
    internal (int Line, int Column) At(int index)
    {
        if (index < _counted)
        {
            (_counted, _line, _lineStart) = (0, 1, 0);
        }

        // Goes on from the place before, or a long file would be counted anew for each.
        for (; _counted < index; _counted++)
        {
            if (this[_counted] == '\n' || (this[_counted] == '\r' && this[_counted + 1] != '\n'))
            {
                _line++;
                _lineStart = _counted + 1;
            }
        }

        return (_line, index - _lineStart + 1);
    }

    /// <summary>A text that begins at a character.</summary>
    /// <exception cref="GhSecretsException"><see cref="ErrorId.InvalidValue"/> when half a surrogate pair stands alone in it.</exception>
    internal InputNode Node(int index, ReadOnlySpan<char> text)
    {
        try
        {
            (int line, int column) = At(index);
            return new InputNode(line, column) { Text = SecretValue.FromText(text) };
        }
        catch (GhSecretsException e)
        {
            throw Error(index, e.Message, e.Id);
        }
    }

    /// <summary>The parts of the text as JSON.</summary>
    internal JsonScanner ScanJson() => new(_characters.Items, Length, InputNode.MaximumDepth);

    /// <summary>The text for a reader of another's making.</summary>
    internal TextReader Open() => new Reader(this);

    private static InputText Decode(byte[] bytes, int count)
    {
        int start = count >= 3 && bytes[0] == 0xEF && bytes[1] == 0xBB && bytes[2] == 0xBF ? 3 : 0;
        PinnedArray<char> characters = new(count - start);
        try
        {
            return new InputText(characters, StrictUtf8.Encoding.GetChars(bytes, start, count - start, characters.Items, 0));
        }
        catch (DecoderFallbackException)
        {
            // The decoder's own message quotes bytes of the file.
            characters.Dispose();
            const string Message = "This is not UTF-8. Save the file as UTF-8; bytes that are no text belong in a file of their own "
                + "(-Path).";
            int line = InvalidLine(bytes, start, count);
            throw new FileProblemException(
                new FileProblem(line, 1, Message, ErrorId.InvalidArgument),
                $"Line {line.ToString(CultureInfo.InvariantCulture)}: {Message}");
        }
    }

    private static int InvalidLine(byte[] bytes, int start, int count)
    {
        for (int line = 1; ; line++)
        {
            int end = Array.IndexOf(bytes, (byte)'\n', start, count - start);
            if (end < 0 || !StrictUtf8.IsText(bytes.AsSpan(start, end - start)))
            {
                return line;
            }

            start = end + 1;
        }
    }

    private static GhSecretsException TooLarge() => new(
        ErrorId.InvalidArgument,
        "The file is larger than 8 MB, more than a file of secrets can be. A file that is one value is given as -Path of a Set- cmdlet.");

    private sealed class Reader(InputText text) : TextReader
    {
        private int _next;

        public override int Peek() => _next < text.Length ? text[_next] : -1;

        public override int Read() => _next < text.Length ? text[_next++] : -1;

        public override int Read(char[] buffer, int index, int count)
        {
            int read = Math.Min(count, text.Length - _next);
            text.Characters.Slice(_next, read).CopyTo(buffer.AsSpan(index));
            _next += read;
            return read;
        }
    }
}
