using SmartToyonaka.Domain.Calendar;

namespace SmartToyonaka.Intake.Drops;

/// <summary>
/// A row that is the sum of the others is a total, whatever it is called: of its section, or of the bureau under the code of one of its
/// sections.
/// </summary>
internal sealed class TotalLookalikes(DropProfile profile, RowReader reader)
{
    // In a smaller bureau, one section often has as much as the others together.
    private const int OthersOfBureau = 3;

    private readonly string column =
        profile.NameOf(reader.Figures.Columns[^1] == DropColumn.Paper ? DropColumn.Documents : reader.Figures.Columns[0]);

    /// <summary>The pairs with such a row that no clerk has confirmed.</summary>
    public IEnumerable<(DropPair Pair, DropError Error)> In(IReadOnlyCollection<DropPair> pairs)
    {
        foreach (var pair in pairs.Where(p => p.Key.IsKnown && p.Rows > 2))
        {
            if (pair.TotalLine() is { } line)
            {
                yield return (pair, DropMessages.LooksLikeTotal(line, column, ofBureau: false));
            }
        }

        foreach (var bureau in pairs.Where(p => p.Key.IsKnown)
            .GroupBy(p => (p.Key.Month, reader.Register.RowOf(p.Key.Section, FiscalMonth.FromKey(p.Key.Month))?.BureauCode)))
        {
            var most = bureau.MaxBy(p => p.Sums[0])!;
            if (bureau.Count(p => p.Sums[0] > 0) > OthersOfBureau && most is { Rows: 1, IsConfirmed: false }
                && Enumerable.Range(0, reader.Figures.Parts).All(i => bureau.Sum(p => p.Sums[i]) == 2 * most.Sums[i]))
            {
                yield return (most, DropMessages.LooksLikeTotal(most.OnlyLine, column, ofBureau: true));
            }
        }
    }
}
