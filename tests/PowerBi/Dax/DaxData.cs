namespace SmartToyonaka.Tests.PowerBi.Dax;

/// <summary>A row of a table of the model: its columns by name.</summary>
internal sealed class DaxRow(string table, IEnumerable<KeyValuePair<string, object?>> columns)
    : Dictionary<string, object?>(columns, StringComparer.Ordinal)
{
    public string Table { get; } = table;
}

/// <summary>The tables of the model with their rows.</summary>
internal sealed class DaxData
{
    private readonly Dictionary<string, List<DaxRow>> tables = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Table, string Column), Dictionary<object, DaxRow>> keys = [];

    /// <summary>Adds a table, and works out its calculated columns.</summary>
    public void Add(string table, IEnumerable<DaxRow> rows)
    {
        tables[table] = [.. rows];
        foreach (var column in PowerBiModel.Table(table).Of("column").Where(c => c.Value.Length > 0))
        {
            var value = DaxExpression.Parse(column.Value);
            foreach (var row in tables[table])
            {
                row[column.Name] = value(new DaxScope(this).With(row));
            }
        }
    }

    /// <summary>The rows of a table that a filter context lets through, its own filters and those of the tables above it.</summary>
    public IEnumerable<DaxRow> Visible(string table, IReadOnlyList<DaxFilter> filters)
    {
        var own = filters.Where(f => f.Table == table).ToList();
        var above = PowerBiModel.Relationships.Where(r => r.FromTable == table)
            .Select(r => (r, Filters: filters.Where(f => f.Table == r.ToTable).ToList())).Where(r => r.Filters.Count > 0).ToList();
        return tables[table].Where(row => own.TrueForAll(f => f.Lets(row)) && above.TrueForAll(a =>
            Key(a.r.ToTable, a.r.ToColumn).GetValueOrDefault(row[a.r.FromColumn] ?? "") is { } up
                && a.Filters.TrueForAll(f => f.Lets(up))));
    }

    /// <summary>The row above a row, over a relationship; null where there is none.</summary>
    public DaxRow? Related(DaxRow row, string table) =>
        PowerBiModel.Relationships.Single(r => r.FromTable == row.Table && r.ToTable == table)
        is var r ? Key(r.ToTable, r.ToColumn).GetValueOrDefault(row[r.FromColumn] ?? "") : null;

    private Dictionary<object, DaxRow> Key(string table, string column) => keys.TryGetValue((table, column), out var known) ? known
        : keys[(table, column)] = tables[table].ToDictionary(r => r[column]!);
}

/// <summary>A filter on a column.</summary>
internal sealed record DaxFilter(string Table, string Column, Func<DaxRow, bool> Lets);

/// <summary>Where an expression is worked out: the filters, the rows that are gone through, the variables.</summary>
internal sealed record DaxScope(DaxData Data)
{
    public IReadOnlyList<DaxFilter> Filters { get; init; } = [];

    public IReadOnlyList<DaxRow> Rows { get; init; } = [];

    public IReadOnlyDictionary<string, object?> Variables { get; init; } = new Dictionary<string, object?>();

    /// <summary>The columns that a visual shows a row of each value of.</summary>
    public IReadOnlyList<(string Table, string Column)> Groups { get; init; } = [];

    /// <summary>The same, going through a row.</summary>
    public DaxScope With(DaxRow row) => this with { Rows = [.. Rows, row] };

    /// <summary>The same with another filter.</summary>
    public DaxScope With(DaxFilter filter) => this with { Filters = [.. Filters, filter] };

    /// <summary>The same in the row of a visual that is of a value of a column.</summary>
    public DaxScope By(string table, string column, object? value) =>
        With(new DaxFilter(table, column, r => Equals(r[column], value))) with { Groups = [.. Groups, (table, column)] };

    /// <summary>The same without the filters on a table and those above it, but for some columns of it.</summary>
    public DaxScope WithoutAll(string table, IReadOnlyCollection<string> except) => this with
    {
        Filters = [.. Filters.Where(f => f.Table == table ? except.Contains(f.Column)
            : !PowerBiModel.Relationships.Any(r => r.FromTable == table && r.ToTable == f.Table))],
    };

    /// <summary>The rows that are gone through become filters, as CALCULATE and measures make them.</summary>
    public DaxScope Transition() => this with
    {
        Rows = [],
        Filters = [.. Filters, .. Rows.SelectMany(row => row.Select(c => new DaxFilter(row.Table, c.Key, r => Equals(r[c.Key], c.Value))))],
    };

    /// <summary>What is visible of a table.</summary>
    public IEnumerable<DaxRow> Visible(string table) => Data.Visible(table, Filters);
}
