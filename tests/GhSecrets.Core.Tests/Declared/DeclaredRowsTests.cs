using System;
using System.IO;
using System.Linq;
using System.Text;

namespace GhSecrets.Core.Tests;

/// <summary>CSV as a declared file: the columns of <c>ghsecrets apply</c>.</summary>
public sealed class DeclaredRowsTests
{
    [Fact]
    public void ARow_MeansWhatItMeansElsewhere()
    {
        using DeclaredFile file = Declared.Read("secrets.csv", """
            Organization,Repository,Owner,Environment,User,Application,Name,Value,ValueFile,Visibility,SelectedRepository
            acme,,,,,Dependabot,a,"x, ""y""
            z",,Selected,app;web;2048
            ,acme/app,,prod/eu west,,,B, blank ,,,
            ,app,globex,,,,C,,npm.token,,
            ,"svc-*",acme,,,,D,x,,,
            ,,,,me,,E,x,,,acme/app

            """.Replace("\n", "\r\n", StringComparison.Ordinal));

        file.AssertRight();
        Assert.Equal(["A (line 2)", "B (line 4)", "C (line 5)", "D (line 6)", "E (line 7)"], file.Items.Select(secret => secret.ToString()));
        Assert.Equal(
            ["orgs/acme/dependabot/secrets", "repos/acme/app/environments/prod%2Feu%20west/secrets", "repos/globex/app/actions/secrets", "user/codespaces/secrets"],
            file.Items.SelectMany(secret => secret.Paths()));
        Assert.Equal(["acme/app", "acme/web", "2048"], file.Items[0].SelectedRepository!.Select(repository => repository.ToString()));
        Assert.Equal(["x, \"y\"\r\nz", " blank "], file.Items.Take(2).Select(secret => Encoding.UTF8.GetString(secret.Bytes())));
        Assert.Equal(new byte[] { 0, 255, 10 }, file.Items[2].Bytes());
        Assert.Equal(["acme"], file.Items[3].Selection!.Owners);
    }

    [Fact]
    public void AValueFile_IsLookedForInTheCurrentFolder_NotBesideTheRows()
    {
        string folder = Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N"))).FullName;
        try
        {
            File.WriteAllText(Path.Combine(folder, "npm.token"), "a token");
            using DeclaredFile beside = Declared.Read("secrets.csv", "Name,Organization,ValueFile\nA,acme,npm.token\n", Declared.Sources());
            using DeclaredFile elsewhere = Declared.Read("secrets.csv", "Name,Organization,ValueFile\nA,acme,npm.token\n", Declared.Sources(folder: folder));

            Assert.StartsWith("Line 2, column 1: The file that is named here does not exist.", Assert.Single(beside.Problems()), StringComparison.Ordinal);
            Assert.Equal("a token"u8.ToArray(), elsewhere.Single().Bytes());
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void AllThatIsWrong_IsToldAtOnce()
    {
        using DeclaredFile file = Declared.Read("secrets.csv", $"""
            Organization,Repository,Owner,Name,Value,ValueFile,EncryptedValue,KeyId,Visibility
            acme,acme/app,,A,x,,,,
            acme,,,1A,x,npm.token,,,
            acme,,,B,,,,,
            acme,,,C,,,{Marked.Value},,
            acme,,,D,{Marked.Value},,,,,{Marked.Value}
            acme,,,E,x,,,,everybody
            ,acme/app,globex,F,x,,,,
            acme,,,,x,,,,
            ,acme/app,,G,x,,,,
            ,ACME/APP,,g,x,,,,
            acme,,,H,"{Marked.Value}
            """);

        string[] problems = file.Problems();

        Assert.Collection(
            problems,
            problem => Starts("Line 2, column 1: The secret has more than one kind of place: organization and repositories.", problem),
            problem => Starts("Line 3, column 1: '1A' is no name for a secret", problem),
            problem => Starts("Line 3, column 1: The value has more than one source: text and file. Keep one.", problem),
            problem => Starts("Line 4, column 1: The secret has no value.", problem),
            problem => Starts("Line 5, column 1: An encrypted value needs both", problem),
            problem => Starts("Line 6, column 1: The row has more cells than the header has columns.", problem),
            problem => Starts("Line 7, column 1: 'everybody' is no visibility.", problem),
            problem => Starts("Line 8, column 1: Repository 'acme/app' and Owner 'globex' name different owners.", problem),
            problem => Starts("Line 9, column 1: The secret has no name.", problem),
            problem => Starts("Line 11, column 1: G in repository ACME/APP is declared for a second time: first in line 10, and again in line 11.", problem),
            problem => Starts("Line 12, column 10: The quote that begins here does not end.", problem));
    }

    [Fact]
    public void PlainText_IsOneWarning_AndSoIsEachColumnThatIsNotRead()
    {
        using DeclaredFile file = Declared.Read("secrets.csv", "Name,Stage,Organization,Value\nA,x,acme,\"one value\"\nB,x,acme,changeme\n");

        string[] warnings = file.Warnings();

        Assert.Collection(
            warnings,
            warning => Starts("Line 1, column 1: The column 'Stage' is not read. Those that are: Name, Application, Organization, Environment, User, Visibility, SelectedRepository, Value, ValueFile, EncryptedValue, KeyId, Repository, Owner, Kind.", warning),
            warning => Starts("Line 2, column 1: The file holds values as plain text", warning),
            warning => Starts("Line 3, column 1: The value looks like a placeholder.", warning));
    }

    [Fact]
    public void AColumnThatIsNearlyOne_IsAMistake()
    {
        using DeclaredFile file = Declared.Read("secrets.csv", "Name,Organisation,Value\nA,acme,x\n");

        Assert.Contains(file.Problems, problem => problem.ToString().Contains("Did you mean 'Organization'?", StringComparison.Ordinal));
    }

    [Fact]
    public void RowsWithSemicolonsAndShortNames_AreRead()
    {
        using DeclaredFile file = Declared.Read("secrets.csv", "Name;Repo;Env;Value\r\nA;acme/app;prod;one value\r\n;;;\r\n");

        file.AssertRight();
        Assert.Equal("A", Assert.Single(file.Items).Name);
    }

    [Fact]
    public void OnlyAHeader_DeclaresNoSecrets()
    {
        using DeclaredFile file = Declared.Read("secrets.csv", "\uFEFFName,Organization,Value\r\n");

        file.AssertRight();
        Assert.Empty(file.Items);
    }

    private static void Starts(string expected, string text) => Assert.StartsWith(expected, text, StringComparison.Ordinal);
}
