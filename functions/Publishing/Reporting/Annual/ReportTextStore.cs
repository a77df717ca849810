using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Intake.Reference;

namespace SmartToyonaka.Publishing.Reporting.Annual;

/// <summary>The prose of a year's report: what was uploaded and taken, else what is built in.</summary>
public sealed class ReportTextStore(StorageAccount storage)
{
    private readonly BlobStore state = storage.Container(ContainerNames.State);

    /// <summary>
    /// The texts of a fiscal year; null where there are none. A figure that the catalogue knows no more is told in its place.
    /// </summary>
    public async Task<ReportTexts?> FindAsync(FiscalYear year, CancellationToken cancel)
    {
        var content = await state.ReadAsync(ReferencePuller.ReportTextsBlob(year), cancel) is { } held ? held.Content
            : ReportTexts.BuiltIn.GetValueOrDefault(year.Value);
        return content is null ? null : ReportTexts.Parse(content, year, null);
    }
}
