using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace GhSecrets.Core;

/// <summary>What the writes of a run would do, told by one list of each scope and without a write.</summary>
/// <remarks>Serves one run, and one caller at a time.</remarks>
public sealed class VariablePlan
{
    private readonly ScopeListCache<SecretScope, Known> _lists;

    internal VariablePlan(Func<SecretScope, CancellationToken, Task<IEnumerable<(string Name, Known Item)>>> variables) =>
        _lists = new(StringComparer.OrdinalIgnoreCase, variables);

    /// <summary>What setting a variable would do, and who sees it until then; from then on it counts as set.</summary>
    /// <remarks>Repositories that are given count as a change: who is selected is not read.</remarks>
    /// <exception cref="GhSecretsException">The scope's variables cannot be listed, for the same reason each time; or the variable is to
    /// stay <c>selected</c> and is not.</exception>
    internal async Task<PlannedVariableWrite> ActionAsync(VariableAssignment assignment, CancellationToken cancel)
    {
        Dictionary<string, Known> variables = await _lists.GetAsync(assignment.Scope, cancel).ConfigureAwait(false);
        Known? current = variables.TryGetValue(assignment.Name, out Known? known) ? known : null;
        assignment.EnsureMayStay(current?.SeenBy);
        VariableAction action = current is null ? VariableAction.Created
            : current.Value == assignment.Value
                && (assignment.Visibility ?? current.SeenBy) == current.SeenBy
                && assignment.SelectedRepository is null ? VariableAction.Unchanged
            : VariableAction.Updated;
        variables[assignment.Name] = new Known(
            assignment.Value,
            assignment.Scope.Rules.HasVisibility ? assignment.VisibilityAfter(current?.SeenBy) : null);
        return new PlannedVariableWrite(action, current?.SeenBy, current?.Value);
    }

    /// <summary>What is known of a variable.</summary>
    internal sealed record Known(string Value, Visibility? SeenBy);
}
