using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Infrastructure.Storage;

namespace SmartToyonaka.Ledger;

/// <summary>What is computed together: the indicators of a topic in a fiscal year.</summary>
public readonly record struct TopicYear(string Topic, FiscalYear Year)
{
    public static IEnumerable<TopicYear> Of(IEnumerable<Observation> observations) =>
        observations.Select(o => new TopicYear(MeasureRegistry.Current.Get(o.Measure).Topic, o.Month.FiscalYear)).Distinct();
}

/// <summary>A pending mark: a row that says that its figures are not computed yet; the recomputation deletes it.</summary>
/// <param name="Table">The table of the row.</param>
/// <param name="Partition">Its partition.</param>
/// <param name="Key">Its key.</param>
public sealed record PendingMark(string Table, string Partition, string Key);

/// <summary>A message of the queue. It has keys, never figures, so it may arrive twice, late and out of order.</summary>
/// <param name="TopicYears">What to compute.</param>
/// <param name="Pending">The marks to delete afterwards.</param>
public sealed record RecomputeRequest(IReadOnlyList<TopicYear> TopicYears, IReadOnlyList<PendingMark> Pending)
{
    /// <summary>When it was requested; null in a message without a time.</summary>
    public DateTimeOffset? AskedAt { get; init; }

    /// <summary>The requester's span in W3C Trace Context; null when there is no trace.</summary>
    public string? TraceParent { get; init; }

    /// <summary>What the marks cover beside <see cref="TopicYears"/>: requested by other messages, or already computed.</summary>
    public IReadOnlyList<TopicYear> Done { get; init; } = [];

    /// <summary>True for a message that has no keys and asks for the published files to be renewed.</summary>
    public bool IsForFiles { get; init; }

    private sealed record Wire(int V, IReadOnlyList<WireKey> Keys, IReadOnlyList<PendingMark>? Pending, DateTimeOffset? AskedAt,
        string? TraceParent, IReadOnlyList<WireKey>? Done,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool Files = false);

    private sealed record WireKey(string Topic, int FiscalYear);

    public string ToJson() =>
        JsonSerializer.Serialize(new Wire(1, ToWire(TopicYears), Pending, AskedAt, TraceParent, Done.Count == 0 ? null : ToWire(Done),
            IsForFiles), JsonSerializerOptions.Web);

    /// <exception cref="FormatException">Not a message of this program; it will end in the poison queue.</exception>
    public static RecomputeRequest Parse(string json)
    {
        try
        {
            var wire = JsonSerializer.Deserialize<Wire>(json, JsonSerializerOptions.Web);
            if (wire is not { V: 1, Keys: not null } || wire.Keys.Concat(wire.Done ?? [])
                .Any(k => k?.Topic is not { } topic || !MeasureRegistry.Current.OfTopic(topic).Any() || k.FiscalYear is < 1900 or > 2198))
            {
                throw new FormatException("The message does not name topics and fiscal years of this program.");
            }

            if (wire.Pending?.Any(p => p is not { Table: not null, Partition: not null, Key: not null }) == true)
            {
                throw new FormatException("The message names a mark by half.");
            }

            if (wire.Files && wire.Keys.Count + (wire.Pending?.Count ?? 0) > 0)
            {
                throw new FormatException("The message asks for files and for topics at once.");
            }

            return new(FromWire(wire.Keys), wire.Pending ?? [])
            {
                AskedAt = wire.AskedAt,
                TraceParent = wire.TraceParent,
                Done = FromWire(wire.Done ?? []),
                IsForFiles = wire.Files,
            };
        }
        catch (JsonException e)
        {
            throw new FormatException("The message is not JSON of the expected shape.", e);
        }
    }

    private static IReadOnlyList<WireKey> ToWire(IEnumerable<TopicYear> topicYears) =>
        [.. topicYears.Select(t => new WireKey(t.Topic, t.Year.Value))];

    private static IReadOnlyList<TopicYear> FromWire(IEnumerable<WireKey> keys) =>
        [.. keys.Select(k => new TopicYear(k.Topic, new(k.FiscalYear)))];
}

/// <summary>Requests a recomputation.</summary>
public sealed class RecomputeQueue
{
    // A message may hold 64 KiB in Base64; a key is some 60 bytes, a mark some 150.
    internal const int MaxKeys = 200;
    private const int MaxMarks = 200;

