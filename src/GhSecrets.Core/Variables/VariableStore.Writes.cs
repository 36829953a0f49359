using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using Newtonsoft.Json.Linq;

namespace GhSecrets.Core;

/// <content>Setting, renaming and removing: POST creates and is no good twice, PATCH changes what it names and nothing else.</content>
public sealed partial class VariableStore
{
    // A variable may come or go between two requests, but hardly each time.
    private const int MaximumTurns = 3;

    private static readonly HttpMethod s_patch = new("PATCH");

    /// <summary>Makes a variable be as it is to be: creates it, or changes what differs; an update changes nobody's access unless that was
    /// asked for.</summary>
    /// <remarks>A repository that has another name now is written to, and the change says the new name; one that has another owner is
    /// not.</remarks>
    /// <exception cref="GhSecretsException">Nothing was stored.</exception>
    public Task<VariableChange> SetAsync(VariableAssignment assignment, CancellationToken cancel) => _moves.WriteAsync(
        assignment.Scope,
        (scope, followsRedirects) => SetAsync(
            new VariableWrite(scope.Equals(assignment.Scope) ? assignment : assignment.In(scope))
            {
                FollowsRedirects = followsRedirects,
                IsFromList = ReadsLists,
            },
            cancel),
        cancel);

    /// <summary>Gives a variable another name; its value, its age and who sees it stay.</summary>
    /// <exception cref="GhSecretsException"><see cref="ErrorId.VariableExists"/> when another variable has that name,
    /// <see cref="ErrorId.VariableNotFound"/> and its siblings, or the server refused.</exception>
    public Task<VariableChange> RenameAsync(SecretScope scope, string name, string newName, CancellationToken cancel)
    {
        string from = SecretName.Normalize(name, ItemKind.Variable);
        string to = SecretName.Normalize(newName, ItemKind.Variable);
        return from == to
            ? throw new GhSecretsException(ErrorId.InvalidArgument, $"{to} is the name that it has already. Give another one.")
            : _moves.WriteAsync(scope, (now, followsRedirects) => RenameAsync(now, from, to, followsRedirects, cancel), cancel);
    }

    /// <summary>Removes one variable.</summary>
    /// <exception cref="GhSecretsException"><see cref="ErrorId.VariableNotFound"/> and its siblings, <see cref="ErrorId.RepositoryMoved"/>,
    /// or the server refused.</exception>
    public Task<VariableChange> RemoveAsync(SecretScope scope, string name, CancellationToken cancel) =>
        RemoveAsync(scope, name, null, cancel);

    /// <summary>Removes one variable unless something speaks against it, which is asked directly before each try: with the repository and
    /// the variable as they are then.</summary>
    /// <exception cref="GhSecretsException"><see cref="ErrorId.Drifted"/> with the objection; as for a removal without.</exception>
    internal async Task<VariableChange> RemoveAsync(
        SecretScope scope,
        string name,
        Func<RepositoryId?, Variable, string?>? objection,
        CancellationToken cancel)
    {
        string normalized = SecretName.Normalize(name, ItemKind.Variable);
        _current.Written(scope, normalized);
        int attempts = await _requests.RemoveAsync(
            scope,
            normalized,
            objection is null ? null : (repository, json) => objection(repository, Variable.Read(scope, json)),
            cancel).ConfigureAwait(false);
        return new VariableChange(new SecretTarget(scope, normalized), VariableAction.Removed, attempts);
    }

    private async Task<VariableChange> SetAsync(VariableWrite write, CancellationToken cancel)
    {
        VariableAssignment wanted = write.Wanted;
        write.Current = await (ReadsLists
            ? _current.FindAsync(wanted, cancel)
            : _current.ReadAsync(wanted.Scope, wanted.Name, cancel)).ConfigureAwait(false);
        wanted.EnsureMayStay(write.Current?.SeenBy);
        if (write.Current is { } current
            && wanted.IsLike(current)
            && await IsSelectedAsync(wanted, cancel).ConfigureAwait(false))
        {
            return write.Done(VariableAction.Unchanged, null);
        }

        _current.Written(wanted.Scope, wanted.Name);
        write.Given = await _access.GivenAsync(wanted, cancel).ConfigureAwait(false);
        return await WriteAsync(write, cancel).ConfigureAwait(false);
    }

