using Microsoft.AspNetCore.Http;
using SmartToyonaka.Domain;
using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Domain.Indicators;
using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Operations.Access;
using SmartToyonaka.Publishing.Reporting.Provenances;
using SmartToyonaka.Triggers.Messages;
using SmartToyonaka.Triggers.Responses;

namespace SmartToyonaka.Triggers.Requests;

/// <summary>Why a request does not identify a value.</summary>
/// <param name="Status">404 for an indicator or month that there is not, 400 for a parameter that cannot be read.</param>
/// <param name="Code">A stable word for programs.</param>
/// <param name="Text">What is wrong and what there is.</param>
internal sealed record InvalidValueQuery(int Status, string Code, BilingualText Text)
{
    public IResult ToProblem(HttpRequest request) => Problem.Of(request, Status, Code, Text);
}

/// <summary>Reads the requested value from an address; parts that are left out are the indicator's headline.</summary>
internal static class ValueQueryParser
{
    private static readonly Basis[] Bases = Enum.GetValues<Basis>();

    /// <summary>The indicator of an id, or why there is none.</summary>
    public static (Indicator? Indicator, InvalidValueQuery? Fault) Indicator(Catalogue catalogue, string id) =>
        catalogue.Find(id.ToLowerInvariant()) is { } found
            ? (found, null)
            : (null, new(StatusCodes.Status404NotFound, "no-such-indicator",
                IndicatorMessages.NoSuchIndicator([.. catalogue.Indicators.Select(i => i.Id)])));

    /// <summary>The value of an address, or why it names none.</summary>
    public static (ValueQuery? Value, InvalidValueQuery? Fault) Read(HttpRequest request, Indicator indicator, string month)
    {
        var reading = MonthText.Parse(Uri.UnescapeDataString(month));
        if (reading.Fault != MonthParseError.None)
        {
            return (null, new(StatusCodes.Status404NotFound, "no-such-month", IndicatorMessages.NotAMonth));
        }

        var basis = request.Query["basis"].ToString() is { Length: > 0 } b ? Bases.Cast<Basis?>()
            .FirstOrDefault(x => x.ToString()!.Equals(b, StringComparison.OrdinalIgnoreCase)) : indicator.HeadlineBasis;
        if (basis is null || !indicator.Bases.Contains(basis.Value))
        {
            var known = string.Join(", ", indicator.Bases.Select(x => x.ToString().ToLowerInvariant()));
            return (null, new(StatusCodes.Status400BadRequest, "basis", IndicatorMessages.Basis(known)));
        }

        var status = request.Query["status"].ToString();
        if (status is not ("" or "actual" or "planned"))
        {
            return (null, new(StatusCodes.Status400BadRequest, "status", IndicatorMessages.Status));
        }

        if (request.Query["asOf"].ToString() is not { Length: > 0 } asOf)
        {
            return (new(indicator, reading.Month, basis.Value, status == "planned" ? FigureStatus.Planned : FigureStatus.Actual), null);
        }

        return QueryParameters.ReceivedBy(asOf) is { } receivedBy
            ? (new(indicator, reading.Month, basis.Value, status == "planned" ? FigureStatus.Planned : FigureStatus.Actual, asOf,
                receivedBy), null)
            : (null, new(StatusCodes.Status400BadRequest, "as-of", RequestMessages.NoInstant));
    }

    /// <summary>Why a value that could be is not there.</summary>
    public static InvalidValueQuery NoValue(ValueQuery query, IReadOnlyList<string> months) =>
        new(StatusCodes.Status404NotFound, "no-such-value", IndicatorMessages.NoSuchValue(query.Month, months));

    /// <summary>What a caller sees.</summary>
    public static ProvenanceViewer ViewerOf(Caller? caller) => caller is null ? ProvenanceViewer.Nobody
        : new(caller.MayRead, caller.MaySpeakFor) { ReadsAll = caller.ReadsAll };
}
