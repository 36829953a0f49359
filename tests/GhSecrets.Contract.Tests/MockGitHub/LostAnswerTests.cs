using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using MockGitHub;

namespace GhSecrets.Contract.Tests;

public sealed class LostAnswerTests
{
    private const string Scope = "repos/acme/app/actions";
    private const string Secret = $"{Scope}/secrets/TOKEN";

    [Theory]
    [InlineData(false, "reset-before", 0)]
    [InlineData(true, "reset-before", 0)]
    [InlineData(false, "reset-after", 1)]
    [InlineData(true, "reset-after", 1)]
    public async Task AReset_ComesBeforeOrAfterTheEffect(bool https, string kind, int writes)
    {
        await using var acme = await AcmeServer.StartAsync(https: https);
        var body = await acme.SealedBodyAsync(Scope);
        acme.State.Faults.Set(new FaultOptions { Rate = 1, Kinds = [FaultKind.Get(kind)] });

        var error = await Assert.ThrowsAsync<HttpRequestException>(() => acme.PutAsync(Secret, body));

        Assert.Null(error.StatusCode);
        Assert.Equal(https, error.HttpRequestError == HttpRequestError.HttpProtocolError);
        Assert.Equal(writes, acme.State.FindVault(Scope)!.Find("TOKEN")?.Writes ?? 0);
        Assert.Equal(("PUT", 0), (acme.State.Requests.All[^1].Method, acme.State.Requests.All[^1].Status));
        Assert.Equal(1, acme.State.Faults.Counts[kind]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task ACutBody_IsNoAnswer_AndHasTheEffect(bool https)
    {
        await using var acme = await AcmeServer.StartAsync(https: https);
        var body = await acme.SealedBodyAsync(Scope);
        acme.State.Faults.Set(new FaultOptions { Rate = 1, Kinds = [FaultKind.CutBody] });

        var error = await Assert.ThrowsAsync<HttpRequestException>(() => acme.PutAsync(Secret, body));

        Assert.Equal(https ? HttpRequestError.HttpProtocolError : HttpRequestError.ResponseEnded, error.HttpRequestError);
        Assert.Equal(1, acme.State.FindVault(Scope)!.Find("TOKEN")!.Writes);
        Assert.Equal(201, acme.State.Requests.All[^1].Status);
    }

    // Over HTTP/2 the client drops what it has of a stream as soon as it learns of the end, so this is sure over HTTP/1.1 only.
    [Fact]
    public async Task ACutBody_HasItsHeaders_AndHalfItsLength()
    {
        await using var acme = await AcmeServer.StartAsync();
        var body = await acme.SealedBodyAsync(Scope);
        acme.State.Faults.Set(new FaultOptions { Rate = 1, Kinds = [FaultKind.CutBody] });

        using var response = await acme.OpenAsync(HttpMethod.Put, Secret, body);
        using var stream = await response.Content.ReadAsStreamAsync();

        Assert.Equal((HttpStatusCode.Created, 2L), (response.StatusCode, response.Content.Headers.ContentLength));
        Assert.Equal('{', stream.ReadByte());
        await Assert.ThrowsAnyAsync<IOException>(() => stream.ReadExactlyAsync(new byte[1]).AsTask());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task AnAnswerWithoutABody_IsLostAltogether_WhereTheBodyWouldBeCut(bool https)
    {
        await using var acme = await AcmeServer.StartAsync(https: https);
        await acme.PutSecretAsync(Scope, "TOKEN");
        acme.State.Faults.Set(new FaultOptions { Rate = 1, Kinds = [FaultKind.CutBody] });

        var error = await Assert.ThrowsAsync<HttpRequestException>(() => acme.DeleteAsync(Secret));

        Assert.Null(error.StatusCode);
        Assert.Empty(acme.State.FindVault(Scope)!.Secrets);
        Assert.Equal(0, acme.State.Requests.All[^1].Status);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task NoAnswer_LastsUntilTheClientGoesAway_AndHasNoEffect(bool https)
    {
        await using var acme = await AcmeServer.StartAsync(https: https);
        var body = await acme.SealedBodyAsync(Scope);
        acme.State.Faults.Set(new FaultOptions { Rate = 1, Kinds = [FaultKind.NoAnswer], Limits = new(Concurrent: 1) });
        using var patience = new CancellationTokenSource();

        var put = acme.SendAsync(HttpMethod.Put, Secret, body, cancel: patience.Token);
        await CountAsync(acme, 1);
        var refused = await acme.GetAsync("repos/acme/app");
        Assert.False(put.IsCompleted);
        await patience.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => put);
        Assert.Equal(HttpStatusCode.Forbidden, refused.Status);
        Assert.Empty(acme.State.FindVault(Scope)!.Secrets);
        Assert.Equal(0, acme.State.Requests.All.Single(request => request.Method == "PUT").Status);
        await AssertThePlaceIsFreeAsync(acme);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task AfterAReset_TheNextRequestIsServed(bool https)
    {
        await using var acme = await AcmeServer.StartAsync(https: https);
        acme.State.Faults.Set(new FaultOptions { Rate = 1, Kinds = [FaultKind.ResetBefore] });
        await Assert.ThrowsAsync<HttpRequestException>(() => acme.GetAsync("repos/acme/app"));

        acme.State.Faults.Clear();

        Assert.Equal(HttpStatusCode.OK, (await acme.GetAsync("repos/acme/app")).Status);
    }

    // The server learns on its own time that a client is gone; until then it refuses the next one.
    private static async Task AssertThePlaceIsFreeAsync(AcmeServer acme)
    {
        using var patience = new CancellationTokenSource();
        var next = acme.SendAsync(HttpMethod.Get, "repos/acme/app", cancel: patience.Token);
        while (acme.State.Faults.Counts["no-answer"] < 2)
        {
            if (next.IsCompleted)
            {
                Assert.Equal(HttpStatusCode.Forbidden, (await next).Status);
                next = acme.SendAsync(HttpMethod.Get, "repos/acme/app", cancel: patience.Token);
            }

            await acme.SendAsync(HttpMethod.Get, "/_mock/faults");
        }

        await patience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => next);
    }

    private static async Task CountAsync(AcmeServer acme, int number)
    {
        while (acme.State.Faults.Counts.GetValueOrDefault("no-answer") < number)
        {
            await acme.SendAsync(HttpMethod.Get, "/_mock/faults");
        }
    }
}
