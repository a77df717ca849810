using System.Text;
using CsvHelper;
using SmartToyonaka.Figures;

namespace SmartToyonaka.Drops;

/// <summary>What a record of the file is.</summary>
internal enum RowKind
{
    /// <summary>Nothing in any cell.</summary>
    Empty,

    /// <summary>Adds up rows above it.</summary>
    Total,

    /// <summary>Says something of a section and a month, rightly or wrongly.</summary>
    Row,
}

/// <summary>
/// Reads the records under a header one by one. What it says of the present row stands in its properties until the next is read:
/// a million rows make no objects of their own.
/// </summary>
internal sealed class RowReader
{
    /// <summary>Stands in a quarantine for a cell that could not be written; to drop it unmended is to drop the same row.</summary>
    public const string LostCell = "？";

    private const string LostKey = "?";

    private static readonly TextCell Nothing = new(-1, []);

    private readonly DropProfile profile;
    private readonly DropHeader header;
    private readonly DimensionCells dimensions;
    private readonly SectionFinder sections;
    private readonly ByteCache<MonthCell> months;
    private readonly ByteCache<TextCell> codes, names;
    private readonly Dictionary<(int, int, int), SectionAnswer> answers = [];
    private readonly bool[] isKnown;
    private readonly byte[] blanks;
    private readonly int lastRequired, firstKnown, width;
    private MonthCell? monthAbove;
    private TextCell codeAbove = Nothing, nameAbove = Nothing;
    private (int, int, int) lastKey;
    private SectionAnswer? lastAnswer;
    private int ids, narrowest;

    public RowReader(DropProfile profile, DropHeader header, DropReference reference)
    {
        this.profile = profile;
        this.header = header;
        lastRequired = header.LastRequired;
        dimensions = new(profile, header, reference.Vocabulary);
        Figures = new(profile, header);
        sections = new(reference.Register, profile);
        months = new(utf8 => new(ids++, utf8));
        codes = new(utf8 => new(ids++, utf8));
        names = new(utf8 => new(ids++, utf8));
        isKnown = new bool[header.Cells.Length];
        foreach (var (_, index) in header.Columns)
        {
            isKnown[index] = true;
        }

        firstKnown = header.Columns.Min(c => c.Index);
        narrowest = width = Array.FindLastIndex(header.Cells, c => !string.IsNullOrWhiteSpace(c)) + 1;

        // 1A ends a file that was written by a program of old.
        blanks = [(byte)header.Separator, (byte)' ', (byte)'\t', (byte)'"', 0x1A, .. "　"u8];
    }

    public long Line { get; private set; }

    public MonthCell? Month { get; private set; }

    public TextCell Code { get; private set; } = Nothing;

    public TextCell Name { get; private set; } = Nothing;

    /// <summary>The pair that the row belongs to; meaningless for a total.</summary>
    public SectionAnswer Answer { get; private set; } = null!;

    /// <summary>The combination of dimensions, by <see cref="DropWords"/>.</summary>
    public int Dimensions => dimensions.Packed;

    /// <summary>The row's numbers.</summary>
    public FigureCells Figures { get; }

    /// <summary>True when the file may end inside the row, if it ends there: it has fewer cells than every row before, or none in the last place.</summary>
    public bool IsCutShort { get; private set; }

    /// <summary>True when the row says a figure of a section and a month that can be read.</summary>
    public bool IsFact => Month is { IsGood: true } && Figures.AreRead && (sections.Knows(Code) || sections.Knows(Name));

    /// <summary>True when cells may stand in wrong columns, so that a name may stand anywhere.</summary>
    public bool IsMisshapen { get; private set; }

    /// <summary>True when the row has figures but cannot be told to belong to any pair: then it may belong to each.</summary>
    public bool IsLost => Figures.Exist && (IsMisshapen || Code.Key == LostKey
        ? Month is not { IsGood: true } || !sections.Knows(Code)
        : Month is not { IsGood: true } && !sections.Knows(Code) && !sections.Knows(Name));

    /// <summary>Everything that is wrong with the row.</summary>
    public List<DropError> Errors { get; } = [];

    /// <summary>The words of the row's dimensions.</summary>
    public Dimensions DimensionsOf(int packed) => dimensions.Of(packed);

    public RowKind Read(CsvReader csv, bool hasBrokenQuotes)
    {
        if (csv.RawRecord.IndexOfAnyExcept(blanks) < 0)
        {
            return RowKind.Empty;
        }

        Line = csv.LineNumber;
        Errors.Clear();
        var month = header.Cell(csv, DropColumn.Month) is var m && IsBlank(m) ? null : months.Get(m);
        var code = header.Cell(csv, DropColumn.SectionCode) is var c && IsBlank(c) ? null : codes.Get(c);
        var name = header.Cell(csv, DropColumn.SectionName) is var n && IsBlank(n) ? null : names.Get(n);
        if (month is { IsGood: false } && IsHeaderAgain(csv))
        {
            // Files put one behind the other, or pages.
            return RowKind.Empty;
        }

        var isTotal = IsTotal(csv, month, code, name) | dimensions.Read(csv);
        Figures.Read(csv);
        if (isTotal)
        {
            (Month, Code, Name) = (month, code ?? Nothing, name ?? Nothing);
            return RowKind.Total;
        }

        CheckShape(csv, hasBrokenQuotes);
        FillDown(month, code, name);
        Attribute();
        if (!IsMisshapen)
        {
            // Where cells have slipped, everything else that is wrong is wrong because of that.
            dimensions.Check(Line, Errors);
            Figures.Check(Line, Errors);
        }

        return RowKind.Row;
    }

