using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using Newtonsoft.Json.Linq;

namespace GhSecrets.Core;

/// <summary>The secrets of any scope: list, get, set, remove, and the public key to seal for.</summary>
/// <remarks>Source: GitHub REST API, "Secrets" of Actions, Dependabot, Codespaces and Agents. One store serves one run: what was read of access is not kept for the next.</remarks>
public sealed class SecretStore
{
    // The secret, and a page of its repositories.
    private const int ReadsOfAccess = 2;

    // The repository and the secret.
    private const int ReadsOfRemoval = 2;

    private readonly GhSession _session;
    private readonly ApiRun? _run;
    private readonly NotFound _notFound;
    private readonly SecretAccess _access;
    private readonly ScopeAddress _address;
    private readonly RepositoryMoves _moves;

    /// <summary>Opens the store over a session.</summary>
    /// <param name="session">The session, whose caches the store uses.</param>
    /// <param name="run">What the requests are part of; null for none.</param>
    public SecretStore(GhSession session, ApiRun? run = null)
    {
        _session = session;
        _run = run;
        _notFound = new NotFound(session, run);
        _access = new SecretAccess(session, run);
        _address = new ScopeAddress(session, run);
        _moves = new RepositoryMoves(session, run);
    }

    /// <summary>All secrets of a scope, read to the last page.</summary>
    /// <exception cref="GhSecretsException"><see cref="ErrorId.IncompleteList"/>, or the server refused, or the host has no such scope.</exception>
    public async Task<IReadOnlyList<Secret>> GetAllAsync(SecretScope scope, CancellationToken cancel) => (await ListAsync(scope, cancel).ConfigureAwait(false)).Whole;

    /// <summary>The secrets that a scope's list names, also when it ends early.</summary>
    /// <exception cref="GhSecretsException">The server refused, or the host has no such scope.</exception>
    public Task<SecretList> ListAsync(SecretScope scope, CancellationToken cancel) =>
        ReadListAsync(scope, path => path, json => ReadSecret(scope, json), cancel);

    /// <summary>A plan of what setting secrets would do, for one run.</summary>
    public SecretPlan<SecretScope> Plan() => new(
        StringComparer.OrdinalIgnoreCase,
        async (scope, cancel) => (await GetAllAsync(scope, cancel).ConfigureAwait(false)).Select(secret => secret.Name));

    /// <summary>The secrets of its organization that a repository sees; they carry the organization, not the repository.</summary>
    /// <exception cref="GhSecretsException">The server refused, or the application has no such list.</exception>
    public async Task<SecretList> ListInheritedAsync(SecretScope repository, CancellationToken cancel)
    {
        if (!repository.Rules.HasInherited)
        {
            throw new GhSecretsException(
                ErrorId.ScopeNotSupported,
                $"GitHub cannot list the organization's {repository.Application} secrets that a repository sees. It can for: "
                + string.Join(", ", ScopeRules.All.Where(row => row.HasInherited).Select(row => row.Application)) + ".");
        }

        SecretScope organization = SecretScope.ForOrganization(repository.Repository!.Split('/')[0], repository.Application);
        try
        {
            return await ReadListAsync(
                repository,
                path => path.Substring(0, path.LastIndexOf('/')) + "/organization-secrets",
                json => ReadSecret(organization, json),
                cancel).ConfigureAwait(false);
        }
        catch (ApiException e) when (e.Id == ErrorId.ScopeNotFound && _address.IsOldServer)
        {
            throw new ApiException(ErrorId.ScopeNotSupported, "GitHub Enterprise Server lists the organization's secrets that a repository sees since version 3.9; this one is older.", e);
        }
    }

    /// <summary>One secret.</summary>
    /// <exception cref="GhSecretsException"><see cref="ErrorId.SecretNotFound"/> and its siblings, or the server refused.</exception>
    public async Task<Secret> GetAsync(SecretScope scope, string name, CancellationToken cancel)
    {
        string normalized = SecretName.Normalize(name);
        ApiReply reply = await SendAsync(scope, normalized, HttpMethod.Get, normalized, cancel).ConfigureAwait(false);
        return ReadSecret(scope, reply.Json<JObject>());
    }

    /// <summary>The public key of a scope, read once a session.</summary>
    /// <exception cref="GhSecretsException"><see cref="ErrorId.PublicKeyUnusable"/>, or the server refused.</exception>
    public Task<PublicKey> GetPublicKeyAsync(SecretScope scope, CancellationToken cancel) => GetPublicKeyAsync(scope, null, followsRedirects: true, cancel);

    private Task<PublicKey> GetPublicKeyAsync(SecretScope scope, PublicKey? stale, bool followsRedirects, CancellationToken cancel) =>
        _session.PublicKeys.GetAsync(
            scope.Path,
            async stop =>
            {
                ApiReply reply = await SendAsync(scope, null, path => new ApiRequest(HttpMethod.Get, $"{path}/public-key") { FollowsRedirects = followsRedirects }, stop).ConfigureAwait(false);
                JObject json = reply.Json<JObject>();
                return new PublicKey(scope, json.Text("key_id"), json.Text("key"));
            },
            cancel,
            stale);

