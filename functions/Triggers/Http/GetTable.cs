using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Operations.Access;
using SmartToyonaka.Publishing.Pages;
using SmartToyonaka.Publishing.Pages.Provenances;
using SmartToyonaka.Publishing.Tables;
using SmartToyonaka.Triggers.Messages;
using SmartToyonaka.Triggers.Middleware;
using SmartToyonaka.Triggers.Requests;
using SmartToyonaka.Triggers.Responses;

namespace SmartToyonaka.Triggers.Http;

/// <summary>A published table as a file: CSV (UTF-8 with a byte order mark, or CP932) or an Excel workbook.</summary>
public sealed class GetTable(PublishedTables tables, SignIn signIn, PageSession session)
{
    /// <summary>For programs.</summary>
    [Function(nameof(GetTable))]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/tables/{name}")] HttpRequest request, string name,
            CancellationToken cancel)
    {
        Caller? caller = null;
        if (TableOf(name) is { } table && !TableAccess.IsOpen(table))
        {
            (caller, var refusal) = await signIn.IdentifyAsync(request, cancel);
            if (caller is null)
            {
                return refusal!;
            }
        }

        var (file, fault) = await FileAsync(request, name, caller, cancel);
        return file ?? Problem.Of(request, fault!.Status, fault.Code, fault.Text);
    }

    /// <summary>For links of pages: the API does not look at the session of the pages.</summary>
    [Function("DownloadTable")]
    public async Task<IResult> Download(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "tables/{name}")] HttpRequest request, string name,
            CancellationToken cancel)
    {
        var caller = await session.FindAsync(request, cancel);
        var (file, fault) = await FileAsync(request, name, caller, cancel);
        var viewer = PageViewers.Of(request, caller);
        return file ?? Html.Answer(request, IndicatorLayout.Message(
            viewer, viewer.Of(TableMessages.NotToBeHad), viewer.Of(fault!.Text), Markup.Of($"""
            {(caller is null ? Markup.Of($"<p>{IndicatorLayout.SignIn(viewer)}</p>") : Markup.None)}
            <p><a href="{viewer.To("/")}#downloads">{viewer.Of("受け取れる表", "Tables that there are")}</a></p>
            """)), fault!.Status, viewer.English);
    }

    private static string? TableOf(string name) =>
        TableNames.Published.FirstOrDefault(t => t.Equals(name, StringComparison.OrdinalIgnoreCase));

    private async Task<(IResult? File, TableFault? Fault)> FileAsync(HttpRequest request, string name, Caller? caller,
        CancellationToken cancel)
    {
        if (TableOf(name) is not { } table)
        {
            var all = string.Join("、", TableNames.Published);
            return (null, new(StatusCodes.Status404NotFound, "no-such-table", TableMessages.NoSuchTable(all)));
        }

        if (!TableAccess.IsFor(table, caller))
        {
            return (null, caller is null
                ? new(StatusCodes.Status401Unauthorized, "unauthenticated", TableMessages.SignInFirst)
                : new(StatusCodes.Status403Forbidden, "readers-only", AccessMessages.ReadersOnly));
        }

        var year = QueryParameters.FiscalYear(request);
        if (year is null && (PublishedTables.ByFiscalYear.Contains(table) || request.Query.ContainsKey("fiscalYear")))
        {
            return (null, new(StatusCodes.Status400BadRequest, "fiscal-year", RequestMessages.NoFiscalYear));
        }

        var columns = PublishedColumns.Of[table];
        if (year is not null && !columns.Any(c => c.Name == "fiscalyear"))
        {
            return (null, new(StatusCodes.Status400BadRequest, "fiscal-year", TableMessages.NoFiscalYears));
        }

        Func<string, bool> mayShow = TableAccess.IsOpen(table) ? _ => true : caller!.MayRead;
        return await TableFile.AnswerAsync(request, () => tables.ReadAsync(table, year, mayShow, cancel), columns, table, table
            + (year is { } y ? $"-{y}" : ""), cancel);
    }
}
