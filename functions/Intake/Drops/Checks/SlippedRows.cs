using System.Globalization;
using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Domain.Indicators;
using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Intake.Submissions;

namespace SmartToyonaka.Intake.Drops.Checks;

/// <summary>
/// Finds months of a drop whose numbers have slipped by one row against their sections, in all of the table or from some row on: what held
/// before is nearer to the neighbours' numbers than to the own ones. Each alone may look usual. Pure.
/// </summary>
public static class SlippedRows
{
    // Neighbours of one size are as near to each other as to themselves, so a slip shows only where it is so much nearer.
    private const double TimesNearer = 3;

    // On average over the rows, and of a row that tells anything.
    private const double LeastChange = 0.1, LeastOfRow = 0.05;

    /// <summary>The months that have slipped.</summary>
    /// <param name="checks">From how many rows on.</param>
    /// <param name="ofFile">What the file says, by month, and what is known of it.</param>
    public static IReadOnlySet<FiscalMonth> MonthsOf(CheckRules checks, IEnumerable<(Observation Said, PriorValues Before)> ofFile)
    {
        var found = new HashSet<FiscalMonth>();
        var rows = new List<Row>();
        var current = default(FiscalMonth);
        foreach (var (said, before) in ofFile.Where(o => !o.Said.Withdraws && checks.SlippedRows is not null))
        {
            if (said.Month != current)
            {
                Close();
                current = said.Month;
            }

            if (MonthTotals.Then(before) is { } then)
            {
                rows.AddRange(RowsOf(said, then));
            }
        }

        Close();
        return found;

        void Close()
        {
            if (checks.SlippedRows is { } least && rows.GroupBy(r => r.Part).Any(part =>
            {
                var inOrder = part.OrderBy(r => r.Line).ToList();
                return HasSlipped(inOrder, 1, least) || HasSlipped(inOrder, -1, least);
            }))
            {
                found.Add(current);
            }

            rows.Clear();
        }
    }

    private static IEnumerable<Row> RowsOf(Observation said, Observation then)
    {
        foreach (var cell in said.Cells)
        {
            if (then.Cells.FirstOrDefault(c => c.Part == cell.Part && c.Dimensions == cell.Dimensions) is { } before)
            {
                yield return new(cell.Part, LineOf(cell.Lines), cell.Value, before.Value);
            }
        }
    }

    // The run of rows in which the neighbours explain most is looked for, and then whether they explain enough.
    private static bool HasSlipped(List<Row> rows, int by, int least)
    {
        var (best, sum) = (0d, 0d);
        var (run, bestRun) = (default(Run), default(Run));
        for (var i = Math.Max(0, -by); i < rows.Count && i + by < rows.Count; i++)
        {
            var (own, neighbour) = (Distance(rows[i].Value, rows[i].Before), Distance(rows[i].Value, rows[i + by].Before));
            sum += own - (TimesNearer * neighbour);
            run = new(run.Rows + 1, run.Telling + (own >= LeastOfRow ? 1 : 0), run.FromOwn + own);
            if (sum <= 0)
            {
                (sum, run) = (0, default);
            }
            else if (sum > best)
            {
                (best, bestRun) = (sum, run);
            }
        }

        return bestRun.Telling >= least && bestRun.FromOwn >= LeastChange * bestRun.Rows;
    }

    private static double Distance(long one, long other) => Math.Abs(Math.Log((one + 1d) / (other + 1d)));

    private static long LineOf(string lines)
    {
        var end = lines.IndexOfAny(['-', ',']);
        return long.TryParse(end < 0 ? lines : lines.AsSpan(0, end), NumberStyles.None, CultureInfo.InvariantCulture, out var line) ? line
            : long.MaxValue;
    }

    private readonly record struct Row(string Part, long Line, long Value, long Before);

    private readonly record struct Run(int Rows, int Telling, double FromOwn);
}
