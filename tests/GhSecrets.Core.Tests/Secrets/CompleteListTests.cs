using System;
using System.Linq;
using System.Threading.Tasks;

namespace GhSecrets.Core.Tests;

/// <summary>A list that names fewer items than it counts is read once more, and then told of.</summary>
public sealed class CompleteListTests
{
    [Fact]
    public async Task AListThatEndsEarly_IsAnError_WhoseListIsStillThere()
    {
        await using AcmeServer server = await AcmeServer.StartAsync();
        await server.SeedAsync(AcmeServer.Repository, 2);
        server.State.UnlistedCount = 3;
        using GhSession session = server.Open();
        SecretStore store = new(session);

        SecretList list = await store.ListAsync(AcmeServer.Repository, default);
        GhSecretsException gap = await Refused.WithAsync(ErrorId.IncompleteList, () => store.GetAllAsync(AcmeServer.Repository, default));

        Assert.Equal(["SECRET_0001", "SECRET_0002"], list.Secrets.Select(secret => secret.Name));
        Assert.Equal("The list of repository acme/app says that there are 5 secrets, and names 2. Try again; if that stays so, the server or a proxy cuts its pages.", gap.Message);
        Assert.Equal(4, server.Requests.Length);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task AListThatShiftsWhileItIsRead_IsReadOnceMore_AndWhole(int seed)
    {
        await using AcmeServer server = await AcmeServer.StartAsync();
        SecretScope dependabot = SecretScope.ForRepository("acme/app", SecretApplication.Dependabot);
        await server.SeedAsync(dependabot, 230);
        string gone = $"SECRET_{new Random(seed).Next(1, 100):D4}";
        server.State.Interventions.Before("GET", "page=2", () => server.State.RemoveSecret("repos/acme/app/dependabot", gone));
        using GhSession session = server.Open();

        string[] names = [.. (await new SecretStore(session).GetAllAsync(dependabot, default)).Select(secret => secret.Name)];

        Assert.Equal(Enumerable.Range(1, 230).Select(number => $"SECRET_{number:D4}").Where(name => name != gone), names);
    }

    [Fact]
    public async Task AComparison_FailsForThePlaceThatCannotBeListedWhole()
    {
        await using SyncedFile run = await SyncedFile.StartAsync();
        await run.SyncAsync("secrets:\n  - { name: A, repositories: [acme/app], value: { env: OTHER } }");
        run.Server.State.UnlistedCount = 1;

        ComparedFile compared = await run.CompareAsync("secrets:\n  - { name: B, repositories: [acme/app], value: { env: OTHER } }");

        Assert.Empty(compared.Items);
        Assert.Equal(ErrorId.IncompleteList, Assert.Single(compared.Failures).Error.Id);
    }
}
