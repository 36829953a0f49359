using System;
using System.Collections.Generic;
using System.Net;
using System.Net.Http;
using System.Threading.Tasks;
using MockGitHub;

namespace GhSecrets.Contract.Tests;

public sealed class FaultEventTests
{
    private const string Scope = "repos/acme/app/actions";

    [Theory]
    [InlineData("", Scope)]
    [InlineData("/api/v3", "orgs/acme/dependabot")]
    [InlineData("", "repos/acme/app/environments/prod%2Feu%20west")]
    [InlineData("", "user/codespaces")]
    public async Task ARotation_ComesWithThePutOfThatNumber_WhichIsRefused(string prefix, string scope)
    {
        await using var acme = await AcmeServer.StartAsync(prefix);
        var visibility = scope.StartsWith("orgs", StringComparison.Ordinal) ? "all" : null;
        var old = await acme.SealedBodyAsync(scope, visibility: visibility);
        acme.State.Faults.Set(new FaultOptions { RotateKeyAt = [2, 4] });

        var statuses = new List<int>();
        foreach (var name in new[] { "A", "B", "C" })
        {
            await acme.DeleteAsync($"{scope}/secrets/NONE");
            statuses.Add((int)(await acme.PutAsync($"{scope}/secrets/{name}", old)).Status);
        }

        statuses.Add((int)(await acme.PutSecretAsync(scope, "D", visibility: visibility)).Status);
        statuses.Add((int)(await acme.PutSecretAsync(scope, "E", visibility: visibility)).Status);

        Assert.Equal([201, 422, 422, 422, 201], statuses);
        Assert.Equal(2, acme.State.Faults.Counts["rotate-key"]);
    }

    [Fact]
    public async Task ARotation_IsForTheScopeOfItsPut_AndOtherWritesDoNotCount()
    {
        await using var acme = await AcmeServer.StartAsync();
        await acme.PutSecretAsync("orgs/acme/actions", "ORG", visibility: "selected");
        var dependabot = await acme.SealedBodyAsync("repos/acme/app/dependabot");
        var actions = await acme.SealedBodyAsync(Scope);
        acme.State.Faults.Set(new FaultOptions { RotateKeyAt = [1] });

        var selected = await acme.PutAsync("orgs/acme/actions/secrets/ORG/repositories", new { selected_repository_ids = new[] { acme.App.Id } });
        var first = await acme.PutAsync($"repositories/{acme.App.Id}/actions/secrets/A", actions);
        var second = await acme.PutAsync("repos/acme/app/dependabot/secrets/A", dependabot);

        Assert.Equal(
            (HttpStatusCode.NoContent, HttpStatusCode.UnprocessableEntity, HttpStatusCode.Created),
            (selected.Status, first.Status, second.Status));
    }

    [Fact]
    public async Task WhatNeverReachedTheApi_DoesNotCount()
    {
        await using var acme = await AcmeServer.StartAsync();
        var old = await acme.SealedBodyAsync(Scope);
        acme.State.Faults.Set(new FaultOptions { RotateKeyAt = [2], RevokeTokenAt = 3, Limits = new(Points: 5) });

        var first = await acme.PutAsync($"{Scope}/secrets/A", old);
        var refused = await acme.PutAsync($"{Scope}/secrets/B", old);

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.Forbidden), (first.Status, refused.Status));
        Assert.Equal(["limit-points"], acme.State.Faults.Counts.Keys);
    }

    [Fact]
    public async Task ARevokedToken_HasBadCredentials_FromTheWriteOfThatNumberOn()
    {
        await using var acme = await AcmeServer.StartAsync();
        acme.State.AddToken(new MockToken("other"));
        var body = await acme.SealedBodyAsync(Scope);
        acme.State.Faults.Set(new FaultOptions { RevokeTokenAt = 2 });

        var first = await acme.PutAsync($"{Scope}/secrets/A", body);
        var read = await acme.GetAsync("repos/acme/app");
        var second = await acme.DeleteAsync($"{Scope}/secrets/A");
        acme.State.Faults.Clear();
        var later = await acme.GetAsync("repos/acme/app");
        var other = await acme.SendAsync(HttpMethod.Get, "repos/acme/app", token: "other");

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.OK), (first.Status, read.Status));
        Assert.Equal((HttpStatusCode.Unauthorized, "Bad credentials"), (second.Status, second.Message));
        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.OK), (later.Status, other.Status));
        Assert.Single(acme.State.FindVault(Scope)!.Secrets);
    }

    [Theory]
    [InlineData(false, "", 301)]
    [InlineData(true, "/api/v3", 307)]
    public async Task ARenamedRepository_LeadsToTheSamePathUnderItsNewName(bool https, string prefix, int status)
    {
        await using var acme = await AcmeServer.StartAsync(prefix, https: https);
        acme.State.Faults.Set(new FaultOptions { Renames = [new("acme/old", "acme/app", status)] });

        var moved = await acme.GetAsync("repos/ACME/old/environments/prod%2Feu%20west/secrets?per_page=5&page=1");
        var followed = await acme.GetAsync(moved.Headers["Location"]);
        var bare = await acme.GetAsync("repos/acme/old");

        Assert.Equal(status, (int)moved.Status);
        Assert.Equal($"{acme.Server.BaseUri}repos/acme/app/environments/prod%2Feu%20west/secrets?per_page=5&page=1", moved.Headers["Location"]);
        Assert.Equal(HttpStatusCode.OK, followed.Status);
        Assert.Equal($"{acme.Server.BaseUri}repos/acme/app", bare.Headers["Location"]);
        Assert.Equal(2, acme.State.Faults.Counts["rename"]);
    }

    [Theory]
    [InlineData("repos/acme/older", 404)]
    [InlineData("repos/acme/app", 200)]
    [InlineData("orgs/acme/repos?q=repos/acme/old", 200)]
    public async Task OtherAddresses_StayWhereTheyAre(string path, int status)
    {
        await using var acme = await AcmeServer.StartAsync();
        acme.State.Faults.Set(new FaultOptions { Renames = [new("acme/old", "acme/app")] });

        Assert.Equal(status, (int)(await acme.GetAsync(path)).Status);
    }

    [Fact]
    public async Task AWriteToTheOldName_IsRepeatedUnderTheNewOne_AndCountsOnce()
    {
        await using var acme = await AcmeServer.StartAsync();
        var body = await acme.SealedBodyAsync(Scope);
        acme.State.Faults.Set(new FaultOptions { Renames = [new("acme/old", "acme/app")], RotateKeyAt = [2], RevokeTokenAt = 2 });

        var moved = await acme.PutAsync("repos/acme/old/actions/secrets/A", body);
        var followed = await acme.PutAsync(moved.Headers["Location"], body);

        Assert.Equal((HttpStatusCode.TemporaryRedirect, HttpStatusCode.Created), (moved.Status, followed.Status));
    }
}
