using System;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json;

namespace GhSecrets.Core.Tests;

/// <summary>Files of secrets as a whole: their names, their bytes, and that values come back as they were.</summary>
public sealed class SecretFileTests : IDisposable
{
    private static readonly string[] s_pieces = ["a", "Z", "0", " ", "\t", "\n", "\r\n", "\r", "\"", "'", "\\", "$", "${A}", "#", " #", "=", ":", ": ", "- ", ",", "ü", "🔑", "\u00A0", "\u0085", "\u2028", "\uFEFF", "{", "}", "%", "\\n"];

    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(".env", SecretFileFormat.Env)]
    [InlineData("/x/prod.env", SecretFileFormat.Env)]
    [InlineData(".env.local", SecretFileFormat.Env)]
    [InlineData(".ENV.Production", SecretFileFormat.Env)]
    [InlineData("a.b.json", SecretFileFormat.Json)]
    [InlineData(".env.json", SecretFileFormat.Json)]
    [InlineData("a.yml", SecretFileFormat.Yaml)]
    [InlineData("a.YAML", SecretFileFormat.Yaml)]
    [InlineData("a.csv", SecretFileFormat.Csv)]
    public void TheName_SaysTheFormat(string path, SecretFileFormat expected) => Assert.Equal(expected, SecretFile.FormatOf(path));

    [Theory]
    [InlineData("secrets")]
    [InlineData("secrets.txt")]
    [InlineData("env")]
    [InlineData("x.env.local")]
    public void ANameThatSaysNone_IsInvalid(string path) =>
        Assert.StartsWith("The file's name does not say its format", Refused.With(ErrorId.InvalidArgument, () => SecretFile.FormatOf(path)).Message, StringComparison.Ordinal);

    [Fact]
    public void TheFormatThatIsGiven_GoesFirst()
    {
        string path = Write("secrets.json", "A=1"u8);

        Assert.Equal("A", Assert.Single(SecretFile.Read(path, SecretFileFormat.Env)).Name);
    }

    [Fact]
    public void OnlyAnEnvFile_CanBeExpanded() => Refused.With(ErrorId.InvalidArgument, () => SecretFile.Read(Write("a.json", "{}"u8), expand: true));

    [Fact]
    public void WhatCannotBeRead_SaysWhy()
    {
        Assert.Equal("The file does not exist.", Refused.With(ErrorId.FileNotFound, () => SecretFile.Read(Path.Combine(_folder, "none.env"))).Message);
        Assert.Equal("The file does not exist.", Refused.With(ErrorId.FileNotFound, () => SecretFile.Read(Path.Combine(_folder, "none", "none.env"))).Message);
        Assert.StartsWith("The file is a folder", Refused.With(ErrorId.InvalidArgument, () => SecretFile.Read(Directory.CreateDirectory(Path.Combine(_folder, "a.env")).FullName)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AFileOfMoreThan8Mb_IsRefused()
    {
        byte[] content = [.. Enumerable.Repeat((byte)'#', InputText.MaximumSize)];
        Assert.Empty(SecretFile.Read(Write("most.env", content)));

        string path = Write("more.env", [.. content, (byte)'#']);
        Assert.StartsWith("The file is larger than 8 MB", Refused.With(ErrorId.InvalidArgument, () => SecretFile.Read(path)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a.env", "A=1\nB=\u00FF\n", 2)]
    [InlineData("a.json", "\u00FF", 1)]
    [InlineData("a.yml", "A: 1\n\nB: \u00C3", 3)]
    [InlineData("a.csv", "\u00FE\u00FFName", 1)]
    public void WhatIsNoUtf8_IsRefusedWithItsLine(string name, string latin, int line) =>
        Assert.StartsWith($"Line {line}: This is not UTF-8.", Refused.With(ErrorId.InvalidArgument, () => SecretFile.Read(Write(name, Encoding.Latin1.GetBytes(latin)))).Message, StringComparison.Ordinal);

    [Fact]
    public void TheValue_IsShownNowhere()
    {
        SecretInput secret = Assert.Single(InputFile.Read("a.env", $"A={Marked.Value}"));

        Marked.AssertNotIn($"{secret} {secret.Value} {JsonSerializer.Serialize(secret)}");
        secret.Dispose();
        Assert.Throws<ObjectDisposedException>(() => secret.Value!.Length);
    }

    [Fact]
    public void EveryColumn_CanBeSet()
    {
        string header = string.Join(',', SecretInput.Columns);
        SecretInput secret = Assert.Single(InputFile.Read("a.csv", $"{header}\n{header}\n"));

        Assert.All(SecretInput.Columns, column => Assert.NotNull(typeof(SecretInput).GetProperty(column)!.GetValue(secret)));
    }

    [Fact]
    public void AnyValue_ComesBackByteForByte()
    {
        Random random = new(20260101);
        (string? Name, string? Value)[] values =
        [
            .. Enumerable.Range(0, 500).Select(number => ($"N{number}", string.Concat(Enumerable.Range(0, random.Next(12)).Select(_ => s_pieces[random.Next(s_pieces.Length)])))),
        ];

        Assert.Equal(values, InputFile.Values("a.env", string.Concat(values.Select(secret => $"{secret.Name}=\"{Escaped(secret.Value!)}\"\n"))));
        Assert.Equal(values, InputFile.Values("b.env", string.Concat(values.Select(secret => $"export {secret.Name} = \"{Escaped(secret.Value!).Replace("\n", "\\n", StringComparison.Ordinal)}\" # x\r\n"))));
        Assert.Equal(values.Where(secret => !secret.Value!.Contains('\'', StringComparison.Ordinal)), InputFile.Values("c.env", string.Concat(values.Where(secret => !secret.Value!.Contains('\'', StringComparison.Ordinal)).Select(secret => $"{secret.Name}='{secret.Value}'\n"))));
        Assert.Equal(values, InputFile.Values("a.json", JsonSerializer.Serialize(values.ToDictionary(secret => secret.Name!, secret => secret.Value))));
        // What a YAML reader may fold or normalize is escaped, as any writer of YAML does.
        Assert.Equal(values, InputFile.Values("a.yaml", string.Concat(values.Select(secret => $"{secret.Name}: {JsonSerializer.Serialize(secret.Value)}\n"))));
        Assert.Equal(
            values.Where(secret => secret.Value!.Length > 0),
            InputFile.Values("a.csv", "Name,Value\n" + string.Concat(values.Where(secret => secret.Value!.Length > 0).Select(secret => $"{secret.Name},\"{secret.Value!.Replace("\"", "\"\"", StringComparison.Ordinal)}\"\r\n"))));
    }

    private static string Escaped(string value) => value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);

    private string Write(string name, ReadOnlySpan<byte> content)
    {
        string path = Path.Combine(_folder, name);
        File.WriteAllBytes(path, content.ToArray());
        return path;
    }
}
