using SmartToyonaka.Domain;
using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Domain.Indicators;
using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Intake.Reference;
using SmartToyonaka.Publishing.Messages;

namespace SmartToyonaka.Publishing.Reporting.Annual;

/// <summary>
/// Makes a report of what held at one moment, in Japanese or in English. Pure: the same data give the same report. What the city wrote
/// itself stands in both as it was written.
/// </summary>
public sealed class ReportBuilder
{
    private static readonly MeasureTexts NoTexts = new();

    private readonly ReportData data;
    private readonly bool english;
    private readonly FigureFormatter formatter, inJapanese;
    private readonly FootnoteList notes;

    private ReportBuilder(ReportData data, bool english)
    {
        (this.data, this.english) = (data, english);
        formatter = inJapanese = new(data, english: false);
        formatter = english ? new(data, english) : inJapanese;
        notes = new(data, formatter);
    }

    /// <summary>The report.</summary>
    /// <param name="data">What it is made from.</param>
    /// <param name="version">Names it when it is frozen.</param>
    /// <param name="receivedBy">What had been received by then is in it, when it is frozen.</param>
    /// <param name="english">In which language it is.</param>
    public static AnnualReport Build(ReportData data, string? version = null, DateTimeOffset? receivedBy = null, bool english = false) =>
        new ReportBuilder(data, english).Build(version, receivedBy);

    /// <summary>Lines of a text as the report would print them, also in a year without figures.</summary>
    public static IReadOnlyList<ReportLine> Preview(ReportData data, IEnumerable<string> lines) =>
        new ReportBuilder(data, english: false).LinesOf(Written(lines));

    private Catalogue Catalogue => data.Reference.Catalogue;

    private AnnualReport Build(string? version, DateTimeOffset? receivedBy)
    {
        var year = data.Year;
        if (!data.Values.GetValueOrDefault(year, []).Any(v => v.Value is not null))
        {
            return new(
                year.Value, data.Outline.Title.In(english), Of(AnnualReportMessages.Subtitle(year)), null, Of(StateOf(receivedBy)),
                [Missing(AnnualReportMessages.NoFigures(year))], Period(), [], [],
                    new(Catalogue.RulesVersion, Catalogue.Version, data.Reference.Register.Version, data.Texts?.Version ?? ""), version,
                        receivedBy);
        }

        var groups = data.Outline.Measures.GroupBy(m => m.Group)
            .Select(g => new ReportGroup(formatter.Group(g.Key), [.. g.Select(Measure)])).ToList();
        return new(
            year.Value, data.Outline.Title.In(english), Of(AnnualReportMessages.Subtitle(year)),
            data.Texts is { } t ? $"{t.Issued}　{t.Issuer}" : null, Of(StateOf(receivedBy)),
            data.Texts is { Purpose.Count: > 0 } texts ? [.. texts.Purpose.Select(p => Line(p))]
                : [Missing(AnnualReportMessages.TextMissing(year, AnnualReportMessages.Purpose))],
            Period(), groups, notes.All, new(Catalogue.RulesVersion, Catalogue.Version, data.Reference.Register.Version,
                data.Texts?.Version ?? ""), version, receivedBy)
        {
            Indicators = [.. Catalogue.Indicators.Select(formatter.Summary)],
            Programme = data.Texts is { } said && said.LastFiscalYear > Catalogue.ProgrammeFirstFiscalYear
                ? $"{Catalogue.Programme}-{said.LastFiscalYear}" : null,
        };
    }

    private string Of(BilingualText text) => text.In(english);

    private BilingualText StateOf(DateTimeOffset? receivedBy) => receivedBy is { } at
        ? AnnualReportMessages.Final(at.ToOffset(JapanTime.Offset))
        : data.OpenMonths.Count == 12 ? AnnualReportMessages.YearOpen : AnnualReportMessages.MonthsOpen(data.OpenMonths.Count);

