using System;
using System.Collections.Generic;

namespace GhSecrets.Core;

/// <summary>The secrets of a scope as its list named them, to the last page.</summary>
/// <param name="Secrets">Those that it named, each once.</param>
/// <param name="Gap">That it named fewer than there are, also when it was read again; null when it is whole.</param>
/// <param name="WasRedirected">Whether the server answered at another address, as it does for a repository that has moved.</param>
public sealed record SecretList(IReadOnlyList<Secret> Secrets, GhSecretsException? Gap, bool WasRedirected)
{
    /// <summary>The secrets of a list that is whole.</summary>
    /// <exception cref="GhSecretsException"><see cref="ErrorId.IncompleteList"/> when it is not.</exception>
    public IReadOnlyList<Secret> Whole => Gap is null ? Secrets : throw Gap;

    internal static SecretList From(SecretScope scope, CompleteList<Secret> list) => new(
        list.Items,
        list.IsWhole ? null : Incomplete(scope, list.Items.Count, list.Total),
        list.WasRedirected);

    /// <summary>The error of a list that ended early.</summary>
    internal static GhSecretsException Incomplete(SecretScope scope, long named, long total) => new(
        ErrorId.IncompleteList,
        named < total
            ? FormattableString.Invariant($"The list of {scope} says that there are {total} {Words.Of(scope.Items)}, and names {named}. ")
                + "Try again; if that stays so, the server or a proxy cuts its pages."
            : $"The list of {scope} changed while it was read, twice. Try again when nobody writes there.");
}
