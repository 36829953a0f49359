using System;
using System.Collections.Generic;
using System.Linq;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace GhSecrets.Core;

/// <summary>Reads one YAML document and keeps each scalar as it is written: <c>yes</c>, <c>1.0</c> and <c>0755</c> are texts.</summary>
/// <remarks>The only place that uses YamlDotNet, so that it is loaded only for YAML.</remarks>
internal sealed class YamlFile
{
    // What several rows share is a few columns; more would make a small file huge.
    private const int MaximumMerged = 100;

    private const string NoYaml =
        "This is not valid YAML. Check the indentation and the quotes here and in the line before. "
        + "A text that begins with *, & or ! must be in quotes.";

    private readonly Dictionary<AnchorName, InputNode> _anchors = [];
    private readonly IParser _parser;
    private int _aliased;

    private YamlFile(IParser parser) => _parser = parser;

    /// <summary>Reads the document; an empty one is null.</summary>
    /// <exception cref="GhSecretsException">It is no YAML, or uses what is not read here.</exception>
    internal static InputNode Read(InputText text)
    {
        Parser parser = new(text.Open());
        try
        {
            parser.Consume<StreamStart>();
            if (parser.Accept<StreamEnd>(out _))
            {
                return new InputNode(1, 1);
            }

            parser.Consume<DocumentStart>();
            InputNode root = new YamlFile(parser).ReadNode(1);
            try
            {
                parser.Consume<DocumentEnd>();
                return parser.Accept<StreamEnd>(out _)
                    ? root
                    : throw Error(parser.Current!.Start, "The file holds a second document. Only one is read.");
            }
            catch (Exception e) when (e is GhSecretsException || IsOfParser(e))
            {
                root.Dispose();
                throw;
            }
        }
        catch (Exception e) when (IsOfParser(e))
        {
            // The parser's own message may quote the file.
            throw Error((e as YamlException)?.Start ?? parser.Current?.End ?? Mark.Empty, NoYaml);
        }
    }

    // Its scanner answers some texts, such as the tag !acme/docs, with an error that is none of YAML's.
    private static bool IsOfParser(Exception e) => e is YamlException or InvalidOperationException;

    private InputNode ReadNode(int depth)
    {
        Mark start = _parser.Current!.Start;
        if (depth > InputNode.MaximumDepth)
        {
            throw Error(start, "The file is nested too deeply.");
        }

        if (_parser.TryConsume<AnchorAlias>(out AnchorAlias? alias))
        {
            return ReadAlias(alias, start);
        }

        NodeEvent begin = _parser.Consume<NodeEvent>();
        bool isText = begin.Tag == "tag:yaml.org,2002:str";
        if (!begin.Tag.IsEmpty && !begin.Tag.IsNonSpecific && !isText)
        {
            throw Error(start, "A tag is not read here. A text that begins with ! stands in quotes.");
        }

        InputNode node = begin switch
        {
            Scalar scalar => ReadScalar(scalar, isText || begin.Tag.IsNonSpecific),
            MappingStart => ReadMapping(start, depth),
            _ => ReadSequence(start, depth),
        };
        if (!begin.Anchor.IsEmpty)
        {
            _anchors[begin.Anchor] = node;
        }

        return node;
    }

    // Each alias is a copy of its own: a small file could ask for all memory that there is.
    private InputNode ReadAlias(AnchorAlias alias, Mark start)
    {
        if (!_anchors.TryGetValue(alias.Value, out InputNode? known) || known.Text is null)
        {
            throw Error(
                start,
                "An alias can stand here only for a text that was anchored before. A text that begins with * must stand in quotes.");
        }

        _aliased += known.Text.Length;
        return _aliased > InputText.MaximumSize
            ? throw Error(start, "The aliases of the file stand for more text than a file may hold.")
            : new InputNode(start.Line, start.Column) { Text = known.Text.Copy() };
    }

    private static InputNode ReadScalar(Scalar scalar, bool isText)
    {
        bool isNull = scalar.Style == ScalarStyle.Plain && !isText && scalar.Value is "" or "~" or "null" or "Null" or "NULL";
        try
        {
            return new InputNode(scalar.Start.Line, scalar.Start.Column) { Text = isNull ? null : SecretValue.FromText(scalar.Value) };
        }
        catch (GhSecretsException e)
        {
            throw InputText.Error(scalar.Start.Line, scalar.Start.Column, e.Message, e.Id);
        }
    }

    private InputNode ReadMapping(Mark start, int depth)
    {
        InputNode node = new(start.Line, start.Column) { Members = [] };
        List<InputNode> merged = [];
        try
        {
            while (!_parser.TryConsume<MappingEnd>(out _))
            {
                if (_parser.Accept<Scalar>(out Scalar? key) && key is { Value: "<<", Style: ScalarStyle.Plain })
                {
                    _parser.MoveNext();
                    merged.Add(ReadMerged());
                }
                else if (_parser.Accept<Scalar>(out _))
                {
                    InputNode name = ReadName();
                    node.Members.Add((name, ReadNode(depth + 1)));
                }
                else
                {
                    throw Error(_parser.Current!.Start, "A name must be a text.");
                }
            }

            foreach ((InputNode name, InputNode value) in merged.SelectMany(other => other.Members!))
            {
                if (!node.Members.Exists(own => own.Key.Text!.Bytes.SequenceEqual(name.Text!.Bytes)))
                {
                    node.Members.Add((name, value));
                }
            }

            return node;
        }
        catch (Exception e) when (e is GhSecretsException || IsOfParser(e))
        {
            node.Dispose();
            throw;
        }
    }

    // A name is a text, whatever it looks like.
    private InputNode ReadName() => ReadScalar(_parser.Consume<Scalar>(), isText: true);

    private InputNode ReadMerged()
    {
        Mark start = _parser.Current!.Start;
        return _parser.TryConsume<AnchorAlias>(out AnchorAlias? alias)
            && _anchors.TryGetValue(alias.Value, out InputNode? known)
            && known.Members is { Count: <= MaximumMerged }
            ? known
            : throw Error(start, "Behind << only the alias of a map that was anchored before is read.");
    }

    private InputNode ReadSequence(Mark start, int depth)
    {
        InputNode node = new(start.Line, start.Column) { Items = [] };
        try
        {
            while (!_parser.TryConsume<SequenceEnd>(out _))
            {
                node.Items.Add(ReadNode(depth + 1));
            }

            return node;
        }
        catch (Exception e) when (e is GhSecretsException || IsOfParser(e))
        {
            node.Dispose();
            throw;
        }
    }

    private static GhSecretsException Error(Mark at, string message) => InputText.Error(at.Line, at.Column, message);
}
