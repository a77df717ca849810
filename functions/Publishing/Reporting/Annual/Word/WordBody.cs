using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Wordprocessing;
using SmartToyonaka.Publishing.Messages;

namespace SmartToyonaka.Publishing.Reporting.Annual.Word;

/// <summary>The body of the report in Word: the same order as the page.</summary>
internal sealed class WordBody(AnnualReport report, WordNotes notes)
{
    // Twentieths of a point: A4 with margins of 18 and 20 mm.
    private const int PageWidth = 11906, PageHeight = 16838, Side = 1134, TopAndBottom = 1021, TextWidth = PageWidth - 2 * Side;

    private static readonly Dictionary<string, (string Name, int Share)> Columns = new(StringComparer.Ordinal)
    {
        ["name"] = ("名称", 4),
        ["partners"] = ("連携先", 4),
        ["department"] = ("所管課", 2),
        ["since"] = ("年月", 2),
        ["remark"] = ("内容", 5),
    };

    public Body Of(string footer)
    {
        var body = new Body(
            Words(WordStyles.Title, report.Title), Words(WordStyles.Subtitle, report.Subtitle),
            Words("Normal", report.Issued ?? "（発行の年月と課の本文はまだ登録されていません）"), Words("Normal", report.State));
        body.Append(Words(WordStyles.Heading1, "１．目的"));
        body.Append(report.Purpose.Select(l => Line(l, "Normal")));
        body.Append(Words(WordStyles.Heading1, "２．対象期間"), Line(report.Period, "Normal"), Words(WordStyles.Heading1, "３．対象事業"));
        body.Append(report.Groups.SelectMany((g, i) => g.Measures.Select(m => Words(WordStyles.Item, "■" + m.Name))
            .Prepend(Words(WordStyles.InnerHeading, $"（{i + 1}）{g.Name}"))));
        foreach (var (group, i) in report.Groups.Select((g, i) => (g, i)))
        {
            body.Append(Words(WordStyles.Heading1, $"（{i + 1}）{group.Name}"));
            body.Append(group.Measures.SelectMany(Measure));
        }

        body.Append(new SectionProperties(
            new FooterReference { Type = HeaderFooterValues.Default, Id = footer },
            new PageSize { Width = PageWidth, Height = PageHeight },
            new PageMargin
            {
                Top = TopAndBottom,
                Bottom = TopAndBottom,
                Left = Side,
                Right = Side,
                Header = 567,
                Footer = 567,
                Gutter = 0
            }));
        return body;
    }

    private IEnumerable<OpenXmlElement> Measure(ReportMeasure m)
    {
        yield return Words(WordStyles.Heading2, "■" + m.Name);
        var box = Table(
            [1, 1], ["【目標】", $"【{report.YearEnd}】"],
            [[[.. m.Targets.Select(l => Line(l, WordStyles.Cell))], [.. m.Results.Select(l => Line(l, WordStyles.Cell))]]]);
        foreach (var properties in box.Descendants<ParagraphProperties>().Where(p => p.KeepNext is null))
        {
            properties.KeepNext = new();
        }

        yield return box;
        yield return m == report.Groups[0].Measures[0] ? Words(WordStyles.Detail, AnnualReportMessages.UnderlinedIsCounted)
            : Gap(keepsWithNext: true);
        yield return Table(
            [23, 54, 23], ["取組み予定", "取組み実績", "今後の対応"],
            [[Cell(m.Planned), Cell(m.Done), Cell(m.Next)]]);
        yield return Gap();
        foreach (var register in m.Registers)
        {
            yield return new Paragraph(Runs(register.Title).Prepend(Style(WordStyles.Heading3)));
            yield return Table(
                [.. register.Columns.Select(c => Columns[c].Share)], [.. register.Columns.Select(c => Columns[c].Name)],
                [.. register.Entries.Select(e => register.Columns.Select(c => (IReadOnlyList<Paragraph>)[Value(c, e)]).ToList())]);
            yield return Gap();
        }

        IReadOnlyList<Paragraph> Cell(IReadOnlyList<ReportLine> lines) => [.. lines.Select(l => Line(l, WordStyles.Cell))];
    }

