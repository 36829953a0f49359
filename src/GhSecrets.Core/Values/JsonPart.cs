namespace GhSecrets.Core;

/// <summary>What a <see cref="JsonScanner"/> stands at (RFC 8259): an edge of an object or a list, a member's name, or a value.</summary>
internal enum JsonPart
{
    ObjectStart,
    ObjectEnd,
    ListStart,
    ListEnd,
    Name,

    /// <summary>A string, without its quotes and escapes.</summary>
    Text,

    /// <summary>A number, true or false, as it is written.</summary>
    Word,
    Null,
}
