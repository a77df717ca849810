using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using SmartToyonaka.Intake.Reference;
using SmartToyonaka.Publishing.Reporting.Provenances;
using SmartToyonaka.Triggers.Requests;
using SmartToyonaka.Triggers.Responses;

namespace SmartToyonaka.Triggers.Http;

/// <summary>What an indicator means and how it is computed, in both languages, from the catalogue that holds.</summary>
public sealed class GetIndicatorSheet(ReferenceData reference)
{
    [Function(nameof(GetIndicatorSheet))]
    public async Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head",
        Route = "api/indicators/{id}")] HttpRequest request,
        string id, CancellationToken cancel)
    {
        if (QueryParameters.Html(request))
        {
            return Html.Redirect(request, $"/indicators/{Uri.EscapeDataString(id)}{request.QueryString}");
        }

        var snapshot = await reference.GetAsync(cancel);
        var (indicator, fault) = ValueQueryParser.Indicator(snapshot.Catalogue, id);
        return indicator is null ? fault!.ToProblem(request)
            : Json.Answer(IndicatorSheets.Of(snapshot.Catalogue, snapshot.Register, indicator));
    }
}
