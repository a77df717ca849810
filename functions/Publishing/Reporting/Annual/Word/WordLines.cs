using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Wordprocessing;
using SmartToyonaka.Publishing.Messages;

namespace SmartToyonaka.Publishing.Reporting.Annual.Word;

/// <summary>Lines, tables and the page of a report in Word.</summary>
internal sealed class WordLines(WordNotes notes)
{
    // Twentieths of a point: A4 with margins of 18 and 20 mm.
    private const int PageWidth = 11906, PageHeight = 16838, Side = 1134, TopAndBottom = 1021, TextWidth = PageWidth - 2 * Side;

    // The width of a letter of a cell and of the cell's margins, and how many lines of a cell are most of a page.
    private const int LetterWidth = 200, CellMargins = 200, HighRow = 36;

    private static readonly Dictionary<string, int> Shares = new(StringComparer.Ordinal)
    {
        ["name"] = 4,
        ["partners"] = 4,
        ["department"] = 2,
        ["since"] = 2,
        ["remark"] = 5,
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
            [.. register.Columns.Select(c => Shares[c])], [.. register.Columns.Select(c => ReportPageMessages.Column(c).Ja)],
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
    /// A table whose head repeats on every page. Rows are not broken unless they would fill most of a page; and a row never stands alone at
    /// the foot or the head of a page.
    /// </summary>
    public static Table Table(IReadOnlyList<int> shares, IReadOnlyList<string> head,
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
        var areHigh = rows.Select(r => r.Select((cell, i) => LinesOf(cell, widths[i])).Max() > HighRow).ToList();
        table.Append(rows.Select((r, i) => areHigh[i] ? Row(r) : Row(r, new CantSplit())));

        // The first row stays with the second, and the last but one with the last.
        foreach (var at in new[] { 0, rows.Count - 2 }.Distinct().Where(i => i >= 0 && i < rows.Count - 1 && !areHigh[i + 1]))
        {
            foreach (var properties in table.Elements<TableRow>().ElementAt(at + 1).Descendants<ParagraphProperties>())
            {
                properties.KeepNext ??= new();
            }
        }

        return table;

        TableRow Row(IReadOnlyList<IReadOnlyList<Paragraph>> cells, params OpenXmlElement[] properties) => new(
            cells.Select((cell, i) => (OpenXmlElement)new TableCell(
                ((IEnumerable<OpenXmlElement>)cell)
                    .Prepend(new TableCellProperties(new TableCellWidth { Width = $"{widths[i]}", Type = TableWidthUnitValues.Dxa }))))
                        .Prepend(new TableRowProperties(properties)));
    }

    private static int LinesOf(IEnumerable<Paragraph> cell, int width) =>
        cell.Sum(p => 1 + p.InnerText.Length * LetterWidth / (width - CellMargins));

    /// <summary>A line in its style, or in the given one for plain text.</summary>
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
            var text = new Run(WordText.Of(run.MarksPlan ? ReportPageMessages.MarkPlanned.Ja + run.Text : run.Text));
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
                    yield return new Run(new RunProperties(new RunStyle { Val = WordStyles.NoteReference }),
                        WordText.Of(ReportPageMessages.Between(english: false)));
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
