using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading;

namespace MockGitHub;

/// <summary>All that the server knows: tokens, accounts, repositories and the vaults of their secrets; safe to use while it serves.</summary>
public sealed class MockState(TimeProvider clock)
{
    private readonly ConcurrentDictionary<string, MockToken> _tokens = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Account> _accounts = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<string, Repository> _repositories = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<string, Lazy<Vault>> _vaults = new(StringComparer.OrdinalIgnoreCase);

    // Beyond 32 bits, as ids at GitHub will be one day.
    private long _lastId = 5_000_000_000;

    /// <summary>The requests to the API so far.</summary>
    public RequestLog Requests { get; } = new();

    /// <summary>What goes wrong on purpose.</summary>
    public InjectedFaults Faults { get; } = new();

    /// <summary>The vaults that were asked for so far.</summary>
    public IReadOnlyList<Vault> Vaults => [.. _vaults.Values.Select(vault => vault.Value).OrderBy(vault => vault.Scope, StringComparer.Ordinal)];

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

    /// <summary>Finds the vault at a <see cref="Vault.Scope"/>; <c>user/codespaces</c> means that of <paramref name="login"/>.</summary>
    public Vault? FindVault(string scope, string login = "octocat") =>
        ScopeGrammar.Find(this, [.. scope.Split('/').Select(Uri.UnescapeDataString), "secrets"], login)?.Vault;

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
        Requests.Clear();
        Faults.Clear();
    }

    internal MockToken? FindToken(string value) => _tokens.GetValueOrDefault(value);

    internal Account? FindOrganization(string login) => _accounts.GetValueOrDefault(login) is { IsOrganization: true } found ? found : null;

    internal Account? FindOrganization(long id) => _accounts.Values.FirstOrDefault(account => account.IsOrganization && account.Id == id);

    internal Repository? FindRepository(string owner, string name) => _repositories.GetValueOrDefault($"{owner}/{name}");

    internal Repository? FindRepository(long id) => _repositories.Values.FirstOrDefault(repository => repository.Id == id);

    internal Vault? OrganizationVault(string login, string application) =>
        FindOrganization(login) is { } found
            ? GetVault($"orgs/{found.Login}/{application}", scope => new Vault(scope, application, KeyIdOf(found.Id)) { Account = found })
            : null;

    internal Vault? RepositoryVault(string owner, string name, string application) =>
        FindRepository(owner, name) is { } found
            ? GetVault($"repos/{found.FullName}/{application}", scope => new Vault(scope, application, KeyIdOf(found.Id)) { Repository = found })
            : null;

    internal Vault? EnvironmentVault(string owner, string name, string environment) =>
        FindRepository(owner, name) is { } found && found.Environments.TryGetValue(environment, out var place)
            ? GetVault(
                $"repos/{found.FullName}/environments/{Uri.EscapeDataString(place.Name)}",
                scope => new Vault(scope, "actions", KeyIdOf(found.Id)) { Repository = found, Environment = place })
            : null;

    internal Vault UserVault(string login)
    {
        var user = AddUser(login);
        return _vaults.GetOrAdd(
            $"users/{login}", _ => new Lazy<Vault>(() => new Vault("user/codespaces", "codespaces", KeyIdOf(user.Id)) { Account = user })).Value;
    }

    // Lazy, because making a key takes a while and only one of two racing requests may make the vault's.
    private Vault GetVault(string scope, Func<string, Vault> make) =>
        _vaults.GetOrAdd(scope, key => new Lazy<Vault>(() => make(key))).Value;

    private Account AddUser(string login) => _accounts.GetOrAdd(login, _ => new Account(NextId(), login, IsOrganization: false));

    private long NextId() => Interlocked.Increment(ref _lastId);

    private static string KeyIdOf(long id) => (3_380_204_000_000_000_000 + id).ToString(CultureInfo.InvariantCulture);
}
