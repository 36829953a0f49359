using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using GhSecrets.Core;

namespace GhSecrets;

/// <summary>Completes names that GitHub knows.</summary>
public abstract class GitHubNameCompleter : NameCompleter<GhSession>
{
    private protected sealed override RunspaceSession<GhSession> Default => DefaultSession.GitHub;

    private protected sealed override Task<IReadOnlyList<string>> NamesAsync(
        GhSession session,
        TypedCommand command,
        CancellationToken cancel) =>
        NamesAsync(new Suggestions(session), command, cancel);

    /// <summary>The names that may be meant.</summary>
    private protected abstract Task<IReadOnlyList<string>> NamesAsync(
        Suggestions suggestions,
        TypedCommand command,
        CancellationToken cancel);

    /// <summary>The owner that stands before the slash of a repository; null without one.</summary>
    private protected static string? OwnerOf(string repository) =>
        repository.IndexOf('/') is int slash and > 0 ? repository.Substring(0, slash) : null;

    /// <summary>A repository without its owner.</summary>
    private protected static string NameOf(string repository) => repository.Substring(repository.IndexOf('/') + 1);
}
