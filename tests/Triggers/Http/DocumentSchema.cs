using System.Text.Json.Nodes;
using NJsonSchema;

namespace SmartToyonaka.Tests.Triggers.Http;

/// <summary>A schema of the OpenAPI document, which may refer to those of its components.</summary>
internal static class DocumentSchema
{
    // NJsonSchema knows "definitions" as the place of schemas.
    public static async Task FitsAsync(JsonNode document, JsonNode schema, string json, string what)
    {
        var whole = new JsonObject
        {
            ["allOf"] = new JsonArray(schema.DeepClone()),
            ["definitions"] = document["components"]!["schemas"]!
            .DeepClone()
        };
        var read = await JsonSchema.FromJsonAsync(whole.ToJsonString()
            .Replace("#/components/schemas/", "#/definitions/", StringComparison.Ordinal));
        var faults = read.Validate(json);
        Assert.True(faults.Count == 0, $"{what}: {string.Join("; ", faults.Select(Told))}");

        static string Told(NJsonSchema.Validation.ValidationError e) => e is NJsonSchema.Validation.ChildSchemaValidationError child
            ? $"{e.Path} {e.Kind}: {string.Join(", ", child.Errors.SelectMany(x => x.Value).Select(Told))}"
            : $"{e.Path} {e.Kind}";
    }
}
