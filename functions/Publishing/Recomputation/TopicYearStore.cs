using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Ledger;

namespace SmartToyonaka.Publishing.Recomputation;

/// <summary>Which fiscal years of a topic have been computed, and what each handed on to others.</summary>
/// <param name="TopicYear">The topic and year.</param>
/// <param name="HandedOn">A digest of what other years read of this one; <c>""</c> until it has been computed.</param>
/// <param name="Run">Counts the computations, so that of two at once the slower one notices.</param>
/// <param name="ETag">The version read; <c>""</c> when there is none yet.</param>
public sealed record TopicYearState(TopicYear TopicYear, string HandedOn, long Run, string ETag)
{
    /// <summary>
    /// Names what it handed on in <see cref="CarryForwardStore"/>; <c>""</c> when it has handed on nothing, or did so when there were no names.
    /// </summary>
    public string Closing { get; init; } = "";

    /// <summary>Names what it handed on before that, which whoever began to read a little earlier still finds.</summary>
    public string Replaced { get; init; } = "";

    /// <summary>Names what the year before had handed on when this one was computed; <c>""</c> when none had.</summary>
    public string BuiltOn { get; init; } = "";
}

/// <summary>The table <c>work</c>: a partition per topic, a row per fiscal year.</summary>
public sealed class TopicYearStore(StorageAccount storage)
{
    private readonly TableStore table = storage.Table(TableNames.Work);

    /// <summary>The years of a topic that have been computed or begun, oldest first.</summary>
    public async Task<IReadOnlyList<TopicYearState>> ListAsync(string topic, CancellationToken cancel) =>
        [.. (await table.ListAsync(topic, cancel: cancel)).Select(r => new TopicYearState(new(topic, new(r.Int("fiscalyear"))), r.Text("handedon"), r.Long("run"), r.ETag)
        {
            Closing = r.Text("closing"),
            Replaced = r.Text("replaced"),
            BuiltOn = r.Text("builton"),
        })];

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
                ["closing"] = state.Closing,
                ["replaced"] = state.Replaced,
                ["builton"] = state.BuiltOn,

                // Two that record at once may say the same; each still has to know whether it was itself.
                ["recording"] = Guid.NewGuid().ToString("N"),
            }, state.ETag),
            cancel);
}

/// <summary>
/// What a fiscal year of a topic hands on, each version a blob named by its content. Which of them holds is recorded with the computation
/// (<see cref="TopicYearState.Closing"/>), so that of two computations at once none puts in place what the other has recorded.
/// </summary>
public sealed class CarryForwardStore(StorageAccount storage, TopicYearStore years)
{
    // Each further one needs another computation recorded in between.
    private const int MaxLooks = 10;

    private readonly BlobStore state = storage.Container(ContainerNames.State);

    /// <summary>What the last of the years before handed on, with its name; nothing when none has.</summary>
    /// <param name="topicYear">The year that builds on it.</param>
    /// <param name="known">The years of the topic as they were read.</param>
    /// <param name="cancel">Stops waiting for storage.</param>
    /// <exception cref="InvalidDataException">It is recorded and not there.</exception>
    public async Task<(IReadOnlyList<SmartToyonaka.Domain.Measures.Observation> Opening, string Name)> ReadOpeningAsync(
        TopicYear topicYear, IReadOnlyList<TopicYearState> known, CancellationToken cancel)
    {
        for (var look = 1; look <= MaxLooks; look++)
        {
            var isReplaced = false;
            foreach (var before in known.Where(s => s.TopicYear.Year.Value < topicYear.Year.Value).Reverse())
            {
                if (await state.ReadAsync(Name(before.TopicYear, before.Closing), cancel) is { } found)
                {
                    return (ObservationJson.Read(found.Content), before.Closing);
                }

                // A year that is only just being computed has handed on nothing yet; it will ask for this one when it has.
                if (isReplaced = before.Closing.Length > 0)
                {
                    break;
                }
            }

            if (!isReplaced)
            {
                return ([], "");
            }

            known = await years.ListAsync(topicYear.Topic, cancel);
        }

        throw new InvalidDataException($"What a year of {topicYear.Topic} before {topicYear.Year} handed on is not there; `rebuild` makes it again.");
    }

    /// <summary>Keeps what a year hands on under a name; harmless when it is there.</summary>
    public Task WriteAsync(TopicYear topicYear, string name, byte[] closing, CancellationToken cancel) =>
        state.TryCreateAsync(Name(topicYear, name), closing, "application/json", cancel);

    /// <summary>Forgets what a year handed on under a name.</summary>
    public Task DeleteAsync(TopicYear topicYear, string name, CancellationToken cancel) => state.DeleteAsync(Name(topicYear, name), cancel);

    // Once there was one version only, without a name.
    private static string Name(TopicYear t, string name) =>
        name.Length == 0 ? $"closings/{t.Topic}/{t.Year}.json" : $"closings/{t.Topic}/{t.Year}-{name}.json";
}
