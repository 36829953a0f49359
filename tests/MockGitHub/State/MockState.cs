using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Threading;

namespace MockGitHub;

/// <summary>All that the server knows: tokens, accounts, repositories and the vaults of their secrets; safe to use while it serves.</summary>
public sealed class MockState(TimeProvider clock)
{
    private readonly ConcurrentDictionary<string, MockToken> _tokens = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Account> _accounts = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<string, Repository> _repositories = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<string, Lazy<Vault>> _vaults = new(StringComparer.OrdinalIgnoreCase);

    private readonly ConcurrentQueue<(Vault Vault, StoredSecret Secret)> _removed = new();
    private readonly ConcurrentDictionary<string, long> _formerNames = new(StringComparer.OrdinalIgnoreCase);

    // Beyond 32 bits, as ids at GitHub will be one day.
    private long _lastId = 5_000_000_000;

    /// <summary>The requests to the API so far.</summary>
    public RequestLog Requests { get; } = new();

    /// <summary>What goes wrong on purpose.</summary>
    public InjectedFaults Faults { get; } = new();

    /// <summary>What somebody else does between two requests.</summary>
    public Interventions Interventions { get; } = new();

    /// <summary>What clients have removed, as it was then, with its vault.</summary>
    public IReadOnlyList<(Vault Vault, StoredSecret Secret)> Removed => [.. _removed];

    /// <summary>The most items of a page; GitHub's 100 unless a test wants more pages of fewer items.</summary>
    public int LargestPage { get; set; } = 100;

    /// <summary>How many items every list counts without naming them.</summary>
    public int UnlistedCount { get; set; }

    /// <summary>The vaults that were asked for so far.</summary>
    public IReadOnlyList<Vault> Vaults => [.. _vaults.Values.Select(vault => vault.Value).OrderBy(vault => vault.Scope, StringComparer.Ordinal)];

    /// <summary>The repositories by their present names.</summary>
    public IReadOnlyList<string> RepositoryNames => [.. Repositories.Select(repository => repository.FullName)];

    internal IReadOnlyList<Repository> Repositories => [.. _repositories.Values.OrderBy(repository => repository.Id)];

    internal IReadOnlyList<Account> Organizations => [.. _accounts.Values.Where(account => account.IsOrganization).OrderBy(account => account.Id)];

    internal TimeProvider Clock => clock;

    internal DateTimeOffset Now => clock.GetUtcNow();

    /// <summary>Accepts a token from now on, in place of one of the same text.</summary>
    public void AddToken(MockToken token) => _tokens[token.Value] = token;

    /// <summary>Accepts a token no longer.</summary>
    public void RemoveToken(string value) => _tokens.TryRemove(value, out _);

    /// <summary>Adds an organization, or finds it.</summary>
    public Account AddOrganization(string login) => _accounts.GetOrAdd(login, _ => new Account(NextId(), login, IsOrganization: true));

    /// <summary>Adds a repository, or finds it; an owner who is no organization yet becomes a user. Environments are added to those there are.</summary>
    public Repository AddRepository(string owner, string name, bool isPrivate = false, bool isArchived = false, params IEnumerable<string> environments) =>
        AddRepository(owner, name, [], isPrivate, isArchived, environments);

    /// <summary>Adds a repository with topics, or finds it as it is.</summary>
    public Repository AddRepository(string owner, string name, IReadOnlyList<string> topics, bool isPrivate = false, bool isArchived = false, params IEnumerable<string> environments)
    {
        var account = AddUser(owner);
        var repository = _repositories.GetOrAdd(
            $"{owner}/{name}", _ => new Repository(NextId(), account, name, isPrivate, isArchived, Now) { Topics = topics });
        foreach (var environment in environments)
        {
            repository.Environments.GetOrAdd(environment, _ => new DeploymentEnvironment(NextId(), environment, Now));
        }

        return repository;
    }

    /// <summary>Gives a repository another name, another owner, or both; its former name leads to it until another repository has that name.</summary>
    public void RenameRepository(string from, string to)
    {
        var (old, owner) = (Find(from), AddUser(to.Split('/')[0]));
        var renamed = old with { Owner = owner, Name = to.Split('/')[1] };
        _repositories.TryRemove(old.FullName, out _);
        _repositories[renamed.FullName] = renamed;
        _formerNames[old.FullName] = old.Id;
        foreach (var (scope, vault) in _vaults.Where(vault => vault.Value.Value.Repository?.Id == old.Id).ToList())
        {
            _vaults.TryRemove(scope, out _);
            var moved = $"repos/{renamed.FullName}{scope[$"repos/{old.FullName}".Length..]}";
            vault.Value.MoveTo(moved, renamed);
            _vaults[moved] = vault;
        }
    }

    /// <summary>Gives an organization another login; the former names of its repositories lead to them, its own does not.</summary>
    public void RenameOrganization(string from, string to)
    {
        AddOrganization(to);
        foreach (var repository in Repositories.Where(repository => repository.Owner.Login.Equals(from, StringComparison.OrdinalIgnoreCase)))
        {
            RenameRepository(repository.FullName, $"{to}/{repository.Name}");
        }

        _accounts.TryRemove(from, out _);
    }

    /// <summary>Removes a repository with its secrets.</summary>
    public void RemoveRepository(string fullName)
    {
        var repository = Find(fullName);
        _repositories.TryRemove(fullName, out _);
        foreach (var (scope, _) in _vaults.Where(vault => vault.Value.Value.Repository?.Id == repository.Id).ToList())
        {
            _vaults.TryRemove(scope, out _);
        }
    }

