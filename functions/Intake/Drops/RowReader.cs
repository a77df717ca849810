using System.Text;
using CsvHelper;
using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Domain.Organisation;
using SmartToyonaka.Intake.Messages;

namespace SmartToyonaka.Intake.Drops;

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
    private readonly DropHeader header;
    private readonly DimensionCells dimensions;
    private readonly SectionResolver sections;
    private readonly ByteCache<MonthCell> months;
    private readonly ByteCache<TextCell> codes, names;
    private readonly SectionAnswers answers;
    private readonly RowClassifier classifier;
    private readonly RowShape shape;
    private readonly UnreadColumnsHash? rest;
    private readonly FiscalMonth? last;
    private readonly byte[] blanks;
    private MonthCell? monthAbove;
    private TextCell codeAbove = Nothing, nameAbove = Nothing;
    private int ids;

    public RowReader(DropProfile profile, DropHeader header, DropReference reference, SheetLines? sheet = null)
    {
        this.profile = profile;
        this.header = header;
        dimensions = new(profile, header, reference.Vocabulary);
        Figures = new(profile, header);
        sections = new(reference.Register, profile);
        answers = new(sections, profile, reference);
        months = new(utf8 => new(ids++, utf8) { IsHeading = header.IsHeading(HeaderText.Key(Encoding.UTF8.GetString(utf8))) });
        codes = new(utf8 => new(ids++, utf8));
        names = new(utf8 => new(ids++, utf8));
        classifier = new(header, sections, Figures, dimensions);
        shape = new(header, profile, sheet);

        // Where a key has one row, the columns that are not read tell whether another row is a duplicate.
        rest = profile.HasOneRowPerKey ? new(header, RowClassifier.KnownColumns(header)) : null;
        last = reference.Present;

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

    /// <summary>True for a row that is called something else than a figure of its month (前年同月, 見込, うち女性).</summary>
    public bool IsOtherFigure { get; private set; }

    /// <summary>The unit that the present row declares.</summary>
    public string DeclaredUnit => classifier.DeclaredUnit;

    /// <summary>The bureau that a total names instead of a section; null where it names none.</summary>
    public string? Bureau => classifier.Bureau;

    /// <summary>The register that sections are found in.</summary>
    public Register Register => sections.Register;

    /// <summary>
    /// True when the file may be truncated inside this row: it has fewer cells than every row before, or an empty last cell.
    /// </summary>
    public bool IsCutShort => shape.IsCutShort;

    /// <summary>True when the row has a figure for a section and month that can be read.</summary>
    public bool IsFact => Month is { IsGood: true } && Figures.AreRead && (sections.Knows(Code) || sections.Knows(Name));

    /// <summary>True when cells may stand in wrong columns, so that a name may stand anywhere.</summary>
    public bool IsMisshapen => shape.IsMisshapen;

    /// <summary>True when somebody has to look up the row's numbers: nobody saw them, or they are also those of other rows.</summary>
    public bool IsUnseen => shape.IsHidden || shape.HasMergedNumber;

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
        var month = header.Cell(csv, DropColumn.Month) is var m && RowShape.IsBlank(m) ? null : months.Get(m);
        var code = header.Cell(csv, DropColumn.SectionCode) is var c && RowShape.IsBlank(c) ? null : codes.Get(c);
        var name = header.Cell(csv, DropColumn.SectionName) is var n && RowShape.IsBlank(n) ? null : names.Get(n);
        if (month is { IsGood: false, IsHeading: true } && header.Again(Line, RowClassifier.Cells(csv)) is { } again)
        {
            // Files put one behind the other, or pages.
            return again.HasLayoutOf(header) ? RowKind.Empty : RowKind.OtherHeader;
        }

        var isTotal = classifier.IsTotal(csv, month, code, name) | dimensions.Read(csv);
        Figures.Read(csv, month ?? monthAbove);
        if (month is not { IsGood: true } && !isTotal && classifier.BesideTable(csv, code, name, hasBrokenQuotes) is { } beside)
        {
            shape.PassOver(classifier.MayBeCutShort);
            return beside;
        }

        Rest = rest?.Of(csv) ?? 0;
        IsConfirmed = classifier.IsConfirmed(csv);
        IsOtherFigure = !isTotal && (classifier.IsOtherFigure(csv) || (name is { IsOtherFigure: true } && !sections.Knows(name)));
        if (isTotal)
        {
            (Month, Code, Name) = (month, code ?? Nothing, name ?? Nothing);
            return RowKind.Total;
        }

        shape.Check(csv, hasBrokenQuotes, Line, Errors);
        var namesNothing = FillDown(month, code, name, code is null && name is null && classifier.NamesBureau(csv));
        Attribute();
        if (IsOtherFigure && !IsConfirmed)
        {
            Errors.Add(DropRowMessages.OtherFigure(Line));
        }

        if (!IsMisshapen)
        {
            // In a row with shifted cells, all further errors follow from the shift.
            if (!Figures.IsWithdrawn && !namesNothing)
            {
                dimensions.Check(Line, Errors);
            }

            if (!shape.HasMergedNumber)
            {
                Figures.Check(Line, Errors);
            }
        }

        return RowKind.Row;
    }

    /// <summary>The section of a row that names one, in a month; for rows whose own month cannot be read.</summary>
    public SectionResolution FindIn(TextCell code, TextCell name, FiscalMonth month) => sections.Find(code, name, month);

    /// <summary>True when a cell of the present row can be read as what its column says.</summary>
    public bool IsSound(DropColumn column) => column switch
    {
        DropColumn.Month => Month is { IsGood: true },
        DropColumn.SectionCode => sections.Knows(Code),
        DropColumn.SectionName => sections.Knows(Name),
        DropColumn.JobClass or DropColumn.WorkPattern or DropColumn.Reason => dimensions.IsKnown(column),
        _ => Figures.IsSound(column),
    };

    // True for a number without a section or a word, or beside the name of a bureau: a subtotal, or a page number under the table.
    private bool FillDown(MonthCell? month, TextCell? code, TextCell? name, bool isOfBureau)
    {
        // No continuation of the row above: that has its own number already, or its own words.
        var namesNothing = code is null && name is null && !(codeAbove.IsBlank && nameAbove.IsBlank) && (isOfBureau || (dimensions.Exist
            ? dimensions.AreBlank : month is null || month.Reading.Month == monthAbove?.Reading.Month));
        if (namesNothing)
        {
            Errors.Add(DropRowMessages.OnlyNumbers(Line, profile.NameOf(DropColumn.SectionCode)));
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
        return namesNothing;
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

        Answer = answers.Of(Month, Code, Name);
        if (Answer.Fault is { } wrong)
        {
            Errors.Add(wrong(Line));
        }
    }

    private void AddMonthFault(CellFault fault)
    {
        var accepted = fault == CellFault.AmbiguousMonth ? MonthText.Readings(Month!.Text).Ja : fault == CellFault.Missing
            ? DropCellMessages.AcceptedMonths : null;
        Errors.Add(DropCellMessages.Cell(Line, profile.NameOf(DropColumn.Month), fault, accepted));
    }
}
