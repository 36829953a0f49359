using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace GhSecrets.Core.Tests;

/// <summary>Many operations on variables, as a cmdlet runs those that are piped into it.</summary>
internal static class SetVariables
{
    /// <summary>Sets variables through the window of a session and the lane of their scope.</summary>
    public static Task<IReadOnlyList<VariableChange>> SetAsync(this VariableStore store, GhSession session, IEnumerable<VariableAssignment> assignments) =>
        RunAsync(session, assignments.Select(one => (one.Scope, one.Name, (Func<CancellationToken, Task<VariableChange>>)(stop => store.SetAsync(one, stop)))));

    /// <summary>Runs writes the same way, and gives what came of them in their order.</summary>
    public static async Task<IReadOnlyList<VariableChange>> RunAsync(
        GhSession session,
        IEnumerable<(SecretScope Scope, string Name, Func<CancellationToken, Task<VariableChange>> Write)> writes)
    {
        List<VariableChange> changes = [];
        InFlight<VariableChange> window = new(session.ThrottleLimit, CancellationToken.None);
        foreach ((SecretScope scope, string name, Func<CancellationToken, Task<VariableChange>> write) in writes)
        {
            await window.RoomAsync();
            window.Start($"{scope.Path}/{name}", session.WriteLane(scope), null, write);
            while (window.Next is Task<VariableChange> next && (next.IsCompleted || window.IsFull))
            {
                changes.Add(await next);
                window.Take();
            }
        }

        for (; window.Next is Task<VariableChange> next; window.Take())
        {
            changes.Add(await next);
        }

        return changes;
    }
}
