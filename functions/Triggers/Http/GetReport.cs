using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Net.Http.Headers;
using SmartToyonaka.Domain;
using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Publishing.Pages;
using SmartToyonaka.Publishing.Pages.Reports;
using SmartToyonaka.Publishing.Reporting.Annual;
using SmartToyonaka.Publishing.Reporting.Annual.Ranges;
using SmartToyonaka.Triggers.Messages;
using SmartToyonaka.Triggers.Middleware;
using SmartToyonaka.Triggers.Requests;
using SmartToyonaka.Triggers.Responses;

namespace SmartToyonaka.Triggers.Http;

/// <summary>
/// The annual report, of one fiscal year or of several side by side: as a page, for Word, or as JSON, and its tables as files; of a closed
/// fiscal year always the same bytes.
/// </summary>
public sealed class GetReport(FrozenReports frozen, ReportDataReader reader, ReportDifferences differences, PageSession session,
    SignIn signIn, IEnumerable<IReportFormat> formats, RangeReportReader ranges)
{
    // How long a request waits for what was received before the closing to reach the ledger.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20), Pause = TimeSpan.FromMilliseconds(250);

    [Function(nameof(GetReport))]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head",
            Route = "api/reports/{fiscalYear}")] HttpRequest request, string fiscalYear,
            CancellationToken cancel)
    {
        if (FormatOf(request) is not { } format)
        {
            return await NotThereAsync(request, StatusCodes.Status400BadRequest, "format",
                FrozenReportMessages.Format([.. formats.Select(f => f.Name)]), cancel);
        }

        if (YearRange.IsMeant(fiscalYear))
        {
            return await RangeAsync(request, fiscalYear, format, cancel);
        }

        var (year, elsewhere) = await YearAsync(request, fiscalYear, cancel);
        if (elsewhere is not null)
        {
            return elsewhere;
        }

        if (request.Query["version"].ToString() is { Length: > 0 } version)
        {
            return await frozen.FindAsync(year, version, cancel) is { } old ? await FrozenAsync(request, year, format, old, cancel)
                : await NoVersionAsync(request, year, cancel);
        }

        var state = await StateAsync(year, cancel);
        if (state.IsOnItsWay)
        {
            return OnItsWay(request);
        }

        if (state.Frozen is { } kept)
        {
            return await FrozenAsync(request, year, format, kept, cancel);
        }

        var data = await reader.ReadAsync(year, null, cancel);
        var content = (IsEnglish(request, format) ? format.WriteInEnglish(ReportBuilder.Build(data, english: true)) : null)
            ?? format.Write(ReportBuilder.Build(data));
        return await AnswerAsync(request, JapaneseEra.Text(year), format, content, null, cancel);
    }

    // What was frozen before there was English is put into it anew, so that only its bytes name it.
    private async Task<IResult> FrozenAsync(HttpRequest request, FiscalYear year, IReportFormat format, FrozenReport report,
        CancellationToken cancel)
    {
        var (content, tag) = (report.Formats[format.Name], $"{year}-{report.Version}-{format.Name}");
        if (IsEnglish(request, format))
        {
            (content, tag) = report.English(format.Name) is { } kept ? (kept, tag + "-en")
                : (format.WriteInEnglish(await reader.InEnglishAsync(report, cancel)) ?? content, null);
        }

        return await AnswerAsync(request, JapaneseEra.Text(year), format, content, tag, cancel);
    }

    // Files and what programs read are in Japanese, and so is a table, unless it is that of the page in English.
    private static bool IsEnglish(HttpRequest request, IReportFormat format) => format.Name == "html"
        && PageViewers.Of(request, null) is { English: true } viewer && (viewer.IsAsked || Html.TableAsked(request) is null);

    // Several years side by side, each as it is frozen, else as it is now.
    private async Task<IResult> RangeAsync(HttpRequest request, string text, IReportFormat format, CancellationToken cancel)
    {
        var (range, fault) = YearRange.Parse(text);
        if (fault != YearRangeFault.None)
        {
            return await NotThereAsync(request, StatusCodes.Status400BadRequest, "year-range", fault switch
            {
                YearRangeFault.NotForward => FrozenReportMessages.RangeNotForward,
                YearRangeFault.TooLong => FrozenReportMessages.RangeTooLong(YearRange.Longest),
                _ => FrozenReportMessages.RangeUnreadable,
            }, cancel);
        }

        var known = await ranges.YearsAsync(cancel);
        if (range.Years.Except(known).Any())
        {
            return await NotThereAsync(request, StatusCodes.Status404NotFound, "no-such-report", FrozenReportMessages.RangeUnknown(known),
                cancel);
        }

        var english = IsEnglish(request, format);
        return await ranges.ReadAsync(range, y => StateAsync(y, cancel), english, cancel) is not { } report ? OnItsWay(request)
            : await AnswerAsync(request, $"{JapaneseEra.Text(range.First)}～{JapaneseEra.Text(range.Last)}", format,
                (english ? format.WriteInEnglish(report) : null) ?? format.Write(report), null, cancel);
    }

    /// <summary>What later corrections would change in the frozen report.</summary>
    [Function("GetReportDifferences")]
    public async Task<IResult> Differences(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/reports/{fiscalYear}/differences")] HttpRequest request,
            string fiscalYear, CancellationToken cancel)
    {
        var (year, elsewhere) = await YearAsync(request, fiscalYear, cancel);
        if (elsewhere is not null)
        {
            return elsewhere;
        }

        FrozenReport? report;
        if (request.Query["version"].ToString() is { Length: > 0 } version)
        {
            report = await frozen.FindAsync(year, version, cancel);
        }
        else
        {
            var state = await StateAsync(year, cancel);
            if (state.IsOnItsWay)
            {
                return OnItsWay(request);
            }

            // A year that was opened again: the values of its newest report.
            report = state.Frozen ?? ((await frozen.VersionsAsync(year, cancel)).LastOrDefault() is { } newest
                ? await frozen.FindAsync(year, newest, cancel) : null);
        }

        if (report is null)
        {
            return await NoVersionAsync(request, year, cancel);
        }

        // The names of late departments are only for callers who may see all departments; the session of the pages is not valid here.
        var caller = WantsPage(request) ? await session.FindAsync(request, cancel) : (await signIn.IdentifyAsync(request, cancel)).Caller;
        request.HttpContext.Response.Headers.Remove("WWW-Authenticate");
        request.HttpContext.Response.Headers.Remove("Retry-After");
        var found = await differences.OfAsync(year, report, caller?.ReadsAll == true, cancel);
        if (!WantsPage(request))
        {
            return Json.Answer(found);
        }

        var page = Notice(request).Differences(found, FrozenReportMessages.YearName(year), new(PageText.Time(report.ReceivedBy),
            PageText.IsoTime(report.ReceivedBy)));
        return Html.TableAsked(request) is { } table ? await Html.TableAsync(request, page, table, cancel) : Page(request, page);
    }

    private async Task<FrozenState> StateAsync(FiscalYear year, CancellationToken cancel)
    {
        var state = await frozen.CurrentAsync(year, cancel);
        for (var waited = TimeSpan.Zero; state.IsOnItsWay && waited < Patience; waited += Pause)
        {
            await Task.Delay(Pause, cancel);
            state = await frozen.CurrentAsync(year, cancel);
        }

        return state;
    }

    private static IResult OnItsWay(HttpRequest request) => Problem.Of(
        request, StatusCodes.Status503ServiceUnavailable, "report-being-frozen", FrozenReportMessages.BeingFrozen,
            TimeSpan.FromSeconds(10));

    private IReportFormat? FormatOf(HttpRequest request)
    {
        // A table is read from the page; ?format= is then that of the file.
        if (Html.TableAsked(request) is not null)
        {
            return formats.First(f => f.Name == "html");
        }

        if (request.Query["format"].ToString() is { Length: > 0 } asked)
        {
            return formats.FirstOrDefault(f => f.Name.Equals(asked, StringComparison.OrdinalIgnoreCase));
        }

        var best = request.GetTypedHeaders().Accept.OrderByDescending(a => a.Quality ?? 1).FirstOrDefault()?.MediaType.Value;
        return formats.FirstOrDefault(f => f.ContentType.Split(';')[0].Equals(best, StringComparison.OrdinalIgnoreCase))
            ?? formats.First(f => f.Name == "html");
    }

    private static bool WantsPage(HttpRequest request) => request.Query["format"].ToString() switch
    {
        "json" => false,
        "html" or "csv" or "xlsx" => true,
        _ => !QueryParameters.JsonBest(request),
    };

    private static async Task<IResult> AnswerAsync(HttpRequest request, string years, IReportFormat format, byte[] content,
        string? tag, CancellationToken cancel)
    {
        if (Html.TableAsked(request) is { } table)
        {
            return await Html.TableAsync(request, new(Encoding.UTF8.GetString(content)), table, cancel);
        }

        var headers = request.HttpContext.Response.Headers;
        headers.CacheControl = "no-cache";
        headers.XContentTypeOptions = "nosniff";
        headers.ContentLanguage = IsEnglish(request, format) ? "en" : "ja";
        headers.Append(HeaderNames.Vary, HeaderNames.AcceptLanguage);
        headers["Referrer-Policy"] = "same-origin";
        if (format.Name == "html")
        {
            headers.ContentSecurityPolicy = ReportPage.PolicyOf(content);
        }

        return Results.Bytes(
            content, format.ContentType, format.Name == "docx" ? $"スマートとよなかプロジェクト_{years}取組状況.docx" : null,
            entityTag: tag is null ? null : new EntityTagHeaderValue($"\"{tag}\""));
    }

    private async Task<(FiscalYear Year, IResult? Elsewhere)> YearAsync(HttpRequest request, string text, CancellationToken cancel)
    {
        var years = await reader.YearsAsync(cancel);
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 1900 and <= 2198
            && years.Contains(new(number)))
        {
            return (new(number), null);
        }

        return (default, await NotThereAsync(request, StatusCodes.Status404NotFound, "no-such-report", FrozenReportMessages.NoSuchReport,
            cancel));
    }

    private async Task<IResult> NoVersionAsync(HttpRequest request, FiscalYear year, CancellationToken cancel)
    {
        var versions = await frozen.VersionsAsync(year, cancel);
        var links = versions.Select(v => ($"/api/reports/{year}?version={v}", FrozenReportMessages.VersionLink(year, v)))
            .Prepend(($"/api/reports/{year}", FrozenReportMessages.NowLink(year))).ToList();
        var text = versions.Count == 0 ? FrozenReportMessages.NotClosed : FrozenReportMessages.NoSuchVersion(versions);
        return WantsPage(request)
            ? Page(request, Notice(request).NotFound(FrozenReportMessages.NotFrozenTitle, text, links), StatusCodes.Status404NotFound)
            : Problem.Of(request, StatusCodes.Status404NotFound, "no-such-version", text);
    }

    private async Task<IResult> NotThereAsync(HttpRequest request, int status, string code, BilingualText text, CancellationToken cancel)
    {
        var years = await reader.YearsAsync(cancel);
        return WantsPage(request)
            ? Page(request, Notice(request).NotFound(FrozenReportMessages.NoReportTitle, text,
                [.. years.Select(y => ($"/api/reports/{y}", FrozenReportMessages.YearLink(y)))]), status)
            : Problem.Of(request, status, code, FrozenReportMessages.WithKnown(text, years));
    }

    private static ReportNoticePage Notice(HttpRequest request) => new(PageViewers.Of(request, null).English);

    private static IResult Page(HttpRequest request, Markup page, int status = StatusCodes.Status200OK)
    {
        var headers = request.HttpContext.Response.Headers;
        headers.CacheControl = "no-store";
        headers.XContentTypeOptions = "nosniff";
        headers.ContentLanguage = PageViewers.Of(request, null).English ? "en" : "ja";
        headers["Referrer-Policy"] = "same-origin";
        headers.ContentSecurityPolicy = ReportPage.PolicyOf(Encoding.UTF8.GetBytes(page.Html));
        return Results.Text(page.Html, "text/html", Encoding.UTF8, status);
    }
}
