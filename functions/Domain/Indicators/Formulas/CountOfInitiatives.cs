using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Domain.Measures;

namespace SmartToyonaka.Domain.Indicators.Formulas;

/// <summary>
/// Counts the initiatives whose newest status at or before the month counts and that count toward the target. An initiative belongs
/// to the period in which it began to count, so that fiscal years add up to the programme (10 + 11 = 21).
/// </summary>
internal sealed class CountOfInitiatives(Formula formula, MeasureSet measures) : IFormula
{
    private readonly HashSet<string> statuses = [.. formula.StatusesOf(measures)];

    public FormulaResult Compute(YearFigures figures, ValueRequest valueRequest, CalculationTrace trace)
    {
        var known = figures.Opening.Concat(figures.Current)
            .Where(o => o.Measure == formula.Measure && o.Status == valueRequest.Status && o.Month <= valueRequest.Month)
            .ToList();
        var sections = known.Select(o => o.Section).Distinct().Count();
        if (known.Count == 0)
        {
            return FormulaResult.NotComputable(Reason.NothingReportedYet, 0,
                figures.SectionsExpected(formula.Measure, valueRequest.Month), valueRequest.Month);
        }

        var count = trace.Sum(new(OperandRole.Numerator), InitiativeEntries.At(figures.Register, known, valueRequest.Month)
            .SelectMany(e => Counted(e.Timeline, valueRequest, trace)));
        return new(count, count, null, Reason.None, sections,
            Math.Max(sections, figures.SectionsExpected(formula.Measure, valueRequest.Month)), valueRequest.Month);
    }

    /// <summary>The newest status of an initiative if it counts; else nothing, and why.</summary>
    private IEnumerable<Contribution> Counted(IReadOnlyList<Observation> timeline, ValueRequest valueRequest, CalculationTrace trace)
    {
        var newest = timeline[^1];
        if (CountsSince(timeline) is not { } since)
        {
            trace.LeaveOut(newest, null, OperandSide.Value, newest.Initiative!.CountsTowardTarget ? ExclusionReason.StatusNotCounted
                : ExclusionReason.NotTowardTarget);
        }
        else if (since < valueRequest.From)
        {
            trace.LeaveOut(newest, null, OperandSide.Value, ExclusionReason.BeforePeriod);
        }
        else
        {
            yield return new(newest, null, 1);
        }
    }

    /// <summary>The month since which an initiative has counted without a break, or null when its newest status does not count.</summary>
    private FiscalMonth? CountsSince(IReadOnlyList<Observation> timeline)
    {
        FiscalMonth? since = null;
        foreach (var o in timeline.Reverse())
        {
            if (!o.Initiative!.CountsTowardTarget || !statuses.Contains(o.Initiative.Status.Text()))
            {
                break;
            }

            since = o.Month;
        }

        return since;
    }
}
