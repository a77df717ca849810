using System.Text.Json.Serialization;
using SmartToyonaka.Publishing.Messages;

namespace SmartToyonaka.Publishing.Reporting.Annual.Ranges;

/// <summary>A fiscal year of a report over several.</summary>
/// <param name="FiscalYear">The year.</param>
/// <param name="Name">令和3年度.</param>
/// <param name="State">Whether what its report says is final, or that there is none yet.</param>
/// <param name="Version">Names its frozen report; null where it still changes.</param>
/// <param name="HasFigures">False where nothing is known of it yet.</param>
public sealed record RangeYear(int FiscalYear, string Name, string State, string? Version, bool HasFigures);

/// <summary>What one year says of an indicator.</summary>
/// <param name="Name">The year: 令和3年度.</param>
/// <param name="Values">As its report has them; none where there is no figure.</param>
public sealed record RangeCell(string Name, IReadOnlyList<ReportValue> Values)
{
    /// <summary>What is printed of them for an indicator.</summary>
    /// <param name="indicator">An id of the catalogue.</param>
    /// <param name="english">In which language the values are.</param>
    public IEnumerable<ReportLine> Lines(string indicator, bool english = false)
    {
        if (Values.Count == 0)
        {
            yield return new(ReportLineKind.Missing, [new(AnnualReportMessages.NothingYet.In(english))]);
        }

        foreach (var v in Values)
        {
            var key = $"{indicator}:{v.Basis}{(v.Status == "planned" ? ":planned" : "")}@{v.Month}#text";
            yield return new(v.HasValue ? ReportLineKind.Plain : ReportLineKind.Missing,
                [new(v.Text, new(key, indicator, v.Basis, v.Status, v.Month, v.HasValue), MarksPlan: v.Status == "planned")]);
            if (v.HasValue)
            {
                yield return new(ReportLineKind.Detail, [new(Detail(v, english))]);
            }
        }
    }

    // What has to be known of a value: when it is of, whether the target is met, what the year added.
    private string Detail(ReportValue v, bool english) => string.Join(ReportPageMessages.Between(english), new[]
    {
        v.AsOf, v.TargetMet is { } met ? AnnualReportMessages.Met(met).In(english) : "",
        v.OfYear.Length > 0 ? RangeMessages.OfYear(new(Name, Name), new(v.OfYear, v.OfYear)).In(english) : "",
    }.Where(s => s.Length > 0));
}

/// <summary>An indicator over the years.</summary>
/// <param name="Indicator">An id of the catalogue.</param>
/// <param name="Name">Its name.</param>
/// <param name="Target">In words, with the years where they differ; <c>""</c> without one.</param>
/// <param name="Cells">One for each year.</param>
public sealed record RangeIndicator(string Indicator, string Name, string Target, IReadOnlyList<RangeCell> Cells);

/// <summary>A heading with its indicators.</summary>
public sealed record RangeIndicatorGroup(string Name, IReadOnlyList<RangeIndicator> Indicators);

/// <summary>What one year's report says of a measure.</summary>
/// <param name="Targets">【目標】.</param>
/// <param name="Results">【年度末】.</param>
/// <param name="Done">取組み実績.</param>
public sealed record RangeColumn(IReadOnlyList<ReportLine> Targets, IReadOnlyList<ReportLine> Results, IReadOnlyList<ReportLine> Done);

/// <summary>A measure over the years.</summary>
/// <param name="Id">The outline's id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Columns">One for each year.</param>
/// <param name="Registers">The initiatives of each year, by name.</param>
public sealed record RangeMeasure(string Id, string Name, IReadOnlyList<RangeColumn> Columns, IReadOnlyList<ReportRegister> Registers);

/// <summary>A heading of the report with its measures.</summary>
public sealed record RangeGroup(string Name, IReadOnlyList<RangeMeasure> Measures);

/// <summary>A report over several fiscal years, made of the report of each, as it was frozen where it is.</summary>
/// <param name="FirstFiscalYear">The first of them.</param>
/// <param name="LastFiscalYear">The last of them.</param>
/// <param name="Title">The programme's name.</param>
/// <param name="Subtitle">令和2年度（2020年度）～令和4年度（2022年度）取組状況.</param>
/// <param name="Years">The years, oldest first.</param>
/// <param name="Indicators">Every indicator, each year's values side by side.</param>
/// <param name="Groups">The measures, each year's targets, results and what was done side by side.</param>
/// <param name="Notes">The footnotes of all of them.</param>
public sealed record RangeReport(
    int FirstFiscalYear, int LastFiscalYear, string Title, string Subtitle, IReadOnlyList<RangeYear> Years,
    IReadOnlyList<RangeIndicatorGroup> Indicators, IReadOnlyList<RangeGroup> Groups, IReadOnlyList<string> Notes)
{
    /// <summary>As addresses name it: 2020-2022.</summary>
    [JsonIgnore]
    public string Name => $"{FirstFiscalYear}-{LastFiscalYear}";
}
