using System;
using System.Threading;
using System.Threading.Tasks;
using GhSecrets.Core;

namespace GhSecrets;

/// <summary>What a cmdlet that sets variables needs beside its records: the store, and under <c>-WhatIf</c> the plan of its run.</summary>
internal sealed class VariableWrites
{
    private readonly VariablePlan _plan;

    /// <summary>Opens the store for one run.</summary>
    /// <param name="session">The session.</param>
    /// <param name="run">The run.</param>
    /// <param name="readsLists">Whether many are set, so that the list of each scope is read in place of each variable.</param>
    internal VariableWrites(GhSession session, ApiRun run, bool readsLists)
    {
        Store = new VariableStore(session, run) { ReadsLists = readsLists };
        _plan = Store.Plan();
    }

    /// <summary>The variables of any scope.</summary>
    internal VariableStore Store { get; }

    /// <summary>What setting a variable is called, and who will see it: under <c>-WhatIf</c> by the list of its scope.</summary>
    /// <param name="assignment">The variable.</param>
    /// <param name="isWhatIf">Whether nothing is written.</param>
    /// <param name="wait">Waits on the pipeline thread.</param>
    internal string ActionOf(
        VariableAssignment assignment,
        bool isWhatIf,
        Func<Func<CancellationToken, Task<PlannedVariableWrite>>, PlannedVariableWrite> wait)
    {
        if (!isWhatIf)
        {
            return $"Set variable{assignment.AccessWords(null, assignment.Visibility)}";
        }

        PlannedVariableWrite write = wait(stop => _plan.ActionAsync(assignment, stop));
        return $"{write}{assignment.AccessWords(write.SeenBy, assignment.VisibilityAfter(write.SeenBy))}";
    }
}
