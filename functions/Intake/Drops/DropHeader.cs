using System.Runtime.CompilerServices;
using CsvHelper;
using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Intake.Messages;

namespace SmartToyonaka.Intake.Drops;

/// <summary>Where the columns of one file stand.</summary>
internal sealed class DropHeader
{
    // A title, a unit, an author, some empty rows: nobody puts more above a table.
    private const int MaxRowsAbove = 60;

    private static readonly char[] Separators = [',', '\t', ';'], OpenBrackets = ['(', '[', '【', '〔', '<', '《', '「'];

    private static readonly ConditionalWeakTable<DropProfile, HashSet<string>> Headings = [];

    private readonly int[] index = [.. Enumerable.Repeat(-1, Enum.GetValues<DropColumn>().Length)];
    private readonly DropUnit?[] units = new DropUnit?[Enum.GetValues<DropColumn>().Length];
    private readonly DropProfile profile;
    private readonly HashSet<string> headingKeys;
    private IReadOnlyList<DropUnit> declared = [];

    private DropHeader(DropProfile profile, char separator, long line, string[] cells)
    {
        this.profile = profile;
        Separator = separator;
        Line = line;
        Cells = cells;
        headingKeys = Headings.GetValue(profile, HeadingKeys);
        Match();
    }

    public char Separator { get; }

    /// <summary>The line it stands on.</summary>
    public long Line { get; }

    /// <summary>The headings as written.</summary>
    public string[] Cells { get; }

    /// <summary>What the row above declares as unit, to be written out again; null where there is none.</summary>
    public string? DeclaredUnit { get; private set; }

    /// <summary>What stands in the rows above it: titles, units, authors.</summary>
    public IReadOnlyList<string> Above { get; private set; } = [];

    /// <summary>Required columns that are not there.</summary>
    public List<string> Missing { get; } = [];

    /// <summary>Columns that are there more than once.</summary>
    public List<string> Doubled { get; } = [];

    /// <summary>Columns that were recognised.</summary>
    private int Found { get; set; }

    /// <summary>Where a column stands that says the unit of each row, or −1.</summary>
    public int RowUnit { get; private set; } = -1;

    /// <summary>Where a column stands in which a clerk confirms a row, or −1.</summary>
    public int Confirmed { get; private set; } = -1;

    /// <summary>The headings of a year and a month that stand in two columns; null where the month stands in one.</summary>
    public (string Year, string Month)? SplitMonth { get; private set; }

    /// <summary>The heading of minutes that stand beside the hours in a column of their own; null where there is none.</summary>
    public string? SplitMinutes { get; private set; }

    /// <summary>The unit of a column's numbers: of its heading, of a row above or below the header or under the table, else none.</summary>
    public DropUnit UnitOf(DropColumn column)
    {
        // A row above may name a unit for each kind of column; one that matches none of them is ignored.
        var fitting = declared.Where(u => u.Fits(column)).Distinct().ToList();
        return units[(int)column] ?? (declared.Count == 0 ? DropUnit.None : fitting is [var one] ? one : DropUnit.Unknown);
    }

    /// <summary>True when the heading of a column and a row beside the table name two units for it.</summary>
    public bool HasTwoUnits(DropColumn column) =>
        units[(int)column] is { } own && declared.Where(u => u.Fits(column)).Distinct().ToList() is [var other]
            && (own.Kind, own.Multiple) != (other.Kind, other.Multiple);

    /// <summary>The error of a column whose unit is not known.</summary>
    public DropError UnknownUnit(DropColumn column) =>
        DropFileMessages.UnknownUnit(profile.NameOf(column), HeaderText.IsUnitLike(DeclaredUnit ?? "") ? DeclaredUnit! : "",
            column == DropColumn.Time);

    /// <summary>A column without a unit beside one that counts by the thousand: nobody can tell of it. Null for none.</summary>
    public DropColumn? UnevenUnit => declared.Count == 0 && Columns.Any(c => units[(int)c.Column] is { Multiple: > 1 })
        && Columns.FirstOrDefault(c => c.Column >= DropColumn.First && units[(int)c.Column] is null) is { Index: > 0 } one
            ? one.Column : null;

    /// <summary>Takes the unit that a row under the header declares; false when another was declared before.</summary>
    public bool TryDeclare(string unit)
    {
        if (DeclaredUnit is not null)
        {
            return Columns.All(c => new HashSet<DropUnit>(declared.Where(u => u.Fits(c.Column)))
                .SetEquals(DropUnit.ParseAll(unit).Where(u => u.Fits(c.Column))));
        }

        (DeclaredUnit, declared) = (unit, DropUnit.ParseAll(unit));
        return true;
    }

    /// <summary>The header of another record further down (concatenated files or pages); null when it is none.</summary>
    public DropHeader? Again(long line, string[] cells) => new DropHeader(profile, Separator, line, cells) is { Missing.Count: 0 } again
        ? again : null;

    /// <summary>True when another header means the same columns in the same places and units.</summary>
    public bool HasLayoutOf(DropHeader other) => index.AsSpan().SequenceEqual(other.index)
        && (RowUnit, Confirmed) == (other.RowUnit, other.Confirmed)
        && Enumerable.Range(0, units.Length).All(i => units[i] == other.units[i]);

    /// <summary>True when a text is one of the headings of this layout.</summary>
    public bool IsHeading(string key) => headingKeys.Contains(key);

    /// <summary>Where a column stands, or −1.</summary>
    public int this[DropColumn column] => index[(int)column];

