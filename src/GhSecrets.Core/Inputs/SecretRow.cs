using System.Collections.Generic;
using System.Linq;

namespace GhSecrets.Core;

/// <summary>One record of input as text, whether a CSV row or the parameters of a cmdlet; an empty column is not given.</summary>
public sealed class SecretRow
{
    /// <summary>The plain value; one of length 0 is an explicit empty value.</summary>
    public SecretValue? Value { get; init; }

    /// <summary>A file whose bytes are the value; a full path, or one relative to the current folder.</summary>
    public string? Path { get; init; }

    /// <summary>A value that was sealed elsewhere, in base64; goes with <see cref="KeyId"/>.</summary>
    public string? EncryptedValue { get; init; }

    /// <summary>The id of the key that <see cref="EncryptedValue"/> was sealed for.</summary>
    public string? KeyId { get; init; }

    /// <summary>The visibility in words.</summary>
    public string? Visibility { get; init; }

    /// <summary>Names and ids of repositories; each text may hold several, separated by <c>;</c>.</summary>
    public IReadOnlyList<string>? SelectedRepository { get; init; }

    /// <summary>Reads the one thing that is to be stored.</summary>
    /// <exception cref="GhSecretsException"><see cref="ErrorId.InvalidValue"/> when none or several were given, or the file cannot be
    /// read.</exception>
    public SecretContent ReadContent()
    {
        bool path = !string.IsNullOrEmpty(Path);
        bool encrypted = !string.IsNullOrEmpty(EncryptedValue);
        int given = new[] { Value is not null, path, encrypted }.Count(one => one);
        if (given == 0)
        {
            throw Invalid("There is no value. Give Value, Path (ValueFile), or EncryptedValue with KeyId.");
        }

        if (given > 1)
        {
            throw Invalid("There is more than one value. Give only one of Value, Path (ValueFile) and EncryptedValue.");
        }

        if (encrypted)
        {
            return string.IsNullOrEmpty(KeyId)
                ? throw Invalid("EncryptedValue needs the KeyId of the key that it was sealed for.")
                : SecretContent.FromSealed(EncryptedValue!, KeyId!);
        }

        if (!path)
        {
            return SecretContent.FromValue(Value!);
        }

        using SecretValue file = SecretValue.FromFile(Path!);
        return SecretContent.FromValue(file);
    }

    /// <summary>Joins a scope, a name and a share of the content; the caller keeps its own share.</summary>
    /// <exception cref="GhSecretsException">The name is none, or the columns do not fit the scope.</exception>
    public SecretAssignment Assign(SecretScope scope, string? name, SecretContent content)
    {
        SecretAssignment assignment = new(scope, name, content, SeenBy, Repositories(scope));
        content.Share();
        return assignment;
    }

    /// <summary>Joins a scope of variables, a name and the content, which must be UTF-8 text; the content stays the caller's.</summary>
    /// <exception cref="GhSecretsException">The name or the value is none, or the columns do not fit the scope.</exception>
    public VariableAssignment AssignVariable(SecretScope scope, string? name, SecretContent content) => new(
        scope,
        name,
        content.Value is SecretValue value
            ? VariableValue.Read(value)
            : throw Invalid("A variable has a plain value: give Value or ValueFile, and no EncryptedValue."),
        SeenBy,
        Repositories(scope));

    private Visibility? SeenBy => Words.Read<Visibility>(Visibility, nameof(Visibility));

    private IReadOnlyList<RepositoryReference>? Repositories(SecretScope scope) =>
        RepositoryReference.Read(SelectedRepository, scope.Organization ?? "");

    private static GhSecretsException Invalid(string message) => new(ErrorId.InvalidValue, message);
}
