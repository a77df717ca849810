using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Domain.Indicators;
using SmartToyonaka.Intake.Reference;

namespace SmartToyonaka.Publishing.Reporting.Annual.Editing;

/// <summary>The fields that the texts of a year's report have: by the outline and the catalogue in effect.</summary>
public sealed class ReportFormReader(ReferenceData reference)
{
    /// <summary>The fields of a fiscal year.</summary>
    public async Task<TextFields> ReadAsync(FiscalYear year, CancellationToken cancel)
    {
        var catalogue = (await reference.GetAsync(cancel)).Catalogue.In(year);
        return new((await reference.ReadOutlineAsync(cancel)).Of(catalogue, year), catalogue);
    }
}
