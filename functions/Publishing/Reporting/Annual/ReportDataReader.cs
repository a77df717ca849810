using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Domain.Indicators;
using SmartToyonaka.Intake.Periods;
using SmartToyonaka.Intake.Reference;
using SmartToyonaka.Ledger;
using SmartToyonaka.Publishing.Recomputation;

namespace SmartToyonaka.Publishing.Reporting.Annual;

/// <summary>Gathers what a report is made from: as published now, or as it was received by an instant.</summary>
public sealed class ReportDataReader(
    ReferenceData reference, PublishedIndicators published, YearFiguresReader figures, ReportTextStore texts,
        PeriodChangeStore periodChanges, ComputedYears computed)
{
    /// <summary>The fiscal years of the programme of which there are figures, oldest first.</summary>
    public async Task<IReadOnlyList<FiscalYear>> YearsAsync(CancellationToken cancel)
    {
        var first = (await reference.GetAsync(cancel)).Catalogue.ProgrammeFirstFiscalYear;
        return [.. (await computed.ListAsync(cancel)).Select(t => t.Year).Where(y => y.Value >= first).Distinct().Order()];
    }

    /// <summary>What a year's report is made from.</summary>
    /// <param name="year">The fiscal year.</param>
    /// <param name="receivedBy">Only what had been received by then; null for what is published.</param>
    /// <param name="cancel">Stops waiting for storage.</param>
    public async Task<ReportData> ReadAsync(FiscalYear year, DateTimeOffset? receivedBy, CancellationToken cancel) =>
        await ReadWithAsync(year, await texts.FindAsync(year, cancel), receivedBy, cancel);

    /// <summary>The same with texts that did not take effect.</summary>
    /// <param name="year">The fiscal year.</param>
    /// <param name="prose">The texts; null for none.</param>
    /// <param name="receivedBy">Only what had been received by then; null for what is published.</param>
    /// <param name="cancel">Stops waiting for storage.</param>
    public async Task<ReportData> ReadWithAsync(FiscalYear year, ReportTexts? prose, DateTimeOffset? receivedBy, CancellationToken cancel)
    {
        var newest = await (receivedBy is null ? reference.GetAsync(cancel) : reference.GetNewestAsync(cancel));
        var snapshot = newest with { Catalogue = newest.Catalogue.In(year) };
        var outline = (await reference.ReadOutlineAsync(cancel)).Of(snapshot.Catalogue, year);
        var asked = outline.Measures.SelectMany(m => m.Templates().Select(t => t.Line.Ja)).Concat((prose?.Lines ?? []).OfType<string>())
            .SelectMany(l => Figures(l, snapshot.Catalogue)).Select(f => f.Month?.FiscalYear).OfType<FiscalYear>();
        var years = asked.Concat([year, new(year.Value - 1), snapshot.Catalogue.BaseYear]).Distinct().ToList();
        var values = await Task.WhenAll(years.Select(async y => KeyValuePair.Create(y, receivedBy is { } by
            ? await published.AsReceivedByAsync(y, by, cancel)
            : await published.OfYearAsync(y, cancel))));

        var topics = outline.Measures.SelectMany(m => m.Registers).Select(r => snapshot.Catalogue.Find(r.Indicator)?.Topic)
            .OfType<string>().Distinct();
        var registers = await Task.WhenAll(topics.Select(async t => KeyValuePair.Create(t, (receivedBy is { } by
            ? await figures.AsReceivedByAsync(t, year, by, snapshot, cancel)
            : await figures.NowAsync(t, year, snapshot, cancel)).Figures)));
        var closed = await periodChanges.ReadAsync(year, cancel);
        if (receivedBy is { } instant)
        {
            closed = closed.AsOf(instant);
        }

        return new(year, snapshot, outline, prose, values.ToDictionary(), registers.ToDictionary(StringComparer.Ordinal),
            [.. year.Months.Where(m => !closed.IsClosed(m))]);
    }

    /// <summary>
    /// A frozen report in English. One that was frozen before there was English keeps its lines as they are; its parts, headings and
    /// indicators have the English names of now.
    /// </summary>
    public async Task<AnnualReport> InEnglishAsync(FrozenReport frozen, CancellationToken cancel) => frozen.EnglishContent()
        ?? EnglishNames.On(frozen.Content(), await reference.ReadOutlineAsync(cancel), (await reference.GetNewestAsync(cancel)).Catalogue);

    private static IEnumerable<TemplateFigure> Figures(string line, Catalogue catalogue)
    {
        try
        {
            return ReportTemplate.Parse(line, catalogue).Pieces.Select(p => p.Figure).OfType<TemplateFigure>();
        }
        catch (FormatException)
        {
            // The catalogue that holds knows the indicator no more; the report says so in its place.
            return [];
        }
    }
}
