using System.Text.Json;
using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Intake.Messages;
using SmartToyonaka.Intake.Review;
using SmartToyonaka.Intake.Submissions;
using SmartToyonaka.Operations.Access;
using SmartToyonaka.Publishing.Pages;
using SmartToyonaka.Publishing.Reporting.Overviews;

namespace SmartToyonaka.Triggers.Requests;

/// <summary>A submission of the page before it is handed in.</summary>
/// <param name="Sent">The fields that are handed in.</param>
/// <param name="Result">What would become of them.</param>
public sealed record PostedPreview(IReadOnlyList<KeyValuePair<string, string>> Sent, SubmissionPreviewResult Result);

/// <summary>Checks and hands in what the page sent, by the services of the API.</summary>
public sealed class PostedSubmissions(
    CurrentInitiatives initiatives, SubmissionPreview preview, SubmissionService service, SubmissionStore store, ReviewService reviews)
{
    /// <summary>An initiative of the page, whole; null when it is not there.</summary>
    public async Task<Initiative?> FindAsync(CurrentInitiative current, CancellationToken cancel) =>
        await initiatives.FindAsync(current, cancel) is { } whole ? whole with { Name = current.Name } : null;

    /// <summary>What would become of it. Stores nothing.</summary>
    public async Task<PostedPreview> PreviewAsync(SubmitForm form, PostedForm posted, CancellationToken cancel)
    {
        // The page shows of an initiative what one chooses by; what it does not show stays as it is.
        var changed = form.Initiatives.Where(i => posted.Changed.Contains((i.Category, i.Name)));
        var known = (await Task.WhenAll(changed.Select(i => FindAsync(i, cancel)))).OfType<Initiative>().ToList();
        var sent = posted.Submitted(known);
        return new(sent, await preview.PreviewAsync(FormSubmission.Read(sent), cancel));
    }

    /// <summary>
    /// Hands it in. What waits for the reasons that the page showed and asked about is confirmed with it, so that nobody is asked twice;
    /// what waits for another reason, of values that came in between, goes on waiting.
    /// </summary>
    public async Task<SubmissionResult> HandInAsync(PostedPreview previewed, string key, Caller caller, CancellationToken cancel)
    {
        var result = await service.AcceptAsync(previewed.Result.Check.Submission!, "page:" + key, caller,
            "application/x-www-form-urlencoded", PostedForm.Evidence(previewed.Sent), cancel);
        if (result.Kind is SubmissionOutcome.Accepted or SubmissionOutcome.Replayed && ReceiptOf(result) is { Held: > 0 } receipt)
        {
            var shown = previewed.Result.Far.Where(f => f.Holds).ToLookup(f => f.Measure, f => f.Text.Ja);
            var waiting = await reviews.OfEntriesAsync(await store.ReadEntriesToShowAsync(receipt.Id, cancel), cancel);
            foreach (var review in waiting.Where(r => r.Why.SequenceEqual(shown[r.Measure], StringComparer.Ordinal)))
            {
                await reviews.DecideAsync(review.Id, confirm: true, DecisionMessages.WhenHandedIn.Ja, caller.Id, caller.MaySpeakFor,
                    CancellationToken.None);
            }
        }

        return result;
    }

    /// <summary>The receipt of what was accepted.</summary>
    public static SubmissionReceipt ReceiptOf(SubmissionResult result) =>
        JsonSerializer.Deserialize<SubmissionReceipt>(result.ReceiptJson, JsonSerializerOptions.Web)!;
}