    private ReportLine Period()
    {
        var first = Catalogue.Programme;
        return data.Texts is { } texts
            ? Words(Of(AnnualReportMessages.Years(first, new(texts.LastFiscalYear))))
            : Words(Of(AnnualReportMessages.LastYearMissing(first)));
    }

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
            m.Id, m.Name.In(english),
            [.. m.Headlines.Select(h => Catalogue.Find(h.Indicator) is { } found
                ? found.Target is null ? Words(Of(AnnualReportMessages.NoTarget)) : Line(h.Target)
                : Missing(AnnualReportMessages.UnknownIndicator(h.Indicator)))],
            results,
            Prose(texts.Planned, AnnualReportMessages.Planned),
            figures.Count > 0 ? [.. figures.Select(l => Counted(l, judged))]
                : [Missing(AnnualReportMessages.TextMissing(data.Year, AnnualReportMessages.Done))],
            Prose(texts.Next, AnnualReportMessages.Next),
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
            return [Missing(AnnualReportMessages.UnknownIndicator(headline.Indicator))];
        }

        var line = Line(headline.Result.Append(headline.Result[^1]).First(r => r == headline.Result[^1] || (Parsed(r.Ja) is { } t
            && t.Pieces.All(p => p.Figure is not { } f || formatter.Find(f) is not null))));

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
            var day = value.Basis == "ytd" ? formatter.Print(actual with { Part = TemplatePart.Span }).Text : Of(formatter.AsOf(value));
            var isYearEnd = value.Month == data.Year.Last.ToString()
                && value.AsOf == data.Year.Last.LastDay.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
            Say(isPlanGiven ? [Label(AnnualReportMessages.Actual), formatter.Print(actual), InBrackets(day)] : isYearEnd ? [] : [new(day)]);
            Say(value.TargetMet is { } met ? [new(Of(AnnualReportMessages.Met(met)))] : []);
        }

        if (formatter.Find(actual with { Status = FigureStatus.Planned }) is { } plan)
        {
            var day = InBrackets(Of(formatter.AsOf(plan)));
            Say(isPlanGiven ? [new(Of(AnnualReportMessages.Plan) + day.Text)]
                : [Label(AnnualReportMessages.Plan), formatter.Print(actual with { Status = FigureStatus.Planned }), day]);
        }

        if (formatter.Incomplete(indicator) is { } incomplete)
        {
            Say([new(Of(AnnualReportMessages.Incomplete(
                AnnualReportMessages.InUnit(incomplete.Text, FigureFormatter.UnitOf(indicator)), formatter.AsOf(incomplete),
                incomplete.UnitsReported, incomplete.UnitsExpected)))]);
        }

        Say(formatter.HeldValues(indicator) is > 0 and var held ? [new(Of(AnnualReportMessages.Held(held)))] : []);
        return runs;

        ReportRun Label(BilingualText what) => new(Of(what) + " ");

        ReportRun InBrackets(string what) => new(Of(AnnualReportMessages.InBrackets(new(what, what))));

        void Say(IReadOnlyList<ReportRun> what)
        {
            if (what.Count > 0 && runs.Count > 0)
            {
                runs.Add(new(ReportPageMessages.Between(english)));
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
        var places = m.Registers.Select(r => (OutlineText)("@" + r.Indicator)).Where(r => !m.Done.Contains(r)).Concat(m.Done)
            .Concat(m.Done.Contains(OutlineMeasure.Texts) ? [] : [OutlineMeasure.Texts]).ToList();
        var figures = new List<ReportLine>();
        for (var at = 0; at < places.Count;)
        {
            var lines = places.Skip(at).TakeWhile(l => !OutlineMeasure.IsPlace(l)).ToList();
            figures.AddRange(lines.Count > 0 ? LinesOf(lines)
                : places[at].Ja == OutlineMeasure.Texts ? LinesOf(Written(texts.Done)) : registers[places[at].Ja[1..]]);
            at += Math.Max(lines.Count, 1);
        }

        return figures;
    }

    private static IEnumerable<OutlineText> Written(IEnumerable<string> lines) => lines.Select(OutlineText.FromString);

    private List<ReportLine> LinesOf(IEnumerable<OutlineText> templates)
    {
        var lines = new List<ReportLine>();
        var isLeftOut = false;
        foreach (var template in templates)
        {
            if (Parsed(template.Ja) is { IsOtherwise: true } && !isLeftOut)
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

    private IReadOnlyList<ReportLine> Prose(IReadOnlyList<string> lines, BilingualText what) =>
        lines.Count > 0 ? LinesOf(Written(lines)) : [Missing(AnnualReportMessages.TextMissing(data.Year, what))];

    // A line without English is printed whole in Japanese, with its figures.
    private ReportLine? Optional(OutlineText line)
    {
        try
        {
            var template = ReportTemplate.Parse(line.In(english), Catalogue);
            if (template.Pieces.Select(p => p.Figure).OfType<TemplateFigure>().FirstOrDefault(f => f.Part is not (TemplatePart.Target
                or TemplatePart.Year or TemplatePart.YearName) && formatter.Find(f) is null) is not { } missing)
            {
                return Line(template, english && line.En is null ? inJapanese : formatter);
            }

            // A unit or a verb alone would say something of nothing.
            return template.IsOptional ? null
                : Missing(AnnualReportMessages.NoFigureYet(Catalogue.Find(missing.Indicator) is { } named
                    ? new(named.NameJa, named.NameEn) : new(missing.Indicator, missing.Indicator)));
        }
        catch (ReportTextException e)
        {
            return Missing(AnnualReportMessages.LineNotPrintable(new(e.Message.TrimEnd('。'), e.Faults[0].Text.En.TrimEnd('.'))));
        }
    }

    private ReportLine Line(OutlineText line) => Optional(line) ?? Words("");

    private ReportLine Line(ReportTemplate template, FigureFormatter by)
    {
        var runs = template.Pieces.Select(p => p.Figure is { } figure ? notes.WithNotes(by.Print(figure), figure)
            : new ReportRun(p.Words)).ToList();
        var kind = runs.Count > 0 && runs[0].Figure is null && runs[0].Text.Length > 0
            ? runs[0].Text[0] switch { '〇' or '○' or '◯' => ReportLineKind.Heading, '・' => ReportLineKind.Item, _ => ReportLineKind.Plain }
            : ReportLineKind.Plain;
        if (kind != ReportLineKind.Plain)
        {
            runs[0] = runs[0] with { Text = runs[0].Text[1..] };
        }

        var isSaid = runs.Exists(r => r.Figure is null && r.Text.Contains(by.Of(AnnualReportMessages.Plan), StringComparison.Ordinal));
        return new(kind, isSaid ? runs
            : [.. runs.Select(r => r.Figure is { HasValue: true, Status: "planned" } ? r with { MarksPlan = true } : r)]);
    }

    private ReportLine Missing(BilingualText why) => new(ReportLineKind.Missing, [new(Of(why))]);

    private static ReportLine Words(string text) => new(ReportLineKind.Plain, [new(text)]);
}
