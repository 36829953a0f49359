using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using Newtonsoft.Json.Linq;

namespace GhSecrets.Core;

/// <summary>The visibility that an update keeps, read in the turn of the try that sends it: of a scope's first secret by itself, of further
/// ones from its list.</summary>
/// <remarks>A wrong answer would show a secret to others. The list serves for five seconds, and is not asked about what the run itself may
/// have changed, nor after a wait.</remarks>
internal sealed class KeptVisibility(GhSession session)
{
    private static readonly TimeSpan s_listServes = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<string, bool> _scopes = new(StringComparer.OrdinalIgnoreCase);
    private readonly SharedReads<Listed> _lists = new();

    /// <summary>The visibility on the server; null when there is no such secret, as both the secret's own address and the list
    /// say.</summary>
    /// <param name="scope">A scope whose secrets have selected repositories.</param>
    /// <param name="name">The secret's name, in upper case.</param>
    /// <param name="mayBeListed">Whether the run has not tried to write it before.</param>
    /// <param name="attempt">The try that sends what is kept.</param>
    /// <param name="cancel">Ends the reading.</param>
    /// <exception cref="GhSecretsException"><see cref="ErrorId.IncompleteList"/> when the list cannot confirm that the secret is new, or
    /// the server refused.</exception>
    internal async Task<Visibility?> ReadAsync(
        SecretScope scope,
        string name,
        bool mayBeListed,
        ApiAttempt attempt,
        CancellationToken cancel)
    {
        bool isFirst = _scopes.TryAdd(scope.Path, true);
        if (mayBeListed && !isFirst && !attempt.HasWaited)
        {
            Listed list = await ListAsync(scope, attempt, mayBeOlder: true, cancel).ConfigureAwait(false);
            if (!IsTooOld(list) && list.Visibilities.TryGetValue(name, out Visibility listed))
            {
                return listed;
            }
        }

        return await ReadOneAsync(scope, name, attempt).ConfigureAwait(false)
            ?? Confirmed(scope, name, await ListAsync(scope, attempt, mayBeOlder: mayBeListed, cancel).ConfigureAwait(false));
    }

    private static async Task<Visibility?> ReadOneAsync(SecretScope scope, string name, ApiAttempt attempt)
    {
        try
        {
            return VisibilityOf(scope, (await attempt.GetAsync($"{scope.Path}/{name}").ConfigureAwait(false)).Json<JObject>());
        }
        catch (ApiException e) when (e.Status == HttpStatusCode.NotFound)
        {
            return null;
        }
    }

    /// <summary>What the list says of a secret whose own address says that there is none.</summary>
    private static Visibility? Confirmed(SecretScope scope, string name, Listed list) =>
        list.Visibilities.TryGetValue(name, out Visibility listed) ? listed
        : list.IsWhole ? null
        : throw list.Failure?.Copy() ?? SecretList.Incomplete(scope, list.Visibilities.Count, list.Total);

    /// <summary>The scope's list, read again when it is too old, or must not have begun before the try.</summary>
    private async Task<Listed> ListAsync(SecretScope scope, ApiAttempt attempt, bool mayBeOlder, CancellationToken cancel)
    {
        Listed list = await _lists.GetAsync(scope.Path, Read, cancel).ConfigureAwait(false);
        bool isOfNoUse = list.Begun < attempt.Began && (IsTooOld(list) || !mayBeOlder);
        return isOfNoUse ? await _lists.GetAsync(scope.Path, Read, cancel, known => known == list).ConfigureAwait(false) : list;

        Task<Listed> Read(CancellationToken stop) => ReadListAsync(scope, attempt);
    }

    private async Task<Listed> ReadListAsync(SecretScope scope, ApiAttempt attempt)
    {
        long begun = session.Api.Options.Clock.GetTimestamp();
        try
        {
            var list = await CompleteList<(string Name, Visibility Visibility)>.ReadAsync(
                take => Paging.ReadAsync(session.Api, scope.Path, page => attempt.GetAsync(page), take),
                "secrets",
                secret => (secret.Text("name"), VisibilityOf(scope, secret)),
                secret => secret.Name).ConfigureAwait(false);
            Dictionary<string, Visibility> visibilities = list.Items.ToDictionary(
                secret => secret.Name, secret => secret.Visibility, StringComparer.OrdinalIgnoreCase);
            return new Listed(begun, visibilities, list.IsWhole, list.Total, null);
        }
        catch (GhSecretsException e) when (!e.EndsRun)
        {
            // Whatever is wrong with the list, a secret that is read by itself is none the worse for it.
            return new Listed(begun, new Dictionary<string, Visibility>(), IsWhole: false, 0, e);
        }
    }

    private bool IsTooOld(Listed list) => session.Api.Options.Clock.GetElapsedTime(list.Begun) > s_listServes;

    private static Visibility VisibilityOf(SecretScope scope, JObject secret) => scope.Rules.HasVisibility
        ? Words.Read<Visibility>(secret.Text("visibility"), nameof(Visibility))!.Value
        : Visibility.Selected;

    /// <summary>When the reading of a list began, what it said, whether it named as many secrets as there are, and what failed.</summary>
    private sealed record Listed(
        long Begun,
        IReadOnlyDictionary<string, Visibility> Visibilities,
        bool IsWhole,
        long Total,
        GhSecretsException? Failure);
}
