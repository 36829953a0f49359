using System;
using System.Collections.Generic;
using System.Linq;
using Markdig;
using Markdig.Extensions.Yaml;
using Markdig.Syntax;

namespace GhSecrets.Help;

/// <summary>A heading, what stands below it, and the sections of the next level.</summary>
internal sealed class Section
{
    private static readonly MarkdownPipeline s_pipeline = new MarkdownPipelineBuilder().UseYamlFrontMatter().UsePipeTables().Build();

    private Section(string title, int line)
    {
        Title = title;
        Line = line;
    }

    /// <summary>The words of the heading.</summary>
    public string Title { get; }

    /// <summary>The line of the heading, from 1.</summary>
    public int Line { get; }

    /// <summary>What stands between the heading and the first section below it.</summary>
    public List<Block> Blocks { get; } = [];

    /// <summary>The sections below it.</summary>
    public List<Section> Sections { get; } = [];

    /// <summary>Reads a page; its front matter, if there is one, is the first of its blocks.</summary>
    /// <param name="name">What its only heading of the first level must say.</param>
    /// <param name="text">The Markdown.</param>
    public static Section Read(string name, string text)
    {
        Section page = new("", 1);
        List<Section> path = [page];
        foreach (Block block in Markdown.Parse(text, s_pipeline))
        {
            if (block is not HeadingBlock heading)
            {
                (block is YamlFrontMatterBlock ? page : path[^1]).Blocks.Add(block);
                continue;
            }

            Section section = new(Prose.Text(heading), LineOf(block));
            if (heading.Level > path.Count)
            {
                throw section.Wrong($"The heading '{section.Title}' skips a level.");
            }

            path.RemoveRange(heading.Level, path.Count - heading.Level);
            path[^1].Sections.Add(section);
            path.Add(section);
        }

        if (page.Sections.Count != 1 || page.Sections[0].Title != name)
        {
            throw page.Wrong($"The page has not the one heading '# {name}'.");
        }

        page.Sections[0].Blocks.InsertRange(0, page.Blocks);
        return page.Sections[0];
    }

    /// <summary>The line of a block, from 1.</summary>
    public static int LineOf(Block block) => block.Line + 1;

    /// <summary>What to throw for something in this section.</summary>
    public PageException Wrong(string message) => new(Line, message);

    /// <summary>Holds the section to have sections of these names, in this order.</summary>
    public void Expect(params string[] titles)
    {
        Section? other = Sections.Zip(titles).Where(pair => pair.First.Title != pair.Second).Select(pair => pair.First).FirstOrDefault();
        if (other is not null || Sections.Count != titles.Length)
        {
            throw (other ?? this).Wrong($"The sections of '{Title}' are not: {string.Join(", ", titles)}.");
        }
    }

    /// <summary>The only block of a kind at a place.</summary>
    public T Block<T>(Index index, string kind)
        where T : Block
    {
        int place = index.GetOffset(Blocks.Count);
        return place >= 0 && place < Blocks.Count && Blocks[place] is T block ? block : throw Wrong($"'{Title}' lacks its {kind}.");
    }

    /// <summary>The lines <c>key: value</c> of a block, which must have these keys in this order.</summary>
    public static Dictionary<string, string> Facts(LeafBlock block, params string[] keys)
    {
        string[][] pairs = [.. Prose.Code(block).Split('\n').Where(line => line.Trim().Length > 0 && line != "---").Select(line => line.Split(':', 2))];
        return pairs.Select(pair => pair[0]).SequenceEqual(keys) && pairs.All(pair => pair.Length == 2)
            ? pairs.ToDictionary(pair => pair[0], pair => pair[1].Trim(), StringComparer.Ordinal)
            : throw new PageException(LineOf(block), $"The keys are not: {string.Join(", ", keys)}.");
    }
}
