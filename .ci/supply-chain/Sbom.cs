using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json.Nodes;

namespace SmartToyonaka.SupplyChain;

/// <summary>The list of what the program is made of, as CycloneDX 1.6 has it.</summary>
internal static class Sbom
{
    /// <summary>The whole file.</summary>
    public static string Of(Packages packages)
    {
        const string Program = "smart-toyonaka";
        string[] components = [.. packages.All.Select(p => Text(Component(p)))];
        string[] dependencies =
        [
            Text(new JsonObject { ["ref"] = Program, ["dependsOn"] = Texts(packages.Direct) }),
            .. packages.All.Select(p => Text(new JsonObject { ["ref"] = p.Url, ["dependsOn"] = Texts(p.Uses) })),
        ];
        var application = new JsonObject
        {
            ["type"] = "application",
            ["bom-ref"] = Program,
            ["name"] = "SmartToyonaka",
            ["licenses"] = new JsonArray(new JsonObject { ["license"] = new JsonObject { ["id"] = "MIT" } }),
        };

        // Of the content, so that the same content has the same number.
        var id = SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', [.. components, .. dependencies])))[..16];
        (id[6], id[8]) = ((byte)((id[6] & 0x0F) | 0x80), (byte)((id[8] & 0x3F) | 0x80));

        // A package a line, so that a change shows as such.
        return $$"""
            {
            "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
            "bomFormat": "CycloneDX",
            "specVersion": "1.6",
            "serialNumber": "urn:uuid:{{new Guid(id, bigEndian: true):D}}",
            "version": 1,
            "metadata": { "component": {{Text(application)}} },
            "components": [
            {{string.Join(",\n", components)}}
            ],
            "dependencies": [
            {{string.Join(",\n", dependencies)}}
            ]
            }

            """.ReplaceLineEndings("\n");
    }

    private static JsonObject Component(Package package)
    {
        var isExpression = package.Licence.Contains(' ', StringComparison.Ordinal) || package.Licence == Licences.PublicDomain;
        var json = new JsonObject
        {
            ["type"] = "library",
            ["bom-ref"] = package.Url,
            ["name"] = package.Name,
            ["version"] = package.Version,
            ["scope"] = package.Use == Use.Tests ? "excluded" : "required",
        };
        if (package.Integrity is { } integrity && integrity.StartsWith("sha512-", StringComparison.Ordinal))
        {
            json["hashes"] = new JsonArray(new JsonObject { ["alg"] = "SHA-512",
                ["content"] = Convert.ToHexStringLower(Convert.FromBase64String(integrity["sha512-".Length..])) });
        }

        json["licenses"] = new JsonArray(isExpression
            ? new JsonObject { ["expression"] = package.Licence }
            : new JsonObject { ["license"] = new JsonObject { ["id"] = package.Licence } });
        json["purl"] = package.Url;
        json["properties"] = new JsonArray(
        [
            .. package.Files.Select(f => Property("smart-toyonaka:lock-file", f)),
            .. package.ContentHash is { } hash ? [Property("smart-toyonaka:nuget-content-hash", hash)] : Array.Empty<JsonObject>(),
        ]);
        return json;

        static JsonObject Property(string name, string value) => new() { ["name"] = name, ["value"] = value };
    }

    private static string Text(JsonObject json) => json.ToJsonString(new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    private static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(t => JsonValue.Create(t))]);
}
