using Newtonsoft.Json.Linq;

namespace GhSecrets.Core;

/// <summary>One variable on its way: what it is to be, what is known of it, and what that leaves to send.</summary>
internal sealed class VariableWrite(VariableAssignment wanted)
{
    internal VariableAssignment Wanted => wanted;

    /// <summary>Whether a redirect may be followed: the repository is the one that is meant.</summary>
    internal bool FollowsRedirects { get; init; }

    /// <summary>Whether what is there is known from a list, which may be old: then an update of the access says the value, too.</summary>
    internal bool IsFromList { get; init; }

    /// <summary>What is there; null when nothing is, or it is not known.</summary>
    internal Variable? Current { get; set; }

    /// <summary>The access that was asked for; null when none was, so that none is changed.</summary>
    internal GivenAccess? Given { get; set; }

    /// <summary>Whether an earlier try may have created it.</summary>
    internal bool IsOwn { get; set; }

    /// <summary>How often a write was sent in vain.</summary>
    internal int Attempts { get; set; }

    /// <summary>What creates it: a new variable of an organization needs a visibility.</summary>
    internal JObject PostBody()
    {
        JObject body = new() { ["name"] = wanted.Name, ["value"] = wanted.Value };
        if (wanted.Scope.Rules.HasVisibility)
        {
            body["visibility"] = wanted.VisibilityAfter(null).ToString().ToLowerInvariant();
        }

        body.Merge(Given?.Body ?? []);
        return body;
    }

    /// <summary>What updates it: the value where it differs or may do so by now, and the access where that was asked for.</summary>
    internal JObject PatchBody()
    {
        JObject body = Current?.Value == wanted.Value && !IsFromList ? [] : new() { ["value"] = wanted.Value };
        body.Merge(Given?.Body ?? []);
        return body;
    }

    /// <summary>What came of it.</summary>
    /// <param name="action">What was done.</param>
    /// <param name="reply">The reply to the last write; null when none was needed.</param>
    internal VariableChange Done(VariableAction action, ApiReply? reply) => new(
        new SecretTarget(wanted.Scope, wanted.Name),
        action,
        Attempts + (reply?.Attempts ?? 0))
    {
        Visibility = (Given?.Visibility ?? VisibilityAfter(action))?.ToString(),
        SelectedRepository = Given?.SelectedRepository,
        RepliedAt = reply?.Date,
    };

    private Visibility? VisibilityAfter(VariableAction action) =>
        !wanted.Scope.Rules.HasVisibility ? null
        : action == VariableAction.Created ? wanted.VisibilityAfter(null)
        : wanted.Visibility ?? Current?.SeenBy;
}
