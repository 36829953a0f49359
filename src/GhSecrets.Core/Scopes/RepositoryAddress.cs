using System;
using System.Linq;
using System.Text.RegularExpressions;

namespace GhSecrets.Core;

/// <summary>A repository by its address, as a browser or git shows it: <c>https://github.com/acme/app</c>, <c>…/acme/app.git</c>,
/// <c>git@github.com:acme/app.git</c>, <c>ssh://git@github.com/acme/app</c>.</summary>
internal static class RepositoryAddress
{
    private const string Suffix = ".git";

    private static readonly string[] s_schemes = ["https", "http", "ssh", "git"];

    private static readonly Regex s_secureCopy = new("^[^/:@\\s]+@([^/:@\\s]+):(.+)$", RegexOptions.CultureInvariant);

    // Before anything is split: a password may hold what separates two addresses.
    private static readonly Regex s_userInfo = new("(?<=://)[^/\\s?#]*@", RegexOptions.CultureInvariant);

    private static readonly Regex s_query = new("(?<=://[^?#]*)([?#]).*$", RegexOptions.CultureInvariant);

    private static readonly Regex s_port = new(":[0-9]+$", RegexOptions.CultureInvariant);

    /// <summary>The same text with <c>owner/name</c> in the place of each address; several are separated by semicolons.</summary>
    /// <param name="text">Names, patterns, ids and addresses.</param>
    /// <param name="host">The host where they must be, such as <c>github.com</c>; null where none is known.</param>
    /// <exception cref="GhSecretsException"><see cref="ErrorId.InvalidArgument"/> for an address of another host, or of no
    /// repository.</exception>
    internal static string ToNames(string text, string? host) =>
        IsAddress(text)
            ? string.Join(";", s_userInfo.Replace(text, "").Split(';').Select(part => IsAddress(part) ? NameOf(part.Trim(), host) : part))
            : text;

    /// <summary>A text as it may be shown: an address may hold a password before its host.</summary>
    internal static string Shown(string text)
    {
        int host = text.LastIndexOf('@') + 1;
        int scheme = text.IndexOf("://", StringComparison.Ordinal) + 3;
        string shown = host == 0 ? text : text.Substring(0, scheme is > 2 && scheme < host ? scheme : 0) + text.Substring(host);
        return s_query.Replace(shown, "$1***");
    }

    // No name, no pattern and no id holds a colon.
    private static bool IsAddress(string text) => text.IndexOf(':') >= 0;

    private static string NameOf(string text, string? host)
    {
        if (Parts(text) is not (string other, string path, bool isWeb) || NameIn(path) is not string name)
        {
            throw new GhSecretsException(
                ErrorId.InvalidArgument,
                $"'{Shown(text)}' is no address of a repository. Write it as https://github.com/owner/name, or as owner/name.");
        }

        // A port of ssh is not the one of the API.
        return host is null || other.Equals(isWeb ? host : s_port.Replace(host, ""), StringComparison.OrdinalIgnoreCase)
            ? name
            : throw new GhSecretsException(
                ErrorId.InvalidArgument,
                $"The address of {name} is at {other}, and the session is for {host}. Use a session for {other}, or write {name} alone.");
    }

    private static (string Host, string Path, bool IsWeb)? Parts(string text)
    {
        if (s_secureCopy.Match(text) is { Success: true } copy)
        {
            return (copy.Groups[1].Value, copy.Groups[2].Value, false);
        }

        if (!Uri.TryCreate(text, UriKind.Absolute, out Uri? uri)
            || !s_schemes.Contains(uri.Scheme)
            || uri.Query.Length > 0
            || uri.Fragment.Length > 0)
        {
            return null;
        }

        bool isWeb = uri.Scheme is "https" or "http";
        return (isWeb && !uri.IsDefaultPort ? $"{uri.Host}:{uri.Port}" : uri.Host, Uri.UnescapeDataString(uri.AbsolutePath), isWeb);
    }

    private static string? NameIn(string path)
    {
        string name = path.Trim('/');
        name = name.EndsWith(Suffix, StringComparison.OrdinalIgnoreCase) ? name.Substring(0, name.Length - Suffix.Length) : name;
        return name.Split('/') is { Length: 2 } parts && parts.All(RepositoryName.IsPattern) ? name : null;
    }
}
