using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Intake.Reference;

namespace SmartToyonaka.Publishing.Reporting.Annual.Ranges;

/// <summary>Gathers the reports of several years: as each was frozen, else as it is now.</summary>
public sealed class RangeReportReader(
    ReportDataReader reader, ReportTextStore texts, ReferenceData reference)
{
    /// <summary>
    /// The years that a report over several may speak of: those of the programme, as long as the texts say that it lasts, and those of
    /// which there are figures. None while there are no figures at all.
    /// </summary>
    public async Task<IReadOnlyList<FiscalYear>> YearsAsync(CancellationToken cancel)
    {
        var known = await reader.YearsAsync(cancel);
        if (known.Count == 0)
        {
            return [];
        }

        var first = (await reference.GetAsync(cancel)).Catalogue.ProgrammeFirstFiscalYear;
        var said = await Task.WhenAll(known.Select(y => texts.FindAsync(y, cancel)));
        var last = Math.Max(known[^1].Value, said.Max(t => t?.LastFiscalYear ?? 0));
        return [.. Enumerable.Range(first, last - first + 1).Select(y => new FiscalYear(y))];
    }

    /// <summary>The report over some years; null while one of them is still being frozen.</summary>
    /// <param name="range">Years of <see cref="YearsAsync"/>.</param>
    /// <param name="state">The state of a year's report.</param>
    /// <param name="english">In which language it is.</param>
    /// <param name="cancel">Stops waiting for storage.</param>
    public async Task<RangeReport?> ReadAsync(YearRange range, Func<FiscalYear, Task<FrozenState>> state, bool english,
        CancellationToken cancel)
    {
        var known = await reader.YearsAsync(cancel);
        var reports = new List<(FiscalYear, AnnualReport?)>();
        foreach (var year in range.Years)
        {
            if (!known.Contains(year))
            {
                reports.Add((year, null));
                continue;
            }

            var (frozen, isOnItsWay) = await state(year);
            if (isOnItsWay)
            {
                return null;
            }

            reports.Add((year, await OfAsync(year, frozen, english, cancel)));
        }

        return RangeReportBuilder.Build((await reference.ReadOutlineAsync(cancel)).Title.In(english), reports, english);
    }

    // A report that was frozen without its indicators has them from what had been received by then.
    private async Task<AnnualReport> OfAsync(FiscalYear year, FrozenReport? frozen, bool english, CancellationToken cancel)
    {
        if (frozen is null)
        {
            return ReportBuilder.Build(await reader.ReadAsync(year, null, cancel), english: english);
        }

        var content = english ? await reader.InEnglishAsync(frozen, cancel) : frozen.Content();
        return content.Indicators.Count > 0 || content.Groups.Count == 0 ? content : content with
        {
            Indicators = ReportBuilder.Build(await reader.ReadAsync(year, frozen.ReceivedBy, cancel), english: english).Indicators,
        };
    }
}
