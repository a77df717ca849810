using System.Text;
using CsvHelper;
using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Domain.Organisation;

namespace SmartToyonaka.Intake.Drops;

/// <summary>What a record of the file is.</summary>
internal enum RowKind
{
    /// <summary>Nothing in any cell.</summary>
    Empty,

    /// <summary>Adds up rows above it.</summary>
    Total,

    /// <summary>A note beside the table: no section, month or number.</summary>
    Note,

    /// <summary>Says the unit of the numbers.</summary>
    Unit,

    /// <summary>A header with other columns or units than the first.</summary>
    OtherHeader,

    /// <summary>Says something of a section and a month, rightly or wrongly.</summary>
    Row,
}

/// <summary>
/// Reads the records under a header one by one. The properties describe the present row until the next is read, so that a million rows
/// allocate no objects.
/// </summary>
internal sealed class RowReader
{
    /// <summary>Written to a quarantine for a cell that could not be copied; unchanged, the row is held again.</summary>
    public const string LostCell = "？";

    private const string LostKey = "?";

    private static readonly TextCell Nothing = new(-1, []);

    private readonly DropProfile profile;
    private readonly DropReference reference;
    private readonly DropHeader header;
    private readonly DimensionCells dimensions;
    private readonly SectionResolver sections;
    private readonly ByteCache<MonthCell> months;
    private readonly ByteCache<TextCell> codes, names;
    private readonly Dictionary<(int, int, int), SectionResolution> answers = [];
    private readonly ByteCache<UnreadCell> further = new(utf8 => new(utf8));
    private readonly UnreadColumnsHash? rest;
    private readonly FiscalMonth? last;
    private readonly bool[] isKnown;
    private readonly byte[] blanks;
    private readonly int lastRequired, width;
    private MonthCell? monthAbove;
    private TextCell codeAbove = Nothing, nameAbove = Nothing;
    private (int, int, int) lastKey;
    private SectionResolution? lastAnswer;
    private int ids, narrowest;

    public RowReader(DropProfile profile, DropHeader header, DropReference reference)
    {
        this.profile = profile;
        this.reference = reference;
        this.header = header;
        lastRequired = header.LastRequired;
        dimensions = new(profile, header, reference.Vocabulary);
        Figures = new(profile, header);
        sections = new(reference.Register, profile);
        months = new(utf8 => new(ids++, utf8) { IsHeading = header.IsHeading(HeaderText.Key(Encoding.UTF8.GetString(utf8))) });
        codes = new(utf8 => new(ids++, utf8));
        names = new(utf8 => new(ids++, utf8));
        isKnown = new bool[header.Cells.Length];
        foreach (var (_, index) in header.Columns)
        {
            isKnown[index] = true;
        }

        // Where a key has one row, the columns that are not read tell whether another row is a duplicate.
        rest = profile.HasOneRowPerKey ? new(header, isKnown) : null;
        last = reference.Present;
        narrowest = width = Array.FindLastIndex(header.Cells, c => !string.IsNullOrWhiteSpace(c)) + 1;

        // 1A ends files of old DOS programs.
        blanks = [(byte)header.Separator, (byte)' ', (byte)'\t', (byte)'"', 0x1A, .. "　"u8];
    }

    public long Line { get; private set; }

    public MonthCell? Month { get; private set; }

    public TextCell Code { get; private set; } = Nothing;

    public TextCell Name { get; private set; } = Nothing;

    /// <summary>The pair that the row belongs to; meaningless for a total.</summary>
    public SectionResolution Answer { get; private set; } = null!;

    /// <summary>The combination of dimensions, by <see cref="DimensionTermIndex"/>.</summary>
    public int Dimensions => dimensions.Packed;

    /// <summary>The row's numbers.</summary>
    public FigureCells Figures { get; }

    /// <summary>A hash of the columns that are not read, where the layout has one row per key; else 0.</summary>
    public ulong Rest { get; private set; }

    /// <summary>True when columns that are not read tell rows of one key apart.</summary>
    public bool TellsRowsApart => rest is { IsEmpty: false };

