using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Ledger;

namespace SmartToyonaka.Publishing.Recomputation;

/// <summary>Which fiscal years of a topic have been computed, and the carry-forward of each.</summary>
/// <param name="TopicYear">The topic and year.</param>
/// <param name="HandedOn">A digest of what other years read of this one; <c>""</c> until it has been computed.</param>
/// <param name="Run">Counts the computations, so that the slower one of two concurrent computations detects the other.</param>
/// <param name="ETag">The version read; <c>""</c> when there is none yet.</param>
public sealed record TopicYearState(TopicYear TopicYear, string HandedOn, long Run, string ETag)
{
    /// <summary>
    /// The name of its carry-forward in <see cref="CarryForwardStore"/>; <c>""</c> for none, or for one of a version without names.
    /// </summary>
    public string Closing { get; init; } = "";

    /// <summary>The name of the previous carry-forward, for instances that began to read before the change.</summary>
    public string Replaced { get; init; } = "";

    /// <summary>The name of the previous year's carry-forward that this one was computed from; <c>""</c> for none.</summary>
    public string BuiltOn { get; init; } = "";

    /// <summary>The names of the carry-forwards of other topics that this one was computed from.</summary>
    public CarryForwardVersions Elsewhere { get; init; } = CarryForwardVersions.Nothing;
}

/// <summary>Which carry-forwards of other topics a computation has read: the name of each by its topic.</summary>
/// <param name="Text">As it is stored: <c>managed_facilities:3f…|…</c>; <c>""</c> for none.</param>
public readonly record struct CarryForwardVersions(string Text)
{
    /// <summary>No other topic was read.</summary>
    public static readonly CarryForwardVersions Nothing = new("");

    /// <summary>What was read, by topic.</summary>
    public static CarryForwardVersions Of(IEnumerable<(string Topic, string Name)> read) =>
        new(string.Join('|', read.OrderBy(r => r.Topic, StringComparer.Ordinal).Select(r => $"{r.Topic}:{r.Name}")));

    /// <summary>The topics that were read.</summary>
    public IEnumerable<string> Topics => Text.Split('|', StringSplitOptions.RemoveEmptyEntries).Select(t => t.Split(':')[0]);

    /// <summary>True where the carry-forward of a topic that was read has this name.</summary>
    public bool Has(string topic, string name) => Text.Split('|').Contains($"{topic}:{name}");
}

/// <summary>The table <c>work</c>: a partition per topic, a row per fiscal year.</summary>
public sealed class TopicYearStore(StorageAccount storage)
{
    private readonly TableStore table = storage.Table(TableNames.Work);

    /// <summary>The years of a topic that have been computed or begun, oldest first.</summary>
    public async Task<IReadOnlyList<TopicYearState>> ListAsync(string topic, CancellationToken cancel) =>
        [.. (await table.ListAsync(topic, cancel: cancel))
            .Select(r => new TopicYearState(new(topic, new(r.Int("fiscalyear"))), r.Text("handedon"), r.Long("run"), r.ETag)
        {
            Closing = r.Text("closing"),
            Replaced = r.Text("replaced"),
            BuiltOn = r.Text("builton"),
            Elsewhere = new(r.Text("elsewhere")),
        })];

    /// <summary>Registers a year before it is computed for the first time; idempotent.</summary>
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
                ["elsewhere"] = state.Elsewhere.Text,

                // Two concurrent records may have the same content; each has to know whether its own was written.
                ["recording"] = Guid.NewGuid().ToString("N"),
            }, state.ETag),
            cancel);
}

/// <summary>
/// The carry-forward of a fiscal year of a topic, each version a blob named by its content. The current name is recorded with the
/// computation (<see cref="TopicYearState.Closing"/>), so that no computation overwrites what another has recorded.
/// </summary>
public sealed class CarryForwardStore(StorageAccount storage, TopicYearStore years)
{
    // A further attempt is needed only when another computation was recorded in between.
    private const int MaxLooks = 10;

    private readonly BlobStore state = storage.Container(ContainerNames.State);

    /// <summary>The carry-forward of the last year before, with its name; empty when there is none.</summary>
    /// <param name="topicYear">The year that builds on it.</param>
    /// <param name="known">The years of the topic as they were read.</param>
    /// <param name="cancel">Stops waiting for storage.</param>
    /// <exception cref="InvalidDataException">It is recorded, but its blob is missing.</exception>
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

                // A year that is being computed for the first time has no carry-forward yet; it requests this one when it has.
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

        throw new InvalidDataException(
            $"What a year of {topicYear.Topic} before {topicYear.Year} handed on is not there; `rebuild` makes it again.");
    }

    /// <summary>Stores a carry-forward under a name; idempotent.</summary>
    public Task WriteAsync(TopicYear topicYear, string name, byte[] closing, CancellationToken cancel) =>
        state.TryCreateAsync(Name(topicYear, name), closing, "application/json", cancel);

    /// <summary>Deletes the carry-forward of a name.</summary>
    public Task DeleteAsync(TopicYear topicYear, string name, CancellationToken cancel) => state.DeleteAsync(Name(topicYear, name), cancel);

    // Earlier versions of the program stored a single one, without a name.
    private static string Name(TopicYear t, string name) =>
        name.Length == 0 ? $"closings/{t.Topic}/{t.Year}.json" : $"closings/{t.Topic}/{t.Year}-{name}.json";
}
