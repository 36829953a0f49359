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
    // What is shorter is no token of GitHub's or Vela's, and may be a part of any word.
    private const int ShortestHidden = 8;

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private string _text;

    // To look for it in replies without a new copy for each.
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private byte[] _bytes;

    // One text that all requests share: what a header makes of its parts would be another copy for each.
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private string _bearer;

    private AccessToken(string text, string source)
    {
        _text = text;
        _bytes = Encoding.ASCII.GetBytes(text);
        _bearer = "Bearer " + text;
        Source = source;
    }

    /// <summary>The parameter or the environment variable that the token came from.</summary>
    public string Source { get; }

    /// <summary>Whether it belongs to an installation of a GitHub App or to a workflow, which GitHub tells by its first letters.</summary>
    internal bool IsInstallationToken => _text.StartsWith("ghs_", StringComparison.Ordinal);

    /// <summary>A text of a reply in which the token is <c>***</c>.</summary>
    internal string Hidden(string text) => _text.Length < ShortestHidden ? text : text.Replace(_text, "***");

    /// <summary>Overwrites the token with asterisks wherever a reply repeats it, as a proxy or a debugging server does with a request's
    /// headers.</summary>
    internal void HideIn(byte[] reply)
    {
        if (_bytes.Length < ShortestHidden)
        {
            return;
        }

        Span<byte> rest = reply;
        for (int at = rest.IndexOf(_bytes); at >= 0; at = rest.IndexOf(_bytes))
        {
            rest.Slice(at, _bytes.Length).Fill((byte)'*');
            rest = rest.Slice(at + _bytes.Length);
        }
    }

    /// <summary>Adds the token as <c>Authorization: Bearer</c> (RFC 6750, 2.1).</summary>
    internal void AddTo(HttpRequestHeaders headers) => headers.TryAddWithoutValidation("Authorization", _bearer);

    /// <summary>Adds the token under a name of its own, for services that take it otherwise than as a bearer.</summary>
    internal void AddTo(HttpRequestHeaders headers, string name, string prefix = "") => headers.Add(name, prefix + _text);

    /// <summary>Lets go of the text, when the session that it belongs to ends; whoever holds the session holds no token any more.</summary>
    internal void Forget() => (_text, _bytes, _bearer) = ("", [], "");

    /// <summary>When a JSON Web Token (RFC 7519) says that it ends, by its claim <c>exp</c>; null when it is none or does not
    /// say.</summary>
    internal DateTimeOffset? ExpiresAt()
    {
        try
        {
            return Claims()?["exp"] is JValue { Value: long seconds } ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;
        }
        catch (ArgumentOutOfRangeException)
        {
            return null;
        }
    }

    /// <summary>Whose a JSON Web Token says that it is, by its claim <c>sub</c>; null when it is none or does not say.</summary>
    internal string? Subject() => Claims()?["sub"] is JValue { Value: string { Length: > 0 } subject } ? subject : null;

    private JObject? Claims()
    {
        string[] parts = _text.Split('.');
        try
        {
            string claims = parts.Length == 3 ? parts[1].Replace('-', '+').Replace('_', '/') : "";
            byte[] bytes = Convert.FromBase64String(claims.PadRight((claims.Length + 3) / 4 * 4, '='));
            return JObject.Parse(Encoding.UTF8.GetString(bytes));
        }
        catch (Exception e) when (e is FormatException or JsonException)
        {
            // Not a JSON Web Token, or one that is encrypted: its end shows when the server refuses it.
            return null;
        }
    }

    /// <summary>Takes a token; white space around it, such as a file's last line break, is not part of it.</summary>
    /// <exception cref="GhSecretsException"><see cref="ErrorId.InvalidArgument"/> when it is empty or holds characters that a header cannot
    /// carry.</exception>
    public static AccessToken FromText(string text, string source)
    {
        string token = text.Trim();
        if (token.Length == 0)
        {
            throw new GhSecretsException(ErrorId.InvalidArgument, $"The token of {source} is empty.");
        }

        return token.All(c => c is > ' ' and <= '~')
            ? new AccessToken(token, source)
            : throw new GhSecretsException(
                ErrorId.InvalidArgument,
                $"The token of {source} holds a blank, a line break or another character that no token has.");
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
