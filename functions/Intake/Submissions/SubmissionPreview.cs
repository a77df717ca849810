using SmartToyonaka.Intake.Reference;

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

/// <summary>Says what would become of a submission, by the rules of the door itself, and stores nothing.</summary>
public sealed class SubmissionPreview(SubmissionContextReader context, ReferenceData reference, TimeProvider clock)
{
    /// <summary>The errors; and where there are none, closed months and numbers to confirm.</summary>
    public async Task<SubmissionPreviewResult> PreviewAsync(RawSubmission raw, CancellationToken cancel)
    {
        var check = SubmissionCheck.Check(raw, SubmissionRules.Of(await reference.GetAsync(cancel), clock));
        if (check.Submission is not { } submission)
        {
            return new(check, [], []);
        }

        var closed = context.ClosedMonthsAsync(submission, cancel);
        var alike = context.SimilarAsync(submission, cancel);
        var far = await FindOutliersAsync(submission, cancel);
        return new(check, await closed, far) { Similar = await alike };
    }

    private async Task<IReadOnlyList<OutlierCheck>> FindOutliersAsync(Submission submission, CancellationToken cancel)
    {
        var snapshot = await reference.GetAsync(cancel);
        var before = await context.PriorValuesAsync(submission.Observations, cancel);
        return [.. submission.Observations.Zip(before)
            .SelectMany(x => ValueChecks.Of(x.First, x.Second, submission, snapshot.Catalogue, clock.GetUtcNow()))];
    }
}
