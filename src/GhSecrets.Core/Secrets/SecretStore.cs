using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using Newtonsoft.Json.Linq;

namespace GhSecrets.Core;

/// <summary>The secrets of any scope: list, get, set, remove, and the public key to seal for.</summary>
/// <remarks>Source: GitHub REST API, "Secrets" of Actions, Dependabot, Codespaces and Agents. One store serves one run: what was read of
/// access is not kept for the next.</remarks>
public sealed partial class SecretStore
{
    private readonly GhSession _session;
    private readonly ScopeRequests _requests;
    private readonly SecretAccess _access;
    private readonly RepositoryMoves _moves;

    /// <summary>Opens the store over a session.</summary>
    /// <param name="session">The session, whose caches the store uses.</param>
    /// <param name="run">What the requests are part of; null for none.</param>
    public SecretStore(GhSession session, ApiRun? run = null)
    {
        _session = session;
        _requests = new ScopeRequests(session, ItemKind.Secret, run);
        _access = new SecretAccess(session, run);
        _moves = new RepositoryMoves(session, run);
    }

    /// <summary>All secrets of a scope, read to the last page.</summary>
    /// <exception cref="GhSecretsException"><see cref="ErrorId.IncompleteList"/>, or the server refused, or the host has no such
    /// scope.</exception>
    public async Task<IReadOnlyList<Secret>> GetAllAsync(SecretScope scope, CancellationToken cancel) =>
        (await ListAsync(scope, cancel).ConfigureAwait(false)).Whole;

    /// <summary>The secrets that a scope's list names, also when it ends early.</summary>
    /// <exception cref="GhSecretsException">The server refused, or the host has no such scope.</exception>
    public async Task<SecretList> ListAsync(SecretScope scope, CancellationToken cancel) => SecretList.From(
        scope,
        await _requests.ListAsync(scope, json => ReadSecret(scope, json), secret => secret.Name, cancel).ConfigureAwait(false));

    /// <summary>A plan of what setting secrets would do, for one run.</summary>
    public SecretPlan<SecretScope> Plan() => new(
        StringComparer.OrdinalIgnoreCase,
        async (scope, cancel) => (await ListAsync(scope, cancel).ConfigureAwait(false)).Secrets.Select(
            secret => (secret.Name, secret.SeenBy ?? (scope.Rules.HasSelectedRepositories ? Visibility.Selected : null))));

    /// <summary>The secrets of its organization that a repository sees; they carry the organization, not the repository.</summary>
    /// <exception cref="GhSecretsException">The server refused, or the application has no such list.</exception>
    public async Task<SecretList> ListInheritedAsync(SecretScope repository, CancellationToken cancel) => SecretList.From(
        repository,
        await _requests.ListInheritedAsync(repository, ReadSecret, secret => secret.Name, cancel).ConfigureAwait(false));

    /// <summary>One secret.</summary>
    /// <exception cref="GhSecretsException"><see cref="ErrorId.SecretNotFound"/> and its siblings, or the server refused.</exception>
    public async Task<Secret> GetAsync(SecretScope scope, string name, CancellationToken cancel)
    {
        string normalized = SecretName.Normalize(name);
        ApiReply reply = await _requests.SendAsync(
            scope,
            normalized,
            path => new ApiRequest(HttpMethod.Get, $"{path}/{normalized}"),
            followsMoves: true,
            cancel).ConfigureAwait(false);
        return ReadSecret(scope, reply.Json<JObject>());
    }

    /// <summary>The public key of a scope, read once a session.</summary>
    /// <exception cref="GhSecretsException"><see cref="ErrorId.PublicKeyUnusable"/>, or the server refused.</exception>
    public Task<PublicKey> GetPublicKeyAsync(SecretScope scope, CancellationToken cancel) =>
        GetPublicKeyAsync(scope, null, followsRedirects: true, cancel);

    private Task<PublicKey> GetPublicKeyAsync(SecretScope scope, PublicKey? stale, bool followsRedirects, CancellationToken cancel)
    {
        return _session.PublicKeys.GetAsync(scope.Path, ReadAsync, cancel, known => known == stale);

        async Task<PublicKey> ReadAsync(CancellationToken stop)
        {
            ApiReply reply = await _requests.SendAsync(scope, null, Request, followsRedirects, stop).ConfigureAwait(false);
            JObject json = reply.Json<JObject>();
            return new PublicKey(scope, json.TextOrNumber("key_id"), json.Text("key"));
        }

        ApiRequest Request(string path) => new(HttpMethod.Get, $"{path}/public-key") { FollowsRedirects = followsRedirects };
    }

    private static Secret ReadSecret(SecretScope scope, JObject json) => new(
        scope,
        json.Text("name"),
        Words.Read<Visibility>(json.OptionalText("visibility"), nameof(Visibility)),
        json.Time("created_at"),
        json.Time("updated_at"));
}
