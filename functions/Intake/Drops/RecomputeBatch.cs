using SmartToyonaka.Ledger;

namespace SmartToyonaka.Intake.Drops;

/// <summary>
/// What a pull asks to be computed, in one message for many files: twelve files of a year are one recomputation, not twelve. A file
/// whose message is not sent yet keeps its mark, and the sweep asks for it.
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
