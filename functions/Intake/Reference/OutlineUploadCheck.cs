using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Domain.Organisation;
using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Intake.Messages;

namespace SmartToyonaka.Intake.Reference;

/// <summary>Checks an upload of the report's outline, also against the texts that have been written for the one in effect.</summary>
public sealed class OutlineUploadCheck(StorageAccount storage, ReferenceData reference)
{
    private readonly BlobStore state = storage.Container(ContainerNames.State);

    /// <summary>Checks an outline by itself and against the current one.</summary>
    public async Task<(byte[]? Utf8, IReadOnlyList<RegisterError> Errors)> CheckAsync(byte[] content, ReferenceSnapshot now,
        CancellationToken cancel)
    {
        var (utf8, errors) = await ReferenceCheck.OutlineAsync(content, now.Catalogue);
        if (utf8 is null)
        {
            return (null, errors);
        }

        var inEffect = await reference.ReadOutlineAsync(cancel);
        var kept = ReportOutline.Parse(utf8).Measures.Select(m => m.Id).ToHashSet(StringComparer.Ordinal);
        var gone = inEffect.Measures.Where(m => !kept.Contains(m.Id)
            && m.IndicatorsIn(now.Catalogue).Any(i => now.Catalogue.Find(i) is not null)).ToList();
        if (gone.Count == 0)
        {
            return (utf8, []);
        }

        var texts = await TextsAsync(cancel);
        List<ReportTextFault> faults = [.. gone.Select(m => (Part: m, Years: texts.Where(t => Says(t, m.Id)).Select(t => $"{t.FiscalYear}").ToList()))
            .Where(m => m.Years.Count > 0)
            .Select(m => new ReportTextFault("/measures", OutlineMessages.TextsLost(m.Part.Id, m.Part.Name.InBoth, m.Years)))];
        return faults.Count == 0 ? (utf8, []) : (null, ReferenceCheck.OfReport(new(faults), "part_vanished", utf8));
    }

    private static bool Says(ReportTexts texts, string part) => texts.Measures.GetValueOrDefault(part) is { } said
        && said.Planned.Count + said.Done.Count + said.Next.Count + said.Initiatives.Count + said.Order.Count + said.Shared.Count > 0;

    // The texts of every year: what was uploaded and taken, else what is built in.
    private async Task<IReadOnlyList<ReportTexts>> TextsAsync(CancellationToken cancel)
    {
        var found = ReportTexts.BuiltIn.ToDictionary();
        await foreach (var blob in state.ListAsync(ReferencePuller.ReportTextsPrefix, cancel))
        {
            if (ReferencePuller.YearOf(blob.Name[ReferencePuller.ReportTextsPrefix.Length..]) is { } year
                && await state.ReadAsync(blob.Name, cancel) is { } taken)
            {
                found[year.Value] = taken.Content;
            }
        }

        return [.. found.OrderBy(t => t.Key).Select(t => ReportTexts.Parse(t.Value, new FiscalYear(t.Key), null))];
    }
}
