using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Operations.Maintenance;
using SmartToyonaka.Tests.Architecture;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.EndToEnd;

/// <summary>The built-in catalogue with the entries of docs/measures.md, uploaded as an administrator does.</summary>
internal static partial class FurtherCatalogue
{
    /// <summary>The examples of docs/measures.md, in their order.</summary>
    public static readonly string[] Blocks = [.. Fence().Matches(SourceFiles.Text("docs", "measures.md").ReplaceLineEndings("\n"))
        .Select(m => m.Groups[1].Value)];

    /// <summary>The entries of an example at the end of the arrays of the same name.</summary>
    public static JsonNode Extended(int block = 0)
    {
        var catalogue = BuiltIn();
        foreach (var (name, entries) in JsonNode.Parse(Blocks[block])!.AsObject())
        {
            if (catalogue[name] is null)
            {
                catalogue[name] = new JsonArray();
            }

            foreach (var entry in entries!.AsArray())
            {
                catalogue[name]!.AsArray().Add(entry!.DeepClone());
            }
        }

        return catalogue;
    }

    /// <summary>The entry of the example's first measure.</summary>
    public static JsonNode Measure(JsonNode catalogue) =>
        catalogue["measures"]!.AsArray().First(m => m!["id"]!.GetValue<string>() == "electronic_contracts")!;

    /// <summary>The built-in catalogue.</summary>
    public static JsonNode BuiltIn()
    {
        using var stream = typeof(SmartToyonakaApp).Assembly.GetManifestResourceStream("SmartToyonaka.Domain.Indicators.catalogue.json")!;
        return JsonNode.Parse(stream)!;
    }

    /// <summary>Uploads a catalogue and gives its receipt.</summary>
    public static async Task<JsonNode> UploadAsync(RunningApp app, JsonNode catalogue, string state = "taken")
    {
        var receipt = app.Container(ContainerNames.Receipts).GetBlobClient("reference/catalogue.json.json");

        // Times of uploads are in whole seconds: the receipt of the one before may have the same.
        await receipt.DeleteIfExistsAsync();
        var upload = (await app.Container(ContainerNames.Reference).GetBlobClient("catalogue.json")
            .UploadAsync(BinaryData.FromString(catalogue.ToJsonString()), overwrite: true)).Value;
        await app.RunTimerAsync("PullReference");
        JsonNode? found = null;
        await RunningApp.UntilAsync(async () =>
        {
            found = await receipt.ExistsAsync() ? JsonNode.Parse((await receipt.DownloadContentAsync()).Value.Content.ToString()) : null;
            return found is not null && found["uploadedAt"]!.GetValue<DateTimeOffset>() == upload.LastModified
                && found["state"]!.GetValue<string>() == state;
        });
        return found!;
    }

    /// <summary>What is published is what the ledger says.</summary>
    public static async Task AssertVerifiedAsync(RunningApp app)
    {
        app.Services.GetRequiredService<MeasureRegistry>().Enter();
        var differences = await app.Services.GetRequiredService<Verification>().ConfirmedAsync(CancellationToken.None);
        Assert.Empty(differences);
    }

    [GeneratedRegex("```(?:json|csv)\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Fence();
}
