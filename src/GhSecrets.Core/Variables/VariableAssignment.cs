using System.Collections.Generic;

namespace GhSecrets.Core;

/// <summary>One variable that is to be at one scope, checked as far as that goes without a request.</summary>
public sealed class VariableAssignment : ScopeAssignment
{
    /// <summary>Creates an assignment.</summary>
    /// <param name="scope">Where the variable belongs: a scope of variables.</param>
    /// <param name="name">Its name, in any case.</param>
    /// <param name="value">The value, at most 48 KB of UTF-8; an empty text is one.</param>
    /// <param name="visibility">Who shall see it; null keeps what is there, or makes a new variable private.</param>
    /// <param name="selectedRepository">The repositories that shall see it, only with the visibility Selected; null keeps those that do, an
    /// empty list empties it.</param>
    /// <exception cref="GhSecretsException">The name or the value is none, or visibility and repositories do not fit the scope or each
    /// other.</exception>
    public VariableAssignment(
        SecretScope scope,
        string? name,
        string? value,
        Visibility? visibility = null,
        IReadOnlyList<RepositoryReference>? selectedRepository = null)
        : base(scope, ItemKind.Variable, name, visibility, selectedRepository)
    {
        if (selectedRepository is not null && visibility != Core.Visibility.Selected)
        {
            throw new GhSecretsException(
                ErrorId.InvalidArgument,
                "SelectedRepository needs the visibility Selected, because an update changes no visibility that is not given. Give both.");
        }

        VariableValue.EnsureFits(value);
        Value = value!;
    }

    /// <summary>The value.</summary>
    public string Value { get; }

    /// <summary>The same variable at another scope: the repository has another name now.</summary>
    internal VariableAssignment In(SecretScope scope) => new(scope, Name, Value, Visibility, SelectedRepository);

    /// <summary>Whether value and visibility are as they are to be; who is selected is not compared.</summary>
    internal bool IsLike(Variable current) => current.Value == Value && (Visibility is null || Visibility == current.SeenBy);
}
