using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Intake.Periods;
using SmartToyonaka.Intake.Reference;

namespace SmartToyonaka.Publishing.Reporting.Annual.Editing;

/// <summary>Texts as the report would print them, with what has to be known of them.</summary>
/// <param name="Lines">Of each field of prose: its lines with figures put in.</param>
/// <param name="Places">Of each measure, by the outline's id (<c>""</c> for the whole report): the places of figures that it may use.</param>
/// <param name="Errors">What keeps them from taking effect.</param>
/// <param name="Typed">Figures that were typed by hand.</param>
public sealed record TextPreview(
    IReadOnlyDictionary<string, IReadOnlyList<ReportLine>> Lines, IReadOnlyDictionary<string, IReadOnlyList<FigurePlace>> Places,
    IReadOnlyList<TextFinding> Errors, IReadOnlyList<TypedFigure> Typed);

/// <summary>What somebody who writes texts sees beside them: the figures of the year, and what is wrong.</summary>
public sealed class ReportTextWorkspace(
    ReportDataReader reader, ReportFormReader forms, PeriodChangeStore closings, ReferenceData reference, TimeProvider clock)
{
    /// <summary>The first fiscal year whose texts may be a beginning.</summary>
    public async Task<FiscalYear> FirstAsync(CancellationToken cancel) => (await reference.GetAsync(cancel)).Catalogue.Programme;

    /// <summary>The fiscal years whose texts can be written, oldest first: those of the programme up to the one after this.</summary>
    public async Task<IReadOnlyList<FiscalYear>> YearsAsync(CancellationToken cancel)
    {
        var first = await FirstAsync(cancel);
        var known = await reader.YearsAsync(cancel);
        var present = FiscalMonth.Of(JapanTime.Date(clock.GetUtcNow())).FiscalYear;
        var last = Math.Max(known.Count > 0 ? known[^1].Value : first.Value, present.Value) + 1;
        return [.. Enumerable.Range(first.Value, last - first.Value + 1).Select(y => new FiscalYear(y))];
    }

    /// <summary>The year that is most likely meant: the newest of which there are figures.</summary>
    public async Task<FiscalYear> NewestAsync(CancellationToken cancel) =>
        await reader.YearsAsync(cancel) is { Count: > 0 } known ? known[^1] : await FirstAsync(cancel);

    /// <summary>True where all months of the year are closed: its report is frozen, and new texts do not change it.</summary>
    public async Task<bool> IsClosedAsync(FiscalYear year, CancellationToken cancel)
    {
        var closed = await closings.ReadAsync(year, cancel);
        return year.Months.All(closed.IsClosed);
    }

    /// <summary>Texts with figures put in.</summary>
    public async Task<TextPreview> PreviewAsync(FiscalYear year, IReadOnlyDictionary<string, string> fields, CancellationToken cancel)
    {
        var form = await forms.ReadAsync(year, cancel);
        var data = await reader.ReadWithAsync(year, form.Read(year, fields), null, cancel);
        var catalogue = data.Reference.Catalogue;
        var finder = new FigurePlaces(data);
        var places = form.Outline.Measures.ToDictionary(m => m.Id, m => finder.Of(m.IndicatorsIn(catalogue)),
            StringComparer.Ordinal);
        places[""] = finder.Of(catalogue.Indicators.Select(i => i.Id));
        var prose = form.All.Where(f => f.IsProse && TextCheck.IsKeepable(fields)).ToList();
        var typed = new TypedFigures(catalogue);
        return new(
            prose.Where(f => !TextFields.HasNames(f)).ToDictionary(f => f.Name,
                f => ReportBuilder.Preview(data, TextFields.Lines(fields, f.Name)), StringComparer.Ordinal),
            places, TextCheck.Errors(year, form, fields, catalogue),
            [.. prose.SelectMany(f => typed.Find(f, TextFields.Lines(fields, f.Name), places[f.Measure]))]);
    }

    /// <summary>The whole report as texts would make it.</summary>
    public async Task<AnnualReport> ReportAsync(FiscalYear year, IReadOnlyDictionary<string, string> fields, CancellationToken cancel) =>
        ReportBuilder.Build(await reader.ReadWithAsync(year, (await forms.ReadAsync(year, cancel)).Read(year, fields), null, cancel));
}
