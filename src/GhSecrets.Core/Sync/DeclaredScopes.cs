using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace GhSecrets.Core;

/// <summary>What a file declares at which scope, now that its patterns are read against the repositories that there are.</summary>
internal sealed class DeclaredScopes
{
    private readonly Dictionary<SecretScope, List<DeclaredItem>> _byScope = [];
    private readonly HashSet<string> _archived = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _unread = new(StringComparer.OrdinalIgnoreCase);
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

    /// <summary>Names that come twice to one scope, and scopes that get more than fit.</summary>
    internal IReadOnlyList<FileProblem> Problems => _problems;

    /// <summary>What was left out, and why.</summary>
    internal IReadOnlyList<string> Notes => _notes;

    /// <summary>What has patterns that could not be read.</summary>
    internal IReadOnlyList<(object Target, GhSecretsException Error)> Failures => _failures;

    /// <summary>Reads all patterns.</summary>
    /// <param name="declared">What the file declares.</param>
    /// <param name="known">Repositories that earlier syncs wrote to: one that its owner's list does not name is asked for by its name,
    /// because it may have slipped from one page to another.</param>
    /// <param name="catalog">Lists the repositories of owners.</param>
    /// <param name="cancel">Ends the reading.</param>
    internal static async Task<DeclaredScopes> ReadAsync(
        IReadOnlyList<DeclaredItem> declared, IEnumerable<string> known, RepositoryCatalog catalog, CancellationToken cancel)
    {
        DeclaredScopes scopes = new();
        Dictionary<string, List<ListedRepository>> lists = await scopes.ListAsync(declared, catalog, cancel).ConfigureAwait(false);
        await scopes.AddSlippedAsync(lists, known, catalog, cancel).ConfigureAwait(false);
        foreach (DeclaredItem item in declared)
        {
            scopes.Add(item, lists);
        }

        scopes.CheckCounts();
        return scopes;
    }

    /// <summary>What is declared at a scope; none when the file does not come to it.</summary>
    internal IReadOnlyList<DeclaredItem> At(SecretScope scope) =>
        _byScope.TryGetValue(scope, out List<DeclaredItem>? items) ? items : [];

    /// <summary>Whether it is known that nothing is declared at a scope, and not only because its repository is archived or its owner could
    /// not be listed.</summary>
    internal bool Lacks(SecretScope scope) => !_byScope.ContainsKey(scope) && KnowsAllOf(scope);

    /// <summary>Whether all that is declared at a scope is known: not where its repository is left out or could not be read, or where its
    /// owner could not be listed and a pattern may declare more.</summary>
    internal bool KnowsAllOf(SecretScope scope) =>
        scope.Repository is not { } repository
        || (!_archived.Contains(repository) && !_unread.Contains(repository) && !_unlisted.Contains(repository.Split('/')[0]));

    /// <summary>Follows repositories that have another name now; where that is another owner's, what is declared there fails.</summary>
    internal void Follow(IReadOnlyList<ScopeMove> moves)
    {
        CheckNames(moves);
        _notes.AddRange(moves
            .GroupBy(move => $"{move}", move => _byScope.ContainsKey(move.From))
            .Select(move =>
                move.Key + (move.Contains(true) ? ". Use the new name." : ". What the ledger keeps of it goes over to the new name.")));
        foreach (ScopeMove move in moves.Where(move => _byScope.ContainsKey(move.From)))
        {
            List<DeclaredItem> items = _byScope[move.From];
            _byScope.Remove(move.From);
            _order.Remove(move.From);
            if (move.MayFollow)
            {
                _byScope[move.To] = items;
                _order.Add(move.To);
            }
            else
            {
                _failures.AddRange(items.Select(item => ((object)new SecretTarget(move.From, item.Name), move.Refusal())));
            }
        }
    }

