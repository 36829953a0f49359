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
/// <remarks>Source: GitHub REST API, "Secrets" of Actions, Dependabot, Codespaces and Agents. A store holds no state but the session's.</remarks>
public sealed class SecretStore
{
    private readonly GhSession _session;
    private readonly Action<ApiExchange>? _observe;
    private readonly NotFound _notFound;
    private readonly SecretAccess _access;
    private readonly ScopeAddress _address;

    /// <summary>Opens the store over a session.</summary>
    /// <param name="session">The session, whose caches the store uses.</param>
    /// <param name="observe">Told of every request, on any thread.</param>
    public SecretStore(GhSession session, Action<ApiExchange>? observe = null)
    {
        _session = session;
        _observe = observe;
        _notFound = new NotFound(session, observe);
        _access = new SecretAccess(session, observe);
        _address = new ScopeAddress(session, observe);
    }

    /// <summary>All secrets of a scope, read to the last page.</summary>
    /// <exception cref="GhSecretsException">The server refused, or the host has no such scope.</exception>
    public Task<IReadOnlyList<Secret>> GetAllAsync(SecretScope scope, CancellationToken cancel) =>
        ReadListAsync(scope, path => path, json => ReadSecret(scope, json), cancel);

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
    public Task<PublicKey> GetPublicKeyAsync(SecretScope scope, CancellationToken cancel) =>
        _session.PublicKeys.GetAsync(
            scope.Path,
            async stop =>
            {
                ApiReply reply = await SendAsync(scope, null, HttpMethod.Get, "public-key", null, stop).ConfigureAwait(false);
                JObject json = reply.Json<JObject>();
                return new PublicKey(scope, json.Text("key_id"), json.Text("key"));
            },
            cancel);

    /// <summary>Seals a value for its scope and stores it; an update changes nobody's access unless that was asked for.</summary>
    /// <exception cref="GhSecretsException">Nothing was stored.</exception>
    public async Task<SecretChange> SetAsync(SecretAssignment assignment, CancellationToken cancel)
    {
        SecretScope scope = assignment.Scope;
        _session.EnsureSupports(scope);
        JObject body = await _access.BodyAsync(assignment, cancel).ConfigureAwait(false);
        PublicKey? key = assignment.Content.IsSealed ? null : await GetPublicKeyAsync(scope, cancel).ConfigureAwait(false);
        (body["encrypted_value"], body["key_id"]) = assignment.Content.Seal(key, _session.ValueSealer);
        ApiReply reply = await SendAsync(scope, null, HttpMethod.Put, assignment.Name, body, cancel).ConfigureAwait(false);
        return new SecretChange(
            scope,
            assignment.Name,
            reply.Status == HttpStatusCode.Created ? SecretAction.Created : SecretAction.Updated,
            reply.Attempts);
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
            () => _address.SendAsync(scope, path => _session.Api.SendPagedAsync(list(path), _observe, cancel), cancel),
            cancel).ConfigureAwait(false);
        return pages.SelectMany(page => page.Json<JObject>().Items("secrets")).Select(read).ToList();
    }

    private Task<ApiReply> SendAsync(SecretScope scope, string? name, HttpMethod method, string suffix, JObject? body, CancellationToken cancel)
    {
        _session.EnsureSupports(scope);
        return _notFound.ExplainAsync(
            scope,
            name,
            () => _address.SendAsync(scope, path => _session.Api.SendAsync(new ApiRequest(method, $"{path}/{suffix}", body), _observe, cancel), cancel),
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
