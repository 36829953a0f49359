using System;
using System.Threading.Tasks;
using Newtonsoft.Json;

namespace GhSecrets.Core.Tests;

/// <summary>Sealed in one place, stored from another.</summary>
public sealed class SealedSecretTests
{
    [Fact]
    public async Task ASecretThatWasSealedBefore_IsOpenedByTheServer_AndCostsOneRequest()
    {
        await using AcmeServer server = await AcmeServer.StartAsync();
        using GhSession session = server.Open();
        SecretStore store = new(session);
        PublicKey key = await store.GetPublicKeyAsync(AcmeServer.Environment, default);
        using SecretValue value = SecretValue.FromText(Marked.Value);
        SealedSecret box = SealedSecret.Create(AcmeServer.Environment, "npm_token", value, key.Key, key.KeyId, Sealers.Best);
        server.State.Requests.Clear();

        using SecretContent content = new SecretRow { EncryptedValue = box.EncryptedValue, KeyId = box.KeyId }.ReadContent();
        using SecretAssignment assignment = new SecretRow().Assign(AcmeServer.Environment, box.Name, content);
        await store.SetAsync(assignment, default);

        Assert.Equal(Marked.Value, server.Find(AcmeServer.Environment, "NPM_TOKEN")?.Text);
        Assert.Equal(["PUT /repos/acme/app/environments/prod%2Feu%20west/secrets/NPM_TOKEN"], server.Requests);
        Assert.Equal(("NPM_TOKEN", "acme/app", "prod/eu west"), (box.Name, box.Repository, box.Environment));
        Assert.Equal($"NPM_TOKEN in {AcmeServer.Environment} (sealed)", box.ToString());
        Marked.AssertNotIn(JsonConvert.SerializeObject(box));
        Assert.Equal($"{key.KeyId} of {AcmeServer.Environment}", key.ToString());
    }

    [Fact]
    public async Task ASecretThatWasSealedForAnotherScope_IsRefusedByTheServer()
    {
        await using AcmeServer server = await AcmeServer.StartAsync();
        using GhSession session = server.Open();
        SecretStore store = new(session);
        PublicKey key = await store.GetPublicKeyAsync(AcmeServer.Repository, default);
        using SecretValue value = SecretValue.FromText(Marked.Value);
        SealedSecret box = SealedSecret.Create(AcmeServer.Repository, "A", value, key.Key, key.KeyId, Sealers.Best);
        using SecretAssignment assignment = new(AcmeServer.Environment, "A", SecretContent.FromSealed(box.EncryptedValue, box.KeyId));

        GhSecretsException refusal = await Refused.WithAsync(ErrorId.Rejected, () => store.SetAsync(assignment, default));
        Assert.Contains("improperly encrypted secret", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Create_RefusesWhatCouldNotBeStored()
    {
        using SecretValue value = SecretValue.FromText(Marked.Value);
        using SecretValue large = SecretValue.FromBytes(new byte[SecretValue.MaximumSize + 1]);
        string key = Sealed.Key().Key;

        Refused.With(ErrorId.InvalidSecretName, () => SealedSecret.Create(AcmeServer.Repository, "1", value, key, "17", Sealers.Best));
        Refused.With(ErrorId.ValueTooLarge, () => SealedSecret.Create(AcmeServer.Repository, "A", large, key, "17", Sealers.Best));
        Refused.With(ErrorId.PublicKeyUnusable, () => SealedSecret.Create(AcmeServer.Repository, "A", value, key[4..], "17", Sealers.Best));
    }
}
