using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Domain.Organisation;
using SmartToyonaka.Intake.Messages;

namespace SmartToyonaka.Intake.Drops.Checks;

/// <summary>A section and a month.</summary>
internal readonly record struct SectionMonth(string Section, FiscalMonth Month);

/// <summary>What checks look at of the figures of one measure: what holds of each section and month.</summary>
internal sealed class SectionMonthFigures
{
    private readonly Dictionary<SectionMonth, Observation> pairs = [];

    public IEnumerable<Observation> All => pairs.Values.OrderBy(o => o.Month).ThenBy(o => o.Section, StringComparer.Ordinal);

    public void Add(Observation o) => pairs[new(o.Section, o.Month)] = o;

    public Observation? Find(string section, FiscalMonth month) => pairs.GetValueOrDefault(new(section, month));

    /// <summary>The sections that said something of a month.</summary>
    public IEnumerable<string> SectionsOf(FiscalMonth month) => pairs.Keys.Where(k => k.Month == month).Select(k => k.Section);

    /// <summary>A number of a pair over all its dimensions.</summary>
    public static long Sum(Observation o, string part) => o.Cells.Where(c => c.Part == part).Sum(c => c.Value);

    /// <summary>A pair as warnings name it.</summary>
    public static WarningSubject Named(Observation o, Register register) => WarningSubject.Of(o, FirstLine(o), register);

    /// <summary>The line where a pair begins; null when it came without.</summary>
    public static long? FirstLine(Observation o)
    {
        long? first = null;
        foreach (var lines in o.Cells.Select(c => c.Lines))
        {
            var end = lines.IndexOf('-', StringComparison.Ordinal);
            if (long.TryParse(end < 0 ? lines : lines.AsSpan(0, end), System.Globalization.NumberStyles.None,
                System.Globalization.CultureInfo.InvariantCulture, out var line) && !(first < line))
            {
                first = line;
            }
        }

        return first;
    }
}
