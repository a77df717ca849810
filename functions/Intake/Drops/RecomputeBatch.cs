using SmartToyonaka.Ledger;

namespace SmartToyonaka.Intake.Drops;

/// <summary>
/// The recomputations that a pull run requests, in one message for many files: twelve files of a year lead to one recomputation. A file
/// whose message is not sent yet keeps its mark, and the sweep requests it.
/// </summary>
internal sealed class RecomputeBatch(RecomputeQueue queue)
{
    private const int MaxMarks = 100;

    private readonly HashSet<TopicYear> topicYears = [];
    private readonly List<PendingMark> marks = [];

    public void Add(IEnumerable<TopicYear> changed, PendingMark mark)
    {
        topicYears.UnionWith(changed);
        marks.Add(mark);
    }

    public Task SendIfFullAsync(CancellationToken cancel) => marks.Count >= MaxMarks ? SendAsync(cancel) : Task.CompletedTask;

    public async Task SendAsync(CancellationToken cancel)
    {
        if (marks.Count > 0)
        {
            await queue.SendAsync(topicYears.OrderBy(t => t.Topic, StringComparer.Ordinal).ThenBy(t => t.Year), marks, cancel);
            topicYears.Clear();
            marks.Clear();
        }
    }
}
