using System.Collections.Concurrent;
using SmartToyonaka.Domain.Indicators;
using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Intake.Reference;
using SmartToyonaka.Intake.Submissions;
using SmartToyonaka.Ledger;
using SmartToyonaka.Publishing.Recomputation;

namespace SmartToyonaka.Publishing.Reporting.Provenances;

/// <summary>
/// The provenance of a value. It is computed again from the partitions of the ledger that it depends on, by the same formulas as the
/// published value, which record their summands.
/// </summary>
public sealed class Provenance(
    StorageAccount storage, LedgerStore ledger, SubmissionStore submissions, YearFiguresReader reader, PublishedIndicators published,
        ReferenceData referenceData)
{
    /// <summary>The most figures that are listed with a value; more are listed by department.</summary>
    public const int MaxFigures = 200;

    // The number of submissions that are read concurrently for their senders.
    private const int MaxParallel = 8;

    /// <summary>A value with all that the viewer may see of it; null when there is no such value.</summary>
    public async Task<ValueProvenance?> OfValueAsync(ValueQuery query, ProvenanceViewer viewer, CancellationToken cancel)
    {
        if (await ExplainAsync(query, cancel) is not { } read)
        {
            return null;
        }

        var value = ValueExplainer.Of(read.Reference.Catalogue, query, read.Explanation, read.Published);
        if (!viewer.IsSomebody)
        {
            return value;
        }

        var uses = ObservationUse.Of(read.Explanation).Where(u => viewer.MayRead(u.Observation.Section)).ToList();
        var isWhole = uses.Count <= MaxFigures;
        var explainer = await TellingAsync(query, read, uses, viewer, withHistory: isWhole, cancel);
        return value with
        {
            Bureaux = viewer.ReadsAll ? ValueExplainer.Bureaux(read.Explanation, read.Reference.Register) : null,
            Departments = ValueExplainer.Departments(query, uses, read.Reference.Register, explainer),
            Figures = isWhole ? [.. uses.Select(explainer.Explain)] : null,
        };
    }

    /// <summary>
    /// A department's figures of a value; null when there is no such value. Whether the viewer may see the department is asked before.
    /// </summary>
    public async Task<DepartmentProvenance?> OfDepartmentAsync(ValueQuery query, string department, ProvenanceViewer viewer,
        CancellationToken cancel)
    {
        if (await ExplainAsync(query, cancel) is not { } read)
        {
            return null;
        }

        var uses = ObservationUse.Of(read.Explanation).Where(u => u.Observation.Section == department).ToList();
        var explainer = await TellingAsync(query, read, uses, viewer, withHistory: true, cancel);
        var register = read.Reference.Register;
        return new(
            ValueExplainer.Of(read.Reference.Catalogue, query, read.Explanation, read.Published), department,
            (register.Get(department, query.Month) ?? register.Newest(department))?.Name
                ?? department, [.. uses.Select(explainer.Explain)], ProvenanceUrls.Department(query, department));
    }

    private sealed record LoadedValue(ReferenceSnapshot Reference, YearFiguresResult Figures, Explanation Explanation,
        PublishedState? Published);

    private async Task<LoadedValue?> ExplainAsync(ValueQuery query, CancellationToken cancel)
    {
        var reference = await referenceData.GetAsync(cancel);
        var (indicator, year) = (query.Indicator, query.Month.FiscalYear);
        var row = query.ReceivedBy is null ? published.FindAsync(indicator.Id, query.Basis, query.Status, query.Month, cancel) : null;
        var figures = await (query.ReceivedBy is { } receivedBy
            ? reader.AsReceivedByAsync(indicator.Topic, year, receivedBy, reference, cancel)
            : reader.NowAsync(indicator.Topic, year, reference, cancel));
        var known = row is null ? null : await row;

        // A year without entries has no values, though the carry-forward of earlier years would give some.
        if ((figures.Figures.AcrossTopics ?? figures.Figures).Current.Count == 0
            || IndicatorCalculator.Explain(reference.Catalogue, indicator, figures.Figures, query.Basis, query.Status, query.Month)
                is not { } explanation)
        {
            return null;
        }

        var text = explanation.Value.Value is { } value ? IndicatorText.Format(explanation.Indicator, value) : "";
        return new(reference, figures, explanation, known is { } k
            ? new(k.Value.Text, k.ComputedAt, k.Value.IsFinal, k.Value.Text == text) : null);
    }

    private async Task<FigureExplainer> TellingAsync(ValueQuery query, LoadedValue read, IReadOnlyList<ObservationUse> uses,
        ProvenanceViewer viewer, bool withHistory, CancellationToken cancel)
    {
        var groups = uses.All(u => !SmallGroupFilter.Concern(u.Observation.Measure) || viewer.SeesPeople(u.Observation.Section))
            ? Task.FromResult(SmallGroupFilter.Open)
            : SmallGroupFilter.ReadAsync(storage, uses.Select(u => (u.Observation.Measure, u.Observation.Month.FiscalYear)).Distinct(),
                cancel);
        if (!withHistory)
        {
            return new(read.Reference.Register, Array.Empty<Observation>().ToLookup(o => o.Key),
                new Dictionary<string, string>(), await groups, viewer.SeesPeople);
        }

        // A carried-on stock or status may have been reported and corrected in a year that was not read.
        var elsewhere = uses.Select(u => (u.Observation.Measure, Year: u.Observation.Month.FiscalYear)).Distinct()
            .Where(p => !read.Figures.Years.Contains(p.Year)
                || MeasureRegistry.Current.Get(p.Measure).Topic != query.Indicator.Topic).ToList();
        var more = await Task.WhenAll(elsewhere.Select(p => ledger.ReadYearAsync(p.Measure, p.Year, cancel)));
        var said = read.Figures.Said.Concat(more.SelectMany(m => m).Where(o => query.ReceivedBy is not { } by || o.ReceivedAt <= by))
            .ToLookup(o => o.Key);
        var senders = await SendersAsync(submissions, uses.SelectMany(u => said[u.Observation.Key]), cancel);
        return new(read.Reference.Register, said, senders, await groups, viewer.SeesPeople);
    }

    /// <summary>Who sent the submissions that entries came from.</summary>
    internal static async Task<IReadOnlyDictionary<string, string>> SendersAsync(SubmissionStore submissions,
        IEnumerable<Observation> entries, CancellationToken cancel)
    {
        var senders = new ConcurrentDictionary<string, string>(StringComparer.Ordinal);
        await Parallel.ForEachAsync(
            entries.Where(o => o.Source.Kind == Source.Submission).Select(o => o.Source.Id).Distinct(),
            new ParallelOptions { MaxDegreeOfParallelism = MaxParallel, CancellationToken = cancel },
            async (id, c) => senders[id] = (await submissions.FindAsync(id, c))?.SubmittedBy ?? "");
        return senders;
    }
}
