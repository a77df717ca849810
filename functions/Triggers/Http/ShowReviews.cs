using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using SmartToyonaka.Domain;
using SmartToyonaka.Intake.Review;
using SmartToyonaka.Intake.Submissions;
using SmartToyonaka.Operations.Access;
using SmartToyonaka.Publishing.Pages;
using SmartToyonaka.Triggers.Messages;
using SmartToyonaka.Triggers.Middleware;
using SmartToyonaka.Triggers.Requests;
using SmartToyonaka.Triggers.Responses;

namespace SmartToyonaka.Triggers.Http;

/// <summary>
/// The page on which people confirm or reject what waits: all of theirs when they have signed in, that of one submission by the link of its
/// receipt, which needs no sign-in: whoever was given the receipt handed it in.
/// </summary>
public sealed class ShowReviews(PageSession session, ReviewService reviews, SubmissionStore store)
{
    private const string TokenName = "token=";

    /// <summary>Everything that waits for whoever has signed in.</summary>
    [Function("ShowReviews")]
    public async Task<IResult> Show([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "confirm")] HttpRequest request,
        CancellationToken cancel)
    {
        var (caller, _, refusal) = await SubmitPage.CallerAsync(request, session, cancel);
        return caller is null ? refusal!
            : Page(request, caller, await reviews.ListAsync(caller.MaySpeakFor, cancel), "/confirm", "", null);
    }

    /// <summary>What waits of one submission.</summary>
    [Function("ShowReviewsOfSubmission")]
    public async Task<IResult> ShowOfSubmission(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head",
            Route = "confirm/{id}")] HttpRequest request, string id, CancellationToken cancel)
    {
        var token = request.Query["token"].ToString();
        return await ByLinkAsync(id, token, cancel) is { } linked
            ? Page(request, null, await reviews.OfEntriesAsync(await store.ReadEntriesToShowAsync(linked.Id, cancel), cancel),
                $"/confirm/{id}", token, null)
            : NoLink(request);
    }

    /// <summary>Decides of one, for whoever has signed in.</summary>
    [Function("PostReview")]
    public async Task<IResult> Post([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "confirm")] HttpRequest request,
        CancellationToken cancel)
    {
        var (caller, fields, refusal) = await SubmitPage.CallerAsync(request, session, cancel);
        if (caller is null)
        {
            return refusal!;
        }

        var said = await DecideAsync(fields, caller.Id, caller.MaySpeakFor, null, caller.IsAdministrator, cancel);
        return Page(request, caller, await reviews.ListAsync(caller.MaySpeakFor, cancel), "/confirm", "", said);
    }

    /// <summary>Decides of one by the link of a receipt.</summary>
    [Function("PostReviewOfSubmission")]
    public async Task<IResult> PostOfSubmission(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "confirm/{id}")] HttpRequest request, string id,
            CancellationToken cancel)
    {
        var token = request.Query["token"].ToString();
        if (await ByLinkAsync(id, token, cancel) is not { } linked)
        {
            return NoLink(request);
        }

        var entries = await store.ReadEntriesToShowAsync(linked.Id, cancel);
        var own = entries.Where(e => e.State == SmartToyonaka.Domain.Measures.EntryState.Held).Select(Ledger.WaitingEntries.IdOf)
            .ToHashSet(StringComparer.Ordinal);
        var said = await DecideAsync(await Html.ReadFormAsync(request, cancel), $"link:{linked.Id}", d => d == linked.Department, own,
            isAdministrator: false, cancel);
        return Page(request, null, await reviews.OfEntriesAsync(entries, cancel), $"/confirm/{id}", token, said);
    }

    private async Task<BilingualText> DecideAsync(IReadOnlyDictionary<string, string>? sent, string by, Func<string, bool> mayDecide,
        HashSet<string>? among, bool isAdministrator, CancellationToken cancel)
    {
        var fields = sent ?? new Dictionary<string, string>();
        var (review, decision, reason) = (fields.GetValueOrDefault("review", ""), fields.GetValueOrDefault("decision", ""),
            fields.GetValueOrDefault("reason", "").Trim());
        if (decision is not ("confirm" or "reject") || !ManageReviews.IsReason(reason) || among?.Contains(review) == false)
        {
            return ReviewMessages.ChooseAndReason(ReviewService.MaxReason);
        }

        return await reviews.DecideAsync(review, decision == "confirm", reason, by, mayDecide, cancel, isAdministrator) switch
        {
            ReviewOutcome.Decided or ReviewOutcome.Repeated => decision == "confirm" ? ReviewMessages.Confirmed : ReviewMessages.Rejected,
            ReviewOutcome.Closed => ReviewMessages.MonthClosed,
            ReviewOutcome.DecidedOtherwise => ReviewMessages.DecidedOtherwise,
            _ => ReviewMessages.NoLongerWaiting,
        };
    }

    // The secret of the link is compared without telling by the time how much of it was right.
    private async Task<StoredSubmission?> ByLinkAsync(string id, string token, CancellationToken cancel) =>
        id.Length == 32 && id.All(char.IsAsciiHexDigitLower) && token.Length == 32 && await store.FindAsync(id, cancel) is { } stored
        && JsonSerializer.Deserialize<SubmissionReceipt>(stored.Receipt, JsonSerializerOptions.Web)?.Links.Confirm is { } link
            && link.IndexOf(TokenName, StringComparison.Ordinal) is > 0 and var at
        && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(link[(at + TokenName.Length)..]), Encoding.UTF8.GetBytes(token))
            ? stored
            : null;

    private static IResult Page(HttpRequest request, Caller? caller, IReadOnlyList<Review> waiting, string path, string token,
        BilingualText? said)
    {
        var viewer = PageViewers.Of(request, caller);
        return Html.Answer(request, ReviewPage.Of(viewer, waiting, path, token, said), english: viewer.English);
    }

    private static IResult NoLink(HttpRequest request) => SubmitPage.Message(
        request, null, ReviewMessages.NoLinkTitle, ReviewMessages.NoLink, StatusCodes.Status404NotFound);
}
