using System;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace GhSecrets.Core.Tests;

/// <summary>A ledger is a folder of small files, one for each scope, that git shows and merges well.</summary>
public sealed class LedgerTests : IDisposable
{
    private static readonly SecretScope s_app = LedgerFolder.App;
    private static readonly DateTimeOffset s_written = new(2026, 3, 10, 13, 0, 0, TimeSpan.FromHours(1));
    private static readonly LedgerEntry s_entry = new() { Fingerprint = "c2V2ZW4=", Access = "selected: acme/app, acme/web", UpdatedAt = s_written, RepliedAt = s_written.AddSeconds(1) };

    private readonly LedgerFolder _ledger = new();

    public void Dispose() => _ledger.Dispose();

    [Fact]
    public async Task TheFile_HoldsALineForEachSecret_SortedAndTheSameEveryTime()
    {
        LedgerScope scope = _ledger.Open().For(SecretScope.ForEnvironment("acme/App", "prod/\u00fc"));
        await scope.RecordAsync("ZULU", new LedgerEntry { RepliedAt = s_written.AddMilliseconds(250) }, CancellationToken.None);
        await scope.RecordAsync("_first", s_entry, CancellationToken.None);
        await scope.RecordAsync("Alpha", new LedgerEntry(), CancellationToken.None);

        Assert.Equal(["repos~acme~app~environments~prod%2f%c3%bc.json"], _ledger.Files);
        Assert.Equal(
            "{\n"
            + "  \"version\": 2,\n"
            + "  \"host\": \"github.com\",\n"
            + "  \"repository\": \"acme/App\",\n"
            + "  \"environment\": \"prod/\u00fc\",\n"
            + "  \"application\": \"actions\",\n"
            + "  \"secrets\": {\n"
            + "    \"ALPHA\": {},\n"
            + "    \"ZULU\": {\"repliedAt\":\"2026-03-10T12:00:00.25Z\"},\n"
            + "    \"_FIRST\": {\"fingerprint\":\"c2V2ZW4=\",\"access\":\"selected: acme/app, acme/web\",\"updatedAt\":\"2026-03-10T12:00:00Z\",\"repliedAt\":\"2026-03-10T12:00:01Z\"}\n"
            + "  }\n"
            + "}\n",
            _ledger.Read(_ledger.Files[0]));
    }

