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
internal sealed record CompleteList<T>(IReadOnlyList<T> Items, long Total, bool IsWhole, bool WasRedirected)
{
    /// <summary>Reads a list.</summary>
    /// <param name="read">Reads its pages, and hands each over.</param>
    /// <param name="property">The name that the items have in it.</param>
    /// <param name="item">Takes what is wanted of an item.</param>
    /// <param name="identity">What tells an item from the others.</param>
    /// <param name="isReplaced">Whether a write replaces what it names: then several pages count as whole only when two readings in a row
    /// name the same items.</param>
    internal static async Task<CompleteList<T>> ReadAsync(
        Func<Action<ApiReply>, Task> read,
        string property,
        Func<JObject, T> item,
        Func<T, string> identity,
        bool isReplaced = false)
    {
        HashSet<string>? before = null;
        for (int left = isReplaced ? 3 : 2; ; left--)
        {
            Reading reading = new();
            await read(reply => reading.Add(reply, property, item, identity)).ConfigureAwait(false);
            CompleteList<T> list = reading.List;
            HashSet<string> named = new(list.Items.Select(identity), StringComparer.OrdinalIgnoreCase);

            // One that is taken away and one that is added leave the count as it was, and push an item over the edge of a page.
            bool isSure = list.IsWhole && (!isReplaced || reading.IsOnePage || named.SetEquals(before ?? []));
            if (isSure || left == 1)
            {
                return list with { IsWhole = isSure };
            }

            before = named;
        }
    }

    /// <summary>What the pages so far have named and counted.</summary>
    private sealed class Reading
    {
        private readonly List<T> _items = [];
        private readonly Dictionary<string, int> _places = new(StringComparer.OrdinalIgnoreCase);
        private readonly List<long> _totals = [];
        private bool _wasRedirected;

        internal bool IsOnePage => _totals.Count == 1;

        internal CompleteList<T> List
        {
            get
            {
                long total = _totals[_totals.Count - 1];
                bool isWhole = _items.Count >= total && _totals.TrueForAll(counted => counted == total);
                return new CompleteList<T>(_items, total, isWhole, _wasRedirected);
            }
        }

        internal void Add(ApiReply reply, string property, Func<JObject, T> item, Func<T, string> identity)
        {
            JObject page = reply.Json<JObject>();
            foreach (T one in page.Items(property).Select(item))
            {
                if (_places.TryGetValue(identity(one), out int place))
                {
                    _items[place] = one;
                }
                else
                {
                    _places[identity(one)] = _items.Count;
                    _items.Add(one);
                }
            }

            _totals.Add(page.Number("total_count"));
            _wasRedirected |= reply.WasRedirected;
        }
    }
}
