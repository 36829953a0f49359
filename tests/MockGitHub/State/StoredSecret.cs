using System;
using System.Collections.Immutable;
using System.Text;

namespace MockGitHub;

/// <summary>One secret as the server holds it, with the opened value, or one variable; a snapshot that later writes do not change.</summary>
public sealed record StoredSecret(string Name, ImmutableArray<byte> Value, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt)
{
    private static readonly UTF8Encoding s_utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary><c>all</c>, <c>private</c> or <c>selected</c>; null where the scope knows no visibility.</summary>
    public string? Visibility { get; init; }

    /// <summary>The ids of the repositories that may read a <c>selected</c> secret, ascending.</summary>
    public ImmutableSortedSet<long> SelectedRepositoryIds { get; init; } = [];

    /// <summary>How often a value was written, the first time included.</summary>
    public int Writes { get; init; } = 1;

    /// <summary>The value as text; null when it is not UTF-8.</summary>
    public string? Text
    {
        get
        {
            try
            {
                return s_utf8.GetString(Value.AsSpan());
            }
            catch (DecoderFallbackException)
            {
                return null;
            }
        }
    }

    internal bool IsVisibleTo(Repository repository) => Visibility switch
    {
        "all" => true,
        "private" => repository.IsPrivate,
        _ => SelectedRepositoryIds.Contains(repository.Id),
    };
}
