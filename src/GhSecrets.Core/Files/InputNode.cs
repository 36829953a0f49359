using System;
using System.Collections.Generic;
using System.Text;

namespace GhSecrets.Core;

/// <summary>A part of a JSON or YAML file: one of a text, nothing (null), a map or a list; knows where it stands.</summary>
internal sealed class InputNode(long line, long column) : IDisposable
{
    /// <summary>How deep a file may be nested before it is given up unread; what means something is never deeper than six.</summary>
    internal const int MaximumDepth = 32;

    internal long Line => line;

    internal long Column => column;

    /// <summary>The very text of a string, a number or a truth value.</summary>
    internal SecretValue? Text { get; init; }

    internal List<(InputNode Key, InputNode Value)>? Members { get; init; }

    internal List<InputNode>? Items { get; init; }

    internal bool IsNull => Text is null && Members is null && Items is null;

    internal GhSecretsException Error(string message, ErrorId id = ErrorId.InvalidArgument) => InputText.Error(line, column, message, id);

    /// <summary>The text of a name or of a column that holds no secret.</summary>
    internal string ReadText() => Encoding.UTF8.GetString(Text!.Bytes.ToArray());

    /// <summary>Zeroes all texts of the tree.</summary>
    public void Dispose()
    {
        Text?.Dispose();
        Items?.ForEach(item => item.Dispose());
        Members?.ForEach(member =>
        {
            member.Key.Dispose();
            member.Value.Dispose();
        });
    }
}
