using System.Text.Json.Serialization;
using SmartToyonaka.Domain.Calendar;

namespace SmartToyonaka.Publishing.Reporting.Annual;

/// <summary>A figure printed in a report.</summary>
/// <param name="Key">What it is, the same in every report that prints it: <c>overtime_change:ytd@latest#text</c>.</param>
/// <param name="Indicator">An id of the catalogue; <c>""</c> for a number of entries of a register.</param>
/// <param name="Basis"><c>month</c>, <c>ytd</c> or <c>programme</c>.</param>
/// <param name="Status"><c>actual</c> or <c>planned</c>.</param>
/// <param name="Month">The month of the value (<c>2021-06</c>); <c>""</c> where there is none.</param>
/// <param name="HasValue">False where it cannot be computed: the text is the reason then.</param>
public sealed record ReportFigure(string Key, string Indicator, string Basis, string Status, string Month, bool HasValue);

/// <summary>A piece of a line: words, perhaps a figure, perhaps with footnotes after it.</summary>
/// <param name="Text">What is printed.</param>
/// <param name="Figure">What the text is; null for words.</param>
/// <param name="Notes">The numbers of the footnotes that follow; null for none.</param>
/// <param name="IsCounted">True for what the year-end value gives or adds up: it is underlined.</param>
/// <param name="MarksPlan">True for a planned value of which no words say so: 予定 stands before it.</param>
public sealed record ReportRun(string Text, ReportFigure? Figure = null, IReadOnlyList<int>? Notes = null, bool IsCounted = false,
    bool MarksPlan = false);

/// <summary>What a line is.</summary>
public enum ReportLineKind
{
    /// <summary>Plain text.</summary>
    Plain,

    /// <summary>A heading within a section (〇).</summary>
    Heading,

    /// <summary>An item of a list (・).</summary>
    Item,

    /// <summary>Says that something is not there.</summary>
    Missing,

    /// <summary>What has to be known of the line before, in small print.</summary>
    Detail,
}

/// <summary>One line of a report.</summary>
public sealed record ReportLine(ReportLineKind Kind, IReadOnlyList<ReportRun> Runs)
{
    /// <summary>What is printed, without footnote numbers.</summary>
    public override string ToString() => string.Concat(Runs.Select(r => r.Text));
}

/// <summary>One named initiative.</summary>
/// <param name="Category">An id of a register.</param>
/// <param name="Name">Its name, as written.</param>
/// <param name="Department">Code of the section that owns it.</param>
/// <param name="DepartmentName">The section's name in that month.</param>
/// <param name="Partners">With whom.</param>
/// <param name="Status">Where it stands, for people.</param>
/// <param name="Since">The month of its newest status, for people.</param>
/// <param name="Remark">What the texts say of it.</param>
public sealed record ReportInitiative(
    string Category, string Name, string Department, string DepartmentName, string Partners, string Status, string Since,
        IReadOnlyList<ReportRun> Remark);

/// <summary>A list of named initiatives.</summary>
/// <param name="Title">Its heading with its number.</param>
/// <param name="Columns">Which of <c>name</c>, <c>partners</c>, <c>department</c>, <c>since</c>, <c>remark</c> are shown.</param>
/// <param name="Entries">The initiatives.</param>
public sealed record ReportRegister(ReportLine Title, IReadOnlyList<string> Columns, IReadOnlyList<ReportInitiative> Entries);

/// <summary>One of the measures that the report goes through.</summary>
/// <param name="Id">The outline's id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Targets">【目標】, a line for each indicator.</param>
/// <param name="Results">【年度末】, likewise.</param>
/// <param name="Planned">取組み予定.</param>
/// <param name="Done">取組み実績.</param>
/// <param name="Next">今後の対応.</param>
/// <param name="Registers">The initiatives by name.</param>
public sealed record ReportMeasure(
    string Id, string Name, IReadOnlyList<ReportLine> Targets, IReadOnlyList<ReportLine> Results,
    IReadOnlyList<ReportLine> Planned, IReadOnlyList<ReportLine> Done, IReadOnlyList<ReportLine> Next,
        IReadOnlyList<ReportRegister> Registers);

/// <summary>A heading of the report with its measures.</summary>
public sealed record ReportGroup(string Name, IReadOnlyList<ReportMeasure> Measures);

/// <summary>By which rules and texts a report was made.</summary>
/// <param name="Rules">The catalogue's version as people know it.</param>
/// <param name="Catalogue">Names the catalogue's content.</param>
/// <param name="Register">Names the organisation register's content.</param>
/// <param name="Texts">Names the texts' content; <c>""</c> where there are none.</param>
public sealed record ReportSources(string Rules, string Catalogue, string Register, string Texts);

/// <summary>
/// The annual report of a fiscal year: all that it says, in its order, without how it looks. Footnotes are numbered from 1 through the
/// whole report.
/// </summary>
/// <param name="FiscalYear">The year it is of.</param>
/// <param name="Title">The programme's name.</param>
/// <param name="Subtitle">令和3年度（2021年度）取組状況.</param>
/// <param name="Issued">When it is issued and by whom; null where the texts do not say.</param>
/// <param name="State">Whether what it says is final.</param>
/// <param name="Purpose">１．目的.</param>
/// <param name="Period">２．対象期間.</param>
/// <param name="Groups">３．対象事業, and the measures.</param>
/// <param name="Notes">The footnotes.</param>
/// <param name="Sources">By which rules and texts it was made.</param>
/// <param name="Version">Names a frozen report; null for one that still changes.</param>
/// <param name="ReceivedBy">What had been received by then is in it; null for one that still changes.</param>
public sealed record AnnualReport(
    int FiscalYear, string Title, string Subtitle, string? Issued, string State, IReadOnlyList<ReportLine> Purpose, ReportLine Period,
    IReadOnlyList<ReportGroup> Groups, IReadOnlyList<string> Notes, ReportSources Sources, string? Version, DateTimeOffset? ReceivedBy)
{
    /// <summary>Every indicator of the catalogue with its newest values of the year; none in reports of a year without figures.</summary>
    public IReadOnlyList<ReportIndicator> Indicators { get; init; } = [];

    /// <summary>The programme's fiscal years, as the report over them is addressed: 2020-2022; null where the texts do not say.</summary>
    public string? Programme { get; init; }

    /// <summary>令和3年度末.</summary>
    [JsonIgnore]
    public string YearEnd => JapaneseEra.Text(new FiscalYear(FiscalYear)) + "末";

    /// <summary>Every line with runs, in the report's order.</summary>
    public IEnumerable<ReportLine> Lines() => Purpose.Append(Period).Concat(Groups.SelectMany(g => g.Measures).SelectMany(LinesOf));

    /// <summary>Every line of a measure.</summary>
    public static IEnumerable<ReportLine> LinesOf(ReportMeasure m) => (IEnumerable<ReportLine>)
        [.. m.Targets, .. m.Results, .. m.Planned, .. m.Done, .. m.Next,
            .. m.Registers.SelectMany(r => r.Entries.Select(e => new ReportLine(ReportLineKind.Plain, e.Remark)).Prepend(r.Title))];
}
