using SmartToyonaka.Closings;
using SmartToyonaka.Drops;
using SmartToyonaka.Ledger;
using SmartToyonaka.Storage;
using SmartToyonaka.Submissions;

namespace SmartToyonaka.Publishing;

/// <summary>
/// Takes away the marks of what has been computed. A message is not believed: whoever can write into the queue could name any row. A row
/// is deleted only
/// where marks stand, by a key that marks have, and when all that it says is to be computed was computed for this message.
/// </summary>
internal sealed class PendingMarks(StorageAccount storage)
{
    private readonly SubmissionStore submissions = new(storage);
    private readonly ComputedYears computed = new(storage);

    /// <summary>Takes away the marks of a request that has been computed; gives those that it may not take away.</summary>
    public async Task<IReadOnlyList<PendingMark>> TakeAwayAsync(RecomputeRequest request, CancellationToken cancel)
    {
        var done = request.TopicYears.Concat(request.Done).ToHashSet();
        var left = await Task.WhenAll(request.Pending.Select(async mark =>
        {
            if (!IsMark(mark))
            {
                return mark;
            }

            if (!(await WorkOfAsync(mark, cancel)).All(done.Contains))
            {
                return mark;
            }

            await storage.Table(mark.Table).DeleteAsync(mark.Partition, mark.Key, cancel);
            return null;
        }));
        return [.. left.OfType<PendingMark>()];
    }

    private static bool IsMark(PendingMark mark) => (mark.Table, mark.Partition) switch
    {
        (TableNames.Submissions, SubmissionStore.Partition) => mark.Key.StartsWith(SubmissionStore.MarkPrefix, StringComparison.Ordinal),
        (TableNames.Closings, ClosingActStore.Partition) => mark.Key.StartsWith(ClosingActStore.MarkPrefix, StringComparison.Ordinal),
        (TableNames.Drops, DropTable.PendingPartition) => true,
        _ => false,
    };

    // A mark that is gone, or whose submission is, is about nothing.
    private async Task<IReadOnlyCollection<TopicYear>> WorkOfAsync(PendingMark mark, CancellationToken cancel) =>
        mark.Table == TableNames.Submissions
            ? (await submissions.FindAsync(mark.Key[(mark.Key.LastIndexOf('!') + 1)..], cancel))?.TopicYears ?? []
        : await storage.Table(mark.Table).GetAsync(mark.Partition, mark.Key, cancel) is not { } row ? []
        : mark.Table == TableNames.Closings ? await computed.OfYearAsync(new(row.Int("fiscalyear")), cancel)
        : DropTable.ParseTopicYears(row.Text("keys"));
}
