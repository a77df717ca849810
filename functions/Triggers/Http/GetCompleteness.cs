using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using SmartToyonaka.Publishing.Completeness;
using SmartToyonaka.Triggers.Middleware;
using SmartToyonaka.Triggers.Requests;
using SmartToyonaka.Triggers.Responses;

namespace SmartToyonaka.Triggers.Http;

/// <summary>Who has handed in what, and when: a department sees its own, an administrator everybody's.</summary>
public sealed class GetCompleteness(DueFigures dueFigures)
{
    [Function(nameof(GetCompleteness))]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head",
            Route = "api/completeness")] HttpRequest request, CancellationToken cancel)
    {
        if (QueryParameters.FiscalYear(request) is not { } year)
        {
            return QueryParameters.NoFiscalYear(request);
        }

        var found = await dueFigures.OfYearAsync(year, AccessMiddleware.CallerOf(request).MayRead, cancel);
        return QueryParameters.Csv(request)
            ? Results.Bytes(CompletenessCsv.Write(found), "text/csv; charset=utf-8", $"completeness-{year}.csv")
            : Json.Answer(found);
    }
}
