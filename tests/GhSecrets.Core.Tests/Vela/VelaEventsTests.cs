using System.Linq;
using Newtonsoft.Json.Linq;

namespace GhSecrets.Core.Tests;

/// <summary>The table of events: what a name means, and by which names an object is shown.</summary>
public sealed class VelaEventsTests
{
    [Theory]
    [InlineData("push", "push.branch")]
    [InlineData("push:branch", "push.branch")]
    [InlineData("tag", "push.tag")]
    [InlineData("push:tag", "push.tag")]
    [InlineData("delete", "push.delete_branch push.delete_tag")]
    [InlineData("delete:branch", "push.delete_branch")]
    [InlineData("delete:tag", "push.delete_tag")]
    [InlineData("pull_request", "pull_request.opened pull_request.reopened pull_request.synchronize")]
    [InlineData("pull", "pull_request.opened pull_request.reopened pull_request.synchronize")]
    [InlineData("deploy", "deployment.created")]
    [InlineData("pull_request:opened", "pull_request.opened")]
    [InlineData("pull_request:edited", "pull_request.edited")]
    [InlineData("pull_request:synchronize", "pull_request.synchronize")]
    [InlineData("pull_request:reopened", "pull_request.reopened")]
    [InlineData("pull_request:labeled", "pull_request.labeled")]
    [InlineData("pull_request:unlabeled", "pull_request.unlabeled")]
    [InlineData("deployment", "deployment.created")]
    [InlineData("deployment:created", "deployment.created")]
    [InlineData("comment", "comment.created comment.edited")]
    [InlineData("comment:created", "comment.created")]
    [InlineData("comment:edited", "comment.edited")]
    [InlineData("schedule", "schedule.run")]
    [InlineData("SCHEDULE:RUN", "schedule.run")]
    public void AName_AllowsItsActions_AndNoOther(string name, string allowed)
    {
        JObject events = VelaEvents.ToJson([name]);

        Assert.Equal(14, events.Descendants().OfType<JValue>().Count());
        Assert.Equal(allowed, string.Join(" ", events.Descendants().OfType<JValue>().Where(value => value.Value is true).Select(value => value.Path).Order()));
    }

    [Fact]
    public void EveryName_ComesBack_ToTheSameObject()
    {
        foreach (string name in VelaEvents.All)
        {
            JObject events = VelaEvents.ToJson([name]);
            Assert.True(JToken.DeepEquals(events, VelaEvents.ToJson(VelaEvents.Names(events)!)), name);
        }
    }

    [Theory]
    [InlineData("{}", "")]
    [InlineData("""{"push":null,"comment":{"created":null,"edited":true}}""", "comment:edited")]
    [InlineData("""{"merge_group":{"created":true},"push":{"branch":true,"tag":true}}""", "push tag")]
    public void AnObject_IsShownByNames(string json, string names) => Assert.Equal(names, string.Join(" ", VelaEvents.Names(JObject.Parse(json))!));

    [Theory]
    [InlineData("pushed")]
    [InlineData("push:delete")]
    [InlineData("262144")]
    public void AnyOtherName_IsRefused(string name) =>
        Assert.Equal(ErrorId.InvalidArgument, Assert.Throws<GhSecretsException>(() => VelaEvents.ToJson([name])).Id);

    [Fact]
    public void WhatIsNoObject_HasNoNames() => Assert.Null(VelaEvents.Names(new JValue(3)));
}
