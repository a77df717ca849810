using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Domain.Indicators;
using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Intake.Reference;
using SmartToyonaka.Publishing.Messages;

namespace SmartToyonaka.Publishing.Reporting.Annual;

/// <summary>Makes a report of what held at one moment. Pure: the same data give the same report.</summary>
public sealed class ReportBuilder
{
    private static readonly MeasureTexts NoTexts = new();

    private readonly ReportData data;
    private readonly FigureFormatter formatter;
    private readonly FootnoteList notes;

    private ReportBuilder(ReportData data)
    {
        this.data = data;
        formatter = new(data);
        notes = new(data, formatter);
    }

    /// <summary>The report.</summary>
    /// <param name="data">What it is made from.</param>
    /// <param name="version">Names it when it is frozen.</param>
    /// <param name="receivedBy">What had been received by then is in it, when it is frozen.</param>
    public static AnnualReport Build(ReportData data, string? version = null, DateTimeOffset? receivedBy = null) =>
        new ReportBuilder(data).Build(version, receivedBy);

    /// <summary>Lines of a text as the report would print them, also in a year without figures.</summary>
    public static IReadOnlyList<ReportLine> Preview(ReportData data, IEnumerable<string> lines) => new ReportBuilder(data).LinesOf(lines);

    private Catalogue Catalogue => data.Reference.Catalogue;

    private AnnualReport Build(string? version, DateTimeOffset? receivedBy)
    {
        var year = data.Year;
        if (!data.Values.GetValueOrDefault(year, []).Any(v => v.Value is not null))
        {
            return new(
                year.Value, data.Outline.Title, $"{JapaneseEra.Text(year)}（{year}年度）取組状況", null, State(receivedBy),
                [new(ReportLineKind.Missing, [new(AnnualReportMessages.NoFigures(JapaneseEra.Text(year)))])], Period(), [], [],
                    new(Catalogue.RulesVersion, Catalogue.Version, data.Reference.Register.Version, data.Texts?.Version ?? ""), version,
                        receivedBy);
        }

        var groups = data.Outline.Measures.GroupBy(m => m.Group)
            .Select(g => new ReportGroup(Catalogue.Groups.FirstOrDefault(c => c.Id == g.Key)?.NameJa ?? g.Key, [.. g.Select(Measure)]))
                .ToList();
        return new(
            year.Value, data.Outline.Title, $"{JapaneseEra.Text(year)}（{year}年度）取組状況",
            data.Texts is { } t ? $"{t.Issued}　{t.Issuer}" : null, State(receivedBy),
            data.Texts is { Purpose.Count: > 0 } texts ? [.. texts.Purpose.Select(p => Line(p))] : [Missing("目的")],
            Period(), groups, notes.All, new(Catalogue.RulesVersion, Catalogue.Version, data.Reference.Register.Version,
                data.Texts?.Version ?? ""), version, receivedBy)
        {
            Indicators = [.. Catalogue.Indicators.Select(formatter.Summary)],
            Programme = data.Texts is { } said && said.LastFiscalYear > Catalogue.ProgrammeFirstFiscalYear
                ? $"{Catalogue.Programme}-{said.LastFiscalYear}" : null,
        };
    }

    private string State(DateTimeOffset? receivedBy)
    {
        if (receivedBy is { } instant)
        {
            var at = instant.ToOffset(JapanTime.Offset);
            return AnnualReportMessages.Final(at);
        }

        return data.OpenMonths.Count == 12
            ? AnnualReportMessages.YearOpen
            : AnnualReportMessages.MonthsOpen(data.OpenMonths.Count);
    }

    private ReportLine Period()
    {
        var first = Catalogue.Programme;
        return data.Texts is { } texts
            ? Words($"{YearText(first)} ～ {YearText(new(texts.LastFiscalYear))}")
            : Words(AnnualReportMessages.LastYearMissing(YearText(first)));
    }

    private static string YearText(FiscalYear year) => $"{JapaneseEra.Text(year)}（{year}年度）";

