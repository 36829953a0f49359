using System;
using System.Collections.Generic;
using System.Linq;

namespace GhSecrets.Core;

/// <summary>One secret or one variable of a declared file: its name, the places where it is to stand, who sees it there, and its
/// value.</summary>
public sealed class DeclaredItem : IDisposable
{
    private readonly DeclaredPlace _place;

    /// <summary>Joins what was read and checked; the content belongs to the item.</summary>
    internal DeclaredItem(
        InputNode at,
        string name,
        DeclaredPlace place,
        Visibility? visibility,
        IReadOnlyList<RepositoryReference>? selectedRepository,
        DeclaredValue value)
    {
        (Line, Column, Name, _place) = (at.Line, at.Column, name, place);
        Visibility = selectedRepository is null ? visibility : Core.Visibility.Selected;
        SelectedRepository = selectedRepository;
        (Content, Value) = (value.Content, value.Text);
        Prompt = value.Prompt is "" ? name : value.Prompt;
    }

    /// <summary>Whether it is a secret or a variable.</summary>
    public ItemKind Kind => _place.Rules.Items;

    /// <summary>The name, in upper case.</summary>
    public string Name { get; }

    /// <summary>The line where it is declared, from 1.</summary>
    public long Line { get; }

    /// <summary>The column where it is declared, from 1.</summary>
    public long Column { get; }

    /// <summary>The scopes that the file names itself, each once; those of <see cref="Selection"/> come on top and are never among
    /// them.</summary>
    public IReadOnlyList<SecretScope> Scopes => _place.Scopes;

    /// <summary>The patterns that say further repositories; null when there are none.</summary>
    public RepositorySelection? Selection => _place.Selection;

    /// <summary>Who shall see it; null when that is not declared.</summary>
    public Visibility? Visibility { get; }

    /// <summary>The repositories that shall see it; null when they are not declared, empty for none.</summary>
    public IReadOnlyList<RepositoryReference>? SelectedRepository { get; }

    /// <summary>What is to be stored as a secret, which ends with this item; null when <see cref="Prompt"/> is not, and for a
    /// variable.</summary>
    public SecretContent? Content { get; }

    /// <summary>The value of a variable, at most 48 KB; null for a secret.</summary>
    public string? Value { get; }

    /// <summary>What the person is asked with: the label that the file gives, or the name; null for a value that is not asked
    /// for.</summary>
    public string? Prompt { get; }

    /// <summary>The scopes of a repository that <see cref="Selection"/> includes: its declared environments, or itself.</summary>
    /// <exception cref="GhSecretsException"><see cref="ErrorId.InvalidArgument"/> for a text that is not <c>owner/name</c>.</exception>
    public IReadOnlyList<SecretScope> ScopesOf(string repository) => _place.ScopesOf(repository);

    /// <summary>The values of the secrets among some items, but for those that are asked for or sealed.</summary>
    internal static IEnumerable<SecretValue> SecretsOf(IEnumerable<DeclaredItem> items) =>
        items.Select(item => item.Content?.Value).OfType<SecretValue>();

    /// <summary>Joins one of the scopes of a secret with a share of the content; the caller keeps its own share.</summary>
    /// <param name="scope">One of <see cref="Scopes"/>, or of a repository that <see cref="Selection"/> includes.</param>
    /// <param name="content">The own <see cref="Content"/>, or what was asked for.</param>
    public SecretAssignment Assign(SecretScope scope, SecretContent content)
    {
        SecretAssignment assignment = new(scope, Name, content, Visibility, SelectedRepository);
        content.Share();
        return assignment;
    }

    /// <summary>Joins one of the scopes of a variable with its value.</summary>
    /// <param name="scope">One of <see cref="Scopes"/>, or of a repository that <see cref="Selection"/> includes.</param>
    public VariableAssignment AssignVariable(SecretScope scope) => new(scope, Name, Value, Visibility, SelectedRepository);

    /// <summary>Ends the own use of the content; the last assignment that shares it zeroes the value.</summary>
    public void Dispose() => Content?.Dispose();

    /// <summary>The name and the line.</summary>
    public override string ToString() => FormattableString.Invariant($"{Name} (line {Line})");
}
