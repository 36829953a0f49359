using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Newtonsoft.Json.Linq;

namespace GhSecrets.Core;

/// <summary>A list that tells how many items there are (<c>total_count</c>), read once more when it named fewer or changed while its pages were read.</summary>
/// <param name="Items">What it named, each once.</param>
/// <param name="Total">How many there are, as its last page says.</param>
/// <param name="IsWhole">Whether nothing can have slipped from one page to another.</param>
/// <param name="WasRedirected">Whether it came from another address than the one that was asked.</param>
internal sealed record CompleteList(IReadOnlyList<JObject> Items, long Total, bool IsWhole, bool WasRedirected)
{
    /// <summary>Reads a list.</summary>
    /// <param name="read">Reads its pages.</param>
    /// <param name="property">The name that the items have in it.</param>
    /// <param name="identity">What tells an item from the others.</param>
    internal static async Task<CompleteList> ReadAsync(Func<Task<IReadOnlyList<ApiReply>>> read, string property, Func<JObject, string> identity)
    {
        CompleteList first = Join(await read().ConfigureAwait(false), property, identity);
        return first.IsWhole ? first : Join(await read().ConfigureAwait(false), property, identity);
    }

    private static CompleteList Join(IReadOnlyList<ApiReply> replies, string property, Func<JObject, string> identity)
    {
        List<JObject> pages = replies.Select(reply => reply.Json<JObject>()).ToList();
        List<JObject> items = pages.SelectMany(page => page.Items(property))
            .GroupBy(identity, StringComparer.OrdinalIgnoreCase)
            .Select(same => same.Last())
            .ToList();
        long total = pages[pages.Count - 1].Number("total_count");
        bool isWhole = items.Count >= total && pages.TrueForAll(page => page.Number("total_count") == total);
        return new CompleteList(items, total, isWhole, replies.Any(reply => reply.WasRedirected));
    }
}
