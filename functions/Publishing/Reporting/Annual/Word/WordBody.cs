using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Wordprocessing;
using SmartToyonaka.Publishing.Messages;

namespace SmartToyonaka.Publishing.Reporting.Annual.Word;

/// <summary>The body of the report in Word: the same order as the page.</summary>
internal sealed class WordBody(AnnualReport report, WordLines lines)
{
    public Body Of(string footer)
    {
        var body = new Body(
            WordLines.Words(WordStyles.Title, report.Title), WordLines.Words(WordStyles.Subtitle, report.Subtitle),
            WordLines.Words("Normal", report.Issued ?? AnnualReportMessages.IssuedMissing.Ja), WordLines.Words("Normal", report.State));
        body.Append(WordLines.Words(WordStyles.Heading1, ReportPageMessages.Purpose.Ja));
        body.Append(report.Purpose.Select(l => lines.Line(l, "Normal")));
        body.Append(WordLines.Words(WordStyles.Heading1, ReportPageMessages.Period.Ja), lines.Line(report.Period, "Normal"),
            WordLines.Words(WordStyles.Heading1, ReportPageMessages.Measures.Ja));
        body.Append(report.Groups.SelectMany((g, i) => g.Measures.Select(m => WordLines.Words(WordStyles.Item, "■" + m.Name))
            .Prepend(WordLines.Words(WordStyles.InnerHeading, $"（{i + 1}）{g.Name}"))));
        foreach (var (group, i) in report.Groups.Select((g, i) => (g, i)))
        {
            body.Append(WordLines.Words(WordStyles.Heading1, $"（{i + 1}）{group.Name}"));
            body.Append(group.Measures.SelectMany(Measure));
        }

        body.Append(WordLines.Section(footer));
        return body;
    }

    private IEnumerable<OpenXmlElement> Measure(ReportMeasure m)
    {
        yield return WordLines.Words(WordStyles.Heading2, "■" + m.Name);
        var box = WordLines.Table(
            [1, 1], [ReportPageMessages.Target.Ja, ReportPageMessages.YearEnd(new(report.FiscalYear)).Ja],
            [[lines.Cell(m.Targets), lines.Cell(m.Results)]]);
        foreach (var properties in box.Descendants<ParagraphProperties>().Where(p => p.KeepNext is null))
        {
            properties.KeepNext = new();
        }

        yield return box;
        yield return m == report.Groups[0].Measures[0] ? WordLines.Words(WordStyles.Detail, AnnualReportMessages.UnderlinedIsCounted.Ja)
            : WordLines.Gap(keepsWithNext: true);
        yield return WordLines.Table(
            [23, 54, 23], [ReportPageMessages.Planned.Ja, ReportPageMessages.Done.Ja, ReportPageMessages.Next.Ja],
            [[lines.Cell(m.Planned), lines.Cell(m.Done), lines.Cell(m.Next)]]);
        yield return WordLines.Gap();
        foreach (var element in m.Registers.SelectMany(lines.Register))
        {
            yield return element;
        }
    }
}
