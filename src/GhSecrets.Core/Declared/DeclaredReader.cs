using System.Collections.Generic;

namespace GhSecrets.Core;

/// <summary>What the tree of a declared file means; looks at all of it, whatever is wrong on the way.</summary>
/// <param name="values">Reads the values.</param>
/// <param name="host">The host where addresses of repositories must be; null where none is known.</param>
/// <param name="problems">Is told what is wrong.</param>
internal sealed class DeclaredReader(DeclaredValueReader values, string? host, ProblemList problems)
{
    private readonly DeclaredNames _names = new(problems);

    /// <summary>Reads the map of a whole file into items, which the caller disposes.</summary>
    internal void Read(InputNode root, List<DeclaredItem> items)
    {
        if (OtherCommand.OfRows(root, [.. DeclaredKeys.OfFile, .. DeclaredKeys.OfSecret]) is string other)
        {
            problems.Add(root, other);
            return;
        }

        if (KeyedMap.Read(root, "The file", DeclaredKeys.OfFile, problems) is not KeyedMap file)
        {
            return;
        }

        if (!file.Has(DeclaredKeys.Secrets) && !file.Has(DeclaredKeys.Variables))
        {
            problems.Add(root, "The file has neither secrets nor variables: lists of maps. For none at all write secrets: [].");
        }

        Read(file, DeclaredKeys.Secrets, ItemKind.Secret, items);
        Read(file, DeclaredKeys.Variables, ItemKind.Variable, items);
    }

    private void Read(KeyedMap file, string key, ItemKind kind, List<DeclaredItem> items)
    {
        if (file[key] is { Items: null } list)
        {
            problems.Add(list, $"{key} must be a list of maps, each beginning with a hyphen in YAML.");
        }

        foreach (InputNode node in file[key]?.Items ?? [])
        {
            ReadItem(node, kind, items);
        }
    }

    /// <summary>Reads the map of one secret or one variable.</summary>
    internal void ReadItem(InputNode node, ItemKind kind, List<DeclaredItem> items)
    {
        int before = problems.Count;
        IReadOnlyList<string> keys = kind == ItemKind.Variable ? DeclaredKeys.OfVariable : DeclaredKeys.OfSecret;
        if (KeyedMap.Read(node, $"A {Words.One(kind)}", keys, problems) is not KeyedMap item)
        {
            return;
        }

        string? name = ReadName(item, kind);
        DeclaredPlace? place = DeclaredPlace.Read(item, kind, host, problems);
        if (name is not null && place is not null)
        {
            _names.Add(node, name, place.Scopes);
        }

        Visibility? visibility = item.RequireText(DeclaredKeys.Visibility) is string word
            ? problems.Try(item[DeclaredKeys.Visibility]!, () => Words.Read<Visibility>(word, DeclaredKeys.Visibility))
            : null;
        IReadOnlyList<RepositoryReference>? selected = ReadSelected(item);
        if (place is not null)
        {
            problems.Check(
                item.Place(visibility is null ? DeclaredKeys.SelectedRepositories : DeclaredKeys.Visibility),
                () => ScopeAssignment.EnsureAccess(place.Rules, visibility, selected));
        }

        DeclaredValue value = kind == ItemKind.Variable
            ? values.ReadVariable(item)
            : values.ReadSecret(item, place is null or { Selection: null, Scopes.Count: 1 });
        if (problems.Count == before)
        {
            items.Add(new DeclaredItem(node, name!, place!, visibility, selected, value));
        }
        else
        {
            value.Content?.Dispose();
        }
    }

    private string? ReadName(KeyedMap item, ItemKind kind)
    {
        if (!item.Has(DeclaredKeys.Name))
        {
            problems.Add(
                item.Node,
                $"The {Words.One(kind)} has no name.",
                kind == ItemKind.Variable ? ErrorId.InvalidVariableName : ErrorId.InvalidSecretName);
        }

        return item.RequireText(DeclaredKeys.Name) is string name
            ? problems.Try(item[DeclaredKeys.Name]!, () => SecretName.Normalize(name, kind))
            : null;
    }

    private List<RepositoryReference>? ReadSelected(KeyedMap item)
    {
        if (item[DeclaredKeys.SelectedRepositories] is null)
        {
            return null;
        }

        string owner = item[DeclaredKeys.Organization] is { Text: not null } organization ? organization.ReadText() : "";
        List<RepositoryReference> selected = [];
        foreach ((string text, InputNode place) in item.RequireTexts(DeclaredKeys.SelectedRepositories))
        {
            selected.AddRange(problems.Try(
                place,
                () => RepositoryReference.Read([RepositoryAddress.ToNames(text, host)], owner) ?? throw NoRepository()) ?? []);
        }

        return selected;
    }

    private static GhSecretsException NoRepository() => new(ErrorId.InvalidArgument, "Here a repository's name or id is expected.");
}
