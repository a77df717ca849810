using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Domain.Messages;

namespace SmartToyonaka.Domain.Indicators;

/// <summary>What a value speaks of: a month alone, April up to the month, or the programme's beginning up to the month.</summary>
public enum Basis
{
    Month,
    Ytd,
    Programme,
}

/// <summary>The kinds of formulas.</summary>
public enum FormulaKind
{
    /// <summary>Σ numerator / Σ denominator over departments, the latest of each at or before the month, in percent.</summary>
    RatioOfSums,

    /// <summary>Initiatives whose newest status is one of those that count.</summary>
    CountOfInitiatives,

    /// <summary>Σ over departments: the latest of a stock, the months of a flow.</summary>
    Sum,

    /// <summary>The simple mean over bureaux of each one's Σ numerator / Σ denominator, in percent.</summary>
    MeanOfBureauRates,

    /// <summary>Σ numerator / Σ denominator over all sections, in percent.</summary>
    PooledRate,

    /// <summary>
    /// Of a time whose topic has a headcount Σ minutes / Σ headcount, in hours per person and month; of another flow Σ of the months / Σ
    /// headcount.
    /// </summary>
    PerPerson,

    /// <summary>PerPerson, or of another measure Σ of the months, against the same months of another year, in percent.</summary>
    SamePeriodChange,

    /// <summary>Σ numerator of one measure / Σ denominator of another, in percent.</summary>
    ShareOfMeasures,

    /// <summary>Σ numerator of one measure / Σ denominator of another, as it is.</summary>
    QuotientOfMeasures,

    /// <summary>Σ numerator of one measure − Σ denominator of it or of another.</summary>
    DifferenceOfMeasures,

    /// <summary>Indicators that are sums or counts themselves, added up.</summary>
    SumOfIndicators,
}

/// <summary>Which year a change is against.</summary>
public enum ComparedYear
{
    /// <summary>The catalogue's base year.</summary>
    BaseYear,

    /// <summary>The fiscal year before.</summary>
    YearBefore,
}

/// <summary>Which way a target points.</summary>
public enum TargetKind
{
    AtLeast,
    AtMost,
}

/// <summary>The value to reach, in the indicator's unit.</summary>
public sealed record Target(TargetKind Kind, decimal Value)
{
    public bool IsMetBy(decimal value) => Kind == TargetKind.AtLeast ? value >= Value : value <= Value;
}

/// <summary>How an indicator is computed, and from what.</summary>
public sealed record Formula(FormulaKind Kind, string Measure, string Numerator = "", string Denominator = "", string Scope = "",
    IReadOnlyList<string>? Statuses = null, string DenominatorMeasure = "", IReadOnlyList<string>? Indicators = null,
    ComparedYear Against = ComparedYear.BaseYear)
{
    /// <summary>True when it is a time divided by the people of its topic: the scope says whose.</summary>
    public bool IsPerPerson => Scope.Length > 0 && Kind is FormulaKind.PerPerson or FormulaKind.SamePeriodChange;

    /// <summary>The statuses that count of a register: its own where the formula names none.</summary>
    public IReadOnlyList<string> StatusesOf(MeasureSet measures) => Statuses ?? measures.Find(Measure)?.Register?.Counts ?? [];

    /// <summary>The fiscal year that a change of a year is against.</summary>
    public FiscalYear YearComparedWith(FiscalYear year, FiscalYear baseYear) =>
        Against == ComparedYear.YearBefore ? new(year.Value - 1) : baseYear;
}

/// <summary>A heading of the report.</summary>
public sealed record IndicatorGroup(string Id, string NameJa, string NameEn);

/// <summary>The words of the dimensions that the program is shipped with: how an earlier form of the catalogue gives them.</summary>
public sealed record CatalogueTerms(IReadOnlyList<Term> JobClasses, IReadOnlyList<Term> WorkPatterns, IReadOnlyList<Term> Reasons);

