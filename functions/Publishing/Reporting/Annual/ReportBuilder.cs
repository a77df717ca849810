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

    private Catalogue Catalogue => data.Reference.Catalogue;

    private AnnualReport Build(string? version, DateTimeOffset? receivedBy)
    {
        var year = data.Year;
        if (!data.Values.GetValueOrDefault(year, []).Any(v => v.Value is not null))
        {
            return new(
                year.Value, ReportOutline.BuiltIn.Title, $"{JapaneseEra.Text(year)}（{year}年度）取組状況", null, State(receivedBy),
                [new(ReportLineKind.Missing, [new(AnnualReportMessages.NoFigures(JapaneseEra.Text(year)))])], Period(), [], [],
                    new(Catalogue.RulesVersion, Catalogue.Version, data.Reference.Register.Version, data.Texts?.Version ?? ""), version,
                        receivedBy);
        }

        var groups = ReportOutline.BuiltIn.Measures.GroupBy(m => m.Group)
            .Select(g => new ReportGroup(Catalogue.Groups.FirstOrDefault(c => c.Id == g.Key)?.NameJa ?? g.Key, [.. g.Select(Measure)]))
                .ToList();
        return new(
            year.Value, ReportOutline.BuiltIn.Title, $"{JapaneseEra.Text(year)}（{year}年度）取組状況",
            data.Texts is { } t ? $"{t.Issued}　{t.Issuer}" : null, State(receivedBy),
            data.Texts is { Purpose.Count: > 0 } texts ? [.. texts.Purpose.Select(p => Line(p))] : [Missing("目的")],
            Period(), groups, notes.All, new(Catalogue.RulesVersion, Catalogue.Version, data.Reference.Register.Version,
                data.Texts?.Version ?? ""), version, receivedBy);
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
        var headlines = m.Headlines.Select(h => (Headline: h, Indicator: Catalogue.Find(h.Indicator))).ToList();
        var results = headlines.Select(h => Result(h.Headline, h.Indicator)).ToList();
        var registers = m.Registers.Select(r => new InitiativeRegisterBuilder(data, formatter, notes, Line).Build(r, texts)).ToList();
        var figures = registers.SelectMany(r => r.Summary).Concat(m.Done.Select(Optional).OfType<ReportLine>())
            .Concat(texts.Done.Select(Optional).OfType<ReportLine>()).ToList();
        return new(
            m.Id, m.Name,
            [.. headlines.Select(h => h.Indicator is null ? Unknown(h.Headline.Indicator)
                : Words(FigureFormatter.TargetOf(h.Indicator) is { } target ? h.Headline.Label + target + h.Headline.Verb : "目標の値はありません"))],
            results,
            Prose(texts.Planned, "取組み予定"), figures.Count > 0 ? figures : [Missing("取組み実績")], Prose(texts.Next, "今後の対応"),
            [.. registers.SelectMany(r => r.Tables)]);
    }

    /// <summary>【年度末】: what is, and beside it what is planned, never one in the other's place.</summary>
    private ReportLine Result(OutlineHeadline headline, Indicator? indicator)
    {
        if (indicator is null)
        {
            return Unknown(headline.Indicator);
        }

        var actual = new TemplateFigure(indicator.Id, null, FigureStatus.Actual, TemplateTime.Latest, null, TemplatePart.Text);
        var runs = new List<ReportRun>();
        if (headline.Label.Length > 0)
        {
            runs.Add(new(headline.Label + " "));
        }

        runs.Add(notes.WithNotes(formatter.Print(actual), indicator));
        if (formatter.Find(actual) is { Value: not null } value)
        {
            var isYearEnd = value.Month == data.Year.Last.ToString()
                && value.AsOf == data.Year.Last.LastDay.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
            runs.Add(new(headline.Verb
                + (isYearEnd ? "" : $"（{(value.Basis == "ytd" ? formatter.Print(actual with { Part = TemplatePart.Span }).Text : FigureFormatter.AsOf(value))}）")));
            if (value.TargetMet is { } met)
            {
                runs.Add(new(met ? "［目標達成］" : "［目標未達成］"));
            }
        }

        var planned = actual with { Status = FigureStatus.Planned };
        if (formatter.Find(planned) is { } plan)
        {
            runs.AddRange([new("、"), formatter.Print(planned), new($"（{FigureFormatter.AsOf(plan)}）")]);
        }

        if (formatter.Incomplete(indicator) is { } incomplete)
        {
            runs.Add(new($"、{incomplete.Text}{indicator.Unit}（{FigureFormatter.AsOf(incomplete)}、{incomplete.UnitsReported}/"
                + $"{incomplete.UnitsExpected}課）"));
        }

        if (formatter.HeldValues(indicator) is > 0 and var held)
        {
            runs.Add(new($"［確認待ち {held}件］"));
        }

        return new(ReportLineKind.Plain, runs);
    }

    private IReadOnlyList<ReportLine> Prose(IReadOnlyList<string> lines, string what) =>
        lines.Count > 0 ? [.. lines.Select(Optional).OfType<ReportLine>()] : [Missing(what)];

    private ReportLine? Optional(string line)
    {
        try
        {
            var template = ReportTemplate.Parse(line, Catalogue);
            if (template.Pieces.Select(p => p.Figure).OfType<TemplateFigure>().FirstOrDefault(f => f.Part != TemplatePart.Target
                && formatter.Find(f) is null) is not { } missing)
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

        return new(kind, runs);
    }

    private static ReportLine Unknown(string indicator) =>
        new(ReportLineKind.Missing, [new(AnnualReportMessages.UnknownIndicator(indicator))]);

    private ReportLine Missing(string what) =>
        new(ReportLineKind.Missing, [new(AnnualReportMessages.TextMissing(JapaneseEra.Text(data.Year), what))]);

    private static ReportLine Words(string text) => new(ReportLineKind.Plain, [new(text)]);
}
