using CsvHelper;
using SmartToyonaka.Domain.Measures;

namespace SmartToyonaka.Intake.Drops;

/// <summary>Tells totals, units and notes from rows that say a figure.</summary>
internal sealed class RowClassifier(DropHeader header, SectionResolver sections, FigureCells figures, DimensionCells dimensions)
{
    private const int LongestWord = 60;

    // Remarks and persons: a word there says nothing of the whole row.
    private static readonly string[] Remarks = ["備考", "摘要", "メモ", "特記", "コメント", "理由", "氏名", "名前", "番号", "コード", "確認", "担当",
        "係", "班", "室", "課", "部署", "部局", "所属", "グループ", "チーム"];

    private readonly ByteCache<UnreadCell> further = new(utf8 => new(utf8));
    private readonly bool[] isKnown = KnownColumns(header);
    private readonly int[] kinds = [.. KindColumns(header)];
    private readonly int lastRequired = header.LastRequired;
    private readonly int reason = Array.IndexOf(header.Cells, QuarantineFile.ReasonColumn);

    /// <summary>The unit that the present row declares.</summary>
    public string DeclaredUnit { get; private set; } = "";

    /// <summary>The bureau that a total names instead of a section; null where it names none.</summary>
    public string? Bureau { get; private set; }

    /// <summary>True when a note may be a row that was truncated.</summary>
    public bool MayBeCutShort { get; private set; }

    /// <summary>The columns that are read.</summary>
    public static bool[] KnownColumns(DropHeader header)
    {
        var isKnown = new bool[header.Cells.Length];
        foreach (var (_, index) in header.Columns)
        {
            isKnown[index] = true;
        }

        return isKnown;
    }

    /// <summary>True for a row with figures of another kind (前年同月, 見込, うち女性), named in a column that is not read.</summary>
    public bool IsOtherFigure(CsvReader csv)
    {
        foreach (var i in kinds)
        {
            if (i < csv.FieldCount && csv.GetSpan(i) is { Length: > 2 and < LongestWord } cell && further.Get(cell).IsOtherFigure)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>True for a row that names a bureau in a column that is not read; it matters where no section is named.</summary>
    public bool NamesBureau(CsvReader csv)
    {
        for (var i = 0; i < Math.Min(csv.FieldCount, isKnown.Length); i++)
        {
            if (!isKnown[i] && csv.GetSpan(i) is { Length: > 2 and < LongestWord } cell && further.Get(cell).IsBureau(sections))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>True when a clerk has confirmed the row.</summary>
    public bool IsConfirmed(CsvReader csv) => header.Confirmed >= 0 && header.Confirmed < csv.FieldCount
        && csv.GetSpan(header.Confirmed) is { IsEmpty: false } said && further.Get(said).IsConfirmation;

    /// <summary>True for a row that adds up others.</summary>
    public bool IsTotal(CsvReader csv, MonthCell? month, TextCell? code, TextCell? name)
    {
        Bureau = null;
        if (month is { IsTotal: true } || code is { IsTotal: true } || name is { IsTotal: true })
        {
            // 財務部,計
            Bureau = code is { IsTotal: false } ? sections.BureauOf(null, code) : null;
            return true;
        }

        // A row that names a bureau is its subtotal or its heading.
        if (sections.BureauOf(name, code) is { } bureau)
        {
            Bureau = bureau;
            return true;
        }

        // A total may be named in a column that is not read (部局名, 氏名).
        var count = Math.Min(csv.FieldCount, isKnown.Length);
        for (var i = 0; i < count; i++)
        {
            if (!isKnown[i] && csv.GetSpan(i) is { Length: > 1 and < 80 } cell && TotalRowWords.MayBe(cell) && further.Get(cell).IsTotal)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A unit or a note beside the table; null for a row that says, or should say, a figure.</summary>
    public RowKind? BesideTable(CsvReader csv, TextCell? code, TextCell? name, bool hasBrokenQuotes)
    {
        if (hasBrokenQuotes || sections.Names(code) || sections.Names(name) || code is { IsCodeLike: true } || HasNumber(csv))
        {
            return null;
        }

        // What a quarantine file says of a row may speak of units.
        var cells = Cells(csv);
        if (reason >= 0 && reason < cells.Length)
        {
            cells[reason] = "";
        }

        if (HeaderText.DeclaredUnit(cells) is { } unit && cells.Count(c => !string.IsNullOrWhiteSpace(c)) <= header.Columns.Count())
        {
            DeclaredUnit = unit;
            return RowKind.Unit;
        }

        if (figures.Exist)
        {
            // (分) under the heading of the numbers; anything else there is an unreadable number.
            var own = figures.Columns.Select(c => header[c]).Where(i => i >= 0 && i < cells.Length)
                .Select(i => HeaderText.Key(cells[i]).Trim('(', ')', '[', ']')).Where(c => c.Length > 0).ToList();
            DeclaredUnit = string.Join('、', own.Distinct());
            return own.Count > 0 && own.TrueForAll(c => DropUnit.Parse(c).Kind != UnitKind.Unknown) ? RowKind.Unit : null;
        }

        // A row that may be truncated at the end of the file is no note.
        MayBeCutShort = !cells.Any(c => TableWords.IsNote(HeaderText.Key(c))) && lastRequired >= cells.Length;
        return dimensions.IsAnyKnown ? null : RowKind.Note;
    }

    /// <summary>The cells of a record.</summary>
    public static string[] Cells(CsvReader csv)
    {
        var cells = new string[csv.FieldCount];
        for (var i = 0; i < cells.Length; i++)
        {
            cells[i] = csv.GetString(i);
        }

        return cells;
    }

    private bool HasNumber(CsvReader csv)
    {
        for (var i = 0; i < figures.Columns.Length; i++)
        {
            if (header.Cell(csv, figures.Columns[i]).IndexOfAnyInRange((byte)'0', (byte)'9') >= 0)
            {
                return true;
            }
        }

        return false;
    }

    private static IEnumerable<int> KindColumns(DropHeader header)
    {
        var isKnown = KnownColumns(header);
        return Enumerable.Range(0, isKnown.Length).Where(i => !isKnown[i] && i != header.RowUnit && i != header.Confirmed
            && HeaderText.Key(header.Cells[i]) is { Length: > 0 } heading
            && !Array.Exists(Remarks, r => heading.Contains(r, StringComparison.Ordinal)));
    }
}
