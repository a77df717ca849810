using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using SmartToyonaka.Domain;
using SmartToyonaka.Intake.Drops;
using SmartToyonaka.Intake.Submissions;
using SmartToyonaka.Publishing.Pages.Uploads;
using SmartToyonaka.Triggers.Messages;
using SmartToyonaka.Triggers.Middleware;
using SmartToyonaka.Triggers.Responses;

namespace SmartToyonaka.Triggers.Http;

/// <summary>Takes a file that was checked on the page, once whoever chose it has confirmed that.</summary>
public sealed class ConfirmUpload(
    PageSession session, UploadTemplates templates, DropUploads drops, FileSubmissions submissions, CheckedFiles kept)
{
    [Function(nameof(ConfirmUpload))]
    public async Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "upload/confirm")] HttpRequest request,
        CancellationToken cancel)
    {
        var (visitor, refusal) = await UploadPages.EnterAsync(request, session, cancel);
        if (visitor is null)
        {
            return refusal!;
        }

        var fields = await Html.ReadFormAsync(request, cancel) ?? new Dictionary<string, string>();
        var ticket = fields.GetValueOrDefault("ticket", "");
        if (UploadPages.EntryOf(fields) is not { } entry || DropFileName.Parse(fields.GetValueOrDefault("name")) is not { } name)
        {
            return NotKept(request, visitor);
        }

        if (!visitor.Kinds.Contains(entry.Kind))
        {
            return visitor.NotAllowed(request);
        }

        await using var file = await kept.FindAsync(visitor.ContextOf(entry, name.Text), ticket, cancel);
        if (file is null)
        {
            return NotKept(request, visitor);
        }

        if (entry.Kind.IsSubmission)
        {
            return await SubmitAsync(request, visitor, entry, name, file, ticket, cancel);
        }

        var receipt = await drops.TakeAsync(entry.Kind.Id, name, file, cancel);
        await kept.DeleteAsync(ticket, cancel);
        return visitor.Page(request, UploadResultPage.OfDrop(
            visitor.Viewer, await visitor.OfferAsync(templates, cancel), name.Text, entry.Kind, receipt),
            receipt?.State == DropState.Refused ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);
    }

    private async Task<IResult> SubmitAsync(HttpRequest request, UploadVisitor visitor, UploadEntry entry, DropFileName name,
        LocalUpload file, string ticket, CancellationToken cancel)
    {
        var (content, found) = await visitor.CheckAsync(submissions, entry, name, file, cancel);
        if (found is not { } check)
        {
            return visitor.NotAllowed(request);
        }

        // Checked anew: the register, the closings or what holds may have changed since.
        if (check.Submission is null)
        {
            return await AgainAsync(StatusCodes.Status422UnprocessableEntity, null);
        }

        // A double click submits once.
        var key = "page-file:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(ticket)).AsSpan(0, 16));
        var result = await submissions.AcceptAsync(check, content, key, visitor.Caller, cancel);
        return result.Kind switch
        {
            SubmissionOutcome.Accepted or SubmissionOutcome.Replayed => Html.Redirect(request, visitor.Viewer.To("/submit/receipts/"
                + JsonSerializer.Deserialize<SubmissionReceipt>(result.ReceiptJson, JsonSerializerOptions.Web)!.Id)),
            SubmissionOutcome.Closed => await AgainAsync(StatusCodes.Status423Locked, UploadMessages.MonthClosed),
            SubmissionOutcome.TooLarge => await AgainAsync(StatusCodes.Status422UnprocessableEntity, UploadMessages.SubmissionTooLarge),
            _ => await AgainAsync(StatusCodes.Status409Conflict, UploadMessages.Overtaken),
        };

        async Task<IResult> AgainAsync(int status, BilingualText? notice) => visitor.Page(request, UploadResultPage.OfSubmission(
            visitor.Viewer, await visitor.OfferAsync(templates, cancel), new(name.Text, entry, null), check,
            notice is null ? null : visitor.Viewer.Of(notice)), status);
    }

    private static IResult NotKept(HttpRequest request, UploadVisitor visitor) => visitor.Message(request, StatusCodes.Status404NotFound,
        UploadMessages.NotKeptTitle, UploadMessages.NotKept);
}
