using System.Globalization;
using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Intake.Reference;

namespace SmartToyonaka.Publishing.Completeness;

/// <summary>One figure owed as HTTP clients see it.</summary>
/// <param name="Department">The section's code.</param>
/// <param name="DepartmentName">Its name in that month.</param>
/// <param name="Measure">What is owed.</param>
/// <param name="Month">For which month (<c>2021-06</c>).</param>
/// <param name="State"><c>ontime</c>, <c>late</c>, <c>missing</c> or <c>notdue</c>.</param>
/// <param name="DueOn">The last day on which it is on time, in Japan.</param>
/// <param name="DueProvisional">True when the list of holidays does not reach so far yet.</param>
/// <param name="ReceivedAt">When the first figure was accepted; null when none was.</param>
public sealed record DueFigure(
    string Department, string DepartmentName, string Measure, string Month, string State, string DueOn, bool DueProvisional,
        DateTimeOffset? ReceivedAt);

/// <summary>Answers who has submitted what, as of now.</summary>
public sealed class DueFigures(StorageAccount storage, ReferenceData referenceData, TimeProvider clock)
{
    private readonly TableStore table = storage.Table(TableNames.FactCompleteness);

    /// <summary>What is owed in a fiscal year, by measure, month and department.</summary>
    /// <param name="year">The fiscal year.</param>
    /// <param name="mayShow">Which departments to show.</param>
    /// <param name="cancel">Stops waiting for storage.</param>
    public async Task<IReadOnlyList<DueFigure>> OfYearAsync(FiscalYear year, Func<string, bool> mayShow, CancellationToken cancel)
    {
        var reference = await referenceData.GetAsync(cancel);
        var now = clock.GetUtcNow();
        return [.. (await OwedAsync(year, reference, o => mayShow(o.Department), cancel)).Select(x => Show(x.Owed, x.ReceivedAt))];

        DueFigure Show(OwedFigure o, DateTimeOffset? receivedAt) => new(
            o.Department, reference.Register.Get(o.Department, o.Month)?.Name ?? "", o.Measure, o.Month.ToString(),
                o.StateAt(receivedAt, now).Text(),
            o.DueOn.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), o.DueOn.IsProvisional, receivedAt);
    }

    /// <summary>What is owed in a fiscal year, with when the first figure of each was accepted (null when none was).</summary>
    /// <param name="year">The fiscal year.</param>
    /// <param name="reference">The reference data to go by.</param>
    /// <param name="isWanted">Which to give.</param>
    /// <param name="cancel">Stops waiting for storage.</param>
    internal async Task<IReadOnlyList<(OwedFigure Owed, DateTimeOffset? ReceivedAt)>> OwedAsync(
        FiscalYear year, ReferenceSnapshot reference, Func<OwedFigure, bool> isWanted, CancellationToken cancel)
    {
        var owed = new OwedFigures(reference.Catalogue, reference.Register, new(reference.Holidays));
        var current = FiscalMonth.Of(JapanTime.Date(clock.GetUtcNow()));
        var measures = await Task.WhenAll(owed.Measures.Select(async measure =>
        {
            // Only the times of receipt are read from the table; who owes what, and whether it was in time, is computed now. A measure of
            // which a requested department owes nothing is not read.
            var wanted = owed.Of(measure, year, current).Where(isWanted).ToList();
            var received = wanted.Count == 0 ? []
                : CompletenessRows.Received(await table.ListAsync(CompletenessRows.Partition(measure, year), cancel: cancel));
            return wanted.Select(o =>
                (o, received.TryGetValue(CompletenessRows.Key(o.Month, o.Department), out var at) ? at : (DateTimeOffset?)null)).ToList();
        }));
        return [.. measures.SelectMany(m => m)];
    }
}
