using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Intake.Reference;

namespace SmartToyonaka.Triggers.Http;

/// <summary>
/// The description of everything that answers HTTP, for programs: OpenAPI 3.1, written by hand and held to the program by tests. What it
/// says of measures, folders and registers is the catalogue's in effect.
/// </summary>
public sealed class GetOpenApi(ReferenceData reference)
{
    private static readonly byte[] Document = Load();

    // One for each catalogue: it lives as long as the catalogue's measures.
    private static readonly ConditionalWeakTable<MeasureSet, byte[]> Described = [];

    [Function(nameof(GetOpenApi))]
    public IResult Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/openapi.json")] HttpRequest request)
    {
        request.HttpContext.Response.Headers.CacheControl = "no-cache";
        return Results.Bytes(Described.GetValue(reference.Measures.Measures, Describe), "application/json; charset=utf-8");
    }

    private static byte[] Describe(MeasureSet measures)
    {
        if (measures.All.Count == MeasureSet.Shipped.All.Count
            && measures.All.All(m => MeasureSet.Shipped.Find(m.Id) is { } shipped && shipped.MeansTheSameAs(m)
                && (m.Register?.Statuses ?? []).SequenceEqual(shipped.Register?.Statuses ?? [], StringComparer.Ordinal)))
        {
            return Document;
        }

        var document = JsonNode.Parse(Document)!;
        var schemas = document["components"]!["schemas"]!.AsObject();
        var figures = new JsonArray();
        foreach (var measure in measures.OfForms)
        {
            schemas["Figure_" + measure.Id] = SchemaOf(measure);
            figures.Add(new JsonObject { ["$ref"] = "#/components/schemas/Figure_" + measure.Id });
        }

        // A figure that is taken back has the shape that every figure has.
        var items = schemas["Submission"]!["properties"]!["figures"]!["items"]!;
        figures.Add(items.DeepClone());
        schemas["Submission"]!["properties"]!["figures"]!["items"] = new JsonObject { ["anyOf"] = figures };

        var initiative = schemas["InitiativeSubmitted"]!["properties"]!;
        initiative["status"]!["enum"] = Array(measures.Statuses.Select(s => s.Id).Union([InitiativeStatus.Withdrawn.Id]));
        initiative["category"]!["enum"] = Array(measures.Registers.Select(m => m.Category));
        NameFolders(document["paths"]!, [.. measures.All.Select(m => m.DropFolder).OfType<string>()]);
        return JsonSerializer.SerializeToUtf8Bytes(document);
    }

    // Wherever the document names the folders that the program is shipped with, the catalogue's stand instead.
    private static void NameFolders(JsonNode node, IReadOnlyList<string> folders)
    {
        if (node is JsonObject part)
        {
            if (part["enum"] is JsonArray named && named.All(n => n is JsonValue v && v.TryGetValue<string>(out _)))
            {
                var words = named.Select(n => n!.GetValue<string>()).ToList();
                if (ShippedFolders.All(words.Contains))
                {
                    part["enum"] = Array(words.Except(ShippedFolders).Concat(folders));
                }
            }

            foreach (var value in part.Select(p => p.Value).OfType<JsonNode>().ToList())
            {
                NameFolders(value, folders);
            }
        }
        else if (node is JsonArray list)
        {
            foreach (var value in list.OfType<JsonNode>().ToList())
            {
                NameFolders(value, folders);
            }
        }
    }

    private static IReadOnlyList<string> ShippedFolders { get; } = [.. MeasureSet.Shipped.All.Select(m => m.DropFolder).OfType<string>()];

    private static JsonArray Array(IEnumerable<string> words) => [.. words.Select(w => (JsonNode)w)];

    private static JsonObject SchemaOf(Measure measure)
    {
        var properties = new JsonObject { ["measure"] = new JsonObject { ["const"] = measure.Id } };
        foreach (var part in measure.Details)
        {
            properties[part.Id] = new JsonObject
            {
                ["type"] = new JsonArray("integer", "string"),
                ["description"] = $"{part.NameEn} ({part.NameJa})",
            };
        }

        return new()
        {
            ["type"] = "object",
            ["description"] = $"{measure.NameEn} ({measure.NameJa})",
            ["required"] = new JsonArray(["measure", .. measure.Details.Where(p => p.From is null && p.Until is null).Select(p => (JsonNode)p.Id)]),
            ["properties"] = properties,
        };
    }

    private static byte[] Load()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("SmartToyonaka.openapi.json")!;
        var content = new byte[stream.Length];
        stream.ReadExactly(content);
        return content;
    }
}
