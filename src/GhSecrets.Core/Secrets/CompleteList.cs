using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Newtonsoft.Json.Linq;

namespace GhSecrets.Core;

/// <summary>A list that tells how many items there are (<c>total_count</c>), read again when it named fewer or may have changed while its
/// pages were read.</summary>
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
    /// <param name="isReplaced">Whether a write replaces what it names: then several pages count as whole only when two readings in a row
    /// name the same items.</param>
    internal static async Task<CompleteList> ReadAsync(
        Func<Task<IReadOnlyList<ApiReply>>> read,
        string property,
        Func<JObject, string> identity,
        bool isReplaced = false)
    {
        HashSet<string>? before = null;
        for (int left = isReplaced ? 3 : 2; ; left--)
        {
            IReadOnlyList<ApiReply> pages = await read().ConfigureAwait(false);
            CompleteList list = Join(pages, property, identity);
            HashSet<string> named = new(list.Items.Select(identity), StringComparer.OrdinalIgnoreCase);

            // One that is taken away and one that is added leave the count as it was, and push an item over the edge of a page.
            bool isSure = list.IsWhole && (!isReplaced || pages.Count == 1 || named.SetEquals(before ?? []));
            if (isSure || left == 1)
            {
                return list with { IsWhole = isSure };
            }

            before = named;
        }
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
