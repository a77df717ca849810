using System.Globalization;
using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Domain.Indicators;
using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Intake.Periods;

namespace SmartToyonaka.Publishing.Tables;

/// <summary>Rows of <c>factindicator</c>: one partition is one indicator and fiscal year.</summary>
public static class IndicatorRows
{
    /// <summary><c>ppp_projects|2021</c>.</summary>
    public static string Partition(string indicator, FiscalYear year) => $"{indicator}|{year}";

    /// <summary><c>ytd|actual|202201</c>: a value within its partition.</summary>
    public static string Key(Basis basis, FigureStatus status, FiscalMonth month) =>
        string.Create(CultureInfo.InvariantCulture, $"{Text(basis)}|{Text(status)}|{month.Key}");

    public static Row From(Catalogue catalogue, IndicatorValue v, ClosedMonths closed, DateTimeOffset computedAt)
    {
        var indicator = catalogue.Find(v.Indicator)!.In(v.Month.FiscalYear);
        return new(
            Partition(v.Indicator, v.Month.FiscalYear),
            Key(v.Basis, v.Status, v.Month),
            new Dictionary<string, object>(StringComparer.Ordinal)
            {
                ["indicatorid"] = v.Indicator,
                ["basis"] = Text(v.Basis),
                ["status"] = Text(v.Status),
                ["fiscalyear"] = v.Month.FiscalYear.Value,
                ["monthkey"] = v.Month.Key,
                ["monthstart"] = v.Month.Start,
                ["hasvalue"] = v.Value is not null,
                ["value"] = (double)(v.Value ?? 0),
                ["text"] = v.Value is { } value ? IndicatorText.Format(indicator, value) : "",
                ["hasnumerator"] = v.Numerator is not null,
                ["numerator"] = (double)(v.Numerator ?? 0),
                ["hasdenominator"] = v.Denominator is not null,
                ["denominator"] = (double)(v.Denominator ?? 0),
                ["unit"] = indicator.Unit,
                ["hastarget"] = indicator.Target is not null,
                ["target"] = (double)(indicator.Target?.Value ?? 0),
                ["targetmet"] = v.Value is { } reached && indicator.Target is { } target && target.IsMetBy(reached),
                ["isheadline"] = v.Basis == indicator.HeadlineBasis,
                ["reason"] = v.Reason.Text,
                ["reasoncode"] = v.Reason.Code,
                ["unitsreported"] = (long)v.UnitsReported,
                ["unitsexpected"] = (long)v.UnitsExpected,
                ["isfinal"] = v.Status == FigureStatus.Actual && closed.IsClosed(v.Month), // a plan never becomes final
                ["asof"] = new DateTimeOffset(v.AsOf.LastDay, TimeOnly.MinValue, TimeSpan.Zero),
                ["carried"] = v.Carried,
                ["heldvalues"] = (long)v.HeldValues,
                ["rulesversion"] = indicator.RulesVersion ?? catalogue.RulesVersion,
                ["computedat"] = computedAt.ToUniversalTime(),
            });
    }

    public static string Text(Basis basis) => basis switch
    {
        Basis.Month => "month",
        Basis.Ytd => "ytd",
        _ => "programme",
    };

    public static string Text(FigureStatus status) => status == FigureStatus.Actual ? "actual" : "planned";
}
