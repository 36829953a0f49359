using System;

namespace GhSecrets.Core.Tests;

/// <summary>A secret is ours as long as GitHub lists the time of our write.</summary>
public sealed class LedgerEntryTests
{
    private static readonly DateTimeOffset s_written = new(2026, 3, 10, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, false)]
    [InlineData(-1, false)]
    public void ItIsOurs_WhenTheListedTime_IsThatOfOurWrite(int later, bool isOurs)
    {
        LedgerEntry entry = new() { UpdatedAt = s_written, RepliedAt = s_written.AddHours(1) };

        Assert.Equal(isOurs, entry.IsOurs(s_written.AddSeconds(later)));
        Assert.Equal(isOurs, entry.IsOurs(s_written.AddSeconds(later).ToOffset(TimeSpan.FromHours(2))));
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(-2, true)]
    [InlineData(1, false)]
    public void WhileThatTimeIsUnknown_ItIsOurs_WhenTheListedOne_IsNotAfterTheReply(int later, bool isOurs) =>
        Assert.Equal(isOurs, new LedgerEntry { RepliedAt = s_written }.IsOurs(s_written.AddSeconds(later)));

    [Fact]
    public void WithoutAnyTime_ItIsNotOurs()
    {
        Assert.False(new LedgerEntry().IsOurs(s_written));
        Assert.False(new LedgerEntry().IsOurs(null));
        Assert.False(new LedgerEntry { UpdatedAt = s_written }.IsOurs(null));
        Assert.False(new LedgerEntry { RepliedAt = s_written }.IsOurs(null));
    }
}
