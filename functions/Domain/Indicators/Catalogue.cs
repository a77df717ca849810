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

    /// <summary>Of overtime Σ minutes / Σ headcount, in hours per staff-month; of another flow Σ of the months / Σ headcount.</summary>
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
    /// <summary>The fiscal year that a change of a year is against.</summary>
    public FiscalYear YearComparedWith(FiscalYear year, FiscalYear baseYear) =>
        Against == ComparedYear.YearBefore ? new(year.Value - 1) : baseYear;
}

/// <summary>A heading of the report.</summary>
public sealed record IndicatorGroup(string Id, string NameJa, string NameEn);

/// <summary>One thing that a scope leaves out, why, and since when.</summary>
public sealed record Exclusion(string Dimension, string Value, string Because, string Since, string BecauseEn = "")
{
    public bool Concerns(Dimensions d) => Value == Dimension switch
    {
        "jobClass" => d.JobClass,
        "workPattern" => d.WorkPattern,
        "reason" => d.Reason,
        _ => null,
    };
}

/// <summary>Who and what an overtime indicator leaves out; applied to the base year as to the year itself.</summary>
/// <param name="LeaveOutPeople">Their minutes and their headcount.</param>
/// <param name="LeaveOutMinutes">These minutes only; the people's headcount stays.</param>
public sealed record ExclusionScope(string Id, string NameJa, IReadOnlyList<Exclusion> LeaveOutPeople,
    IReadOnlyList<Exclusion> LeaveOutMinutes, string NameEn = "")
{
    /// <summary>True when these people are counted.</summary>
    public bool CountsPeople(Dimensions d) => !LeaveOutPeople.Any(e => e.Concerns(d));

    /// <summary>True when these minutes are counted.</summary>
    public bool CountsMinutes(Dimensions d) => CountsPeople(d) && !LeaveOutMinutes.Any(e => e.Concerns(d));
}

/// <summary>The words of the dimensions, as the catalogue holds them.</summary>
public sealed record CatalogueTerms(IReadOnlyList<Term> JobClasses, IReadOnlyList<Term> WorkPatterns, IReadOnlyList<Term> Reasons);

/// <summary>What is counted, by which rules: data, because it changes every year.</summary>
public sealed record Catalogue(
    string RulesVersion,
    int ProgrammeFirstFiscalYear,
    int BaseFiscalYear,
    int SmallGroup,
    IReadOnlyList<IndicatorGroup> Groups,
    CatalogueTerms Terms,
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

    private readonly MeasureSet set = MeasureSet.BuiltIn;

    private readonly Lazy<Vocabulary> vocabulary = new(() => new(Terms.JobClasses, Terms.WorkPatterns, Terms.Reasons));

    /// <summary>The path of the schema for editors; the program does not read it.</summary>
    [JsonPropertyName("$schema")]
    public string? Schema { get; init; }

    /// <summary>What is collected beside what is built in, and other names of that.</summary>
    public IReadOnlyList<MeasureEntry> Measures { get; init; } = [];

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

    /// <summary>Everything that is collected: what is built in and <see cref="Measures"/>.</summary>
    [JsonIgnore]
    public MeasureSet MeasureSet { get => set; private init => set = value; }

    [JsonIgnore]
    public FiscalYear Programme => new(ProgrammeFirstFiscalYear);

    [JsonIgnore]
    public FiscalYear BaseYear => new(BaseFiscalYear);

    /// <summary>The words for dimensions that files may use.</summary>
    [JsonIgnore]
    public Vocabulary Vocabulary => vocabulary.Value;

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
        catalogue with { Owed = MeasureEnds.Of(catalogue.Owed, catalogue.Measures) };

    private static Catalogue WithMeasures(Catalogue catalogue, ReadOnlySpan<byte> json) => catalogue with
    {
        MeasureSet = MeasureSet.BuiltIn.With(catalogue.Measures, CatalogueTopics.Cumulated(catalogue)),
        Version = Convert.ToHexStringLower(SHA256.HashData(json).AsSpan(0, 8)),
    };
}
