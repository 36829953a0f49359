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
    private readonly GhSession _session;
    private readonly ApiRun? _run;
    private readonly NotFound _notFound;
    private readonly SecretAccess _access;
    private readonly ScopeAddress _address;

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
    }

    /// <summary>All secrets of a scope, read to the last page.</summary>
    /// <exception cref="GhSecretsException">The server refused, or the host has no such scope.</exception>
    public Task<IReadOnlyList<Secret>> GetAllAsync(SecretScope scope, CancellationToken cancel) =>
        ReadListAsync(scope, path => path, json => ReadSecret(scope, json), cancel);

    /// <summary>A plan of what setting secrets would do, for one run.</summary>
    public SecretPlan<SecretScope> Plan() => new(
        StringComparer.OrdinalIgnoreCase,
        async (scope, cancel) => (await GetAllAsync(scope, cancel).ConfigureAwait(false)).Select(secret => secret.Name));

    /// <summary>The secrets of its organization that a repository sees; they carry the organization, not the repository.</summary>
    /// <exception cref="GhSecretsException">The server refused, or the application has no such list.</exception>
    public async Task<IReadOnlyList<Secret>> GetInheritedAsync(SecretScope repository, CancellationToken cancel)
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
        ApiReply reply = await SendAsync(scope, normalized, HttpMethod.Get, normalized, null, cancel).ConfigureAwait(false);
        return ReadSecret(scope, reply.Json<JObject>());
    }

    /// <summary>The public key of a scope, read once a session.</summary>
    /// <exception cref="GhSecretsException"><see cref="ErrorId.PublicKeyUnusable"/>, or the server refused.</exception>
    public Task<PublicKey> GetPublicKeyAsync(SecretScope scope, CancellationToken cancel) => GetPublicKeyAsync(scope, null, cancel);

    private Task<PublicKey> GetPublicKeyAsync(SecretScope scope, PublicKey? stale, CancellationToken cancel) =>
        _session.PublicKeys.GetAsync(
            scope.Path,
            async stop =>
            {
                ApiReply reply = await SendAsync(scope, null, HttpMethod.Get, "public-key", null, stop).ConfigureAwait(false);
                JObject json = reply.Json<JObject>();
                return new PublicKey(scope, json.Text("key_id"), json.Text("key"));
            },
            cancel,
            stale);

    /// <summary>Seals a value for its scope and stores it; an update changes nobody's access unless that was asked for.</summary>
    /// <exception cref="GhSecretsException">Nothing was stored.</exception>
    public async Task<SecretChange> SetAsync(SecretAssignment assignment, CancellationToken cancel)
    {
        SecretScope scope = assignment.Scope;
        _session.EnsureSupports(scope);
        JObject body = await _access.BodyAsync(assignment, cancel).ConfigureAwait(false);
        return assignment.Content.IsSealed
            ? await PutAsync(assignment, body, null, cancel).ConfigureAwait(false)
            : await SealAndPutAsync(assignment, body, cancel).ConfigureAwait(false);
    }

    private async Task<SecretChange> SealAndPutAsync(SecretAssignment assignment, JObject body, CancellationToken cancel)
    {
        PublicKey key = await GetPublicKeyAsync(assignment.Scope, cancel).ConfigureAwait(false);
        int attempts = 0;
        for (int keysLeft = _session.MaximumRetryCount; ; keysLeft--)
        {
            ApiException refusal;
            try
            {
                return await PutAsync(assignment, body, key, cancel, attempts).ConfigureAwait(false);
            }
            catch (ApiException e)
            {
                refusal = e.After(attempts);
            }

            if (refusal.Id != ErrorId.Rejected || (int)refusal.Status != 422)
            {
                throw refusal;
            }

            // GitHub has no own words for a key that it has replaced: whether it has shows when the key is read again.
            // Read also when it is of no more use here, so that the next write of the session has it.
            PublicKey current = await GetPublicKeyAsync(assignment.Scope, key, cancel).ConfigureAwait(false);
            if (keysLeft == 0 || (current.KeyId == key.KeyId && current.Key == key.Key))
            {
                throw refusal;
            }

            (key, attempts) = (current, refusal.Attempts);
        }
    }

    private async Task<SecretChange> PutAsync(SecretAssignment assignment, JObject body, PublicKey? key, CancellationToken cancel, int earlierAttempts = 0)
    {
        (body["encrypted_value"], body["key_id"]) = assignment.Content.Seal(key, _session.ValueSealer);
        ApiReply reply = await SendAsync(assignment.Scope, null, HttpMethod.Put, assignment.Name, body, cancel).ConfigureAwait(false);
        return new SecretChange(
            assignment.Scope,
            assignment.Name,
            reply.Status == HttpStatusCode.Created ? SecretAction.Created : SecretAction.Updated,
            earlierAttempts + reply.Attempts,
            repliedAt: reply.Date);
    }

    /// <summary>Removes one secret.</summary>
    /// <exception cref="GhSecretsException"><see cref="ErrorId.SecretNotFound"/> and its siblings, or the server refused.</exception>
    public async Task<SecretChange> RemoveAsync(SecretScope scope, string name, CancellationToken cancel)
    {
        string normalized = SecretName.Normalize(name);
        ApiReply reply = await SendAsync(scope, normalized, HttpMethod.Delete, normalized, null, cancel).ConfigureAwait(false);
        return new SecretChange(scope, normalized, SecretAction.Removed, reply.Attempts);
    }

    private async Task<IReadOnlyList<Secret>> ReadListAsync(SecretScope scope, Func<string, string> list, Func<JObject, Secret> read, CancellationToken cancel)
    {
        _session.EnsureSupports(scope);
        IReadOnlyList<ApiReply> pages = await _notFound.ExplainAsync(
            scope,
            null,
            () => _address.SendAsync(scope, path => _session.Api.SendPagedAsync(list(path), _run, cancel), cancel),
            cancel).ConfigureAwait(false);
        return pages.SelectMany(page => page.Json<JObject>().Items("secrets")).Select(read).ToList();
    }

    private Task<ApiReply> SendAsync(SecretScope scope, string? name, HttpMethod method, string suffix, JObject? body, CancellationToken cancel)
    {
        _session.EnsureSupports(scope);
        return _notFound.ExplainAsync(
            scope,
            name,
            () => _address.SendAsync(scope, path => _session.Api.SendAsync(new ApiRequest(method, $"{path}/{suffix}", body), _run, cancel), cancel),
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
}
