using System;
using System.Linq;

namespace GhSecrets.Core.Tests;

/// <summary>YAML: each scalar is what stands there, whatever other readers make of it.</summary>
public sealed class YamlFileTests
{
    [Theory]
    [InlineData("yes", "yes")]
    [InlineData("True", "True")]
    [InlineData("1.0", "1.0")]
    [InlineData("0755", "0755")]
    [InlineData("0x1F", "0x1F")]
    [InlineData("1_000", "1_000")]
    [InlineData("12:30:45", "12:30:45")]
    [InlineData("2026-01-01", "2026-01-01")]
    [InlineData("1e3", "1e3")]
    [InlineData("a # comment", "a")]
    [InlineData("a#b $HOME", "a#b $HOME")]
    [InlineData("''", "")]
    [InlineData("\"\"", "")]
    [InlineData("'null'", "null")]
    [InlineData("!!str null", "null")]
    [InlineData("\"~\"", "~")]
    [InlineData("'it''s \\n'", "it's \\n")]
    [InlineData("\"\\n\\t\\\"\\\\\\u00e9\\U0001F511\"", "\n\t\"\\é🔑")]
    [InlineData("|\n  line 1\n  line 2\n", "line 1\nline 2\n")]
    [InlineData("|-\n  line 1\n    line 2\n", "line 1\n  line 2")]
    [InlineData(">\n  folded\n  text\n", "folded text\n")]
    [InlineData(" Grüße 🔑", "Grüße 🔑")]
    public void AScalar_KeepsItsText(string yaml, string expected) => Assert.Equal([("A", expected)], InputFile.Values("a.yml", $"A: {yaml}"));

    [Fact]
    public void AMap_KeepsItsOrder_AndItsNamesAreTexts() =>
        Assert.Equal([("b", "1"), ("A", "2"), ("null", "3")], InputFile.Values("a.YAML", "\uFEFF# first\n---\nb: 1\r\nA: '2'\nnull: 3\n...\n"));

    [Theory]
    [InlineData("")]
    [InlineData("# nothing")]
    [InlineData("---\n")]
    [InlineData("{}")]
    [InlineData("[]")]
    public void NothingInIt_GivesNothing(string yaml) => Assert.Empty(InputFile.Values("a.yaml", yaml));

    [Fact]
    public void AnAliasOfAText_IsThatText() => Assert.Equal([("A", "x"), ("B", "x")], InputFile.Values("a.yaml", "A: &a x\nB: *a\n"));

    [Fact]
    public void AMergedMap_FillsWhatARowDoesNotSay()
    {
        var rows = InputFile.Read("a.yaml", """
            - &base
              Repository: acme/app
              Application: Dependabot
              Name: A
              Value: x
            - <<: *base
              Name: B
              Application: Actions
            """);

        Assert.Equal(("acme/app", "Actions", "B"), (rows[1].Repository, rows[1].Application, rows[1].Name));
        Assert.Equal("x"u8.ToArray(), rows[1].Value!.Bytes.ToArray());
        Assert.Equal("x"u8.ToArray(), rows[0].Value!.Bytes.ToArray());
    }

    [Theory]
    [InlineData("A: 1\n---\nB: 2\n", "Line 2, column 1: The file holds a second document.")]
    [InlineData("A: 1\n B: " + Marked.Value, "Line 2, column ")]
    [InlineData("A: \"" + Marked.Value, "Line 1, column ")]
    [InlineData("A: [" + Marked.Value, "Line ")]
    [InlineData("A: !!binary " + Marked.Value, "Line 1, column 4: A tag is not read here.")]
    [InlineData("A: !secret " + Marked.Value, "Line 1, column 4: A tag is not read here.")]
    [InlineData("A: *none", "Line 1, column 4: An alias can stand here only")]
    [InlineData("- &a {Name: A, Value: 1}\n- *a", "Line 2, column 3: An alias can stand here only")]
    [InlineData("- <<: {Name: A}\n  Value: 1", "Line 1, column 7: Behind << only the alias of a map")]
    [InlineData("? [A]\n: 1", "Line 1, column 3: A name must be a text.")]
    [InlineData("A: 1\n'a': " + Marked.Value, "Line 2, column 1: The name a is given for a second time: first in line 1, and again in line 2.")]
    public void WhatIsNotRead_IsToldByItsPlace(string content, string message) => InputFile.AssertRefused(ErrorId.InvalidArgument, message, "a.yml", content);

    [Theory]
    [InlineData("")]
    [InlineData("~")]
    [InlineData("null")]
    [InlineData("NULL")]
    public void Null_IsNoValue(string yaml) => InputFile.AssertRefused(ErrorId.InvalidValue, "Line 1, column ", "a.yml", $"A: {yaml}");

    [Fact]
    public void ADeepFile_EndsInAnError() =>
        InputFile.AssertRefused(ErrorId.InvalidArgument, "Line 1, column 33: The file is nested too deeply.", "a.yml", new string('[', 1000));

    [Theory]
    [InlineData("a:\n- acme/*\n- !acme/docs\n")]
    [InlineData("- !acme/docs\n")]
    [InlineData("a: !a!b!c d\n")]
    [InlineData("a: *docs\n")]
    [InlineData("a: *\n")]
    [InlineData("a: &\n")]
    public void ATextThatWantsQuotes_IsAMistakeWithItsPlace_AndSaysSo(string text)
    {
        FileProblemException e = Assert.Throws<FileProblemException>(() => InputFile.Read("a.yaml", text));

        Assert.Matches("^Line [0-9]+, column [0-9]+: .*quotes", e.Message);
    }

    [Fact]
    public void AliasesThatStandForMoreThanAFileMayHold_AreRefused()
    {
        string text = $"a0: &a {new string('x', 40_000)}\n" + string.Concat(Enumerable.Range(1, 1_000).Select(i => $"a{i}: *a\n"));

        FileProblemException e = Assert.Throws<FileProblemException>(() => InputFile.Read("a.yaml", text));

        Assert.Contains("The aliases of the file", e.Message, StringComparison.Ordinal);
    }
}
