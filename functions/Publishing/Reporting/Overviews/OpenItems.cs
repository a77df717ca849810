using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Intake.Drops;
using SmartToyonaka.Ledger;
using SmartToyonaka.Publishing.Completeness;
using SmartToyonaka.Publishing.Recomputation;

namespace SmartToyonaka.Publishing.Reporting.Overviews;

/// <summary>What a department has handed in of what it owes in a fiscal year.</summary>
public sealed record DepartmentCompleteness(string Code, string Name, int OnTime, int Late, int Missing, int NotDue);

/// <summary>The open items.</summary>
/// <param name="Departments">Who owes something, with those who miss most first.</param>
/// <param name="Drops">The newest upload of each file that was refused or held back in part and still lies there; null for who may not see
/// drops.</param>
/// <param name="Poison">Recomputations that failed for good; null for callers who may not see them.</param>
/// <param name="Warnings">What was taken but looks wrong; to who may not see drops, only what is said of the departments shown.</param>
public sealed record OpenItemsSummary(IReadOnlyList<DepartmentCompleteness> Departments, IReadOnlyList<DropListing>? Drops, int? Poison,
    RecentWarningList Warnings)
{
    /// <summary>How many values wait to be confirmed, of the departments shown.</summary>
    public int ToConfirm { get; init; }

    /// <summary>How many figures the reader's own department has overdue; null for whoever hands in for none of their own.</summary>
    public int? Overdue { get; init; }
}

/// <summary>
/// Reads what waits for somebody: figures that are owed, files that were not taken whole or look wrong, recomputations that failed.
/// </summary>
public sealed class OpenItems(DueFigures dueFigures, DropReceipts drops, RecentWarnings warnings, RecomputeBacklog backlog,
    WaitingEntries entries)
{
    /// <summary>The open items of a fiscal year.</summary>
    /// <param name="year">The fiscal year of what is owed.</param>
    /// <param name="mayShow">Which departments to show.</param>
    /// <param name="showsAll">Whether drops and failures are shown, which are everybody's.</param>
    /// <param name="cancel">Stops waiting for storage.</param>
    public async Task<OpenItemsSummary> OfYearAsync(FiscalYear year, Func<string, bool> mayShow, bool showsAll, CancellationToken cancel)
    {
        var owed = dueFigures.OfYearAsync(year, mayShow, cancel);
        var newest = showsAll ? drops.NewestAsync(null, DropReceipts.MaxCount, cancel) : null;
        var toConfirm = entries.ListAsync(cancel);
        var looksWrong = warnings.NewestAsync(year, cancel);
        var poison = showsAll ? backlog.CountAsync(cancel) : null;
        IReadOnlyList<DepartmentCompleteness> departments =
        [
            .. (await owed).Where(h => showsAll || IsOfForms(h.Measure)).GroupBy(h => h.Department).Select(g => new DepartmentCompleteness(
                    g.Key, g.Last().DepartmentName, g.Count(h => h.State == "ontime"), g.Count(h => h.State == "late"),
                        g.Count(h => h.State == "missing"), g.Count(h => h.State == "notdue")))
                .OrderByDescending(d => d.Missing).ThenByDescending(d => d.Late).ThenBy(d => d.Code, StringComparer.Ordinal),
        ];
        return new(
            departments,
            newest is null ? null : await drops.WaitingAsync(await newest, cancel),
            poison is null ? null : (await poison).Poison,
            showsAll ? await looksWrong
                : new([.. (await looksWrong).Warnings.Where(f => f.Warning.Section is { } section && mayShow(section))], 0))
        {
            ToConfirm = (await toConfirm).Count(w => mayShow(w.Entry.Section)),
        };
    }

    // What other systems deliver as files is not a department's to hand in.
    private static bool IsOfForms(string measure) => MeasureRegistry.Current.OfForms.Any(m => m.Id == measure);
}
