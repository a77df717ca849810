using System.Globalization;
using System.Text;
using SmartToyonaka.Domain;
using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Domain.Organisation;
using SmartToyonaka.Intake.Messages;

namespace SmartToyonaka.Intake.Drops;

/// <summary>A cell with words, parsed once for all its occurrences in the file.</summary>
internal class TextCell
{
    private const int MaxLength = 100;

    private bool? isOtherFigure;

    /// <param name="id">Tells this text from others in its column.</param>
    /// <param name="utf8">The cell.</param>
    public TextCell(int id, ReadOnlySpan<byte> utf8)
    {
        Id = id;
        Text = ExcelTextGuard.Remove(Encoding.UTF8.GetString(utf8));
        IsTooLong = Text.Length > MaxLength;
        if (IsTooLong)
        {
            // What is that long is neither a month nor a section; its beginning is enough to tell it from others.
            Text = Text[..MaxLength];
        }

        HasPrivateCharacters = Text.EnumerateRunes()
            .Any(r => r.Value == 0xFFFD || Rune.GetUnicodeCategory(r) is UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned);
        Key = Register.NameKey(Text);
        IsTotal = TotalRowWords.Is(Key);
    }

    public int Id { get; }

    public string Text { get; }

    /// <summary>NFKC without spaces.</summary>
    public string Key { get; }

    public bool IsBlank => Key.Length == 0;

    /// <summary>True for <c>#REF!</c>, <c>#N/A</c> and their like.</summary>
    public bool IsExcelError => Key is ['#', .., '!' or '?' or 'A' or '#'];

    public bool IsTotal { get; }

    /// <summary>True for the word of a row that is no figure of its month: 平均, うち女性.</summary>
    public bool IsOtherFigure => isOtherFigure ??= TableWords.IsOtherFigure(Text);

    public bool IsTooLong { get; }

    /// <summary>True for what may be a section's code, known or not.</summary>
    public bool IsCodeLike => Key.Length is > 0 and <= 8 && Key.All(char.IsAsciiLetterOrDigit);

    /// <summary>Whether it names a section of whatever time, once that was asked.</summary>
    public bool? NamesSection { get; set; }

    /// <summary>The bureau that it names and no section, <c>""</c> for none, once that was asked.</summary>
    public string? NamesBureau { get; set; }

    /// <summary>外字, or a character that Unicode does not have: its meaning is unknown.</summary>
    public bool HasPrivateCharacters { get; }
}

/// <summary>A cell with a month.</summary>
internal sealed class MonthCell : TextCell
{
    public MonthCell(int id, ReadOnlySpan<byte> utf8)
        : base(id, utf8) => Reading = IsTooLong ? new(default, MonthParseError.NotAMonth) : MonthText.Parse(Text.Trim());

    public MonthParseResult Reading { get; }

    /// <summary>True for the heading of a column: the header once more.</summary>
    public bool IsHeading { get; init; }

    public bool IsGood => Reading.Fault == MonthParseError.None;

    public CellFault Fault => Reading.Fault switch
    {
        MonthParseError.None => CellFault.None,
        _ when IsBlank => CellFault.Missing,
        _ when HasPrivateCharacters => CellFault.PrivateCharacter,
        MonthParseError.NoSuchDate => CellFault.NoSuchDate,
        MonthParseError.NoSuchYear => CellFault.NoSuchYear,
        MonthParseError.LostZero => CellFault.LostZero,
        MonthParseError.Ambiguous => CellFault.AmbiguousMonth,
        _ when IsExcelError => CellFault.ExcelError,
        _ => CellFault.NotAMonth,
    };
}

/// <summary>A cell with a word of a dimension.</summary>
internal sealed class WordCell : TextCell
{
    public WordCell(int id, ReadOnlySpan<byte> utf8, Func<string, int> find)
        : base(id, utf8) => Index = IsBlank || IsTooLong ? -1 : find(Text);

    /// <summary>The word's place in the vocabulary, or −1.</summary>
    public int Index { get; }

    public CellFault Fault => Index >= 0 ? CellFault.None : IsBlank ? CellFault.Missing : IsExcelError ? CellFault.ExcelError
        : HasPrivateCharacters ? CellFault.PrivateCharacter : CellFault.UnknownWord;
}
