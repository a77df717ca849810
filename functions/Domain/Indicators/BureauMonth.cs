using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Domain.Organisation;

namespace SmartToyonaka.Domain.Indicators;

/// <summary>Numbers of some sections in a month.</summary>
/// <param name="Numerator">What is divided.</param>
/// <param name="Denominator">By what.</param>
/// <param name="Withheld">How many people are in each of its groups that are not published (<see cref="SuppressedGroups"/>).</param>
/// <param name="Missing">Names of sections that have not reported.</param>
internal readonly record struct BureauPart(decimal Numerator, decimal Denominator, IReadOnlyList<long> Withheld,
    IReadOnlyList<string> Missing);

/// <summary>A bureau in one month, and who did its sections' work in the same month of the base year.</summary>
/// <param name="Code">部局コード.</param>
/// <param name="Name">部局名 in that month.</param>
/// <param name="Month">The month.</param>
/// <param name="Sections">The sections that it had.</param>
/// <param name="Origins">Who did their work then.</param>
/// <param name="New">Sections whose work nobody did then.</param>
/// <param name="Now">Their numbers.</param>
/// <param name="Then">The numbers of the base year's month.</param>
internal sealed record BureauMonth(
    string Code, string Name, FiscalMonth Month, IReadOnlyList<Section> Sections, Ancestry Origins, IReadOnlyList<Section> New,
        BureauPart Now, BureauPart Then)
{
    /// <summary>True when its value, or that of the base year, would disclose a small group.</summary>
    public bool IsNowWithheld { get; set; }

    public bool IsThenWithheld { get; set; }

    /// <summary>Predecessors that are no section of the bureau under the same code, as people read them.</summary>
    public IEnumerable<string> Predecessors => Origins.Sections
        .Where(o => o.BureauCode != Code || Sections.All(s => s.Code != o.Code))
        .Select(o => $"{o.Code} {o.Name}({o.BureauName})");
}

/// <summary>What one section's figures of a month come to.</summary>
internal sealed class SectionNumbers(YearFigures figures, IReadOnlyList<string> measures,
    Func<Observation, (decimal Numerator, decimal Denominator, IReadOnlyList<long> Withheld)> count)
{
    private readonly Dictionary<FiscalMonth, ILookup<string, Observation>> months = [];

    public bool HasReported(Section section, FiscalMonth month) => measures.All(m => figures.HasReported(m, section.Code, month));

    public BureauPart Of(IEnumerable<Section> sections, FiscalMonth month)
    {
        if (!months.TryGetValue(month, out var said))
        {
            months[month] = said = measures.SelectMany(m => figures.In(m, month, FigureStatus.Actual))
                .ToLookup(o => o.Section, StringComparer.Ordinal);
        }

        var all = sections.ToList();
        var counted = all.SelectMany(s => said[s.Code]).Select(count).ToList();
        return new(counted.Sum(c => c.Numerator), counted.Sum(c => c.Denominator), [.. counted.SelectMany(c => c.Withheld)],
            [.. all.Where(s => !HasReported(s, month)).Select(s => s.Name)]);
    }
}
