using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using SmartToyonaka.Publishing.Reporting.Provenances;
using SmartToyonaka.Triggers.Messages;
using SmartToyonaka.Triggers.Middleware;
using SmartToyonaka.Triggers.Requests;
using SmartToyonaka.Triggers.Responses;

namespace SmartToyonaka.Triggers.Http;

/// <summary>An entry of the ledger down to the line of the file or the field of the form, as JSON.</summary>
public sealed class GetEntry(EntryExplainer entries)
{
    [Function(nameof(GetEntry))]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head",
            Route = "api/entries/{measure}/{key}")] HttpRequest request, string measure,
            string key, CancellationToken cancel)
    {
        var caller = AccessMiddleware.CallerOf(request);
        if (await entries.FindAsync(measure, key, cancel) is not { } entry)
        {
            return Problem.Of(request, StatusCodes.Status404NotFound, "no-such-entry", IndicatorMessages.NoSuchEntryInApi);
        }

        return caller.MayRead(entry.Section)
            ? Json.Answer(await entries.ExplainAsync(entry, ValueQueryParser.ViewerOf(caller), cancel))
            : Problem.Of(request, StatusCodes.Status403Forbidden, "other-department", AccessMessages.FigureOfAnotherDepartment);
    }
}
