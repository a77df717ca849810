using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using SmartToyonaka.Domain;
using SmartToyonaka.Intake.Drops;
using SmartToyonaka.Intake.Submissions;
using SmartToyonaka.Intake.Submissions.Files;
using SmartToyonaka.Operations.Access;
using SmartToyonaka.Publishing.Pages.Uploads;
using SmartToyonaka.Triggers.Messages;
using SmartToyonaka.Triggers.Middleware;
using SmartToyonaka.Triggers.Requests;

namespace SmartToyonaka.Triggers.Http;

/// <summary>Checks a file that was chosen on the page, and shows what would become of it.</summary>
public sealed class CheckUpload(
    PageSession session, UploadTemplates templates, DropUploads drops, FileSubmissions submissions, CheckedFiles kept,
    SubmissionRateLimiter limiter)
{
    [Function(nameof(CheckUpload))]
    public async Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "upload")] HttpRequest request,
        CancellationToken cancel)
    {
        var (visitor, refusal) = await UploadPages.EnterAsync(request, session, cancel);
        if (visitor is null)
        {
            return refusal!;
        }

        var offer = await visitor.OfferAsync(templates, cancel);
        if (!limiter.TryTake(visitor.Caller, out _))
        {
            return Again(StatusCodes.Status429TooManyRequests, UploadMessages.TooMany);
        }

        await using var body = await UploadBody.ReadAsync(request, FileLimits.BodyBytes, cancel);
        if (body.File is not { } file)
        {
            var (status, text) = Said(body.Fault);
            return Again(status, text, body.Fields);
        }

        if (UploadPages.EntryOf(body.Fields) is not { } entry)
        {
            return Again(StatusCodes.Status400BadRequest, UploadMessages.ChooseKind, body.Fields);
        }

        if (!visitor.Kinds.Contains(entry.Kind))
        {
            return visitor.NotAllowed(request);
        }

        if (DropFileName.Parse(body.FileName) is not { } name)
        {
            return Again(StatusCodes.Status400BadRequest, DropFileName.Rule, body.Fields);
        }

        return entry.Kind.IsSubmission ? await OfSubmissionAsync(request, visitor, offer, entry, name, file, cancel)
            : await OfDropAsync(request, visitor, offer, entry, name, file, cancel);

        IResult Again(int status, BilingualText text, IReadOnlyDictionary<string, string>? entered = null) =>
            visitor.Page(request, UploadPage.Of(visitor.Viewer, offer, visitor.Viewer.Of(text), entered), status);
    }

    private async Task<IResult> OfDropAsync(HttpRequest request, UploadVisitor visitor, UploadOffer offer, UploadEntry entry,
        DropFileName name, LocalUpload file, CancellationToken cancel)
    {
        var receipt = await drops.CheckAsync(entry.Kind.Id, name, file, cancel);
        var isRefused = receipt.State == DropState.Refused;
        var ticket = isRefused ? null : await kept.KeepAsync(visitor.ContextOf(entry, name.Text), file, cancel);
        return visitor.Page(request, UploadResultPage.OfDropCheck(visitor.Viewer, offer, new(name.Text, entry, ticket), receipt),
            isRefused ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);
    }

    private async Task<IResult> OfSubmissionAsync(HttpRequest request, UploadVisitor visitor, UploadOffer offer, UploadEntry entry,
        DropFileName name, LocalUpload file, CancellationToken cancel)
    {
        if ((await visitor.CheckAsync(submissions, entry, name, file, cancel)).Check is not { } check)
        {
            return visitor.NotAllowed(request);
        }

        var ticket = check.Submission is null ? null : await kept.KeepAsync(visitor.ContextOf(entry, name.Text), file, cancel);
        return visitor.Page(request, UploadResultPage.OfSubmission(visitor.Viewer, offer, new(name.Text, entry, ticket), check),
            ticket is null ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);
    }

    private static (int Status, BilingualText Text) Said(UploadFault fault) => fault switch
    {
        UploadFault.TooLarge => (StatusCodes.Status413PayloadTooLarge, UploadMessages.TooLarge),
        UploadFault.MoreThanOne => (StatusCodes.Status400BadRequest, UploadMessages.OneAtATime),
        UploadFault.NoFile => (StatusCodes.Status400BadRequest, UploadMessages.NoFile),
        UploadFault.WrongType => (StatusCodes.Status415UnsupportedMediaType, UploadMessages.WrongType),
        _ => (StatusCodes.Status400BadRequest, UploadMessages.Unreadable),
    };
}
