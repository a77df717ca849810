using System.Runtime.CompilerServices;
using SmartToyonaka.Domain.Indicators;
using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Intake.Drops;
using SmartToyonaka.Intake.Periods;
using SmartToyonaka.Intake.Reference;
using SmartToyonaka.Ledger;
using SmartToyonaka.Publishing.Completeness;
using SmartToyonaka.Publishing.Recomputation;
using SmartToyonaka.Publishing.Tables;

namespace SmartToyonaka.Operations.Maintenance;

/// <summary>
/// Computes every published row again from the ledger, in memory, and compares. It writes nothing, and computes derived data such as the
/// carry-forward itself. One topic and fiscal year is in memory at a time, and what is owed.
/// </summary>
public sealed class Verification(
    StorageAccount storage, LedgerStore ledger, RecordedYears recorded, ReferenceData referenceData, PeriodChangeStore periodChanges,
        CompletenessPublisher completeness, OtherTopicsReader otherTopics)
{
    private readonly DropClaimStore drops = new(storage);

    /// <summary>
    /// The published rows that differ from the ledger, checked twice: tables and ledger are read one after the other, and a running app
    /// may publish a row in between; a real difference is the same the second time, with an unchanged ETag.
    /// </summary>
    public async Task<IReadOnlyList<VerificationDifference>> ConfirmedAsync(CancellationToken cancel)
    {
        var first = new HashSet<(VerificationDifferenceKind, string, string, string, string)>();
        await foreach (var difference in PublishedAsync(cancel))
        {
            first.Add(Named(difference));
        }

        return first.Count == 0 ? [] : await PublishedAsync(cancel).Where(d => first.Contains(Named(d))).ToListAsync(cancel);

        static (VerificationDifferenceKind, string, string, string, string) Named(VerificationDifference d) =>
            (d.Kind, d.Table, d.Partition, d.Key, d.ETag);
    }

    private async IAsyncEnumerable<VerificationDifference> PublishedAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        var reference = await referenceData.GetNewestAsync(cancel);
        var timer = await completeness.CaughtUpAsync(cancel);
        var computed = (await new ComputedYears(storage).ListAsync(cancel)).Count > 0;
        var expected = TableNames.Published.ToDictionary(t => t, _ => new HashSet<string>(StringComparer.Ordinal));

        // Its partitions are many and small, so it is read as a whole.
        var owed = (await storage.Table(TableNames.FactCompleteness).ReadAllAsync(cancel).ToListAsync(cancel))
            .ToLookup(r => r.Partition, StringComparer.Ordinal);
        await foreach (var partition in ExpectedAsync(reference, cancel))
        {
            // Before the first computation nothing is published, and nothing is expected.
            if (!computed && partition.Table.StartsWith("dim", StringComparison.Ordinal))
            {
                expected[partition.Table].Add(partition.Partition);
                continue;
            }

            expected[partition.Table].Add(partition.Partition);
            var rows = partition.Table == TableNames.FactCompleteness ? owed[partition.Partition]
                : await storage.Table(partition.Table).ListAsync(partition.Partition, cancel: cancel);
            var there = rows.ToDictionary(r => r.Key, StringComparer.Ordinal);
            foreach (var row in partition.Rows)
            {
                if (!there.Remove(row.Key, out var found))
                {
                    if (!IsTimers(row, found: false, timer, reference))
                    {
                        yield return new(VerificationDifferenceKind.Missing, partition.Table, row.Partition, row.Key, []);
                    }
                }
                else if (Differing(row, found) is { Count: > 0 } columns
                    && !(columns is ["state"] && IsTimers(row, found: true, timer, reference)))
                {
                    yield return new(VerificationDifferenceKind.Different, partition.Table, row.Partition, row.Key,
                        columns)
                    { ETag = found.ETag };
                }
            }

            foreach (var row in there.Values)
            {
                if (!(partition.Table == TableNames.FactCompleteness && !row.Flag("hasreceived") && timer.IsBehind(row, reference)))
                {
                    yield return new(VerificationDifferenceKind.Unaccounted, partition.Table, row.Partition, row.Key,
                        [])
                    { ETag = row.ETag };
                }
            }
        }

        foreach (var (table, partitions) in expected)
        {
            await foreach (var row in storage.Table(table).ReadAllAsync(cancel))
            {
                if (!partitions.Contains(row.Partition))
                {
                    yield return new(VerificationDifferenceKind.Unaccounted, table, row.Partition, row.Key, []) { ETag = row.ETag };
                }
            }
        }
    }

    /// <summary>All partitions that should be published by some reference data.</summary>
    internal IAsyncEnumerable<PublishedPartition> ByAsync(ReferenceSnapshot reference, CancellationToken cancel) =>
        ExpectedAsync(reference, cancel);

    private async IAsyncEnumerable<PublishedPartition> ExpectedAsync(ReferenceSnapshot reference,
        [EnumeratorCancellation] CancellationToken cancel)
    {
        foreach (var dimension in DimensionPublisher.Rows(reference, completeness.CurrentMonth.FiscalYear))
        {
            yield return dimension;
        }

        foreach (var folder in DropProfile.All.Select(p => p.Folder))
        {
            yield return new(TableNames.FactDrop, folder, await drops.FactsAsync(folder, cancel));
        }

        var received = new HashSet<(string Measure, int Year)>();
        foreach (var topic in await recorded.ListAsync(cancel))
        {
            await foreach (var partition in OfTopicAsync(topic.Key, [.. topic], received, reference, cancel))
            {
                yield return partition;
            }
        }

        // Years without figures: only what is owed.
        if (CompletenessPublisher.Owed(reference).FirstYear is { } first)
        {
            for (var year = first; year.Value <= completeness.CurrentMonth.FiscalYear.Value; year = new(year.Value + 1))
            {
                foreach (var measure in MeasureRegistry.Current.All
                    .Where(m => m.Kind != MeasureKind.Register && received.Add((m.Id, year.Value))))
                {
                    yield return Completeness(measure.Id, year, [], reference);
                }
            }
        }
    }

    private async IAsyncEnumerable<PublishedPartition> OfTopicAsync(
        string topic, IReadOnlyList<TopicYear> topicYears, HashSet<(string Measure, int Year)> received, ReferenceSnapshot reference,
            [EnumeratorCancellation] CancellationToken cancel)
    {
        var measures = MeasureRegistry.Current.OfTopic(topic).ToList();
        IReadOnlyList<Observation> opening = [];
        var saidInOthers = new Dictionary<SmartToyonaka.Domain.Calendar.FiscalYear, IReadOnlyList<Observation>>();
        foreach (var topicYear in topicYears)
        {
            var said = await ReadAsync(topicYear.Year);
            var compared = new List<Observation>();
            foreach (var other in reference.Catalogue.YearsComparedWith(topic, topicYear.Year))
            {
                compared.AddRange(saidInOthers.TryGetValue(other, out var known) ? known : saidInOthers[other] = await ReadAsync(other));
            }

            var figures = new YearFigures(topicYear.Year, opening, EffectiveObservations.Of(said), EffectiveObservations.Of(compared),
                reference.Register)
            {
                Waiting = EffectiveObservations.Waiting(said),
                WaitingOfBaseYear = EffectiveObservations.Waiting(compared),
                HasBegun = topicYear.Year.First <= completeness.CurrentMonth,
                Owners = new(reference.Catalogue, reference.Register),
            };
            figures = (await otherTopics.ReceivedByAsync(topicYear, null, reference, cancel)).BesideOf(figures);
            foreach (var partition in PublishedRows.Of(topicYear, figures, await periodChanges.ReadAsync(topicYear.Year, cancel),
                reference, DateTimeOffset.UnixEpoch))
            {
                yield return partition;
            }

            foreach (var measure in measures.Where(m => m.Kind != MeasureKind.Register))
            {
                received.Add((measure.Id, topicYear.Year.Value));
                yield return Completeness(measure.Id, topicYear.Year, said, reference);
            }

            var closing = PublishedRows.Closing(topicYear, figures, reference);
            opening = PublishedRows.CarriesForward(measures) ? closing : [];
            if (topicYear == topicYears[^1] && measures.Any(m => m.Kind == MeasureKind.Register))
            {
                foreach (var partition in PublishedRows.Initiatives(measures, closing, figures))
                {
                    yield return partition;
                }
            }
        }

        async Task<IReadOnlyList<Observation>> ReadAsync(SmartToyonaka.Domain.Calendar.FiscalYear year) =>
            [.. (await Task.WhenAll(measures.Select(m => ledger.ReadYearAsync(m.Id, year, cancel)))).SelectMany(o => o)];
    }

    private PublishedPartition Completeness(string measure, SmartToyonaka.Domain.Calendar.FiscalYear year,
        IReadOnlyList<Observation> said, ReferenceSnapshot reference) =>
        new(TableNames.FactCompleteness, CompletenessRows.Partition(measure, year),
            completeness.Wanted(measure, year, reference, CompletenessRows.Received(measure, said)));

    // What becomes due or missing with time, and obligations by new rules, are updated once a day; until then a difference is no error.
    private static bool IsTimers(Row wanted, bool found, CompletenessWatermark timer, ReferenceSnapshot reference) =>
        wanted.Columns.ContainsKey("dueon") && !wanted.Flag("hasreceived") && (found || timer.IsBehind(wanted, reference));

    private static List<string> Differing(Row wanted, Row found) => wanted.SameAs(found, TablePublisher.Stamps)
        ? []
        : [.. wanted.Columns.Keys.Union(found.Columns.Keys).Where(k => !TablePublisher.Stamps.Contains(k)
            && !Equals(wanted.Columns.GetValueOrDefault(k), found.Columns.GetValueOrDefault(k)))
            .Order(StringComparer.Ordinal)];
}
