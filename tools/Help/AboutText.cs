using System.Collections.Generic;
using System.Linq;
using System.Text;
using Markdig.Extensions.Tables;
using Markdig.Syntax;

namespace GhSecrets.Help;

/// <summary>Writes a page about a topic as the text that <c>Get-Help</c> shows, 80 columns wide.</summary>
internal static class AboutText
{
    private const int Width = 80;

    /// <summary>The text of a page; its fifth line is the synopsis of the topic, where PowerShell looks for it.</summary>
    /// <exception cref="PageException">The page lacks one of its sections.</exception>
    public static string From(Section page)
    {
        page.Expect("SHORT DESCRIPTION", "LONG DESCRIPTION", "SEE ALSO");
        StringBuilder text = new();
        text.Append("TOPIC\n").Append(Indent(4, page.Title));
        foreach (Section section in page.Sections)
        {
            Add(text, section, 0);
        }

        return text.ToString();
    }

    private static void Add(StringBuilder text, Section section, int indent)
    {
        text.Append('\n').Append(Indent(indent, section.Title));
        text.AppendJoin("\n", section.Blocks.Select(block => string.Concat(Lines(block))));
        foreach (Section part in section.Sections)
        {
            Add(text, part, indent + 2);
        }
    }

    private static IEnumerable<string> Lines(Block block) => block switch
    {
        FencedCodeBlock code => Prose.Code(code).Split('\n').Select(line => Indent(8, line)),
        ListBlock list => Prose.Items(list).Select(item => Wrap("- " + item, 4, 6)),
        Table table => Prose.Rows(table).Select(row => Indent(4, row[0]) + string.Concat(row.Skip(1).Select(cell => Wrap(cell, 8, 8)))),
        _ => Prose.Paragraphs([block]).Select(paragraph => Wrap(paragraph, 4, 4)),
    };

    private static string Indent(int columns, string line) => (line.Length > 0 ? new string(' ', columns) : "") + line + "\n";

    private static string Wrap(string text, int first, int next)
    {
        StringBuilder lines = new();
        StringBuilder line = new(new string(' ', first));
        int words = 0;
        foreach (string word in text.Split(' '))
        {
            if (words > 0 && line.Length + 1 + word.Length > Width)
            {
                lines.Append(line).Append('\n');
                line.Clear().Append(' ', next);
                words = 0;
            }

            line.Append(words++ > 0 ? " " : "").Append(word);
        }

        return lines.Append(line).Append('\n').ToString();
    }
}
