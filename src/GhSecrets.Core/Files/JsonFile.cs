using System;
using System.Collections.Generic;

namespace GhSecrets.Core;

/// <summary>Reads a JSON file to a tree of texts.</summary>
internal sealed class JsonFile : IDisposable
{
    private readonly InputText _text;
    private readonly JsonScanner _json;

    private JsonFile(InputText text) => (_text, _json) = (text, text.ScanJson());

    /// <summary>Reads the one value that the file holds.</summary>
    /// <exception cref="GhSecretsException">It is no JSON.</exception>
    internal static InputNode Read(InputText text)
    {
        using JsonFile file = new(text);
        file.Next();
        InputNode root = file.ReadNode();
        try
        {
            file.Next();
            return root;
        }
        catch (GhSecretsException)
        {
            root.Dispose();
            throw;
        }
    }

    public void Dispose() => _json.Dispose();

    private JsonPart Next()
    {
        _json.Read();
        return _json.Fault is (int at, string message) ? throw _text.Error(at, message) : _json.Part;
    }

    private InputNode ReadNode() => _json.Part switch
    {
        JsonPart.ObjectStart => ReadObject(Place(members: [])),
        JsonPart.ListStart => ReadList(Place(items: [])),
        JsonPart.Null => Place(),
        _ => _text.Node(_json.Start, _json.Characters),
    };

    private InputNode ReadObject(InputNode node)
    {
        try
        {
            while (Next() == JsonPart.Name)
            {
                InputNode key = _text.Node(_json.Start, _json.Characters);
                Next();
                node.Members!.Add((key, ReadNode()));
            }

            return node;
        }
        catch (GhSecretsException)
        {
            node.Dispose();
            throw;
        }
    }

    private InputNode ReadList(InputNode node)
    {
        try
        {
            while (Next() != JsonPart.ListEnd)
            {
                node.Items!.Add(ReadNode());
            }

            return node;
        }
        catch (GhSecretsException)
        {
            node.Dispose();
            throw;
        }
    }

    private InputNode Place(List<(InputNode Key, InputNode Value)>? members = null, List<InputNode>? items = null)
    {
        (int line, int column) = _text.At(_json.Start);
        return new InputNode(line, column) { Members = members, Items = items };
    }
}
