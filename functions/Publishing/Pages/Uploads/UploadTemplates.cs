using System.Globalization;
using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Domain.Organisation;
using SmartToyonaka.Intake.Drops;
using SmartToyonaka.Intake.Reference;
using SmartToyonaka.Ledger;
using SmartToyonaka.Publishing.Completeness;

namespace SmartToyonaka.Publishing.Pages.Uploads;

/// <summary>A table to be filled in: sections, months and the last values are there, the numbers are empty.</summary>
/// <param name="Name">Of the file, without its ending.</param>
/// <param name="Columns">The headings.</param>
/// <param name="Rows">A text for each column.</param>
public sealed record UploadTemplate(string Name, IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<string>> Rows);

/// <summary>Makes templates of what is due: a department's own months, or all sections of a folder's measure.</summary>
public sealed class UploadTemplates(ReferenceData referenceData, DueFigures dueFigures, LedgerStore ledger, TimeProvider clock)
{
    private const int MostMonths = 6;

    private FiscalMonth LastMonth => FiscalMonth.Of(JapanTime.Date(clock.GetUtcNow())).AddMonths(-1);

    /// <summary>The templates for whoever may upload these kinds.</summary>
    /// <param name="kinds">What may be uploaded.</param>
    /// <param name="department">The caller's department; <c>""</c> for none.</param>
    /// <param name="cancel">Stops waiting for storage.</param>
    public async Task<IReadOnlyList<UploadTemplateLink>> ListAsync(IReadOnlyList<UploadKind> kinds, string department,
        CancellationToken cancel)
    {
        var links = new List<UploadTemplateLink>();
        if (kinds.Any(k => k.IsSubmission))
        {
            var due = (await DueAsync(department, cancel)).Select(d => d.Month).Distinct().OrderDescending(StringComparer.Ordinal)
                .Take(MostMonths).ToList();
            links.AddRange(due.Count > 0 ? due.Select(m => new UploadTemplateLink(UploadKind.Submission, m))
                : [new UploadTemplateLink(UploadKind.Submission, "")]);
        }

        return [.. links, .. kinds.Where(k => !k.IsSubmission).Select(k => new UploadTemplateLink(k, LastMonth.ToString()))];
    }

    /// <summary>A template.</summary>
    /// <param name="kind">What is filled in.</param>
    /// <param name="department">The caller's department; <c>""</c> for none.</param>
    /// <param name="month">The month; null for a template without one.</param>
    /// <param name="cancel">Stops waiting for storage.</param>
    public async Task<UploadTemplate> OfAsync(UploadKind kind, string department, FiscalMonth? month, CancellationToken cancel)
    {
        var reference = await referenceData.GetAsync(cancel);
        return kind.IsSubmission ? await FiguresAsync(reference, department, month, cancel)
            : OfFolder(reference, DropProfile.Of(kind.Id), month ?? LastMonth);
    }

    private async Task<UploadTemplate> FiguresAsync(ReferenceSnapshot reference, string department, FiscalMonth? month,
        CancellationToken cancel)
    {
        var due = (await DueAsync(department, cancel)).Where(d => d.Month == month?.ToString()).Select(d => d.Measure)
            .ToHashSet(StringComparer.Ordinal);
        var name = department.Length == 0 ? "" : (month is { } m ? reference.Register.Get(department, m) : null)?.Name
            ?? reference.Register.Newest(department)?.Name ?? "";
        var rows = MeasureRegistry.Current.OfForms.Where(f => due.Count == 0 ? f.IsCollectedIn((month ?? LastMonth).FiscalYear)
            : due.Contains(f.Id)).ToList();

        // As docs/submission-files.md has them.
        var year = (month ?? LastMonth).FiscalYear;
        var numbers = MeasureRegistry.Current.FormParts.Where(p => rows.Exists(r => r.In(year).Parts.Contains(p, StringComparer.Ordinal)))
            .ToList();
        return new(
            $"提出のひな形{(month is null ? "" : "_" + month)}",
            ["項目", .. numbers.Select(p => MeasureRegistry.Current.Part(p)!.Headings.First()), "所属", "所属名", "年月", FileHeadings.LastValues],
            [.. await Task.WhenAll(rows.Select(async f => (string[])[f.NameJa, .. numbers.Select(_ => ""), department, name,
                month is { } shown ? Text(shown) : "", await LastAsync(f, department, month, cancel)]))]);
    }

    // The newest actual figures before the month, of at most a fiscal year ago, as the form shows them.
    private async Task<string> LastAsync(Measure measure, string department, FiscalMonth? month, CancellationToken cancel)
    {
        if (department.Length == 0 || month is not { } until)
        {
            return "";
        }

        var years = new[] { until.FiscalYear, new FiscalYear(until.FiscalYear.Value - 1) };
        var said = (await Task.WhenAll(years.Select(y => ledger.ReadYearAsync(measure.Id, y, cancel)))).SelectMany(s => s);
        return EffectiveObservations.Of(said.Where(o => o.Section == department && o.Month < until && o.Status == FigureStatus.Actual))
            .MaxBy(o => o.Month) is { } last
            ? $"{JapaneseEra.Text(last.Month)}: {string.Join("、", last.Cells.Select(c => $"{PartNames.Ja(c.Part)} {PageText.Number(c.Value)}"))}" : "";
    }

    private static UploadTemplate OfFolder(ReferenceSnapshot reference, DropProfile profile, FiscalMonth month)
    {
        var owed = new OwedFigures(reference.Catalogue, reference.Register, new(reference.Holidays));
        var sections = owed.Of(profile.Measure.Id, month.FiscalYear, month).Where(o => o.Month == month).Select(o => o.Department)
            .Distinct().Order(StringComparer.Ordinal).Select(code => reference.Register.Get(code, month)).OfType<Section>();
        var columns = profile.Columns.Where(c => c.IsRequired
            || (profile.Figures.Contains(c.Column) && !profile.LeavesOut(c.Column, month.FiscalYear))).ToList();
        return new(
            $"{profile.Folder}のひな形_{month}",
            [.. columns.Select(c => c.Name)],
            [.. sections.Select(s => columns.Select(c => c.Column switch
            {
                DropColumn.Month => Text(month),
                DropColumn.SectionCode => s.Code,
                DropColumn.SectionName => s.Name,
                _ => "",
            }).ToArray())]);
    }

    // Excel makes Jun-21 of 2021-06.
    private static string Text(FiscalMonth month) => string.Create(
        CultureInfo.InvariantCulture, $"{month.Key / 100}年{month.Key % 100}月");

    private async Task<IReadOnlyList<DueFigure>> DueAsync(string department, CancellationToken cancel)
    {
        if (department.Length == 0)
        {
            return [];
        }

        var last = LastMonth.FiscalYear;
        var years = await Task.WhenAll(new[] { last, new FiscalYear(last.Value - 1) }
            .Select(y => dueFigures.OfYearAsync(y, d => d == department, cancel)));
        return [.. years.SelectMany(y => y)
            .Where(d => d.ReceivedAt is null && MeasureRegistry.Current.OfForms.Any(f => f.Id == d.Measure))];
    }
}
