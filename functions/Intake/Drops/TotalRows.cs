using SmartToyonaka.Intake.Messages;

namespace SmartToyonaka.Intake.Drops;

/// <summary>
/// Compares total rows with the rows they add up. Exports differ in what a 合計 or 小計 covers (the month, the bureau, the file, the rows since
/// the last one), so a total is right when it equals any of those; one that equals none means that rows are missing or doubled.
/// </summary>
internal sealed class TotalRows(FigureCells figures)
{
    private readonly long[] all = new long[3];
    private readonly long[] sinceTotal = new long[3];
    private readonly Dictionary<string, long[]> atWord = new(StringComparer.Ordinal);
    private readonly Dictionary<int, long[]> byMonth = [];
    private readonly List<Pending> pending = [];
    private readonly HashSet<long> passedOver = [];
    private bool cannotTell, lacksPaper;
    private int rows;

    // The column that is only compared can be added up as long as every row has it.
    private int Checked => figures.Columns.Length > figures.Parts && !lacksPaper ? figures.Columns.Length : figures.Parts;

    /// <summary>A row with an unreadable number: totals after it cannot be checked.</summary>
    public void Unreadable() => cannotTell = true;

    /// <summary>Adds the numbers of the present row.</summary>
    public void Add(int month)
    {
        rows++;
        lacksPaper |= figures.Faults[2] != CellFault.None;
        if (!byMonth.TryGetValue(month, out var sums))
        {
            byMonth[month] = sums = new long[3];
        }

        for (var i = 0; i < figures.Columns.Length; i++)
        {
            if (figures.Faults[i] == CellFault.None)
            {
                all[i] += figures.Values[i];
                sinceTotal[i] += figures.Values[i];
                sums[i] += figures.Values[i];
            }
        }
    }

    /// <summary>Checks a total row against the rows above it; one that matches none is checked again at the end of the file.</summary>
    /// <param name="row">The row.</param>
    /// <param name="ofSection">Sums of the section that the row names, or null.</param>
    public void Check(RowReader row, long[]? ofSection)
    {
        var word = row.Name.IsTotal ? row.Name.Key : row.Code.IsTotal ? row.Code.Key : row.Month is { IsTotal: true } m ? m.Key : "";
        var month = row.Month is { IsGood: true } good ? good.Reading.Month.Key : 0;
        var before = atWord.GetValueOrDefault(word) ?? new long[3];
        for (var i = 0; i < Checked; i++)
        {
            if (figures.Faults[i] == CellFault.Missing)
            {
                continue;
            }

            if (figures.Faults[i] != CellFault.None || cannotTell || pending.Count >= DropLimits.PendingTotals)
            {
                PassOver(row.Line);
                continue;
            }

            var value = figures.Values[i];
            if (rows > 0 && (value == all[i] || value == sinceTotal[i] || value == all[i] - before[i] || value == ofSection?[i]
                || value == OfMonth(month, i)))
            {
                continue;
            }

            pending.Add(new(row.Line, i, value, month, row.Bureau));
        }

        atWord[word] = [.. all];
        Array.Clear(sinceTotal);
    }

    /// <summary>The totals that match nothing, not even the whole file or month (some exports put them first).</summary>
    /// <param name="ofBureau">Sums of the sections of a bureau in a month, or in all of them for 0.</param>
    public IEnumerable<(long Line, DropColumn Column)> Wrong(Func<string, int, long[]> ofBureau) => cannotTell
        ? []
        : pending.Where(p => p.Number < Checked && p.Value != all[p.Number] && p.Value != OfMonth(p.Month, p.Number)
                && (p.Bureau is null || (p.Value != ofBureau(p.Bureau, p.Month)[p.Number] && p.Value != ofBureau(p.Bureau, 0)[p.Number])))
            .Select(p => (p.Line, figures.Columns[p.Number]));

    /// <summary>The first total that could not be checked, and how many there are; null when all could.</summary>
    public (long Line, int Count)? Unchecked()
    {
        foreach (var total in cannotTell ? pending : [])
        {
            PassOver(total.Line);
        }

        return passedOver.Count == 0 ? null : (passedOver.Min(), passedOver.Count);
    }

    private void PassOver(long line)
    {
        if (passedOver.Count < DropLimits.PendingTotals)
        {
            passedOver.Add(line);
        }
    }

    private long? OfMonth(int month, int number) => byMonth.GetValueOrDefault(month)?[number];

    private readonly record struct Pending(long Line, int Number, long Value, int Month, string? Bureau);
}
