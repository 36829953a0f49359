using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;
using Markdig.Extensions.Yaml;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace GhSecrets.Help;

/// <summary>A title, and what stands below it.</summary>
internal sealed record Entry(string Title, string Code, string[] Text);

/// <summary>A parameter, by the facts of its YAML block.</summary>
internal sealed record Parameter(string Name, string[] Text, IReadOnlyDictionary<string, string> Facts);

/// <summary>The page of one cmdlet, in PlatyPS's schema 2.0.0.</summary>
internal sealed record CmdletPage(
    string Name, string Synopsis, Parameter[][] Syntax, string[] Description, Entry[] Examples, Parameter[] Parameters,
    Entry[] Inputs, Entry[] Outputs, string[] Notes, (string Text, string Uri)[] Links)
{
    /// <summary>The file that <c>Get-Help</c> looks for.</summary>
    public const string HelpFile = "GhSecrets.dll-Help.xml";

    private const string Common = "CommonParameters";

    /// <summary>Reads a page.</summary>
    /// <exception cref="PageException">The page breaks the schema.</exception>
    public static CmdletPage Read(Section page)
    {
        Dictionary<string, string> front = Section.Facts(
            page.Block<YamlFrontMatterBlock>(0, "front matter"), "external help file", "Module Name", "online version", "schema");
        if (front["external help file"] != HelpFile || front["Module Name"] != "GhSecrets" || front["schema"] != "2.0.0")
        {
            throw new PageException(1, $"The front matter says not {HelpFile}, GhSecrets and 2.0.0.");
        }

        page.Expect("SYNOPSIS", "SYNTAX", "DESCRIPTION", "EXAMPLES", "PARAMETERS", "INPUTS", "OUTPUTS", "NOTES", "RELATED LINKS");
        Section[] sections = [.. page.Sections];
        Parameter[] parameters = [.. sections[4].Sections.Where(section => section.Title != Common).Select(ReadParameter)];
        (string Text, string Uri)[] links = [.. sections[8].Block<ListBlock>(0, "list").Descendants<LinkInline>().Select(link => (Prose.Text(link), link.Url ?? ""))];
        if (links.Length == 0 || links[0].Uri != front["online version"])
        {
            throw sections[8].Wrong("The first link is not the online version of the front matter.");
        }

        return new CmdletPage(
            page.Title,
            Prose.Text(sections[0].Block<ParagraphBlock>(0, "paragraph")),
            ReadSyntax(page.Title, sections[1], parameters),
            Text(sections[2]),
            [.. sections[3].Sections.Select(ReadExample)],
            parameters,
            ReadTypes(sections[5]),
            ReadTypes(sections[6]),
            Text(sections[7]),
            links);
    }

    private static string[] Text(Section section) =>
        Prose.Paragraphs(section.Blocks).ToArray() is { Length: > 0 } text ? text : throw section.Wrong($"'{section.Title}' is empty.");

    private static Entry[] ReadTypes(Section section) =>
        [.. section.Sections.Select(type => new Entry(type.Title, "", [.. Prose.Paragraphs(type.Blocks)]))];

    private static Entry ReadExample(Section section, int index) =>
        section.Title.StartsWith($"Example {index + 1}: ", StringComparison.Ordinal)
            ? new Entry(section.Title, Prose.Code(section.Block<FencedCodeBlock>(0, "code")), [.. Prose.Paragraphs(section.Blocks.Skip(1))])
            : throw section.Wrong(string.Create(CultureInfo.InvariantCulture, $"The heading does not begin with 'Example {index + 1}: '."));

    private static Parameter ReadParameter(Section section)
    {
        Dictionary<string, string> facts = Section.Facts(
            section.Block<FencedCodeBlock>(^1, "YAML block"),
            "Type", "Parameter Sets", "Aliases", "Required", "Position", "Default value", "Accept pipeline input", "Accept wildcard characters");
        return section.Title.StartsWith('-') && section.Blocks.Count > 1
            ? new Parameter(section.Title[1..], [.. Prose.Paragraphs(section.Blocks.SkipLast(1))], facts)
            : throw section.Wrong($"'{section.Title}' is no parameter with a description.");
    }

    // One block of code a parameter set, with the parameters in the order of Get-Command -Syntax.
    private static Parameter[][] ReadSyntax(string name, Section section, Parameter[] parameters)
    {
        FencedCodeBlock[] blocks = [.. section.Blocks.Concat(section.Sections.SelectMany(set => set.Blocks)).OfType<FencedCodeBlock>()];
        if (blocks.Length == 0 || blocks.Any(block => !Prose.Code(block).StartsWith(name + " ", StringComparison.Ordinal)))
        {
            throw section.Wrong($"There is no syntax of {name}.");
        }

        return [.. blocks.Select(block => Regex.Matches(Prose.Code(block), @"(?<=\[|\s)-(\w+)").Select(match => Described(match.Groups[1].Value)).ToArray())];

        Parameter Described(string parameter) =>
            parameters.FirstOrDefault(known => known.Name == parameter) ?? throw section.Wrong($"PARAMETERS says nothing of {parameter}.");
    }
}
