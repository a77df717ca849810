using System.Globalization;

namespace SmartToyonaka.Tests.PowerBi.Dax;

/// <summary>The functions of expressions.</summary>
internal sealed partial class DaxExpression
{
    private Func<DaxScope, object?> Call(string function)
    {
        // Arguments that are columns, tables or orders are known by their text.
        List<(Func<DaxScope, object?> Of, string Table, string Column)> given = [];
        while (!TryTake(")"))
        {
            if (Next is "ASC" or "DESC")
            {
                var order = Take();
                given.Add((_ => order, "", ""));
            }
            else
            {
                var (table, column) = Next is ['\'', ..] ? (Next[1..^1], tokens[at + 1] is ['[', ..] name ? name[1..^1] : "") : ("", "");
                given.Add((Block(), table, column));
            }

            TryTake(",");
        }

        return function switch
        {
            "TRUE" => _ => true,
            "FALSE" => _ => false,
            "IF" => scope => given[0].Of(scope) is true ? given[1].Of(scope) : given.Count > 2 ? given[2].Of(scope) : null,
            "SWITCH" => scope => Switch(given[0].Of(scope), [.. given.Skip(1).Select(g => g.Of)], scope),
            "ISBLANK" => scope => given[0].Of(scope) is null,
            "ISEMPTY" => scope => Rows(given[0].Of(scope)).Count == 0,
            "COUNTROWS" => scope => Rows(given[0].Of(scope)) is { Count: > 0 } rows ? (double)rows.Count : null,
            "HASONEVALUE" => scope => Values(given[0].Table, given[0].Column, scope).Count == 1,
            "SELECTEDVALUE" => scope => Values(given[0].Table, given[0].Column, scope) is [var only] ? only
                : given.Count > 1 ? given[1].Of(scope) : null,
            "VALUES" => scope => Values(given[0].Table, given[0].Column, scope)
                .Select(v => new DaxRow(given[0].Table, [new(given[0].Column, v)])).ToList(),
            "MAX" => scope => Values(given[0].Table, given[0].Column, scope).Where(v => v is not null).Max(Comparer),
            "FILTER" => scope => Rows(given[0].Of(scope)).Where(r => given[1].Of(scope.With(r)) is true).ToList(),
            "MAXX" => scope => Rows(given[0].Of(scope)).Select(r => given[1].Of(scope.With(r))).Where(v => v is not null).Max(Comparer),
            "TOPN" => scope => Top([.. given.Select(g => g.Of)], scope),
            "CALCULATE" or "CALCULATETABLE" => scope => given[0].Of(given.Skip(1).Aggregate(scope.Transition(), (s, g) =>
                g.Table.Length > 0 ? Replaced(s, scope, g) : g.Of(s) is Func<DaxScope, DaxScope> change ? change(s)
                    : throw new NotSupportedException("A filter that is no comparison of a column."))),
            "SUM" => scope => Sum(scope.Visible(given[0].Table).Select(r => r[given[0].Column])),
            "SUMX" => scope => Sum(Rows(given[0].Of(scope)).Select(r => given[1].Of(scope.With(r)))),
            "SUMMARIZE" => scope => Combinations(Rows(given[0].Of(scope)), [.. given.Skip(1).Select(g => (g.Table, g.Column))], scope),
            "ISINSCOPE" => scope => scope.Groups.Contains((given[0].Table, given[0].Column)),
            "ALLEXCEPT" => _ => (Func<DaxScope, DaxScope>)(s => s.WithoutAll(given[0].Table, [.. given.Skip(1).Select(g => g.Column)])),
            "REMOVEFILTERS" => _ => (Func<DaxScope, DaxScope>)(s => s with { Filters = [.. s.Filters.Where(f => f.Table != given[0].Table)] }),
            "KEEPFILTERS" => outer => (Func<DaxScope, DaxScope>)(s => s.With(Filter(outer, given[0]))),
            "DIVIDE" => scope => given[1].Of(scope) is { } by && Number(by) != 0 ? Number(given[0].Of(scope)) / Number(by) : null,
            "ABS" => scope => given[0].Of(scope) is { } value ? Math.Abs(Number(value)) : null,
            "MOD" => scope => Number(given[0].Of(scope)) % Number(given[1].Of(scope)),
            "SUBSTITUTE" => scope => Text(given[0].Of(scope)).Replace(Text(given[1].Of(scope)), Text(given[2].Of(scope)),
                StringComparison.Ordinal),
            "FORMAT" => scope => ((DateTime)given[0].Of(scope)!).ToString(Text(given[1].Of(scope)), CultureInfo.InvariantCulture),
            _ => throw new NotSupportedException($"The function {function} is not worked out here."),
        };
    }

