using System;
using System.Net;

namespace GhSecrets.Core;

/// <summary>A proxy by its address, with the user and password that the address may hold, as in <c>HTTPS_PROXY</c>.</summary>
public static class ProxyAddress
{
    /// <summary>Makes the proxy; its own address keeps neither user nor password.</summary>
    /// <param name="address">The address.</param>
    /// <param name="credential">The user and password, in place of those that the address may hold; null for the latter.</param>
    public static IWebProxy Open(Uri address, NetworkCredential? credential = null)
    {
        if (!address.IsAbsoluteUri || address.UserInfo.Length == 0)
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
