using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text.Json;
using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Infrastructure.Storage;

namespace SmartToyonaka.Ledger;

/// <summary>What is computed together: the indicators of a topic in a fiscal year.</summary>
public readonly record struct TopicYear(string Topic, FiscalYear Year)
{
    public static IEnumerable<TopicYear> Of(IEnumerable<Observation> observations) =>
        observations.Select(o => new TopicYear(BuiltInMeasures.Get(o.Measure).Topic, o.Month.FiscalYear)).Distinct();
}

/// <summary>A row that says "this is not computed yet"; whoever has computed it deletes the row.</summary>
/// <param name="Table">The table it stands in.</param>
/// <param name="Partition">Its partition.</param>
/// <param name="Key">Its key.</param>
public sealed record PendingMark(string Table, string Partition, string Key);

/// <summary>A message of the queue: keys, never figures, so it may come twice, late and out of order.</summary>
/// <param name="TopicYears">What to compute.</param>
/// <param name="Pending">The marks to take away afterwards.</param>
public sealed record RecomputeRequest(IReadOnlyList<TopicYear> TopicYears, IReadOnlyList<PendingMark> Pending)
{
    /// <summary>When it was asked for; null in a message that does not say.</summary>
    public DateTimeOffset? AskedAt { get; init; }

    /// <summary>The span of whoever asked, as W3C Trace Context writes it; null when nobody listened.</summary>
    public string? TraceParent { get; init; }

    /// <summary>What the marks are about beside <see cref="TopicYears"/>: other messages ask for it, or it was computed already.</summary>
    public IReadOnlyList<TopicYear> Done { get; init; } = [];

    private sealed record Wire(int V, IReadOnlyList<WireKey> Keys, IReadOnlyList<PendingMark>? Pending, DateTimeOffset? AskedAt, string? TraceParent, IReadOnlyList<WireKey>? Done);

    private sealed record WireKey(string Topic, int FiscalYear);

    public string ToJson() => JsonSerializer.Serialize(new Wire(1, ToWire(TopicYears), Pending, AskedAt, TraceParent, Done.Count == 0 ? null : ToWire(Done)), JsonSerializerOptions.Web);

    /// <exception cref="FormatException">Not a message of this program; it will end in the poison queue.</exception>
    public static RecomputeRequest Parse(string json)
    {
        try
        {
            var wire = JsonSerializer.Deserialize<Wire>(json, JsonSerializerOptions.Web);
            if (wire is not { V: 1, Keys: not null } || wire.Keys.Concat(wire.Done ?? []).Any(k => k is null || !BuiltInMeasures.All.Any(m => m.Topic == k.Topic) || k.FiscalYear is < 1900 or > 2198))
            {
                throw new FormatException("The message does not name topics and fiscal years of this program.");
            }

            if (wire.Pending?.Any(p => p is not { Table: not null, Partition: not null, Key: not null }) == true)
            {
                throw new FormatException("The message names a mark by half.");
            }

            return new(FromWire(wire.Keys), wire.Pending ?? []) { AskedAt = wire.AskedAt, TraceParent = wire.TraceParent, Done = FromWire(wire.Done ?? []) };
        }
        catch (JsonException e)
        {
            throw new FormatException("The message is not JSON of the expected shape.", e);
        }
    }

    private static IReadOnlyList<WireKey> ToWire(IEnumerable<TopicYear> topicYears) => [.. topicYears.Select(t => new WireKey(t.Topic, t.Year.Value))];

    private static IReadOnlyList<TopicYear> FromWire(IEnumerable<WireKey> keys) => [.. keys.Select(k => new TopicYear(k.Topic, new(k.FiscalYear)))];
}

/// <summary>Asks for a recomputation.</summary>
public sealed class RecomputeQueue(StorageAccount storage, TimeProvider clock)
{
    // A message may hold 64 KiB in Base64; a key is some 60 bytes, a mark some 150.
    internal const int MaxKeys = 200;
    private const int MaxMarks = 200;

    private readonly QueueStore queue = storage.Queue(QueueNames.Recompute), poison = storage.Queue(QueueNames.RecomputePoison);

    /// <summary>
    /// The marks of messages that failed too often (the oldest 32 of them): sending those again before somebody has mended the cause would
    /// only add to the heap.
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
                // No message of this program speaks for no mark.
            }
        }

        return marks;
    }

    /// <summary>Asks for topics and years; no mark is waiting for them.</summary>
    public Task SendAsync(IEnumerable<TopicYear> topicYears, CancellationToken cancel, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        SendAsync(topicYears, [], cancel, file, line);

    /// <summary>Sends a request again, or what is left of it, to be seen when some time has passed.</summary>
    public Task PutBackAsync(RecomputeRequest request, TimeSpan pause, CancellationToken cancel, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        queue.SendAsync(request.ToJson(), pause, cancel, file, line);

    /// <summary>Sends as few messages as hold the keys; the marks go with the last, which is sent when the others are.</summary>
    public async Task SendAsync(
        IEnumerable<TopicYear> topicYears, IReadOnlyList<PendingMark> pending, CancellationToken cancel, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
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
}
