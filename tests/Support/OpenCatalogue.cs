using System.Text;
using System.Text.Json.Nodes;
using Azure.Storage.Blobs;
using SmartToyonaka.Domain.Indicators;

namespace SmartToyonaka.Tests.Support;

/// <summary>The built-in catalogue, but every section may hand in every measure of forms, and no value waits to be confirmed.</summary>
internal static class OpenCatalogue
{
    private static readonly byte[] Json = Make();

    public static async Task WriteAsync(string storage)
    {
        var container = new BlobContainerClient(storage, "state");
        await container.CreateIfNotExistsAsync();
        await container.GetBlobClient("reference/catalogue.json").UploadAsync(BinaryData.FromBytes(Json), overwrite: true);
    }

    private static byte[] Make()
    {
        using var stream = typeof(Catalogue).Assembly.GetManifestResourceStream("SmartToyonaka.Domain.Indicators.catalogue.json")!;
        var catalogue = JsonNode.Parse(stream)!;
        foreach (var measure in BuiltInMeasures.OfForms)
        {
            catalogue["owed"]!.AsArray().Add(new JsonObject
            {
                ["measure"] = measure.Id,
                ["departments"] = new JsonArray("all"),
                ["from"] = "2000-04",
                ["dueBusinessDay"] = 10,
                ["optional"] = true,
            });
        }

        catalogue["checks"]!["holds"] = false;
        return Encoding.UTF8.GetBytes(catalogue.ToJsonString());
    }
}
