using System.Net;
using System.Text.Json.Nodes;
using System.Threading.Tasks;

namespace GhSecrets.Contract.Tests;

public sealed class SealingTests
{
    private const string Improper = "Bad request - validation failed due to an improperly encrypted secret";

    [Fact]
    public async Task AValue_IsStoredAsItWasBeforeSealing()
    {
        await using var acme = await AcmeServer.StartAsync();

        Assert.Equal(HttpStatusCode.Created, (await acme.PutSecretAsync("repos/acme/app/actions", "TOKEN", "päss\nwörd ")).Status);

        Assert.Equal("päss\nwörd ", acme.State.FindVault("repos/Acme/App/actions")!.Find("TOKEN")!.Text);
    }

    [Theory]
    [InlineData("repos/acme/app/actions")]
    [InlineData("repos/acme/app/dependabot")]
    [InlineData("repos/acme/app/environments/prod")]
    public async Task ScopesOfOneRepository_ShowOneKeyId_AndHaveKeysOfTheirOwn(string scope)
    {
        await using var acme = await AcmeServer.StartAsync();
        var elsewhere = (await acme.GetAsync("repos/acme/app/environments/prod%2Feu%20west/secrets/public-key")).Json;

        var here = (await acme.GetAsync($"{scope}/secrets/public-key")).Json;

        Assert.Equal((string?)elsewhere["key_id"], (string?)here["key_id"]);
        Assert.NotEqual((string?)elsewhere["key"], (string?)here["key"]);
    }

    [Fact]
    public async Task AValueSealedForTheRepository_IsRefusedByItsEnvironment()
    {
        await using var acme = await AcmeServer.StartAsync();
        var body = await acme.SealedBodyAsync("repos/acme/app/actions");

        var answer = await acme.PutAsync("repos/acme/app/environments/prod/secrets/TOKEN", body);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        Assert.Equal(Improper, answer.Message);
        Assert.Equal("422", (string?)answer.Json["status"]);
        Assert.Empty(acme.State.FindVault("repos/acme/app/environments/prod")!.Secrets);
    }

    [Theory]
    [InlineData("bm90IGEgYm94")]
    [InlineData("AAAA")]
    public async Task WhatIsNoSealedBox_IsRefused(string encryptedValue)
    {
        await using var acme = await AcmeServer.StartAsync();
        var body = await acme.SealedBodyAsync("repos/acme/app/actions");
        body["encrypted_value"] = encryptedValue;

        Assert.Equal(Improper, (await acme.PutAsync("repos/acme/app/actions/secrets/TOKEN", body)).Message);
    }

    [Fact]
    public async Task WhatIsNotPaddedBase64_IsRefused()
    {
        await using var acme = await AcmeServer.StartAsync();
        var body = await acme.SealedBodyAsync("repos/acme/app/actions", "12");
        body["encrypted_value"] = ((string)body["encrypted_value"]!).TrimEnd('=');

        var answer = await acme.PutAsync("repos/acme/app/actions/secrets/TOKEN", body);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        Assert.StartsWith("Invalid request.\n\nInvalid property /encrypted_value", answer.Message);
    }

    [Theory]
    [InlineData("key_id")]
    [InlineData("encrypted_value")]
    public async Task WhatIsMissing_IsNamed(string member)
    {
        await using var acme = await AcmeServer.StartAsync();
        var body = await acme.SealedBodyAsync("repos/acme/app/actions");
        body.Remove(member);

        var answer = await acme.PutAsync("repos/acme/app/actions/secrets/TOKEN", body);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        Assert.Equal($"Invalid request.\n\n\"{member}\" wasn't supplied.", answer.Message);
    }

    [Fact]
    public async Task AfterTheKeyWasRotated_OnlyTheNewOneIsAccepted()
    {
        await using var acme = await AcmeServer.StartAsync();
        var old = await acme.SealedBodyAsync("orgs/acme/actions", visibility: "all");

        acme.State.RotateKey(acme.State.FindVault("orgs/acme/actions")!);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await acme.PutAsync("orgs/acme/actions/secrets/TOKEN", old)).Status);
        Assert.Equal(HttpStatusCode.Created, (await acme.PutSecretAsync("orgs/acme/actions", "TOKEN", visibility: "all")).Status);
    }

    [Theory]
    [InlineData(49_152, 201)]
    [InlineData(49_153, 422)]
    public async Task AValue_MayHave48KB(int size, int status)
    {
        await using var acme = await AcmeServer.StartAsync();

        var answer = await acme.PutSecretAsync("repos/acme/app/actions", "TOKEN", new string('x', size));

        Assert.Equal(status, (int)answer.Status);
        Assert.Equal(status == 201 ? null : "Value is too large", answer.Message);
    }

    [Fact]
    public async Task BytesThatAreNoText_AreKeptAsTheyAre()
    {
        await using var acme = await AcmeServer.StartAsync();
        var key = (await acme.GetAsync("repos/acme/app/actions/secrets/public-key")).Json;
        var body = new JsonObject { ["key_id"] = (string?)key["key_id"], ["encrypted_value"] = AcmeServer.Seal((string)key["key"]!, [0xFF, 0x00]) };

        await acme.PutAsync("repos/acme/app/actions/secrets/BYTES", body);

        var stored = acme.State.FindVault("repos/acme/app/actions")!.Find("BYTES")!;
        Assert.Equal("FF00", System.Convert.ToHexString(stored.Value.AsSpan()));
        Assert.Null(stored.Text);
    }
}
