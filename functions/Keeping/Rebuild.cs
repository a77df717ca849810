using System.Globalization;
using SmartToyonaka.Completeness;
using SmartToyonaka.Drops;
using SmartToyonaka.Publishing;
using SmartToyonaka.Storage;

namespace SmartToyonaka.Keeping;

/// <summary>What a rebuild did.</summary>
/// <param name="TopicYears">Topics and fiscal years that were computed.</param>
/// <param name="Removed">Published rows that nothing accounts for, and that are gone now.</param>
public sealed record RebuildOutcome(int TopicYears, int Removed);

/// <summary>Makes every published table again from the ledger and the list of uploads. What is right already is not written.</summary>
public sealed class Rebuild(StorageAccount storage, KnownYears known, Recomputation recomputation, TopicYearStore years, CompletenessPublisher completeness, Verification verification)
{
    private readonly DropTable drops = new(storage);

    /// <summary>Goes through every topic, oldest year first, since years hand on to later ones.</summary>
    public async Task<RebuildOutcome> RunAsync(IProgress<string> progress, CancellationToken cancel)
    {
        var topics = await known.ListAsync(cancel);
        await recomputation.HandleAsync(new([], []), cancel);
        foreach (var topic in topics)
        {
            progress.Report(string.Create(CultureInfo.InvariantCulture, $"{topic.Key} {topic.First().Year}-{topic.Last().Year}"));

            // What a year handed on may be what was lost: it is handed on anew.
            foreach (var state in (await years.ListAsync(topic.Key, cancel)).Where(s => s.HandedOn.Length > 0))
            {
                await years.TryRecordAsync(state with { HandedOn = "" }, cancel);
            }

            await recomputation.HandleAsync(new([.. topic], []), waitsForOthers: true, cancel);
        }

        progress.Report(TableNames.FactCompleteness);
        await completeness.CatchUpAsync(cancel);
        progress.Report(TableNames.FactDrop);
        foreach (var folder in DropProfile.All.Select(p => p.Folder))
        {
            await TablePublisher.PublishAsync(storage.Table(TableNames.FactDrop), folder, await drops.FactsAsync(folder, cancel), cancel);
        }

        var unaccounted = new List<Difference>();
        await foreach (var difference in verification.PublishedAsync(cancel))
        {
            if (difference.Kind == DifferenceKind.Unaccounted)
            {
                unaccounted.Add(difference);
            }
        }

        foreach (var row in unaccounted)
        {
            await storage.Table(row.Table).DeleteAsync(row.Partition, row.Key, cancel);
        }

        return new(topics.Sum(t => t.Count()), unaccounted.Count);
    }
}
