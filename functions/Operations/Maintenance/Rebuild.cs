using System.Globalization;
using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Intake.Drops;
using SmartToyonaka.Ledger;
using SmartToyonaka.Publishing.Completeness;
using SmartToyonaka.Publishing.Files;
using SmartToyonaka.Publishing.Recomputation;
using SmartToyonaka.Publishing.Tables;

namespace SmartToyonaka.Operations.Maintenance;

/// <summary>What a rebuild did.</summary>
/// <param name="TopicYears">Topics and fiscal years that were computed.</param>
/// <param name="Removed">Published rows that nothing accounts for, and that are gone now.</param>
/// <param name="Noted">Values that wait to be confirmed and were in no list of them.</param>
public sealed record RebuildOutcome(int TopicYears, int Removed, int Noted);

/// <summary>
/// Makes every published table, and the list of what waits to be confirmed, again from the ledger and the list of uploads. What is right
/// already is not written.
/// </summary>
public sealed class Rebuild(
    StorageAccount storage, RecordedYears recorded, IndicatorRecomputer recomputer, CompletenessPublisher completeness,
    Verification verification, WaitingEntries waiting, PublishedFiles files)
{
    private readonly TopicYearStore years = new(storage);
    private readonly DropClaimStore drops = new(storage);

    /// <summary>Processes every topic, oldest year first, since later years read the carry-forward.</summary>
    public async Task<RebuildOutcome> RunAsync(IProgress<string> progress, CancellationToken cancel)
    {
        var topics = await recorded.ListAsync(cancel);
        await recomputer.HandleAsync(new([], []), cancel);
        foreach (var topic in topics)
        {
            progress.Report(string.Create(CultureInfo.InvariantCulture, $"{topic.Key} {topic.First().Year}-{topic.Last().Year}"));

            // The carry-forward may be lost, so it is computed again.
            foreach (var state in (await years.ListAsync(topic.Key, cancel)).Where(s => s.HandedOn.Length > 0))
            {
                await years.TryRecordAsync(state with { HandedOn = "" }, cancel);
            }

            await recomputer.HandleAsync(new([.. topic], []), waitsForOthers: true, cancel);
        }

        progress.Report("values that wait to be confirmed");
        var noted = await waiting.RebuildAsync(cancel);
        progress.Report(TableNames.FactCompleteness);
        await completeness.CatchUpAsync(cancel);
        progress.Report(TableNames.FactDrop);
        foreach (var folder in DropProfile.All.Select(p => p.Folder))
        {
            await PublishFactsAsync(folder, cancel);
        }

        // With the ETag that was read: a row that was published since has a source.
        var removed = 0;
        foreach (var row in (await verification.ConfirmedAsync(cancel)).Where(d => d.Kind == VerificationDifferenceKind.Unaccounted))
        {
            removed += await storage.Table(row.Table)
                .TryWriteAsync([], [new(row.Partition, row.Key, new Dictionary<string, object>(), row.ETag)], cancel) ? 1 : 0;
        }

        if (removed > 0)
        {
            // Submissions that were accepted meanwhile may account for one of these rows.
            await recomputer.HandleAsync(new([.. topics.SelectMany(t => t)], []), cancel);
        }

        progress.Report("published files");
        await files.RenewAsync(cancel);
        return new(topics.Sum(t => t.Count()), removed, noted);
    }

    // Rows are only added here: an unexpected one may belong to an upload that is being completed.
    private async Task PublishFactsAsync(string folder, CancellationToken cancel)
    {
        var facts = storage.Table(TableNames.FactDrop);
        var there = (await facts.ListAsync(folder, cancel: cancel)).ToDictionary(r => r.Key, StringComparer.Ordinal);
        await facts.WriteAsync((await drops.FactsAsync(folder, cancel)).Where(f => !there.TryGetValue(f.Key, out var row)
            || !row.SameAs(f, TablePublisher.Stamps)), [], cancel);
    }
}
