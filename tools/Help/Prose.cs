using System.Collections.Generic;
using System.Linq;
using Markdig.Extensions.Tables;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace GhSecrets.Help;

/// <summary>Markdown as plain text.</summary>
internal static class Prose
{
    /// <summary>The text of a paragraph or a heading, on one line.</summary>
    public static string Text(LeafBlock block) => Text(block.Inline ?? throw new PageException(Section.LineOf(block), "This holds no text."));

    /// <summary>The lines of a block of code.</summary>
    public static string Code(LeafBlock block) => block.Lines.ToString().ReplaceLineEndings("\n").TrimEnd();

    /// <summary>Each block as text: a paragraph, a block of code, or an item of a list.</summary>
    public static IEnumerable<string> Paragraphs(IEnumerable<Block> blocks) => blocks.SelectMany(Paragraphs);

    /// <summary>The items of a list, without their dashes.</summary>
    public static IEnumerable<string> Items(ListBlock list) => list.Cast<ListItemBlock>().Select(item => string.Join(" ", Paragraphs((IEnumerable<Block>)item)));

    /// <summary>The cells of each row of a table, but for its head.</summary>
    public static IEnumerable<string[]> Rows(Table table) => table.OfType<TableRow>().Where(row => !row.IsHeader)
        .Select(row => row.Cast<TableCell>().Select(cell => string.Join(" ", Paragraphs((IEnumerable<Block>)cell))).ToArray());

    /// <summary>The text of an inline and of all in it.</summary>
    public static string Text(Inline inline) => inline switch
    {
        CodeInline code => code.Content,
        LiteralInline literal => literal.Content.ToString(),
        LineBreakInline => " ",
        HtmlEntityInline entity => entity.Transcoded.ToString(),
        AutolinkInline link => link.Url,
        ContainerInline container => string.Concat(container.Select(Text)),
        _ => throw new PageException(inline.Line + 1, $"Help shows no {inline.GetType().Name}."),
    };

    private static IEnumerable<string> Paragraphs(Block block) => block switch
    {
        ParagraphBlock paragraph => [Text(paragraph)],
        FencedCodeBlock code => [Code(code)],
        ListBlock list => Items(list).Select(item => "- " + item),
        _ => throw new PageException(Section.LineOf(block), $"Help shows no {block.GetType().Name}."),
    };
}
