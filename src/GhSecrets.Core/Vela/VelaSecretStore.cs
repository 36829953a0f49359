using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using Newtonsoft.Json.Linq;

namespace GhSecrets.Core;

/// <summary>The secrets of a Vela server: list, get, set, remove, and the platform admin's overwriting of a whole one.</summary>
/// <remarks>Source: go-vela/server, <c>api/secret</c> and <c>api/admin</c>. A store holds no state but the session's.</remarks>
public sealed class VelaSecretStore
{
    /// <summary>Vela's largest page.</summary>
    private const int PageSize = 100;

    private readonly VelaSession _session;
    private readonly ApiRun? _run;

    /// <summary>Opens the store over a session.</summary>
    /// <param name="session">The session.</param>
    /// <param name="run">What the requests are part of; null for none.</param>
    public VelaSecretStore(VelaSession session, ApiRun? run = null)
    {
        _session = session;
        _run = run;
    }

    /// <summary>All secrets of a scope, read to the last page.</summary>
    /// <exception cref="GhSecretsException">The server refused.</exception>
    public async Task<IReadOnlyList<VelaSecret>> GetAllAsync(VelaSecretScope scope, CancellationToken cancel)
    {
        List<VelaSecret> secrets = [];
        for (int number = 1; ; number++)
        {
            ApiReply page = await SendAsync(
                HttpMethod.Get,
                $"{scope.Path}?page={number}&per_page={PageSize}",
                cancel).ConfigureAwait(false);
            List<JObject> items = page.Json<JArray>().OfType<JObject>().ToList();
            secrets.AddRange(items.Select(json => VelaSecret.Read(scope, json)));

            // By number, because behind a proxy the address in the link is not the server's; a full page has a next one that may be empty.
            if (items.Count == 0 || !Paging.HasNext(page))
            {
                return secrets;
            }

            Paging.EnsureEnds(number);
        }
    }

    /// <summary>The names of a scope's secrets, for completion: read at most once a minute; what cannot be read is empty.</summary>
    public static Task<IReadOnlyList<string>> SuggestAsync(VelaSession session, VelaSecretScope scope, CancellationToken cancel) =>
        session.Names.GetAsync(
        scope.Path,
        async (run, stop) => (
            await new VelaSecretStore(session, run).GetAllAsync(scope, stop).ConfigureAwait(false)).Select(secret => secret.Name),
        cancel);

    /// <summary>A plan of what setting secrets would do, for one run.</summary>
    public SecretPlan<VelaSecretScope> Plan() => new(
        StringComparer.Ordinal,
        async (scope, cancel) => (await GetAllAsync(scope, cancel).ConfigureAwait(false)).Select(
            secret => (secret.Name, (Visibility?)null)));

    /// <summary>One secret.</summary>
    /// <exception cref="GhSecretsException"><see cref="ErrorId.SecretNotFound"/>, or the server refused.</exception>
    public async Task<VelaSecret> GetAsync(VelaSecretScope scope, string name, CancellationToken cancel)
    {
        string path = scope.PathOf(name);
        ApiReply reply = await ExplainAsync(scope, name, () => SendAsync(HttpMethod.Get, path, cancel)).ConfigureAwait(false);
        return VelaSecret.Read(scope, reply.Json<JObject>());
    }

    /// <summary>Changes what is given of a secret, or creates it where there is none.</summary>
    /// <exception cref="GhSecretsException">Nothing was stored.</exception>
    public async Task<VelaSecretChange> SetAsync(VelaSecretUpdate update, CancellationToken cancel)
    {
        VelaSecretScope scope = update.Scope;
        ApiException missing;
        try
        {
            ApiReply updated = await WriteAsync(
                HttpMethod.Put,
                scope.PathOf(update.Name),
                update.Given,
                update.Value,
                cancel).ConfigureAwait(false);
            return Change(updated, SecretAction.Updated);
        }
        catch (ApiException e) when (e.Status == HttpStatusCode.NotFound)
        {
            missing = e;
        }

        if (update.Value is null)
        {
            throw new ApiException(
                ErrorId.SecretNotFound,
                $"There is no secret {update.Name} in {scope}, and no value to create it with.",
                missing);
        }

        if (update.AllowsNoEventAsRead)
        {
            throw new ApiException(
                ErrorId.InvalidArgument,
                $"There is no secret {update.Name} in {scope}, and Vela would create it with its default events. Name some with "
                    + "-AllowEvent.",
                missing);
        }

        JObject body = (JObject)update.Given.DeepClone();
        body["name"] = update.Name;
        ApiReply created = await WriteAsync(HttpMethod.Post, scope.Path, body, update.Value, cancel).ConfigureAwait(false);
        return Change(created, SecretAction.Created);

        VelaSecretChange Change(ApiReply reply, SecretAction action) => new(scope, update.Name, action, reply.Attempts, Id(reply));
    }

