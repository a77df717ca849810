using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Intake.Reference;
using SmartToyonaka.Ledger;

namespace SmartToyonaka.Intake.Submissions;

/// <summary>What would become of a submission.</summary>
/// <param name="Check">What the rules say.</param>
/// <param name="Closed">The closed months that it speaks of.</param>
/// <param name="Far">What to look at once more.</param>
public sealed record SubmissionPreviewResult(CheckedSubmission Check, IReadOnlyList<ClosedMonth> Closed, IReadOnlyList<OutlierCheck> Far)
{
    /// <summary>Names that are counted as existing ones.</summary>
    public IReadOnlyList<SimilarInitiative> Similar { get; init; } = [];
}

/// <summary>Checks a submission by the rules of the submission endpoint and stores nothing.</summary>
public sealed class SubmissionPreview(SubmissionService service, LedgerStore ledger, ReferenceData reference, SimilarInitiatives similar, TimeProvider clock)
{
    // The program has no months before its first year, so those have no prior year.
    private static readonly SmartToyonaka.Domain.Calendar.FiscalMonth Earliest = new(1901, 4);

    /// <summary>The errors; and where there are none, closed months and numbers to confirm.</summary>
    public async Task<SubmissionPreviewResult> PreviewAsync(RawSubmission raw, CancellationToken cancel)
    {
        var check = SubmissionCheck.Check(raw, (await reference.GetAsync(cancel)).Register, SubmissionCheck.LastMonth(clock));
        if (check.Submission is not { } submission)
        {
            return new(check, [], []);
        }

        var closed = service.ClosedAsync(submission, cancel);
        var alike = similar.FindAsync(submission, cancel);
        var far = await FindOutliersAsync(submission, raw, cancel);
        return new(check, await closed, far) { Similar = await alike };
    }

    private async Task<IReadOnlyList<OutlierCheck>> FindOutliersAsync(Submission submission, RawSubmission raw, CancellationToken cancel)
    {
        var measures = submission.Observations.Where(o => o.Initiative is null && o.Status == FigureStatus.Actual).Select(o => o.Measure).ToList();
        if (measures.Count == 0 || submission.Month < Earliest)
        {
            return [];
        }

        var snapshot = await reference.GetAsync(cancel);
        var before = PriorYear.Of(snapshot.Register, submission.Department, submission.Month);
        var said = await Task.WhenAll(measures.SelectMany(m => before.Sections.Select(s => ledger.ReadMonthAsync(m, s, before.Month, FigureStatus.Actual, cancel))));
        var held = EffectiveObservations.Of(said.SelectMany(s => s));
        return OutlierCheck.Of(submission, raw, [.. measures.Select(m => before.Sum(m, held)).OfType<Observation>()], snapshot.Catalogue.WarnYearOnYearPercent, before.Said);
    }
}