    private Paragraph Value(string column, ReportInitiative e) => column switch
    {
        "name" => Words(WordStyles.Cell, e.Name),
        "partners" => Words(WordStyles.Cell, e.Partners),
        "department" => Words(WordStyles.Cell, e.DepartmentName),
        "since" => Words(WordStyles.Cell, e.Since),
        _ => Line(new(ReportLineKind.Plain, e.Remark), WordStyles.Cell),
    };

    /// <summary>A table whose head repeats on every page and whose rows are never broken.</summary>
    private static Table Table(IReadOnlyList<int> shares, IReadOnlyList<string> head,
        IReadOnlyList<IReadOnlyList<IReadOnlyList<Paragraph>>> rows)
    {
        var widths = shares.Select(s => TextWidth * s / shares.Sum()).ToList();
        var table = new Table(
            new TableProperties(
                new TableStyle { Val = WordStyles.Table }, new TableWidth { Width = $"{widths.Sum()}", Type = TableWidthUnitValues.Dxa },
                new TableLayout { Type = TableLayoutValues.Fixed }, new TableLook { FirstRow = true, Val = "0020" }),
            new TableGrid(widths.Select(w => new GridColumn { Width = $"{w}" })));
        table.Append(Row([.. head.Select(h => (IReadOnlyList<Paragraph>)[Words(WordStyles.CellHeading, h)])], new CantSplit(),
            new TableHeader()));
        table.Append(rows.Select(r => Row(r, new CantSplit())));
        return table;

        TableRow Row(IReadOnlyList<IReadOnlyList<Paragraph>> cells, params OpenXmlElement[] properties) => new(
            cells.Select((cell, i) => (OpenXmlElement)new TableCell(
                ((IEnumerable<OpenXmlElement>)cell)
                    .Prepend(new TableCellProperties(new TableCellWidth { Width = $"{widths[i]}", Type = TableWidthUnitValues.Dxa }))))
                        .Prepend(new TableRowProperties(properties)));
    }

    private Paragraph Line(ReportLine line, string style) =>
        new((line.Kind == ReportLineKind.Heading ? Runs(line).Prepend(new Run(WordText.Of("〇"))) : Runs(line))
            .Prepend(Style(line.Kind switch
            {
                ReportLineKind.Heading => WordStyles.InnerHeading,
                ReportLineKind.Item => WordStyles.Item,
                ReportLineKind.Missing => WordStyles.Missing,
                ReportLineKind.Detail => WordStyles.Detail,
                _ => style,
            })));

    private IEnumerable<OpenXmlElement> Runs(ReportLine line)
    {
        if (line.Kind == ReportLineKind.Item)
        {
            yield return new Run(WordText.Of("・"));
        }

        IEnumerable<ReportRun> runs = line.Kind == ReportLineKind.Detail ? [new("（"), .. line.Runs, new("）")] : line.Runs;
        foreach (var run in runs)
        {
            var text = new Run(WordText.Of(run.MarksPlan ? "予定 " + run.Text : run.Text));
            if (run.Figure is { HasValue: true, Status: "planned" } || run.IsCounted)
            {
                text.PrependChild(new RunProperties());
                text.RunProperties!.RunStyle = run.Figure?.Status == "planned" ? new() { Val = WordStyles.Planned } : null;
                text.RunProperties.Underline = run.IsCounted ? new() { Val = UnderlineValues.Single } : null;
            }

            yield return text;
            foreach (var (number, i) in (run.Notes ?? []).Select((n, i) => (n, i)))
            {
                // Two marks would read as one number.
                if (i > 0)
                {
                    yield return new Run(new RunProperties(new RunStyle { Val = WordStyles.NoteReference }), WordText.Of("、"));
                }

                foreach (var reference in notes.Reference(number))
                {
                    yield return reference;
                }
            }
        }
    }

    private static Paragraph Words(string style, string text) => new(Style(style), new Run(WordText.Of(text)));

    // Two tables that touch are one to Word.
    private static Paragraph Gap(bool keepsWithNext = false)
    {
        var properties = new ParagraphProperties
        {
            SpacingBetweenLines = new()
            {
                Before = "0",
                After = "0",
                Line = "120",
                LineRule = LineSpacingRuleValues.Exact
            }
        };
        if (keepsWithNext)
        {
            properties.KeepNext = new();
        }

        return new(properties);
    }

    private static OpenXmlElement Style(string style) => new ParagraphProperties(new ParagraphStyleId { Val = style });
}
