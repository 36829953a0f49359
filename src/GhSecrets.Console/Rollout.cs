using System.IO;
using System.Threading;
using System.Threading.Tasks;
using GhSecrets.Core;

namespace GhSecrets.Console;

/// <summary>Sets the secrets of rows, several at once, and tells of each in the order of the rows.</summary>
internal sealed class Rollout(GhSession session, TextWriter output, TextWriter error, CancellationToken cancel)
{
    private readonly SecretStore _store = new(session, new ApiRun());
    private readonly InFlight<Outcome> _window = new(session.ThrottleLimit, cancel);

    /// <summary>How many rows, or scopes of rows, failed.</summary>
    internal int Failed { get; private set; }

    /// <summary>Starts the writes of a row; one that cannot be read fails as a whole.</summary>
    internal async Task AddAsync(Row row)
    {
        try
        {
            using SecretValue? value = row.ReadValue();
            SecretRow columns = row.Content(value);
            foreach (SecretScope scope in row.Place.Scopes())
            {
                using SecretContent content = columns.ReadContent();
                await StartAsync(row, columns.Assign(scope, row.Name, content));
            }
        }
        catch (GhSecretsException e)
        {
            await TellEndedAsync();
            _window.Add(Outcome.Of(row, e));
        }

        await TellEndedAsync();
    }

    /// <summary>Waits for all and tells of them.</summary>
    internal async Task FinishAsync()
    {
        while (_window.Next is not null)
        {
            await TellNextAsync();
        }
    }

    /// <summary>Waits, after a cancellation, until nothing runs any more.</summary>
    internal Task CloseAsync() => _window.CloseAsync();

    private async Task StartAsync(Row row, SecretAssignment assignment)
    {
        bool started = false;
        try
        {
            await TellEndedAsync();
            await _window.RoomAsync();
            _window.Start($"{assignment.Scope.Path}/{assignment.Name}".ToUpperInvariant(), session.WriteLane(assignment.Scope), assignment, async stop =>
            {
                try
                {
                    SecretChange change = await _store.SetAsync(assignment, stop);
                    return new Outcome(change.ToString(), Succeeded: true);
                }
                catch (GhSecretsException e)
                {
                    return Outcome.Of(row, e);
                }
            });
            started = true;
        }
        finally
        {
            if (!started)
            {
                assignment.Dispose();
            }
        }
    }

    private async Task TellEndedAsync()
    {
        while (_window.Next is { IsCompleted: true } || _window.IsFull)
        {
            await TellNextAsync();
        }
    }

    private async Task TellNextAsync()
    {
        Outcome outcome = await _window.Next!;
        _window.Take();
        Failed += outcome.Succeeded ? 0 : 1;
        await (outcome.Succeeded ? output : error).WriteLineAsync(outcome.Line);
    }

    private sealed record Outcome(string Line, bool Succeeded)
    {
        internal static Outcome Of(Row row, GhSecretsException e) =>
            new($"Row {row.Number}{(row.Name is null ? "" : $", {row.Name}")}: {e.Message} [{e.Id}]", Succeeded: false);
    }
}
