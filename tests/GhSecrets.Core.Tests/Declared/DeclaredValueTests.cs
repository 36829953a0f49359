using System;
using System.Linq;
using System.Text;

namespace GhSecrets.Core.Tests;

/// <summary>Where the values of a declared file come from, and what yields none.</summary>
public sealed class DeclaredValueTests
{
    private static readonly string s_box = Convert.ToBase64String(new byte[48]);

    [Theory]
    [InlineData("{ env: OTHER }", "other")]
    [InlineData("{ text: 1.0 }", "1.0")]
    [InlineData("{ text: ' x ' }", " x ")]
    [InlineData("{ text: 'null' }", "null")]
    [InlineData("{ text: '' }", "")]
    [InlineData("{ text: \"a\\nb\\n\" }", "a\nb\n")]
    [InlineData("{ secret: pager }", "pager of -")]
    [InlineData("{ secret: { name: pager } }", "pager of -")]
    [InlineData("{ secret: { name: pager, vault: Ops } }", "pager of Ops")]
    public void ASource_GivesItsTextAsItIs(string yaml, string expected)
    {
        using DeclaredFile file = Read(yaml);

        Assert.Equal(expected, Encoding.UTF8.GetString(file.Single().Bytes()));
        Assert.Null(file.Items[0].Prompt);
    }

    [Theory]
    [InlineData("{ prompt: true }", "A")]
    [InlineData("{ prompt: The deploy token }", "The deploy token")]
    public void APrompt_IsNotAskedWhileReading(string yaml, string label)
    {
        using DeclaredFile file = Read(yaml);

        Assert.Equal((label, null), (file.Single().Prompt, file.Items[0].Content));
    }

    [Fact]
    public void ASealedValue_IsForOneScope()
    {
        using DeclaredFile one = Read($"{{ encrypted: {{ value: {s_box}, keyId: '1' }} }}");
        using DeclaredFile several = Read($"{{ encrypted: {{ value: {s_box}, keyId: '1' }} }}", "repositories: [acme/app, acme/web]");
        using DeclaredFile pattern = Read($"{{ encrypted: {{ value: {s_box}, keyId: '1' }} }}", "repositories: [acme/app*]");

        Assert.True(one.Single().Content!.IsSealed);
        Assert.StartsWith("Line 3, column 23: A value that was sealed elsewhere is sealed for one scope alone", Assert.Single(several.Problems()), StringComparison.Ordinal);
        Assert.Equal(several.Problems(), pattern.Problems());
    }

