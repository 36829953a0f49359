using System.Collections.Generic;

namespace GhSecrets.Core;

/// <summary>One item that is to be at one scope under one name, and who shall see it, checked as far as that goes without a
/// request.</summary>
public abstract class ScopeAssignment
{
    private protected ScopeAssignment(
        SecretScope scope,
        ItemKind items,
        string? name,
        Visibility? visibility,
        IReadOnlyList<RepositoryReference>? selectedRepository)
    {
        scope.EnsureOf(items);
        EnsureAccess(scope.Rules, visibility, selectedRepository);
        Name = SecretName.Normalize(name, scope.Items);
        Scope = scope;
        Visibility = selectedRepository is null ? visibility : Core.Visibility.Selected;
        SelectedRepository = selectedRepository;
    }

    /// <summary>Where it belongs.</summary>
    public SecretScope Scope { get; }

    /// <summary>The name, in upper case.</summary>
    public string Name { get; }

    /// <summary>Who shall see it; null keeps what is there.</summary>
    public Visibility? Visibility { get; }

    /// <summary>The repositories that shall see it; null keeps what is there.</summary>
    public IReadOnlyList<RepositoryReference>? SelectedRepository { get; }

    /// <summary>Who sees it after the write.</summary>
    /// <param name="current">Its visibility at the server; null when there is no such item.</param>
    internal Visibility VisibilityAfter(Visibility? current) =>
        Visibility ?? current ?? (Scope.Rules.HasVisibility ? Core.Visibility.Private : Core.Visibility.Selected);

    /// <summary>Who will see it, in words that follow "Update secret", such as <c>, visibility Selected → All</c>; empty where that is
    /// not told.</summary>
    /// <param name="current">Its visibility at the server; null when it is not known, or there is no such item.</param>
    /// <param name="becomes">The visibility after the write; null when that is not known.</param>
    internal string AccessWords(Visibility? current, Visibility? becomes)
    {
        string? repositories = SelectedRepository is null ? null : RepositoryReference.Words(SelectedRepository);
        return !Scope.Rules.HasSelectedRepositories || (becomes is null && repositories is null) ? ""
            : !Scope.Rules.HasVisibility ? (repositories is null ? "" : $", selected repositories: {repositories}")
            : $", visibility {(current is null || current == becomes ? "" : $"{current} → ")}{becomes ?? Visibility}"
                + (repositories is null ? "" : $": {repositories}");
    }

    /// <summary>Refuses to keep the repositories of an item that has none.</summary>
    /// <param name="current">Its visibility at the server; null when there is no such item.</param>
    /// <exception cref="GhSecretsException"><see cref="ErrorId.InvalidArgument"/> when it shall be <c>selected</c>, is not, and no
    /// repositories are given.</exception>
    internal void EnsureMayStay(Visibility? current)
    {
        if (Visibility == Core.Visibility.Selected && SelectedRepository is null && current != Core.Visibility.Selected)
        {
            throw new GhSecretsException(
                ErrorId.InvalidArgument,
                $"{Name} {(current is null ? "does not exist yet" : $"has the visibility {current}")}: say which repositories shall see it "
                    + "with -SelectedRepository (@() for none).");
        }
    }

    /// <summary>Refuses a visibility and repositories that do not fit a kind of scope or each other.</summary>
    internal static void EnsureAccess(ScopeRules rules, Visibility? visibility, IReadOnlyList<RepositoryReference>? selectedRepository)
    {
        string items = rules.Items == ItemKind.Variable ? "Variables" : "Secrets";
        if (!rules.HasSelectedRepositories && (visibility is not null || selectedRepository is not null))
        {
            throw new GhSecretsException(
                ErrorId.InvalidArgument,
                $"{items} of {Words.Of(rules.Kind)} have no Visibility and no SelectedRepository; only those of an organization do"
                    + (rules.Items == ItemKind.Variable ? "." : ", and a user's have the latter."));
        }

        if (!rules.HasVisibility && visibility is not (null or Core.Visibility.Selected))
        {
            throw new GhSecretsException(
                ErrorId.InvalidArgument,
                $"{items} of {Words.Of(rules.Kind)} are always Selected, never {visibility}. Leave Visibility out.");
        }

        if (selectedRepository is not null && visibility is Core.Visibility.All or Core.Visibility.Private)
        {
            throw new GhSecretsException(
                ErrorId.InvalidArgument,
                $"SelectedRepository goes only with the visibility Selected, not with {visibility}. Leave one of them out.");
        }
    }
}