    /// <summary>Overwrites a whole secret, or makes a new one; only a platform admin may.</summary>
    /// <exception cref="GhSecretsException">Nothing was stored.</exception>
    public async Task<VelaSecretChange> SetAsync(VelaAdminUpdate update, CancellationToken cancel)
    {
        // Without an id it makes a new secret each time, so it is then no more repeatable than a POST.
        ApiReply reply = await WriteAsync(
            HttpMethod.Put,
            "api/v1/admin/secret",
            await StampedAsync(update, cancel).ConfigureAwait(false),
            update.Value,
            cancel,
            isRepeatable: !update.IsNew).ConfigureAwait(false);
        return new VelaSecretChange(
            update.Scope,
            update.Name,
            update.IsNew ? SecretAction.Created : SecretAction.Updated,
            reply.Attempts,
            Id(reply));
    }

    // The server stores the object as it stands, so that without these it would tell of the change before.
    private async Task<JObject> StampedAsync(VelaAdminUpdate update, CancellationToken cancel)
    {
        if (update.IsNew)
        {
            return update.Body;
        }

        JObject body = (JObject)update.Body.DeepClone();
        body["updated_at"] = _session.Clock.GetUtcNow().ToUnixTimeSeconds();
        if (await _session.SubjectAsync(_run, cancel).ConfigureAwait(false) is string subject)
        {
            body["updated_by"] = subject;
        }

        return body;
    }

    /// <summary>Removes one secret.</summary>
    /// <exception cref="GhSecretsException"><see cref="ErrorId.SecretNotFound"/>, or the server refused.</exception>
    public async Task<VelaSecretChange> RemoveAsync(VelaSecretScope scope, string name, CancellationToken cancel)
    {
        string path = scope.PathOf(name);
        ApiReply reply = await ExplainAsync(scope, name, () => SendAsync(HttpMethod.Delete, path, cancel)).ConfigureAwait(false);
        return new VelaSecretChange(scope, name, SecretAction.Removed, reply.Attempts);
    }

    // Of an answer that may hold the plain value only this is taken.
    private static long? Id(ApiReply reply) =>
        reply.TryJson() is JObject json && json["id"] is JValue { Value: long id and > 0 } ? id : null;

    private static async Task<ApiReply> ExplainAsync(VelaSecretScope scope, string name, Func<Task<ApiReply>> send)
    {
        try
        {
            return await send().ConfigureAwait(false);
        }
        catch (ApiException e) when (IsMissing(e))
        {
            throw new ApiException(ErrorId.SecretNotFound, $"There is no secret {name} in {scope}. {e.Message}", e);
        }
    }

    // Vela has no status for it: a secret that it does not find is a 500 with these words.
    private static bool IsMissing(ApiException e) =>
        e is { Id: ErrorId.Rejected, Status: HttpStatusCode.InternalServerError }
        && (e.Message.Contains("unable to get secret ") || e.Message.Contains("unable to delete secret "));

    private Task<ApiReply> SendAsync(HttpMethod method, string path, CancellationToken cancel) =>
        _session.SendAsync(new ApiRequest(method, path, (byte[]?)null), _run, cancel);

    private async Task<ApiReply> WriteAsync(
        HttpMethod method,
        string path,
        JObject json,
        SecretValue? value,
        CancellationToken cancel,
        bool isRepeatable = true)
    {
        byte[] body = VelaBody.Write(json, value);
        try
        {
            ApiRequest request = new(method, path, body) { IsRepeatable = isRepeatable && method != HttpMethod.Post };
            return await _session.SendAsync(request, _run, cancel).ConfigureAwait(false);
        }
        catch (ApiException e) when (value is not null && VelaBody.IsHeldBy(e.Message, value))
        {
            throw new ApiException(e.Id, $"Vela refused it ({(int)e.Status}). Its words hold the value and are not shown.", e);
        }
        finally
        {
            Array.Clear(body, 0, body.Length);
        }
    }
}