    /// <summary>Stores a secret without a request, as a person does in the settings.</summary>
    public void SetSecret(string scope, string name, string value, string? visibility = null, params IEnumerable<string> selectedRepositories) =>
        Set(FindVault(scope) ?? throw NoScope(scope), name, value, visibility, selectedRepositories);

    private void Set(Vault vault, string name, string value, string? visibility, IEnumerable<string> selectedRepositories) =>
        vault.Write(new StoredSecret(name.ToUpperInvariant(), [.. Encoding.UTF8.GetBytes(value)], Now, Now)
        {
            Visibility = vault.IsOrganization ? visibility ?? "private" : vault.SelectsRepositories ? "selected" : null,
            SelectedRepositoryIds = [.. selectedRepositories.Select(repository => Find(repository).Id)],
        });

    private static ArgumentException NoScope(string scope) => new($"There is no scope '{scope}'.");

    /// <summary>Removes a secret without a request.</summary>
    public void RemoveSecret(string scope, string name) => FindVault(scope)?.Remove(name);

    /// <summary>Stores a variable without a request.</summary>
    public void SetVariable(string scope, string name, string value, string? visibility = null, params IEnumerable<string> selectedRepositories) =>
        Set(FindVariables(scope) ?? throw NoScope(scope), name, value, visibility, selectedRepositories);

    /// <summary>Removes a variable without a request.</summary>
    public void RemoveVariable(string scope, string name) => FindVariables(scope)?.Remove(name);

    /// <summary>Finds the variables at a <see cref="Vault.Scope"/>.</summary>
    public Vault? FindVariables(string scope) => Find(scope, "variables", "");

    /// <summary>Finds the vault at a <see cref="Vault.Scope"/>; <c>user/codespaces</c> means that of <paramref name="login"/>.</summary>
    public Vault? FindVault(string scope, string login = "octocat") => Find(scope, "secrets", login);

    private Vault? Find(string scope, string items, string login) =>
        ScopeGrammar.Find(this, [.. scope.Split('/').Select(Uri.UnescapeDataString), items], login)?.Vault;

    /// <summary>Gives a vault a new key with a new id, as a server does that retires a key; says the id.</summary>
    public string RotateKey(Vault vault)
    {
        vault.RotateKey(KeyIdOf(NextId()));
        return vault.KeyId;
    }

    /// <summary>Forgets everything, tokens and faults too.</summary>
    public void Reset()
    {
        _tokens.Clear();
        _accounts.Clear();
        _repositories.Clear();
        _vaults.Clear();
        _formerNames.Clear();
        _removed.Clear();
        Interventions.Clear();
        UnlistedCount = 0;
        LargestPage = 100;
        Requests.Clear();
        Faults.Clear();
    }

    internal void Note(Vault vault, StoredSecret removed) => _removed.Enqueue((vault, removed));

    internal MockToken? FindToken(string value) => _tokens.GetValueOrDefault(value);

    internal Account? FindOrganization(string login) => _accounts.GetValueOrDefault(login) is { IsOrganization: true } found ? found : null;

    internal Account? FindOrganization(long id) => _accounts.Values.FirstOrDefault(account => account.IsOrganization && account.Id == id);

    internal Repository? FindRepository(string owner, string name) => _repositories.GetValueOrDefault($"{owner}/{name}");

    /// <summary>The id of the repository that had a name before; null when there is none, or one that has the name now.</summary>
    internal long? FindFormer(string owner, string name) =>
        FindRepository(owner, name) is null && _formerNames.TryGetValue($"{owner}/{name}", out var id) && FindRepository(id) is not null ? id : null;

    internal Repository? FindRepository(long id) => _repositories.Values.FirstOrDefault(repository => repository.Id == id);

    internal Vault? OrganizationVault(string login, string application, string items) =>
        FindOrganization(login) is { } found
            ? GetVault($"orgs/{found.Login}/{application}/{items}", scope => new Vault(scope, application, KeyIdOf(found.Id)) { Account = found })
            : null;

    internal Vault? RepositoryVault(string owner, string name, string application, string items) =>
        FindRepository(owner, name) is { } found
            ? GetVault($"repos/{found.FullName}/{application}/{items}", scope => new Vault(scope, application, KeyIdOf(found.Id)) { Repository = found })
            : null;

    internal Vault? EnvironmentVault(string owner, string name, string environment, string items) =>
        FindRepository(owner, name) is { } found && found.Environments.TryGetValue(environment, out var place)
            ? GetVault(
                $"repos/{found.FullName}/environments/{Uri.EscapeDataString(place.Name)}/{items}",
                scope => new Vault(scope, "actions", KeyIdOf(found.Id)) { Repository = found, Environment = place })
            : null;

    internal Vault UserVault(string login)
    {
        var user = AddUser(login);
        return _vaults.GetOrAdd(
            $"users/{login}", _ => new Lazy<Vault>(() => new Vault("user/codespaces/secrets", "codespaces", KeyIdOf(user.Id)) { Account = user })).Value;
    }

    private Repository Find(string fullName) =>
        _repositories.TryGetValue(fullName, out var found) ? found : throw new ArgumentException($"There is no repository '{fullName}'.");

    // Lazy, because making a key takes a while and only one of two racing requests may make the vault's.
    private Vault GetVault(string scope, Func<string, Vault> make) =>
        _vaults.GetOrAdd(scope, key => new Lazy<Vault>(() => make(key))).Value;

    private Account AddUser(string login) => _accounts.GetOrAdd(login, _ => new Account(NextId(), login, IsOrganization: false));

    private long NextId() => Interlocked.Increment(ref _lastId);

    private static string KeyIdOf(long id) => (3_380_204_000_000_000_000 + id).ToString(CultureInfo.InvariantCulture);
}
