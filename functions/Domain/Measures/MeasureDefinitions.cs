using System.Text.Json;
using System.Text.Json.Serialization;

namespace SmartToyonaka.Domain.Measures;

/// <summary>What a catalogue says of what is collected.</summary>
/// <param name="Measures">The measures, in the order of lists.</param>
/// <param name="Dimensions">By what their numbers are told apart.</param>
/// <param name="Statuses">Where entries of registers may stand.</param>
public sealed record MeasureDefinitions(IReadOnlyList<MeasureEntry> Measures, IReadOnlyList<Dimension> Dimensions,
    IReadOnlyList<StatusEntry> Statuses)
{
    private const string CatalogueResource = "SmartToyonaka.Domain.Indicators.catalogue.json";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    private static readonly Lazy<MeasureDefinitions> OfProgram = new(Read);

    /// <summary>Those of the catalogue that the program is shipped with.</summary>
    public static MeasureDefinitions Shipped => OfProgram.Value;

    /// <summary>
    /// These beside those that the program is shipped with, which a catalogue may rename and add to, and need not repeat.
    /// </summary>
    public MeasureDefinitions BesideShipped() => new(
        Over(Shipped.Measures, Measures, m => m.Id, Renamed),
        Over(Shipped.Dimensions, Dimensions, d => d.Id, (_, d) => d),
        Over(Shipped.Statuses, Statuses, s => s.Id, (_, s) => s));

    private static IReadOnlyList<T> Over<T>(IReadOnlyList<T> shipped, IReadOnlyList<T> listed, Func<T, string> id, Func<T, T, T> merge)
    {
        var byId = listed.DistinctBy(id).ToDictionary(id, StringComparer.Ordinal);
        var known = shipped.Select(id).ToHashSet(StringComparer.Ordinal);
        return [.. shipped.Select(s => byId.TryGetValue(id(s), out var own) ? merge(s, own) : s),
            .. listed.Where(l => !known.Contains(id(l)))];
    }

    // Names, words and its end only: what it counts, and how it comes, stays.
    private static MeasureEntry Renamed(MeasureEntry shipped, MeasureEntry entry) => shipped with
    {
        NameJa = entry.NameJa,
        NameEn = entry.NameEn,
        Until = entry.Until,
        Words = [.. shipped.Words.Union(entry.Words)],
        Parts = [.. shipped.Parts.Select(p => entry.Parts.FirstOrDefault(e => e.Id == p.Id) is { } own
            ? own with
            {
                Unit = own.Unit.Length > 0 ? own.Unit : p.Unit,
                Heading = own.Heading.Length > 0 ? own.Heading : p.Headings.First(),
                Words = [.. p.Headings.Skip(own.Heading.Length > 0 ? 0 : 1).Union(own.Words)],
            }
            : p)],
    };

    private static MeasureDefinitions Read()
    {
        using var resource = typeof(MeasureDefinitions).Assembly.GetManifestResourceStream(CatalogueResource)
            ?? throw new InvalidOperationException($"The resource {CatalogueResource} is not built in.");
        return JsonSerializer.Deserialize<MeasureDefinitions>(resource, Json)!;
    }
}
