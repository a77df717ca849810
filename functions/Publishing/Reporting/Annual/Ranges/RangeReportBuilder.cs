using SmartToyonaka.Domain;
using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Publishing.Messages;

namespace SmartToyonaka.Publishing.Reporting.Annual.Ranges;

/// <summary>Puts the reports of several years side by side. Pure: the same reports give the same one.</summary>
public sealed class RangeReportBuilder
{
    private readonly List<string> notes = [];
    private readonly IReadOnlyList<(FiscalYear Year, AnnualReport? Report)> years;
    private readonly string title;
    private readonly bool english;
    private readonly RangeColumn nothingYet;

    private RangeReportBuilder(string title, IReadOnlyList<(FiscalYear Year, AnnualReport? Report)> years, bool english)
    {
        (this.title, this.years, this.english) = (title, years, english);
        nothingYet = new([], [], [new(ReportLineKind.Missing, [new(Of(AnnualReportMessages.NothingYet))])]);
    }

    /// <summary>The report over the years.</summary>
    /// <param name="title">Its title.</param>
    /// <param name="years">Each with its report, oldest first; null where nothing is known of the year yet.</param>
    /// <param name="english">The language of title and reports.</param>
    public static RangeReport Build(string title, IReadOnlyList<(FiscalYear Year, AnnualReport? Report)> years, bool english = false) =>
        new RangeReportBuilder(title, years, english).Build();

    private string Of(BilingualText text) => text.In(english);

    private string Name(FiscalYear year) => Of(AnnualReportMessages.Year(year));

    private RangeReport Build()
    {
        var (first, last) = (years[0].Year, years[^1].Year);
        return new(first.Value, last.Value, title, Of(RangeMessages.Subtitle(first, last)),
            [.. years.Select(y => new RangeYear(y.Year.Value, Name(y.Year),
                y.Report?.State ?? Of(AnnualReportMessages.NoFigures(y.Year)), y.Report?.Version,
                y.Report is { Groups.Count: > 0 }))],
            Indicators(), Groups(), notes);
    }

    // What the newest report has comes first, in its order: rules of the last year say what is looked at.
    private List<RangeIndicatorGroup> Indicators() =>
        [.. Newest(r => r.Indicators).DistinctBy(i => i.Indicator).GroupBy(i => i.Group)
            .Select(g => new RangeIndicatorGroup(g.Key, [.. g.Select(Indicator)]))];

    private RangeIndicator Indicator(ReportIndicator newest)
    {
        var found = years.Select(y => (y.Year, Said: y.Report?.Indicators.FirstOrDefault(i => i.Indicator == newest.Indicator))).ToList();
        var targets = found.Where(f => f.Said?.Target is not null).Select(f => (f.Year, Target: f.Said!.Target!)).ToList();
        return new(newest.Indicator, newest.Name,
            targets.Select(t => t.Target).Distinct().Count() < 2 ? targets.FirstOrDefault().Target ?? ""
                : string.Join(ReportPageMessages.Between(english), targets.Select(t => $"{Name(t.Year)} {t.Target}")),
            [.. found.Select(f => new RangeCell(Name(f.Year), f.Said?.Values ?? []))]);
    }

    private List<RangeGroup> Groups() =>
        [.. Newest(r => r.Groups).GroupBy(g => g.Name).Select(g => new RangeGroup(g.Key,
            [.. g.SelectMany(x => x.Measures).DistinctBy(m => m.Id).Select(Measure)]))];

    private RangeMeasure Measure(ReportMeasure newest)
    {
        var found = years.Select(y => (y.Year, y.Report,
            Measure: y.Report?.Groups.SelectMany(g => g.Measures).FirstOrDefault(m => m.Id == newest.Id))).ToList();
        return new(newest.Id, newest.Name,
            [.. found.Select(f => f.Measure is not { } m ? nothingYet : new RangeColumn(
                Lines(m.Targets, f.Report!), Lines(m.Results, f.Report!), Lines(m.Done, f.Report!)))],
            [.. found.SelectMany(f => f.Measure is not { } m ? [] : m.Registers
                .Where(r => IsOf(f.Year, r.Title.ToString()))
                .Select(r => new ReportRegister(Line(r.Title, f.Report!), r.Columns,
                    [.. r.Entries.Select(e => e with { Remark = Runs(e.Remark, f.Report!) })])))]);
    }

    // A register says at its beginning which year it is of, in the language in which the report was made.
    private static bool IsOf(FiscalYear year, string title) => AnnualReportMessages.Year(year) is var name
        && (title.StartsWith(name.Ja, StringComparison.Ordinal) || title.StartsWith(name.En, StringComparison.Ordinal));

    private IEnumerable<T> Newest<T>(Func<AnnualReport, IEnumerable<T>> of) =>
        years.Reverse().Where(y => y.Report is not null).SelectMany(y => of(y.Report!));

    private List<ReportLine> Lines(IEnumerable<ReportLine> lines, AnnualReport of) => [.. lines.Select(l => Line(l, of))];

    private ReportLine Line(ReportLine line, AnnualReport of) => line with { Runs = Runs(line.Runs, of) };

    // Each report numbers its own footnotes; what says the same is said once.
    private List<ReportRun> Runs(IEnumerable<ReportRun> runs, AnnualReport of) =>
        [.. runs.Select(r => r.Notes is null ? r : r with { Notes = [.. r.Notes.Select(n => Number(of.Notes[n - 1]))] })];

    private int Number(string note)
    {
        if (!notes.Contains(note))
        {
            notes.Add(note);
        }

        return notes.IndexOf(note) + 1;
    }
}
