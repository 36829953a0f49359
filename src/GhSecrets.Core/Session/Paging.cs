using System;
using System.Collections.Generic;
using System.Net.Http;
using System.Text.RegularExpressions;
using System.Threading;
using System.Threading.Tasks;

namespace GhSecrets.Core;

/// <summary>Reads a list to its end by following the <c>Link</c> header, on the session's own origin only.</summary>
internal static class Paging
{
    /// <summary>The largest page of most of GitHub's lists.</summary>
    private const int PageSize = 100;

    // More than any list of GitHub's has: an organization of 100,000 repositories.
    private const int MaximumPages = 1_000;

    private static readonly Regex s_next = new(
        "<([^>]+)>\\s*;[^,]*\\brel=\"next\"",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase);

    private static readonly Regex s_last = new(
        "[?&]page=([0-9]+)[^>]*>\\s*;[^,]*\\brel=\"last\"",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase);

    /// <summary>Reads all pages: the whole list, because whoever changes it while reading would shift them.</summary>
    /// <param name="session">The session.</param>
    /// <param name="path">The list's path; a query of its own is kept.</param>
    /// <param name="run">What the requests are part of.</param>
    /// <param name="take">Takes what is wanted of each page, which is not kept.</param>
    /// <param name="cancel">Ends the reading.</param>
    /// <param name="pageSize">The most items that a page of this list holds.</param>
    internal static Task SendPagedAsync(
        this ApiSession session,
        string path,
        ApiRun? run,
        Action<ApiReply> take,
        CancellationToken cancel,
        int pageSize = PageSize) =>
        session.SendPagedAsync(path, run, TakeAll(take), cancel, pageSize);

    /// <summary>Reads pages as long as a function, which is told how many are left, says so.</summary>
    internal static Task SendPagedAsync(
        this ApiSession session,
        string path,
        ApiRun? run,
        Func<ApiReply, int, bool> take,
        CancellationToken cancel,
        int pageSize = PageSize) =>
        ReadAsync(session, path, next => session.SendAsync(new ApiRequest(HttpMethod.Get, next), run, cancel), take, pageSize);

    /// <summary>Reads all pages, each of which is asked for by a function.</summary>
    internal static Task ReadAsync(ApiSession session, string path, Func<string, Task<ApiReply>> send, Action<ApiReply> take) =>
        ReadAsync(session, path, send, TakeAll(take), PageSize);

    private static async Task ReadAsync(
        ApiSession session,
        string path,
        Func<string, Task<ApiReply>> send,
        Func<ApiReply, int, bool> take,
        int pageSize)
    {
        HashSet<string> seen = [];
        for (string? next = $"{path}{(path.IndexOf('?') < 0 ? '?' : '&')}per_page={pageSize}"; next is not null;)
        {
            EnsureEnds(seen.Count);
            if (!seen.Add(next))
            {
                throw new GhSecretsException(ErrorId.UnexpectedReply, "The pages of the list lead back to one that was already read.");
            }

            ApiReply page = await send(next).ConfigureAwait(false);
            next = take(page, PagesLeft(page, seen.Count)) ? Next(session, next, page) : null;
        }
    }

    private static Func<ApiReply, int, bool> TakeAll(Action<ApiReply> take) => (page, _) =>
    {
        take(page);
        return true;
    };

    /// <summary>Refuses to read on where a server always names another page.</summary>
    /// <exception cref="GhSecretsException"><see cref="ErrorId.UnexpectedReply"/>.</exception>
    internal static void EnsureEnds(int pagesRead)
    {
        if (pagesRead >= MaximumPages)
        {
            throw new GhSecretsException(ErrorId.UnexpectedReply, $"The list has no end: it has more than {MaximumPages} pages.");
        }
    }

    /// <summary>Whether a page says that there is another one after it.</summary>
    internal static bool HasNext(ApiReply page) => s_next.IsMatch(page.Header("Link") ?? "");

    private static int PagesLeft(ApiReply page, int read) =>
        int.TryParse(s_last.Match(page.Header("Link") ?? "").Groups[1].Value, out int last) ? last - read : 0;

    // A server behind another name writes its own into the link: then only the page is taken from there, and the token goes nowhere else.
    private static string? Next(ApiSession session, string asked, ApiReply page)
    {
        Match match = s_next.Match(page.Header("Link") ?? "");
        if (!match.Success)
        {
            return null;
        }

        return !Uri.TryCreate(session.Host.BaseUri, match.Groups[1].Value, out Uri? link) ? throw page.Unexpected()
            : session.IsSameOrigin(link) ? link.AbsoluteUri
            : asked.Split('?')[0] + link.Query;
    }
}