    /// <summary>The section of a row that names one, in a month; for rows whose own month cannot be read.</summary>
    public SectionAnswer FindIn(TextCell code, TextCell name, Calendar.FiscalMonth month) => sections.Find(code, name, month);

    /// <summary>True when a cell of the present row can be read as what its column says.</summary>
    public bool IsSound(DropColumn column) => column switch
    {
        DropColumn.Month => Month is { IsGood: true },
        DropColumn.SectionCode => sections.Knows(Code),
        DropColumn.SectionName => sections.Knows(Name),
        DropColumn.JobClass or DropColumn.WorkPattern or DropColumn.Reason => dimensions.IsKnown(column),
        _ => Figures.IsSound(column),
    };

    private static bool IsBlank(ReadOnlySpan<byte> cell) => cell.IsEmpty || cell.IndexOfAnyExcept(" \t\r\n\u3000"u8) < 0;

    private bool IsTotal(CsvReader csv, MonthCell? month, TextCell? code, TextCell? name)
    {
        if (month is { IsTotal: true } || code is { IsTotal: true } || name is { IsTotal: true })
        {
            return true;
        }

        // A total may be named in a column that is not read (部局名, 氏名): left of those that are, or anywhere when the section's cells are empty.
        var last = Math.Min(csv.FieldCount, code is null && name is null ? isKnown.Length : firstKnown);
        for (var i = 0; i < last; i++)
        {
            if (!isKnown[i] && csv.GetSpan(i) is var cell && cell.Length is > 2 and < 80 && TotalWords.MayBe(cell)
                && TotalWords.Is(HeaderText.Key(Encoding.UTF8.GetString(cell))))
            {
                return true;
            }
        }

        return false;
    }

    private bool IsHeaderAgain(CsvReader csv)
    {
        foreach (var (_, index) in header.Columns)
        {
            if (index >= csv.FieldCount || csv.GetString(index).AsSpan().Trim() is var cell && !cell.SequenceEqual(header.Cells[index].AsSpan().Trim().TrimStart('\uFEFF')))
            {
                return false;
            }
        }

        return true;
    }

    private void CheckShape(CsvReader csv, bool hasBrokenQuotes)
    {
        if (hasBrokenQuotes)
        {
            Errors.Add(DropMessages.BrokenQuotes(Line));
        }

        var cells = csv.FieldCount;
        var isShort = lastRequired >= cells;
        IsCutShort = isShort || cells < narrowest || (cells == lastRequired + 1 && IsBlank(csv.GetSpan(lastRequired)));
        narrowest = Math.Min(narrowest, cells);
        IsMisshapen = hasBrokenQuotes || isShort || HasMore(csv, header.Cells.Length);
        if (IsMisshapen && !hasBrokenQuotes)
        {
            Errors.Add(DropMessages.Ragged(Line, cells, width));
        }
    }

    // More cells than headings: 1,234 without quotes has pushed everything to the right.
    private static bool HasMore(CsvReader csv, int width)
    {
        for (var i = width; i < csv.FieldCount; i++)
        {
            if (!IsBlank(csv.GetSpan(i)))
            {
                return true;
            }
        }

        return false;
    }

    private void FillDown(MonthCell? month, TextCell? code, TextCell? name)
    {
        if (month is null && code is null && name is null && !dimensions.Exist && !(codeAbove.IsBlank && nameAbove.IsBlank))
        {
            // Where a section has one row a month, a row that names neither is no continuation of the one above.
            Errors.Add(DropMessages.MissingSection(Line, profile.NameOf(DropColumn.SectionCode)));
        }

        if (month is { IsGood: false } && code is null && name is null && !Figures.Exist)
        {
            // A note under the table.
            (Month, Code, Name) = (month, Nothing, Nothing);
            return;
        }

        Month = month ?? monthAbove;
        if (code is null && (name is null || name.Key == nameAbove.Key))
        {
            // The same section goes on: both cells belong to one merged block.
            (Code, Name) = (codeAbove, name ?? nameAbove);
        }
        else
        {
            (Code, Name) = (code ?? Nothing, name ?? Nothing);
        }

        (monthAbove, codeAbove, nameAbove) = (Month, Code, Name);
    }

    private void Attribute()
    {
        if (Month is not { IsGood: true })
        {
            var (fault, column) = (Month?.Fault ?? CellFault.Missing, profile.NameOf(DropColumn.Month));
            Errors.Add(DropMessages.Cell(Line, column, fault));
            Answer = new(new(SectionFinder.Mark(Code.Key + "|" + Name.Key), 0), null, []);
            return;
        }

        var key = (Month.Id, Code.Id, Name.Id);
        if (lastAnswer is null || key != lastKey)
        {
            lastAnswer = FindAnswer(key);
            lastKey = key;
        }

        Answer = lastAnswer;
        if (Answer.Fault is { } wrong)
        {
            Errors.Add(wrong(Line));
        }
    }

    private SectionAnswer FindAnswer((int, int, int) key)
    {
        if (!answers.TryGetValue(key, out var answer))
        {
            answer = sections.Find(Code, Name, Month!.Reading.Month);
            if (answers.Count < DropLimits.CachedAnswers)
            {
                answers.Add(key, answer);
            }
        }

        return answer;
    }
}