    [Theory]
    [InlineData("", "Line 3, column 3: Nothing stands behind value.", ErrorId.InvalidArgument)]
    [InlineData(Marked.Value, "Line 3, column 10: value must be a map with some of the keys env, file, text, secret, prompt, encrypted.", ErrorId.InvalidValue)]
    [InlineData("[" + Marked.Value + "]", "Line 3, column 10: value must be a map", ErrorId.InvalidValue)]
    [InlineData("{ }", "Line 3, column 10: The value has no source. Give one of: env, file, text, secret, prompt, encrypted.", ErrorId.InvalidValue)]
    [InlineData("{ env: TOKEN, text: " + Marked.Value + " }", "Line 3, column 24: The value has more than one source: env and text. Keep one.", ErrorId.InvalidValue)]
    [InlineData("{ env: UNSET }", "Line 3, column 17: The environment variable UNSET is not set, or empty.", ErrorId.InvalidValue)]
    [InlineData("{ env: EMPTY }", "Line 3, column 17: The environment variable EMPTY is not set, or empty.", ErrorId.InvalidValue)]
    [InlineData("{ env: " + Marked.Token + " }", "Line 3, column 17: This is not the name of an environment variable that is set. It is not shown", ErrorId.InvalidValue)]
    [InlineData("{ env: " + Marked.Value + " }", "Line 3, column 17: This is not the name of an environment variable that is set. It is not shown", ErrorId.InvalidValue)]
    [InlineData("{ env: }", "Line 3, column 12: Nothing stands behind env.", ErrorId.InvalidValue)]
    [InlineData("{ env: '' }", "Line 3, column 17: env holds an empty text.", ErrorId.InvalidValue)]
    [InlineData("{ env: [TOKEN] }", "Line 3, column 17: env holds a list where a text is expected.", ErrorId.InvalidValue)]
    [InlineData("{ env: LARGE }", "Line 3, column 17: The value has 49,153 bytes where GitHub allows 49,152 (48 KB).", ErrorId.ValueTooLarge)]
    [InlineData("{ file: large.bin }", "Line 3, column 18: The value has 49,153 bytes where GitHub allows 49,152 (48 KB).", ErrorId.ValueTooLarge)]
    [InlineData("{ file: " + Marked.Value + " }", "Line 3, column 18: The file that is named here does not exist.", ErrorId.FileNotFound)]
    [InlineData("{ file: . }", "Line 3, column 18: The file '", ErrorId.InvalidValue)]
    [InlineData("{ file: \"a\\0b\" }", "Line 3, column 18: The ", ErrorId.InvalidValue)]
    [InlineData("{ text: ~ }", "Line 3, column 12: Nothing stands behind text.", ErrorId.InvalidValue)]
    [InlineData("{ text: { a: b } }", "Line 3, column 18: text holds a map where a text is expected.", ErrorId.InvalidValue)]
    [InlineData("{ secret: none }", "Line 3, column 20: There is no secret 'none' in any registered vault.", ErrorId.InvalidValue)]
    [InlineData("{ secret: { name: none, vault: Ops } }", "Line 3, column 20: There is no secret 'none' in the vault 'Ops'.", ErrorId.InvalidValue)]
    [InlineData("{ secret: locked }", "Line 3, column 20: The vault is locked.", ErrorId.InvalidValue)]
    [InlineData("{ secret: { vault: Ops } }", "Line 3, column 20: The map has no name", ErrorId.InvalidValue)]
    [InlineData("{ secret: { name: pager, vault: '' } }", "Line 3, column 42: vault holds an empty text.", ErrorId.InvalidValue)]
    [InlineData("{ prompt: false }", "Line 3, column 20: prompt is false.", ErrorId.InvalidValue)]
    [InlineData("{ encrypted: { value: " + Marked.Value + ", keyId: '1' } }", "Line 3, column 32: The encrypted value is no sealed box in base64.", ErrorId.InvalidValue)]
    [InlineData("{ encrypted: { value: " + Marked.Value + " } }", "Line 3, column 23: An encrypted value needs both", ErrorId.InvalidValue)]
    [InlineData("{ encrypted: " + Marked.Value + " }", "Line 3, column 23: encrypted must be a map", ErrorId.InvalidValue)]
    public void WhatYieldsNothing_IsToldByItsPlace(string yaml, string message, ErrorId id)
    {
        using DeclaredFile file = Read(yaml);

        Assert.StartsWith(message, Assert.Single(file.Problems()), StringComparison.Ordinal);
        Assert.Equal(id, file.Problems[0].Id);
    }

    [Theory]
    [InlineData("{ " + Marked.Value + " }")]
    [InlineData("{ " + Marked.Value + ": " + Marked.Value + " }")]
    [InlineData("{ text: { " + Marked.Value + ": 1 } }")]
    [InlineData("{ secret: { " + Marked.Value + ": 1 } }")]
    public void AValueThatWentAstray_IsNotQuoted(string yaml)
    {
        using DeclaredFile file = Read(yaml);

        Assert.NotEmpty(file.Problems());
    }

    [Fact]
    public void WithoutPowerShell_AVaultCannotBeRead()
    {
        using DeclaredFile file = Declared.Yaml("secrets: [{ name: A, organization: acme, value: { secret: pager } }]");

        Assert.StartsWith("Line 1, column 59: A value from a vault can be read only by the cmdlets", Assert.Single(file.Problems()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{ text: good }", new[] { "Line 3, column 18: The value stands in the file as plain text" })]
    [InlineData("{ text: changeme }", new[] { "Line 3, column 18: The value stands in the file as plain text", "Line 3, column 18: The value looks like a placeholder." })]
    [InlineData("{ env: TOKEN }", new string[0])]
    [InlineData("{ secret: changeme }", new string[0])]
    [InlineData("{ secret: placeholder }", new[] { "Line 3, column 20: The value looks like a placeholder." })]
    public void PlainTextAndDoubts_AreWarnings(string yaml, string[] expected)
    {
        using DeclaredFile file = Read(yaml);

        string[] warnings = file.Warnings();

        Assert.Equal(expected.Length, warnings.Length);
        Assert.All(expected.Zip(warnings, (start, warning) => (start, warning)), one => Assert.StartsWith(one.start, one.warning, StringComparison.Ordinal));
    }

    private static DeclaredFile Read(string value, string place = "organization: acme") =>
        Declared.Yaml($"secrets:\n- {{name: A, {place},\n  value: {value}}}", Declared.Sources(Find));

    private static SecretValue? Find(string name, string? vault) => name switch
    {
        "none" => null,
        "locked" => throw new GhSecretsException(ErrorId.InvalidValue, "The vault is locked."),
        "placeholder" => SecretValue.FromText("changeme"),
        _ => SecretValue.FromText($"{name} of {vault ?? "-"}"),
    };
}
