using System.Text.Json.Serialization;
using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Domain.Measures;

namespace SmartToyonaka.Domain.Indicators;

/// <summary>How the day of a value is written that stands at the end of a month.</summary>
public enum StatedDay
{
    /// <summary>R4年3月末: what had come together by then.</summary>
    MonthEnd,

    /// <summary>R4年4月1日: what is collected as the state of the next day.</summary>
    NextDay,

    /// <summary>R4年2月: what is counted month by month.</summary>
    Month,
}

/// <summary>One published indicator.</summary>
public sealed record Indicator(
    string Id,
    string NameJa,
    string NameEn,
    string Group,
    string Unit,
    string UnitEn,
    int Decimals,
    bool Signed,
    IReadOnlyList<Basis> Bases,
    Basis HeadlineBasis,
    Formula Formula,
    Target? Target = null,
    StatedDay StatedDay = StatedDay.MonthEnd,
    string? Note = null)
{
    /// <summary>The footnote in English; null where it is in Japanese alone.</summary>
    public string? NoteEn { get; init; }

    /// <summary>The first fiscal year for which it is computed; null for all.</summary>
    public int? From { get; init; }

    /// <summary>The last fiscal year for which it is computed; null while it goes on.</summary>
    public int? Until { get; init; }

    /// <summary>What is other about it from a fiscal year on, oldest first.</summary>
    public IReadOnlyList<IndicatorVersion> Versions { get; init; } = [];

    /// <summary>The rules of the version that this is; null for the catalogue's.</summary>
    [JsonIgnore]
    public string? RulesVersion { get; init; }

    /// <summary>Its formulas over the years, each once.</summary>
    [JsonIgnore]
    public IEnumerable<Formula> Formulas => Versions.Count == 0 ? [Formula]
        : Versions.Select(v => v.Formula).OfType<Formula>().Prepend(Formula);

    /// <summary>As it is in a fiscal year.</summary>
    public Indicator In(FiscalYear year) => Versions.Count == 0 ? this
        : Versions.Where(v => v.From <= year.Value).Aggregate(this, (before, version) => version.On(before)) with { Versions = [] };

    /// <summary>The topic whose recomputation gives it.</summary>
    [JsonIgnore]
    public string Topic => MeasureRegistry.Current.Get(Formula.Measure).Topic;
}
