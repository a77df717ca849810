using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Wordprocessing;

namespace SmartToyonaka.Publishing.Reporting.Annual.Word;

/// <summary>Lines, tables and the page of a report in Word.</summary>
internal sealed class WordLines(WordNotes notes)
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

    /// <summary>The page, with the number at its foot.</summary>
    public static SectionProperties Section(string footer) => new(
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
        });

    /// <summary>A list of initiatives below its heading.</summary>
    public IEnumerable<OpenXmlElement> Register(ReportRegister register) =>
    [
        new Paragraph(Runs(register.Title).Prepend(Style(WordStyles.Heading3))),
        Table(
            [.. register.Columns.Select(c => Columns[c].Share)], [.. register.Columns.Select(c => Columns[c].Name)],
            [.. register.Entries.Select(e => register.Columns.Select(c => (IReadOnlyList<Paragraph>)[Value(c, e)]).ToList())]),
        Gap(),
    ];

    /// <summary>Lines in a cell.</summary>
    public IReadOnlyList<Paragraph> Cell(IEnumerable<ReportLine> lines) => [.. lines.Select(l => Line(l, WordStyles.Cell))];

    private Paragraph Value(string column, ReportInitiative e) => column switch
    {
        "name" => Words(WordStyles.Cell, e.Name),
        "partners" => Words(WordStyles.Cell, e.Partners),
        "department" => Words(WordStyles.Cell, e.DepartmentName),
        "since" => Words(WordStyles.Cell, e.Since),
        _ => Line(new(ReportLineKind.Plain, e.Remark), WordStyles.Cell),
    };

    /// <summary>
    /// A table whose head repeats on every page and whose rows are not broken; a row never stands alone at the foot or the head of a page.
    /// </summary>
    /// <param name="shares">The widths of the columns in relation to one another.</param>
    /// <param name="head">The names of the columns.</param>
    /// <param name="rows">The cells of each row.</param>
    /// <param name="isLastRowLong">True where the last row may be higher than a page: it is broken then, and may stand by itself.</param>
    public static Table Table(IReadOnlyList<int> shares, IReadOnlyList<string> head,
        IReadOnlyList<IReadOnlyList<IReadOnlyList<Paragraph>>> rows, bool isLastRowLong = false)
    {
        var widths = shares.Select(s => TextWidth * s / shares.Sum()).ToList();
        var table = new Table(
            new TableProperties(
                new TableStyle { Val = WordStyles.Table }, new TableWidth { Width = $"{widths.Sum()}", Type = TableWidthUnitValues.Dxa },
                new TableLayout { Type = TableLayoutValues.Fixed }, new TableLook { FirstRow = true, Val = "0020" }),
            new TableGrid(widths.Select(w => new GridColumn { Width = $"{w}" })));
        table.Append(Row([.. head.Select(h => (IReadOnlyList<Paragraph>)[Words(WordStyles.CellHeading, h)])], new CantSplit(),
            new TableHeader()));
        table.Append(rows.Select((r, i) => isLastRowLong && i == rows.Count - 1 ? Row(r) : Row(r, new CantSplit())));
        var together = rows.Count < 2 ? [] : isLastRowLong ? [1] : new[] { 1, rows.Count - 1 };
        foreach (var properties in together.Distinct().SelectMany(i => table.Elements<TableRow>().ElementAt(i)
            .Descendants<ParagraphProperties>()))
        {
            properties.KeepNext ??= new();
        }

        return table;

        TableRow Row(IReadOnlyList<IReadOnlyList<Paragraph>> cells, params OpenXmlElement[] properties) => new(
            cells.Select((cell, i) => (OpenXmlElement)new TableCell(
                ((IEnumerable<OpenXmlElement>)cell)
                    .Prepend(new TableCellProperties(new TableCellWidth { Width = $"{widths[i]}", Type = TableWidthUnitValues.Dxa }))))
                        .Prepend(new TableRowProperties(properties)));
    }

    public Paragraph Line(ReportLine line, string style) =>
        new((line.Kind == ReportLineKind.Heading ? Runs(line).Prepend(new Run(WordText.Of("〇"))) : Runs(line))
            .Prepend(Style(line.Kind switch
            {
                ReportLineKind.Heading => WordStyles.InnerHeading,
                ReportLineKind.Item => WordStyles.Item,
                ReportLineKind.Missing => WordStyles.Missing,
                ReportLineKind.Detail => WordStyles.Detail,
                _ => style,
            })));

    public IEnumerable<OpenXmlElement> Runs(ReportLine line)
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

    public static Paragraph Words(string style, string text) => new(Style(style), new Run(WordText.Of(text)));

    // Two tables that touch are one to Word.
    public static Paragraph Gap(bool keepsWithNext = false)
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

    public static OpenXmlElement Style(string style) => new ParagraphProperties(new ParagraphStyleId { Val = style });
}
