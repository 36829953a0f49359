using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;

namespace GhSecrets.Core.Tests;

/// <summary>CSV: cells as they stand, and no row that loses a part.</summary>
public sealed class CsvFileTests
{
    [Theory]
    [InlineData("a,b\nc,d\n", "a|b", "c|d")]
    [InlineData("a,b\r\nc,d", "a|b", "c|d")]
    [InlineData("a\r\r\nb\n\n\nc", "a", "b", "c")]
    [InlineData(" a ,\tb", " a |\tb")]
    [InlineData(",\n\"\"\n", "|", "")]
    [InlineData("\"a,b\",\"c\"\"d\",\"e\r\nf\n\"", "a,b|c\"d|e\r\nf\n")]
    [InlineData("\"\"\"\",\"\"\"a\"\"\"", "\"|\"a\"")]
    [InlineData("a\"b, \"c\",{\"d\"}", "a\"b| \"c\"|{\"d\"}")]
    [InlineData("")]
    public void Cells_AreTakenAsTheyStand(string text, params string[] rows)
    {
        CsvReader reader = new(new StringReader(text));
        List<string> read = [];
        while (reader.Read() is IReadOnlyList<string> row)
        {
            read.Add(string.Join("|", row));
        }

        Assert.Equal(rows, read);
    }

    [Fact]
    public void Rows_HaveTheColumns_AndAnEmptyCellIsNotGiven()
    {
        IReadOnlyList<SecretInput> rows = InputFile.Read("a.csv", "\uFEFFname,Value,Path,Repository,SelectedRepository,Type\r\n\r\nA, \"x\" ,,acme/app,app;web,\r\nB,,key.pem\r\nC,c,,,,,,\r\n");

        Assert.Equal(["A", "B", "C"], rows.Select(row => row.Name));
        Assert.Equal(" \"x\" "u8.ToArray(), rows[0].Value!.Bytes.ToArray());
        Assert.Equal(("acme/app", null, null), (rows[0].Repository, rows[0].ValueFile, rows[0].Type));
        Assert.Equal(["app;web"], rows[0].SelectedRepository!);
        Assert.Equal((null, "key.pem", null), (rows[1].Value, rows[1].ValueFile, rows[1].SelectedRepository));
    }

    [Fact]
    public void AColumnThatIsNotRead_IsTold()
    {
        List<string> told = [];
        InputFile.Read("a.csv", "Name,Value,Stage\nA,x,all\n", told.Add);

        Assert.StartsWith("The column 'Stage' is not read.", Assert.Single(told), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Repository;Name;Value\r\nacme/app;A;x\r\n")]
    [InlineData("Repository\tName\tValue\nacme/app\tA\tx\n")]
    [InlineData("sep=;\r\nRepository;Name;Value\r\nacme/app;A;x\r\n")]
    [InlineData("sep=|\nRepository|Name|Value\nacme/app|A|x\n")]
    [InlineData("sep=,\nRepository,Name,Value\nacme/app,A,x\n")]
    [InlineData(" Repository , Name , Value \nacme/app,A,x\n,,\n,,,,\n")]
    [InlineData("\"Repo\";\"Name\";\"Value\"\n\"acme/app\";\"A\";\"x\"\n;;\n")]
    public void WhatExcelWrites_IsRead(string text)
    {
        SecretInput row = Assert.Single(InputFile.Read("a.csv", text));

        Assert.Equal(("acme/app", "A", "x"), (row.Repository, row.Name, Encoding.UTF8.GetString(row.Value!.Bytes.ToArray())));
    }

    [Fact]
    public void AValueWithOtherDelimiters_IsWhole()
    {
        SecretInput row = Assert.Single(InputFile.Read("a.csv", "Name,Value\nA,a;b\tc;Name\n"));

        Assert.Equal("a;b\tc;Name", Encoding.UTF8.GetString(row.Value!.Bytes.ToArray()));
    }

    [Theory]
    [InlineData("Name,Value,Visiblity\nA,x,all\n", "The column 'Visiblity' is not known. Did you mean 'Visibility'?")]
    [InlineData("SecretName,Name,Value\nA,B,x\n", "The column 'SecretName' is not known. Did you mean 'Name'?")]
    [InlineData("Name,Value,Repo,Repository\nA,x,acme/app,acme/web\n", "'Repository' and 'Repo' are two names of one column")]
    [InlineData("Name,Value,SecretValue\nA,x,y\n", "'Value' and 'SecretValue' are two names of one column")]
    public void AColumnThatSaysAnotherThing_IsAnError(string text, string message)
    {
        GhSecretsException e = Assert.Throws<FileProblemException>(() => InputFile.Read("a.csv", text));

        Assert.Contains(message, e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "The file is empty")]
    [InlineData("A," + Marked.Value, "The first row has no column Name.")]
    [InlineData("SecretName,Value\nA," + Marked.Value, "The column 'SecretName' is not known. Did you mean 'Name'?")]
    [InlineData("Name,Value,VALUE\nA,x,y", "Two columns have the name VALUE.")]
    [InlineData("acme/app,DB_PASS," + Marked.Value + "," + Marked.Value, "The columns 3 and 4 have the same name. The first row must hold the names of the columns.")]
    [InlineData("Name,Value\nA,x\nB," + Marked.Value + ",y", "Line 3, column 1: The row has more cells")]
    [InlineData("Name,Value\nA,\"x\ny\"\nB, \"" + Marked.Value + ",y\"", "Line 4, column 1: The row has more cells")]
    [InlineData("Name,Value\nA,\"x\"" + Marked.Value, "Line 2, column 6: Behind the quote")]
    [InlineData("Name,Value\nA,\"" + Marked.Value + "\nB,x", "Line 2, column 3: The quote that begins here does not end.")]
    [InlineData("Name,Value\n,x", "Line 2, column 1: The row has no Name.")]
    public void WhatCannotBeRead_IsToldByItsPlace(string content, string message) => InputFile.AssertRefused(ErrorId.InvalidArgument, message, "a.csv", content);

    [Fact]
    public void NoValue_IsInvalid() => InputFile.AssertRefused(ErrorId.InvalidValue, "Line 3, column 1: The row has no value", "a.csv", "Name,Value\nA,x\nB,\n");
}
