using System;
using System.Diagnostics;
using System.Linq;
using System.Net.Http.Headers;

namespace GhSecrets.Core;

/// <summary>A token and where it came from; its text leaves only as an <c>Authorization</c> header.</summary>
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
