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
    private readonly BuiltModule _module = new();
    private readonly IReadOnlyList<XElement> _views = [.. XDocument.Load(Path.Combine(BuiltModule.Folder, "GhSecrets.format.ps1xml")).Descendants("View")];

    public void Dispose() => _module.Dispose();

    [Fact]
    public void EveryTypeThatACmdletWrites_HasATable_AndNoOtherType()
    {
        string[] written = [.. _module.Cmdlets.SelectMany(cmdlet => cmdlet.Outputs).Where(type => type.Namespace == "GhSecrets.Core").Select(type => type.FullName!).Distinct()];

        Assert.NotEmpty(written);
        Assert.Equal(
            written.Order(StringComparer.Ordinal),
            _views.Where(view => view.Element("TableControl") is not null).Select(TypeName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void AView_NamesOnlyPropertiesThatAreThere() =>
        Assert.All(_views, view => Assert.Empty(Shown(view).Except(Properties(view))));

    [Fact]
    public void AList_ShowsEveryProperty() =>
        Assert.All(_views.Where(view => view.Element("ListControl") is not null), view => Assert.Empty(Properties(view).Except(Shown(view))));

    [Fact]
    public void ATable_ShowsNothingThatIsSealed() =>
        Assert.All(_views.Where(view => view.Element("TableControl") is not null), view => Assert.DoesNotContain("EncryptedValue", Shown(view)));

    private static string TypeName(XElement view) => view.Descendants("TypeName").Single().Value;

    private static string[] Shown(XElement view) =>
    [
        .. view.Descendants("PropertyName").Select(name => name.Value)
            .Concat(view.Descendants("ScriptBlock").SelectMany(script => Regex.Matches(script.Value, @"\$_\.(\w+)")).Select(match => match.Groups[1].Value))
            .Distinct(),
    ];

    private string[] Properties(XElement view) => [.. _module.Core.GetType(TypeName(view))!.GetProperties().Select(property => property.Name)];
}
