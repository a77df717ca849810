using System.Globalization;
using System.Text.RegularExpressions;

namespace SmartToyonaka.Tests.Support.Kusto;

/// <summary>A row of a table of telemetry, or of a result.</summary>
internal sealed class KustoRow(IEnumerable<KeyValuePair<string, object?>> values)
    : Dictionary<string, object?>(values, StringComparer.Ordinal);

/// <summary>
/// Works out a query over recorded rows: as much of the Kusto language as the queries of alerts use, and an error for everything else.
/// </summary>
internal sealed partial class KustoQuery
{
    private readonly List<string> tokens;
    private readonly IReadOnlyDictionary<string, IReadOnlyList<KustoRow>> tables;
    private readonly Dictionary<string, object?> named = new(StringComparer.Ordinal);
    private readonly DateTimeOffset now;

    // The columns of the last summary, which is there without rows, too.
    private List<string> summarized = [];
    private int at;

    private KustoQuery(string text, IReadOnlyDictionary<string, IReadOnlyList<KustoRow>> tables, DateTimeOffset now)
    {
        (this.tables, this.now) = (tables, now);
        tokens = [.. Token().Matches(Comment().Replace(text, "")).Select(m => m.Value)];
    }

    /// <summary>The rows that a query finds.</summary>
    /// <param name="text">The query.</param>
    /// <param name="tables">What has been recorded, by table.</param>
    /// <param name="now">What <c>now()</c> is.</param>
    public static IReadOnlyList<KustoRow> Run(
        string text, IReadOnlyDictionary<string, IReadOnlyList<KustoRow>> tables, DateTimeOffset now)
    {
        var query = new KustoQuery(text, tables, now);
        while (query.TryTake("let"))
        {
            var name = query.Take();
            query.Expect("=");
            query.named[name] = query.Expression()(new KustoRow([]));
            query.Expect(";");
        }

        var rows = query.Pipe();
        Assert.Equal(query.tokens.Count, query.at);
        return rows;
    }

    private string Next => at < tokens.Count ? tokens[at] : "";

    private List<KustoRow> Pipe()
    {
        var rows = Source();
        while (TryTake("|"))
        {
            rows = Operator(rows);
        }

        return rows;
    }

    private List<KustoRow> Source()
    {
        var name = Take();
        if (name == "datatable")
        {
            return DataTable();
        }

        var union = name == "union";
        List<string> names = union ? [Take()] : [name];
        while (union && TryTake(","))
        {
            names.Add(Take());
        }

        return [.. names.SelectMany(n => tables[n])];
    }

    private List<KustoRow> DataTable()
    {
        Expect("(");
        List<string> columns = [];
        do
        {
            columns.Add(Take());
            Expect(":");
            Take();
        }
        while (TryTake(","));
        Expect(")");
        Expect("[");
        List<object?> values = [];
        while (!TryTake("]"))
        {
            values.Add(Expression()(new KustoRow([])));
            TryTake(",");
        }

        return [.. values.Chunk(columns.Count).Select(v => new KustoRow(columns.Zip(v, KeyValuePair.Create)))];
    }

    private List<KustoRow> Operator(List<KustoRow> rows)
    {
        switch (Take())
        {
            case "where":
                var condition = Expression();
                return [.. rows.Where(r => condition(r) is true)];
            case "extend":
                var added = Columns();
                return [.. rows.Select(r => new KustoRow(r.Where(c => added.All(a => a.Name != c.Key)).Concat(Values(added, r))))];
            case "project":
                var kept = Columns();
                return [.. rows.Select(r => new KustoRow(Values(kept, r)))];
            case "summarize":
                return Summarize(rows);
            case "join":
                return Join(rows);
            default:
                throw new NotSupportedException($"The operator {tokens[at - 1]} is not worked out here.");
        }
    }

