using System;
using System.Linq;

namespace GhSecrets.Core.Tests;

/// <summary>Commands to a runner are one line each, whatever they carry.</summary>
public sealed class RunnerTests
{
    [Theory]
    [InlineData("TF_BUILD", "True", "##vso[task.logissue type=error]")]
    [InlineData("GITHUB_ACTIONS", "true", "::error::")]
    public void ARunner_IsKnownByItsVariable(string name, string value, string error)
    {
        Runner runner = Assert.Single(Runner.AtHand(variable => variable == name ? value : null));
        Assert.Equal(error + "text", runner.ErrorCommand("text"));
    }

    [Fact]
    public void OnAPersonsMachine_ThereIsNone() => Assert.Empty(Runner.AtHand(_ => null));

    [Fact]
    public void AValue_IsMaskedLineByLine_ButForBlankAndShortLines()
    {
        using SecretValue value = SecretValue.FromText("first line\r\n\n   \t   \nabc\nabcd\n🔑🔑\n");

        Assert.Equal(["##vso[task.setsecret]first line", "##vso[task.setsecret]abcd", "##vso[task.setsecret]🔑🔑"], Azure.Masks(value));
        Assert.Equal(["::add-mask::first line", "::add-mask::abcd", "::add-mask::🔑🔑"], GitHub.Masks(value));
    }

    [Fact]
    public void PercentSigns_AndLineBreaks_AreEscaped_AsEachRunnerReadsThem()
    {
        using SecretValue value = SecretValue.FromText("100%0A\ra;b]");

        Assert.Equal(["##vso[task.setsecret]100%AZP250A%0Da;b]"], Azure.Masks(value));
        Assert.Equal(["::add-mask::100%250A%0Da;b]"], GitHub.Masks(value));
        Assert.Equal("##vso[task.logissue type=error]50%AZP25%0D%0A##vso[task.complete]", Azure.ErrorCommand("50%\r\n##vso[task.complete]"));
        Assert.Equal("::error::50%25%0D%0A::set-output::", GitHub.ErrorCommand("50%\r\n::set-output::"));
        Assert.Equal("##vso[task.setprogress value=42;]Set%0A::x", Azure.ProgressCommand(42, "Set\n::x"));
        Assert.Null(GitHub.ProgressCommand(42, "Set"));
    }

    [Fact]
    public void ALine_IsMaskedWithoutTheBlanksAtItsEdges_Too()
    {
        using SecretValue value = SecretValue.FromText("users:\n  - token: abc\t\n \tabc \n");

        Assert.Equal(
            ["::add-mask::users:", "::add-mask::  - token: abc\t", "::add-mask::- token: abc", "::add-mask:: \tabc "],
            GitHub.Masks(value));
    }

    [Fact]
    public void BytesThatAreNoText_HaveNoMask()
    {
        using SecretValue value = SecretValue.FromBytes([0xFF, 0xFE, 0x41, 0x41, 0x41, 0x41]);

        Assert.Empty(Azure.Masks(value));
    }

    [Fact]
    public void ATextThatIsShown_CarriesNoCommand() =>
        Assert.DoesNotContain("##vso[", HarmlessText.Of("no ##vso[task.setvariable variable=a]b and no ##[error]c"), StringComparison.Ordinal);

    private static Runner Azure => Runner.AtHand(variable => variable == "TF_BUILD" ? "True" : null).Single();

    private static Runner GitHub => Runner.AtHand(variable => variable == "GITHUB_ACTIONS" ? "true" : null).Single();
}
