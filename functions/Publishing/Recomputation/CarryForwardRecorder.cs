using System.Security.Cryptography;
using SmartToyonaka.Domain.Indicators;
using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Intake.Reference;
using SmartToyonaka.Ledger;
using SmartToyonaka.Publishing.Tables;

namespace SmartToyonaka.Publishing.Recomputation;

/// <summary>Records a computation, with what later years build on.</summary>
public sealed class CarryForwardRecorder(
    TopicYearStore years, CarryForwardStore carryForwards, RecomputeQueue queue, PublishedRowsWriter writer)
{
    /// <summary>
    /// Stores the carry-forward, records the computation and requests the later years that were built on another one. False when another
    /// computation was recorded in the meantime, or when the carry-forward that this one was built on is not current any more.
    /// </summary>
    public async Task<bool> RecordAsync(
        TopicYear topicYear, IReadOnlyCollection<TopicYear> coming, IReadOnlyList<TopicYearState> known, TopicYearState state,
            YearFigures figures, ReferenceSnapshot reference, CancellationToken cancel)
    {
        var measures = MeasureRegistry.Current.OfTopic(topicYear.Topic).ToList();
        var isCompared = reference.Catalogue.IsComparedWith(topicYear.Topic, topicYear.Year);
        var closing = PublishedRows.Closing(topicYear, figures, reference);
        var json = ObservationJson.Write(closing);
        var name = PublishedRows.CarriesForward(measures) ? Digest(json) : "";
        var readers = reference.Catalogue.TopicsReading(topicYear.Topic);
        var digest = isCompared || readers.Count > 0
            ? Digest(ObservationJson.Write(
                figures.Current.Concat(figures.Waiting).OrderBy(o => $"{o.Key} {o.State}", StringComparer.Ordinal)))
            : Digest(json);
        if (readers.Count > 0)
        {
            // They also read what was handed on to this year.
            digest += state.BuiltOn;
        }

        var isNew = digest != state.HandedOn || name != state.Closing;
        var isReplaced = name != state.Closing;
        if (isNew && name.Length > 0)
        {
            // One earlier version of the carry-forward is kept for instances that are reading it.
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
                await writer.WriteAsync(partition, cancel);
            }
        }

        // Indicators of other topics that read this one, and what they read is another.
        if (isNew)
        {
            await AskAsync((await ReadersAsync(topicYear, readers, isReplaced, cancel)).Except(coming), cancel);
        }

        // Years that compare with this one read its ledger, and the last year publishes the current state of stocks. They are requested
        // before this computation is recorded, so that a crash in between requests them again. Those that the same request computes next
        // are not requested: their message exists until they are computed.
        if (isLast || (isNew && isCompared))
        {
            var later = LaterThan(topicYear, await years.ListAsync(topicYear.Topic, cancel)).ToList();
            await AskAsync(later.Where(t => isNew && reference.Catalogue.YearsComparedWith(t.Topic, t.Year).Contains(topicYear.Year))
                .Concat(isLast ? later.TakeLast(1) : []).Distinct().Except(coming), cancel);
        }

        if (!await years.TryRecordAsync(
            state with { HandedOn = digest, Run = state.Run + 1, Closing = name, Replaced = isReplaced ? state.Closing : state.Replaced },
                cancel))
        {
            return false;
        }

        return (name.Length == 0 || await CheckAsync(topicYear, name, state.BuiltOn, coming, cancel))
            && await CheckElsewhereAsync(topicYear, readers, state.Elsewhere, coming, cancel);
    }

    // The same between topics: the one that hands on is recorded, then reads what the years of its readers were computed from; a reader is
    // recorded with what it was computed from, then reads what is current.
    private async Task<bool> CheckElsewhereAsync(TopicYear topicYear, IReadOnlyList<string> readers, CarryForwardVersions read,
        IReadOnlyCollection<TopicYear> coming, CancellationToken cancel)
    {
        if (readers.Count > 0)
        {
            var own = await years.ListAsync(topicYear.Topic, cancel);
            var stale = (await Task.WhenAll(readers.Select(r => years.ListAsync(r, cancel)))).SelectMany(r => r)
                .Where(s => s.HandedOn.Length > 0 && s.TopicYear.Year.Value > topicYear.Year.Value
                    && !s.Elsewhere.Has(topicYear.Topic, ClosingBefore(s.TopicYear, own)));
            await AskAsync(stale.Select(s => s.TopicYear).Except(coming), cancel);
        }

        foreach (var topic in read.Topics)
        {
            if (!read.Has(topic, "") && !read.Has(topic, ClosingBefore(topicYear, await years.ListAsync(topic, cancel))))
            {
                return false;
            }
        }

        return true;
    }

    // What a year reads that is handed on to it: a year that was not computed yet hands on nothing.
    private static string ClosingBefore(TopicYear topicYear, IReadOnlyList<TopicYearState> states) =>
        states.LastOrDefault(s => s.TopicYear.Year.Value < topicYear.Year.Value && s.Closing.Length > 0)?.Closing ?? "";

    // A year with another carry-forward is recorded first, then reads what the next year was built on; the next year is recorded with what
    // it was built on, then reads what is current. So one of the two sees the other. After a crash in between the message is delivered
    // again and the check is repeated.
    private async Task<bool> CheckAsync(TopicYear topicYear, string name, string builtOn, IReadOnlyCollection<TopicYear> coming,
        CancellationToken cancel)
    {
        var now = await years.ListAsync(topicYear.Topic, cancel);
        var next = now.Where(s => s.TopicYear.Year.Value > topicYear.Year.Value).Take(1).Where(s => s.BuiltOn != name);
        await AskAsync(next.Select(s => s.TopicYear).Except(coming), cancel);
        var before = now.LastOrDefault(s => s.TopicYear.Year.Value < topicYear.Year.Value && s.HandedOn.Length + s.Closing.Length > 0);
        return before is null || before.Closing == builtOn;
    }

    // What is carried on is in their later years, too, also in those of which this topic says nothing itself.
    private async Task<IEnumerable<TopicYear>> ReadersAsync(TopicYear topicYear, IReadOnlyList<string> readers, bool isCarriedOn,
        CancellationToken cancel)
    {
        var known = isCarriedOn ? await Task.WhenAll(readers.Select(r => years.ListAsync(r, cancel))) : [];
        return readers.Select(r => new TopicYear(r, topicYear.Year)).Concat(known.SelectMany(k => LaterThan(topicYear, k)));
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
}