    private static readonly Comparer<object?> Comparer = Comparer<object?>.Create(Compare);

    private static List<DaxRow> Rows(object? table) => (List<DaxRow>)table!;

    private static List<object?> Values(string table, string column, DaxScope scope) =>
        [.. scope.Visible(table).Select(r => r[column]).Distinct()];

    private static object? Sum(IEnumerable<object?> values) =>
        values.Where(v => v is not null).ToList() is { Count: > 0 } numbers ? numbers.Sum(Number) : null;

    // Columns of one table: its own, or one above it.
    private static List<DaxRow> Combinations(List<DaxRow> rows, (string Table, string Column)[] columns, DaxScope scope) =>
        [.. rows.Select(r => r.Table == columns[0].Table ? r : scope.Data.Related(r, columns[0].Table)).OfType<DaxRow>()
            .Select(r => new DaxRow(columns[0].Table, columns.Select(c => KeyValuePair.Create(c.Column, r[c.Column]))))
            .DistinctBy(r => string.Join('\n', r.Values.Select(v =>
                v is DateTime d ? d.ToString("O", CultureInfo.InvariantCulture) : Text(v))))];

    private static object? Switch(object? value, Func<DaxScope, object?>[] cases, DaxScope scope)
    {
        for (var n = 0; n + 1 < cases.Length; n += 2)
        {
            if (Equals(cases[n](scope), value))
            {
                return cases[n + 1](scope);
            }
        }

        return cases.Length % 2 == 1 ? cases[^1](scope) : null;
    }

    // The first by several orders; of equal ones all, as DAX gives them.
    private static List<DaxRow> Top(Func<DaxScope, object?>[] given, DaxScope scope)
    {
        var rows = Rows(given[1](scope));
        for (var n = 2; n < given.Length && rows.Count > 1; n += 2)
        {
            var valued = rows.Select(r => (Row: r, Value: given[n](scope.With(r)))).ToList();
            var best = Equals(given[n + 1](scope), "DESC") ? valued.Max(v => v.Value, Comparer) : valued.Min(v => v.Value, Comparer);
            rows = [.. valued.Where(v => Compare(v.Value, best) == 0).Select(v => v.Row)];
        }

        Assert.Equal(1d, given[0](scope));
        return rows;
    }

    // A comparison of a column takes the place of the filters on that column.
    private static DaxScope Replaced(DaxScope scope, DaxScope outer, (Func<DaxScope, object?> Of, string Table, string Column) given) =>
        (scope with { Filters = [.. scope.Filters.Where(f => f.Table != given.Table || f.Column != given.Column)] })
            .With(Filter(outer, given));

    private static DaxFilter Filter(DaxScope outer, (Func<DaxScope, object?> Of, string Table, string Column) given) =>
        new(given.Table, given.Column, row => given.Of(outer.With(row)) is true);
}

/// <summary>Maxima and minima by the order of DAX.</summary>
internal static class DaxOrder
{
    public static object? Max(this IEnumerable<object?> values, IComparer<object?> comparer) =>
        values.DefaultIfEmpty().Max<object?>(comparer);

    public static object? Max<T>(this IEnumerable<T> values, Func<T, object?> of, IComparer<object?> comparer) =>
        values.Select(of).Max(comparer);

    public static object? Min<T>(this IEnumerable<T> values, Func<T, object?> of, IComparer<object?> comparer) =>
        values.Select(of).DefaultIfEmpty().Min<object?>(comparer);
}