    private ReportMeasure Measure(OutlineMeasure m)
    {
        var texts = data.Texts?.Measures.GetValueOrDefault(m.Id) ?? NoTexts;
        var results = m.Headlines.SelectMany(Result).ToList();
        var registers = m.Registers.ToDictionary(r => r.Indicator, r => new InitiativeRegisterBuilder(data, formatter, notes, Line)
            .Build(r, texts, m.Headlines.Any(h => h.Indicator == r.Indicator)), StringComparer.Ordinal);
        var figures = DoneOf(m, texts, registers.ToDictionary(r => r.Key, r => r.Value.Summary, StringComparer.Ordinal)).ToList();
        var judged = results.Where(l => l.Kind != ReportLineKind.Detail).SelectMany(l => l.Runs).Select(r => r.Figure?.Key).OfType<string>()
            .ToHashSet(StringComparer.Ordinal);
        return new(
            m.Id, m.Name,
            [.. m.Headlines.Select(h => Catalogue.Find(h.Indicator) is { } found
                ? found.Target is null ? Words(AnnualReportMessages.NoTarget) : Line(h.Target)
                : Unknown(h.Indicator))],
            results,
            Prose(texts.Planned, "取組み予定"),
            figures.Count > 0 ? [.. figures.Select(l => Counted(l, judged))] : [Missing("取組み実績")], Prose(texts.Next, "今後の対応"),
            [.. registers.Values.SelectMany(r => r.Tables)]);
    }

    /// <summary>
    /// 【年度末】: what the report gives, and in a line of its own what has to be known of it: the day that it is of, whether the target is
    /// met, what is planned or was reached instead, what is not complete and what waits.
    /// </summary>
    private IEnumerable<ReportLine> Result(OutlineHeadline headline)
    {
        if (Catalogue.Find(headline.Indicator) is not { } indicator)
        {
            return [Unknown(headline.Indicator)];
        }

        var line = Line(headline.Result.FirstOrDefault(r => Parsed(r) is { } t
            && t.Pieces.All(p => p.Figure is not { } f || formatter.Find(f) is not null)) ?? headline.Result[^1]);

        // What is planned is said in the line below.
        line = line with { Runs = [.. line.Runs.Select(r => r with { MarksPlan = false })] };
        return Details(indicator, line.Runs.Any(r => r.Figure?.Status == "planned")) is { Count: > 0 } details
            ? [line, new(ReportLineKind.Detail, details)] : [line];
    }

    private List<ReportRun> Details(Indicator indicator, bool isPlanGiven)
    {
        var actual = new TemplateFigure(indicator.Id, null, FigureStatus.Actual, TemplateTime.Latest, null, TemplatePart.Text);
        var runs = new List<ReportRun>();
        if (formatter.Find(actual) is { Value: not null } value)
        {
            var day = value.Basis == "ytd" ? formatter.Print(actual with { Part = TemplatePart.Span }).Text : formatter.AsOf(value);
            var isYearEnd = value.Month == data.Year.Last.ToString()
                && value.AsOf == data.Year.Last.LastDay.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
            Say(isPlanGiven ? [new("実績 "), formatter.Print(actual), new($"（{day}）")] : isYearEnd ? [] : [new(day)]);
            Say(value.TargetMet is { } met ? [new(met ? "目標達成" : "目標未達成")] : []);
        }

        if (formatter.Find(actual with { Status = FigureStatus.Planned }) is { } plan)
        {
            Say(isPlanGiven ? [new($"予定（{formatter.AsOf(plan)}）")]
                : [new("予定 "), formatter.Print(actual with { Status = FigureStatus.Planned }), new($"（{formatter.AsOf(plan)}）")]);
        }

        if (formatter.Incomplete(indicator) is { } incomplete)
        {
            Say([new($"{incomplete.Text}{indicator.Unit}（{formatter.AsOf(incomplete)}、"
                + $"{incomplete.UnitsReported}/{incomplete.UnitsExpected}課）")]);
        }

        Say(formatter.HeldValues(indicator) is > 0 and var held ? [new($"確認待ち {held}件")] : []);
        return runs;

        void Say(IReadOnlyList<ReportRun> what)
        {
            if (what.Count > 0 && runs.Count > 0)
            {
                runs.Add(new("、"));
            }

            runs.AddRange(what);
        }
    }

    // What 【年度末】 gives or adds up is underlined where it is told.
    private static ReportLine Counted(ReportLine line, HashSet<string> judged) => line with
    {
        Runs = [.. line.Runs.Select(r => r.Figure is { HasValue: true } f && judged.Contains(f.Key) ? r with { IsCounted = true } : r)],
    };

