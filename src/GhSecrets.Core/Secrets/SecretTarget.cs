using System.Collections.Generic;
using System.Linq;

namespace GhSecrets.Core;

/// <summary>What an error is about: the scope and, where one was named, the secret; never a value.</summary>
public sealed class SecretTarget : ScopedObject
{
    /// <summary>Names a secret of a scope, or the scope alone, or the access of one repository.</summary>
    public SecretTarget(SecretScope scope, string? name = null, string? selectedRepository = null)
        : base(scope)
    {
        Name = name;
        SelectedRepository = selectedRepository;
    }

    /// <summary>The secret's name as the user wrote it; null when the whole scope is meant.</summary>
    public string? Name { get; }

    /// <summary>The repository whose access is meant, as the user wrote it; null when it is the secret itself.</summary>
    public string? SelectedRepository { get; }

    /// <summary>What all writes to the secret have in common: GitHub's names know no case.</summary>
    internal string Key => Scope.KeyOf(Name);

    /// <summary>Every name at every scope.</summary>
    internal static IReadOnlyList<SecretTarget> All(IReadOnlyList<SecretScope> scopes, IReadOnlyList<string> names) =>
        scopes.SelectMany(scope => names.Select(name => new SecretTarget(scope, name))).ToList();

    private protected override string InWords
    {
        get
        {
            // One name may be both: a secret is meant unless the text says otherwise.
            string kind = Scope.Items == ItemKind.Variable ? "variable " : "";
            string target = Name is null ? $"{Scope}" : $"{kind}{Name} in {Scope}";
            return SelectedRepository is null ? target : $"{target} for {SelectedRepository}";
        }
    }
}
