using DocumentFormat.OpenXml.Wordprocessing;

namespace SmartToyonaka.Publishing.Reporting.Annual.Word;

/// <summary>The styles of the report, so that whoever edits it changes a style and not every line.</summary>
internal static class WordStyles
{
    public const string Title = "Title", Subtitle = "Subtitle", Heading1 = "Heading1", Heading2 = "Heading2", Heading3 = "Heading3",
        InnerHeading = "InnerHeading",
        Item = "ReportItem", Cell = "TableText", CellHeading = "TableHeading", Missing = "MissingText", Detail = "DetailText", Planned = "PlannedFigure",
        Table = "ReportTable", NoteText = "FootnoteText", NoteReference = "FootnoteReference", Footer = "Footer";

    private const string Mincho = "MS 明朝", Gothic = "Yu Gothic", Green = "0B5345";

    public static Styles All() => new(
        new DocDefaults(
            new RunPropertiesDefault(new RunPropertiesBaseStyle(
                Fonts(Mincho), new FontSize { Val = "21" }, new FontSizeComplexScript { Val = "21" },
                    new Languages { Val = "en-US", EastAsia = "ja-JP" })),
            new ParagraphPropertiesDefault(new ParagraphPropertiesBaseStyle(new SpacingBetweenLines
            {
                After = "60",
                Line = "300",
                LineRule = LineSpacingRuleValues.Auto
            }))),
        new Style(new StyleName { Val = "Normal" }, new PrimaryStyle())
        {
            Type = StyleValues.Paragraph,
            StyleId = "Normal",
            Default = true
        },
        new Style(new StyleName { Val = "Default Paragraph Font" }, new UIPriority { Val = 1 }, new SemiHidden(),
            new UnhideWhenUsed())
        { Type = StyleValues.Character, StyleId = "DefaultParagraphFont", Default = true },
        new Style(
            new StyleName { Val = "Normal Table" }, new UIPriority { Val = 99 }, new SemiHidden(), new UnhideWhenUsed(),
            new StyleTableProperties(new TableIndentation { Width = 0, Type = TableWidthUnitValues.Dxa }, CellMargins()))
        { Type = StyleValues.Table, StyleId = "TableNormal", Default = true },
        Paragraph(Title, "Title", 44, isBold: true, before: 0, after: 60),
        Paragraph(Subtitle, "Subtitle", 30, isBold: false, before: 0, after: 120),
        Paragraph(Heading1, "heading 1", 28, isBold: true, before: 360, after: 120, level: 0),
        Paragraph(Heading2, "heading 2", 25, isBold: true, before: 300, after: 80, level: 1),
        Paragraph(Heading3, "heading 3", 22, isBold: true, before: 200, after: 60, level: 2),
        Paragraph(InnerHeading, "Inner Heading", 20, isBold: true, before: 40, after: 20, keepsWithNext: true, font: Mincho),
        Paragraph(Item, "Report Item", 20, isBold: false, before: 0, after: 20, hanging: 200, font: Mincho),
        Paragraph(Cell, "Table Text", 20, isBold: false, before: 0, after: 20, font: Mincho),
        Paragraph(CellHeading, "Table Heading", 19, isBold: true, before: 0, after: 0, keepsWithNext: true),
        Paragraph(Missing, "Missing Text", 20, isBold: false, before: 0, after: 20, font: Mincho, colour: "6B1D1D"),
        Paragraph(Detail, "Detail Text", 17, isBold: false, before: 0, after: 20, font: Mincho),
        Paragraph(NoteText, "footnote text", 18, isBold: false, before: 0, after: 0, font: Mincho),
        new Style(
            new StyleName { Val = "footer" }, new BasedOn { Val = "Normal" },
                new StyleParagraphProperties(new Justification { Val = JustificationValues.Center }),
            new StyleRunProperties(new FontSize { Val = "18" }))
        { Type = StyleValues.Paragraph, StyleId = Footer },
        new Style(
            new StyleName { Val = "footnote reference" }, new BasedOn { Val = "DefaultParagraphFont" },
            new StyleRunProperties(new VerticalTextAlignment { Val = VerticalPositionValues.Superscript }))
        { Type = StyleValues.Character, StyleId = NoteReference },
        new Style(
            new StyleName { Val = "Planned Figure" }, new BasedOn { Val = "DefaultParagraphFont" }, new PrimaryStyle(),
            new StyleRunProperties(new Underline { Val = UnderlineValues.Dash }))
        { Type = StyleValues.Character, StyleId = Planned, CustomStyle = true },
        new Style(
            new StyleName { Val = "Report Table" }, new BasedOn { Val = "TableNormal" }, new PrimaryStyle(),
            new StyleTableProperties(Borders(), CellMargins()),
            new TableStyleProperties(
                new TableStyleConditionalFormattingTableCellProperties(new Shading
                {
                    Val = ShadingPatternValues.Clear,
                    Color = "auto",
                    Fill = "EEF3F1"
                }))
            { Type = TableStyleOverrideValues.FirstRow })
        { Type = StyleValues.Table, StyleId = Table, CustomStyle = true });

