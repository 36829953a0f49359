using System;
using System.Linq;
using System.Net;

namespace GhSecrets.Core;

/// <summary>A proxy by its address, with the user and password that the address may hold, as in <c>HTTPS_PROXY</c>.</summary>
public static class ProxyAddress
{
    private static readonly string[] s_schemes = ["http", "https", "socks4", "socks4a", "socks5"];

    /// <summary>Makes the proxy; its own address keeps neither user nor password.</summary>
    /// <param name="given">The address; not shown where it is none, since it may hold a password.</param>
    /// <param name="credential">The user and password, in place of those that the address may hold; null for the latter.</param>
    /// <exception cref="GhSecretsException"><see cref="ErrorId.InvalidArgument"/> for any other text than an absolute address.</exception>
    public static IWebProxy Open(string given, NetworkCredential? credential = null)
    {
        if (!Uri.TryCreate(given, UriKind.Absolute, out Uri? address) || !s_schemes.Contains(address.Scheme) || address.Host.Length == 0
            || address.PathAndQuery.Length > 1
            || address.Fragment.Length > 0)
        {
            throw new GhSecretsException(
                ErrorId.InvalidArgument,
                "The address of the proxy is not valid. Write it as http://proxy:3128, with special characters of a password as %40 "
                    + "for @ and %2F for /.");
        }

        if (address.UserInfo.Length == 0)
        {
            return new WebProxy(address) { Credentials = credential };
        }

        string[] parts = address.UserInfo.Split([':'], 2);
        UriBuilder bare = new(address) { UserName = "", Password = "" };
        return new WebProxy(bare.Uri)
        {
            Credentials = credential
                ?? new NetworkCredential(Uri.UnescapeDataString(parts[0]), parts.Length > 1 ? Uri.UnescapeDataString(parts[1]) : ""),
        };
    }
}
