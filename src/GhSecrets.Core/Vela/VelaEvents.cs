using System;
using System.Collections.Generic;
using System.Linq;
using Newtonsoft.Json.Linq;

namespace GhSecrets.Core;

/// <summary>The events that may use a Vela secret: the names that Vela's own command line takes, and the nested object of its
/// API.</summary>
internal static class VelaEvents
{
    // The first name of an action is the one that is shown; a name that stands at several actions means all of them.
    private static readonly (string Event, string Action, string[] Names)[] s_table =
    [
        ("push", "branch", ["push", "push:branch"]),
        ("push", "tag", ["tag", "push:tag"]),
        ("push", "delete_branch", ["delete:branch", "delete"]),
        ("push", "delete_tag", ["delete:tag", "delete"]),
        ("pull_request", "opened", ["pull_request:opened", "pull_request", "pull"]),
        ("pull_request", "edited", ["pull_request:edited"]),
        ("pull_request", "synchronize", ["pull_request:synchronize", "pull_request", "pull"]),
        ("pull_request", "reopened", ["pull_request:reopened", "pull_request", "pull"]),
        ("pull_request", "labeled", ["pull_request:labeled"]),
        ("pull_request", "unlabeled", ["pull_request:unlabeled"]),
        ("deployment", "created", ["deployment", "deployment:created", "deploy"]),
        ("comment", "created", ["comment:created", "comment"]),
        ("comment", "edited", ["comment:edited", "comment"]),
        ("schedule", "run", ["schedule", "schedule:run"]),
    ];

    /// <summary>Every name that is understood.</summary>
    internal static IReadOnlyList<string> All { get; } = s_table.SelectMany(row => row.Names).Distinct().ToList();

    /// <summary>The nested object of some names, with every action that exists said true or false.</summary>
    /// <exception cref="GhSecretsException"><see cref="ErrorId.InvalidArgument"/> for any other name.</exception>
    internal static JObject ToJson(IEnumerable<string> names)
    {
        List<string> given = names.ToList();
        string? unknown = given.FirstOrDefault(name => !All.Contains(name, StringComparer.OrdinalIgnoreCase));
        if (unknown is not null)
        {
            throw new GhSecretsException(ErrorId.InvalidArgument, $"'{unknown}' is no AllowEvent. Use some of: {string.Join(", ", All)}.");
        }

        JObject events = [];
        foreach ((string group, string action, string[] aliases) in s_table)
        {
            events[group] ??= new JObject();
            events[group]![action] = aliases.Intersect(given, StringComparer.OrdinalIgnoreCase).Any();
        }

        return events;
    }

    /// <summary>The names of what an object allows; null stands for an object that is none.</summary>
    internal static IReadOnlyList<string>? Names(JToken? events) =>
        events is JObject groups
            ? s_table.Where(row => groups[row.Event] is JObject actions && actions[row.Action] is JValue { Value: true })
                .Select(row => row.Names[0])
                .ToList()
            : null;
}
