namespace GhSecrets.Core;

/// <summary>What a scope keeps under names: the last word of its address. One name may be a secret and a variable.</summary>
public enum ItemKind
{
    /// <summary>A value that only its application reads (<c>{scope}/secrets</c>).</summary>
    Secret,

    /// <summary>A value that anybody with access reads, and that no log hides (<c>{scope}/variables</c>).</summary>
    Variable,
}
