using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Net;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using Newtonsoft.Json.Linq;

namespace GhSecrets.Core;

/// <summary>The visibility that an update keeps: a scope's first secret is read by itself, all further ones from its list.</summary>
/// <remarks>A wrong answer would show a secret to others. The list serves for a minute, and is not asked about what the run itself may have changed.</remarks>
internal sealed class KeptVisibility(GhSession session, ApiRun? run)
{
    private static readonly TimeSpan s_listServes = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, bool> _scopes = new(StringComparer.OrdinalIgnoreCase);
    private readonly SharedReads<Listed> _lists = new();

    /// <summary>The visibility on the server; null when there is no such secret.</summary>
    /// <param name="scope">A scope whose secrets have selected repositories.</param>
    /// <param name="name">The secret's name, in upper case.</param>
    /// <param name="mayBeListed">Whether the run has not tried to write it before.</param>
    /// <param name="cancel">Ends the reading.</param>
    internal async Task<Visibility?> ReadAsync(SecretScope scope, string name, bool mayBeListed, CancellationToken cancel)
    {
        bool isFirst = _scopes.TryAdd(scope.Path, true);
        Listed? list = mayBeListed && !isFirst ? await ListAsync(scope, cancel).ConfigureAwait(false) : null;
        return list?.Visibilities.TryGetValue(name, out Visibility listed) == true ? listed
            : list is { IsWhole: true } ? null
            : await ReadOneAsync(scope, name, cancel).ConfigureAwait(false);
    }

    private async Task<Visibility?> ReadOneAsync(SecretScope scope, string name, CancellationToken cancel)
    {
        try
        {
            ApiReply reply = await session.Api.SendAsync(new ApiRequest(HttpMethod.Get, $"{scope.Path}/{name}"), run, cancel).ConfigureAwait(false);
            return VisibilityOf(scope, reply.Json<JObject>());
        }
        catch (ApiException e) when (e.Status == HttpStatusCode.NotFound)
        {
            // Nothing to keep: a new secret, or a scope whose public key will say what is missing.
            return null;
        }
    }

    /// <summary>The scope's list; null when it is too old to be used even now.</summary>
    private async Task<Listed?> ListAsync(SecretScope scope, CancellationToken cancel)
    {
        Listed list = await _lists.GetAsync(scope.Path, Read, cancel).ConfigureAwait(false);
        if (IsTooOld(list))
        {
            list = await _lists.GetAsync(scope.Path, Read, cancel, stale: list).ConfigureAwait(false);
        }

        return IsTooOld(list) ? null : list;

        Task<Listed> Read(CancellationToken stop) => ReadListAsync(scope, stop);
    }

    private async Task<Listed> ReadListAsync(SecretScope scope, CancellationToken cancel)
    {
        long begun = session.Api.Options.Clock.GetTimestamp();
        Dictionary<string, Visibility> visibilities = new(StringComparer.OrdinalIgnoreCase);
        try
        {
            long total = 0;
            foreach (ApiReply page in await session.Api.SendPagedAsync(scope.Path, run, cancel).ConfigureAwait(false))
            {
                JObject json = page.Json<JObject>();
                total = Math.Max(total, json.Number("total_count"));
                foreach (JObject secret in json.Items("secrets"))
                {
                    visibilities[secret.Text("name")] = VisibilityOf(scope, secret);
                }
            }

            // A secret that slipped from page to page meanwhile would look like a new one.
            return new Listed(begun, visibilities, IsWhole: visibilities.Count >= total);
        }
        catch (GhSecretsException e) when (e.Id is not (ErrorId.TokenRejected or ErrorId.NotAttempted))
        {
            // Whatever is wrong with the list, a secret that is read by itself is none the worse for it.
            return new Listed(begun, new Dictionary<string, Visibility>(), IsWhole: false);
        }
    }

    private bool IsTooOld(Listed list) => session.Api.Options.Clock.GetElapsedTime(list.Begun) > s_listServes;

    private static Visibility VisibilityOf(SecretScope scope, JObject secret) => scope.Rules.HasVisibility
        ? Words.Read<Visibility>(secret.Text("visibility"), nameof(Visibility))!.Value
        : Visibility.Selected;

    /// <summary>When the reading of a list began, what it said, and whether it named as many secrets as there are.</summary>
    private sealed record Listed(long Begun, IReadOnlyDictionary<string, Visibility> Visibilities, bool IsWhole);
}
