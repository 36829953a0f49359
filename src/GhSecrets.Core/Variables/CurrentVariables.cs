using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace GhSecrets.Core;

/// <summary>What the variables of a run are before they are written: each read by its name, or from one list of its scope.</summary>
/// <remarks>A list proves that a variable needs no write for five seconds after it was read. That a write is needed it may say for the
/// whole run: what is written is right whatever it meets. It tells nothing of what the run itself has tried to change.</remarks>
internal sealed class CurrentVariables(GhSession session, ScopeRequests requests)
{
    private static readonly TimeSpan s_listServes = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<string, bool> _written = new();
    private readonly SharedReads<Listed> _lists = new();

    /// <summary>Takes note, before any request, that a variable is no longer what a list said.</summary>
    internal void Written(SecretScope scope, string name) => _written.TryAdd(scope.KeyOf(name), true);

    /// <summary>Reads the list of a scope, which serves from then on.</summary>
    internal async Task<CompleteList<Variable>> ListAsync(SecretScope scope, CancellationToken cancel)
    {
        CompleteList<Variable> list = await requests.ListAsync(
            scope,
            json => Variable.Read(scope, json),
            variable => variable.Name,
            cancel).ConfigureAwait(false);
        _lists.Set(scope.Path, AsOfNow(list.Items, list.IsWhole));
        return list;
    }

    /// <summary>The variable by its own address; null when it is not there, or hidden.</summary>
    internal async Task<Variable?> ReadAsync(SecretScope scope, string name, CancellationToken cancel) =>
        await requests.FindAsync(scope, name, cancel).ConfigureAwait(false) is { } json ? Variable.Read(scope, json) : null;

    /// <summary>The variable as the scope's list has it, where that will do, else by its own address.</summary>
    internal async Task<Variable?> FindAsync(VariableAssignment assignment, CancellationToken cancel)
    {
        SecretScope scope = assignment.Scope;
        if (!_written.ContainsKey(scope.KeyOf(assignment.Name)))
        {
            Listed list = await _lists.GetAsync(scope.Path, stop => ReadListAsync(scope, stop), cancel).ConfigureAwait(false);
            bool isListed = list.Variables.TryGetValue(assignment.Name, out Variable? listed);
            if (isListed ? !assignment.IsLike(listed!) || Age(list) <= s_listServes : list.IsWhole)
            {
                return listed;
            }
        }

        return await ReadAsync(scope, assignment.Name, cancel).ConfigureAwait(false);
    }

    private TimeSpan Age(Listed list) => session.Api.Options.Clock.GetElapsedTime(list.ReadAt);

    private async Task<Listed> ReadListAsync(SecretScope scope, CancellationToken cancel)
    {
        try
        {
            CompleteList<Variable> list = await ListAsync(scope, cancel).ConfigureAwait(false);
            return AsOfNow(list.Items, list.IsWhole);
        }
        catch (GhSecretsException e) when (!e.EndsRun)
        {
            // Whatever is wrong with the list, a variable that is read by itself is none the worse for it.
            return AsOfNow([], isWhole: false);
        }
    }

    private Listed AsOfNow(IReadOnlyList<Variable> variables, bool isWhole) => new(
        variables.ToDictionary(variable => variable.Name, StringComparer.OrdinalIgnoreCase),
        isWhole,
        session.Api.Options.Clock.GetTimestamp());

    /// <summary>What a list said, whether it named all there are, and when it had been read.</summary>
    private sealed record Listed(IReadOnlyDictionary<string, Variable> Variables, bool IsWhole, long ReadAt);
}
