using SmartToyonaka.Ledger;
using SmartToyonaka.Storage;

namespace SmartToyonaka.Publishing;

/// <summary>Which fiscal years of a topic have been computed, and what each handed on to others.</summary>
/// <param name="TopicYear">The topic and year.</param>
/// <param name="HandedOn">A digest of what other years read of this one; <c>""</c> until it has been computed.</param>
/// <param name="Run">Counts the computations, so that of two at once the slower one notices.</param>
/// <param name="ETag">The version read; <c>""</c> when there is none yet.</param>
public sealed record TopicYearState(TopicYear TopicYear, string HandedOn, long Run, string ETag);

/// <summary>The table <c>work</c>: a partition per topic, a row per fiscal year.</summary>
public sealed class TopicYearStore(StorageAccount storage)
{
    private readonly TableStore table = storage.Table(TableNames.Work);

    /// <summary>The years of a topic that have been computed or begun, oldest first.</summary>
    public async Task<IReadOnlyList<TopicYearState>> ListAsync(string topic, CancellationToken cancel) =>
        [.. (await table.ListAsync(topic, cancel: cancel)).Select(r => new TopicYearState(new(topic, new(r.Int("fiscalyear"))), r.Text("handedon"), r.Long("run"), r.ETag))];

    /// <summary>Makes a year known before it is computed for the first time; harmless when it is known already.</summary>
    public Task AnnounceAsync(TopicYear topicYear, CancellationToken cancel) => TryRecordAsync(new(topicYear, "", 0, ""), cancel);

    /// <summary>Records a computation; false when another one was recorded since the state was read.</summary>
    public Task<bool> TryRecordAsync(TopicYearState state, CancellationToken cancel) =>
        table.TryReplaceAsync(
            new(state.TopicYear.Topic, state.TopicYear.Year.ToString(), new Dictionary<string, object>(StringComparer.Ordinal)
            {
                ["fiscalyear"] = state.TopicYear.Year.Value,
                ["handedon"] = state.HandedOn,
                ["run"] = state.Run,

                // Two that record at once may say the same; each still has to know whether it was itself.
                ["recording"] = Guid.NewGuid().ToString("N"),
            }, state.ETag),
            cancel);
}

/// <summary>What a fiscal year of a topic hands on, kept as a blob: read and written whole.</summary>
public sealed class ClosingStore(StorageAccount storage)
{
    private readonly BlobStore state = storage.Container(ContainerNames.State);

    /// <summary>What a year handed on; null before the first time.</summary>
    public async Task<IReadOnlyList<Figures.Observation>?> ReadAsync(TopicYear topicYear, CancellationToken cancel) =>
        await state.ReadAsync(Name(topicYear), cancel) is { } found ? ObservationJson.Read(found.Content) : null;

    public Task WriteAsync(TopicYear topicYear, byte[] closing, CancellationToken cancel) =>
        state.WriteAsync(Name(topicYear), closing, "application/json", cancel);

    private static string Name(TopicYear t) => $"closings/{t.Topic}/{t.Year}.json";
}
