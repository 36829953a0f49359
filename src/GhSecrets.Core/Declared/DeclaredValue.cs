namespace GhSecrets.Core;

/// <summary>What stands behind <c>value</c> once it was read; both are null when something is wrong with it.</summary>
/// <param name="Content">What is to be stored; null for a value that is asked for.</param>
/// <param name="Prompt">What a person is asked with; empty for the secret's own name.</param>
internal readonly record struct DeclaredValue(SecretContent? Content, string? Prompt);
