using System.Text.Json;
using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Domain.Organisation;
using SmartToyonaka.Intake.Reference;
using SmartToyonaka.Intake.Submissions;
using SmartToyonaka.Ledger;
using SmartToyonaka.Publishing.Completeness;
using SmartToyonaka.Publishing.Recomputation;

namespace SmartToyonaka.Publishing.Reporting.Submissions;

/// <summary>
/// Reads what a receipt is shown with, when it is shown: handing in waits for none of it. Indicators are told once everything of the
/// department is computed.
/// </summary>
public sealed class ReceiptReader(SubmissionStore store, LedgerStore ledger, ReferenceData referenceData, PublishedIndicators indicators)
{
    /// <summary>What is told of a stored submission.</summary>
    public async Task<ReceiptDetails> ReadAsync(StoredSubmission stored, CancellationToken cancel)
    {
        var reference = await referenceData.GetAsync(cancel);
        var receipt = JsonSerializer.Deserialize<SubmissionReceipt>(stored.Receipt, JsonSerializerOptions.Web)!;
        var entries = await store.ReadEntriesToShowAsync(stored.Id, cancel);
        var said = (await Task.WhenAll(entries.Select(e => SaidAsync(reference.Register, e, cancel))))
            .SelectMany(s => s).Distinct().ToList();
        var section = FiscalMonth.TryParseIso(receipt.Month, out var month) ? reference.Register.Get(receipt.Department, month) : null;
        var pending = await store.NewestPendingAsync(stored.Department, cancel) is not null;
        return new(receipt, (section ?? reference.Register.Newest(receipt.Department))?.Name ?? "",
            SubmissionChange.Of(entries, said, reference.Register), Due(reference, receipt, entries, said),
            pending ? null : await MovesAsync(reference, receipt, entries, cancel));
    }

    private async Task<IReadOnlyList<Observation>> SaidAsync(Register register, Observation entry, CancellationToken cancel)
    {
        if (entry.Initiative is null)
        {
            return await ledger.ReadMonthAsync(entry.Measure, entry.Section, entry.Month, entry.Status, cancel);
        }

        // A status holds on until the next one, however long ago it was handed in.
        return await ledger.ReadYearsAsync(entry.Measure, LedgerStore.FirstYear, entry.Month.FiscalYear,
                InitiativeSections.CodesOf(register, entry.Section, entry.Month), cancel)
            .Where(o => InitiativeName.AreSame(o.Initiative!.Name, entry.Initiative.Name)).ToListAsync(cancel);
    }

    // Only the first figure of a month decides; a correction makes nothing late.
    private static IReadOnlyList<SubmittedDueFigure> Due(ReferenceSnapshot reference, SubmissionReceipt receipt,
        IReadOnlyList<Observation> entries, IReadOnlyList<Observation> said)
    {
        var owed = new OwedFigures(reference.Catalogue, reference.Register, new(reference.Holidays));
        var until = said.Where(o => o.HandedInAt <= receipt.ReceivedAt).ToList();
        return [.. entries.Where(e => e.Initiative is null && e.Status == FigureStatus.Actual && e.State != EntryState.Withdrawn)
            .SelectMany(e => owed.Of(e.Measure, e.Month.FiscalYear, e.Month).Where(o => o.Month == e.Month && o.Department == e.Section))
            .Select(o => new SubmittedDueFigure(o, CompletenessRows.Received(o.Measure, until)
                .TryGetValue(CompletenessRows.Key(o.Month, o.Department), out var at) ? at : null))];
    }

    private async Task<IReadOnlyList<IndicatorMove>> MovesAsync(ReferenceSnapshot reference, SubmissionReceipt receipt,
        IReadOnlyList<Observation> entries, CancellationToken cancel)
    {
        var now = await indicators.FedByAsync(entries, cancel);
        var topics = entries.Select(e => MeasureRegistry.Current.Get(e.Measure).Topic).ToHashSet(StringComparer.Ordinal);
        var years = now.Select(n => new FiscalYear(n.FiscalYear)).Distinct();
        var before = (await Task.WhenAll(years.Select(y =>
            indicators.AsReceivedByAsync(y, receipt.ReceivedAt.AddTicks(-1), topics, cancel)))).SelectMany(b => b)
            .ToDictionary(b => (b.Indicator, b.Basis, b.Status, b.Month));
        return [.. now.Select(n => new IndicatorMove(reference.Catalogue.Indicators.First(i => i.Id == n.Indicator),
            before.GetValueOrDefault((n.Indicator, n.Basis, n.Status, n.Month)), n))];
    }
}
