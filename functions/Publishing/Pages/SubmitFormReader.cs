using SmartToyonaka.Domain;
using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Domain.Indicators;
using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Domain.Organisation;
using SmartToyonaka.Intake.Periods;
using SmartToyonaka.Intake.Reference;
using SmartToyonaka.Intake.Submissions;
using SmartToyonaka.Ledger;
using SmartToyonaka.Publishing.Completeness;
using SmartToyonaka.Publishing.Reporting.Overviews;

namespace SmartToyonaka.Publishing.Pages;

/// <summary>Gathers what the form shows: what the department owes and what it said before.</summary>
public sealed class SubmitFormReader(
    ReferenceData referenceData, LedgerStore ledger, DueFigures dueFigures, CurrentInitiatives initiatives,
        PeriodChangeStore periodChanges, TimeProvider clock)
{
    private const int MonthsBack = 24, MonthsAhead = 12;

    /// <summary>The month that is usually handed in now: the last one, in Japan.</summary>
    public FiscalMonth LastMonth => Current.AddMonths(-1);

    private FiscalMonth Current => FiscalMonth.Of(JapanTime.Date(clock.GetUtcNow()));

    /// <summary>The form of a section that existed in the month.</summary>
    public async Task<SubmitForm> ReadAsync(Section department, FiscalMonth month, FigureStatus status, bool mayChoose,
        CancellationToken cancel)
    {
        var reference = await referenceData.GetAsync(cancel);
        var measures = MeasuresAsync(reference, department.Code, month, status, cancel);
        var months = MonthsAsync(reference, department.Code, month, cancel);
        var standing = initiatives.OfDepartmentAsync(department.Code, month, cancel);
        var closed = (await periodChanges.ReadAsync(month.FiscalYear, cancel)).Find(month);
        return new(
            department, month, status, mayChoose, await months, await measures, await standing, closed is null ? null
                : new ClosedMonth(month, closed.At));
    }

    private async Task<IReadOnlyList<SubmitFormMeasure>> MeasuresAsync(ReferenceSnapshot reference, string department, FiscalMonth month,
        FigureStatus status, CancellationToken cancel)
    {
        var owed = new OwedFigures(reference.Catalogue, reference.Register, new(reference.Holidays));
        var before = PriorYear.Of(reference.Register, department, month);
        var shown = await Task.WhenAll(MeasureRegistry.Current.OfForms.Select(async measure =>
        {
            // Two partitions of a few dozen rows: this fiscal year and the one before have all values beside the fields.
            var years = new[] { month.FiscalYear, new FiscalYear(month.FiscalYear.Value - 1) };
            var said = (await Task.WhenAll(years.Select(y => ledger.ReadYearAsync(measure.Id, y, cancel)))).SelectMany(s => s).ToList();
            var all = EffectiveObservations.Of(said.Where(o => o.Section == department || before.Sections.Contains(o.Section)));
            var held = all.Where(o => o.Section == department).ToList();
            var actual = held.Where(o => o.Status == FigureStatus.Actual).ToList();
            return new SubmitFormMeasure(
                measure.In(month.FiscalYear),
                owed.Of(measure.Id, month.FiscalYear, month).FirstOrDefault(o => o.Month == month && o.Department == department),
                    UnitOf(reference.Catalogue, measure),
                held.FirstOrDefault(o => o.Month == month && o.Status == status),
                actual.Where(o => o.Month < month).MaxBy(o => o.Month), before.Sum(measure.Id, all), before.Words)
            {
                Waiting = EffectiveObservations.Waiting(said).FirstOrDefault(o => o.Section == department && o.Month == month
                    && o.Status == status),
            };
        }));

        // What is owed first; then what the department owes in other months or has spoken of; the rest is other departments' business.
        var owners = new MeasureOwners(reference.Catalogue, reference.Register);
        return [.. shown.Where(m => m.Owed is not null),
            .. shown.Where(m => m.Owed is null && (owners.Owes(m.Measure.Id, department, month) || m.Held is not null))];
    }

    // The catalogue has an English word for the units of indicators, none for those of further measures.
    private static BilingualText UnitOf(Catalogue catalogue, Measure measure) =>
        measure.Details.Select(p => p.Unit).FirstOrDefault(u => u.Length > 0) is { } own
            ? new(own, catalogue.Indicators.FirstOrDefault(i => i.Unit == own)?.UnitEn ?? own)
            : catalogue.Indicators.FirstOrDefault(i => i.Formula.Kind == FormulaKind.Sum && i.Formula.Measure == measure.Id) is { } sum
                ? new(sum.Unit, sum.UnitEn) : new("件", "");

    private async Task<IReadOnlyList<MonthChoice>> MonthsAsync(ReferenceSnapshot reference, string department, FiscalMonth chosen,
        CancellationToken cancel)
    {
        var months = Enumerable.Range(-MonthsBack, MonthsBack + MonthsAhead + 1).Select(Current.AddMonths).Append(chosen).Distinct()
            .Where(m => reference.Register.Get(department, m) is not null || m == chosen).OrderDescending().ToList();
        var owed = await Task.WhenAll(months.Where(m => m <= Current).Select(m => m.FiscalYear).Distinct()
            .Select(y => dueFigures.OfYearAsync(y, d => d == department, cancel)));
        var byMonth = owed.SelectMany(o => o).Where(o => MeasureRegistry.Current.OfForms.Any(m => m.Id == o.Measure))
            .ToLookup(o => o.Month);
        return [.. months.Select(m => new MonthChoice(m, Standing([.. byMonth[m.ToString()]])))];
    }

    private static BilingualText Standing(IReadOnlyList<DueFigure> owed) => owed switch
    {
        [] => new("", ""),
        _ when owed.Any(o => o.State == DueFigureState.Missing.Text()) => new("期限を過ぎています", "overdue"),
        _ when owed.FirstOrDefault(o => o.State == DueFigureState.NotDue.Text()) is { } due =>
            new("期限 " + PageText.Day(DateOnly.ParseExact(due.DueOn, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)),
                "due " + due.DueOn),
        _ => new("提出済み", "handed in"),
    };
}
