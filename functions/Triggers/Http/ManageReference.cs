using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using SmartToyonaka.Domain;
using SmartToyonaka.Intake.Drops;
using SmartToyonaka.Intake.Periods;
using SmartToyonaka.Intake.Reference;
using SmartToyonaka.Operations.Access;
using SmartToyonaka.Publishing.Pages.Administration;
using SmartToyonaka.Publishing.Pages.Provenances;
using SmartToyonaka.Triggers.Messages;
using SmartToyonaka.Triggers.Middleware;
using SmartToyonaka.Triggers.Requests;
using SmartToyonaka.Triggers.Responses;

namespace SmartToyonaka.Triggers.Http;

/// <summary>The reference files: what is in effect, the check of an upload, and what lets it take effect.</summary>
public sealed class ManageReference(PageSession session, ReferenceAdministration administration, CheckedFiles kept,
    SubmissionRateLimiter limiter)
{
    private const string Route = AdminPages.Route + "/reference";

    /// <summary>The page; <c>download=departments.csv</c> the file that is in effect.</summary>
    [Function("ShowReference")]
    public async Task<IResult> Show(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Route)] HttpRequest request, CancellationToken cancel)
    {
        var (caller, viewer, refusal) = await AdminPages.EnterAsync(request, session, cancel);
        if (caller is null)
        {
            return refusal!;
        }

        return request.Query["download"].ToString() is { Length: > 0 } name ? await DownloadAsync(request, viewer, name, cancel)
            : await Html.AnswerOrTableAsync(request, await PageAsync(viewer, null, null, cancel), cancel, viewer.English);
    }

    /// <summary>Checks a file and shows what it would change; nothing takes effect.</summary>
    [Function("CheckReference")]
    public async Task<IResult> Check(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Route)] HttpRequest request, CancellationToken cancel)
    {
        var (caller, viewer, refusal) = await AdminPages.EnterAsync(request, session, cancel);
        if (caller is null)
        {
            return refusal!;
        }

        if (!limiter.TryTake(caller, out _))
        {
            return await SayAsync(request, viewer, StatusCodes.Status429TooManyRequests, UploadMessages.TooMany, cancel);
        }

        await using var body = await UploadBody.ReadAsync(request, ReferencePuller.MaxBytes, cancel);
        if (body.File is not { } upload)
        {
            var (wrong, why) = Said(body.Fault);
            return await SayAsync(request, viewer, wrong, why, cancel);
        }

        var (file, fault) = Which(body.Fields.GetValueOrDefault("name", ""), body.FileName);
        if (file is null)
        {
            return await SayAsync(request, viewer, StatusCodes.Status422UnprocessableEntity, fault!, cancel);
        }

        // Named before the check, so that whatever changes meanwhile makes the check void.
        var seen = await administration.TokenAsync(file, cancel);
        var preview = await administration.CheckAsync(file, await upload.BytesAsync(cancel), cancel);
        var ticket = preview.IsGood ? await kept.KeepAsync(ContextOf(caller, file, seen), upload, cancel) : null;
        return Html.Answer(request, await PageAsync(viewer, new(preview, NameOf(body.FileName), ticket, seen), null, cancel),
            preview.IsGood ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity, viewer.English);
    }

    /// <summary>Lets a file that was checked take effect.</summary>
    [Function("TakeReference")]
    public async Task<IResult> Take(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Route + "/confirm")] HttpRequest request, CancellationToken cancel)
    {
        var (caller, viewer, refusal) = await AdminPages.EnterAsync(request, session, cancel);
        if (caller is null)
        {
            return refusal!;
        }

        viewer = viewer with { Here = viewer.To(ReferencePage.Path) };
        var fields = await Html.ReadFormAsync(request, cancel) ?? new Dictionary<string, string>();
        string Field(string name) => fields.GetValueOrDefault(name, "");
        var (ticket, seen) = (Field("ticket"), Field("seen"));
        await using var upload = administration.Find(Field("name")) is { } named
            ? await kept.FindAsync(ContextOf(caller, named, seen), ticket, cancel) : null;
        if (upload is null || administration.Find(Field("name")) is not { } file)
        {
            return await SayAsync(request, viewer, StatusCodes.Status404NotFound, ReferenceEditMessages.NotKept, cancel);
        }

        if (await administration.TokenAsync(file, cancel) != seen)
        {
            return await SayAsync(request, viewer, StatusCodes.Status409Conflict, ReferenceEditMessages.Overtaken, cancel);
        }

        var content = await upload.BytesAsync(cancel);
        if (PeriodOrder.Reason(Field("reason")) is not { } reason)
        {
            var again = new CheckedReference(await administration.CheckAsync(file, content, cancel), NameOf(Field("file")), ticket, seen);
            return Html.Answer(request, await PageAsync(viewer, again, ReferenceEditMessages.NoReason(PeriodOrder.MaxReason), cancel),
                StatusCodes.Status422UnprocessableEntity, viewer.English);
        }

        var receipt = await administration.TakeEffectAsync(file, content, caller.Id, reason, cancel);
        await kept.DeleteAsync(ticket, cancel);
        return receipt?.State == "taken"
            ? await SayAsync(request, viewer, StatusCodes.Status200OK, ReferenceEditMessages.InEffect(file.Name), cancel)
            : await SayAsync(request, viewer, StatusCodes.Status409Conflict, ReferenceEditMessages.NotInEffect(file.Name), cancel);
    }

    private async Task<IResult> DownloadAsync(HttpRequest request, PageViewer viewer, string name, CancellationToken cancel)
    {
        if (administration.Find(name) is not { } file || await administration.ContentAsync(file, cancel) is not { } content)
        {
            return Html.Answer(request, IndicatorLayout.Message(viewer, viewer.Of(ReferenceEditMessages.NoDownloadTitle),
                viewer.Of(ReferenceEditMessages.NoDownload)), StatusCodes.Status404NotFound, viewer.English);
        }

        request.HttpContext.Response.Headers.CacheControl = "no-store";
        request.HttpContext.Response.Headers.XContentTypeOptions = "nosniff";

        // Excel reads UTF-8 where it begins with a mark.
        var isJson = file.Name.EndsWith(".json", StringComparison.Ordinal);
        return Results.File(isJson ? content : [.. "\uFEFF"u8, .. content], isJson ? "application/json; charset=utf-8"
            : "text/csv; charset=utf-8", file.Name);
    }

    private async Task<IResult> SayAsync(HttpRequest request, PageViewer viewer, int status, BilingualText said,
        CancellationToken cancel) =>
        Html.Answer(request, await PageAsync(viewer, null, said, cancel), status, viewer.English);

    private async Task<Publishing.Pages.Markup> PageAsync(PageViewer viewer, CheckedReference? file, BilingualText? said,
        CancellationToken cancel) => ReferencePage.Of(viewer,
            new(await administration.ListAsync(cancel), await administration.CurrentAsync(cancel), file, PeriodOrder.MaxReason),
            said is null ? null : viewer.Of(said));

    // A file that is called as another one is, is the other one.
    private (ReferenceFile? File, BilingualText? Fault) Which(string chosen, string fileName)
    {
        var (wanted, named) = (administration.Find(chosen), administration.Find(fileName));
        return wanted is null ? chosen.Length > 0 || named is null ? (null, ReferenceEditMessages.WhichFile) : (named, null)
            : (named is not null && named != wanted) || IsJson(fileName) != IsJson(wanted.Name)
                ? (null, ReferenceEditMessages.OtherFile(NameOf(fileName), wanted.Name)) : (wanted, null);
    }

    private static bool IsJson(string name) => name.EndsWith(".json", StringComparison.OrdinalIgnoreCase);

    private static string NameOf(string fileName) => fileName.Length <= 200 ? fileName : fileName[..200];

    private static string ContextOf(Caller caller, ReferenceFile file, string seen) =>
        string.Join('\n', caller.Id, ReferencePage.Path, file.Name, seen);

    private static (int Status, BilingualText Text) Said(UploadFault fault) => fault switch
    {
        UploadFault.TooLarge => (StatusCodes.Status413PayloadTooLarge, ReferenceEditMessages.TooLarge),
        UploadFault.MoreThanOne => (StatusCodes.Status400BadRequest, UploadMessages.OneAtATime),
        UploadFault.NoFile => (StatusCodes.Status400BadRequest, UploadMessages.NoFile),
        UploadFault.WrongType => (StatusCodes.Status415UnsupportedMediaType, ReferenceEditMessages.WrongType),
        _ => (StatusCodes.Status400BadRequest, UploadMessages.Unreadable),
    };
}
