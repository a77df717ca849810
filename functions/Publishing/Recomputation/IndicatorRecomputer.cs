using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Domain.Indicators;
using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Intake.Periods;
using SmartToyonaka.Intake.Reference;
using SmartToyonaka.Ledger;
using SmartToyonaka.Operations.Telemetry;
using SmartToyonaka.Publishing.Completeness;
using SmartToyonaka.Publishing.Tables;

namespace SmartToyonaka.Publishing.Recomputation;

/// <summary>Computes what a message asks for and publishes it. Safe to do twice, late and out of order, on several instances.</summary>
public sealed partial class IndicatorRecomputer(
    StorageAccount storage, LedgerStore ledger, TopicYearStore years, CarryForwardStore carryForwards, PeriodChangeStore periodChanges, ReferenceData referenceData,
    DimensionPublisher dimensions, CompletenessPublisher completeness, RecomputeQueue queue, Instrumentation instrumentation, TimeProvider clock, ILogger<IndicatorRecomputer> log)
{
    private const int MaxAttempts = 5;

    // As long as its process lives a computation keeps its lease; this is how long others wait for one whose process was killed.
    private static readonly TimeSpan LeaseTime = TimeSpan.FromSeconds(15);

    // How long a message waits here for a computation of another instance, some five seconds, before it is put back.
    private const int MaxWaits = 20;
    private static readonly TimeSpan Wait = TimeSpan.FromMilliseconds(250), PutBackFor = TimeSpan.FromSeconds(3);

    private readonly ConcurrentDictionary<TopicYear, ConcurrencyGate> gates = new();
    private readonly PendingMarks marks = new(storage);
    private readonly BlobStore leases = storage.Container(ContainerNames.State);
    private long sequence;

    /// <summary>
    /// Computes the topics and years of a request, then takes its mark away. What another instance is computing is put back into the queue
    /// and comes again a little later.
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

        // What the request speaks of was in the ledger before it arrived here.
        var arrived = Interlocked.Increment(ref sequence);
        if (request.TopicYears.Count == 0)
        {
            // New reference data of which no figure speaks yet.
            await dimensions.EnsureAsync(await referenceData.GetNewestAsync(cancel), cancel);
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
                    // Years that follow build on this one: a computation of theirs that began before does not do.
                    arrived = Interlocked.Increment(ref sequence);
                    computed.Add(topicYear);
                    break;
                case Outcome.Busy:
                    var pause = PutBackFor * (0.5 + Random.Shared.NextDouble());
                    // The mark stands for all of the request: what is computed already comes along.
                    var rest = request with { TopicYears = [topicYear, .. coming], Done = [.. request.Done.Union(computed)] };
                    await queue.PutBackAsync(rest, pause, cancel);
                    Log.PutBack(log, topicYear.Topic, topicYear.Year.Value);
                    return;
            }
        }

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

    // Of many requests for the same topic and year that wait here, one computes: a computation that began to read after a request
    // had arrived has seen all that the request speaks of.
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

    // One instance at a time, so that none computes what another is about to overwrite. Should two do so all the same, because one was held
    // up beyond its lease, the record of the computation tells: this saves work, that keeps things right.
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

            // By the machine's time: it is other machines that are waited for, whatever the app's clock says.
            await Task.Delay(Wait * (0.5 + Random.Shared.NextDouble()), cancel);
        }
    }

    /// <summary>False when others kept recording in between.</summary>
    private async Task<bool> ComputeAsync(TopicYear topicYear, IReadOnlyCollection<TopicYear> coming, CancellationToken cancel)
    {
        using var span = Instrumentation.Begin("compute")?.SetTag("smarttoyonaka.topic", topicYear.Topic).SetTag("smarttoyonaka.fiscal_year", topicYear.Year.Value);
        var began = clock.GetTimestamp();
        for (var attempt = 1; attempt <= MaxAttempts; attempt++)
        {
            var known = await KnownAsync(topicYear, cancel);
            var state = known.First(s => s.TopicYear == topicYear);
            var reference = await referenceData.GetNewestAsync(cancel);
            await dimensions.EnsureAsync(reference, cancel);

            var closed = periodChanges.ReadAsync(topicYear.Year, cancel);
            var (figures, said, builtOn) = await ReadAsync(topicYear, known, reference, cancel);
            var handIns = Task.WhenAll(BuiltInMeasures.OfTopic(topicYear.Topic).Where(m => m.Kind != MeasureKind.Register)
                .Select(m => completeness.PublishAsync(m.Id, topicYear.Year, said, reference, cancel)));
            var written = await PublishAsync(topicYear, figures, await closed, reference, cancel);
            await handIns;
            if (await CarryForwardAsync(topicYear, coming, known, state with { BuiltOn = builtOn }, figures, reference, cancel))
            {
                instrumentation.Computed(topicYear.Topic, clock.GetElapsedTime(began), written);
                Log.Computed(log, topicYear.Topic, topicYear.Year.Value, written);
                return true;
            }
        }

        return false;
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

    /// <summary>What holds, everything that was ever said of the year, and the name of what the year before handed on.</summary>
    private async Task<(YearFigures Figures, IReadOnlyList<Observation> Said, string BuiltOn)> ReadAsync(TopicYear topicYear, IReadOnlyList<TopicYearState> known, ReferenceSnapshot reference, CancellationToken cancel)
    {
        var measures = BuiltInMeasures.OfTopic(topicYear.Topic).ToList();
        var baseYear = reference.Catalogue.BaseYear;
        var current = ReadYears(topicYear.Year);
        var compared = reference.Catalogue.ComparesWithBaseYear(topicYear.Topic) && topicYear.Year != baseYear ? ReadYears(baseYear) : Task.FromResult<IReadOnlyList<Observation>>([]);
        var opening = CarriesForward(measures) ? carryForwards.ReadOpeningAsync(topicYear, known, cancel) : Task.FromResult<(IReadOnlyList<Observation>, string)>(([], ""));
        var said = await current;
        var (handedOn, builtOn) = await opening;
        var saidInBaseYear = await compared;
        var figures = new YearFigures(topicYear.Year, handedOn, EffectiveObservations.Of(said), EffectiveObservations.Of(saidInBaseYear), reference.Register)
        {
            Waiting = EffectiveObservations.Waiting(said),
            WaitingOfBaseYear = EffectiveObservations.Waiting(saidInBaseYear),
            HasBegun = topicYear.Year.HasBegun(clock.GetUtcNow()),
            Owners = new(reference.Catalogue, reference.Register),
        };
        return (figures, said, builtOn);

        async Task<IReadOnlyList<Observation>> ReadYears(FiscalYear year) =>
            [.. (await Task.WhenAll(measures.Select(m => ledger.ReadYearAsync(m.Id, year, cancel)))).SelectMany(o => o)];
    }

    private async Task<int> PublishAsync(TopicYear topicYear, YearFigures figures, ClosedMonths closed, ReferenceSnapshot reference, CancellationToken cancel) =>
        (await Task.WhenAll(PublishedRows.Of(topicYear, figures, closed, reference, clock.GetUtcNow()).Select(p => PublishAsync(p, cancel)))).Sum(rows => rows.Count);

    private Task<IReadOnlyList<Row>> PublishAsync(PublishedPartition p, CancellationToken cancel) =>
        TablePublisher.PublishAsync(storage.Table(p.Table), p.Partition, p.Rows, cancel);

    /// <summary>
    /// Stores what later years build on, records the computation and asks for those years where they were built on something else. False
    /// when another computation was recorded meanwhile, or what this one was built on is not what holds any more.
    /// </summary>
    private async Task<bool> CarryForwardAsync(
        TopicYear topicYear, IReadOnlyCollection<TopicYear> coming, IReadOnlyList<TopicYearState> known, TopicYearState state, YearFigures figures, ReferenceSnapshot reference, CancellationToken cancel)
    {
        var measures = BuiltInMeasures.OfTopic(topicYear.Topic).ToList();
        var isBase = topicYear.Year == reference.Catalogue.BaseYear && reference.Catalogue.ComparesWithBaseYear(topicYear.Topic);
        var closing = PublishedRows.Closing(topicYear, figures, reference);
        var json = ObservationJson.Write(closing);
        var name = CarriesForward(measures) ? Digest(json) : "";
        var digest = isBase
            ? Digest(ObservationJson.Write(
                figures.Current.Concat(figures.Waiting).OrderBy(o => $"{o.Key} {o.State}", StringComparer.Ordinal)))
            : Digest(json);
        var isNew = digest != state.HandedOn || name != state.Closing;
        var isReplaced = name != state.Closing;
        if (isNew && name.Length > 0)
        {
            // Of what was handed on before, one version is kept for those who are just reading it.
            var isOld = isReplaced && state.Replaced.Length > 0 && state.Replaced != name;
            var old = isOld ? carryForwards.DeleteAsync(topicYear, state.Replaced, cancel) : Task.CompletedTask;
            await carryForwards.WriteAsync(topicYear, name, json, cancel);
            await old;
        }

        var isLast = measures.Any(m => m.Kind == MeasureKind.Register) && !LaterThan(topicYear, known).Any();
        if (isLast)
        {
            foreach (var partition in PublishedRows.Initiatives(measures, closing, figures))
            {
                await PublishAsync(partition, cancel);
            }
        }

        // Years that are compared with this one read its ledger, and the last year publishes what stands: they are asked for before this
        // one is recorded, so that a crash in between asks again. Those that the same request computes next need not be: their message is
        // there until they are computed.
        if (isLast || (isNew && isBase))
        {
            var later = LaterThan(topicYear, await years.ListAsync(topicYear.Topic, cancel)).ToList();
            await AskAsync((isBase ? later : later.TakeLast(1)).Except(coming), cancel);
        }

        if (!await years.TryRecordAsync(
            state with { HandedOn = digest, Run = state.Run + 1, Closing = name, Replaced = isReplaced ? state.Closing : state.Replaced }, cancel))
        {
            return false;
        }

        return name.Length == 0 || await CheckAsync(topicYear, name, state.BuiltOn, coming, cancel);
    }

    // A year that hands on something else is recorded, and then looks what the next one was built on; the next one is recorded with what it
    // was built on, and then looks what holds. So one of them sees the other, and what was recorded and not told before a crash is seen
    // when the message comes again.
    private async Task<bool> CheckAsync(TopicYear topicYear, string name, string builtOn, IReadOnlyCollection<TopicYear> coming, CancellationToken cancel)
    {
        var now = await years.ListAsync(topicYear.Topic, cancel);
        var next = now.Where(s => s.TopicYear.Year.Value > topicYear.Year.Value).Take(1).Where(s => s.BuiltOn != name);
        await AskAsync(next.Select(s => s.TopicYear).Except(coming), cancel);
        var before = now.LastOrDefault(s => s.TopicYear.Year.Value < topicYear.Year.Value && s.HandedOn.Length + s.Closing.Length > 0);
        return before is null || before.Closing == builtOn;
    }

    private async Task AskAsync(IEnumerable<TopicYear> topicYears, CancellationToken cancel)
    {
        if (topicYears.ToList() is { Count: > 0 } asked)
        {
            await queue.SendAsync(asked, cancel);
        }
    }

    private static string Digest(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));

    private static IEnumerable<TopicYear> LaterThan(TopicYear topicYear, IEnumerable<TopicYearState> known) =>
        known.Where(s => s.TopicYear.Year.Value > topicYear.Year.Value).Select(s => s.TopicYear);

    private static bool CarriesForward(IEnumerable<Measure> measures) => PublishedRows.CarriesForward(measures);

    private sealed class ConcurrencyGate
    {
        public SemaphoreSlim One { get; } = new(1, 1);

        public long BeganReading { get; set; }

        public long FoundBusy { get; set; }
    }

    private enum Outcome
    {
        Computed,

        /// <summary>By a computation that began after the request had arrived.</summary>
        SeenAlready,

        /// <summary>Another instance is at it.</summary>
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
