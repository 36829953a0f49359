using System;
using System.Collections.Generic;
using System.Linq;

namespace GhSecrets.Core.Tests;

/// <summary>The shapes of a JSON or YAML file: a map, or rows.</summary>
public sealed class SecretTreeTests
{
    [Fact]
    public void Rows_HaveTheColumns_InAnyLetterCase()
    {
        IReadOnlyList<SecretInput> rows = InputFile.Read("a.json", """
            [
              { "NAME": "A", "Value": 1.0, "organization": "acme", "Application": "Dependabot", "Visibility": "Selected", "SelectedRepository": ["app", 42], "Owner": null },
              { "Name": "A", "Path": "key.pem", "Repository": "acme/app", "Environment": "prod", "Value": null, "SelectedRepository": [] },
              { "Name": "B", "EncryptedValue": "AAAA", "KeyId": 17, "SelectedRepository": "app;web", "Repository": "" }
            ]
            """);

        Assert.Equal(["A", "A", "B"], rows.Select(row => row.Name));
        Assert.Equal("1.0"u8.ToArray(), rows[0].Value!.Bytes.ToArray());
        Assert.Equal(("acme", "Dependabot", "Selected", null), (rows[0].Organization, rows[0].Application, rows[0].Visibility, rows[0].Owner));
        Assert.Equal(["app", "42"], rows[0].SelectedRepository!);
        Assert.Equal(("key.pem", "acme/app", "prod", null), (rows[1].ValueFile, rows[1].Repository, rows[1].Environment, rows[1].Value));
        Assert.Empty(rows[1].SelectedRepository!);
        Assert.Equal(("AAAA", "17", null), (rows[2].EncryptedValue, rows[2].KeyId, rows[2].Repository));
        Assert.Equal(["app;web"], rows[2].SelectedRepository!);
        Assert.Equal("A", rows[0].ToString());
    }

    [Fact]
    public void AColumnThatIsNotRead_IsToldOnce()
    {
        List<string> told = [];
        InputFile.Read("a.json", """[{"Name":"A","Value":"x","Stage":"all"},{"Name":"B","Value":"x","stage":{"deep":1}}]""", told.Add);

        Assert.StartsWith("The column 'Stage' is not read.", Assert.Single(told), StringComparison.Ordinal);
    }

    [Fact]
    public void TwoNamesOfOneColumn_MaySayTheSame_AndNothingElse()
    {
        SecretInput row = Assert.Single(InputFile.Read("a.json", """[{"Name":"A","Value":"x","Repo":"acme/app","Repository":"acme/app"}]"""));

        Assert.Equal("acme/app", row.Repository);
        FileProblemException e = Assert.Throws<FileProblemException>(
            () => InputFile.Read("a.yaml", "- { Name: A, Value: marked-Value-1, Repo: acme/app, Repository: acme/web }"));
        Assert.Contains("'Repo' and 'Repository' are two names of one column", e.Message, System.StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"DB": {"PASSWORD": "marked-Value-1"}}""", "Line 1, column 8: DB is a map")]
    [InlineData("""{"DB": ["marked-Value-1"]}""", "Line 1, column 8: DB is a list")]
    [InlineData("""[{"Name": "A", "Value": {"deep": "marked-Value-1"}}]""", "Line 1, column 25: [0].Value is a map")]
    [InlineData("""[{"Name": "A", "Value": ["marked-Value-1"]}]""", "Line 1, column 25: [0].Value is a list")]
    [InlineData("""[{"Name": ["A"], "Value": "marked-Value-1"}]""", "Line 1, column 11: [0].Name is a list")]
    [InlineData("""[{"Name": "A", "Value": "x", "SelectedRepository": [["app"]]}]""", "Line 1, column 53: [0].SelectedRepository is a list")]
    [InlineData("""["marked-Value-1"]""", "Line 1, column 2: [0] is no map")]
    [InlineData("\"marked-Value-1\"", "Line 1, column 1: The file must be a map")]
    [InlineData("""[{"Value": "marked-Value-1"}]""", "Line 1, column 2: [0] has no Name.")]
    [InlineData("""[{"Name": "A", "name": "B", "Value": "x"}]""", "Line 1, column 16: The name name is given for a second time")]
    [InlineData("{\"A\": \"marked-Value-1\",\n\"a\": 1}", "Line 2, column 1: The name a is given for a second time: first in line 1, and again in line 2.")]
    public void AnotherShape_IsToldByItsPath(string json, string message) => InputFile.AssertRefused(ErrorId.InvalidArgument, message, "a.json", json);

    [Theory]
    [InlineData("a.json", """{"$schema": "x", "secrets": [{"name": "A", "organization": "acme", "value": {"text": "marked-Value-1"}}]}""")]
    [InlineData("a.json", """{"secrets": []}""")]
    [InlineData("a.json", """{"Secrets": [{"name": "A"}]}""")]
    [InlineData("a.yaml", "secrets:\n- name: A\n  organization: acme\n  value: { text: marked-Value-1 }\n")]
    public void ADeclaredFile_IsForTheOtherCommand(string name, string content) =>
        InputFile.AssertRefused(ErrorId.InvalidArgument, "Line 1, column 1: This is a file for Sync-GhSecret.", name, content);

    [Fact]
    public void ASecretOfTheNameSecrets_IsOne() => Assert.Equal([("secrets", "x")], InputFile.Values("a.json", """{"secrets": "x"}"""));

    [Theory]
    [InlineData("""{"A": null}""", "Line 1, column 7: A is null.")]
    [InlineData("""[{"Name": "A", "Value": null}]""", "Line 1, column 2: [0] has no value")]
    [InlineData("""[{"Name": "A"}]""", "Line 1, column 2: [0] has no value")]
    public void NoValue_IsInvalid(string json, string message) => InputFile.AssertRefused(ErrorId.InvalidValue, message, "a.json", json);
}