    private static Style Paragraph(
        string id, string name, int halfPoints, bool isBold, int before, int after, int? level = null, int hanging = 0,
            bool keepsWithNext = false, string font = Gothic, string? colour = null)
    {
        var paragraph = new StyleParagraphProperties();
        if (keepsWithNext || level is not null)
        {
            paragraph.Append(new KeepNext());
        }

        if (level == 1)
        {
            paragraph.Append(new ParagraphBorders(new BottomBorder { Val = BorderValues.Single, Size = 12, Space = 1, Color = Green }));
        }

        paragraph.Append(new SpacingBetweenLines { Before = $"{before}", After = $"{after}" });
        if (hanging > 0)
        {
            paragraph.Append(new Indentation { Left = $"{hanging}", Hanging = $"{hanging}" });
        }

        if (level is { } outline)
        {
            paragraph.Append(new OutlineLevel { Val = outline });
        }

        var run = new StyleRunProperties(Fonts(font));
        if (isBold)
        {
            run.Append(new Bold());
        }

        if (colour is not null)
        {
            run.Append(new Color { Val = colour });
        }

        run.Append(new FontSize { Val = $"{halfPoints}" }, new FontSizeComplexScript { Val = $"{halfPoints}" });
        var style = new Style(new StyleName { Val = name }, new BasedOn { Val = "Normal" }) { Type = StyleValues.Paragraph, StyleId = id };
        if (level is not null)
        {
            style.Append(new NextParagraphStyle { Val = "Normal" });
        }

        style.Append(new PrimaryStyle(), paragraph, run);
        if (name.Any(char.IsAsciiLetterUpper) && name.Contains(' ', StringComparison.Ordinal))
        {
            style.CustomStyle = true;
        }

        return style;
    }

    private static RunFonts Fonts(string name) =>
        new() { Ascii = name, HighAnsi = name, EastAsia = name, ComplexScript = "Times New Roman" };

    private static TableBorders Borders() => new(
        new TopBorder { Val = BorderValues.Single, Size = 4, Color = "666666" },
            new LeftBorder { Val = BorderValues.Single, Size = 4, Color = "666666" },
        new BottomBorder { Val = BorderValues.Single, Size = 4, Color = "666666" },
            new RightBorder { Val = BorderValues.Single, Size = 4, Color = "666666" },
        new InsideHorizontalBorder { Val = BorderValues.Single, Size = 4, Color = "666666" },
            new InsideVerticalBorder { Val = BorderValues.Single, Size = 4, Color = "666666" });

    private static TableCellMarginDefault CellMargins() => new(
        new TopMargin { Width = "40", Type = TableWidthUnitValues.Dxa },
            new TableCellLeftMargin { Width = 100, Type = TableWidthValues.Dxa },
        new BottomMargin { Width = "40", Type = TableWidthUnitValues.Dxa },
            new TableCellRightMargin { Width = 100, Type = TableWidthValues.Dxa });
}
