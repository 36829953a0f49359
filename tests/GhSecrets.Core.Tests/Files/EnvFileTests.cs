using System;

namespace GhSecrets.Core.Tests;

/// <summary><c>.env</c>: no value is changed unless that was asked for.</summary>
public sealed class EnvFileTests
{
    [Theory]
    [InlineData("A=plain", "plain")]
    [InlineData("A=", "")]
    [InlineData("A=   ", "")]
    [InlineData("A=\"\"", "")]
    [InlineData("A=''", "")]
    [InlineData("  A \t= \tx y\t ", "x y")]
    [InlineData("export A=x", "x")]
    [InlineData("export\tA = x", "x")]
    [InlineData("\uFEFFA=x", "x")]
    [InlineData("A=x\r\n", "x")]
    [InlineData("A=x\r", "x")]
    [InlineData("A=\"x\ry\"", "x\ry")]
    [InlineData("A=pa$$Word${HOME}$HOME`id`$(id)", "pa$$Word${HOME}$HOME`id`$(id)")]
    [InlineData("A=a=b==", "a=b==")]
    [InlineData("A=x#y", "x#y")]
    [InlineData("A=#y", "#y")]
    [InlineData("A=x # a comment", "x")]
    [InlineData("A=x\t#a comment", "x")]
    [InlineData("A= # a comment", "")]
    [InlineData("A=\"x # y\" # a \"comment\"", "x # y")]
    [InlineData("A='x'\t", "x")]
    [InlineData("A=it's", "it's")]
    [InlineData("A=x\"y\"", "x\"y\"")]
    [InlineData("A=C:\\new\\table", "C:\\new\\table")]
    [InlineData("A=\"\\n\\r\\t\\\"\\\\\"", "\n\r\t\"\\")]
    [InlineData("A=\"\\d\\$\\'\\x41\"", "\\d\\$\\'\\x41")]
    [InlineData("A='\\n\"$HOME\\'", "\\n\"$HOME\\")]
    [InlineData("A=\"line 1\nline 2\r\n  line 3\n\"", "line 1\nline 2\r\n  line 3\n")]
    [InlineData("A='line 1\n# no comment\nB=no entry'", "line 1\n# no comment\nB=no entry")]
    [InlineData("A=Grüße 🔑 \u00A0", "Grüße 🔑 \u00A0")]
    public void AValue_IsTakenAsItIs(string content, string expected) => Assert.Equal([("A", expected)], InputFile.Values(".env", content));

    [Fact]
    public void Entries_KeepTheirOrder_AndCommentsAndEmptyLinesAreNone() => Assert.Equal(
        [("B", "1"), ("a.b-c", "2"), ("export", "3"), ("_9", "4")],
        InputFile.Values("prod.env", "# first\n\n \t\r\nB=1 # one\r\n  # two\na.b-c=2\nexport=3\n_9=4"));

    [Fact]
    public void LinesThatEndWithALoneCarriageReturn_AreLines()
    {
        Assert.Equal([("A", "1"), ("B", "2 2"), ("C", "")], InputFile.Values("prod.env", "A=1\r# one\rB=2 2 # two\rC=\r"));
        GhSecretsException refusal = Refused.With(ErrorId.InvalidArgument, () => InputFile.Values("prod.env", "A=x\ry"));
        Assert.StartsWith("Line 2, column 2: ", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\uFEFF")]
    [InlineData("# nothing\n\n")]
    public void AFileWithoutEntries_GivesNothing(string content) => Assert.Empty(InputFile.Values(".env", content));

    [Theory]
    [InlineData("A=1\nB", "Line 2, column 2: Here a line NAME=value")]
    [InlineData("A=1\n  B: 2", "Line 2, column 4: Here a line NAME=value")]
    [InlineData("=" + Marked.Value, "Line 1, column 1: Here a line NAME=value")]
    [InlineData("KEY=-----BEGIN\n" + Marked.Value + "+/\n", "Line 2, column 15: Here a line NAME=value")]
    [InlineData("A B=1", "Line 1, column 3: Here a line NAME=value")]
    [InlineData("export A", "Line 1, column 9: Here a line NAME=value")]
    [InlineData("Ä=1", "Line 1, column 1: Here a line NAME=value")]
    [InlineData("A=1\r\nB= \"" + Marked.Value + "\nC=2", "Line 2, column 4: The quote that begins here does not end.")]
    [InlineData("A='" + Marked.Value, "Line 1, column 3: The quote that begins here does not end.")]
    [InlineData("A=\"x\"" + Marked.Value, "Line 1, column 6: Behind the quote")]
    [InlineData("A='x'#" + Marked.Value, "Line 1, column 6: Behind the quote")]
    [InlineData("A=1\n# B\nB=2\na=" + Marked.Value, "Line 4, column 1: The name a is given for a second time: first in line 1, and again in line 4.")]
    public void ALineThatCannotBeRead_IsToldByItsPlace(string content, string message) => InputFile.AssertRefused(ErrorId.InvalidArgument, message, ".env", content);

    [Theory]
    [InlineData("A=$B", "b")]
    [InlineData("A=${B}c", "bc")]
    [InlineData("A=\"x $B\"", "x b")]
    [InlineData("A='$B'", "$B")]
    [InlineData("A=\"\\$B\"", "$B")]
    [InlineData("A=pa$$B $ $1 x$", "pa$b $ $1 x$")]
    [InlineData("A=$B # $C", "b")]
    [InlineData("A=$EMPTY#x", "#x")]
    [InlineData("A=${GHSECRETS_TEST_VARIABLE}", " of the # environment ")]
    public void OnlyWhenAsked_ANameBehindADollarIsExpanded(string line, string expected)
    {
        Environment.SetEnvironmentVariable("GHSECRETS_TEST_VARIABLE", " of the # environment ");

        Assert.Equal(("A", expected), InputFile.Values(".env", $"B=b\nEMPTY=\n{line}", expand: true)[2]);
    }

    [Fact]
    public void WhatWasExpanded_IsNotExpandedAgain() =>
        Assert.Equal([("A", "$B"), ("B", "$B")], InputFile.Values(".env", "A='$B'\nB=$A", expand: true));

    [Theory]
    [InlineData("A=x$GHSECRETS_TEST_NONE" + "\n", "Line 1, column 4: The name behind $")]
    [InlineData("A=$B\nB=1", "Line 1, column 3: The name behind $")]
    [InlineData("b=1\nA=$B", "Line 2, column 3: The name behind $")]
    [InlineData("A=\"${B:-" + Marked.Value + "}\"", "Line 1, column 4: Behind ${")]
    [InlineData("A=${}", "Line 1, column 3: Behind ${")]
    [InlineData("A=${B\n}", "Line 1, column 3: Behind ${")]
    public void WhatCannotBeExpanded_IsRefused(string content, string message) =>
        InputFile.AssertRefused(ErrorId.InvalidArgument, message, ".env", content, expand: true);
}
