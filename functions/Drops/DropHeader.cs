using CsvHelper;

namespace SmartToyonaka.Drops;

/// <summary>Where the columns of one file stand.</summary>
internal sealed class DropHeader
{
    // A title, a unit, an author, some empty rows: nobody puts more above a table.
    private const int MaxRowsAbove = 60;

    private static readonly char[] Separators = [',', '\t', ';'];

    private readonly int[] index = [.. Enumerable.Repeat(-1, Enum.GetValues<DropColumn>().Length)];
    private readonly DropUnit?[] units = new DropUnit?[Enum.GetValues<DropColumn>().Length];
    private readonly DropProfile profile;
    private IReadOnlyList<DropUnit> declared = [];

    private DropHeader(DropProfile profile, char separator, long line, string[] cells)
    {
        this.profile = profile;
        Separator = separator;
        Line = line;
        Cells = cells;
        Match();
    }

    public char Separator { get; }

    /// <summary>The line it stands on.</summary>
    public long Line { get; }

    /// <summary>The headings as written.</summary>
    public string[] Cells { get; }

    /// <summary>What the row above declares as unit, to be written out again; null where there is none.</summary>
    public string? DeclaredUnit { get; private set; }

    /// <summary>Required columns that are not there.</summary>
    public List<string> Missing { get; } = [];

    /// <summary>Columns that are there more than once.</summary>
    public List<string> Doubled { get; } = [];

    /// <summary>Columns that were recognised.</summary>
    private int Found { get; set; }

    /// <summary>The unit of a column's numbers: of its heading, else of a row above, else none.</summary>
    public DropUnit UnitOf(DropColumn column)
    {
        if (units[(int)column] is { } own)
        {
            return own;
        }

        // A row above may name a unit for each kind of column; one that fits none of them is no unit to go by.
        var fitting = declared.Where(u => u.Fits(column)).Distinct().ToList();
        return declared.Count == 0 ? DropUnit.None : fitting is [var one] ? one : DropUnit.Unknown;
    }

    /// <summary>Where a column stands, or −1.</summary>
    public int this[DropColumn column] => index[(int)column];

    /// <summary>The cell of a column in a record; empty where the file or the record lacks it.</summary>
    public ReadOnlySpan<byte> Cell(CsvReader csv, DropColumn column)
    {
        var at = this[column];
        return at >= 0 && at < csv.FieldCount ? csv.GetSpan(at) : default;
    }

    /// <summary>Where the last of the required columns stands.</summary>
    public int LastRequired => profile.Columns.Where(c => c.IsRequired).Max(c => this[c.Column]);

    /// <summary>The columns that were recognised, in the file's order.</summary>
    public IEnumerable<(DropColumn Column, int Index)> Columns =>
        profile.Columns.Select(c => (c.Column, this[c.Column])).Where(c => c.Item2 >= 0).OrderBy(c => c.Item2);

    /// <summary>
    /// The first row that has the required columns, with the separator under which it has them. Where no row has them all, the row
    /// that has most, so that what is missing can be named; null where nothing resembles a header.
    /// </summary>
    public static DropHeader? Find(ReadOnlyMemory<byte> head, DropProfile profile)
    {
        DropHeader? best = null;
        foreach (var separator in Separators)
        {
            var here = Find(head, profile, separator);
            if (here is { Missing.Count: 0 })
            {
                return here;
            }

            best = here is not null && (best is null || here.Found > best.Found) ? here : best;
        }

        return best;
    }

    private static DropHeader? Find(ReadOnlyMemory<byte> head, DropProfile profile, char separator)
    {
        DropHeader? best = null;
        string? unit = null;
        using var csv = CsvReader.Create(head, new CsvReaderOptions { HasHeader = false, TrackLineNumbers = true, Separator = separator });
        for (var row = 0; row <= MaxRowsAbove && csv.Read(); row++)
        {
            var cells = new string[csv.FieldCount];
            for (var i = 0; i < cells.Length; i++)
            {
                cells[i] = csv.GetString(i);
            }

            var here = new DropHeader(profile, separator, csv.LineNumber, cells);
            if (here.Found >= 2 && (best is null || here.Found > best.Found))
            {
                best = here;
                best.DeclaredUnit = unit;
                best.declared = unit is null ? [] : DropUnit.ParseAll(unit);
            }

            if (here.Missing.Count == 0)
            {
                break;
            }

            unit = cells.Select(HeaderText.DeclaredUnit).FirstOrDefault(u => u is not null) ?? unit;
        }

        return best;
    }

    private void Match()
    {
        var headings = Cells.Select(HeaderText.Heading).ToList();
        foreach (var column in profile.Columns)
        {
            // A file may have both 所属名 and 所属: the name itself goes before other words for it.
            var at = Places(headings, [HeaderText.Key(column.Name)]);
            if (at.Count == 0)
            {
                at = Places(headings, [.. column.Synonyms.Select(HeaderText.Key)]);
            }

            if (at.Count == 0)
            {
                if (column.IsRequired)
                {
                    Missing.Add(column.Name);
                }

                continue;
            }

            Found++;
            index[(int)column.Column] = at[0];
            if (at.Count > 1)
            {
                Doubled.Add(column.Name);
            }

            units[(int)column.Column] = headings[at[0]].Unit;
        }
    }

    private static List<int> Places(List<(string Name, DropUnit? Unit)> headings, string[] names)
    {
        var at = new List<int>();
        for (var i = 0; i < headings.Count; i++)
        {
            if (names.Any(n => string.Equals(n, headings[i].Name, StringComparison.OrdinalIgnoreCase)))
            {
                at.Add(i);
            }
        }

        return at;
    }
}
