using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Wordprocessing;

namespace SmartToyonaka.Publishing.Reporting.Annual.Word;

/// <summary>
/// Footnotes in Word: each place that refers to one has its own, or Word would show a number without a note on that page.
/// </summary>
internal sealed class WordNotes(IReadOnlyList<string> notes)
{
    /// <summary>The ids of the two footnotes that Word itself needs.</summary>
    public const int Separator = -1, Continuation = 0;

    private readonly List<int> used = [];

    /// <summary>A reference to a footnote of the report: the first time a footnote, then a pointer to its number.</summary>
    public IEnumerable<Run> Reference(int number)
    {
        var at = used.IndexOf(number);
        if (at < 0)
        {
            used.Add(number);
            return [new Run(new RunProperties(new RunStyle { Val = WordStyles.NoteReference }), new FootnoteReference { Id = used.Count })];
        }

        return [new Run(new RunProperties(new RunStyle { Val = WordStyles.NoteReference }),
            new Text((at + 1).ToString(System.Globalization.CultureInfo.InvariantCulture)))];
    }

    /// <summary>The part of the package: every footnote that was referred to, in that order.</summary>
    public Footnotes All() => new(
        ((IEnumerable<OpenXmlElement>)
        [
            new Footnote(new Paragraph(new Run(new SeparatorMark()))) { Type = FootnoteEndnoteValues.Separator, Id = Separator },
            new Footnote(new Paragraph(new Run(new ContinuationSeparatorMark()))) { Type = FootnoteEndnoteValues.ContinuationSeparator,
                Id = Continuation },
        ]).Concat(used.Select((number, i) => new Footnote(new Paragraph(
            new ParagraphProperties(new ParagraphStyleId { Val = WordStyles.NoteText }),
            new Run(new RunProperties(new RunStyle { Val = WordStyles.NoteReference }), new FootnoteReferenceMark()),
            new Run(WordText.Of(" " + notes[number - 1]))))
        { Id = i + 1 })));
}
