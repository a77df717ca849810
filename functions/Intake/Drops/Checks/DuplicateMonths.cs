using System.Globalization;
using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Domain.Indicators;
using SmartToyonaka.Domain.Measures;

namespace SmartToyonaka.Intake.Drops.Checks;

/// <summary>
/// Finds months of a file whose figures are those of another month, in the ledger or earlier in the file: last month's export under a new
/// date. Small and round numbers recur by chance, so the agreeing digits of all sections are counted. Pure.
/// </summary>
internal sealed class DuplicateMonths
{
    private readonly Dictionary<SectionMonth, FiscalMonth> found = [];

    /// <param name="rule">The threshold; null where nothing is compared.</param>
    /// <param name="ofFile">What the file says.</param>
    /// <param name="holding">What held before of the same measure.</param>
    /// <param name="file">The same file's months.</param>
    public DuplicateMonths(DuplicateRule? rule, IEnumerable<Observation> ofFile, IEnumerable<Observation> holding, FileMonths file)
    {
        if (rule is null)
        {
            return;
        }

        var before = holding.Where(h => h.Status == FigureStatus.Actual).ToLookup(h => h.Section, StringComparer.Ordinal);
        foreach (var month in ofFile.Where(o => !o.Withdraws).GroupBy(o => o.Month))
        {
            // A section's own months, each once: what the file says of one takes the place of what held.
            var equal = month.SelectMany(o => Others(o, before[o.Section], file.Of(o.Section)).Select(other => (Said: o, Month: other)))
                .GroupBy(e => e.Month).OrderByDescending(g => g.Count()).FirstOrDefault();
            if (equal is not null && equal.Count() * 2 > month.Count() && equal.Sum(e => Digits(e.Said)) >= rule.Digits)
            {
                foreach (var (said, other) in equal)
                {
                    found[new(said.Section, said.Month)] = other;
                }
            }
        }
    }

    /// <summary>The month that has the same figures; null where none has.</summary>
    public FiscalMonth? Of(Observation o) => found.TryGetValue(new(o.Section, o.Month), out var other) ? other : null;

    private static IEnumerable<FiscalMonth> Others(Observation o, IEnumerable<Observation> before, IEnumerable<FileMonth> ofFile)
    {
        var inFile = ofFile.ToDictionary(f => f.Month, f => f.Content);
        var content = inFile[o.Month];
        return before.Where(b => !inFile.ContainsKey(b.Month) && FileMonths.ContentOf(b) == content).Select(b => b.Month)
            .Concat(inFile.Where(f => f.Key < o.Month && f.Value == content).Select(f => f.Key));
    }

    /// <summary>How many digits its numbers have, without the noughts that they end in.</summary>
    internal static int Digits(Observation o) => o.Cells.Where(c => c.Value != 0)
        .Sum(c => c.Value.ToString(CultureInfo.InvariantCulture).TrimEnd('0').Length);
}
