using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Wordprocessing;
using SmartToyonaka.Publishing.Messages;
using SmartToyonaka.Publishing.Reporting.Annual.Ranges;

namespace SmartToyonaka.Publishing.Reporting.Annual.Word;

/// <summary>The body of a report over several years in Word: the same order as the page.</summary>
internal sealed class WordRangeBody(RangeReport report, WordLines lines)
{
    private const int Side = 3, Wide = 4;

    private List<string> Years => [.. report.Years.Select(y => y.Name)];

    public Body Of(string footer)
    {
        var body = new Body(WordLines.Words(WordStyles.Title, report.Title), WordLines.Words(WordStyles.Subtitle, report.Subtitle));
        body.Append(WordLines.Words("Normal", RangeMessages.About.Ja));
        body.Append(report.Years.Select(y => WordLines.Words(WordStyles.Item, $"{y.Name}: {y.State}")));
        body.Append(WordLines.Words(WordStyles.Heading1, RangeMessages.Indicators.Ja));
        body.Append(report.Indicators.SelectMany(Indicators));
        foreach (var group in report.Groups)
        {
            body.Append(WordLines.Words(WordStyles.Heading1, group.Name));
            body.Append(group.Measures.SelectMany(Measure));
        }

        body.Append(WordLines.Section(footer));
        return body;
    }

    private IEnumerable<OpenXmlElement> Indicators(RangeIndicatorGroup group) =>
    [
        WordLines.Words(WordStyles.Heading2, group.Name),
        WordLines.Table([Wide, Side, .. Years.Select(_ => Wide)], [RangeMessages.Indicator.Ja, RangeMessages.Target.Ja, .. Years],
            [.. group.Indicators.Select(i => (IReadOnlyList<IReadOnlyList<Paragraph>>)
            [
                [WordLines.Words(WordStyles.Cell, i.Name)],
                [WordLines.Words(WordStyles.Cell, i.Target.Length > 0 ? i.Target : ReportPageMessages.Nothing(english: false))],
                .. i.Cells.Select(c => lines.Cell(c.Lines(i.Indicator))),
            ])]),
        WordLines.Gap(),
    ];

    private IEnumerable<OpenXmlElement> Measure(RangeMeasure m) =>
    [
        WordLines.Words(WordStyles.Heading2, "■" + m.Name),
        WordLines.Table([Side, .. Years.Select(_ => 2 * Wide)], ["", .. Years],
            [Row(m, RangeMessages.Target.Ja, c => c.Targets), Row(m, RangeMessages.Result.Ja, c => c.Results),
                Row(m, RangeMessages.Done.Ja, c => c.Done)]),
        WordLines.Gap(),
        .. m.Registers.SelectMany(lines.Register),
    ];

    private static IReadOnlyList<Paragraph> Filled(IReadOnlyList<Paragraph> cell) =>
        cell.Count > 0 ? cell : [WordLines.Words(WordStyles.Cell, ReportPageMessages.Nothing(english: false))];

    private IReadOnlyList<IReadOnlyList<Paragraph>> Row(RangeMeasure m, string name, Func<RangeColumn, IReadOnlyList<ReportLine>> of) =>
        [[WordLines.Words(WordStyles.Cell, name)], .. m.Columns.Select(c => Filled(lines.Cell(of(c))))];
}
