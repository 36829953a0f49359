using System.Globalization;

namespace GhSecrets.Core;

/// <summary>Something that is wrong in a file, or doubtful, with its place; tells a place and never a text of a value.</summary>
/// <param name="Line">The line, from 1; 1 when it is about the whole file.</param>
/// <param name="Column">The column, from 1; 1 when only the line is known.</param>
/// <param name="Message">What is wrong and what to write instead.</param>
/// <param name="Id">The stable word for this kind of mistake.</param>
public sealed record FileProblem(long Line, long Column, string Message, ErrorId Id)
{
    /// <summary>What is wrong and what to write instead.</summary>
    public string Message { get; } = HarmlessText.Of(Message);

    /// <summary>The place and the message, as <c>Line 3, column 5: …</c>.</summary>
    public override string ToString() => string.Format(CultureInfo.InvariantCulture, "Line {0}, column {1}: {2}", Line, Column, Message);
}
