using System;
using System.Net;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using Newtonsoft.Json.Linq;

namespace GhSecrets.Core;

/// <content>Storing and removing: what they depend on is read in their own turn, and a redirect is never followed blindly.</content>
public sealed partial class SecretStore
{
    // The secret, and a page of its repositories.
    private const int ReadsOfAccess = 2;

    /// <summary>Seals a value for its scope and stores it; an update changes nobody's access unless that was asked for.</summary>
    /// <remarks>A repository that has another name now is written to, and the change says the new name; one that has another owner is
    /// not.</remarks>
    /// <exception cref="GhSecretsException">Nothing was stored; or, with <see cref="ErrorId.AccessUnknown"/>, it was.</exception>
    public Task<SecretChange> SetAsync(SecretAssignment assignment, CancellationToken cancel) => _moves.WriteAsync(
        assignment.Scope,
        (scope, followsRedirects) => SetAsync(assignment, scope, followsRedirects, cancel),
        cancel);

    private async Task<SecretChange> SetAsync(
        SecretAssignment assignment,
        SecretScope scope,
        bool followsRedirects,
        CancellationToken cancel)
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

    private static ApiException TakenForNew(SecretPut put, ApiReply reply) => new(
        ErrorId.AccessUnknown,
        $"The value was stored, but {put.Assignment.Name} was there although GitHub had not shown it: it now has the access of a new "
            + "secret "
            + $"({(put.Scope.Rules.HasVisibility ? "private" : "no repositories")}). Check who must see it, and set that.",
        reply);

    private async Task<SecretChange> PutAsync(SecretPut put, PublicKey? key, int earlierAttempts, CancellationToken cancel)
    {
        (string encrypted, string keyId) = put.Assignment.Content.Seal(key, _session.ValueSealer);
        GivenAccess? access = put.Given;
        bool isTakenForNew = false;
        ApiReply reply = await _requests.SendAsync(
            put.Scope,
            null,
            path => new ApiRequest(HttpMethod.Put, $"{path}/{put.Assignment.Name}", put.Given is null ? null : Sealed(put.Given.Body))
            {
                FollowsRedirects = put.FollowsRedirects,
                Look = put.Given is null ? LookAsync : null,
                ReadsBefore = put.Given is null ? ReadsOfAccess : 0,
            },
            put.FollowsRedirects,
            cancel).ConfigureAwait(false);
        if (isTakenForNew && reply.Status != HttpStatusCode.Created)
        {
            throw TakenForNew(put, reply);
        }

        return new SecretChange(
            new SecretTarget(put.Scope, put.Assignment.Name),
            reply.Status == HttpStatusCode.Created ? SecretAction.Created : SecretAction.Updated,
            earlierAttempts + reply.Attempts,
            access,
            reply.Date);

        JObject Sealed(JObject body)
        {
            (body["encrypted_value"], body["key_id"]) = (encrypted, keyId);
            return body;
        }

        async Task<ApiReply?> LookAsync(ApiAttempt attempt)
        {
            (access, bool isNew) = await _access.KeptAsync(put.Assignment, attempt, cancel).ConfigureAwait(false);

            // An earlier try may have created it.
            isTakenForNew = isNew && !attempt.MayBeDone;
            attempt.Body = Sealed(access.Body);
            return null;
        }
    }

    /// <summary>Removes one secret.</summary>
    /// <exception cref="GhSecretsException"><see cref="ErrorId.SecretNotFound"/> and its siblings, <see cref="ErrorId.RepositoryMoved"/>,
    /// or the server refused.</exception>
    public Task<SecretChange> RemoveAsync(SecretScope scope, string name, CancellationToken cancel) =>
        RemoveAsync(scope, name, null, cancel);

    /// <summary>Removes one secret unless something speaks against it, which is asked directly before each try: with the repository and the
    /// secret as they are then.</summary>
    /// <param name="scope">The scope.</param>
    /// <param name="name">The secret's name, in any case.</param>
    /// <param name="objection">Why it must stay, in words; null where it may go. Without a repository for an organization or a
    /// user.</param>
    /// <param name="cancel">Ends the removal.</param>
    /// <exception cref="GhSecretsException"><see cref="ErrorId.Drifted"/> with the objection; as for a removal without.</exception>
    internal async Task<SecretChange> RemoveAsync(
        SecretScope scope,
        string name,
        Func<RepositoryId?, Secret, string?>? objection,
        CancellationToken cancel)
    {
        string normalized = SecretName.Normalize(name);
        int attempts = await _requests.RemoveAsync(
            scope,
            normalized,
            objection is null ? null : (repository, json) => objection(repository, ReadSecret(scope, json)),
            cancel).ConfigureAwait(false);
        return new SecretChange(new SecretTarget(scope, normalized), SecretAction.Removed, attempts);
    }

    /// <summary>A write on its way: where it goes, what it stores, and the access that it gives; null where it keeps what is
    /// there.</summary>
    private sealed record SecretPut(SecretScope Scope, SecretAssignment Assignment, GivenAccess? Given, bool FollowsRedirects);
}
