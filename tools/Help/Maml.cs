using System;
using System.Collections.Generic;
using System.Linq;
using System.Xml.Linq;

namespace GhSecrets.Help;

/// <summary>Writes pages as MAML, the XML of PowerShell's help.</summary>
internal static class Maml
{
    private static readonly XNamespace s_msh = "http://msh";
    private static readonly XNamespace s_maml = "http://schemas.microsoft.com/maml/2004/10";
    private static readonly XNamespace s_command = "http://schemas.microsoft.com/maml/dev/command/2004/10";
    private static readonly XNamespace s_dev = "http://schemas.microsoft.com/maml/dev/2004/10";

    /// <summary>The help file of all cmdlets.</summary>
    public static XDocument Document(IEnumerable<XElement> commands) => new(new XElement(
        s_msh + "helpItems",
        new XAttribute("schema", "maml"),
        new XAttribute(XNamespace.Xmlns + "maml", s_maml),
        new XAttribute(XNamespace.Xmlns + "command", s_command),
        new XAttribute(XNamespace.Xmlns + "dev", s_dev),
        commands));

    /// <summary>One cmdlet.</summary>
    public static XElement From(CmdletPage page)
    {
        string[] name = page.Name.Split('-', 2);
        return new XElement(
            s_command + "command",
            new XElement(
                s_command + "details",
                new XElement(s_command + "name", page.Name),
                new XElement(s_command + "verb", name[0]),
                new XElement(s_command + "noun", name[^1]),
                Text(s_maml + "description", page.Synopsis)),
            Text(s_maml + "description", page.Description),
            new XElement(s_command + "syntax", page.Syntax.Select(set =>
                new XElement(s_command + "syntaxItem", new XElement(s_maml + "name", page.Name), set.Select(OfSyntax)))),
            new XElement(s_command + "parameters", page.Parameters.Select(Described)),
            new XElement(s_command + "inputTypes", page.Inputs.Select(type => Type(s_command + "inputType", type))),
            new XElement(s_command + "returnValues", page.Outputs.Select(type => Type(s_command + "returnValue", type))),
            new XElement(s_maml + "alertSet", Text(s_maml + "alert", page.Notes)),
            new XElement(s_command + "examples", page.Examples.Select(example => new XElement(
                s_command + "example",
                new XElement(s_maml + "title", $"---------- {example.Title} ----------"),
                new XElement(s_dev + "code", example.Code),
                Text(s_dev + "remarks", [.. example.Text, ""])))),
            new XElement(s_command + "relatedLinks", page.Links.Select(link => new XElement(
                s_maml + "navigationLink",
                new XElement(s_maml + "linkText", link.Text),
                new XElement(s_maml + "uri", link.Uri.StartsWith("https://", StringComparison.Ordinal) ? link.Uri : "")))));
    }

    private static XElement Text(XName name, params string[] paragraphs) =>
        new(name, paragraphs.Select(paragraph => new XElement(s_maml + "para", paragraph)));

    private static XElement Type(XName name, Entry type) =>
        new(name, new XElement(s_dev + "type", new XElement(s_maml + "name", type.Title)), Text(s_maml + "description", type.Text));

    private static XElement OfSyntax(Parameter parameter) => Attributed(
        parameter,
        new XElement(s_maml + "name", parameter.Name),
        IsSwitch(parameter) ? null : Value(parameter));

    private static XElement Described(Parameter parameter) => Attributed(
        parameter,
        new XElement(s_maml + "name", parameter.Name),
        Text(s_maml + "description", parameter.Text),
        Value(parameter),
        new XElement(s_dev + "type", new XElement(s_maml + "name", parameter.Facts["Type"])),
        new XElement(s_dev + "defaultValue", parameter.Facts["Default value"]));

    private static XElement Attributed(Parameter parameter, params object?[] content) => new(
        s_command + "parameter",
        new XAttribute("required", Lower(parameter, "Required")),
        new XAttribute("variableLength", parameter.Facts["Type"].EndsWith("[]", StringComparison.Ordinal) ? "true" : "false"),
        new XAttribute("globbing", Lower(parameter, "Accept wildcard characters")),
        new XAttribute("pipelineInput", parameter.Facts["Accept pipeline input"]),
        new XAttribute("position", Lower(parameter, "Position")),
        new XAttribute("aliases", parameter.Facts["Aliases"] is { Length: > 0 } aliases ? aliases : "none"),
        content);

    private static XElement Value(Parameter parameter) =>
        new(s_command + "parameterValue", new XAttribute("required", IsSwitch(parameter) ? "false" : "true"), parameter.Facts["Type"]);

    private static bool IsSwitch(Parameter parameter) => parameter.Facts["Type"] == "SwitchParameter";

    private static string Lower(Parameter parameter, string fact) => parameter.Facts[fact].ToLowerInvariant();
}
