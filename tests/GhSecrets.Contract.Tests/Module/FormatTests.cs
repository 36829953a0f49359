using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace GhSecrets.Contract.Tests;

/// <summary>The tables and lists on the screen, held to the types that they show.</summary>
public sealed class FormatTests : IDisposable
{
    private static readonly string[] s_joined = ["Updated", "Age", "NameInPlace", "NameAndPlace", "NameAndValue", "NameAndEvents"];

    private readonly BuiltModule _module = new();
    private readonly IReadOnlyList<XElement> _views = [.. XDocument.Load(Path.Combine(BuiltModule.Folder, "GhSecrets.format.ps1xml")).Descendants("View")];

    public void Dispose() => _module.Dispose();

    [Theory]
    [InlineData("TableControl")]
    [InlineData("ListControl")]
    public void EveryTypeThatACmdletWrites_HasATable_AList_AndNoOtherType(string control)
    {
        Assert.NotEmpty(Written);
        Assert.Equal(Written, Sorted(ViewsWith(control).SelectMany(TypeNames)));
    }

    [Fact]
    public void AView_NamesOnlyPropertiesThatAreThere() =>
        Assert.All(_views, view => Assert.All(TypeNames(view), type => Assert.Empty(Shown(view).Except(s_joined).Except(Properties(type)))));

    [Fact]
    public void AList_ShowsEveryProperty() =>
        Assert.All(ViewsWith("ListControl"), view => Assert.All(TypeNames(view), type => Assert.Empty(Properties(type).Except(Shown(view)))));

    [Fact]
    public void ATable_ShowsNothingThatIsSealed() => Assert.All(ViewsWith("TableControl"), view => Assert.DoesNotContain("EncryptedValue", Shown(view)));

    // A property by its name would reach the terminal as the server or the file gave it, and a call is refused in the ConstrainedLanguage mode.
    [Fact]
    public void AView_ShowsNothingButByScreenText_AndCallsNothing()
    {
        Assert.Empty(_views.SelectMany(view => view.Descendants("PropertyName")));
        Assert.All(
            _views.SelectMany(view => view.Descendants("ScriptBlock")),
            script => Assert.Matches(@"^\$_\.OnScreen\.\w+$", script.Value));
    }

    // Without widths PowerShell sizes all columns by what comes within 300 ms, and cuts a longer name that comes later.
    [Fact]
    public void ATable_WrapsNothing_AndLeavesTheRestOfTheLineToItsLastColumn()
    {
        Assert.Empty(_views.SelectMany(view => view.Descendants("Wrap")));
        Assert.All(ViewsWith("TableControl"), view =>
        {
            XElement[] columns = [.. view.Descendants("TableColumnHeader")];

            Assert.All(columns[..^1], column => Assert.InRange((int)column.Element("Width")!, 3, 23));
            Assert.Null(columns[^1].Element("Width"));
            Assert.InRange(80 - columns[..^1].Sum(column => (int)column.Element("Width")! + 1), 36, 80);
        });
    }

    private string[] Written => Sorted(_module.Cmdlets.SelectMany(cmdlet => cmdlet.Outputs).Where(type => type.Namespace == "GhSecrets.Core").Select(type => type.FullName!));

    private IEnumerable<XElement> ViewsWith(string control) => _views.Where(view => view.Element(control) is not null);

    private static string[] Sorted(IEnumerable<string> names) => [.. names.Distinct().Order(StringComparer.Ordinal)];

    private static IEnumerable<string> TypeNames(XElement view) => view.Element("ViewSelectedBy")!.Elements("TypeName").Select(type => type.Value).Where(type => !type.Contains('#', StringComparison.Ordinal));

    private static string[] Shown(XElement view) =>
    [
        .. view.Descendants("ScriptBlock").SelectMany(script => Regex.Matches(script.Value, @"\$_\.OnScreen\.(\w+)")).Select(match => match.Groups[1].Value).Distinct(),
    ];

    private string[] Properties(string typeName) => [.. _module.Core.GetType(typeName)!.GetProperties().Where(property => !property.GetMethod!.IsStatic).Select(property => property.Name)];
}
