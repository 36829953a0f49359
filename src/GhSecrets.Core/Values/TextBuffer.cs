using System;
using System.Text;

namespace GhSecrets.Core;

/// <summary>Gathers the characters of one value after another, and zeroes them.</summary>
internal sealed class TextBuffer : IDisposable
{
    private PinnedArray<char> _characters = new(256);

    internal int Length { get; private set; }

    internal ReadOnlySpan<char> Characters => _characters.Items.AsSpan(0, Length);

    internal void Clear() => Length = 0;

    internal void Append(char c)
    {
        Reserve(1);
        _characters.Items[Length++] = c;
    }

    internal void Append(ReadOnlySpan<char> text)
    {
        Reserve(text.Length);
        text.CopyTo(_characters.Items.AsSpan(Length));
        Length += text.Length;
    }

    /// <summary>Appends the text of a value.</summary>
    internal unsafe void Append(SecretValue value)
    {
        if (value.Length == 0)
        {
            return;
        }

        Reserve(value.Length);
        fixed (byte* bytes = value.Bytes)
        fixed (char* room = &_characters.Items[Length])
        {
            Length += Encoding.UTF8.GetChars(bytes, value.Length, room, _characters.Items.Length - Length);
        }
    }

    public void Dispose() => _characters.Dispose();

    private void Reserve(int count)
    {
        if (_characters.Items.Length - Length >= count)
        {
            return;
        }

        PinnedArray<char> larger = new(Math.Max(Length + count, 2 * _characters.Items.Length));
        Characters.CopyTo(larger.Items);
        _characters.Dispose();
        _characters = larger;
    }
}