    private List<KustoRow> Summarize(List<KustoRow> rows)
    {
        List<(string Name, Func<IReadOnlyList<KustoRow>, object?> Of)> aggregates = [];
        do
        {
            var name = tokens[at + 1] == "=" ? Take() : "";
            _ = name.Length > 0 && TryTake("=");
            aggregates.Add((name.Length > 0 ? name : Next + "_", Aggregate()));
        }
        while (TryTake(","));
        List<(string Name, Func<KustoRow, object?> Of)> keys = TryTake("by") ? Columns() : [];
        summarized = [.. keys.Select(k => k.Name), .. aggregates.Select(a => a.Name)];
        var groups = keys.Count == 0
            ? [(Values: Array.Empty<KeyValuePair<string, object?>>(), Rows: rows)]
            : rows.GroupBy(r => string.Join('\n', keys.Select(k => k.Of(r))))
                .Select(g => (Values: Values(keys, g.First()).ToArray(), Rows: g.ToList())).ToArray();
        return [.. groups.Select(g => new KustoRow(g.Values.Concat(aggregates.Select(a => KeyValuePair.Create(a.Name, a.Of(g.Rows))))))];
    }

    private Func<IReadOnlyList<KustoRow>, object?> Aggregate()
    {
        var function = Take();
        Expect("(");
        var of = Next == ")" ? _ => true : Expression();
        Expect(")");
        return function switch
        {
            "count" => rows => (double)rows.Count,
            "countif" => rows => (double)rows.Count(r => of(r) is true),
            "max" => rows => rows.Select(of).Max(),
            "min" => rows => rows.Select(of).Min(),
            _ => throw new NotSupportedException($"The aggregate {function} is not worked out here."),
        };
    }

    private List<KustoRow> Join(List<KustoRow> left)
    {
        Expect("kind");
        Expect("=");
        Expect("leftouter");
        Expect("(");
        var right = Pipe();
        Expect(")");
        Expect("on");
        var key = Take();
        var columns = summarized.Where(c => c != key).ToList();
        return [.. left.SelectMany(l => right.Where(r => Equals(r[key], l[key])).DefaultIfEmpty().Select(r => new KustoRow(
            l.Concat(columns.Select(c => KeyValuePair.Create(c, r?.GetValueOrDefault(c)))))))];
    }

    private List<(string Name, Func<KustoRow, object?> Of)> Columns()
    {
        List<(string, Func<KustoRow, object?>)> columns = [];
        do
        {
            var name = Next;
            if (at + 1 < tokens.Count && tokens[at + 1] == "=")
            {
                at += 2;
            }

            columns.Add((name, Expression()));
        }
        while (TryTake(","));
        return columns;
    }

    private static IEnumerable<KeyValuePair<string, object?>> Values(
        List<(string Name, Func<KustoRow, object?> Of)> columns, KustoRow row) =>
        columns.Select(c => KeyValuePair.Create(c.Name, c.Of(row)));

    private string Take() => tokens[at++];

    private bool TryTake(string token)
    {
        if (Next != token)
        {
            return false;
        }

        at++;
        return true;
    }

    private void Expect(string token) => Assert.Equal(token, Take());

    private static TimeSpan Span(string literal)
    {
        var number = double.Parse(literal[..^1], CultureInfo.InvariantCulture);
        return literal[^1] switch
        {
            'd' => TimeSpan.FromDays(number),
            'h' => TimeSpan.FromHours(number),
            _ => TimeSpan.FromMinutes(number),
        };
    }

    [GeneratedRegex("""@?"(?:[^"\\]|\\.)*"|\d+(?:\.\d+)?[dhm]\b|\d{4}-\d\d-\d\d|\d+(?:\.\d+)?|[A-Za-z_]\w*|==|!=|<=|>=|[-+*/<>=|(),;:.\[\]]""")]
    private static partial Regex Token();

    [GeneratedRegex(@"^\s*//.*$", RegexOptions.Multiline)]
    private static partial Regex Comment();

    [GeneratedRegex(@"^\d+[dhm]$")]
    private static partial Regex SpanLiteral();
}
