using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using SmartToyonaka.Intake.Submissions;
using SmartToyonaka.Publishing.Pages;
using SmartToyonaka.Publishing.Reporting.Submissions;
using SmartToyonaka.Triggers.Messages;
using SmartToyonaka.Triggers.Middleware;
using SmartToyonaka.Triggers.Requests;
using SmartToyonaka.Triggers.Responses;

namespace SmartToyonaka.Triggers.Http;

/// <summary>Shows a receipt as a page that prints well.</summary>
public sealed class ShowReceipt(PageSession session, SubmissionStore store, ReceiptReader reader)
{
    [Function(nameof(ShowReceipt))]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "submit/receipts/{id}")] HttpRequest request, string id,
            CancellationToken cancel)
    {
        if (await session.FindAsync(request, cancel) is not { } caller)
        {
            return PageSignIn.Answer(request, session, null, PageSession.Destination(PageSignIn.AddressOf(request)),
                status: StatusCodes.Status401Unauthorized);
        }

        // 404 also for another department's receipt, so that its existence is not disclosed.
        if (id.Length != 32 || !id.All(char.IsAsciiHexDigitLower) || await store.FindAsync(id, cancel) is not { } stored
            || !caller.MayRead(stored.Department))
        {
            return SubmitPage.Message(request, caller, SubmissionMessages.NoReceiptTitle, SubmissionMessages.NoReceipt,
                StatusCodes.Status404NotFound);
        }

        var viewer = PageViewers.Of(request, caller);
        return await Html.AnswerOrTableAsync(request, ReceiptPage.Of(viewer, await reader.ReadAsync(stored, cancel)), cancel,
            viewer.English);
    }
}
