using System;
using System.IO;

namespace GhSecrets.Console;

/// <summary>How far a run is, in the last line of a terminal; nothing where the errors go into a file or a log.</summary>
internal sealed class ProgressText(TextWriter error)
{
    private readonly bool _isWanted = !System.Console.IsErrorRedirected;
    private int _length;

    /// <summary>Puts a text in the place of the one before.</summary>
    internal void Show(string text)
    {
        if (!_isWanted)
        {
            return;
        }

        // A line that is too long would wrap, and a part of it stay.
        string line = text.Length < Width ? text : text.Substring(0, Width - 1);
        error.Write($"\r{line}{new string(' ', Math.Max(0, _length - line.Length))}");
        _length = line.Length;
    }

    /// <summary>Makes the line empty again.</summary>
    internal void Clear()
    {
        if (_length > 0)
        {
            error.Write($"\r{new string(' ', _length)}\r");
            _length = 0;
        }
    }

    // A terminal that tells no width has 0.
    private static int Width => System.Console.WindowWidth > 0 ? System.Console.WindowWidth : 80;
}
