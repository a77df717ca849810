using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using SmartToyonaka.Intake.Reference;
using SmartToyonaka.Operations.Access;
using SmartToyonaka.Publishing.Pages;
using SmartToyonaka.Publishing.Pages.Provenances;
using SmartToyonaka.Publishing.Reporting.Provenances;
using SmartToyonaka.Triggers.Middleware;
using SmartToyonaka.Triggers.Requests;
using SmartToyonaka.Triggers.Responses;

namespace SmartToyonaka.Triggers.Http;

/// <summary>The pages of indicators: the list, the sheets, the values, departments' parts and entries.</summary>
public sealed class ShowIndicators(PageSession session, ReferenceData reference, Provenance provenance, KnownValues known, EntryTelling entries)
{
    [Function(nameof(ShowIndicators))]
    public async Task<IResult> List([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "indicators")] HttpRequest request, CancellationToken cancel)
    {
        var (reader, _) = await ReaderAsync(request, cancel);
        return Page(request, reader, SheetPage.List(reader, (await reference.GetAsync(cancel)).Catalogue, null));
    }

    [Function("ShowIndicator")]
    public async Task<IResult> Sheet([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "indicators/{id}")] HttpRequest request, string id, CancellationToken cancel)
    {
        var (reader, _) = await ReaderAsync(request, cancel);
        var snapshot = await reference.GetAsync(cancel);
        var (indicator, fault) = AskedValue.Indicator(snapshot.Catalogue, id);
        return indicator is null
            ? Page(request, reader, SheetPage.List(reader, snapshot.Catalogue, reader.Of(fault!.Text)), StatusCodes.Status404NotFound)
            : await TellAsync(request, reader, IndicatorSheets.Of(snapshot.Catalogue, snapshot.Register, indicator), async sheet => SheetPage.Of(reader, sheet, await known.OfAsync(indicator, indicator.HeadlineBasis, cancel)), cancel);
    }

    [Function("ShowProvenance")]
    public async Task<IResult> Value(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "indicators/{id}/{month}")] HttpRequest request, string id, string month, CancellationToken cancel)
    {
        var (reader, caller) = await ReaderAsync(request, cancel);
        var (asked, elsewhere) = await AskedAsync(request, reader, id, month, cancel);
        return asked is null ? elsewhere!
            : await provenance.OfValueAsync(asked, AskedValue.ViewerOf(caller), cancel) is { } found ? await TellAsync(request, reader, found, v => Task.FromResult(ValuePage.Of(reader, v)), cancel)
            : await NoValueAsync(request, reader, asked, cancel);
    }

    [Function("ShowProvenanceOfDepartment")]
    public async Task<IResult> Department(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "indicators/{id}/{month}/departments/{department}")] HttpRequest request,
        string id, string month, string department, CancellationToken cancel)
    {
        var (reader, caller) = await ReaderAsync(request, cancel);
        if (Refusal(request, reader, caller, department) is { } refusal)
        {
            return refusal;
        }

        var (asked, elsewhere) = await AskedAsync(request, reader, id, month, cancel);
        return asked is null ? elsewhere!
            : (await reference.GetAsync(cancel)).Register.Newest(department) is null ? Page(request, reader, IndicatorLayout.Message(
                reader, reader.Of("この所属はありません", "There is no such department"), reader.Of("所属コードを確かめてください。", "Check the department's code.")), StatusCodes.Status404NotFound)
            : await provenance.OfDepartmentAsync(asked, department, AskedValue.ViewerOf(caller), cancel) is { } found ? await TellAsync(request, reader, found, d => Task.FromResult(ValuePage.OfDepartment(reader, d)), cancel)
            : await NoValueAsync(request, reader, asked, cancel);
    }

    [Function("ShowEntry")]
    public async Task<IResult> Entry(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "entries/{measure}/{key}")] HttpRequest request, string measure, string key, CancellationToken cancel)
    {
        var (reader, caller) = await ReaderAsync(request, cancel);
        if (caller is null)
        {
            return Refusal(request, reader, null, "")!;
        }

        if (await entries.FindAsync(measure, key, cancel) is not { } entry)
        {
            return Page(request, reader, IndicatorLayout.Message(
                reader, reader.Of("この記録はありません", "There is no such entry"), reader.Of("指標の値からたどってください。", "Follow the links from a value.")), StatusCodes.Status404NotFound);
        }

        return Refusal(request, reader, caller, entry.Section)
            ?? await TellAsync(request, reader, await entries.TellAsync(entry, AskedValue.ViewerOf(caller), cancel), e => Task.FromResult(EntryPage.Of(reader, e)), cancel);
    }

    /// <summary>Who looks, and in which language: that of <c>?lang=</c>, else the browser's.</summary>
    private async Task<(PageReader Reader, Caller? Caller)> ReaderAsync(HttpRequest request, CancellationToken cancel)
    {
        var caller = await session.FindAsync(request, cancel);
        return (PageReaders.Of(request, caller), caller);
    }

    private static IResult? Refusal(HttpRequest request, PageReader reader, Caller? caller, string department) => caller switch
    {
        null => Page(request, reader, IndicatorLayout.Message(
            reader, reader.Of("サインインが必要です", "Please sign in"), reader.Of("所属ごとの数字は、所属か閲覧者の認証情報で見られます。", "A department's or reader's credential shows the departments' figures."),
            Markup.Of($"<p>{IndicatorLayout.SignIn(reader)}</p>")), StatusCodes.Status401Unauthorized),
        { } someone when !someone.MayRead(department) => Page(request, reader, IndicatorLayout.Message(
            reader, reader.Of("見られません", "Not allowed"), reader.Of("他の所属の数字は見られません。", "These are another department's figures.")), StatusCodes.Status403Forbidden),
        _ => null,
    };

    private async Task<(ValueAsked? Asked, IResult? Elsewhere)> AskedAsync(HttpRequest request, PageReader reader, string id, string month, CancellationToken cancel)
    {
        var catalogue = (await reference.GetAsync(cancel)).Catalogue;
        var (indicator, fault) = AskedValue.Indicator(catalogue, id);
        if (indicator is null)
        {
            return (null, Page(request, reader, SheetPage.List(reader, catalogue, reader.Of(fault!.Text)), StatusCodes.Status404NotFound));
        }

        (var asked, fault) = AskedValue.Read(request, indicator, month);
        return asked is not null ? (asked, null)
            : (null, Page(request, reader, SheetPage.NoValue(reader, indicator, fault!.Text, await known.OfAsync(indicator, indicator.HeadlineBasis, cancel)), fault.Status));
    }

    private async Task<IResult> NoValueAsync(HttpRequest request, PageReader reader, ValueAsked asked, CancellationToken cancel)
    {
        var fault = AskedValue.NoValue(asked, await known.MonthsAsync(asked, cancel));
        return Page(request, reader, SheetPage.NoValue(reader, asked.Indicator, fault.Text, await known.OfAsync(asked.Indicator, asked.Basis, cancel)), fault.Status);
    }

    /// <summary>As a page, a table of it as a file, or with <c>?format=json</c> as JSON: the session of the pages is not sent to the API.</summary>
    private static async Task<IResult> TellAsync<T>(HttpRequest request, PageReader reader, T found, Func<T, Task<Markup>> page, CancellationToken cancel)
        where T : notnull => request.Query["format"] == "json" ? Json.Answer(found) : await Html.AnswerOrTableAsync(request, await page(found), cancel, reader.English);

    private static IResult Page(HttpRequest request, PageReader reader, Markup page, int status = StatusCodes.Status200OK) => Html.Answer(request, page, status, reader.English);
}
