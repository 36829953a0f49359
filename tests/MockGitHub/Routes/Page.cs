using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace MockGitHub;

/// <summary>Cuts a list into pages as GitHub does: 30 items unless asked, at most 100, with a <c>Link</c> header to the others.</summary>
/// <param name="request">Whose query says which page, and whose path the links repeat.</param>
/// <param name="isWhole">For the few lists that GitHub does not page: everything is on the first one.</param>
/// <param name="defaultSize">How many items a page has unless asked.</param>
/// <param name="largest">The most items of a page, where it is not the server's largest.</param>
internal sealed class Page(ApiRequest request, bool isWhole = false, int defaultSize = 30, int largest = int.MaxValue)
{
    private readonly int _size = isWhole
        ? int.MaxValue
        : Math.Min(ReadNumber(request.Query, "per_page", defaultSize), Math.Min(largest, request.State.LargestPage));
    private readonly int _number = isWhole ? 1 : ReadNumber(request.Query, "page", 1);

    /// <summary>Cuts a list of variables, whose pages are smaller: 10 unless asked, at most 30.</summary>
    public static Page OfVariables(ApiRequest request) => new(request, defaultSize: 10, largest: 30);

    /// <summary>Answers with <c>total_count</c> and one page of the items, under the name that they have in that list.</summary>
    /// <param name="name">The member that holds the items.</param>
    /// <param name="items">All of them, in order.</param>
    /// <param name="write">Writes one item.</param>
    /// <param name="isVisible">What the token does not see is counted and left out.</param>
    public Reply Of<T>(string name, IReadOnlyList<T> items, Func<T, JsonNode> write, Func<T, bool>? isVisible = null) =>
        Reply.Ok(new JsonObject { ["total_count"] = items.Count + request.State.UnlistedCount, [name] = Cut(items, write, isVisible) }, Links(items.Count));

    /// <summary>Answers with one page of the items as a bare array.</summary>
    public Reply OfArray<T>(IReadOnlyList<T> items, Func<T, JsonNode> write) =>
        Reply.Ok(Cut(items, write, null), Links(items.Count));

    private JsonArray Cut<T>(IEnumerable<T> items, Func<T, JsonNode> write, Func<T, bool>? isVisible) =>
        [.. items.Skip((_number - 1) * _size).Take(_size).Where(isVisible ?? (_ => true)).Select(write)];

    private KeyValuePair<string, string>[] Links(int count)
    {
        var last = Math.Max(1, (int)Math.Ceiling(count / (double)_size));
        (string Relation, int Page, bool IsThere)[] links =
        [
            ("prev", Math.Min(_number - 1, last), _number > 1),
            ("next", _number + 1, _number < last),
            ("last", last, _number < last),
            ("first", 1, _number > 1),
        ];
        var header = string.Join(", ", links.Where(link => link.IsThere).Select(link => $"<{Address(link.Page)}>; rel=\"{link.Relation}\""));
        return header.Length == 0 ? [] : [new("Link", header)];
    }

    private string Address(int page)
    {
        var path = NumericPath.FromNames(request.Path, request.State).Select(Uri.EscapeDataString);
        var query = request.Query.Where(pair => pair.Key != "page")
            .Select(pair => $"{Uri.EscapeDataString(pair.Key)}={Uri.EscapeDataString(pair.Value.ToString())}")
            .Append($"page={page.ToString(CultureInfo.InvariantCulture)}");
        return $"{request.Base}/{string.Join('/', path)}?{string.Join('&', query)}";
    }

    private static int ReadNumber(IQueryCollection query, string name, int otherwise) =>
        int.TryParse(query[name], NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and < 1_000_000 ? number : otherwise;
}
