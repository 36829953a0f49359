using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Threading.Tasks;
using Newtonsoft.Json.Linq;
using NJsonSchema;
using NJsonSchema.Infrastructure;

namespace GhSecrets.Contract.Tests;

/// <summary>GitHub's own OpenAPI description of a server: finds the operation of a request, and holds requests and answers to it.</summary>
public sealed class ContractDescription
{
    private static readonly Lazy<ContractDescription> s_cloud = new(() => Load("github-secrets.openapi.json", "github-variables.openapi.json"));
    private static readonly Lazy<ContractDescription> s_enterpriseServer = new(() => Load("github-secrets.ghes.openapi.json", "github-variables.ghes.openapi.json"));

    private static readonly Lazy<ContractDescription> s_oldEnterpriseServer = new(() => Load("github-secrets.ghes-3.8.openapi.json", "github-variables.ghes-3.8.openapi.json"));

    private static readonly Lazy<ContractDescription> s_vela = new(() => Load("vela-secrets.openapi.json"));

    private readonly JObject _document;
    private readonly ConcurrentDictionary<string, Lazy<Task<JsonSchema>>> _schemas = new();

    private ContractDescription(JObject document)
    {
        _document = document;
        Operations =
        [
            .. from path in ((JObject)document["paths"]!).Properties()
               from method in ((JObject)path.Value).Properties()
               where method.Name != "parameters"
               select new ContractOperation(this, HttpMethod.Parse(method.Name), path.Name, (JObject)method.Value),
        ];
    }

    /// <summary>api.github.com.</summary>
    public static ContractDescription Cloud => s_cloud.Value;

    /// <summary>GitHub Enterprise Server, whose paths stand here without their <c>/api/v3</c>.</summary>
    public static ContractDescription EnterpriseServer => s_enterpriseServer.Value;

    /// <summary>GitHub Enterprise Server 3.8, the last one that knows environments by the repository's id only.</summary>
    public static ContractDescription OldEnterpriseServer => s_oldEnterpriseServer.Value;

    /// <summary>A Vela server.</summary>
    public static ContractDescription Vela => s_vela.Value;

    /// <summary>All operations of the description.</summary>
    public IReadOnlyList<ContractOperation> Operations { get; }

    /// <summary>Finds the operation of a request by its method and encoded path, without prefix or query; null when GitHub describes none.</summary>
    public ContractOperation? Find(HttpMethod method, string path)
    {
        var segments = path.Split('/');
        return Operations
            .Where(operation => operation.Method == method && operation.Fits(segments))
            .MaxBy(operation => operation.LiteralSegments);
    }

    /// <summary>Finds an operation by its <c>operationId</c>.</summary>
    public ContractOperation Get(string id) => Operations.Single(operation => operation.Id == id);

    /// <summary>Follows a reference to a component, where there is one.</summary>
    internal JObject Resolve(JToken node) =>
        (string?)node["$ref"] is { } reference
            ? Resolve(reference[2..].Split('/').Aggregate((JToken)_document, (parent, name) => parent[name]!))
            : (JObject)node;

    /// <summary>Lists what a schema of this description finds wrong with a JSON text.</summary>
    internal async Task<IReadOnlyList<string>> ValidateAsync(JToken schema, string json)
    {
        // Compiling takes up to 50 ms; many operations have the same schema.
        var compiled = await _schemas.GetOrAdd(schema.ToString(), _ => new(() => CompileAsync(schema))).Value;
        try
        {
            return [.. compiled.Validate(json, SchemaType.OpenApi3).Select(error => error.ToString())];
        }
        catch (Newtonsoft.Json.JsonException mistake)
        {
            return [$"no JSON: {mistake.Message}"];
        }
    }

    private Task<JsonSchema> CompileAsync(JToken schema)
    {
        // NJsonSchema resolves references among `definitions` alone, and takes its time over each of them.
        var root = (JObject)Resolve(schema).DeepClone();
        var definitions = new JObject();
        AddReferences(root, definitions);
        root["definitions"] = definitions;
        return JsonSchemaSerialization.FromJsonAsync<JsonSchema>(
            root.ToString().Replace("#/components/schemas/", "#/definitions/", StringComparison.Ordinal),
            SchemaType.OpenApi3,
            documentPath: null,
            owner => new JsonReferenceResolver(new JsonSchemaAppender(owner, new DefaultTypeNameGenerator())),
            JsonSchema.CreateJsonSerializerContractResolver(SchemaType.OpenApi3),
            default);
    }

    private void AddReferences(JObject node, JObject definitions)
    {
        foreach (var reference in node.Descendants().OfType<JProperty>().Where(property => property.Name == "$ref").Select(property => (JObject)property.Parent!))
        {
            var name = ((string)reference["$ref"]!).Split('/')[^1];
            if (definitions[name] is null)
            {
                var definition = (JObject)Resolve(reference).DeepClone();
                definitions[name] = definition;
                AddReferences(definition, definitions);
            }
        }
    }

    /// <summary>Reads a description that comes in several files, whose components of one name are the same.</summary>
    private static ContractDescription Load(params string[] files)
    {
        var document = new JObject();
        foreach (var file in files)
        {
            document.Merge(JObject.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Contract", file))), new() { MergeArrayHandling = MergeArrayHandling.Replace });
        }

        return new ContractDescription(document);
    }
}
