using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Intake.Reference;

namespace SmartToyonaka.Triggers.Http;

/// <summary>
/// The description of everything that answers HTTP, for programs: OpenAPI 3.1, written by hand and held to the program by tests. Where the
/// catalogue has measures of its own, their figures are described as well.
/// </summary>
public sealed class GetOpenApi(ReferenceData reference)
{
    private static readonly byte[] Document = Load();

    [Function(nameof(GetOpenApi))]
    public IResult Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/openapi.json")] HttpRequest request)
    {
        request.HttpContext.Response.Headers.CacheControl = "no-cache";
        var described = reference.Measures.Measures.OfForms.Where(m => m.Details.Count > 0).ToList();
        return Results.Bytes(described.Count == 0 ? Document : With(described), "application/json; charset=utf-8");
    }

    private static byte[] With(IReadOnlyList<Measure> measures)
    {
        var document = JsonNode.Parse(Document)!;
        var schemas = document["components"]!["schemas"]!.AsObject();
        var figures = new JsonArray();
        foreach (var measure in measures)
        {
            schemas["Figure_" + measure.Id] = SchemaOf(measure);
            figures.Add(new JsonObject { ["$ref"] = "#/components/schemas/Figure_" + measure.Id });
        }

        // Those built in, and a figure that is taken back, have the shape that every figure has.
        var items = schemas["Submission"]!["properties"]!["figures"]!["items"]!;
        figures.Add(items.DeepClone());
        schemas["Submission"]!["properties"]!["figures"]!["items"] = new JsonObject { ["anyOf"] = figures };
        return JsonSerializer.SerializeToUtf8Bytes(document);
    }

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
