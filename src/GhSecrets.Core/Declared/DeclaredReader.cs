using System.Collections.Generic;

namespace GhSecrets.Core;

/// <summary>What the tree of a declared file means; looks at all of it, whatever is wrong on the way.</summary>
/// <param name="values">Reads the values.</param>
/// <param name="host">The host where addresses of repositories must be; null where none is known.</param>
/// <param name="problems">Is told what is wrong.</param>
internal sealed class DeclaredReader(DeclaredValueReader values, string? host, ProblemList problems)
{
    private readonly DeclaredNames _names = new(problems);

    /// <summary>Reads the map of a whole file into secrets, which the caller disposes.</summary>
    internal void Read(InputNode root, List<DeclaredSecret> secrets)
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

        if (!file.Has(DeclaredKeys.Secrets))
        {
            problems.Add(root, "The file has no secrets: a list of maps. For none at all write secrets: [].");
        }
        else if (file[DeclaredKeys.Secrets] is InputNode list && list.Items is null)
        {
            problems.Add(list, "secrets must be a list of maps, each beginning with a hyphen in YAML.");
        }

        foreach (InputNode node in file[DeclaredKeys.Secrets]?.Items ?? [])
        {
            ReadSecret(node, secrets);
        }
    }

    /// <summary>Reads the map of one secret.</summary>
    internal void ReadSecret(InputNode node, List<DeclaredSecret> secrets)
    {
        int before = problems.Count;
        if (KeyedMap.Read(node, "A secret", DeclaredKeys.OfSecret, problems) is not KeyedMap secret)
        {
            return;
        }

        string? name = ReadName(secret);
        DeclaredPlace? place = DeclaredPlace.Read(secret, host, problems);
        if (name is not null && place is not null)
        {
            _names.Add(node, name, place.Scopes);
        }

        Visibility? visibility = secret.RequireText(DeclaredKeys.Visibility) is string word
            ? problems.Try(secret[DeclaredKeys.Visibility]!, () => Words.Read<Visibility>(word, DeclaredKeys.Visibility))
            : null;
        IReadOnlyList<RepositoryReference>? selected = ReadSelected(secret);
        if (place is not null)
        {
            problems.Check(
                secret.Place(visibility is null ? DeclaredKeys.SelectedRepositories : DeclaredKeys.Visibility),
                () => SecretAssignment.EnsureAccess(place.Rules, visibility, selected));
        }

        DeclaredValue value = values.Read(secret, place is null or { Selection: null, Scopes.Count: 1 });
        if (problems.Count == before)
        {
            secrets.Add(new DeclaredSecret(node, name!, place!, visibility, selected, value));
        }
        else
        {
            value.Content?.Dispose();
        }
    }

    private string? ReadName(KeyedMap secret)
    {
        if (!secret.Has(DeclaredKeys.Name))
        {
            problems.Add(secret.Node, "The secret has no name.", ErrorId.InvalidSecretName);
        }

        return secret.RequireText(DeclaredKeys.Name) is string name
            ? problems.Try(secret[DeclaredKeys.Name]!, () => SecretName.Normalize(name))
            : null;
    }

    private List<RepositoryReference>? ReadSelected(KeyedMap secret)
    {
        if (secret[DeclaredKeys.SelectedRepositories] is null)
        {
            return null;
        }

        string owner = secret[DeclaredKeys.Organization] is { Text: not null } organization ? organization.ReadText() : "";
        List<RepositoryReference> selected = [];
        foreach ((string text, InputNode place) in secret.RequireTexts(DeclaredKeys.SelectedRepositories))
        {
            selected.AddRange(problems.Try(
                place,
                () => RepositoryReference.Read([RepositoryAddress.ToNames(text, host)], owner) ?? throw NoRepository()) ?? []);
        }

        return selected;
    }

    private static GhSecretsException NoRepository() => new(ErrorId.InvalidArgument, "Here a repository's name or id is expected.");
}
