using System.Globalization;
using System.Text.RegularExpressions;

namespace SmartToyonaka.Tests.Support.Kusto;

/// <summary>The expressions of a query.</summary>
internal sealed partial class KustoQuery
{
    private Func<KustoRow, object?> Expression()
    {
        var left = And();
        while (TryTake("or"))
        {
            var (one, other) = (left, And());
            left = row => one(row) is true || other(row) is true;
        }

        return left;
    }

    private Func<KustoRow, object?> And()
    {
        var left = Comparison();
        while (TryTake("and"))
        {
            var (one, other) = (left, Comparison());
            left = row => one(row) is true && other(row) is true;
        }

        return left;
    }

    private Func<KustoRow, object?> Comparison()
    {
        var left = Sum();
        if (Next is not ("==" or "!=" or "<" or ">" or "<=" or ">=" or "startswith" or "has" or "matches"))
        {
            return left;
        }

        var sign = Take();
        if (sign == "matches")
        {
            Expect("regex");
        }

        var right = Sum();
        return row => Compare(sign, left(row), right(row));
    }

    private static bool Compare(string sign, object? left, object? right) => sign switch
    {
        "==" => Equals(left, right),
        "!=" => !Equals(left, right),
        "startswith" => Text(left).StartsWith(Text(right), StringComparison.OrdinalIgnoreCase),
        "has" => Text(left).Contains(Text(right), StringComparison.OrdinalIgnoreCase),
        "matches" => Regex.IsMatch(Text(left), Text(right)),

        // Nothing compares with null.
        _ when left is null || right is null => false,
        "<" => Comparer<object>.Default.Compare(left, right) < 0,
        ">" => Comparer<object>.Default.Compare(left, right) > 0,
        "<=" => Comparer<object>.Default.Compare(left, right) <= 0,
        _ => Comparer<object>.Default.Compare(left, right) >= 0,
    };

    private Func<KustoRow, object?> Sum()
    {
        var left = Product();
        while (Next is "-" or "+")
        {
            var (sign, one) = (Take(), left);
            var other = Product();
            left = row => (one(row), other(row)) switch
            {
                (DateTimeOffset a, TimeSpan b) => sign == "-" ? a - b : a + b,
                (double a, double b) => sign == "-" ? a - b : a + b,
                var (a, b) => throw new NotSupportedException($"{a} {sign} {b}"),
            };
        }

        return left;
    }

    private Func<KustoRow, object?> Product()
    {
        var left = Primary();
        while (TryTake("*"))
        {
            var (one, other) = (left, Primary());
            left = row => (double)one(row)! * (double)other(row)!;
        }

        return left;
    }

    private Func<KustoRow, object?> Primary()
    {
        if (TryTake("("))
        {
            var inner = Expression();
            Expect(")");
            return inner;
        }

        var token = Take();
        object? literal = token switch
        {
            "true" => true,
            "false" => false,
            ['"', ..] => token[1..^1],
            _ when SpanLiteral().IsMatch(token) => Span(token),
            [>= '0' and <= '9', ..] => double.Parse(token, CultureInfo.InvariantCulture),
            _ => null,
        };
        return literal is not null ? _ => literal : TryTake("(") ? Call(token) : Path(token);
    }

    private Func<KustoRow, object?> Path(string name)
    {
        List<string> members = [];
        while (TryTake("."))
        {
            members.Add(Take());
        }

        return row => members.Aggregate(
            named.TryGetValue(name, out var given) ? given : row.TryGetValue(name, out var value) ? value
                : throw new KeyNotFoundException($"There is no column {name}: {string.Join(' ', row.Keys)}"),
            (of, member) => (of as IReadOnlyDictionary<string, string>)?.GetValueOrDefault(member));
    }

    private Func<KustoRow, object?> Call(string function)
    {
        if (function == "toscalar")
        {
            var rows = Pipe();
            Expect(")");
            var value = rows.SingleOrDefault()?.Values.First();
            return _ => value;
        }

        if (function == "datetime")
        {
            var day = DateTimeOffset.Parse(Take(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
            Expect(")");
            return _ => day;
        }

        List<Func<KustoRow, object?>> arguments = [];
        while (!TryTake(")"))
        {
            arguments.Add(Expression());
            TryTake(",");
        }

        return function switch
        {
            "now" => _ => now,
            "tostring" => row => Text(arguments[0](row)),
            "toint" => row => double.TryParse(Text(arguments[0](row)), CultureInfo.InvariantCulture, out var number) ? number : null,
            "coalesce" => row => arguments.Select(a => a(row)).FirstOrDefault(v => v is not null),
            _ => throw new NotSupportedException($"The function {function} is not worked out here."),
        };
    }

    private static string Text(object? value) => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
}
