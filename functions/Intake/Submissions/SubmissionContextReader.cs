using SmartToyonaka.Domain.Indicators;
using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Intake.Periods;
using SmartToyonaka.Intake.Reference;
using SmartToyonaka.Operations.Access;

namespace SmartToyonaka.Intake.Submissions;

/// <summary>Reads what a submission is looked at beside: what was said before, what is closed, what looks the same.</summary>
public sealed class SubmissionContextReader(
    PriorValuesReader priorValues, ReferenceData reference, PeriodChangeStore periodChanges, SimilarInitiatives similar, TimeProvider clock)
{
    /// <summary>What each observation is compared with.</summary>
    public async Task<IReadOnlyList<PriorValues>> PriorValuesAsync(IReadOnlyList<Observation> observations, CancellationToken cancel)
    {
        var snapshot = await reference.GetAsync(cancel);
        return await priorValues.ReadAsync(observations, snapshot.Register, snapshot.Catalogue.Checks, cancel);
    }

    /// <summary>The closed months among those of the submission and its initiatives, read from the storage, not from a cache.</summary>
    public async Task<IReadOnlyList<ClosedMonth>> ClosedMonthsAsync(Submission submission, CancellationToken cancel)
    {
        var months = submission.Observations.Select(o => o.Month).Append(submission.Month).Distinct().Order().ToList();
        var closed = await periodChanges.ReadAsync(months, cancel);
        return [.. months.Select(m => (Month: m, Act: closed.Find(m))).Where(x => x.Act is not null)
            .Select(x => new ClosedMonth(x.Month, x.Act!.At))];
    }

    /// <summary>The catalogue that holds.</summary>
    public async Task<Catalogue> CatalogueAsync(CancellationToken cancel) => (await reference.GetAsync(cancel)).Catalogue;

    /// <summary>Initiatives that differ from those of the submission in their spelling only.</summary>
    public Task<IReadOnlyList<SimilarInitiative>> SimilarAsync(Submission submission, CancellationToken cancel) =>
        similar.FindAsync(submission, cancel);

    /// <summary>What is stored of a submission, and the entries that the ledger gains.</summary>
    public async Task<(StoredSubmission Stored, IReadOnlyList<Observation> Entries)> PrepareAsync(
        IncomingSubmission handed, IReadOnlyList<PriorValues> known, DateTimeOffset? pending, IReadOnlyList<SimilarInitiative> alike,
            Caller caller,
        CancellationToken cancel)
    {
        var taken = AcceptedSubmission.Of(handed.Submission, known, await CatalogueAsync(cancel), SubmissionKeys.IdOf(handed.Keys[0]),
            pending, clock.GetUtcNow());
        taken = taken with
        {
            Receipt = taken.Receipt with
            {
                Notices = alike.Count == 0 ? null
                : [.. alike.Select(a => new ReceiptNotice(SimilarInitiative.Code, a.Name, a.Text.Ja, a.Text.En))]
            },
        };
        return (taken.ToStored(handed.ContentHash, caller.Id), taken.Entries);
    }
}
