using System.Text.Json.Nodes;
using SmartToyonaka.Cli.Sample;

namespace SmartToyonaka.Tests.EndToEnd;

/// <summary>A figure of the sample: the numbers of a measure by part.</summary>
internal sealed record SampleFigure(string Measure, IReadOnlyList<(string Part, long Value)> Parts);

/// <summary>An initiative of the sample; its month is that of its submission.</summary>
internal sealed record SampleInitiative(string Category, string Name, string Status, IReadOnlyList<string> Partners, bool Counts,
    string Note);

/// <summary>What a department hands in for a month, to be brought to each of the doors in the shape that it takes.</summary>
/// <param name="Name">As its file is called.</param>
/// <param name="Department">Code.</param>
/// <param name="Month"><c>2021-06</c>.</param>
/// <param name="Status"><c>actual</c> or <c>planned</c>.</param>
/// <param name="Figures">Its figures.</param>
/// <param name="Initiatives">Its initiatives.</param>
/// <param name="Json">The body of <c>POST /api/submissions</c>, as it lies in the sample.</param>
internal sealed record SampleSubmission(
    string Name, string Department, string Month, string Status, IReadOnlyList<SampleFigure> Figures,
        IReadOnlyList<SampleInitiative> Initiatives, string Json)
{
    /// <summary>All that the sample has for the fiscal year 2021, month by month.</summary>
    public static IReadOnlyList<SampleSubmission> OfFiscalYear2021()
    {
        var all = Directory.GetFiles(Path.Combine(SampleFolder.Find(), "submissions"), "*.json").Select(Read)
            .Where(s => string.CompareOrdinal(s.Month, "2021-04") >= 0 && string.CompareOrdinal(s.Month, "2022-03") <= 0)
            .OrderBy(s => s.Name, StringComparer.Ordinal).ToList();

        // So that a change of the sample does not make these tests compare nothing with nothing.
        Assert.Equal((70, 100), (all.Count, all.Sum(s => s.Initiatives.Count)));
        return all;
    }

    private static SampleSubmission Read(string file)
    {
        var text = File.ReadAllText(file);
        var json = JsonNode.Parse(text)!;
        var month = json["month"]!.GetValue<string>();
        return new(
            Path.GetFileNameWithoutExtension(file), json["department"]!.GetValue<string>(), month, json["status"]!.GetValue<string>(),
            [.. json["figures"]!.AsArray().Select(f => new SampleFigure(
                f!["measure"]!.GetValue<string>(),
                    [.. f.AsObject().Where(p => p.Key != "measure").Select(p => (p.Key, p.Value!.GetValue<long>()))]))],
            [.. json["initiatives"]!.AsArray().Select(i => Initiative(i!, month))],
            text);
    }

    private static SampleInitiative Initiative(JsonNode i, string month)
    {
        Assert.Equal(month, i["month"]!.GetValue<string>());
        return new(
            i["category"]!.GetValue<string>(), i["name"]!.GetValue<string>(), i["status"]!.GetValue<string>(),
            [.. i["partners"]!.AsArray().Select(p => p!.GetValue<string>())], i["countsTowardTarget"]!.GetValue<bool>(),
                i["note"]!.GetValue<string>());
    }
}