/// <summary>What is counted, by which rules: data, because it changes every year.</summary>
public sealed record Catalogue(
    string RulesVersion,
    int ProgrammeFirstFiscalYear,
    int BaseFiscalYear,
    int SmallGroup,
    IReadOnlyList<IndicatorGroup> Groups,
    IReadOnlyList<ExclusionScope> Scopes,
    IReadOnlyList<Indicator> Indicators)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        ReadCommentHandling = JsonCommentHandling.Skip,
    };

    // By the list, which never changes: copies of a catalogue with other rules share it.
    private static readonly ConditionalWeakTable<IReadOnlyList<Indicator>, Dictionary<string, Indicator>> ById = new();

    private readonly MeasureSet set = MeasureSet.Shipped;

    /// <summary>The path of the schema for editors; the program does not read it.</summary>
    [JsonPropertyName("$schema")]
    public string? Schema { get; init; }

    /// <summary>
    /// True when what is collected is what the catalogue lists, and nothing else; false when what the program is shipped with is collected
    /// too.
    /// </summary>
    public bool OnlyListed { get; init; }

    /// <summary>What is collected.</summary>
    public IReadOnlyList<MeasureEntry> Measures { get; init; } = [];

    /// <summary>By what the numbers of measures are told apart.</summary>
    public IReadOnlyList<Dimension> Dimensions { get; init; } = [];

    /// <summary>Where entries of registers may stand.</summary>
    public IReadOnlyList<StatusEntry> Statuses { get; init; } = [];

    /// <summary>The words of the dimensions that the program is shipped with; null where <see cref="Dimensions"/> has them.</summary>
    public CatalogueTerms? Terms { get; init; }

    /// <summary>Who owes what; where two match the same section and month, the first applies.</summary>
    public IReadOnlyList<Obligation> Owed { get; init; } = [];

    /// <summary>What the indicators mean, for people; an indicator without one explains itself by its formula alone.</summary>
    public IReadOnlyList<IndicatorSheet> Sheets { get; init; } = [];

    /// <summary>
    /// A figure that differs from the same month a year before by more than this percentage needs a confirmation on the page.
    /// </summary>
    public int WarnYearOnYearPercent { get; init; } = 50;

    /// <summary>Thresholds of what is warned of, and of what waits to be confirmed.</summary>
    public CheckRules Checks { get; init; } = CheckRules.Default;

    /// <summary>Names this content; it changes whenever the catalogue does.</summary>
    [JsonIgnore]
    public string Version { get; private init; } = "";

    /// <summary>Everything that is collected, to be looked up.</summary>
    [JsonIgnore]
    public MeasureSet MeasureSet { get => set; private init => set = value; }

    [JsonIgnore]
    public FiscalYear Programme => new(ProgrammeFirstFiscalYear);

    [JsonIgnore]
    public FiscalYear BaseYear => new(BaseFiscalYear);

    /// <summary>The words for dimensions that files may use.</summary>
    [JsonIgnore]
    public Vocabulary Vocabulary => MeasureSet.Vocabulary;

    public IEnumerable<Indicator> OfTopic(string topic) => Indicators.Where(i => TopicOf(i) == topic);

    /// <summary>The topic whose recomputation gives an indicator.</summary>
    public string TopicOf(Indicator indicator) => MeasureSet.Get(indicator.Formula.Measure).Topic;

    public Indicator? Find(string id) => ById.GetValue(Indicators, Index).GetValueOrDefault(id);

    public IndicatorSheet? SheetOf(string indicator) => Sheets.FirstOrDefault(s => s.Indicator == indicator);

    public ExclusionScope Scope(string id) => Scopes.First(s => s.Id == id);

    /// <summary>The other fiscal years whose figures are in the values of a topic and year, because they are compared.</summary>
    public IReadOnlyList<FiscalYear> YearsComparedWith(string topic, FiscalYear year)
    {
        var before = OfTopic(topic).SelectMany(i => i.Formulas)
            .Any(f => f is { Kind: FormulaKind.SamePeriodChange, Against: ComparedYear.YearBefore });
        return [.. (ComparesWithBaseYear(topic) ? [BaseYear] : Array.Empty<FiscalYear>()).Concat(before ? [new(year.Value - 1)] : [])
            .Distinct().Where(y => y != year)];
    }

    /// <summary>True when values of other years may be compared with those of a topic and year.</summary>
    public bool IsComparedWith(string topic, FiscalYear year) =>
        (year == BaseYear && ComparesWithBaseYear(topic)) || YearsComparedWith(topic, new(year.Value + 1)).Contains(year);

    /// <summary>True when the topic's indicators, of the city or of its bureaux, are compared with the base year.</summary>
    public bool ComparesWithBaseYear(string topic) =>
        OfTopic(topic).SelectMany(i => i.Formulas).Any(f => f is { Kind: FormulaKind.SamePeriodChange, Against: ComparedYear.BaseYear }
            || BureauCalculator.IsByBureau(f));

    private static Dictionary<string, Indicator> Index(IReadOnlyList<Indicator> indicators) =>
        indicators.DistinctBy(i => i.Id).ToDictionary(i => i.Id, StringComparer.Ordinal);

    /// <summary>Reads a catalogue and checks that its parts fit together.</summary>
    /// <exception cref="FormatException">It is not a catalogue; the message says what is wrong, in Japanese.</exception>
    /// <exception cref="CatalogueException">Its parts do not fit together.</exception>
    public static Catalogue Parse(ReadOnlySpan<byte> json)
    {
        try
        {
            var catalogue = Read(json);
            if (MeasureCheck.Faults(catalogue).Concat(CatalogueCheck.Holes(catalogue)).ToList() is { Count: > 0 } unclear)
            {
                throw new CatalogueException(unclear);
            }

            catalogue = WithMeasures(catalogue, json);
            return CatalogueCheck.Faults(catalogue) is { Count: > 0 } faults ? throw new CatalogueException(faults) : WithEnds(catalogue);
        }
        catch (JsonException e)
        {
            throw new CatalogueException([CatalogueFaults.Unreadable(e)]);
        }
    }

    /// <summary>Reads a catalogue that was checked before it took effect, by this version's checks or by fewer ones.</summary>
    /// <exception cref="JsonException">It is no catalogue at all.</exception>
    public static Catalogue ParseAccepted(ReadOnlySpan<byte> json) => WithEnds(WithMeasures(Read(json), json));

    private static Catalogue Read(ReadOnlySpan<byte> json) =>
        JsonSerializer.Deserialize<Catalogue>(json, Json) ?? throw new CatalogueException([new("", CatalogueMessages.Empty)]);

    private static Catalogue WithEnds(Catalogue catalogue) =>
        catalogue with { Owed = MeasureEnds.Of(catalogue.Owed, catalogue.MeasureSet.All) };

    private static Catalogue WithMeasures(Catalogue catalogue, ReadOnlySpan<byte> json)
    {
        var set = new MeasureSet(CollectedMeasures.Of(catalogue));
        catalogue = catalogue with
        {
            MeasureSet = set,
            Scopes = [.. catalogue.Scopes.Select(s => s.In(set))],
            Version = Convert.ToHexStringLower(SHA256.HashData(json).AsSpan(0, 8)),
        };
        return catalogue with { MeasureSet = set.Cumulating(CatalogueTopics.Cumulated(catalogue)) };
    }
}
