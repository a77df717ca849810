using Microsoft.AspNetCore.Http;
using SmartToyonaka.Domain;
using SmartToyonaka.Intake.Drops;
using SmartToyonaka.Intake.Submissions;
using SmartToyonaka.Intake.Submissions.Files;
using SmartToyonaka.Operations.Access;
using SmartToyonaka.Publishing.Pages;
using SmartToyonaka.Publishing.Pages.Provenances;
using SmartToyonaka.Publishing.Pages.Uploads;
using SmartToyonaka.Triggers.Messages;
using SmartToyonaka.Triggers.Middleware;
using SmartToyonaka.Triggers.Requests;
using SmartToyonaka.Triggers.Responses;

namespace SmartToyonaka.Triggers.Http;

/// <summary>Whoever uses the pages for files.</summary>
/// <param name="Caller">Who it is.</param>
/// <param name="Viewer">In which language the pages are.</param>
/// <param name="Kinds">What may be uploaded.</param>
internal sealed record UploadVisitor(Caller Caller, PageViewer Viewer, IReadOnlyList<UploadKind> Kinds)
{
    /// <summary>What the page offers.</summary>
    public async Task<UploadOffer> OfferAsync(UploadTemplates templates, CancellationToken cancel) =>
        new(Kinds, Caller.IsAdministrator, await templates.ListAsync(Kinds, Caller.Department, cancel));

    /// <summary>The department of a submission: one's own, unless one may name it.</summary>
    public string DepartmentOf(UploadEntry entry) => Caller.IsAdministrator ? entry.Department : Caller.Department;

    /// <summary>
    /// A file of a submission as read and checked. No check where the file speaks for a department that the visitor may not speak for: it
    /// would show that department's figures.
    /// </summary>
    public async Task<(SubmittedFile Content, FileSubmissionCheck? Check)> CheckAsync(FileSubmissions submissions, UploadEntry entry,
        DropFileName name, LocalUpload file, CancellationToken cancel)
    {
        var content = new SubmittedFile(SubmittedFile.CleanName(name.Text), await file.BytesAsync(cancel));
        var check = await submissions.CheckAsync(DepartmentOf(entry), entry.Month, content, cancel);
        return (content, check.Preview?.Check.Department is { } department && !Caller.MaySpeakFor(department) ? null : check);
    }

    /// <summary>What a ticket is good for.</summary>
    public string ContextOf(UploadEntry entry, string name) => string.Join('\n', Caller.Id, entry.Kind.Id, name);

    /// <summary>A page in the visitor's language.</summary>
    public IResult Page(HttpRequest request, Markup page, int status = StatusCodes.Status200OK) =>
        Html.Answer(request, page, status, Viewer.English);

    /// <summary>A page that says that something cannot be done.</summary>
    public IResult Message(HttpRequest request, int status, BilingualText title, BilingualText text) =>
        Page(request, UploadPage.Message(Viewer, Viewer.Of(title), Viewer.Of(text)), status);

    public IResult NotAllowed(HttpRequest request) => Message(request, StatusCodes.Status403Forbidden, UploadMessages.NotAllowedTitle,
        UploadMessages.NotAllowed);
}

/// <summary>What the functions of the pages for files have in common.</summary>
internal static class UploadPages
{
    public const string Path = "/upload";

    /// <summary>The caller who may upload something, or the page that says why not.</summary>
    public static async Task<(UploadVisitor? Visitor, IResult? Refusal)> EnterAsync(HttpRequest request, PageSession session,
        CancellationToken cancel)
    {
        // What is downloaded stands at no page to come back to.
        if ((HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method)) && request.Path != Path
            && await session.FindAsync(request, cancel) is null)
        {
            return (null, PageSignIn.Answer(request, session, UploadMessages.SignInToDownload, Path,
                status: StatusCodes.Status401Unauthorized));
        }

        var (caller, _, refusal) = await PageSignIn.EnterAsync(request, session, cancel, UploadMessages.SignInFirst, Path);
        if (caller is null)
        {
            return (null, refusal);
        }

        var viewer = PageViewers.Of(request, caller);
        viewer = viewer with { Here = Path + (viewer.IsAsked ? request.QueryString.ToUriComponent() : "") };
        var kinds = UploadKind.All.Where(k => k.IsSubmission ? caller.MaySubmit : caller.MayDropInto(k.Id)).ToList();
        var visitor = new UploadVisitor(caller, viewer, kinds);
        return kinds.Count > 0 ? (visitor, null) : (null, visitor.NotAllowed(request));
    }

    /// <summary>What was entered beside a file; null where it names no kind.</summary>
    public static UploadEntry? EntryOf(IReadOnlyDictionary<string, string> fields) =>
        UploadKind.Find(fields.GetValueOrDefault("kind")) is { } kind
            ? new(kind, fields.GetValueOrDefault("department", "").Trim(), fields.GetValueOrDefault("month", "").Trim()) : null;
}
