using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using SmartToyonaka.Calendar;
using SmartToyonaka.Closings;
using SmartToyonaka.Completeness;
using SmartToyonaka.Figures;
using SmartToyonaka.Indicators;
using SmartToyonaka.Ledger;
using SmartToyonaka.Reference;
using SmartToyonaka.Storage;
using SmartToyonaka.Telemetry;

namespace SmartToyonaka.Publishing;

/// <summary>Computes what a message asks for and publishes it. Safe to do twice, late and out of order, on several instances.</summary>
public sealed partial class Recomputation(
    StorageAccount storage, LedgerStore ledger, TopicYearStore years, ClosingStore closings, ClosingActStore closingActs, ReferenceData referenceData,
    DimensionPublisher dimensions, CompletenessPublisher completeness, RecomputeQueue queue, Signals signals, TimeProvider clock, ILogger<Recomputation> log)
{
    private const int MaxAttempts = 5;

    private readonly ConcurrentDictionary<TopicYear, Gate> gates = new();
    private readonly PendingMarks marks = new(storage);
    private long sequence;

    /// <summary>Computes the topics and years of a request, then takes its mark away.</summary>
    /// <exception cref="InvalidOperationException">Other instances kept recording in between; the message will come again.</exception>
    public async Task HandleAsync(RecomputeRequest request, CancellationToken cancel)
    {
        using var span = Signals.BeginAsked("recompute", request.TraceParent);
        if (request.AskedAt is { } askedAt)
        {
            signals.Received(clock.GetUtcNow() - askedAt);
        }

        // What the request speaks of was in the ledger before it arrived here.
        var arrived = Interlocked.Increment(ref sequence);
        if (request.TopicYears.Count == 0)
        {
            // New reference data of which no figure speaks yet.
            await dimensions.EnsureAsync(await referenceData.GetNewestAsync(cancel), cancel);
        }

        var coming = request.TopicYears.Distinct().OrderBy(t => t.Topic, StringComparer.Ordinal).ThenBy(t => t.Year).ToList();
        while (coming.Count > 0)
        {
            var topicYear = coming[0];
            coming.RemoveAt(0);
            if (await ComputeOnceAsync(topicYear, arrived, coming, cancel))
            {
                // Years that follow build on this one: a computation of theirs that began before does not do.
                arrived = Interlocked.Increment(ref sequence);
            }
        }

        foreach (var mark in await marks.TakeAwayAsync(request, cancel))
        {
            Log.NotItsMark(log, mark.Table);
        }
    }

    // Of many requests for the same topic and year that wait here, one computes: a computation that began to read after a request
    // had arrived has seen all that the request speaks of.
    private async Task<bool> ComputeOnceAsync(TopicYear topicYear, long arrived, IReadOnlyCollection<TopicYear> coming, CancellationToken cancel)
    {
        var gate = gates.GetOrAdd(topicYear, _ => new());
        await gate.One.WaitAsync(cancel);
        try
        {
            if (gate.BeganReading > arrived)
            {
                return false;
            }

            var began = Interlocked.Increment(ref sequence);
            await ComputeAsync(topicYear, coming, cancel);
            gate.BeganReading = began;
            return true;
        }
        finally
        {
            gate.One.Release();
        }
    }

    private async Task ComputeAsync(TopicYear topicYear, IReadOnlyCollection<TopicYear> coming, CancellationToken cancel)
    {
        using var span = Signals.Begin("compute")?.SetTag("smarttoyonaka.topic", topicYear.Topic).SetTag("smarttoyonaka.fiscal_year", topicYear.Year.Value);
        var began = clock.GetTimestamp();
        for (var attempt = 1; attempt <= MaxAttempts; attempt++)
        {
            var known = await KnownAsync(topicYear, cancel);
            var state = known.First(s => s.TopicYear == topicYear);
            if (attempt > 1)
            {
                // The slower of two may have overwritten what the faster one handed on.
                state = state with { HandedOn = "" };
            }

            var reference = await referenceData.GetNewestAsync(cancel);
            await dimensions.EnsureAsync(reference, cancel);

            var closed = closingActs.ReadAsync(topicYear.Year, cancel);
            var (figures, said) = await ReadAsync(topicYear, known, reference, cancel);
            var handIns = Task.WhenAll(Measures.OfTopic(topicYear.Topic).Where(m => m.Kind != MeasureKind.Register)
                .Select(m => completeness.PublishAsync(m.Id, topicYear.Year, said, reference, cancel)));
            var written = await PublishAsync(topicYear, figures, await closed, reference, cancel);
            await handIns;
            var handedOn = await HandOnAsync(topicYear, coming, known, state, figures, reference, cancel);
            if (await years.TryRecordAsync(state with { HandedOn = handedOn, Run = state.Run + 1 }, cancel))
            {
                signals.Computed(topicYear.Topic, clock.GetElapsedTime(began), written);
                Log.Computed(log, topicYear.Topic, topicYear.Year.Value, written);
                return;
            }
        }

        throw new InvalidOperationException($"{topicYear.Topic} {topicYear.Year} was computed elsewhere {MaxAttempts} times meanwhile.");
    }

    // A year is made known before anything is read for it. So of two years computed at once either the later one reads what the
    // earlier one handed on, or the earlier one, which looks again when it has handed on, finds the later one and asks for it.
    private async Task<IReadOnlyList<TopicYearState>> KnownAsync(TopicYear topicYear, CancellationToken cancel)
    {
        var known = await years.ListAsync(topicYear.Topic, cancel);
        if (known.Any(s => s.TopicYear == topicYear))
        {
            return known;
        }

        await years.AnnounceAsync(topicYear, cancel);
        return await years.ListAsync(topicYear.Topic, cancel);
    }

    /// <summary>What holds, and everything that was ever said of the year.</summary>
    private async Task<(YearFigures Figures, IReadOnlyList<Observation> Said)> ReadAsync(TopicYear topicYear, IReadOnlyList<TopicYearState> known, ReferenceSnapshot reference, CancellationToken cancel)
    {
        var measures = Measures.OfTopic(topicYear.Topic).ToList();
        var baseYear = reference.Catalogue.BaseYear;
        var current = ReadYears(topicYear.Year);
        var compared = reference.Catalogue.ComparesWithBaseYear(topicYear.Topic) && topicYear.Year != baseYear ? ReadYears(baseYear) : Task.FromResult<IReadOnlyList<Observation>>([]);
        var opening = HandsOn(measures) ? ReadOpening() : Task.FromResult<IReadOnlyList<Observation>>([]);
        var said = await current;
        return (new(topicYear.Year, await opening, Holding.Of(said), Holding.Of(await compared), reference.Register), said);

        // A year that is only just being computed has handed on nothing yet; it will ask for this one when it has.
        async Task<IReadOnlyList<Observation>> ReadOpening()
        {
            foreach (var before in known.Where(s => s.TopicYear.Year.Value < topicYear.Year.Value).Reverse())
            {
                if (await closings.ReadAsync(before.TopicYear, cancel) is { } closing)
                {
                    return closing;
                }
            }

            return [];
        }

        async Task<IReadOnlyList<Observation>> ReadYears(FiscalYear year) =>
            [.. (await Task.WhenAll(measures.Select(m => ledger.ReadYearAsync(m.Id, year, cancel)))).SelectMany(o => o)];
    }

    private async Task<int> PublishAsync(TopicYear topicYear, YearFigures figures, ClosedMonths closed, ReferenceSnapshot reference, CancellationToken cancel) =>
        (await Task.WhenAll(PublishedRows.Of(topicYear, figures, closed, reference, clock.GetUtcNow()).Select(p => PublishAsync(p, cancel)))).Sum(rows => rows.Count);

    private Task<IReadOnlyList<Row>> PublishAsync(PublishedPartition p, CancellationToken cancel) =>
        TablePublisher.PublishAsync(storage.Table(p.Table), p.Partition, p.Rows, cancel);

    /// <summary>Publishes or stores what later years build on and, where it changed, asks for those years. Returns its digest.</summary>
    private async Task<string> HandOnAsync(
        TopicYear topicYear, IReadOnlyCollection<TopicYear> coming, IReadOnlyList<TopicYearState> known, TopicYearState state, YearFigures figures, ReferenceSnapshot reference, CancellationToken cancel)
    {
        var measures = Measures.OfTopic(topicYear.Topic).ToList();
        var isBase = topicYear.Year == reference.Catalogue.BaseYear && reference.Catalogue.ComparesWithBaseYear(topicYear.Topic);
        var closing = PublishedRows.Closing(topicYear, figures, reference);
        var json = ObservationJson.Write(closing);
        var digest = Convert.ToHexStringLower(SHA256.HashData(isBase ? ObservationJson.Write(figures.Current.OrderBy(o => o.Key.ToString(), StringComparer.Ordinal)) : json));
        var isNew = digest != state.HandedOn;
        if (isNew && HandsOn(measures))
        {
            await closings.WriteAsync(topicYear, json, cancel);
        }

        var isLast = measures.Any(m => m.Kind == MeasureKind.Register) && !LaterThan(topicYear, known).Any();
        if (isLast)
        {
            foreach (var partition in PublishedRows.Initiatives(measures, closing, figures))
            {
                await PublishAsync(partition, cancel);
            }
        }

        // Those years are asked for before this one is recorded: a crash in between asks again. Those that the same request computes next
        // need not be: their message is there until they are computed.
        var later = isNew || isLast ? LaterThan(topicYear, await years.ListAsync(topicYear.Topic, cancel)).ToList() : [];
        var asked = (isNew && isBase ? later : isNew && HandsOn(measures) ? later.Take(1) : []).Concat(isLast ? later.TakeLast(1) : []).Distinct().Except(coming).ToList();
        if (asked.Count > 0)
        {
            await queue.SendAsync(asked, cancel);
        }

        return digest;
    }

    private static IEnumerable<TopicYear> LaterThan(TopicYear topicYear, IEnumerable<TopicYearState> known) =>
        known.Where(s => s.TopicYear.Year.Value > topicYear.Year.Value).Select(s => s.TopicYear);

    private static bool HandsOn(IEnumerable<Measure> measures) => PublishedRows.HandsOn(measures);

    private sealed class Gate
    {
        public SemaphoreSlim One { get; } = new(1, 1);

        public long BeganReading { get; set; }
    }

    private static partial class Log
    {
        [LoggerMessage(2001, LogLevel.Information, "Computed {Topic} {FiscalYear}: {Written} rows written")]
        public static partial void Computed(ILogger logger, string topic, int fiscalYear, int written);

        [LoggerMessage(2002, LogLevel.Warning, "A message named a row of {Table} that is no mark of what it asked for; the row stays")]
        public static partial void NotItsMark(ILogger logger, string table);
    }
}
