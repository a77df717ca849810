using System.Globalization;
using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Intake.Drops;
using SmartToyonaka.Ledger;
using SmartToyonaka.Publishing.Completeness;
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
    StorageAccount storage, RecordedYears recorded, IndicatorRecomputer recomputer, TopicYearStore years, CompletenessPublisher completeness,
    Verification verification, WaitingEntries waiting)
{
    private readonly DropClaimStore drops = new(storage);

    /// <summary>Goes through every topic, oldest year first, since years hand on to later ones.</summary>
    public async Task<RebuildOutcome> RunAsync(IProgress<string> progress, CancellationToken cancel)
    {
        var topics = await recorded.ListAsync(cancel);
        await recomputer.HandleAsync(new([], []), cancel);
        foreach (var topic in topics)
        {
            progress.Report(string.Create(CultureInfo.InvariantCulture, $"{topic.Key} {topic.First().Year}-{topic.Last().Year}"));

            // What a year handed on may be what was lost: it is handed on anew.
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

        // Of the version that was looked at: what was published since is not what nothing accounted for.
        var removed = 0;
        foreach (var row in (await verification.ConfirmedAsync(cancel)).Where(d => d.Kind == VerificationDifferenceKind.Unaccounted))
        {
            removed += await storage.Table(row.Table).TryWriteAsync([], [new(row.Partition, row.Key, new Dictionary<string, object>(), row.ETag)], cancel) ? 1 : 0;
        }

        if (removed > 0)
        {
            // What was accepted while this looked may have made one of them right as it was.
            await recomputer.HandleAsync(new([.. topics.SelectMany(t => t)], []), cancel);
        }

        return new(topics.Sum(t => t.Count()), removed, noted);
    }

    // Rows are only added here: one that is not expected may be of an upload that is just being finished.
    private async Task PublishFactsAsync(string folder, CancellationToken cancel)
    {
        var facts = storage.Table(TableNames.FactDrop);
        var there = (await facts.ListAsync(folder, cancel: cancel)).ToDictionary(r => r.Key, StringComparer.Ordinal);
        await facts.WriteAsync((await drops.FactsAsync(folder, cancel)).Where(f => !there.TryGetValue(f.Key, out var row) || !row.SameAs(f, TablePublisher.Stamps)), [], cancel);
    }
}
