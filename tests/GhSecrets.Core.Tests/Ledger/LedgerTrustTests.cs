using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;

namespace GhSecrets.Core.Tests;

/// <summary>A ledger says whose each entry is, and is believed only where its key has signed it.</summary>
public sealed class LedgerTrustTests
{
    private const string Nothing = "secrets: []";
    private const string OfA = "secrets:\n  - { name: A, repositories: [acme/app], value: { env: OTHER } }";
    private const string OfB = "secrets:\n  - { name: B, repositories: [acme/app], value: { env: OTHER } }";

    [Fact]
    public async Task TwoFilesWithOneLedger_NeitherRemoveNorForgetNorClaimEachOthersSecrets()
    {
        await using SyncedFile run = await SyncedFile.StartAsync();
        await run.SyncAsync(OfA, prune: true, file: "a.yaml");
        await run.SyncAsync(OfB, prune: true, file: "b.yaml");
        await run.SyncAsync(Nothing, prune: true, file: "b.yaml");

        Assert.NotNull(run.Server.Find(AcmeServer.Repository, "A"));
        Assert.Null(run.Server.Find(AcmeServer.Repository, "B"));
        Assert.Equal(["Unchanged"], (await run.CompareAsync(OfA, file: "a.yaml")).Items.Select(secret => $"{secret.Action}"));
        Assert.Equal("../a.yaml", run.ReadLedger().For(AcmeServer.Repository).Find("A")!.Owner);
    }

    [Fact]
    public async Task ASecretThatTwoFilesDeclare_StaysTheFirstOnes()
    {
        await using SyncedFile run = await SyncedFile.StartAsync();
        await run.SyncAsync(OfA, file: "a.yaml");
        await run.SyncAsync(OfA.Replace("OTHER", "TOKEN", StringComparison.Ordinal), file: "b.yaml");

        ComparedFile compared = await run.CompareAsync(Nothing, file: "b.yaml");

        Assert.Empty(compared.Removals);
        Assert.Empty((await run.CompareAsync(Nothing, file: "a.yaml")).Removals);
        Assert.Equal("../a.yaml", run.ReadLedger().For(AcmeServer.Repository).Find("A")!.Owner);
    }

    [Theory]
    [InlineData("../a.yaml")]
    [InlineData("..\\a.yaml")]
    public async Task AFileThatWasRenamed_PrunesOnceItAdoptsItsFormerName(string former)
    {
        await using SyncedFile run = await SyncedFile.StartAsync();
        await run.SyncAsync(OfA, file: "a.yaml");

        Assert.Empty((await run.CompareAsync(Nothing, file: "new.yaml")).Items);
        Assert.Equal(["Remove"], (await run.CompareAsync(Nothing, file: "new.yaml", adoptedFrom: former)).Items.Select(secret => $"{secret.Action}"));
        await run.SyncAsync(OfA, file: "new.yaml", adoptedFrom: former);

        Assert.Equal("../new.yaml", run.ReadLedger().For(AcmeServer.Repository).Find("A")!.Owner);
        Assert.Contains("The ledger has nothing of '../b.yaml' to adopt.", (await run.CompareAsync(OfA, file: "new.yaml", adoptedFrom: "../b.yaml")).Notes);
    }

    [Fact]
    public async Task EntriesWithoutAnOwner_BelongToTheFileThatDeclaresThem_AndUntilThenNonePrunesThem()
    {
        await using SyncedFile run = await SyncedFile.StartAsync();
        await run.SyncAsync(OfA);
        await ChangeAsync(run, "A", entry => entry with { Owner = null });

        Assert.Empty((await run.CompareAsync(Nothing)).Removals);
        Assert.Empty(await run.SyncAsync(OfA));
        Assert.Single((await run.CompareAsync(Nothing)).Removals);
    }

    public static TheoryData<string> Spoilers => new("unsigned", "changed", "another key", "merged", "another host", "another place");

    [Theory]
    [MemberData(nameof(Spoilers))]
    public async Task AFileThatIsNotSigned_RemovesNothing_VouchesForNothing_AndIsWrittenAnew(string spoiler)
    {
        await using SyncedFile run = await SyncedFile.StartAsync();
        await run.SyncAsync(OfA);
        string path = Directory.GetFiles(run.LedgerFolder, "*.json", SearchOption.AllDirectories).Single();
        File.WriteAllText(path, Spoiled(File.ReadAllText(path), spoiler));

        ComparedFile none = await run.CompareAsync(Nothing);
        ComparedFile compared = await run.CompareAsync(OfA);
        await run.SyncAsync(OfA);

        Assert.Empty(none.Removals);
        Assert.Single(none.Notes, note => note.StartsWith("The ledger is not believed where its file ", StringComparison.Ordinal));
        Assert.Equal(["Update"], compared.Items.Select(secret => $"{secret.Action}"));
        Assert.Equal(["Unchanged A in repository acme/app"], await run.PlanAsync(OfA));
    }

    [Fact]
    public async Task AFileThatSaysTheSameInOtherWhiteSpace_IsBelieved()
    {
        await using SyncedFile run = await SyncedFile.StartAsync();
        await run.SyncAsync(OfA);
        string path = Directory.GetFiles(run.LedgerFolder, "*.json", SearchOption.AllDirectories).Single();
        File.WriteAllText(path, File.ReadAllText(path).Replace("\n", "\r\n ", StringComparison.Ordinal));

        Assert.Equal(["Unchanged A in repository acme/app"], await run.PlanAsync(OfA));
    }

