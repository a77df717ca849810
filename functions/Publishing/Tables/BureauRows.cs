using System.Globalization;
using SmartToyonaka.Domain.Indicators;
using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Intake.Periods;

namespace SmartToyonaka.Publishing.Tables;

/// <summary>Rows of <c>factbureau</c>: one partition is one indicator and fiscal year, bureau by bureau.</summary>
public static class BureauRows
{
    public static Row From(Catalogue catalogue, BureauValue v, ClosedMonths closed, DateTimeOffset computedAt)
    {
        var indicator = catalogue.Find(v.Indicator)!.In(v.Month.FiscalYear);
        return new(
            IndicatorRows.Partition(v.Indicator, v.Month.FiscalYear),
            string.Create(CultureInfo.InvariantCulture, $"{v.BureauCode}|{IndicatorRows.Text(v.Basis)}|{v.Month.Key}"),
            new Dictionary<string, object>(StringComparer.Ordinal)
            {
                ["indicatorid"] = v.Indicator,
                ["bureaucode"] = v.BureauCode,
                ["bureauname"] = v.BureauName,
                ["basis"] = IndicatorRows.Text(v.Basis),
                ["fiscalyear"] = v.Month.FiscalYear.Value,
                ["monthkey"] = v.Month.Key,
                ["monthstart"] = v.Month.Start,
                ["hasvalue"] = v.Now.Value is not null,
                ["value"] = (double)(v.Now.Value ?? 0),
                ["text"] = v.Now.Value is { } value ? IndicatorText.Format(indicator, value) : "",
                ["hasnumerator"] = v.Now.Numerator is not null,
                ["numerator"] = (double)(v.Now.Numerator ?? 0),
                ["hasdenominator"] = v.Now.Denominator is not null,
                ["denominator"] = (double)(v.Now.Denominator ?? 0),
                ["unit"] = indicator.Unit,
                ["reason"] = v.Now.Reason.Text,
                ["reasoncode"] = v.Now.Reason.Code,
                ["basefiscalyear"] = catalogue.BaseFiscalYear,
                ["hasbasevalue"] = v.Then.Value is not null,
                ["basevalue"] = (double)(v.Then.Value ?? 0),
                ["haschange"] = v.Change is not null,
                ["change"] = (double)(v.Change ?? 0),
                ["changetext"] = v.Change is { } change ? IndicatorText.Format(indicator with { Signed = true }, change) : "",
                ["changeunit"] = indicator.Formula.Kind == FormulaKind.PerPerson ? "%" : "ポイント",
                ["changereason"] = v.Change is not null ? "" : (v.Then.Reason.Code.Length > 0 ? v.Then.Reason : v.Now.Reason).Text,
                ["changereasoncode"] = v.Change is not null ? "" : (v.Then.Reason.Code.Length > 0 ? v.Then.Reason : v.Now.Reason).Code,
                ["predecessors"] = v.Predecessors,
                ["unitsreported"] = (long)v.UnitsReported,
                ["unitsexpected"] = (long)v.UnitsExpected,
                ["isfinal"] = closed.IsClosed(v.Month),
                ["rulesversion"] = indicator.RulesVersion ?? catalogue.RulesVersion,
                ["computedat"] = computedAt.ToUniversalTime(),
            });
    }
}