    /// <summary>Finds repositories that the file reaches by two names: what it says of the one and of the other could not both be
    /// kept.</summary>
    private void CheckNames(IReadOnlyList<ScopeMove> moves)
    {
        Dictionary<string, string> now = moves
            .Where(move => move.From.Repository is not null)
            .GroupBy(move => move.From.Repository!, move => move.To.Repository!, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(group => group.Key, group => group.First(), StringComparer.OrdinalIgnoreCase);
        var repositories = _order.Where(scope => scope.Repository is not null)
            .GroupBy(scope => scope.Repository!, scope => _byScope[scope][0], StringComparer.OrdinalIgnoreCase)
            .Select(group => (Name: group.Key, First: group.OrderBy(item => item.Line).First()))
            .GroupBy(
                repository => now.TryGetValue(repository.Name, out string? name) ? name : repository.Name,
                StringComparer.OrdinalIgnoreCase)
            .Where(group => group.Count() > 1);
        foreach (var names in repositories)
        {
            var both = names.OrderBy(one => one.First.Line).ToList();
            DeclaredItem last = both[both.Count - 1].First;
            string places = string.Join(" and ", both.Select(one => FormattableString.Invariant($"{one.Name} (line {one.First.Line})")));
            _problems.Add(new FileProblem(
                last.Line, last.Column,
                $"{places} are one repository, which is now {names.Key}. Use that name alone.",
                ErrorId.InvalidArgument));
        }
    }

    private async Task<Dictionary<string, List<ListedRepository>>> ListAsync(
        IReadOnlyList<DeclaredItem> declared, RepositoryCatalog catalog, CancellationToken cancel)
    {
        Dictionary<string, List<ListedRepository>> lists = new(StringComparer.OrdinalIgnoreCase);
        foreach (string owner in declared.SelectMany(item => item.Selection?.Owners ?? []).Distinct(StringComparer.OrdinalIgnoreCase))
        {
            try
            {
                lists[owner] = [.. await catalog.OfAsync(owner, cancel).ConfigureAwait(false)];
                lists[owner].ForEach(NoteArchived);
            }
            catch (GhSecretsException e) when (e.Id != ErrorId.TokenRejected)
            {
                _unlisted.Add(owner);
                foreach (DeclaredItem item in declared.Where(item =>
                    item.Selection?.Owners.Contains(owner, StringComparer.OrdinalIgnoreCase) == true))
                {
                    _failures.Add(($"{item.Name} in the repositories of {owner}", e.Copy()));
                }
            }
        }

        return lists;
    }

    private async Task AddSlippedAsync(
        Dictionary<string, List<ListedRepository>> lists, IEnumerable<string> known, RepositoryCatalog catalog, CancellationToken cancel)
    {
        List<string> missing = known
            .Where(name => lists.TryGetValue(name.Split('/')[0], out List<ListedRepository>? list)
                && !list.Exists(one => one.FullName.Equals(name, StringComparison.OrdinalIgnoreCase)))
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .ToList();
        foreach ((string name, Task<ListedRepository?> find) in missing.ConvertAll(name => (name, catalog.FindAsync(name, cancel))))
        {
            try
            {
                if (await find.ConfigureAwait(false) is { } slipped)
                {
                    lists[name.Split('/')[0]].Add(slipped);
                    NoteArchived(slipped);
                }
            }
            catch (GhSecretsException e) when (e.Id != ErrorId.TokenRejected)
            {
                _unread.Add(name);
                _failures.Add(($"repository {name}", e));
            }
        }
    }

    private void NoteArchived(ListedRepository repository)
    {
        if (repository.IsArchived)
        {
            _archived.Add(repository.FullName);
        }
    }

    private void Add(DeclaredItem item, Dictionary<string, List<ListedRepository>> lists)
    {
        List<SecretScope> scopes = [.. item.Scopes];
        if (item.Selection is { } selection)
        {
            // An owner that cannot be listed keeps nothing from the others: what they match would look undeclared.
            List<string> listed = selection.Owners.Where(lists.ContainsKey).ToList();
            List<ListedRepository> matches = listed.SelectMany(owner => lists[owner]).Where(selection.Includes).ToList();
            scopes.AddRange(matches.SelectMany(repository => item.ScopesOf(repository.FullName)));
            if (matches.Count == 0 && listed.Count == selection.Owners.Count)
            {
                _notes.Add($"Line {item.Line}: no repository matches the patterns of {item.Name}.");
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
                Add(scope, item);
            }
        }
    }

    private void Add(SecretScope scope, DeclaredItem item)
    {
        if (!_byScope.TryGetValue(scope, out List<DeclaredItem>? items))
        {
            _byScope[scope] = items = [];
            _order.Add(scope);
        }

        if (items.Find(other => other.Name == item.Name) is { } earlier)
        {
            _problems.Add(new FileProblem(
                item.Line, item.Column,
                $"{item.Name} in {scope} is declared in line {earlier.Line} too. Keep one of them, or exclude the repository from one.",
                ErrorId.InvalidArgument));
        }
        else
        {
            items.Add(item);
        }
    }

    private void CheckCounts()
    {
        foreach (SecretScope scope in _order)
        {
            List<DeclaredItem> items = _byScope[scope];
            if (scope.Rules.MaximumCount is int maximum && items.Count > maximum)
            {
                _problems.Add(new FileProblem(
                    items[maximum].Line, items[maximum].Column,
                    $"{items.Count} {Words.Of(scope.Items)} are declared in {scope}, which takes {maximum}.",
                    Words.TooMany(scope.Items)));
            }
        }
    }
}
