using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Intake.Messages;

namespace SmartToyonaka.Intake.Drops;

/// <summary>
/// A row that is the sum of the others is a total, whatever it is called: of its section, or of the bureau under the code of one of its
/// sections.
/// </summary>
internal sealed class TotalLookalikes(DropProfile profile, RowReader reader)
{
    // Of three sections with small numbers, one often has as much as the others together.
    private const int Least = 3, LeastOfSmall = 4, Small = 1_000;

    private readonly string column =
        profile.NameOf(reader.Figures.Columns[^1] == DropColumn.Rest ? DropColumn.Second : reader.Figures.Columns[0]);

    /// <summary>The pairs with such a row that no clerk has confirmed.</summary>
    public IEnumerable<(DropPair Pair, DropError Error)> In(IReadOnlyCollection<DropPair> pairs)
    {
        var ofRows = pairs.Where(p => p.Key.IsKnown && p.Rows > 2).Select(p => (Pair: p, Line: p.TotalLine()))
            .Where(x => x.Line is not null).ToList();

        // In a file with totals of sections, the second of two equal rows is one as well: that of a single person.
        foreach (var (pair, line) in ofRows.Concat(ofRows.Count == 0 ? [] : pairs.Where(p => p.Key.IsKnown && p.Rows == 2)
            .Select(p => (Pair: p, Line: p.SecondOfTwoEqual())).Where(x => x.Line is not null)))
        {
            yield return (pair, DropRowMessages.LooksLikeTotal(line!.Value, column, DropRowMessages.OtherRows));
        }

        var known = pairs.Where(p => p.Key.IsKnown).ToList();
        var told = new HashSet<DropPair>();
        foreach (var bureau in known.GroupBy(p => (p.Key.Month, BureauOf(p))))
        {
            if (TotalOf(bureau, Least) is { } total && told.Add(total))
            {
                yield return (total, DropRowMessages.LooksLikeTotal(total.OnlyLine, column, DropRowMessages.OtherSectionsOfBureau));
            }
        }

        foreach (var month in known.GroupBy(p => p.Key.Month))
        {
            if (TotalOf(month, LeastOfSmall) is { } total && told.Add(total))
            {
                yield return (total, DropRowMessages.LooksLikeTotal(total.OnlyLine, column, DropRowMessages.AllOtherSections));
            }
        }

        // A year's total under its last month.
        foreach (var section in known.GroupBy(p => p.Key.Section).Where(g => g.Count() >= LeastOfSmall))
        {
            if (TotalOf(section, LeastOfSmall) is { } total && told.Add(total))
            {
                yield return (total, DropRowMessages.LooksLikeTotal(total.OnlyLine, column, DropRowMessages.OtherMonths));
            }
        }
    }

    private DropPair? TotalOf(IEnumerable<DropPair> group, int least)
    {
        var pairs = group.ToList();
        return pairs.MaxBy(p => p.Sums[0]) is { Rows: 1, IsConfirmed: false } most
            && pairs.Count(p => p.Sums[0] > 0) >= (most.Sums[0] < Small ? LeastOfSmall : least)
            && Enumerable.Range(0, reader.Figures.Parts).All(i => pairs.Sum(p => p.Sums[i]) == 2 * most.Sums[i]) ? most : null;
    }

    private string? BureauOf(DropPair pair) => reader.Register.RowOf(pair.Key.Section, FiscalMonth.FromKey(pair.Key.Month))?.BureauCode;
}
