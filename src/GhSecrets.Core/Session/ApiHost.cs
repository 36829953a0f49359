using System;

namespace GhSecrets.Core;

/// <summary>A server of GitHub: its base address, which ends in a slash, and whether it is a GitHub Enterprise Server.</summary>
/// <remarks>A base address whose path ends in <c>/api/v3</c> is an Enterprise Server; any other is GitHub's cloud.</remarks>
public sealed class ApiHost
{
    private const string ApiPrefix = "api.";

    private ApiHost(Uri baseUri) => BaseUri = baseUri;

    /// <summary>The address below which every request goes, such as <c>https://api.github.com/</c>.</summary>
    public Uri BaseUri { get; }

    /// <summary>The host as its users write it: <c>github.com</c>, <c>octo.ghe.com</c>, <c>github.example.com:8443</c>.</summary>
    public string Name
    {
        get
        {
            string host = BaseUri.Host.StartsWith(ApiPrefix, StringComparison.OrdinalIgnoreCase) && IsCloudName(BaseUri.Host)
                ? BaseUri.Host.Substring(ApiPrefix.Length)
                : BaseUri.Host;
            return BaseUri.IsDefaultPort ? host : $"{host}:{BaseUri.Port}";
        }
    }

    /// <summary>Whether this is a GitHub Enterprise Server, which lacks some stores and writes some ids as text.</summary>
    public bool IsEnterpriseServer => BaseUri.AbsolutePath.TrimEnd('/').EndsWith("/api/v3", StringComparison.OrdinalIgnoreCase);

    /// <summary>The name as a folder's that any file system takes, such as <c>github.example.com_8443</c>.</summary>
    internal string FolderName => Name.ToLowerInvariant().Replace(':', '_');

    /// <summary>Whether tokens of github.com (<c>GH_TOKEN</c>, <c>GITHUB_TOKEN</c>) belong to this host: github.com, *.ghe.com and
    /// *.localhost.</summary>
    internal bool TakesCloudTokens => IsCloudName(BaseUri.Host);

    /// <summary>Whether the host is the machine that asks: a loopback address, localhost or *.localhost.</summary>
    internal bool IsThisMachine => BaseUri.IsLoopback || IsLocalName(BaseUri.Host);

    /// <summary>Maps a host's name to its address: github.com, *.ghe.com and *.localhost to <c>api.</c> of it (unless it says so already),
    /// any other to <c>/api/v3/</c> on it.</summary>
    /// <exception cref="GhSecretsException"><see cref="ErrorId.InvalidArgument"/> for a text that is no host.</exception>
    public static ApiHost FromName(string name)
    {
        string text = name.Trim();
        if (IsLikeToken(text))
        {
            throw new GhSecretsException(
                ErrorId.InvalidArgument,
                "The host name looks like a token, and is not shown. Give a token by -Token.");
        }

        if (!Uri.TryCreate($"https://{text}/", UriKind.Absolute, out Uri? uri)
            || uri.AbsolutePath != "/"
            || uri.UserInfo.Length > 0
            || uri.Query.Length > 0
            || uri.Fragment.Length > 0
            || Uri.CheckHostName(uri.IdnHost) == UriHostNameType.Unknown)
        {
            throw new GhSecretsException(
                ErrorId.InvalidArgument,
                "This is no host name. Write it as github.com or github.example.com:8443; for a whole address use -BaseUri.");
        }

        if (!IsCloudName(uri.Host))
        {
            return FromBaseUri($"https://{uri.Authority}/api/v3/");
        }

        string prefix = uri.Host.StartsWith(ApiPrefix, StringComparison.OrdinalIgnoreCase) ? "" : ApiPrefix;
        return FromBaseUri($"{(IsLocalName(uri.Host) ? "http" : "https")}://{prefix}{uri.Authority}/");
    }

    // No host name has an underscore; a classic token of old is forty hexadecimal digits.
    private static bool IsLikeToken(string text) =>
        (text.StartsWith("gh", StringComparison.OrdinalIgnoreCase) && text.IndexOf('_') is 3)
        || text.StartsWith("github_pat_", StringComparison.OrdinalIgnoreCase)
        || (text.Length >= 36 && text.IndexOf('.') < 0);

    /// <summary>Takes a whole address as it is; plain http is refused except on this machine.</summary>
    /// <param name="address">The address, with or without a slash at its end.</param>
    /// <param name="example">What to write instead, for the message about an address that is none.</param>
    /// <exception cref="GhSecretsException"><see cref="ErrorId.InvalidArgument"/> for a text that is no address, or plain http to another
    /// machine.</exception>
    public static ApiHost FromBaseUri(string address, string example = "https://api.github.com or https://github.example.com/api/v3")
    {
        if (!Uri.TryCreate(address.Trim().TrimEnd('/') + "/", UriKind.Absolute, out Uri? uri)
            || uri.Scheme is not ("https" or "http")
            || uri.Host.Length == 0
            || uri.UserInfo.Length > 0
            || uri.Query.Length > 0
            || uri.Fragment.Length > 0)
        {
            throw new GhSecretsException(
                ErrorId.InvalidArgument,
                $"The base address is no web address. Write it as {example}, without user, query or fragment.");
        }

        ApiHost host = new(uri);
        return uri.Scheme == "https" || host.IsThisMachine
            ? host
            : throw new GhSecretsException(
                ErrorId.InvalidArgument,
                $"Plain http to {uri.Authority} would show the token to the network. Use https.");
    }

    /// <summary>The host's name.</summary>
    public override string ToString() => Name;

    private static bool IsCloudName(string host) =>
        host.Equals("github.com", StringComparison.OrdinalIgnoreCase)
        || host.Equals("api.github.com", StringComparison.OrdinalIgnoreCase)
        || host.EndsWith(".ghe.com", StringComparison.OrdinalIgnoreCase)
        || IsLocalName(host);

    private static bool IsLocalName(string host) => host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase);
}
