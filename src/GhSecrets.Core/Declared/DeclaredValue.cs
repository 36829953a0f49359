namespace GhSecrets.Core;

/// <summary>What stands behind <c>value</c> once it was read; all are null when something is wrong with it.</summary>
/// <param name="Content">What is to be stored as a secret; null for a value that is asked for, and for a variable.</param>
/// <param name="Prompt">What a person is asked with; empty for the secret's own name.</param>
/// <param name="Text">The value of a variable; null for a secret.</param>
internal readonly record struct DeclaredValue(SecretContent? Content, string? Prompt, string? Text = null);