    [Fact]
    public async Task TheVariablesOfAPlace_HaveAFileOfTheirOwn_WhichNoEnvironmentCanHave()
    {
        await _ledger.RecordAsync(SecretScope.ForRepository("acme/app", items: ItemKind.Variable), "REGION", new LedgerEntry { UpdatedAt = s_written });
        await _ledger.RecordAsync(SecretScope.ForEnvironment("acme/app", "prod", items: ItemKind.Variable), "REGION", new LedgerEntry());
        await _ledger.RecordAsync(SecretScope.ForEnvironment("acme/app", "prod~variables"), "TOKEN", new LedgerEntry());
        await _ledger.RecordAsync(SecretScope.ForEnvironment("acme/app", "variables"), "TOKEN", new LedgerEntry());

        Assert.Equal(
            [
                "repos~acme~app~environments~prod~variables.json", "repos~acme~app~environments~variables.json",
                "variables~repos~acme~app~actions.json", "variables~repos~acme~app~environments~prod.json",
            ],
            _ledger.Files.Order(StringComparer.Ordinal));
        Assert.Contains("  \"variables\": {\n    \"REGION\": {\"updatedAt\":\"2026-03-10T12:00:00Z\"}\n  }\n", _ledger.Read("variables~repos~acme~app~actions.json"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhatWasKept_IsThere_WhenTheLedgerIsOpenedAgain()
    {
        SecretScope[] scopes =
        [
            SecretScope.ForOrganization("acme", SecretApplication.Agents),
            s_app,
            SecretScope.ForRepository("acme/app", SecretApplication.Dependabot),
            SecretScope.ForEnvironment("acme/app", "Prod \"eu\"\n\ud83d\udd11"),
            SecretScope.ForUser(),
            SecretScope.ForRepository("acme/app", items: ItemKind.Variable),
            SecretScope.ForOrganization("acme", SecretApplication.Agents, ItemKind.Variable),
            SecretScope.ForEnvironment("acme/app", "Prod \"eu\"\n\ud83d\udd11", items: ItemKind.Variable),
        ];
        foreach (SecretScope scope in scopes)
        {
            await _ledger.RecordAsync(scope, "TOKEN", s_entry);
        }

        Ledger opened = _ledger.Open();

        Assert.Equal(scopes.OrderBy(scope => scope.Path), opened.Scopes.OrderBy(scope => scope.Path));
        Assert.Equal("Prod \"eu\"\n\ud83d\udd11", opened.Scopes.First(scope => scope.Kind == ScopeKind.Environment).Environment);
        Assert.All(scopes, scope => Assert.Equal(s_entry, opened.For(scope).Find("token")));
    }

    [Fact]
    public void ALedgerThatIsNotThere_IsEmpty_AndNothingIsMade()
    {
        Ledger ledger = _ledger.Open();

        Assert.Empty(ledger.Scopes);
        Assert.Null(ledger.For(s_app).Find("TOKEN"));
        Assert.Empty(Directory.GetFileSystemEntries(_ledger.Folder));
    }

    [Fact]
    public async Task TheLedgersOfTwoHosts_LieApart()
    {
        await _ledger.Open("GitHub.example.com:8443").For(s_app).RecordAsync("TOKEN", s_entry, CancellationToken.None);

        Assert.Empty(_ledger.Open().Scopes);
        Assert.Single(_ledger.Open("github.example.com:8443").Scopes);
        Assert.Equal("github.example.com_8443", Path.GetFileName(Directory.GetDirectories(_ledger.Folder).Single()));
        Assert.Equal("github.com", ApiHost.FromBaseUri("https://API.github.com").FolderName);
    }

    [Fact]
    public async Task ScopesThatDifferInLetterCase_AreOne()
    {
        Ledger ledger = _ledger.Open();
        SecretScope shouted = SecretScope.ForEnvironment("ACME/APP", "PROD/EU");
        SecretScope whispered = SecretScope.ForEnvironment("acme/app", "prod/eu");
        await ledger.For(shouted).RecordAsync("TOKEN", s_entry, CancellationToken.None);

        Assert.Same(ledger.For(shouted), ledger.For(whispered));
        Assert.Equal(s_entry, _ledger.Open().For(whispered).Find("TOKEN"));
        Assert.Single(_ledger.Files);
    }

    [Theory]
    [InlineData("con")]
    [InlineData("a~b")]
    [InlineData("..a")]
    [InlineData("x.json ")]
    [InlineData("a:b*c?<d>|\\")]
    public async Task AnyEnvironment_HasAFileThatEverySystemTakes(string environment)
    {
        SecretScope scope = SecretScope.ForEnvironment("acme/con", environment);
        await _ledger.RecordAsync(scope, "TOKEN", s_entry);

        string file = Assert.Single(_ledger.Files);
        Assert.Matches("^(orgs|repos|user)~[-a-z0-9._~%]+\\.json$", file);
        Assert.Equal([scope], _ledger.Open().Scopes);
    }

    [Fact]
    public async Task ALongName_EndsInAHash_AndIsNoOthers()
    {
        SecretScope longest = SecretScope.ForEnvironment("acme/app", new string('e', 255));
        SecretScope another = SecretScope.ForEnvironment("acme/app", new string('e', 254) + "f");
        await _ledger.RecordAsync(longest, "TOKEN", s_entry);
        await _ledger.RecordAsync(another, "TOKEN", s_entry);
        await _ledger.RecordAsync(SecretScope.ForEnvironment("acme/app", new string('e', 150)), "TOKEN", s_entry);

        Assert.Equal(3, _ledger.Files.Length);
        Assert.All(_ledger.Files, file => Assert.Equal(150, file.Length));
        Assert.Contains($"repos~acme~app~environments~{new string('e', 52)}~6e034b2f4393f0793120819675d229fff50b6116f0a28449c9e2a65e3129df69.json", _ledger.Files);
        Assert.Equal(s_entry, _ledger.Open().For(SecretScope.ForEnvironment("ACME/app", new string('E', 255))).Find("TOKEN"));
    }

    [Fact]
    public async Task NoShortName_CanBeThatOfALongScope()
    {
        SecretScope longScope = SecretScope.ForEnvironment("acme/app", new string('e', 200));
        await _ledger.RecordAsync(longScope, "TOKEN", s_entry);
        string posing = Path.GetFileNameWithoutExtension(_ledger.Files[0]).Split('~')[^2] + "~" + Path.GetFileNameWithoutExtension(_ledger.Files[0]).Split('~')[^1];
        await _ledger.RecordAsync(SecretScope.ForEnvironment("acme/app", posing), "OTHER", s_entry);

        Assert.Equal(2, _ledger.Files.Length);
        Assert.Null(_ledger.Open().For(longScope).Find("OTHER"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("no JSON")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("<<<<<<< HEAD\n{ALL}\n=======\n{ALL}\n>>>>>>> main\n")]
    [InlineData("{ALL}{ALL}")]
    [InlineData("{\"version\": 2, \"repository\": \"acme/app\", \"secrets\": {}}")]
    [InlineData("{\"version\": 3, \"host\": \"github.com\", \"repository\": \"acme/app\", \"secrets\": {}}")]
    [InlineData("{\"version\": 2, \"host\": \"ghe.example.com\", \"repository\": \"acme/app\", \"secrets\": {}}")]
    [InlineData("{\"version\": \"1\", \"repository\": \"acme/app\", \"secrets\": {}}")]
    [InlineData("{\"version\": 1, \"repository\": \"acme/web\", \"secrets\": {}}")]
    [InlineData("{\"version\": 1, \"repository\": \"acme/app\", \"application\": \"dependabot\", \"secrets\": {}}")]
    [InlineData("{\"version\": 1, \"repository\": \"acme/app\", \"application\": \"marked-Value-1\", \"secrets\": {}}")]
    [InlineData("{\"version\": 1, \"repository\": 7, \"secrets\": {}}")]
    [InlineData("{\"version\": 1, \"secrets\": {}}")]
    [InlineData("{\"version\": 1, \"repository\": \"acme/app\"}")]
    [InlineData("{\"version\": 1, \"repository\": \"acme/app\", \"secrets\": []}")]
    [InlineData("{\"version\": 1, \"repository\": \"acme/app\", \"secrets\": {\"A\": null}}")]
    [InlineData("{\"version\": 1, \"repository\": \"acme/app\", \"secrets\": {\"A\": {}, \"A\": {}}}")]
    [InlineData("{\"version\": 1, \"repository\": \"acme/app\", \"secrets\": {\"A\": {}, \"a\": {}}}")]
    [InlineData("{\"version\": 1, \"repository\": \"acme/app\", \"secrets\": {\"marked-Value-1\": {}}}")]
    [InlineData("{\"version\": 1, \"repository\": \"acme/app\", \"secrets\": {\"A\": {\"updatedAt\": \"marked-Value-1\"}}}")]
    [InlineData("{\"version\": 1, \"repository\": \"acme/app\", \"secrets\": {\"A\": {\"fingerprint\": 1}}}")]
    public async Task AFileThatIsNoLedger_IsNotBelieved_AndStopsNothing(string text)
    {
        await _ledger.RecordAsync(s_app, "TOKEN", s_entry);
        _ledger.Write("repos~acme~app~actions.json", text.Replace("{ALL}", _ledger.Read("repos~acme~app~actions.json"), StringComparison.Ordinal));

        Ledger ledger = _ledger.Open();

        Assert.Empty(ledger.Scopes);
        Assert.Null(ledger.For(s_app).Find("TOKEN"));
        string warning = Assert.Single(ledger.Warnings);
        Marked.AssertNotIn(warning);
        Assert.Contains("repos~acme~app~actions.json", warning, StringComparison.Ordinal);
        Assert.EndsWith("What is declared there is written again, and nothing there is pruned.", warning, StringComparison.Ordinal);
        await ledger.For(s_app).RecordAsync("NEW", s_entry, CancellationToken.None);
        Assert.Equal(["NEW"], _ledger.Open().For(s_app).Entries.Keys);
    }

    [Fact]
    public async Task LineBreaksOfWindows_AreReadAlike_AndGoWithTheNextSave()
    {
        await _ledger.RecordAsync(s_app, "TOKEN", s_entry);
        _ledger.Write(_ledger.Files[0], _ledger.Read(_ledger.Files[0]).Replace("\n", "\r\n", StringComparison.Ordinal));

        LedgerScope scope = _ledger.Open().For(s_app);
        Assert.Equal(s_entry, scope.Find("TOKEN"));
        await scope.RecordAsync("OTHER", s_entry, CancellationToken.None);
        Assert.DoesNotContain("\r", _ledger.Read(_ledger.Files[0]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ASaveThatIsNotPossible_NamesTheFile()
    {
        File.WriteAllText(_ledger.HostFolder, "");

        GhSecretsException refusal = await Refused.WithAsync(ErrorId.LedgerNotWritable, () => _ledger.RecordAsync(s_app, "TOKEN", s_entry));

        Assert.Contains("repos~acme~app~actions.json", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("-LedgerPath", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AThousandScopes_AreRead()
    {
        await _ledger.RecordAsync(s_app, "TOKEN", s_entry);
        string text = _ledger.Read(_ledger.Files[0]);
        foreach (int number in Enumerable.Range(1, 999))
        {
            _ledger.Write($"repos~acme~app-{number}~actions.json", text.Replace("acme/app\",\n  \"app", $"acme/app-{number}\",\n  \"app", StringComparison.Ordinal));
        }

        Ledger opened = _ledger.Open();

        Assert.Equal(1000, opened.Scopes.Count);
        Assert.Equal(s_entry, opened.For(SecretScope.ForRepository("acme/app-777")).Find("TOKEN"));
    }
}
