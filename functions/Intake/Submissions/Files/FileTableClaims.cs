using System.Text.RegularExpressions;
using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Intake.Messages;

namespace SmartToyonaka.Intake.Submissions.Files;

/// <summary>
/// What a table of figures says beside the columns that are read: its titles and the name of its sheet, units, and remarks that make a row
/// something else than a figure of its month. Pure.
/// </summary>
internal sealed partial class FileTableClaims
{
    private readonly FileTable table;
    private readonly int at;
    private readonly bool isPlanned;
    private readonly List<FileCell> aside, notes = [];

    /// <param name="table">The table.</param>
    /// <param name="at">The place of its header among its rows.</param>
    /// <param name="status">Whether it is of actual figures or planned ones, as it was sent.</param>
    public FileTableClaims(FileTable table, int at, string? status)
    {
        (this.table, this.at) = (table, at);
        isPlanned = status is not null && SubmissionCheck.ReadStatus(status) == FigureStatus.Planned;
        aside = [.. table.Rows[at].Cells.Where(c => !c.IsBlank && FileColumns.Find(FileTableKind.Figures, c.Text) == FileColumns.Ignored
            && FileColumns.Key(c.Text) != FileHeadings.LastValues)];
    }

    /// <summary>What stands above the table, and the name of its sheet.</summary>
    public IEnumerable<RawTitle> Titles => table.Rows.Take(at).SelectMany(r => r.Cells).Where(c => !c.IsBlank)
        .Select(c => new RawTitle(c.Pointer, c.Text, false)).Concat(table.IsSheet ? [new(table.Pointer, SheetName, false)] : []);

    private string SheetName => table.Pointer[(table.Pointer.IndexOf('!', StringComparison.Ordinal) + 1)..];

    /// <summary>What a row with a number says of itself in the columns that are not read.</summary>
    public IEnumerable<SubmissionError> OfRow(FileRow row)
    {
        foreach (var heading in aside.Where(h => h.Index < row.Cells.Count && !row.Cells[h.Index].IsBlank))
        {
            var cell = row.Cells[heading.Index];
            if (FileColumns.Key(heading.Text) is "単位" or "unit" && IsNoCount(cell.Text))
            {
                yield return new(cell.Pointer, "unit_unknown", ErrorList.Shorten(cell.Text), FileMessages.UnitUnknown);
            }
            else if (TableWords.IsOtherFigure(cell.Text) && !(isPlanned && IsOfPlans(Vocabulary.Key(cell.Text))))
            {
                yield return new(cell.Pointer, "other_figure", ErrorList.Shorten(cell.Text), FileMessages.OtherFigure);
            }
        }
    }

    /// <summary>Takes a row that says no figure: a note, or a unit under the table.</summary>
    public void SeeNote(FileRow row) => notes.AddRange(row.Cells.Where(c => !c.IsBlank));

    /// <summary>True for a unit of shares, times and multiples: numbers of forms are counts of single things.</summary>
    public static bool IsNoCount(string unit) => NoCount().IsMatch(Vocabulary.Key(unit));

    /// <summary>What its titles, and the units under it, say against its figures.</summary>
    /// <param name="month">The month of the submission as it was sent; null where nobody said.</param>
    public IEnumerable<SubmissionError> OfTitles(string? month)
    {
        FiscalMonth[] said = month is not null && MonthText.Parse(month) is { Fault: MonthParseError.None, Month: var one } ? [one] : [];
        foreach (var (pointer, text, _) in Titles)
        {
            var isSheet = pointer == table.Pointer;
            if (TableTitle.OtherFigures(text) is { } word && !(isPlanned && IsOfPlans(word)))
            {
                yield return new(pointer, "other_figure", word, FileMessages.OtherFigure);
            }

            if (said.Length > 0 && TableTitle.OtherMonth(text, said, isSheet) is { } other)
            {
                yield return new(pointer, "title_of_other_month", other, FileMessages.TitleOfOtherMonth(other));
            }
        }

        foreach (var (pointer, text) in Titles.Select(t => (t.Pointer, t.Text)).Concat(notes.Select(n => (n.Pointer, n.Text))))
        {
            if (UnitIn().Match(Vocabulary.Key(text)) is { Success: true } unit && IsNoCount(unit.Groups["unit"].Value))
            {
                yield return new(pointer, "unit_unknown", ErrorList.Shorten(unit.Groups["unit"].Value), FileMessages.UnitUnknown);
            }
        }
    }

    private static bool IsOfPlans(string word) => OfPlans().IsMatch(word);

    [GeneratedRegex("見込|予定|計画|目標|予測|推計|試算|当初", RegexOptions.CultureInvariant)]
    private static partial Regex OfPlans();

    // (単位:千件), (千件), (百件単位)
    [GeneratedRegex(@"(?<unit>[十百千万][件人名個枚])単位|単位(?:は|[:=/])?「?(?<unit>[^)\]】」]{1,20})|[(\[【](?<unit>[十百千万][件人名個枚]|%)[)\]】]",
        RegexOptions.CultureInvariant)]
    private static partial Regex UnitIn();

    [GeneratedRegex("[十百千万%割率]|^分|時間", RegexOptions.CultureInvariant)]
    private static partial Regex NoCount();
}