    /// <summary>The cell of a column in a record; empty where the file or the record lacks it.</summary>
    public ReadOnlySpan<byte> Cell(CsvReader csv, DropColumn column)
    {
        var at = this[column];
        return at >= 0 && at < csv.FieldCount ? csv.GetSpan(at) : default;
    }

    /// <summary>
    /// The headings that are read of columns that nobody sees. A code may be hidden beside its name, and a name beside its code.
    /// </summary>
    public IEnumerable<string> Unseen(IReadOnlySet<int> hidden)
    {
        return Columns.Where(c => !(c.Column == DropColumn.SectionCode && IsSeen(DropColumn.SectionName))
                && !(c.Column == DropColumn.SectionName && IsSeen(DropColumn.SectionCode)))
            .Select(c => c.Index).Append(RowUnit).Append(Confirmed).Where(hidden.Contains).Select(i => Cells[i].Trim()).Distinct();

        bool IsSeen(DropColumn column) => this[column] >= 0 && !hidden.Contains(this[column]);
    }

    /// <summary>True for a row under the header that divides the time into hours and minutes beside them, under no heading.</summary>
    public bool NamesMinutesApart(CsvReader csv) => this[DropColumn.Time] is >= 0 and var hours && hours + 1 is var next
        && next < csv.FieldCount
        && (next >= Cells.Length || string.IsNullOrWhiteSpace(Cells[next]))
        && HeaderText.Key(csv.GetString(next)).Trim('(', ')', '[', ']') is "分" or "分数" or "min";

    /// <summary>The place, from 1, of a heading that contains the name of a column that is missing; 0 where none does.</summary>
    public int SimilarTo(string missing)
    {
        var column = profile.Columns.First(c => c.Name == missing);
        return Array.FindIndex(Cells, c => HeaderText.Key(c) is var key && column.Synonyms.Append(missing)
            .Any(n => (n.Length > 2 && key.Contains(HeaderText.Key(n), StringComparison.OrdinalIgnoreCase))
                || (key.IndexOfAny(OpenBrackets) is > 1 and var end
                    && HeaderText.Key(n).StartsWith(key[..end], StringComparison.Ordinal)))) + 1;
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
        string[] before = [];
        var above = new List<string>();
        using var csv = CsvReader.Create(head, new CsvReaderOptions { HasHeader = false, TrackLineNumbers = true, Separator = separator });
        for (var row = 0; row <= MaxRowsAbove && csv.Read(); row++)
        {
            var cells = new string[csv.FieldCount];
            for (var i = 0; i < cells.Length; i++)
            {
                cells[i] = csv.GetString(i);
            }

            var here = new DropHeader(profile, separator, csv.LineNumber, cells);
            if (here.Missing.Count > 0 && InTwoRows(before, cells) is { } both
                && new DropHeader(profile, separator, csv.LineNumber, both) is { Missing.Count: 0 } merged)
            {
                here = merged;
            }

            if (here.Found >= 2 && (best is null || here.Found > best.Found))
            {
                best = here;
                best.Above = [.. above];
                best.DeclaredUnit = unit;
                best.declared = unit is null ? [] : DropUnit.ParseAll(unit);
            }

            if (here.Missing.Count == 0)
            {
                break;
            }

            unit = HeaderText.DeclaredUnit(cells) ?? unit;
            above.AddRange(cells.Where(c => !string.IsNullOrWhiteSpace(c)));
            before = cells;
        }

        return best;
    }

    // 所属 merged over 所属コード and 所属名: the heading of a column is the lower one, where there is one.
    private static string[]? InTwoRows(string[] above, string[] below) => above.Length == 0 ? null
        : [.. Enumerable.Range(0, Math.Max(above.Length, below.Length)).Select(i => i < below.Length && !string.IsNullOrWhiteSpace(below[i])
            ? below[i] : i < above.Length ? above[i] : "")];

    private void Match()
    {
        var headings = Cells.Select(HeaderText.Heading).ToList();
        foreach (var column in profile.Columns)
        {
            // A file may have both 所属名 and 所属: the exact name takes precedence over synonyms.
            var at = Places(headings, column.NameKey);
            if (at.Count == 0)
            {
                at = Places(headings, column.SynonymKeys);
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

        MatchFurther(headings);
    }

    private void MatchFurther(List<(string Name, DropUnit? Unit)> headings)
    {
        RowUnit = headings.FindIndex(h => h.Name is "単位" or "時間単位" or "単位区分");
        Confirmed = headings.FindIndex(h => h.Name == DropRowMessages.ConfirmedColumn);
        if (this[DropColumn.Month] is >= 0 and var month && headings[month].Name is "月"
            && headings.Find(h => h.Name is "年度" or "年" or "対象年度" or "対象年") is { Name: { } year })
        {
            SplitMonth = (year, headings[month].Name);
        }

        if (this[DropColumn.Time] >= 0)
        {
            SplitMinutes = headings.Find(h => h.Name is "分" or "分数" or "(分)"
                || (h.Name.EndsWith('分') && MeasureRegistry.Current.Words is var words && words.BeginsTime(h.Name[..^1])
                    && !words.IsTime(h.Name))).Name;
        }
    }

    private static HashSet<string> HeadingKeys(DropProfile profile) =>
        profile.Columns.SelectMany(c => c.Synonyms.Append(c.Name)).Select(HeaderText.Key).ToHashSet(StringComparer.OrdinalIgnoreCase);

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