    [Theory]
    [InlineData(-3600)]
    [InlineData(-30)]
    [InlineData(3600 * 24 * 365)]
    public async Task TheTimeOfAReply_VouchesForSeconds(int seconds)
    {
        await using SyncedFile run = await SyncedFile.StartAsync();
        await run.SyncAsync(OfA);
        await ChangeAsync(run, "A", entry => entry with { UpdatedAt = null, RepliedAt = entry.UpdatedAt!.Value.AddSeconds(seconds) });

        Assert.Empty((await run.CompareAsync(Nothing)).Removals);
    }

    [Fact]
    public async Task ASecretThatItsListDoesNotName_IsForgottenOnlyWhenItIsGone()
    {
        await using SyncedFile run = await SyncedFile.StartAsync();
        await run.SyncAsync(OfA);
        run.Server.State.Interventions.Before("GET", "secrets\\?per_page", () => run.Server.State.RemoveSecret("repos/acme/app/actions", "A"));
        run.Server.State.Interventions.Before("GET", "/A$", () => run.Server.State.SetSecret("repos/acme/app/actions", "A", "slipped"));

        await run.SyncAsync(Nothing, prune: true);

        Assert.NotNull(run.ReadLedger().For(AcmeServer.Repository).Find("A"));
        Assert.Equal("slipped", run.Server.Find(AcmeServer.Repository, "A")!.Text);
    }

    [Fact]
    public async Task ALedgerThatCannotBeWritten_EndsTheWriting_AndTellsWhatWasWritten()
    {
        await using SyncedFile run = await SyncedFile.StartAsync();
        using DeclaredFile declared = Declared.Yaml($"{OfA}\n  - {{ name: B, repositories: [acme/app], value: {{ env: OTHER }} }}");
        SecretSync sync = run.Begin();
        ComparedFile compared = await sync.CompareAsync(declared.Items, null, false, default);
        await sync.TryLedgerAsync();
        Directory.Delete(run.LedgerFolder, recursive: true);
        await File.WriteAllTextAsync(run.LedgerFolder, "no folder");

        SecretComparison[] writes = [.. compared.Writes];
        ItemChange change = await sync.WriteAsync(writes[0], writes[0].Declared!.Content!, default);
        await Refused.WithAsync(ErrorId.NotAttempted, () => sync.WriteAsync(writes[1], writes[1].Declared!.Content!, default));
        await Refused.WithAsync(ErrorId.LedgerNotWritable, () => sync.SettleAsync(compared, default));

        Assert.Equal("Created A in repository acme/app", $"{change}");
        Assert.StartsWith("A in repository acme/app: written, but not noted in the ledger: The ledger's file ", Assert.Single(run.Warnings), StringComparison.Ordinal);
        Assert.Null(run.Server.Find(AcmeServer.Repository, "B"));
        await Refused.WithAsync(ErrorId.LedgerNotWritable, () => run.Begin().TryLedgerAsync());
    }

    [UnixFact("Windows asks for a privilege to make a symbolic link")]
    public async Task ALinkInThePlaceOfTheTemporaryFile_IsNotFollowed()
    {
        await using SyncedFile run = await SyncedFile.StartAsync();
        await run.SyncAsync(OfA);
        string path = Directory.GetFiles(run.LedgerFolder, "*.json", SearchOption.AllDirectories).Single();
        string other = Path.Combine(run.LedgerFolder, "other.txt");
        await File.WriteAllTextAsync(other, "another's");
        File.CreateSymbolicLink($"{path}.tmp", other);

        await run.SyncAsync(OfA.Replace("OTHER", "TOKEN", StringComparison.Ordinal));

        Assert.Equal("another's", await File.ReadAllTextAsync(other));
        Assert.Equal([path], Directory.GetFiles(Path.GetDirectoryName(path)!));
        Assert.Null(new FileInfo(path).LinkTarget);
    }

    private static string Spoiled(string text, string spoiler) => spoiler switch
    {
        "unsigned" => text[..text.LastIndexOf(",\n  \"hmac\"", StringComparison.Ordinal)] + "\n}\n",
        "changed" => text.Replace("\"updatedAt\":\"20", "\"updatedAt\":\"30", StringComparison.Ordinal),
        "another key" => Resigned(text),
        "merged" => $"<<<<<<< HEAD\n{text}=======\n{text}>>>>>>> theirs\n",
        "another host" => text.Replace("\"host\": \"", "\"host\": \"not-", StringComparison.Ordinal),
        _ => text.Replace("acme/app", "acme/lib", StringComparison.Ordinal),
    };

    private static string Resigned(string text)
    {
        using LedgerKey other = LedgerKey.FromText("not the key of these tests");
        LedgerJson.Parsed parsed = LedgerJson.Read(text);
        return LedgerJson.Write(parsed.Content, ApiHost.FromName(parsed.Host!), other);
    }

    private static Task ChangeAsync(SyncedFile run, string name, Func<LedgerEntry, LedgerEntry> change)
    {
        LedgerScope ledger = run.ReadLedger().For(AcmeServer.Repository);
        return ledger.RecordAsync(name, change(ledger.Find(name)!), default);
    }
}
