using Microsoft.AspNetCore.Http;
using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Domain.Indicators;
using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Operations.Access;
using SmartToyonaka.Publishing.Reporting.Provenances;
using SmartToyonaka.Triggers.Responses;

namespace SmartToyonaka.Triggers.Requests;

/// <summary>Why a request does not identify a value.</summary>
/// <param name="Status">404 for an indicator or month that there is not, 400 for a parameter that cannot be read.</param>
/// <param name="Code">A stable word for programs.</param>
/// <param name="Text">What is wrong and what there is.</param>
internal sealed record InvalidValueQuery(int Status, string Code, BilingualText Text)
{
    public IResult ToProblem(HttpRequest request) => Problem.Of(request, Status, Code, Text.Ja, Text.En);
}

/// <summary>Reads the requested value from an address; parts that are left out are the indicator's headline.</summary>
internal static class ValueQueryParser
{
    private static readonly Basis[] Bases = Enum.GetValues<Basis>();

    /// <summary>The indicator of an id, or why there is none.</summary>
    public static (Indicator? Indicator, InvalidValueQuery? Fault) Indicator(Catalogue catalogue, string id) =>
        catalogue.Find(id.ToLowerInvariant()) is { } found
            ? (found, null)
            : (null, new(StatusCodes.Status404NotFound, "no-such-indicator", new(
                $"この指標はありません。あるもの: {string.Join("、", catalogue.Indicators.Select(i => i.Id))}",
                $"There is no such indicator. There are: {string.Join(", ", catalogue.Indicators.Select(i => i.Id))}")));

    /// <summary>The value of an address, or why it names none.</summary>
    public static (ValueQuery? Value, InvalidValueQuery? Fault) Read(HttpRequest request, Indicator indicator, string month)
    {
        var reading = MonthText.Parse(Uri.UnescapeDataString(month));
        if (reading.Fault != MonthParseError.None)
        {
            return (null, new(StatusCodes.Status404NotFound, "no-such-month",
                new("年月として読めません。2021-06 や 令和3年6月 のように書いてください。", "This is no month; write 2021-06 or 令和3年6月.")));
        }

        var basis = request.Query["basis"].ToString() is { Length: > 0 } b ? Bases.Cast<Basis?>()
            .FirstOrDefault(x => x.ToString()!.Equals(b, StringComparison.OrdinalIgnoreCase)) : indicator.HeadlineBasis;
        if (basis is null || !indicator.Bases.Contains(basis.Value))
        {
            var known = string.Join(", ", indicator.Bases.Select(x => x.ToString().ToLowerInvariant()));
            return (null, new(StatusCodes.Status400BadRequest, "basis", new($"basis(対象期間)は次のどれかです: {known}", $"basis is one of: {known}")));
        }

        var status = request.Query["status"].ToString();
        if (status is not ("" or "actual" or "planned"))
        {
            return (null, new(StatusCodes.Status400BadRequest, "status",
                new("status は actual(実績)か planned(予定)です。", "status is actual or planned.")));
        }

        if (request.Query["asOf"].ToString() is not { Length: > 0 } asOf)
        {
            return (new(indicator, reading.Month, basis.Value, status == "planned" ? FigureStatus.Planned : FigureStatus.Actual), null);
        }

        return QueryParameters.ReceivedBy(asOf) is { } receivedBy
            ? (new(indicator, reading.Month, basis.Value, status == "planned" ? FigureStatus.Planned : FigureStatus.Actual, asOf,
                receivedBy), null)
            : (null, new(StatusCodes.Status400BadRequest, "as-of",
                new("asOf に日付を指定してください(例 asOf=2022-02-01)。", "asOf must be a date, for example asOf=2022-02-01.")));
    }

    /// <summary>Why a value that could be is not there.</summary>
    public static InvalidValueQuery NoValue(ValueQuery query, IReadOnlyList<string> months)
    {
        var all = months.Count == 0 ? ("この年度の値はまだありません。", "There are no values of this fiscal year yet.")
            : ($"この年度で値があるのは {months[0]} から {months[^1]} までです。", $"In this fiscal year there are values from {months[0]} to {months[^1]}.");
        return new(StatusCodes.Status404NotFound, "no-such-value", new(
            $"{JapaneseEra.Text(query.Month)}の値はありません。{all.Item1}", $"There is no value of {query.Month}. {all.Item2}"));
    }

    /// <summary>What a caller sees.</summary>
    public static ProvenanceViewer ViewerOf(Caller? caller) => caller is null ? ProvenanceViewer.Nobody
        : new(caller.MayRead, caller.MaySpeakFor) { ReadsAll = caller.ReadsAll };
}