    // Registers to which the outline gives no place (@ and their indicator) stand before its lines, the texts (@texts) after them.
    private List<ReportLine> DoneOf(OutlineMeasure m, MeasureTexts texts, Dictionary<string, IReadOnlyList<ReportLine>> registers)
    {
        var places = m.Registers.Select(r => "@" + r.Indicator).Where(r => !m.Done.Contains(r)).Concat(m.Done)
            .Concat(m.Done.Contains(OutlineMeasure.Texts) ? [] : [OutlineMeasure.Texts]).ToList();
        var figures = new List<ReportLine>();
        for (var at = 0; at < places.Count;)
        {
            var lines = places.Skip(at).TakeWhile(l => !l.StartsWith('@')).ToList();
            figures.AddRange(lines.Count > 0 ? LinesOf(lines)
                : places[at] == OutlineMeasure.Texts ? LinesOf(texts.Done) : registers[places[at][1..]]);
            at += Math.Max(lines.Count, 1);
        }

        return figures;
    }

    private List<ReportLine> LinesOf(IEnumerable<string> templates)
    {
        var lines = new List<ReportLine>();
        var isLeftOut = false;
        foreach (var template in templates)
        {
            if (Parsed(template) is { IsOtherwise: true } && !isLeftOut)
            {
                continue;
            }

            var line = Optional(template);
            isLeftOut = line is null;
            lines.AddRange(line is null ? [] : [line]);
        }

        return lines;
    }

    private ReportTemplate? Parsed(string line)
    {
        try
        {
            return ReportTemplate.Parse(line, Catalogue);
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private IReadOnlyList<ReportLine> Prose(IReadOnlyList<string> lines, string what) =>
        lines.Count > 0 ? LinesOf(lines) : [Missing(what)];

    private ReportLine? Optional(string line)
    {
        try
        {
            var template = ReportTemplate.Parse(line, Catalogue);
            if (template.Pieces.Select(p => p.Figure).OfType<TemplateFigure>().FirstOrDefault(f => f.Part is not (TemplatePart.Target
                or TemplatePart.Year or TemplatePart.YearName) && formatter.Find(f) is null) is not { } missing)
            {
                return Line(template);
            }

            // A unit or a verb alone would say something of nothing.
            return template.IsOptional ? null
                : new(ReportLineKind.Missing,
                    [new(AnnualReportMessages.NoFigureYet(Catalogue.Find(missing.Indicator)?.NameJa ?? missing.Indicator))]);
        }
        catch (FormatException e)
        {
            return new(ReportLineKind.Missing, [new(AnnualReportMessages.LineNotPrintable(e.Message.TrimEnd('。')))]);
        }
    }

    private ReportLine Line(string line) => Optional(line) ?? Words("");

    private ReportLine Line(ReportTemplate template)
    {
        var runs = template.Pieces.Select(p => p.Figure is { } figure ? notes.WithNotes(formatter.Print(figure), figure)
            : new ReportRun(p.Words)).ToList();
        var kind = runs.Count > 0 && runs[0].Figure is null && runs[0].Text.Length > 0
            ? runs[0].Text[0] switch { '〇' or '○' or '◯' => ReportLineKind.Heading, '・' => ReportLineKind.Item, _ => ReportLineKind.Plain }
            : ReportLineKind.Plain;
        if (kind != ReportLineKind.Plain)
        {
            runs[0] = runs[0] with { Text = runs[0].Text[1..] };
        }

        return new(kind, runs.Exists(r => r.Figure is null && r.Text.Contains("予定", StringComparison.Ordinal)) ? runs
            : [.. runs.Select(r => r.Figure is { HasValue: true, Status: "planned" } ? r with { MarksPlan = true } : r)]);
    }

    private static ReportLine Unknown(string indicator) =>
        new(ReportLineKind.Missing, [new(AnnualReportMessages.UnknownIndicator(indicator))]);

    private ReportLine Missing(string what) =>
        new(ReportLineKind.Missing, [new(AnnualReportMessages.TextMissing(JapaneseEra.Text(data.Year), what))]);

    private static ReportLine Words(string text) => new(ReportLineKind.Plain, [new(text)]);
}
