using System.IO;
using System.Linq;
using System.Text.RegularExpressions;

namespace GhSecrets.Contract.Tests;

/// <summary>Text leaves a cmdlet in a few places, which make it harmless.</summary>
public sealed partial class ShownTests
{
    [Fact]
    public void NoOtherPlace_CallsWhatShowsAText()
    {
        string root = Path.Combine(BuiltModule.RepositoryRoot, "src/GhSecrets");
        string[] places = [.. Directory.EnumerateFiles(root, "*.cs", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(root, path).Replace('\\', '/'))
            .Where(path => !path.StartsWith("obj/", System.StringComparison.Ordinal) && !path.StartsWith("bin/", System.StringComparison.Ordinal))
            .Where(path => Showing().IsMatch(File.ReadAllText(Path.Combine(root, path))))
            .Order(System.StringComparer.Ordinal)];

        Assert.Equal(["Binding/ValuePrompt.cs", "Errors.cs", "Pipeline/Confirmation.cs", "Pipeline/ProgressLine.cs", "Pipeline/Shown.cs"], places);
        Assert.All(places, path => Assert.Contains("HarmlessText.Of(", File.ReadAllText(Path.Combine(root, path)), System.StringComparison.Ordinal));
    }

    [GeneratedRegex(@"\b(Write(Warning|Verbose|Debug|Progress|WarningLine)|Should(Process|Continue))\(|\b(ProgressRecord|ErrorDetails|FieldDescription)\b(?=.*[(])", RegexOptions.CultureInvariant)]
    private static partial Regex Showing();
}
