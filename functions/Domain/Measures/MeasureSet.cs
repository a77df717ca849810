namespace SmartToyonaka.Domain.Measures;

/// <summary>Everything that a catalogue collects, to be looked up.</summary>
public sealed class MeasureSet
{
    private static readonly Lazy<MeasureSet> OfProgram = new(() => new(MeasureDefinitions.Shipped));

    private readonly MeasureDefinitions definitions;
    private readonly Dictionary<string, Measure> byId;
    private readonly Dictionary<string, MeasurePart> parts;
    private readonly Dictionary<string, StatusEntry> statuses;
    private readonly ILookup<string, Measure> byTopic;
    private readonly HashSet<string> ofPeople;
    private readonly Measure? onlyHeadcount;

    /// <param name="definitions">What the catalogue says; of an id that comes twice, an error of the catalogue, the first.</param>
    public MeasureSet(MeasureDefinitions definitions)
        : this(definitions, new HashSet<string>())
    {
    }

    private MeasureSet(MeasureDefinitions definitions, IReadOnlySet<string> cumulated)
    {
        this.definitions = definitions;
        Dimensions = [.. definitions.Dimensions.DistinctBy(d => d.Id)];
        Statuses = [.. definitions.Statuses.Append(StatusEntry.Withdrawn).DistinctBy(s => s.Id)];
        All = [.. definitions.Measures.DistinctBy(m => m.Id).Select(m => m.ToMeasure(Dimensions, Statuses))
            .Select(m => cumulated.Contains(m.Id) ? m with { IsCumulated = true } : m)];
        OfForms = [.. All.Where(m => m.DropFolder is null && m.Kind != MeasureKind.Register)];
        Registers = [.. All.Where(m => m.Kind == MeasureKind.Register)];
        FormParts = [.. OfForms.SelectMany(PartsWithTheirWhole).Distinct()];
        Vocabulary = new(Dimensions);
        Words = new(All);
        byId = All.ToDictionary(m => m.Id, StringComparer.Ordinal);
        byTopic = All.ToLookup(m => m.Topic, StringComparer.Ordinal);
        parts = All.SelectMany(m => m.Details).DistinctBy(p => p.Id).ToDictionary(p => p.Id, StringComparer.Ordinal);
        statuses = Statuses.ToDictionary(s => s.Id, StringComparer.Ordinal);
        ofPeople = [.. All.Where(m => m.IsHeadcount).SelectMany(m => byTopic[m.Topic]).Select(m => m.Id)];
        onlyHeadcount = All.Where(m => m.IsHeadcount).Take(2).ToList() is [var only] ? only : null;
    }

    /// <summary>Those of the catalogue that the program is shipped with.</summary>
    public static MeasureSet Shipped => OfProgram.Value;

    /// <summary>The same measures, some of which are added up since the programme began, though they come by file.</summary>
    public MeasureSet Cumulating(IReadOnlySet<string> cumulated) => cumulated.Count == 0 ? this : new(definitions, cumulated);

    /// <summary>Every measure, in the order of lists.</summary>
    public IReadOnlyList<Measure> All { get; }

    /// <summary>Measures that a form or a flow may post as figures.</summary>
    public IReadOnlyList<Measure> OfForms { get; }

    /// <summary>Registers, whose entries a form or a flow may post.</summary>
    public IReadOnlyList<Measure> Registers { get; }

    /// <summary>The numbers of <see cref="OfForms"/>, each once; what is a share of one whole stands before it.</summary>
    public IReadOnlyList<string> FormParts { get; }

    /// <summary>By what numbers are told apart.</summary>
    public IReadOnlyList<Dimension> Dimensions { get; }

    /// <summary>Where entries of registers may stand, in the order of forms.</summary>
    public IReadOnlyList<StatusEntry> Statuses { get; }

    /// <summary>The words for values of dimensions.</summary>
    public Vocabulary Vocabulary { get; }

    /// <summary>The words for what is collected.</summary>
    public CatalogueWords Words { get; }

    /// <summary>The measure of an id, or null.</summary>
    public Measure? Find(string id) => byId.GetValueOrDefault(id);

    /// <exception cref="KeyNotFoundException">The id is none of <see cref="All"/>.</exception>
    public Measure Get(string id) => byId[id];

    /// <summary>Measures that are recomputed together.</summary>
    public IEnumerable<Measure> OfTopic(string topic) => byTopic[topic];

    /// <summary>The measure that comes by a folder of <c>drops</c>.</summary>
    public Measure OfFolder(string folder) => All.Single(m => m.DropFolder == folder);

    /// <summary>The register of a category, or null.</summary>
    public Measure? Register(string category) =>
        Find(MeasureRegister.Prefix + category) is { Kind: MeasureKind.Register } register ? register : null;

    /// <summary>What a category is called; itself where there is no such register.</summary>
    public string CategoryJa(string category) => Register(category)?.NameJa ?? category;

    /// <summary>The same in English.</summary>
    public string CategoryEn(string category) => Register(category)?.NameEn ?? category;

    /// <summary>The measure of a topic that counts people, or null.</summary>
    public Measure? HeadcountOf(string topic) => byTopic[topic].FirstOrDefault(m => m.IsHeadcount);

    /// <summary>
    /// The people that a measure is divided by: those of its topic, or the catalogue's only headcount; null where it has none or several.
    /// </summary>
    public Measure? HeadsOf(Measure measure) =>
        HeadcountOf(measure.Topic) ?? onlyHeadcount;

    /// <summary>True for a time of a topic with a headcount: it is divided by those people in a scope, and told in hours.</summary>
    public bool IsPerPerson(Measure measure) => measure.IsTime && HeadcountOf(measure.Topic) is not null;

    /// <summary>True for a measure whose numbers are of groups of people, or are divided by those.</summary>
    public bool IsOfPeople(string measure) => ofPeople.Contains(measure);

    /// <summary>What the catalogue says of a part; null where it says nothing. A part's id has one name in a catalogue.</summary>
    public MeasurePart? Part(string id) => parts.GetValueOrDefault(id);

    /// <summary>The status of an id, or null.</summary>
    public StatusEntry? Status(string id) => statuses.GetValueOrDefault(id);

    /// <summary>The dimension of an id, or null.</summary>
    public Dimension? Dimension(string id) => Dimensions.FirstOrDefault(d => d.Id == id);

    private IEnumerable<string> PartsWithTheirWhole(Measure measure) => measure is { ShareOfWhole: true, Parts: [_, var whole] }
        ? OfForms.Where(m => m is { ShareOfWhole: true, Parts: [_, var other] } && other == whole).Select(m => m.Parts[0]).Append(whole)
        : measure.Parts;
}
