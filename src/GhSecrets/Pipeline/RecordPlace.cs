using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using GhSecrets.Core;

namespace GhSecrets;

/// <summary>Whether the place that a record itself names is one that the cmdlet is for: else a secret would be written, or removed, where
/// the record does not belong.</summary>
/// <param name="verb">The verb of the cmdlet.</param>
/// <param name="noun">Its noun.</param>
/// <param name="text">The text that the record has in a column; null when it gives none.</param>
/// <param name="isTyped">Whether a parameter stands on the command line.</param>
internal sealed class RecordPlace(string verb, string noun, Func<string, string?> text, Func<string, bool> isTyped)
{
    private const string Organization = nameof(ScopeColumns.Organization);
    private const string Repository = nameof(ScopeColumns.Repository);
    private const string Environment = nameof(ScopeColumns.Environment);
    private const string User = nameof(ScopeColumns.User);
    private const string Application = nameof(ScopeColumns.Application);
    private const string KindColumn = nameof(ScopedItem.Kind);

    private static readonly string[] s_access = [nameof(SecretRow.Visibility), nameof(SecretRow.SelectedRepository)];

    // From the narrowest place on: the first that is given says what the record is about.
    private static readonly (string Column, ScopeKind Kind)[] s_places =
    [
        (Environment, ScopeKind.Environment), (Repository, ScopeKind.Repository),
        (User, ScopeKind.User), (Organization, ScopeKind.Organization),
    ];

    /// <summary>Refuses a record of another kind of place, of an application that the cmdlet is not for, or of the other
    /// service.</summary>
    /// <exception cref="GhSecretsException"><see cref="ErrorId.InvalidArgument"/>.</exception>
    internal void Ensure()
    {
        if (Nouns.IsOfVela(noun))
        {
            EnsureVela();
            return;
        }

        if (VelaColumn() is string vela)
        {
            throw Refused(vela, "GitHub", Nouns.VelaSecret);
        }

        EnsureItems();
        if (Nouns.KindOf(noun) is ScopeKind kind)
        {
            EnsureKind(kind);
        }
        else if (isTyped(Repository) && !isTyped(Environment) && text(Repository) is not null && text(Environment) is not null)
        {
            throw new GhSecretsException(
                ErrorId.InvalidArgument,
                "The record names an environment of its own repository, and the command line another repository. Give -Environment, too, "
                    + "or leave Environment out of the record.");
        }
    }

    /// <summary>Whether the record's Owner belongs to a repository that the command line replaces.</summary>
    internal bool IsOwnerReplaced(IEnumerable<string> repositories) =>
        isTyped(Repository) && (text(Repository) is not null || repositories.All(name => name.Contains('/')));

    private void EnsureVela()
    {
        foreach (string column in new[] { Environment, User, Application })
        {
            if (text(column) is not null)
            {
                ScopeKind kind = s_places.FirstOrDefault(place => text(place.Column) is not null).Kind;
                throw Refused(column, "Vela", Nouns.Of(kind));
            }
        }
    }

    private void EnsureKind(ScopeKind kind)
    {
        foreach ((string column, ScopeKind other) in s_places)
        {
            if (text(column) is not null && !Takes(kind, column))
            {
                throw Refused(column, $"{Words.Of(Items)} of {Words.Of(kind)}", Nouns.Of(other, Items));
            }
        }

        EnsureAccess(kind);
        if (kind == ScopeKind.User && text(User) is string user && !SecretScope.IsMe(user))
        {
            throw new GhSecretsException(
                ErrorId.InvalidArgument,
                $"The record names another user, and GitHub gives access only to one's own user secrets. Write {SecretScope.Me}.");
        }

        if (!isTyped(Application)
            && text(Application) is string word
            && Words.Read<SecretApplication>(word, Application) is SecretApplication application
            && !ScopeRules.All.Any(row => row.Kind == kind && row.Application == application && row.Items == Items))
        {
            throw new GhSecretsException(
                ErrorId.InvalidArgument,
                $"The record is about {application} {Words.Of(Items)}, and {Words.Of(kind)} has none. Use the cmdlet for the place that "
                    + "the record is about, or give -Application.");
        }
    }

    private ItemKind Items => Nouns.ItemsOf(noun);

    // A secret and a variable may have one name at one place.
    private void EnsureItems()
    {
        if (verb is VerbsCommon.Set or VerbsCommon.Add or VerbsCommon.Remove
            && Words.Read<ItemKind>(text(KindColumn), KindColumn) is ItemKind items
            && items != Items
            && noun != Nouns.Secret)
        {
            throw new GhSecretsException(
                ErrorId.InvalidArgument,
                $"The record's Kind is {items}, and {verb}-{noun} is for {Words.Of(Items)}. {UseFor(items)}");
        }
    }

    private string UseFor(ItemKind items) => Nouns.KindOf(noun) is ScopeKind kind and not ScopeKind.User
        ? $"Use {verb}-{Nouns.Of(kind, items)}{(Nouns.IsOfAccess(noun) ? "Repository" : "")}."
        : "A user has no variables.";

    // Left unread, it would seem to limit who sees the secret.
    private void EnsureAccess(ScopeKind kind)
    {
        if (verb == VerbsCommon.Set
            && kind is ScopeKind.Repository or ScopeKind.Environment
            && s_access.FirstOrDefault(column => text(column) is not null) is string given)
        {
            throw new GhSecretsException(
                ErrorId.InvalidArgument,
                $"The record gives {given}, which {Words.Of(Items)} of {Words.Of(kind)} do not have. Leave {given} out of the record, or "
                    + $"use {verb}-{Nouns.Of(ScopeKind.Organization, Items)}.");
        }
    }

    private static bool Takes(ScopeKind kind, string column) => kind switch
    {
        ScopeKind.Organization => column == Organization,
        ScopeKind.Repository => column == Repository,
        ScopeKind.Environment => column is Repository or Environment,
        _ => column == User,
    };

    private string? VelaColumn() =>
        text("Team") is not null ? "Team"
        : text("Engine") is not null ? "Engine"
        : text("Type")?.ToUpperInvariant() is "REPO" or "ORG" or "SHARED" ? "Type"
        : null;

    private GhSecretsException Refused(string column, string isFor, string otherNoun)
    {
        string use = Nouns.IsOfAccess(noun) && column == Repository
                ? "Name the repositories that are to see the secret by -Repository, or in a column SelectedRepository"
            : verb is VerbsCommon.Get or VerbsCommon.Set or VerbsCommon.Remove ? $"Use {verb}-{otherNoun}"
            : "Use a cmdlet for that place";
        return new(
            ErrorId.InvalidArgument,
            $"The record gives {column}, and {verb}-{noun} is for {isFor}. {use}, or leave {column} out of the record.");
    }
}
