using System.Collections.Generic;
using System.Linq;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Package;

/// <summary>What is in the package, as CycloneDX 1.6 has it.</summary>
internal static class BillOfMaterials
{
    // "+" and "'" need no escape in a file that no browser runs.
    private static readonly JsonSerializerOptions s_format = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Lists the module and the packages that a file of it comes from.</summary>
    public static string Write(Manifest manifest, IReadOnlyCollection<RestoredPackage> used)
    {
        string module = $"pkg:nuget/GhSecrets@{manifest.Text("ModuleVersion")}";
        JsonObject bill = new()
        {
            ["$schema"] = "http://cyclonedx.org/schema/bom-1.6.schema.json",
            ["bomFormat"] = "CycloneDX",
            ["specVersion"] = "1.6",
            ["version"] = 1,
            ["metadata"] = new JsonObject
            {
                ["component"] = new JsonObject
                {
                    ["type"] = "library",
                    ["bom-ref"] = module,
                    ["name"] = "GhSecrets",
                    ["version"] = manifest.Text("ModuleVersion"),
                    ["description"] = manifest.Text("Description"),
                    ["licenses"] = new JsonArray(new JsonObject { ["expression"] = "MIT" }),
                    ["purl"] = module,
                },
            },
            ["components"] = new JsonArray([.. used.Select(Component)]),
            ["dependencies"] = new JsonArray([Needs(module, used), .. used.Select(package => Needs(package.Url, used.Where(other => package.Needs.Contains(other.Name))))]),
        };
        return bill.ToJsonString(s_format) + "\n";
    }

    private static JsonObject Component(RestoredPackage package)
    {
        (string? expression, string? title, string? address) = package.License;
        JsonObject license = expression is not null ? new() { ["expression"] = expression } : new() { ["license"] = new JsonObject { ["name"] = title } };
        if (address is not null)
        {
            license["license"]!["url"] = address;
        }

        return new()
        {
            ["type"] = "library",
            ["bom-ref"] = package.Url,
            ["name"] = package.Name,
            ["version"] = package.Version,
            ["hashes"] = new JsonArray(new JsonObject { ["alg"] = "SHA-512", ["content"] = package.Sha512 }),
            ["licenses"] = new JsonArray(license),
            ["purl"] = package.Url,
        };
    }

    private static JsonObject Needs(string url, IEnumerable<RestoredPackage> packages) => new()
    {
        ["ref"] = url,
        ["dependsOn"] = new JsonArray([.. packages.Select(package => JsonValue.Create(package.Url))]),
    };
}
