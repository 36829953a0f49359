using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace GhSecrets.Core;

/// <summary>Which secrets a file declares at which scope, now that its patterns are read against the repositories that there are.</summary>
internal sealed class DeclaredScopes
{
    private readonly Dictionary<SecretScope, List<DeclaredSecret>> _byScope = [];
    private readonly HashSet<string> _archived = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _unlisted = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<SecretScope> _order = [];
    private readonly List<FileProblem> _problems = [];
    private readonly List<string> _notes = [];
    private readonly List<(object, GhSecretsException)> _failures = [];

    private DeclaredScopes()
    {
    }

    /// <summary>The scopes in the order in which the file comes to them.</summary>
    internal IReadOnlyList<SecretScope> Scopes => _order;

    /// <summary>Secrets that come twice to one scope, and scopes that get more than fit.</summary>
    internal IReadOnlyList<FileProblem> Problems => _problems;

    /// <summary>What was left out, and why.</summary>
    internal IReadOnlyList<string> Notes => _notes;

    /// <summary>The secrets whose patterns could not be read.</summary>
    internal IReadOnlyList<(object Target, GhSecretsException Error)> Failures => _failures;

    /// <summary>Reads the patterns of all secrets.</summary>
    internal static async Task<DeclaredScopes> ReadAsync(IReadOnlyList<DeclaredSecret> declared, RepositoryCatalog catalog, CancellationToken cancel)
    {
        DeclaredScopes scopes = new();
        Dictionary<string, IReadOnlyList<ListedRepository>> lists = await scopes.ListAsync(declared, catalog, cancel).ConfigureAwait(false);
        foreach (DeclaredSecret secret in declared)
        {
            scopes.Add(secret, lists);
        }

        scopes.CheckCounts();
        return scopes;
    }

    /// <summary>The secrets that are declared at a scope; none when the file does not come to it.</summary>
    internal IReadOnlyList<DeclaredSecret> At(SecretScope scope) => _byScope.TryGetValue(scope, out List<DeclaredSecret>? secrets) ? secrets : [];

    /// <summary>Whether it is known that nothing is declared at a scope, and not only because its repository is archived or its owner could not be listed.</summary>
    internal bool Lacks(SecretScope scope) => !_byScope.ContainsKey(scope) && KnowsAllOf(scope);

    /// <summary>Whether all that is declared at a scope is known: not where its repository is left out, or where its owner could not be listed and a pattern may declare more.</summary>
    internal bool KnowsAllOf(SecretScope scope) =>
        scope.Repository is not { } repository || (!_archived.Contains(repository) && !_unlisted.Contains(repository.Split('/')[0]));

    private async Task<Dictionary<string, IReadOnlyList<ListedRepository>>> ListAsync(IReadOnlyList<DeclaredSecret> declared, RepositoryCatalog catalog, CancellationToken cancel)
    {
        Dictionary<string, IReadOnlyList<ListedRepository>> lists = new(StringComparer.OrdinalIgnoreCase);
        foreach (string owner in declared.SelectMany(secret => secret.Selection?.Owners ?? []).Distinct(StringComparer.OrdinalIgnoreCase))
        {
            try
            {
                lists[owner] = await catalog.OfAsync(owner, cancel).ConfigureAwait(false);
                _archived.UnionWith(lists[owner].Where(repository => repository.IsArchived).Select(repository => repository.FullName));
            }
            catch (GhSecretsException e) when (e.Id != ErrorId.TokenRejected)
            {
                _unlisted.Add(owner);
                foreach (DeclaredSecret secret in declared.Where(secret => secret.Selection?.Owners.Contains(owner, StringComparer.OrdinalIgnoreCase) == true))
                {
                    _failures.Add(($"{secret.Name} in the repositories of {owner}", e.Copy()));
                }
            }
        }

        return lists;
    }

    private void Add(DeclaredSecret secret, Dictionary<string, IReadOnlyList<ListedRepository>> lists)
    {
        List<SecretScope> scopes = [.. secret.Scopes];
        if (secret.Selection is { } selection)
        {
            // An owner that cannot be listed keeps nothing from the others: what they match would look undeclared.
            List<string> listed = selection.Owners.Where(lists.ContainsKey).ToList();
            List<ListedRepository> matches = listed.SelectMany(owner => lists[owner]).Where(selection.Includes).ToList();
            scopes.AddRange(matches.SelectMany(repository => secret.ScopesOf(repository.FullName)));
            if (matches.Count == 0 && listed.Count == selection.Owners.Count)
            {
                _notes.Add($"Line {secret.Line}: no repository matches the patterns of {secret.Name}.");
            }
        }

        foreach (SecretScope scope in scopes)
        {
            if (scope.Repository is { } repository && _archived.Contains(repository))
            {
                string note = $"{repository} is archived: nothing is written there.";
                if (!_notes.Contains(note))
                {
                    _notes.Add(note);
                }
            }
            else
            {
                Add(scope, secret);
            }
        }
    }

    private void Add(SecretScope scope, DeclaredSecret secret)
    {
        if (!_byScope.TryGetValue(scope, out List<DeclaredSecret>? secrets))
        {
            _byScope[scope] = secrets = [];
            _order.Add(scope);
        }

        if (secrets.Find(other => other.Name == secret.Name) is { } earlier)
        {
            _problems.Add(new FileProblem(secret.Line, secret.Column, $"{secret.Name} in {scope} is declared in line {earlier.Line} too. Keep one of them, or exclude the repository from one.", ErrorId.InvalidArgument));
        }
        else
        {
            secrets.Add(secret);
        }
    }

    private void CheckCounts()
    {
        foreach (SecretScope scope in _order)
        {
            List<DeclaredSecret> secrets = _byScope[scope];
            if (scope.Rules.MaximumCount is int maximum && secrets.Count > maximum)
            {
                _problems.Add(new FileProblem(secrets[maximum].Line, secrets[maximum].Column, $"{secrets.Count} secrets are declared in {scope}, which takes {maximum}.", ErrorId.TooManySecrets));
            }
        }
    }
}
