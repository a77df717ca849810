using System.Text.Json.Serialization;
using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Domain.Messages;

namespace SmartToyonaka.Domain.Indicators;

/// <summary>Who owes a measure for which months, and by when. A measure without an obligation is owed by nobody.</summary>
/// <param name="Measure">An id of <see cref="MeasureSet"/>.</param>
/// <param name="Departments">Codes of sections, or <see cref="All"/> alone. Where one of them has ended, its successors owe.</param>
/// <param name="From">The first month owed (<c>2020-09</c>).</param>
/// <param name="Until">The last month owed; null while it goes on.</param>
/// <param name="Months">Which months of the fiscal year are owed, 1 for April; null for every month.</param>
/// <param name="DueBusinessDay">Due by the end of this business day of the month that follows, in Japan.</param>
public sealed record Obligation(
    string Measure, IReadOnlyList<string> Departments, string From, int DueBusinessDay, string? Until = null,
        IReadOnlyList<int>? Months = null)
{
    /// <summary>True when the departments may hand it in and nobody waits for it.</summary>
    public bool Optional { get; init; }

    /// <summary>Stands for every section that exists in the month.</summary>
    public const string All = "all";

    // A month has at most 23 weekdays; a due date must not lie after the end of the next month.
    private const int MostBusinessDays = 23;

    private static readonly FiscalMonth Earliest = new(2000, 4);

    /// <summary>True when every section owes it.</summary>
    [JsonIgnore]
    public bool IsOfAll => Departments is [All];

    /// <summary>The codes it names; none when it is everybody's.</summary>
    [JsonIgnore]
    public IEnumerable<string> DepartmentsNamed => IsOfAll ? [] : Departments;

    [JsonIgnore]
    public FiscalMonth FirstMonth => FiscalMonth.TryParseIso(From, out var month) ? month
        : throw new InvalidOperationException("This obligation was not checked.");

    /// <summary>True from its first month to its last, whether that very month is owed or not.</summary>
    public bool Covers(FiscalMonth month) =>
        FirstMonth <= month && (Until is null || (FiscalMonth.TryParseIso(Until, out var until) && month <= until));

    /// <summary>True when a month is owed.</summary>
    public bool AppliesTo(FiscalMonth month) => !Optional && Covers(month) && (Months is null || Months.Contains(month.NumberInFiscalYear));

    /// <summary>What is wrong with it; nothing when it is an obligation.</summary>
    internal IEnumerable<BilingualText> Faults(MeasureSet measures)
    {
        if (measures.Find(Measure) is not { } measure || measure.Kind == MeasureKind.Register)
        {
            yield return CatalogueMessages.OwedMeasure(Measure);
        }

        var from = FiscalMonth.TryParseIso(From, out var first) && first >= Earliest;
        var until = Until is null || (FiscalMonth.TryParseIso(Until, out var last) && last >= first);
        var months = Months is null || (Months.Count > 0 && Months.All(m => m is >= 1 and <= 12));
        if (!from || !until || !months || DueBusinessDay is < 1 or > MostBusinessDays)
        {
            yield return CatalogueMessages.OwedSpan(Measure, Earliest.ToString(), MostBusinessDays);
        }

        if (Departments.Count == 0 || (!IsOfAll && Departments.Any(d => d.Length is 0 or > 10 || !d.All(char.IsAsciiDigit))))
        {
            yield return CatalogueMessages.OwedDepartments(Measure, All);
        }
    }
}
