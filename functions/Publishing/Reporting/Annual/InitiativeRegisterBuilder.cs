using SmartToyonaka.Domain;
using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Domain.Indicators;
using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Intake.Reference;
using SmartToyonaka.Publishing.Messages;

namespace SmartToyonaka.Publishing.Reporting.Annual;

/// <summary>A register of initiatives in a report, by the same computation that counts them, so that list and number agree.</summary>
internal sealed class InitiativeRegisterBuilder(ReportData data, FigureFormatter formatter, FootnoteList notes,
    Func<OutlineText, ReportLine> line)
{
    private Catalogue Catalogue => data.Reference.Catalogue;

    /// <summary>The lines for 取組み実績 and the lists by name.</summary>
    /// <param name="outline">The register.</param>
    /// <param name="texts">What the texts say of its initiatives.</param>
    /// <param name="isCounted">Whether its numbers add up to the year-end value.</param>
    public (IReadOnlyList<ReportLine> Summary, IReadOnlyList<ReportRegister> Tables) Build(OutlineRegister outline, MeasureTexts texts,
        bool isCounted)
    {
        if (Catalogue.Find(outline.Indicator) is not { } indicator || !data.Registers.TryGetValue(indicator.Topic, out var figures))
        {
            return ([new(ReportLineKind.Missing, [new(formatter.Of(AnnualReportMessages.UnknownIndicator(outline.Indicator)))])], []);
        }

        var ytd = new TemplateFigure(indicator.Id, Basis.Ytd, FigureStatus.Actual, TemplateTime.Latest, null, TemplatePart.Text);
        var note = notes.Numbers(formatter.Of(outline.Note.InBoth));
        var summary = new List<ReportLine>();
        var tables = new List<ReportRegister>();
        var ofYear = Number(ytd, "");
        summary.Add(new(ReportLineKind.Heading,
            [new(formatter.Of(outline.Title.InBoth), null, note), .. outline.IsOfYear && ofYear is not null ? ofYear.Runs : []]));
        var previous = outline.IsOfYear ? null : Previous();
        if (!outline.IsOfYear)
        {
            summary.AddRange(new[] { Number(ytd, Year(data.Year)), previous }.OfType<ReportLine>());
        }

        var month = figures.LastMonth;
        var year = Explain(figures, indicator, Basis.Ytd, month);
        var programme = Explain(figures, indicator, Basis.Programme, month);
        if (year is null || programme is null)
        {
            return (summary, tables);
        }

        var counted = Of(year.Operands).ToList();
        var title = outline.Title.InBoth;
        Add(AnnualReportMessages.OfYear(data.Year, title), counted);
        if (outline.ListsEarlier)
        {
            Add(AnnualReportMessages.OfEarlierYears(title), [.. Of(programme.Operands).Except(counted)]);
        }

        // What is still being considered is named, too, and is not counted.
        foreach (var group in programme.LeftOut.Where(l => l.Reason == ExclusionReason.StatusNotCounted
            && l.Observation.Initiative!.Status != InitiativeStatus.Withdrawn)
            .GroupBy(l => l.Observation.Initiative!.Status).OrderBy(g => Place(g.Key)))
        {
            var status = Status(group.Key);
            var count = formatter.Count($"{indicator.Id}/{group.Key.Text()}", group.Count(), indicator);
            var told = outline.Considering.Ja.Length > 0 && Place(group.Key) == 0
                ? With(line(outline.Considering), count)
                : new(ReportLineKind.Item, [new(formatter.Of(status) + Open), count, new(formatter.Of(AnnualReportMessages.NotCounted))]);

            // What is said of this year stands before the year before.
            summary.Insert(told.Kind == ReportLineKind.Plain && previous is not null ? summary.IndexOf(previous) : summary.Count, told);
            Add(AnnualReportMessages.Standing(status, title), [.. group.Select(l => l.Observation)]);
        }

        Add(AnnualReportMessages.NotTowardTarget(title),
            [.. programme.LeftOut.Where(l => l.Reason == ExclusionReason.NotTowardTarget
                && l.Observation.Initiative!.Status != InitiativeStatus.Withdrawn).Select(l => l.Observation)]);
        return (summary, tables);

        // A year without any is not spoken of, unless it is the only one.
        ReportLine? Number(TemplateFigure asked, string year)
        {
            var print = formatter.Print(asked);
            if (formatter.Find(asked) is { Value: 0 } && !outline.IsOfYear)
            {
                return null;
            }

            var words = year.Length > 0 && outline.Action.Ja.Length > 0 ? $"{year} {formatter.Of(outline.Action.InBoth)}" : year;
            return print.Figure is { HasValue: true }
                ? new(ReportLineKind.Plain,
                    [new(words + Open), print with { Text = InUnit(print.Text), IsCounted = isCounted }, new(Close)])
                : new(ReportLineKind.Plain, [new(year + " "), print]);
        }

        ReportLine With(ReportLine words, ReportRun count) => words with
        {
            Runs = words.Runs[^1] is { Figure: null } last
                ? [.. words.Runs.SkipLast(1), last with { Text = last.Text + Open }, count, new(Close)]
                : [.. words.Runs, new(Open), count, new(Close)],
        };

        ReportLine? Previous() =>
            data.Year.Value > Catalogue.ProgrammeFirstFiscalYear && formatter.Find(ytd with { Time = TemplateTime.Previous }) is not null
                ? Number(ytd with { Time = TemplateTime.Previous }, Year(new(data.Year.Value - 1))) : null;

        string InUnit(string text) => outline.Unit.Ja.Length > 0 && text.EndsWith(Unit(indicator), StringComparison.Ordinal)
            ? text[..^Unit(indicator).Length] + formatter.Of(outline.Unit.InBoth) : text;

        void Add(BilingualText title, IReadOnlyList<Observation> observations)
        {
            if (observations.Count > 0 && outline.Columns.Count > 0)
            {
                tables.Add(Table(outline, texts, indicator, formatter.Of(title), observations, note));
            }
        }
    }

    private string Open => ReportPageMessages.Open(formatter.IsEnglish);

    private string Close => ReportPageMessages.Close(formatter.IsEnglish);

    private string Year(FiscalYear year) => formatter.Of(AnnualReportMessages.Year(year));

    private string Unit(Indicator indicator) => formatter.Of(FigureFormatter.UnitOf(indicator));

    private static BilingualText Status(InitiativeStatus status) =>
        new(status.Ja(), MeasureRegistry.Current.Status(status.Text())?.NameEn ?? status.Text());

    // In the order of forms: the first is what is only thought of.
    private int Place(InitiativeStatus status) => Catalogue.MeasureSet.Statuses.TakeWhile(s => s.Id != status.Text()).Count();

    // The month at which the published value stands that the summary prints.
    private Explanation? Explain(YearFigures figures, Indicator indicator, Basis basis, FiscalMonth month) =>
        IndicatorCalculator.Explain(Catalogue, indicator, figures, basis, FigureStatus.Actual, month);

    private static IEnumerable<Observation> Of(IEnumerable<Operand> operands) => operands.SelectMany(o => o.Contributions)
        .Select(c => c.Observation);

    private ReportRegister Table(OutlineRegister outline, MeasureTexts texts, Indicator indicator, string title,
        IReadOnlyList<Observation> observations, IReadOnlyList<int>? note)
    {
        var entries = observations.OrderBy(o => Place(o.Initiative!.Name)).ThenBy(o => o.HandedInAt).ThenBy(o => o.Month)
            .ThenBy(o => o.Section, StringComparer.Ordinal).ThenBy(o => o.Initiative!.Name, StringComparer.Ordinal)
            .Select(o => Entry(o, texts)).ToList();
        var columns = entries.Exists(e => e.Remark.Count > 0) ? outline.Columns.Append("remark") : outline.Columns;
        return new(new(ReportLineKind.Heading, [new(title + Open
            + formatter.Of(AnnualReportMessages.InUnit($"{entries.Count}", FigureFormatter.UnitOf(indicator))) + Close, null, note)]),
            [.. columns], entries);

        // Those that the texts name, in their order; then the others as they were handed in.
        int Place(string name) => texts.Order.TakeWhile(n => InitiativeName.Key(n) != InitiativeName.Key(name)).Count();
    }

    private ReportInitiative Entry(Observation o, MeasureTexts texts)
    {
        var i = o.Initiative!;
        var section = data.Reference.Register.Get(o.Section, o.Month)?.Name ?? data.Reference.Register.Newest(o.Section)?.Name ?? o.Section;
        return new(
            i.Category, i.Name, o.Section, texts.Shared.Contains(i.Name) ? formatter.Of(AnnualReportMessages.AndOthers(section)) : section,
            string.Join("、", i.Partners), formatter.Of(Status(i.Status)),
            formatter.Of(new(JapaneseEra.ShortText(o.Month), o.Month.ToString())),
                texts.Initiatives.TryGetValue(i.Name, out var remark) ? line(remark).Runs : []);
    }
}
