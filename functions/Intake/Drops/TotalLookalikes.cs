using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Intake.Messages;

namespace SmartToyonaka.Intake.Drops;

/// <summary>
/// A row that is the sum of the others is a total, whatever it is called: of its section, of the bureau or of all sections
/// under the code of one of them, or of the rows above it.
/// </summary>
internal sealed class TotalLookalikes(DropProfile profile, RowReader reader)
{
    // Of three sections with small numbers, one often has as much as the others together.
    private const int Least = 3, LeastOfSmall = 4, Small = 1_000, MostRunning = 1_000;

    private readonly string column =
        profile.NameOf(reader.Figures.Columns[^1] == DropColumn.Paper ? DropColumn.Documents : reader.Figures.Columns[0]);

    private readonly RunningSum file = new(), sinceTotal = new();
    private readonly Dictionary<int, RunningSum> months = [];
    private readonly List<(DropPair Pair, long Line)> running = [];

    /// <summary>A total that is called one: what follows is added up anew.</summary>
    public void SeeTotal() => sinceTotal.Clear();

    /// <summary>A good row: compared with the sums of the rows above it, of the file, of its month and since the last total.</summary>
    public void See(DropPair pair)
    {
        var (first, second) = (reader.Figures.Values[0], reader.Figures.Parts > 1 ? reader.Figures.Values[1] : 0);
        if (!months.TryGetValue(pair.Key.Month, out var month))
        {
            months[pair.Key.Month] = month = new();
        }

        if (!reader.IsConfirmed && running.Count < MostRunning
            && (file.Is(first, second) || month.Is(first, second) || sinceTotal.Is(first, second)))
        {
            running.Add((pair, reader.Line));
            sinceTotal.Clear();
            return;
        }

        file.Add(first, second);
        month.Add(first, second);
        sinceTotal.Add(first, second);
    }

    /// <summary>The pairs with such a row that no clerk has confirmed.</summary>
    public IEnumerable<(DropPair Pair, DropError Error)> In(IReadOnlyCollection<DropPair> pairs)
    {
        var ofRows = pairs.Where(p => p.Key.IsKnown && p.Rows > 2).Select(p => (Pair: p, Line: p.TotalLine()))
            .Where(x => x.Line is not null).ToList();

        // In a file with totals of sections, the second of two equal rows is one as well: that of a single person.
        var told = new HashSet<(DropPair, long)>();
        foreach (var (pair, line) in ofRows.Concat(ofRows.Count == 0 ? [] : pairs.Where(p => p.Key.IsKnown && p.Rows == 2)
            .Select(p => (Pair: p, Line: p.SecondOfTwoEqual())).Where(x => x.Line is not null)))
        {
            told.Add((pair, line!.Value));
            yield return (pair, DropRowMessages.LooksLikeTotal(line.Value, column, DropRowMessages.OtherRows));
        }

        var known = pairs.Where(p => p.Key.IsKnown).ToList();
        var groups = known.GroupBy(p => (p.Key.Month, BureauOf(p))).Select(g => (Pairs: g.AsEnumerable(), Least,
                Others: DropRowMessages.OtherSectionsOfBureau))
            .Concat(known.GroupBy(p => p.Key.Month).Select(g => (Pairs: g.AsEnumerable(), LeastOfSmall, DropRowMessages.AllOtherSections)))

            // A year's total under its last month.
            .Concat(known.GroupBy(p => p.Key.Section).Where(g => g.Count() >= LeastOfSmall)
                .Select(g => (Pairs: g.AsEnumerable(), LeastOfSmall, DropRowMessages.OtherMonths)));
        foreach (var (group, least, others) in groups)
        {
            if (TotalOf([.. group], least) is var (total, line) && told.Add((total, line)))
            {
                yield return (total, DropRowMessages.LooksLikeTotal(line, column, others));
            }
        }

        foreach (var (pair, line) in running.Where(r => r.Pair.Key.IsKnown && told.Add(r)))
        {
            yield return (pair, DropRowMessages.LooksLikeTotal(line, column, DropRowMessages.RowsAbove));
        }
    }

    private (DropPair Pair, long Line)? TotalOf(List<DropPair> pairs, int least)
    {
        var most = pairs.MaxBy(p => p.LargestRow.First)!;
        var row = most.LargestRow;
        var others = most.Rows > 1 ? pairs.Sum(p => (long)p.CountedRows) : pairs.Count(p => p.Sums[0] > 0);
        return !row.IsConfirmed && row.First > 0 && others >= (most.Rows > 1 || row.First < Small ? LeastOfSmall : least)
            && pairs.Sum(p => p.Sums[0]) == 2 * row.First
            && (reader.Figures.Parts == 1 || pairs.Sum(p => p.Sums[1]) == 2 * row.Second) ? (most, row.Line) : null;
    }

    private string? BureauOf(DropPair pair) => reader.Register.RowOf(pair.Key.Section, FiscalMonth.FromKey(pair.Key.Month))?.BureauCode;

    private sealed class RunningSum
    {
        // The sum of so many rows is a row's number by chance only where numbers are small or one of them is most of it.
        private const int Fewest = 5, FewestOfSmall = 12, Times = 3;

        private long first, second, largest;
        private int rows;

        public bool Is(long value, long otherValue) => value > 0 && value == first && otherValue == second
            && (value >= Small ? rows >= Fewest : rows >= FewestOfSmall && value >= Times * largest);

        public void Add(long value, long otherValue)
        {
            first += value;
            second += otherValue;
            largest = Math.Max(largest, value);
            rows += value > 0 ? 1 : 0;
        }

        public void Clear() => (first, second, largest, rows) = (0, 0, 0, 0);
    }
}
