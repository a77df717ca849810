using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Azure.Storage.Blobs;
using Microsoft.Extensions.DependencyInjection;
using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Intake.Reference;

namespace SmartToyonaka.Benchmarks;

/// <summary>The built-in register and catalogue, changed so that a benchmark may hand in what it makes up.</summary>
internal static class BenchmarkReference
{
    /// <summary>The code of the first section that is added.</summary>
    public const int FirstCode = 5001;

    /// <summary>
    /// Adds sections, and lets every section hand in some measures in every month. Nothing waits to be confirmed, since numbers that tell
    /// one submission from another are no figures of an office.
    /// </summary>
    public static async Task PutAsync(string connection, FiscalMonth from, int sections, IEnumerable<string> measures)
    {
        var assembly = typeof(ReferenceData).Assembly;
        using var builtIn = new StreamReader(assembly.GetManifestResourceStream(assembly.GetManifestResourceNames()
            .Single(n => n.EndsWith("departments.csv", StringComparison.Ordinal)))!);
        var register = new StringBuilder(await builtIn.ReadToEndAsync());
        for (var i = 0; i < sections; i++)
        {
            register.Append(CultureInfo.InvariantCulture, $"{FirstCode + i},負荷試験第{i + 1}課,50,負荷試験部,2015-04,,,,\r\n");
        }

        using var builtInCatalogue = assembly.GetManifestResourceStream("SmartToyonaka.Domain.Indicators.catalogue.json")!;
        var catalogue = JsonNode.Parse(builtInCatalogue)!;
        catalogue["checks"]!["holds"] = false;
        foreach (var measure in measures)
        {
            catalogue["owed"]!.AsArray().Add(new JsonObject
            {
                ["measure"] = measure,
                ["departments"] = new JsonArray("all"),
                ["from"] = from.ToString(),
                ["dueBusinessDay"] = 10,
                ["optional"] = true,
            });
        }

        var reference = new BlobContainerClient(connection, ContainerNames.Reference);
        await reference.GetBlobClient("departments.csv").UploadAsync(BinaryData.FromString(register.ToString()));
        await reference.GetBlobClient("catalogue.json").UploadAsync(BinaryData.FromString(catalogue.ToJsonString()));
        await using var services = BenchmarkStorage.Services(connection);
        await services.GetRequiredService<ReferencePuller>().PullAsync(CancellationToken.None);
    }
}
