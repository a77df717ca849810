using System.Globalization;
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

    /// <summary>
    /// A reference to a footnote of the report: the first time a footnote with a bookmark around its mark, then a field that shows the
    /// number of that mark, so that whoever adds a footnote finds all numbers right.
    /// </summary>
    public IEnumerable<OpenXmlElement> Reference(int number)
    {
        var at = used.IndexOf(number);
        if (at >= 0)
        {
            return [new SimpleField(new Run(Style(), new Text(Text(at + 1)))) { Instruction = $" NOTEREF {Bookmark(at + 1)} \\f \\h " }];
        }

        used.Add(number);
        return
        [
            new BookmarkStart { Id = Text(used.Count), Name = Bookmark(used.Count) },
            new Run(Style(), new FootnoteReference { Id = used.Count }),
            new BookmarkEnd { Id = Text(used.Count) },
        ];
    }

    // A name that begins so is not listed among the bookmarks that people made.
    private static string Bookmark(int id) => "_RefNote" + Text(id);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static RunProperties Style() => new(new RunStyle { Val = WordStyles.NoteReference });

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
