using System;
using System.Collections.Generic;
using System.Threading;

namespace MockGitHub;

/// <summary>Everything of one kind that lives at one scope of one application: a key pair and the secrets, or the variables, by their upper-case names.</summary>
public sealed class Vault
{
    private readonly Lock _gate = new();
    private readonly SortedDictionary<string, StoredSecret> _secrets = new(StringComparer.Ordinal);
    private volatile KeyPair _key;

    internal Vault(string address, string application, string keyId)
    {
        (Scope, Items) = Split(address);
        Application = application;
        _key = KeyPair.Create(keyId);
    }

    /// <summary>The address of the API without its last part <c>/secrets</c> or <c>/variables</c>: <c>orgs/acme/actions</c>, <c>repos/acme/app/environments/prod%2Feu</c>.</summary>
    public string Scope { get; private set; }

    /// <summary><c>secrets</c> or <c>variables</c>.</summary>
    public string Items { get; }

    /// <summary><c>actions</c>, <c>dependabot</c>, <c>codespaces</c> or <c>agents</c>.</summary>
    public string Application { get; }

    /// <summary>The organization or the user whose secrets these are; null for a repository's.</summary>
    public Account? Account { get; init; }

    /// <summary>The repository whose secrets, or whose environment's secrets, these are.</summary>
    public Repository? Repository { get; internal set; }

    /// <summary>The environment whose secrets these are.</summary>
    public DeploymentEnvironment? Environment { get; init; }

    /// <summary>The secrets in the order of their names.</summary>
    public IReadOnlyList<StoredSecret> Secrets
    {
        get
        {
            lock (_gate)
            {
                return [.. _secrets.Values];
            }
        }
    }

    /// <summary>The id that the public key shows; a repository, its environments and all their applications start with the same one.</summary>
    public string KeyId => _key.KeyId;

    /// <summary>The 32 bytes that values must be sealed for.</summary>
    public ReadOnlySpan<byte> PublicKey => _key.PublicKey;

    internal KeyPair Key => _key;

    internal bool IsOrganization => Account is { IsOrganization: true };

    internal bool SelectsRepositories => Account is not null;

    /// <summary>Finds a secret by its name in any case.</summary>
    public StoredSecret? Find(string name)
    {
        lock (_gate)
        {
            return _secrets.GetValueOrDefault(name.ToUpperInvariant());
        }
    }

    /// <summary>Goes with its repository to another name.</summary>
    internal void MoveTo(string address, Repository repository) => (Scope, Repository) = (Split(address).Scope, repository);

    /// <summary>Replaces the key pair and its id: what was sealed before no longer opens.</summary>
    internal void RotateKey(string keyId) => _key = KeyPair.Create(keyId);

    /// <summary>Stores a new secret, or a new value and access of one that exists, unless a new one finds no room.</summary>
    internal WriteResult Write(StoredSecret secret, int limit = int.MaxValue)
    {
        lock (_gate)
        {
            if (_secrets.TryGetValue(secret.Name, out var old))
            {
                _secrets[secret.Name] = secret with { CreatedAt = old.CreatedAt, Writes = old.Writes + 1 };
                return WriteResult.Updated;
            }

            if (_secrets.Count >= limit)
            {
                return WriteResult.Full;
            }

            _secrets.Add(secret.Name, secret);
            return WriteResult.Created;
        }
    }

    /// <summary>Stores a new item, unless one of its name is there, which stays as it is, or it finds no room.</summary>
    internal WriteResult Add(StoredSecret item, int limit)
    {
        lock (_gate)
        {
            return _secrets.ContainsKey(item.Name) ? WriteResult.Updated : Write(item, limit);
        }
    }

    /// <summary>Changes an item in one step, its name too; false where there is none.</summary>
    /// <param name="name">Its name, in any case.</param>
    /// <param name="change">What it becomes.</param>
    /// <param name="isTaken">Whether another one has the new name, so that nothing was changed.</param>
    internal bool Change(string name, Func<StoredSecret, StoredSecret> change, out bool isTaken)
    {
        lock (_gate)
        {
            isTaken = false;
            if (!_secrets.TryGetValue(name.ToUpperInvariant(), out var old))
            {
                return false;
            }

            var changed = change(old);
            isTaken = changed.Name != old.Name && _secrets.ContainsKey(changed.Name);
            if (!isTaken)
            {
                _secrets.Remove(old.Name);
                _secrets.Add(changed.Name, changed with { Writes = old.Writes + 1 });
            }

            return true;
        }
    }

    /// <summary>Removes a secret, and gives what it was.</summary>
    internal StoredSecret? Remove(string name)
    {
        lock (_gate)
        {
            return _secrets.Remove(name.ToUpperInvariant(), out var removed) ? removed : null;
        }
    }

    /// <summary>Changes the selected repositories of a secret in one step, so that parallel additions do not lose each other.</summary>
    internal void Select(string name, DateTimeOffset now, Func<StoredSecret, IEnumerable<long>> selection)
    {
        lock (_gate)
        {
            if (_secrets.TryGetValue(name.ToUpperInvariant(), out var secret))
            {
                _secrets[secret.Name] = secret with { SelectedRepositoryIds = [.. selection(secret)], UpdatedAt = now };
            }
        }
    }

    private static (string Scope, string Items) Split(string address)
    {
        var end = address.LastIndexOf('/');
        return (address[..end], address[(end + 1)..]);
    }
}
