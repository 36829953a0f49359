
namespace GhSecrets.Core.Tests;

/// <summary>How the value of a variable differs: both values in a line, and neither where one may be secret.</summary>
public sealed class ValueDifferenceTests
{
    private const string Hidden = "its value differs from the declared one; neither is shown, because one may be secret";

    private static readonly string s_long = new('x', 200);

    public static TheoryData<string, string, string?> Values => new()
    {
        { "a", "a", null },
        { "eu-west-1", "eu-central-1", "its value is 'eu-west-1', and the file declares 'eu-central-1'" },
        { "", "on", "its value is '', and the file declares 'on'" },
        { "A", "a", "its value is 'A', and the file declares 'a'" },
        { "on ", "on", "its value is 'on ', and the file declares 'on'" },
        { "one\ntwo", "one", "its value is 'one...', and the file declares 'one'" },
        { "one\r\ntwo", "one\ntwo", "its value begins with 'one...', as the declared one does, and differs further on" },
        { s_long + "1", "short", $"its value is '{s_long[..60]}...', and the file declares 'short'" },
        { s_long + "1", s_long + "2", $"its value begins with '{s_long[..60]}...', as the declared one does, and differs further on" },
        { s_long[..59] + "\ud83d\udd11\ud83d\udd11", "x", $"its value is '{s_long[..59]}...', and the file declares 'x'" },
        { "https://me:pass@example.com/", "https://example.com/", Hidden },
        { "https://example.com/", "https://me:pass@example.com/", Hidden },
        { "AKIAABCDEFGHIJKLMNOP", "x", Hidden },
        { Marked.Value, "x", Hidden },
        { "x", $"before {Marked.Value} behind", Hidden },
        { "the second line is here", "x", Hidden },
        { "xyz", "x", Hidden },
        { "xyz\n", "x", Hidden },
        { "one\u2028two", "x", "its value is 'one...', and the file declares 'x'" },
        { "##vso[task.complete]\u001b[31m\u202e", "x", $"its value is '{HarmlessText.Of("##vso[task.complete]\u001b[31m\u202e")}', and the file declares 'x'" },
        { "wxyz", "w", "its value is 'wxyz', and the file declares 'w'" },
    };

    [Theory]
    [MemberData(nameof(Values))]
    public void TheDifference_IsInWords(string current, string declared, string? expected)
    {
        using DeclaredFile file = Declared.Yaml($$"""
            secrets:
              - { name: A, organization: acme, {{Declared.Value}} }
              - { name: B, organization: acme, value: { text: "first line\r\n  second line\r\n\r\n" } }
              - { name: C, organization: acme, value: { text: xyz } }
              - { name: D, organization: acme, value: { prompt: true } }
            """);
        file.AssertRight();

        Assert.Equal(expected, new ValueDifference(file.Items).Of(current, declared));
    }
}
