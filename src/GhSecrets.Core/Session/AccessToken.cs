using System;
using System.Diagnostics;
using System.Linq;
using System.Net.Http.Headers;
using System.Text;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace GhSecrets.Core;

/// <summary>A token and where it came from; its text leaves only as a header of a request.</summary>
[DebuggerDisplay("***")]
public sealed class AccessToken : IEquatable<AccessToken>
{
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private readonly string _text;

    private AccessToken(string text, string source)
    {
        _text = text;
        Source = source;
    }

    /// <summary>The parameter or the environment variable that the token came from.</summary>
    public string Source { get; }

    /// <summary>Whether it belongs to an installation of a GitHub App or to a workflow, which GitHub tells by its first letters.</summary>
    internal bool IsInstallationToken => _text.StartsWith("ghs_", StringComparison.Ordinal);

    internal AuthenticationHeaderValue Header => new("Bearer", _text);

    /// <summary>Adds the token under a name of its own, for services that take it otherwise than as a bearer.</summary>
    internal void AddTo(HttpRequestHeaders headers, string name, string prefix = "") => headers.Add(name, prefix + _text);

    /// <summary>When a JSON Web Token (RFC 7519) says that it ends, by its claim <c>exp</c>; null when it is none or does not say.</summary>
    internal DateTimeOffset? ExpiresAt()
    {
        string[] parts = _text.Split('.');
        try
        {
            string claims = parts.Length == 3 ? parts[1].Replace('-', '+').Replace('_', '/') : "";
            byte[] bytes = Convert.FromBase64String(claims.PadRight((claims.Length + 3) / 4 * 4, '='));
            return JObject.Parse(Encoding.UTF8.GetString(bytes))["exp"] is JValue { Value: long seconds }
                ? DateTimeOffset.FromUnixTimeSeconds(seconds)
                : null;
        }
        catch (Exception e) when (e is FormatException or JsonException or ArgumentOutOfRangeException)
        {
            // Not a JSON Web Token, or one that is encrypted: its end shows when the server refuses it.
            return null;
        }
    }

    /// <summary>Takes a token; white space around it, such as a file's last line break, is not part of it.</summary>
    /// <exception cref="GhSecretsException"><see cref="ErrorId.InvalidArgument"/> when it is empty or holds characters that a header cannot carry.</exception>
    public static AccessToken FromText(string text, string source)
    {
        string token = text.Trim();
        if (token.Length == 0)
        {
            throw new GhSecretsException(ErrorId.InvalidArgument, $"The token of {source} is empty.");
        }

        return token.All(c => c is > ' ' and <= '~')
            ? new AccessToken(token, source)
            : throw new GhSecretsException(ErrorId.InvalidArgument, $"The token of {source} holds a blank, a line break or another character that no token has.");
    }

    /// <summary>Whether it is the same token from the same source.</summary>
    public bool Equals(AccessToken? other) => other is not null && other._text == _text && other.Source == Source;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as AccessToken);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Source);

    /// <summary>Always <c>***</c>.</summary>
    public override string ToString() => "***";
}
