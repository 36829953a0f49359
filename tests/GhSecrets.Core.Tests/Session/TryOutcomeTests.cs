using System.Collections.Generic;
using System.Linq;
using System.Net.Http;

namespace GhSecrets.Core.Tests;

/// <summary>What is done after a try, a row a case: the table "What happens to a request" of docs/ARCHITECTURE.md.</summary>
public sealed class TryOutcomeTests
{
    public static IEnumerable<object[]> Passing => new int?[] { null, 408, 500, 502, 503, 504 }.Select(status => new object[] { status! });

    [Theory]
    [InlineData(200)]
    [InlineData(201)]
    [InlineData(204)]
    public void AReplyThatTheServiceGives_IsTheEnd(int status) =>
        Assert.Equal(NextStep.Return, (Got(status) with { IsAnswer = true }).Decide());

    [Theory]
    [InlineData(200)]
    [InlineData(404)]
    public void ALookThatFindsNothingToSend_IsTheEnd(int status) => Assert.Equal(NextStep.Return, (Got(status) with { IsNeedless = true }).Decide());

    [Fact]
    public void ALookThatNeedsMoreRoom_TakesAnotherTurn() => Assert.Equal(NextStep.TakeTurn, (Got(null) with { NeedsTurn = true }).Decide());

    [Theory]
    [InlineData(429, true, true)]
    [InlineData(429, false, false)]
    [InlineData(403, true, true)]
    public void ALimit_PausesTheSession_AndTakesNoTry(int status, bool mayRepeat, bool hasTriesLeft) =>
        Assert.Equal(NextStep.Pause, (Got(status) with { IsRateLimit = true, MayRepeat = mayRepeat, HasTriesLeft = hasTriesLeft }).Decide());

    [Theory]
    [MemberData(nameof(Passing))]
    public void AFailureThatPasses_IsRepeated_OnlyWhereThatDoesNoHarmAndTriesAreLeft(int? status)
    {
        Assert.True(Got(status).Passes);
        Assert.Equal(NextStep.Repeat, Got(status).Decide());
        Assert.Equal(NextStep.Refuse, (Got(status) with { MayRepeat = false }).Decide());
        Assert.Equal(NextStep.Refuse, (Got(status) with { HasTriesLeft = false }).Decide());
    }

    [Fact]
    public void ASuccessThatTheServiceDoesNotGiveSo_IsRepeated() => Assert.Equal(NextStep.Repeat, Got(200).Decide());

    [Fact]
    public void AFailureThatIsAnAnswer_IsRefusedAtOnce()
    {
        TryOutcome outcome = Got(500) with { IsAnswer = true };
        Assert.False(outcome.Passes);
        Assert.Equal(NextStep.Refuse, outcome.Decide());
    }

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(307)]
    [InlineData(308)]
    public void ARedirect_IsFollowedWhereTheRequestMay(int status)
    {
        Assert.Equal(NextStep.Follow, (Got(status) with { MayFollow = true }).Decide());
        Assert.Equal(NextStep.Refuse, Got(status).Decide());
    }

    [Theory]
    [InlineData("DELETE", true, NextStep.Return)]
    [InlineData("DELETE", false, NextStep.Refuse)]
    [InlineData("GET", true, NextStep.Refuse)]
    [InlineData("PUT", true, NextStep.Refuse)]
    public void A404_IsTheEndOfADeleteThatMayHaveTakenEffect(string method, bool mayBeDone, object step) =>
        Assert.Equal(step, (Got(404) with { Method = new HttpMethod(method), MayBeDone = mayBeDone }).Decide());

    [Theory]
    [InlineData(303)]
    [InlineData(304)]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(409)]
    [InlineData(422)]
    [InlineData(501)]
    public void AnythingElse_IsRefused(int status)
    {
        TryOutcome outcome = Got(status) with { MayFollow = true };
        Assert.False(outcome.Passes);
        Assert.Equal(NextStep.Refuse, outcome.Decide());
    }

    [Fact]
    public void ATokenThatMayBeNew_IsTriedAgain()
    {
        Assert.Equal(NextStep.Repeat, (Got(401) with { MayBeNewToken = true, MayRepeat = false }).Decide());
        Assert.Equal(NextStep.Refuse, (Got(403) with { MayBeNewToken = true }).Decide());
    }

    private static TryOutcome Got(int? status) => new() { Method = HttpMethod.Put, Status = status, MayRepeat = true, HasTriesLeft = true };
}
