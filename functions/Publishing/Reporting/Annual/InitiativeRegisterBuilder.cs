using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Domain.Indicators;
using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Intake.Reference;

namespace SmartToyonaka.Publishing.Reporting.Annual;

/// <summary>A register of initiatives in a report, by the same computation that counts them, so that list and number agree.</summary>
internal sealed class InitiativeRegisterBuilder(ReportData data, FigureFormatter formatter, FootnoteList notes,
    Func<string, ReportLine> line)
{
    private Catalogue Catalogue => data.Reference.Catalogue;

    /// <summary>The lines for 取組み実績 and the lists by name.</summary>
    public (IReadOnlyList<ReportLine> Summary, IReadOnlyList<ReportRegister> Tables) Build(OutlineRegister outline, MeasureTexts texts)
    {
        if (Catalogue.Find(outline.Indicator) is not { } indicator || !data.Registers.TryGetValue(indicator.Topic, out var figures))
        {
            return ([new(ReportLineKind.Missing, [new($"（指標 {outline.Indicator} はいまのカタログにありません）")])], []);
        }

        var ytd = new TemplateFigure(indicator.Id, Basis.Ytd, FigureStatus.Actual, TemplateTime.Latest, null, TemplatePart.Text);
        var note = notes.Numbers(outline.Note);
        var summary = new List<ReportLine> { new(ReportLineKind.Heading, [new(outline.Title, null, note)]) };
        var tables = new List<ReportRegister>();
        summary.Add(Number(JapaneseEra.Text(data.Year), formatter.Print(ytd), outline.Action));
        if (formatter.Find(ytd with { Time = TemplateTime.Previous }) is not null && data.Year.Value > Catalogue.ProgrammeFirstFiscalYear)
        {
            summary.Add(Number(JapaneseEra.Text(new FiscalYear(data.Year.Value - 1)),
                formatter.Print(ytd with { Time = TemplateTime.Previous }), outline.Action));
        }

        var month = figures.LastMonth;
        var year = Explain(figures, indicator, Basis.Ytd, month);
        var programme = Explain(figures, indicator, Basis.Programme, month);
        if (year is null || programme is null)
        {
            return (summary, tables);
        }

        var counted = Of(year.Operands).ToList();
        Add($"{JapaneseEra.Text(data.Year)}の{outline.Title}", counted);
        if (outline.ListsEarlier)
        {
            Add($"前年度までの{outline.Title}", [.. Of(programme.Operands).Except(counted)]);
        }

        // What is still being considered is named, too, and is not counted.
        foreach (var group in programme.LeftOut.Where(l => l.Reason == ExclusionReason.StatusNotCounted
            && l.Observation.Initiative!.Status != InitiativeStatus.Withdrawn)
            .GroupBy(l => l.Observation.Initiative!.Status).OrderBy(g => g.Key))
        {
            var status = StatusText(group.Key);
            summary.Add(new(ReportLineKind.Item,
                [new($"{status} "), FigureFormatter.Count($"{indicator.Id}/{group.Key.Text()}", group.Count(), indicator.Unit),
                    new("（目標には数えない）")]));
            Add($"{status}の{outline.Title}", [.. group.Select(l => l.Observation)]);
        }

        Add($"{outline.Title} その他（目標には数えない）",
            [.. programme.LeftOut.Where(l => l.Reason == ExclusionReason.NotTowardTarget
                && l.Observation.Initiative!.Status != InitiativeStatus.Withdrawn).Select(l => l.Observation)]);
        return (summary, tables);

        void Add(string title, IReadOnlyList<Observation> observations)
        {
            if (observations.Count > 0 && outline.Columns.Count > 0)
            {
                tables.Add(Table(outline, texts, indicator, title, observations, note));
            }
        }
    }

    private static ReportLine Number(string year, ReportRun figure, string action) =>
        new(ReportLineKind.Item, [new(year + " "), figure, .. figure.Figure is { HasValue: true } ? new ReportRun[] { new(action) } : []]);

    // The month at which the published value stands that the summary prints.
    private Explanation? Explain(YearFigures figures, Indicator indicator, Basis basis, FiscalMonth month) =>
        IndicatorCalculator.Explain(Catalogue, indicator, figures, basis, FigureStatus.Actual, month);

    private static IEnumerable<Observation> Of(IEnumerable<Operand> operands) => operands.SelectMany(o => o.Contributions)
        .Select(c => c.Observation);

    private ReportRegister Table(OutlineRegister outline, MeasureTexts texts, Indicator indicator, string title,
        IReadOnlyList<Observation> observations, IReadOnlyList<int>? note)
    {
        var entries = observations.OrderBy(o => o.Month).ThenBy(o => o.Section, StringComparer.Ordinal)
            .ThenBy(o => o.Initiative!.Name, StringComparer.Ordinal).Select(o => Entry(o, texts)).ToList();
        var columns = entries.Exists(e => e.Remark.Count > 0) ? outline.Columns.Append("remark") : outline.Columns;
        return new(new(ReportLineKind.Heading, [new($"{title}（{entries.Count}{indicator.Unit}）", null, note)]), [.. columns], entries);
    }

    private ReportInitiative Entry(Observation o, MeasureTexts texts)
    {
        var i = o.Initiative!;
        return new(
            i.Category, i.Name, o.Section, data.Reference.Register.Get(o.Section, o.Month)?.Name
                ?? data.Reference.Register.Newest(o.Section)?.Name ?? o.Section,
            string.Join("、", i.Partners), StatusText(i.Status), JapaneseEra.Text(o.Month),
                texts.Initiatives.TryGetValue(i.Name, out var remark) ? line(remark).Runs : []);
    }

    private static string StatusText(InitiativeStatus status) => status switch
    {
        InitiativeStatus.Considering => "検討中",
        InitiativeStatus.Coordinating => "調整中",
        InitiativeStatus.Decided => "決定",
        InitiativeStatus.Implemented => "実施",
        _ => "取下げ",
    };
}
