using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Intake.Drops;
using SmartToyonaka.Intake.Periods;
using SmartToyonaka.Intake.Submissions;
using SmartToyonaka.Ledger;

namespace SmartToyonaka.Publishing.Recomputation;

/// <summary>
/// Deletes the marks of what has been computed. A message is not trusted, since anyone who can write to the queue could name any row: a row
/// is deleted only in a partition of marks, with a key of a mark, and when everything that it covers was computed for this message.
/// </summary>
internal sealed class PendingMarks(StorageAccount storage)
{
    // Messages of one computation end together, and the marks that they take away go together.
    private readonly Dictionary<string, TableStore> tables = new[] { TableNames.Submissions, TableNames.Closings, TableNames.Drops }
        .ToDictionary(name => name, storage.Table, StringComparer.Ordinal);

    private readonly SubmissionStore submissions = new(storage);
    private readonly ComputedYears computed = new(storage);

    /// <summary>Deletes the marks of a request that has been computed; returns those that it may not delete.</summary>
    /// <returns> <c>NotIts</c>: rows that are no marks of what the request asked for. <c>Remaining</c>: what is still to be computed for
    /// the mark of a closing, because topics of its year were computed for the first time since the request was sent; null when nothing is.
    /// </returns>
    public async Task<(IReadOnlyList<PendingMark> NotIts, RecomputeRequest? Remaining)> TakeAwayAsync(RecomputeRequest request,
        CancellationToken cancel)
    {
        var done = request.TopicYears.Concat(request.Done).ToHashSet();
        var left = await Task.WhenAll(request.Pending.Select(async mark =>
        {
            if (!IsMark(mark))
            {
                return new RemainingWork(mark, []);
            }

            IReadOnlyList<TopicYear> work = [.. (await WorkOfAsync(mark, cancel)).Where(t => !done.Contains(t))];
            if (work.Count > 0)
            {
                return new RemainingWork(mark, work);
            }

            await tables[mark.Table].DeleteTogetherAsync(mark.Partition, mark.Key, cancel);
            return new RemainingWork(null, work);
        }));
        var closings = left.Where(x => x is { Mark.Table: TableNames.Closings, Work.Count: > 0 }).ToList();
        var remaining = closings.Count == 0 ? null : request with
        {
            TopicYears = [.. closings.SelectMany(x => x.Work).Distinct()],
            Done = [.. done],
            Pending = [.. closings.Select(x => x.Mark!)],
        };
        return ([.. left.Where(x => x.Mark is not null && !closings.Contains(x)).Select(x => x.Mark!)], remaining);
    }

    /// <summary>A mark that stays, with what is still to be computed for it; null when it was deleted.</summary>
    private sealed record RemainingWork(PendingMark? Mark, IReadOnlyList<TopicYear> Work);

    private static bool IsMark(PendingMark mark) => (mark.Table, mark.Partition) switch
    {
        (TableNames.Submissions, SubmissionStore.Partition) => mark.Key.StartsWith(SubmissionStore.MarkPrefix, StringComparison.Ordinal),
        (TableNames.Closings, PeriodChangeStore.Partition) => mark.Key.StartsWith(PeriodChangeStore.MarkPrefix, StringComparison.Ordinal),
        (TableNames.Drops, DropClaimStore.PendingPartition) => true,
        _ => false,
    };

    // A mark without row or without submission covers nothing.
    private async Task<IReadOnlyCollection<TopicYear>> WorkOfAsync(PendingMark mark, CancellationToken cancel) =>
        mark.Table == TableNames.Submissions
            ? (await submissions.FindAsync(mark.Key[(mark.Key.LastIndexOf('!') + 1)..], cancel))?.TopicYears ?? []
        : await tables[mark.Table].GetAsync(mark.Partition, mark.Key, cancel) is not { } row ? []
        : mark.Table == TableNames.Closings ? await computed.OfYearAsync(new(row.Int("fiscalyear")), cancel)
        : DropClaimStore.ParseTopicYears(row.Text("keys"));
}
