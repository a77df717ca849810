using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Intake.Drops;
using SmartToyonaka.Publishing.Pages.Uploads;
using SmartToyonaka.Publishing.Tables;
using SmartToyonaka.Triggers.Messages;
using SmartToyonaka.Triggers.Middleware;
using SmartToyonaka.Triggers.Responses;

namespace SmartToyonaka.Triggers.Http;

/// <summary>The page that asks for a file, and what can be downloaded from there: templates, and rows held back.</summary>
public sealed class ShowUploadPage(PageSession session, UploadTemplates templates, DropUploads uploads, DropReceipts receipts)
{
    private const int MostRecent = 5;

    [Function(nameof(ShowUploadPage))]
    public async Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "upload")] HttpRequest request,
        CancellationToken cancel)
    {
        var (visitor, refusal) = await UploadPages.EnterAsync(request, session, cancel);
        if (visitor is null)
        {
            return refusal!;
        }

        var folders = visitor.Kinds.Where(k => !k.IsSubmission).ToList();
        var recent = await Task.WhenAll(folders.Select(k => receipts.NewestAsync(k.Id, MostRecent, cancel)));
        return visitor.Page(request, UploadPage.Of(visitor.Viewer, await visitor.OfferAsync(templates, cancel),
            recent: [.. recent.SelectMany(r => r).OrderByDescending(r => r.ReceivedAt).Take(MostRecent)]));
    }

    /// <summary>The receipt of a file, for whoever may upload into its folder: what is wrong and what there is to do.</summary>
    [Function("ShowDropReceipt")]
    public async Task<IResult> Receipt(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head",
            Route = "upload/receipts/{folder}/{file}")] HttpRequest request, string folder, string file, CancellationToken cancel)
    {
        var (visitor, refusal) = await UploadPages.EnterAsync(request, session, cancel);
        if (visitor is null || UploadKind.Find(folder) is not { IsSubmission: false } kind || !visitor.Kinds.Contains(kind))
        {
            return refusal ?? visitor!.NotAllowed(request);
        }

        if (DropFileName.Parse(file) is not { } name || await uploads.FindReceiptAsync(folder, name, cancel) is not { } receipt)
        {
            return visitor.Message(request, StatusCodes.Status404NotFound, UploadMessages.NoReceiptTitle, UploadMessages.NoReceipt);
        }

        var viewer = visitor.Viewer with { Here = UploadResultPage.Address(folder, name.Text) };
        return visitor.Page(request,
            UploadResultPage.OfDrop(viewer, await visitor.OfferAsync(templates, cancel), name.Text, kind, receipt));
    }

    /// <summary>A template as CSV or as a workbook.</summary>
    [Function("DownloadTemplate")]
    public async Task<IResult> Template(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "upload/template")] HttpRequest request, CancellationToken cancel)
    {
        var (visitor, refusal) = await UploadPages.EnterAsync(request, session, cancel);
        if (visitor is null)
        {
            return refusal!;
        }

        var monthText = request.Query["month"].ToString();
        var reading = MonthText.Parse(monthText);
        if (UploadKind.Find(request.Query["kind"]) is not { } kind || (monthText.Length > 0 && reading.Fault != MonthParseError.None))
        {
            return visitor.Message(request, StatusCodes.Status400BadRequest, UploadMessages.NoTemplateTitle,
                UploadMessages.NoTemplate);
        }

        if (!visitor.Kinds.Contains(kind))
        {
            return visitor.NotAllowed(request);
        }

        var template = await templates.OfAsync(kind, visitor.Caller.Department, monthText.Length > 0 ? reading.Month : null, cancel);
        var columns = template.Columns.Select(c => new PublishedColumn(c, ColumnKind.Text)).ToList();
        var (file, fault) = await TableFile.AnswerAsync(request, () => template.Rows.Select((r, i) => ToRow(template, r, i))
            .ToAsyncEnumerable(), columns, TableXlsx.SheetName(template.Name), template.Name, cancel);
        request.HttpContext.Response.Headers.CacheControl = "no-store";
        return file ?? Problem.Of(request, fault!.Status, fault.Code, fault.Text);
    }

    /// <summary>The rows of a file that are held back, for whoever may upload into its folder.</summary>
    [Function("DownloadHeldRows")]
    public async Task<IResult> Held(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head",
            Route = "upload/held/{folder}/{file}")] HttpRequest request, string folder,
            string file, CancellationToken cancel)
    {
        var (visitor, refusal) = await UploadPages.EnterAsync(request, session, cancel);
        if (visitor is null || UploadKind.Find(folder) is not { IsSubmission: false } kind || !visitor.Kinds.Contains(kind))
        {
            return refusal ?? visitor!.NotAllowed(request);
        }

        if (DropFileName.Parse(file) is not { } name || await uploads.OpenHeldAsync(folder, name, cancel) is not { } rows)
        {
            return visitor.Message(request, StatusCodes.Status404NotFound, UploadMessages.NothingHeldTitle,
                UploadMessages.NothingHeld);
        }

        request.HttpContext.Response.Headers.CacheControl = "no-store";
        return Results.Stream(rows, "text/csv", System.IO.Path.GetFileName(DropFile.QuarantineOf(name.Text)));
    }

    private static Row ToRow(UploadTemplate template, IReadOnlyList<string> cells, int number) => new(
        "template", number.ToString("D6", System.Globalization.CultureInfo.InvariantCulture),
        template.Columns.Zip(cells).ToDictionary(c => c.First, c => (object)c.Second, StringComparer.Ordinal));
}
