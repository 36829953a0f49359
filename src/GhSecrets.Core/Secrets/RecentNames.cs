using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace GhSecrets.Core;

/// <summary>Lists of names that were read for completion; each serves for a minute, and one that cannot be read is empty for as
/// long.</summary>
/// <param name="clock">The session's clock.</param>
internal sealed class RecentNames(TimeProvider clock)
{
    private static readonly TimeSpan s_serves = TimeSpan.FromMinutes(1);

    /// <summary>A long list may take longer than anybody waits for it: the next who asks finds it.</summary>
    private static readonly TimeSpan s_longestRead = TimeSpan.FromSeconds(30);

    private readonly SharedReads<Listed> _lists = new();

    /// <summary>The names of a list, in order and without those that no screen can show.</summary>
    /// <param name="key">What is read.</param>
    /// <param name="read">Reads it, as part of a run that neither waits nor asks again.</param>
    /// <param name="cancel">Ends the read or the wait for another's.</param>
    internal async Task<IReadOnlyList<string>> GetAsync(
        string key,
        Func<ApiRun, CancellationToken, Task<IEnumerable<string>>> read,
        CancellationToken cancel)
    {
        return (await _lists.GetAsync(key, Read, cancel, list => clock.GetElapsedTime(list.ReadAt) > s_serves).ConfigureAwait(false)).Names;

        async Task<Listed> Read(CancellationToken stop) => new(await NamesAsync(read, stop).ConfigureAwait(false), clock.GetTimestamp());
    }

    private async Task<IReadOnlyList<string>> NamesAsync(
        Func<ApiRun, CancellationToken, Task<IEnumerable<string>>> read,
        CancellationToken cancel)
    {
        using CancellationTokenSource longest = clock.CancelAfter(s_longestRead);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(longest.Token, cancel);
        try
        {
            IEnumerable<string> names = await read(new ApiRun { IsHasty = true }, either.Token).ConfigureAwait(false);
            return names
                .Where(name => name.Length > 0 && !name.Any(char.IsControl))
                .Distinct(StringComparer.Ordinal)
                .OrderBy(name => name, StringComparer.OrdinalIgnoreCase)
                .ToList();
        }
        catch (GhSecretsException)
        {
            return [];
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return [];
        }
    }

    private sealed record Listed(IReadOnlyList<string> Names, long ReadAt);
}