    private readonly QueueStore queue, poison;
    private readonly TimeProvider clock;
    private readonly GroupedCalls<string, RequestDetails, bool> grouped;

    /// <param name="storage">The storage.</param>
    /// <param name="clock">The app's clock.</param>
    /// <param name="files">Whether the published files are renewed as well; not, where it is not given.</param>
    public RecomputeQueue(StorageAccount storage, TimeProvider clock, PublishedFilesOptions? files = null)
    {
        (queue, poison) = (storage.Queue(QueueNames.Recompute), storage.Queue(QueueNames.RecomputePoison));
        this.clock = clock;
        Files = new(storage, clock, files ?? PublishedFilesOptions.Off);
        grouped = new((_, group) => SendAsync(group), (group, next) => group.Sum(a => a.Pending.Count) + next.Pending.Count <= MaxMarks);
    }

    /// <summary>Asks for the published files to be renewed, on the same queue.</summary>
    public PublishedFilesRenewal Files { get; }

    /// <summary>
    /// The marks of messages that failed too often (the oldest 32): sending those again before the cause is corrected would only add
    /// further poison messages.
    /// </summary>
    public async Task<IReadOnlySet<PendingMark>> PoisonedAsync(CancellationToken cancel)
    {
        var marks = new HashSet<PendingMark>();
        foreach (var (_, _, body) in await poison.PeekAsync(cancel))
        {
            try
            {
                marks.UnionWith(RecomputeRequest.Parse(body).Pending);
            }
            catch (FormatException)
            {
                // Every message of this program has a mark.
            }
        }

        return marks;
    }

    /// <summary>Requests topics and years that no pending mark waits for.</summary>
    public Task SendAsync(IEnumerable<TopicYear> topicYears, CancellationToken cancel, [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0) =>
        SendAsync(topicYears, [], cancel, file, line);

    /// <summary>
    /// As <see cref="SendAsync(IEnumerable{TopicYear}, IReadOnlyList{PendingMark}, CancellationToken, string, int)"/>. Those who ask at once
    /// for the same topics and years share a message, and what fails, fails for all of them, as it would in messages of their own.
    /// </summary>
    public Task SendTogetherAsync(IReadOnlyList<TopicYear> topicYears, IReadOnlyList<PendingMark> pending, CancellationToken cancel,
        [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        grouped.CallAsync(string.Join(';', topicYears.Select(t => $"{t.Topic}|{t.Year}")), new(topicYears, pending, file, line), cancel);

    /// <summary>Sends a request, or its remainder, again with a delay.</summary>
    public Task PutBackAsync(RecomputeRequest request, TimeSpan pause, CancellationToken cancel, [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0) =>
        queue.SendAsync(request.ToJson(), pause, cancel, file, line);

    /// <summary>Sends as few messages as the keys need. The marks are in the last one, which is sent after the others.</summary>
    public async Task SendAsync(
        IEnumerable<TopicYear> topicYears, IReadOnlyList<PendingMark> pending, CancellationToken cancel,
            [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(pending.Count, MaxMarks);
        var chunks = topicYears.Distinct().Chunk(MaxKeys).ToList();
        if (chunks.Count == 0)
        {
            chunks.Add([]);
        }

        for (var i = 0; i < chunks.Count; i++)
        {
            var isLast = i == chunks.Count - 1;
            var request = new RecomputeRequest(chunks[i], isLast ? pending : [])
            {
                AskedAt = clock.GetUtcNow(),
                TraceParent = Activity.Current?.Id,
                Done = isLast ? [.. chunks[..i].SelectMany(c => c)] : [],
            };
            await queue.SendAsync(request.ToJson(), cancel, file, line);
        }
    }

    private async Task<IReadOnlyList<bool>> SendAsync(IReadOnlyList<RequestDetails> group)
    {
        var first = group[0];
        await SendAsync(first.TopicYears, [.. group.SelectMany(a => a.Pending)], CancellationToken.None, first.File, first.Line);
        return [.. group.Select(_ => true)];
    }

    private sealed record RequestDetails(IReadOnlyList<TopicYear> TopicYears, IReadOnlyList<PendingMark> Pending, string File, int Line);
}
