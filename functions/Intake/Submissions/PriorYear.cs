using SmartToyonaka.Domain;
using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Domain.Organisation;
using SmartToyonaka.Intake.Messages;

namespace SmartToyonaka.Intake.Submissions;

/// <summary>Whose figures are the department's prior year: its own, or those of the sections whose work it does now.</summary>
public sealed class PriorYear
{
    private readonly string department;
    private readonly Ancestry origins;

    private PriorYear(string department, FiscalMonth month, Ancestry origins) =>
        (this.department, Month, this.origins) = (department, month, origins);

    /// <summary>The month a year before, or whichever was asked for.</summary>
    public FiscalMonth Month { get; }

    /// <summary>The codes to read; none where their figures cannot be separated.</summary>
    public IReadOnlyList<string> Sections => origins.Shared.Count > 0 ? [] : [.. origins.Sections.Select(s => s.Code)];

    /// <summary>
    /// Whose numbers they are, where they are not the department's own, and why there are none where a section was split; else empty.
    /// </summary>
    public BilingualText Words => (origins.Shared, origins.Sections) switch
    {
        ({ Count: > 0 } shared, _) => OutlierMessages.NothingToCompareWith(Names(shared)),
        (_, [{ } one]) when one.Code == department => new("", ""),
        (_, [{ } one]) => new(one.Name, one.Name),
        (_, { Count: > 0 } several) => OutlierMessages.SumOf(Names(several)),
        _ => new("", ""),
    };

    /// <summary><see cref="Words"/> in Japanese.</summary>
    public string Said => Words.Ja;

    /// <summary>The department's year before, by the register.</summary>
    public static PriorYear Of(Register register, string department, FiscalMonth month) =>
        Of(register, department, month, month.AddMonths(-12));

    /// <summary>The department's figures of any month before.</summary>
    public static PriorYear Of(Register register, string department, FiscalMonth month, FiscalMonth before)
    {
        return new(department, before, register.Get(department, month) is { } here ? register.Lineage.Origins([here], month, before)
            : new([], []));
    }

    /// <summary>What held of a measure then, added up over the predecessors that spoke of it; null when none did.</summary>
    public Observation? Sum(string measure, IEnumerable<Observation> held)
    {
        var then = held.Where(o => o.Measure == measure && o.Month == Month && o.Status == FigureStatus.Actual
            && Sections.Contains(o.Section)).OrderBy(o => o.Section, StringComparer.Ordinal).ToList();
        return then.Count == 0 ? null : then[0] with
        {
            Section = department,
            Cells = [.. then.SelectMany(o => o.Cells).GroupBy(c => (c.Dimensions, c.Part))
                .Select(g => new FigureCell(g.Key.Dimensions, g.Key.Part, g.Sum(c => c.Value)))],
        };
    }

    /// <summary><see cref="Sum"/> where all of the predecessors spoke of it; else null: a part of them would look like a change.</summary>
    public Observation? SumOfAll(string measure, IReadOnlyList<Observation> held) =>
        Sections.Count > 0 && Sections.All(s => held.Any(o => o.Measure == measure && o.Month == Month && o.Section == s
            && o.Status == FigureStatus.Actual)) ? Sum(measure, held) : null;

    private static string Names(IReadOnlyList<Section> sections) => string.Join("、", sections.Select(s => s.Name));
}
