namespace SmartToyonaka.Domain.Measures;

/// <summary>The measures of a catalogue: those built in, with the catalogue's names, and its further ones after them.</summary>
public sealed class MeasureSet
{
    private readonly Dictionary<string, Measure> byId;
    private readonly ILookup<string, Measure> byTopic;
    private readonly Dictionary<string, MeasurePart> parts;

    /// <param name="entries">What the catalogue describes; of an id that comes twice, an error of the catalogue, the first.</param>
    public MeasureSet(IReadOnlyList<MeasureEntry> entries)
        : this(entries, new HashSet<string>())
    {
    }

    private MeasureSet(IReadOnlyList<MeasureEntry> entries, IReadOnlySet<string> cumulated)
    {
        var described = entries.DistinctBy(e => e.Id).ToDictionary(e => e.Id, StringComparer.Ordinal);
        All =
        [
            .. BuiltInMeasures.All.Select(m => described.GetValueOrDefault(m.Id) is { } entry ? Named(m, entry) : m),
            .. described.Values.Where(e => BuiltInMeasures.Find(e.Id) is null).Select(e => e.Measure),
        ];
        All = [.. All.Select(m => cumulated.Contains(m.Id) ? m with { IsCumulated = true } : m)];
        OfForms = [.. All.Where(m => m.DropFolder is null && m.Kind != MeasureKind.Register)];
        FormParts = [.. OfForms.SelectMany(m => m.Parts).Distinct()];
        byId = All.ToDictionary(m => m.Id, StringComparer.Ordinal);
        byTopic = All.ToLookup(m => m.Topic, StringComparer.Ordinal);
        parts = All.SelectMany(m => m.Details).DistinctBy(p => p.Id).ToDictionary(p => p.Id, StringComparer.Ordinal);
    }

    /// <summary>Those of a catalogue that describes none.</summary>
    public static MeasureSet BuiltIn { get; } = new([]);

    /// <summary>Those of a catalogue that describes some.</summary>
    /// <param name="entries">What it describes.</param>
    /// <param name="cumulated">What it adds up since the programme began, though it comes by file.</param>
    public MeasureSet With(IReadOnlyList<MeasureEntry> entries, IReadOnlySet<string> cumulated) =>
        entries.Count + cumulated.Count == 0 ? this : new(entries, cumulated);

    /// <summary>Every measure, in the order of lists.</summary>
    public IReadOnlyList<Measure> All { get; }

    /// <summary>Measures that a form or a flow may post as figures.</summary>
    public IReadOnlyList<Measure> OfForms { get; }

    /// <summary>The numbers of those, each once.</summary>
    public IReadOnlyList<string> FormParts { get; }

    /// <summary>The measure of an id, or null.</summary>
    public Measure? Find(string id) => byId.GetValueOrDefault(id);

    /// <exception cref="KeyNotFoundException">The id is none of <see cref="All"/>.</exception>
    public Measure Get(string id) => byId[id];

    /// <summary>Measures that are recomputed together.</summary>
    public IEnumerable<Measure> OfTopic(string topic) => byTopic[topic];

    /// <summary>The measure that comes by a folder of <c>drops</c>.</summary>
    public Measure OfFolder(string folder) => All.Single(m => m.DropFolder == folder);

    /// <summary>What the catalogue says of a part; null where it says nothing. A part's id has one name in a catalogue.</summary>
    public MeasurePart? Part(string id) => parts.GetValueOrDefault(id);

    private static Measure Named(Measure builtIn, MeasureEntry entry) =>
        builtIn with
        {
            NameJa = entry.NameJa,
            NameEn = entry.NameEn,
            Words = entry.Words,
            Details = entry.Parts,
            Until = entry.Until,
        };
}