    /// <summary>The months that a month with a lost zero may be; else empty.</summary>
    public IReadOnlyList<FiscalMonth> MayBeMonths =>
        Month is { Reading: { Fault: MonthParseError.LostZero, Month: var october } } ? [new(october.Year, 1), october] : [];

    /// <summary>True when a clerk has confirmed the row.</summary>
    public bool IsConfirmed { get; private set; }

    /// <summary>The unit that the present row declares.</summary>
    public string DeclaredUnit { get; private set; } = "";

    /// <summary>The bureau that a total names instead of a section; null where it names none.</summary>
    public string? Bureau { get; private set; }

    /// <summary>The register that sections are found in.</summary>
    public Register Register => sections.Register;

    /// <summary>
    /// True when the file may be truncated inside this row: it has fewer cells than every row before, or an empty last cell.
    /// </summary>
    public bool IsCutShort { get; private set; }

    /// <summary>True when the row has a figure for a section and month that can be read.</summary>
    public bool IsFact => Month is { IsGood: true } && Figures.AreRead && (sections.Knows(Code) || sections.Knows(Name));

    /// <summary>True when cells may stand in wrong columns, so that a name may stand anywhere.</summary>
    public bool IsMisshapen { get; private set; }

    /// <summary>True when the row has figures but its pair is unknown: it may belong to any pair.</summary>
    public bool IsLost => Figures.Exist && (IsMisshapen || Code.Key == LostKey
        ? Month is not { IsGood: true } || !sections.Knows(Code)
        : Month is not { IsGood: true } && !sections.Knows(Code) && !sections.Knows(Name));

    /// <summary>Everything that is wrong with the row.</summary>
    public List<DropError> Errors { get; } = [];

    /// <summary>The words of the row's dimensions.</summary>
    public Dimensions DimensionsOf(int packed) => dimensions.Of(packed);

    /// <summary>Reads a record; what it is.</summary>
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
        if (month is { IsGood: false, IsHeading: true } && header.Again(Line, Cells(csv)) is { } again)
        {
            // Files put one behind the other, or pages.
            return again.HasLayoutOf(header) ? RowKind.Empty : RowKind.OtherHeader;
        }

        Bureau = null;
        var isTotal = IsTotal(csv, month, code, name) | dimensions.Read(csv);
        Figures.Read(csv);
        if (month is not { IsGood: true } && !isTotal && BesideTable(csv, code, name, hasBrokenQuotes) is { } beside)
        {
            return beside;
        }

        Rest = rest?.Of(csv) ?? 0;
        IsConfirmed = header.Confirmed >= 0 && header.Confirmed < csv.FieldCount
            && csv.GetSpan(header.Confirmed) is { IsEmpty: false } said && further.Get(said).IsConfirmation;
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
            // In a row with shifted cells, all further errors follow from the shift.
            if (!Figures.IsWithdrawn)
            {
                dimensions.Check(Line, Errors);
            }

