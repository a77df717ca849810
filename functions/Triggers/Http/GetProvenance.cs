using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using SmartToyonaka.Intake.Reference;
using SmartToyonaka.Publishing.Reporting.Provenances;
using SmartToyonaka.Triggers.Messages;
using SmartToyonaka.Triggers.Middleware;
using SmartToyonaka.Triggers.Requests;
using SmartToyonaka.Triggers.Responses;

namespace SmartToyonaka.Triggers.Http;

/// <summary>
/// Where a value came from, as JSON: the value and its sums for everybody, departments' figures for whoever may see them.
/// </summary>
public sealed class GetProvenance(Provenance provenance, AvailableValues known, ReferenceData reference, SignIn signIn)
{
    [Function(nameof(GetProvenance))]
    public async Task<IResult> OfValue(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/indicators/{id}/{month}/provenance")] HttpRequest request,
            string id, string month, CancellationToken cancel)
    {
        if (QueryParameters.Html(request))
        {
            return Html.Redirect(request, $"/indicators/{Uri.EscapeDataString(id)}/{Uri.EscapeDataString(month)}{request.QueryString}");
        }

        // Open to everybody; but an invalid credential is refused.
        var (caller, refusal) = await signIn.IdentifyAsync(request, cancel);
        if (caller is null && SignIn.HasCredential(request))
        {
            return refusal!;
        }

        request.HttpContext.Response.Headers.Remove("WWW-Authenticate");
        var (query, fault) = await ReadAsync(request, id, month, cancel);
        return query is null ? fault!
            : await provenance.OfValueAsync(query, ValueQueryParser.ViewerOf(caller), cancel) is { } found ? Json.Answer(found)
            : ValueQueryParser.NoValue(query, await known.MonthsAsync(query, cancel)).ToProblem(request);
    }

    [Function("GetProvenanceOfDepartment")]
    public async Task<IResult> OfDepartment(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head",
            Route = "api/indicators/{id}/{month}/provenance/{department}")] HttpRequest request,
        string id, string month, string department, CancellationToken cancel)
    {
        var caller = AccessMiddleware.CallerOf(request);
        if (!caller.MayRead(department))
        {
            return Problem.Of(request, StatusCodes.Status403Forbidden, "other-department", AccessMessages.FiguresOfAnotherDepartment);
        }

        var (query, fault) = await ReadAsync(request, id, month, cancel);
        return query is null ? fault!
            : (await reference.GetAsync(cancel)).Register.Newest(department) is null
                ? Problem.Of(request, StatusCodes.Status404NotFound, "no-such-department", IndicatorMessages.NoSuchDepartmentInApi)
            : await provenance.OfDepartmentAsync(query, department, ValueQueryParser.ViewerOf(caller), cancel) is { } found
                ? Json.Answer(found)
            : ValueQueryParser.NoValue(query, await known.MonthsAsync(query, cancel)).ToProblem(request);
    }

    private async Task<(ValueQuery? Asked, IResult? Fault)> ReadAsync(HttpRequest request, string id, string month,
        CancellationToken cancel)
    {
        var (indicator, fault) = ValueQueryParser.Indicator((await reference.GetAsync(cancel)).Catalogue, id);
        if (indicator is null)
        {
            return (null, fault!.ToProblem(request));
        }

        (var query, fault) = ValueQueryParser.Read(request, indicator, month);
        return (query, fault?.ToProblem(request));
    }
}