    /// <summary>Seals a value for its scope and stores it; an update changes nobody's access unless that was asked for.</summary>
    /// <remarks>A repository that has another name now is written to, and the change says the new name; one that has another owner is not.</remarks>
    /// <exception cref="GhSecretsException">Nothing was stored; or, with <see cref="ErrorId.AccessUnknown"/>, it was.</exception>
    public async Task<SecretChange> SetAsync(SecretAssignment assignment, CancellationToken cancel)
    {
        try
        {
            return await SetAsync(assignment, assignment.Scope, followsRedirects: false, cancel).ConfigureAwait(false);
        }
        catch (ApiException e) when (e.Id == ErrorId.RepositoryMoved && assignment.Scope.Repository is not null)
        {
            SecretScope scope = await _moves.FollowAsync(assignment.Scope, e, cancel).ConfigureAwait(false);
            return await SetAsync(assignment, scope, followsRedirects: scope.Equals(assignment.Scope), cancel).ConfigureAwait(false);
        }
    }

    private async Task<SecretChange> SetAsync(SecretAssignment assignment, SecretScope scope, bool followsRedirects, CancellationToken cancel)
    {
        _session.EnsureSupports(scope);
        SecretPut put = new(scope, assignment, await _access.GivenAsync(assignment, cancel).ConfigureAwait(false), followsRedirects);
        return assignment.Content.IsSealed
            ? await PutAsync(put, null, 0, cancel).ConfigureAwait(false)
            : await SealAndPutAsync(put, cancel).ConfigureAwait(false);
    }

    private async Task<SecretChange> SealAndPutAsync(SecretPut put, CancellationToken cancel)
    {
        PublicKey key = await GetPublicKeyAsync(put.Scope, null, put.FollowsRedirects, cancel).ConfigureAwait(false);
        int attempts = 0;
        for (int keysLeft = _session.MaximumRetryCount; ; keysLeft--)
        {
            ApiException refusal;
            try
            {
                return await PutAsync(put, key, attempts, cancel).ConfigureAwait(false);
            }
            catch (ApiException e) when (e.Id == ErrorId.Rejected && (int)e.Status == 422)
            {
                refusal = attempts == 0 ? e : e.After(attempts);
            }

            // GitHub has no own words for a key that it has replaced: whether it has shows when the key is read again.
            // Read also when it is of no more use here, so that the next write of the session has it.
            PublicKey current = await GetPublicKeyAsync(put.Scope, key, put.FollowsRedirects, cancel).ConfigureAwait(false);
            if (keysLeft == 0 || (current.KeyId == key.KeyId && current.Key == key.Key))
            {
                throw refusal;
            }

            (key, attempts) = (current, refusal.Attempts);
        }
    }

    private async Task<SecretChange> PutAsync(SecretPut put, PublicKey? key, int earlierAttempts, CancellationToken cancel)
    {
        (string encrypted, string keyId) = put.Assignment.Content.Seal(key, _session.ValueSealer);
        bool isTakenForNew = false;
        ApiReply reply = await SendAsync(
            put.Scope,
            null,
            path => new ApiRequest(HttpMethod.Put, $"{path}/{put.Assignment.Name}", put.Given is null ? null : Sealed(put.Given))
            {
                FollowsRedirects = put.FollowsRedirects,
                Look = put.Given is null ? LookAsync : null,
                ReadsBefore = put.Given is null ? ReadsOfAccess : 0,
            },
            cancel).ConfigureAwait(false);
        if (isTakenForNew && reply.Status != HttpStatusCode.Created)
        {
            throw new ApiException(
                ErrorId.AccessUnknown,
                $"The value was stored, but {put.Assignment.Name} was there although GitHub had not shown it: it now has the access of a new secret ({(put.Scope.Rules.HasVisibility ? "private" : "no repositories")}). Check who must see it, and set that.",
                reply);
        }

        return new SecretChange(
            put.Scope,
            put.Assignment.Name,
            reply.Status == HttpStatusCode.Created ? SecretAction.Created : SecretAction.Updated,
            earlierAttempts + reply.Attempts,
            repliedAt: reply.Date);

        JObject Sealed(JObject body)
        {
            (body["encrypted_value"], body["key_id"]) = (encrypted, keyId);
            return body;
        }

        async Task<ApiReply?> LookAsync(ApiAttempt attempt)
        {
            (JObject body, bool isNew) = await _access.KeptAsync(put.Assignment, attempt, cancel).ConfigureAwait(false);

            // What an earlier try may have created is no surprise.
            isTakenForNew = isNew && !attempt.MayBeDone;
            attempt.Body = Sealed(body);
            return null;
        }
    }