            Figures.Check(Line, Errors);
        }

        return RowKind.Row;
    }

    /// <summary>The section of a row that names one, in a month; for rows whose own month cannot be read.</summary>
    public SectionResolution FindIn(TextCell code, TextCell name, SmartToyonaka.Domain.Calendar.FiscalMonth month) =>
        sections.Find(code, name, month);

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

        // A row that names a bureau is its subtotal or its heading.
        if (name is not null && sections.BureauOf(name, code) is { } bureau)
        {
            Bureau = bureau;
            return true;
        }

        // A total may be named in a column that is not read (部局名, 氏名).
        var count = Math.Min(csv.FieldCount, isKnown.Length);
        for (var i = 0; i < count; i++)
        {
            if (!isKnown[i] && csv.GetSpan(i) is { Length: > 2 and < 80 } cell && TotalRowWords.MayBe(cell) && further.Get(cell).IsTotal)
            {
                return true;
            }
        }

        return false;
    }

    // A unit or a note beside the table; null for a row that says, or should say, a figure.
    private RowKind? BesideTable(CsvReader csv, TextCell? code, TextCell? name, bool hasBrokenQuotes)
    {
        if (hasBrokenQuotes || sections.Names(code) || sections.Names(name) || code is { IsCodeLike: true } || HasNumber(csv))
        {
            return null;
        }

        var cells = Cells(csv);
        if (HeaderText.DeclaredUnit(cells) is { } unit && cells.Count(c => !string.IsNullOrWhiteSpace(c)) <= header.Columns.Count())
        {
            DeclaredUnit = unit;
            return RowKind.Unit;
        }

        if (Figures.Exist)
        {
            // (分) under the heading of the numbers; anything else there is an unreadable number.
            var own = Figures.Columns.Select(c => header[c]).Where(i => i >= 0 && i < cells.Length)
                .Select(i => HeaderText.Key(cells[i]).Trim('(', ')', '[', ']')).Where(c => c.Length > 0).ToList();
            DeclaredUnit = string.Join('、', own.Distinct());
            return own.Count > 0 && own.TrueForAll(c => DropUnit.Parse(c).Kind != UnitKind.Unknown) ? RowKind.Unit : null;
        }

        // A row that may be truncated at the end of the file is no note.
        var isWhole = cells.Any(c => TableWords.IsNote(HeaderText.Key(c)));
        IsCutShort = !isWhole && lastRequired >= cells.Length;
        return dimensions.IsAnyKnown ? null : RowKind.Note;
    }

    private bool HasNumber(CsvReader csv)
    {
        for (var i = 0; i < Figures.Columns.Length; i++)
        {
            if (header.Cell(csv, Figures.Columns[i]).IndexOfAnyInRange((byte)'0', (byte)'9') >= 0)
            {
                return true;
            }
        }

        return false;
    }

    private static string[] Cells(CsvReader csv)
    {
        var cells = new string[csv.FieldCount];
        for (var i = 0; i < cells.Length; i++)
        {
            cells[i] = csv.GetString(i);
        }

        return cells;
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

    // More cells than headings: 1,234 without quotes has shifted everything to the right.
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

        Month = month ?? monthAbove;
        if (code is null && (name is null || name.Key == nameAbove.Key))
        {
            // The same section continues: both cells belong to one merged block.
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
            AddMonthFault(Month?.Fault ?? CellFault.Missing);
            if (MayBeMonths is [_, var october])
            {
                var found = sections.Find(Code, Name, october);
                Answer = new(found.Key, null, found.AlsoHold);
                return;
            }

            Answer = new(new(SectionResolver.Mark(Code.Key + "|" + Name.Key), 0), null, []);
            return;
        }

        if (Month.Reading.Month < CollectedMonths.First)
        {
            AddMonthFault(CellFault.YearLooksWrong);
            Answer = new(new(SectionResolver.Mark(Code.Key + "|" + Name.Key), Month.Reading.Month.Key), null, []);
            return;
        }

        if (last < Month.Reading.Month)
        {
            AddMonthFault(CellFault.InFuture);
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

    private void AddMonthFault(CellFault fault)
    {
        var accepted = fault == CellFault.AmbiguousMonth ? MonthText.Readings(Month!.Text).Ja : fault == CellFault.Missing
            ? "2021-04 や 令和3年4月 などの年月" : null;
        Errors.Add(DropMessages.Cell(Line, profile.NameOf(DropColumn.Month), fault, accepted));
    }

    // What can be read and may not be said: by a section that the catalogue does not name. A month that has not begun is said to be one
    // elsewhere.
    private SectionResolution Allowed(SectionResolution resolution, FiscalMonth month) =>
        resolution.Fault is not null || last < month || reference.Owners is not { } owners
            || owners.Owes(profile.Measure.Id, resolution.Key.Section, month)
            ? resolution
            : resolution with
            {
                Fault = line => DropMessages.NotOwed(line, profile.NameOf(DropColumn.SectionCode), profile.Measure,
                    owners.Of(profile.Measure.Id, month)),
            };

    private SectionResolution FindAnswer((int, int, int) key)
    {
        if (!answers.TryGetValue(key, out var resolution))
        {
            resolution = Allowed(sections.Find(Code, Name, Month!.Reading.Month), Month.Reading.Month);
            if (answers.Count < DropLimits.CachedAnswers)
            {
                answers.Add(key, resolution);
            }
        }

        return resolution;
    }
}
