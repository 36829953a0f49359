using System.Linq;

namespace GhSecrets.Core.Tests;

/// <summary>JSON: strict, and each scalar is what stands there.</summary>
public sealed class JsonFileTests
{
    [Theory]
    [InlineData("\"text\"", "text")]
    [InlineData("\"\"", "")]
    [InlineData("1.0", "1.0")]
    [InlineData("-0", "-0")]
    [InlineData("1e3", "1e3")]
    [InlineData("0.10E-5", "0.10E-5")]
    [InlineData("123456789012345678901234567890", "123456789012345678901234567890")]
    [InlineData("true", "true")]
    [InlineData("false", "false")]
    [InlineData("\"null\"", "null")]
    [InlineData("\"2026-01-01T00:00:00Z\"", "2026-01-01T00:00:00Z")]
    [InlineData("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\uD83D\\uDD11\"", "\"\\/\b\f\n\r\té🔑")]
    [InlineData("\" Grüße 🔑 $x \"", " Grüße 🔑 $x ")]
    public void AScalar_KeepsItsText(string json, string expected) =>
        Assert.Equal([("A", expected)], InputFile.Values("a.json", $"\uFEFF \r\n{{\t\"A\" : {json} }}\n"));

    [Fact]
    public void AMap_KeepsItsOrder() => Assert.Equal([("b", "1"), ("A", "2")], InputFile.Values("a.JSON", """{"b":1,"A":"2"}"""));

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    public void NothingInIt_GivesNothing(string json) => Assert.Empty(InputFile.Values("a.json", json));

    [Theory]
    [InlineData("", "Line 1, column 1: Here a JSON value is expected.")]
    [InlineData("{", "Line 1, column 2: Here a name in double quotes is expected.")]
    [InlineData("{\n  \"A\": " + Marked.Value + "}", "Line 2, column 8: Here a JSON value is expected.")]
    [InlineData("{\n  'A': 1}", "Line 2, column 3: Here a name in double quotes is expected.")]
    [InlineData("{\"A\" 1}", "Line 1, column 6: Here a colon is expected.")]
    [InlineData("{\"A\": 1,}", "Line 1, column 9: Here a name in double quotes is expected.")]
    [InlineData("{\"A\": 1 \"B\": 2}", "Line 1, column 9: Here a comma or } is expected.")]
    [InlineData("[1 2]", "Line 1, column 4: Here a comma or ] is expected.")]
    [InlineData("[1", "Line 1, column 3: Here a comma or ] is expected.")]
    [InlineData("{\"A\": 1} // " + Marked.Value, "Line 1, column 10: The JSON ends before this place.")]
    [InlineData("{\"A\": \"" + Marked.Value, "Line 1, column 7: The string that begins here does not end.")]
    [InlineData("{\"A\": \"" + Marked.Value + "\n\"}", "Line 1, column 22: A control character")]
    [InlineData("{\"A\": \"\\x41\"}", "Line 1, column 8: JSON has no such escape")]
    [InlineData("{\"A\": \"\\u00g0\"}", "Line 1, column 8: Behind \\u")]
    [InlineData("{\"A\": 01}", "Line 1, column 7: This is no JSON number.")]
    [InlineData("{\"A\": 1.}", "Line 1, column 7: This is no JSON number.")]
    [InlineData("{\"A\": 1e+}", "Line 1, column 7: This is no JSON number.")]
    [InlineData("{\"A\": -}", "Line 1, column 7: This is no JSON number.")]
    [InlineData("{\"A\": NaN}", "Line 1, column 7: Here a JSON value is expected.")]
    [InlineData("{\"A\": True}", "Line 1, column 7: Here a JSON value is expected.")]
    [InlineData("{\"A\": trUe}", "Line 1, column 7: Here a JSON value is expected.")]
    [InlineData("{\"A\": truest}", "Line 1, column 11: Here a comma or } is expected.")]
    public void WhatIsNoJson_IsToldByItsPlace(string content, string message) => InputFile.AssertRefused(ErrorId.InvalidArgument, message, "a.json", content);

    [Fact]
    public void HalfASurrogatePair_IsInvalid() =>
        InputFile.AssertRefused(ErrorId.InvalidValue, "Line 1, column 7: The value is not valid Unicode", "a.json", "{\"A\": \"" + Marked.Value + "\\ud83d\"}");

    [Fact]
    public void ADeepFile_EndsInAnError() =>
        InputFile.AssertRefused(ErrorId.InvalidArgument, "Line 1, column 33: The file is nested too deeply.", "a.json", string.Concat(Enumerable.Repeat("[", 100_000)));
}