    /// <summary>Creates it where it is not there, and updates it where it is; each tells when the other one is due.</summary>
    private async Task<VariableChange> WriteAsync(VariableWrite write, CancellationToken cancel)
    {
        bool isThere = write.Current is not null;
        for (int turn = 1; ; turn++)
        {
            try
            {
                return isThere
                    ? write.Done(
                        write.IsOwn ? VariableAction.Created : VariableAction.Updated,
                        await UpdateAsync(write, cancel).ConfigureAwait(false))
                    : write.Done(VariableAction.Created, await CreateAsync(write, cancel).ConfigureAwait(false));
            }
            catch (ApiException e) when (turn < MaximumTurns && (isThere
                ? e.Id == ErrorId.VariableNotFound
                : e is { Status: HttpStatusCode.Conflict, Id: ErrorId.Rejected }))
            {
                write.Attempts += e.Attempts;
                (write.Current, isThere) = (null, !isThere);
            }
        }
    }

    private Task<ApiReply> CreateAsync(VariableWrite write, CancellationToken cancel) => SendAsync(
        write,
        path => new ApiRequest(HttpMethod.Post, path, write.PostBody())
        {
            // What it made before its answer was lost answers the repeat by 409.
            IsRepeatable = true,
            FollowsRedirects = write.FollowsRedirects,
            Look = attempt =>
            {
                write.IsOwn = attempt.MayBeDone;
                return Task.FromResult<ApiReply?>(null);
            },
        },
        cancel);

    private Task<ApiReply> UpdateAsync(VariableWrite write, CancellationToken cancel) => SendAsync(
        write,
        path => new ApiRequest(s_patch, $"{path}/{write.Wanted.Name}", write.PatchBody())
        {
            FollowsRedirects = write.FollowsRedirects,
        },
        cancel);

    private Task<ApiReply> SendAsync(VariableWrite write, Func<string, ApiRequest> request, CancellationToken cancel) =>
        _requests.SendAsync(write.Wanted.Scope, write.Wanted.Name, request, write.FollowsRedirects, cancel);

    /// <summary>Whether the repositories that are given are those that see it; true when none are.</summary>
    private async Task<bool> IsSelectedAsync(VariableAssignment wanted, CancellationToken cancel)
    {
        if (wanted.SelectedRepository is not { } given)
        {
            return true;
        }

        try
        {
            IReadOnlyList<SecretRepository> selected = await _access.GetAsync(wanted.Scope, wanted.Name, cancel).ConfigureAwait(false);
            return selected.All(one => given.Any(reference => reference.Means(one.Id, one.SelectedRepository)))
                && given.All(reference => selected.Any(one => reference.Means(one.Id, one.SelectedRepository)));
        }
        catch (GhSecretsException e) when (!e.EndsRun)
        {
            // What cannot be compared is written.
            return false;
        }
    }

    private async Task<VariableChange> RenameAsync(
        SecretScope scope,
        string from,
        string to,
        bool followsRedirects,
        CancellationToken cancel)
    {
        bool mayBeDone = false;
        int attempts;
        try
        {
            attempts = (await _requests.SendAsync(scope, from, Request, followsRedirects, cancel).ConfigureAwait(false)).Attempts;
        }
        catch (ApiException e) when (mayBeDone && e.Id == ErrorId.VariableNotFound)
        {
            // An earlier try may have renamed it, although its answer was lost.
            if (await _current.ReadAsync(scope, to, cancel).ConfigureAwait(false) is null)
            {
                throw;
            }

            attempts = e.Attempts;
        }
        catch (ApiException e) when (e is { Status: HttpStatusCode.Conflict, Id: ErrorId.Rejected })
        {
            throw new ApiException(ErrorId.VariableExists, Exists(to), e);
        }

        return new VariableChange(new SecretTarget(scope, from), VariableAction.Renamed, attempts) { NewName = to };

        ApiRequest Request(string path) => new(s_patch, $"{path}/{from}", new JObject { ["name"] = to })
        {
            FollowsRedirects = followsRedirects,
            Look = attempt => LookAsync($"{path}/{to}", attempt),
            ReadsBefore = 1,
        };

        async Task<ApiReply?> LookAsync(string path, ApiAttempt attempt)
        {
            mayBeDone = attempt.MayBeDone;
            _current.Written(scope, from);
            _current.Written(scope, to);
            return mayBeDone || !(await attempt.GetAsync(path, mayBeMissing: true).ConfigureAwait(false)).IsSuccess
                ? null
                : throw new GhSecretsException(ErrorId.VariableExists, Exists(to));
        }
    }

    private static string Exists(string name) => $"{name} exists already. Remove it first, or choose another name.";
}
