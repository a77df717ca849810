using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Ledger;
using SmartToyonaka.Operations.Telemetry;

namespace SmartToyonaka.Publishing.Recomputation;

/// <summary>
/// Computes what a message requests and publishes it. Idempotent; messages may arrive late, out of order, and at several instances.
/// </summary>
public sealed partial class IndicatorRecomputer(
    StorageAccount storage, TopicYearComputer computer, RecomputeQueue queue, Instrumentation instrumentation, TimeProvider clock,
    ILogger<IndicatorRecomputer> log)
{
    // A running computation renews its lease; after a kill the others wait this long for the lease to expire.
    private static readonly TimeSpan LeaseTime = TimeSpan.FromSeconds(15);

    // How long a message waits here for another instance's computation, some five seconds, before it is put back.
    private const int MaxWaits = 20;
    private static readonly TimeSpan Wait = TimeSpan.FromMilliseconds(250), PutBackFor = TimeSpan.FromSeconds(3);

    private readonly ConcurrentDictionary<TopicYear, ConcurrencyGate> gates = new();
    private readonly PendingMarks marks = new(storage);
    private readonly BlobStore leases = storage.Container(ContainerNames.State);
    private long sequence;

    /// <summary>
    /// Computes the topics and years of a request, then deletes its mark. What another instance is computing is put back into the queue and
    /// delivered again a little later.
    /// </summary>
    public Task HandleAsync(RecomputeRequest request, CancellationToken cancel) => HandleAsync(request, waitsForOthers: false, cancel);

    /// <summary>As <see cref="HandleAsync(RecomputeRequest, CancellationToken)"/>.</summary>
    /// <param name="request">What to compute.</param>
    /// <param name="waitsForOthers">True to wait for other instances however long they take, so that all is computed in the end.</param>
    /// <param name="cancel">Stops waiting.</param>
    public async Task HandleAsync(RecomputeRequest request, bool waitsForOthers, CancellationToken cancel)
    {
        using var span = Instrumentation.BeginAsked("recompute", request.TraceParent);
        if (request.AskedAt is { } askedAt)
        {
            instrumentation.Received(clock.GetUtcNow() - askedAt);
        }

        // The entries of the request are in the ledger before it is received here.
        var arrived = Interlocked.Increment(ref sequence);
        if (request.TopicYears.Count == 0)
        {
            // New reference data without any figure.
            await computer.PublishDimensionsAsync(cancel);
        }

        var coming = request.TopicYears.Distinct().OrderBy(t => t.Topic, StringComparer.Ordinal).ThenBy(t => t.Year).ToList();
        var computed = new List<TopicYear>();
        while (coming.Count > 0)
        {
            var topicYear = coming[0];
            coming.RemoveAt(0);
            switch (await ComputeOnceAsync(topicYear, arrived, coming, waitsForOthers, cancel))
            {
                case Outcome.Computed:
                    // Later years build on this one, so a computation of theirs that began before is not sufficient.
                    arrived = Interlocked.Increment(ref sequence);
                    computed.Add(topicYear);
                    break;
                case Outcome.Busy:
                    var pause = PutBackFor * (0.5 + Random.Shared.NextDouble());
                    // The mark covers the whole request, so the part that is computed already is sent along.
                    var rest = request with { TopicYears = [topicYear, .. coming], Done = [.. request.Done.Union(computed)] };
                    await queue.PutBackAsync(rest, pause, cancel);
                    Log.PutBack(log, topicYear.Topic, topicYear.Year.Value);
                    return;
            }
        }

        // Before the marks go, so that a kill in between asks again; even if nothing was written, since a kill may have been after writing.
        await queue.Files.AskAsync(cancel);
        var (notIts, left) = await marks.TakeAwayAsync(request, cancel);
        foreach (var mark in notIts)
        {
            Log.NotItsMark(log, mark.Table);
        }

        if (left is not null)
        {
            await queue.PutBackAsync(left, TimeSpan.Zero, cancel);
        }
    }

    // Of the requests for the same topic and year that wait here, one computes: a computation that begins to read after a request arrived
    // has read all entries of the request.
    private async Task<Outcome> ComputeOnceAsync(
        TopicYear topicYear, long arrived, IReadOnlyCollection<TopicYear> coming, bool waitsForOthers, CancellationToken cancel)
    {
        var gate = gates.GetOrAdd(topicYear, _ => new());
        await gate.One.WaitAsync(cancel);
        try
        {
            if (gate.BeganReading > arrived)
            {
                return Outcome.SeenAlready;
            }

            if (!waitsForOthers && gate.FoundBusy > arrived)
            {
                return Outcome.Busy;
            }

            await using var lease = await LeaseAsync(topicYear, waitsForOthers, cancel);
            var began = Interlocked.Increment(ref sequence);
            if (lease is null || !await ComputeAsync(topicYear, coming, cancel))
            {
                gate.FoundBusy = Interlocked.Increment(ref sequence);
                return Outcome.Busy;
            }

            gate.BeganReading = began;
            return Outcome.Computed;
        }
        finally
        {
            gate.One.Release();
        }
    }

    // One instance computes at a time, which saves work. Correctness does not depend on it: if a lease expires and two compute, the
    // conditional write of the computation's record detects it.
    private async Task<BlobLease?> LeaseAsync(TopicYear topicYear, bool waitsForOthers, CancellationToken cancel)
    {
        for (var wait = 0; ; wait++)
        {
            if (await leases.TryLeaseAsync($"leases/{topicYear.Topic}/{topicYear.Year}", LeaseTime, cancel) is { } lease)
            {
                return lease;
            }

            if (wait == MaxWaits && !waitsForOthers)
            {
                return null;
            }

            // The machine's time: the wait is for other machines, whatever the app's clock says.
            await Task.Delay(Wait * (0.5 + Random.Shared.NextDouble()), cancel);
        }
    }

    /// <summary>False when other instances recorded computations in each attempt.</summary>
    private async Task<bool> ComputeAsync(TopicYear topicYear, IReadOnlyCollection<TopicYear> coming, CancellationToken cancel)
    {
        using var span = Instrumentation.Begin("compute")?.SetTag("smarttoyonaka.topic", topicYear.Topic)
            .SetTag("smarttoyonaka.fiscal_year", topicYear.Year.Value);
        var began = clock.GetTimestamp();
        if (await computer.ComputeAsync(topicYear, coming, cancel) is not { } written)
        {
            return false;
        }

        instrumentation.Computed(topicYear.Topic, clock.GetElapsedTime(began), written);
        Log.Computed(log, topicYear.Topic, topicYear.Year.Value, written);
        return true;
    }

    private sealed class ConcurrencyGate
    {
        public SemaphoreSlim One { get; } = new(1, 1);

        public long BeganReading { get; set; }

        public long FoundBusy { get; set; }
    }

    private enum Outcome
    {
        Computed,

        /// <summary>Computed by a computation that began after the request had arrived.</summary>
        SeenAlready,

        /// <summary>Another instance is computing it.</summary>
        Busy,
    }

    private static partial class Log
    {
        [LoggerMessage(2001, LogLevel.Information, "Computed {Topic} {FiscalYear}: {Written} rows written")]
        public static partial void Computed(ILogger logger, string topic, int fiscalYear, int written);

        [LoggerMessage(2002, LogLevel.Warning, "A message named a row of {Table} that is no mark of what it asked for; the row stays")]
        public static partial void NotItsMark(ILogger logger, string table);

        [LoggerMessage(2003, LogLevel.Information, "{Topic} {FiscalYear} is being computed elsewhere; its message comes again")]
        public static partial void PutBack(ILogger logger, string topic, int fiscalYear);
    }
}