    /// <summary>Removes one secret.</summary>
    /// <exception cref="GhSecretsException"><see cref="ErrorId.SecretNotFound"/> and its siblings, <see cref="ErrorId.RepositoryMoved"/>, or the server refused.</exception>
    public Task<SecretChange> RemoveAsync(SecretScope scope, string name, CancellationToken cancel) => RemoveAsync(scope, name, null, cancel);

    /// <summary>Removes one secret unless something speaks against it, which is asked directly before each try: with the repository and the secret as they are then.</summary>
    /// <param name="scope">The scope.</param>
    /// <param name="name">The secret's name, in any case.</param>
    /// <param name="objection">Why it must stay, in words; null where it may go. Without a repository for an organization or a user.</param>
    /// <param name="cancel">Ends the removal.</param>
    /// <exception cref="GhSecretsException"><see cref="ErrorId.Drifted"/> with the objection; as for a removal without.</exception>
    internal async Task<SecretChange> RemoveAsync(SecretScope scope, string name, Func<RepositoryId?, Secret, string?>? objection, CancellationToken cancel)
    {
        string normalized = SecretName.Normalize(name);
        try
        {
            ApiReply reply = await SendAsync(scope, normalized, Request, cancel).ConfigureAwait(false);
            return new SecretChange(scope, normalized, SecretAction.Removed, reply.Attempts);
        }
        catch (ApiException e) when (e.Id == ErrorId.RepositoryMoved && scope.Repository is not null)
        {
            throw await _moves.RefusalAsync(scope, e, objection is null ? ErrorId.RepositoryMoved : ErrorId.Drifted, cancel).ConfigureAwait(false);
        }

        ApiRequest Request(string path) => new(HttpMethod.Delete, $"{path}/{normalized}")
        {
            Look = objection is null ? null : attempt => LookAsync(attempt, path),
            ReadsBefore = objection is null ? 0 : ReadsOfRemoval,
        };

        async Task<ApiReply?> LookAsync(ApiAttempt attempt, string path)
        {
            RepositoryId? repository = null;
            if (scope.Repository is not null)
            {
                JObject json = (await attempt.GetAsync($"repos/{scope.Repository}").ConfigureAwait(false)).Json<JObject>();
                repository = new RepositoryId(json.Number("id"), json.Text("full_name"));
            }

            ApiReply? reply = await attempt.GetAsync($"{path}/{normalized}", mayBeMissing: attempt.MayBeDone).ConfigureAwait(false);
            if (!reply.IsSuccess)
            {
                // An earlier try has removed it, although its answer was lost.
                return reply;
            }

            return objection!(repository, ReadSecret(scope, reply.Json<JObject>())) is string why ? throw new GhSecretsException(ErrorId.Drifted, why) : null;
        }
    }

    private async Task<SecretList> ReadListAsync(SecretScope scope, Func<string, string> list, Func<JObject, Secret> read, CancellationToken cancel)
    {
        _session.EnsureSupports(scope);
        CompleteList found = await _notFound.ExplainAsync(
            scope,
            null,
            () => _address.SendAsync(
                scope,
                path => CompleteList.ReadAsync(() => _session.Api.SendPagedAsync(list(path), _run, cancel), "secrets", secret => secret.Text("name")),
                cancel),
            cancel).ConfigureAwait(false);
        return new SecretList(
            found.Items.Select(read).ToList(),
            found.IsWhole ? null : SecretList.Incomplete(scope, found.Items.Count, found.Total),
            found.WasRedirected);
    }

    private Task<ApiReply> SendAsync(SecretScope scope, string? name, HttpMethod method, string suffix, CancellationToken cancel) =>
        SendAsync(scope, name, path => new ApiRequest(method, $"{path}/{suffix}"), cancel);

    private Task<ApiReply> SendAsync(SecretScope scope, string? name, Func<string, ApiRequest> request, CancellationToken cancel)
    {
        _session.EnsureSupports(scope);
        return _notFound.ExplainAsync(
            scope,
            name,
            () => _address.SendAsync(scope, path => _session.Api.SendAsync(request(path), _run, cancel), cancel),
            cancel);
    }

    private Secret ReadSecret(SecretScope scope, JObject json) => new(
        scope,
        json.Text("name"),
        Words.Read<Visibility>(json.OptionalText("visibility"), nameof(Visibility)),
        Time(json, "created_at"),
        Time(json, "updated_at"),
        _session.Api.Options.Clock.GetUtcNow());

    private static DateTimeOffset? Time(JObject json, string property) =>
        DateTimeOffset.TryParse(json.OptionalText(property), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out DateTimeOffset time)
            ? time
            : null;

    /// <summary>A write on its way: where it goes, what it stores, and the access that it gives; null where it keeps what is there.</summary>
    private sealed record SecretPut(SecretScope Scope, SecretAssignment Assignment, JObject? Given, bool FollowsRedirects);
}
