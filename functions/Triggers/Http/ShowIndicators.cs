using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using SmartToyonaka.Intake.Reference;
using SmartToyonaka.Operations.Access;
using SmartToyonaka.Publishing.Pages;
using SmartToyonaka.Publishing.Pages.Provenances;
using SmartToyonaka.Publishing.Reporting.Provenances;
using SmartToyonaka.Triggers.Messages;
using SmartToyonaka.Triggers.Middleware;
using SmartToyonaka.Triggers.Requests;
using SmartToyonaka.Triggers.Responses;

namespace SmartToyonaka.Triggers.Http;

/// <summary>The pages of indicators: the list, the sheets, the values, departments' parts and entries.</summary>
public sealed class ShowIndicators(PageSession session, ReferenceData reference, Provenance provenance, AvailableValues known,
    EntryExplainer entries)
{
    [Function(nameof(ShowIndicators))]
    public async Task<IResult> List([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "indicators")] HttpRequest request,
        CancellationToken cancel)
    {
        var (viewer, _) = await ReaderAsync(request, cancel);
        return Page(request, viewer, SheetPage.List(viewer, (await reference.GetAsync(cancel)).Catalogue, null));
    }

    [Function("ShowIndicator")]
    public async Task<IResult> Sheet([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head",
        Route = "indicators/{id}")] HttpRequest request,
        string id, CancellationToken cancel)
    {
        var (viewer, _) = await ReaderAsync(request, cancel);
        var snapshot = await reference.GetAsync(cancel);
        var (indicator, fault) = ValueQueryParser.Indicator(snapshot.Catalogue, id);
        return indicator is null
            ? Page(request, viewer, SheetPage.List(viewer, snapshot.Catalogue, viewer.Of(fault!.Text)), StatusCodes.Status404NotFound)
            : await ExplainAsync(request, viewer, IndicatorSheets.Of(snapshot.Catalogue, snapshot.Register, indicator), async sheet =>
                SheetPage.Of(viewer, sheet, await known.OfAsync(indicator, indicator.HeadlineBasis, cancel)), cancel);
    }

    [Function("ShowProvenance")]
    public async Task<IResult> Value(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "indicators/{id}/{month}")] HttpRequest request, string id,
            string month, CancellationToken cancel)
    {
        var (viewer, caller) = await ReaderAsync(request, cancel);
        var (query, elsewhere) = await ParseQueryAsync(request, viewer, id, month, cancel);
        return query is null ? elsewhere!
            : await provenance.OfValueAsync(query, ValueQueryParser.ViewerOf(caller), cancel) is { } found
                ? await ExplainAsync(request, viewer, found, v => Task.FromResult(ValuePage.Of(viewer, query.Indicator, v)), cancel)
            : await NoValueAsync(request, viewer, query, cancel);
    }

    [Function("ShowProvenanceOfDepartment")]
    public async Task<IResult> Department(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head",
            Route = "indicators/{id}/{month}/departments/{department}")] HttpRequest request,
        string id, string month, string department, CancellationToken cancel)
    {
        var (viewer, caller) = await ReaderAsync(request, cancel);
        if (Refusal(request, viewer, caller, department) is { } refusal)
        {
            return refusal;
        }

        var (query, elsewhere) = await ParseQueryAsync(request, viewer, id, month, cancel);
        return query is null ? elsewhere!
            : (await reference.GetAsync(cancel)).Register.Newest(department) is null ? Page(request, viewer, IndicatorLayout.Message(
                viewer, viewer.Of(IndicatorMessages.NoSuchDepartmentTitle),
                    viewer.Of(IndicatorMessages.NoSuchDepartment)), StatusCodes.Status404NotFound)
            : await provenance.OfDepartmentAsync(query, department, ValueQueryParser.ViewerOf(caller), cancel) is { } found
                ? await ExplainAsync(request, viewer, found, d => Task.FromResult(ValuePage.OfDepartment(viewer, d)), cancel)
            : await NoValueAsync(request, viewer, query, cancel);
    }

    [Function("ShowEntry")]
    public async Task<IResult> Entry(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "entries/{measure}/{key}")] HttpRequest request, string measure,
            string key, CancellationToken cancel)
    {
        var (viewer, caller) = await ReaderAsync(request, cancel);
        if (caller is null)
        {
            return Refusal(request, viewer, null, "")!;
        }

        if (await entries.FindAsync(measure, key, cancel) is not { } entry)
        {
            return Page(request, viewer, IndicatorLayout.Message(
                viewer, viewer.Of(IndicatorMessages.NoSuchEntryTitle),
                    viewer.Of(IndicatorMessages.NoSuchEntry)), StatusCodes.Status404NotFound);
        }

        return Refusal(request, viewer, caller, entry.Section)
            ?? await ExplainAsync(request, viewer, await entries.ExplainAsync(entry, ValueQueryParser.ViewerOf(caller), cancel), e =>
                Task.FromResult(EntryPage.Of(viewer, e)), cancel);
    }

    /// <summary>Who looks, and in which language: that of <c>?lang=</c>, else the browser's.</summary>
    private async Task<(PageViewer Reader, Caller? Caller)> ReaderAsync(HttpRequest request, CancellationToken cancel)
    {
        var caller = await session.FindAsync(request, cancel);
        return (PageViewers.Of(request, caller), caller);
    }

    private static IResult? Refusal(HttpRequest request, PageViewer viewer, Caller? caller, string department) => caller switch
    {
        null => Page(request, viewer, IndicatorLayout.Message(
            viewer, viewer.Of(AccessMessages.SignInTitle),
                viewer.Of(AccessMessages.SignInForDepartments),
            Markup.Of($"<p>{IndicatorLayout.SignIn(viewer)}</p>")), StatusCodes.Status401Unauthorized),
        { } someone when !someone.MayRead(department) => Page(request, viewer, IndicatorLayout.Message(
            viewer, viewer.Of(AccessMessages.NotAllowedTitle), viewer.Of(AccessMessages.FiguresOfAnotherDepartment)),
                StatusCodes.Status403Forbidden),
        _ => null,
    };

    private async Task<(ValueQuery? Asked, IResult? Elsewhere)> ParseQueryAsync(HttpRequest request, PageViewer viewer, string id,
        string month, CancellationToken cancel)
    {
        var catalogue = (await reference.GetAsync(cancel)).Catalogue;
        var (indicator, fault) = ValueQueryParser.Indicator(catalogue, id);
        if (indicator is null)
        {
            return (null, Page(request, viewer, SheetPage.List(viewer, catalogue, viewer.Of(fault!.Text)), StatusCodes.Status404NotFound));
        }

        (var query, fault) = ValueQueryParser.Read(request, indicator, month);
        return query is not null ? (query, null)
            : (null, Page(request, viewer, SheetPage.NoValue(viewer, indicator, fault!.Text,
                await known.OfAsync(indicator, indicator.HeadlineBasis, cancel)), fault.Status));
    }

    private async Task<IResult> NoValueAsync(HttpRequest request, PageViewer viewer, ValueQuery query, CancellationToken cancel)
    {
        var fault = ValueQueryParser.NoValue(query, await known.MonthsAsync(query, cancel));
        return Page(request, viewer, SheetPage.NoValue(viewer, query.Indicator, fault.Text,
            await known.OfAsync(query.Indicator, query.Basis, cancel)), fault.Status);
    }

    /// <summary>
    /// As a page, a table of it as a file, or with <c>?format=json</c> as JSON: the session of the pages is not sent to the API.
    /// </summary>
    private static async Task<IResult> ExplainAsync<T>(HttpRequest request, PageViewer viewer, T found, Func<T, Task<Markup>> page,
        CancellationToken cancel)
        where T : notnull => request.Query["format"] == "json" ? Json.Answer(found)
            : await Html.AnswerOrTableAsync(request, await page(found), cancel, viewer.English);

    private static IResult Page(HttpRequest request, PageViewer viewer, Markup page, int status = StatusCodes.Status200OK) =>
        Html.Answer(request, page, status, viewer.English);
}
