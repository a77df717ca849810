using System.Globalization;
using System.Text.RegularExpressions;

namespace SmartToyonaka.Tests.PowerBi.Dax;

/// <summary>
/// Works out expressions of DAX: as much of the language as the headline's measures use, and an error for everything else.
/// </summary>
internal sealed partial class DaxExpression
{
    private readonly List<string> tokens;
    private int at;

    private DaxExpression(string text) => tokens = [.. Token().Matches(text).Select(m => m.Value)];

    private string Next => at < tokens.Count ? tokens[at] : "";

    /// <summary>An expression, ready to be worked out.</summary>
    public static Func<DaxScope, object?> Parse(string text)
    {
        var expression = new DaxExpression(text);
        var parsed = expression.Block();
        Assert.Equal(expression.tokens.Count, expression.at);
        return parsed;
    }

    /// <summary>The value of a measure of the model.</summary>
    public static object? Measure(string name, DaxScope scope) =>
        Parse(PowerBiModel.Measure(name).Value)(scope.Transition() with { Variables = new Dictionary<string, object?>() });

    private Func<DaxScope, object?> Block()
    {
        List<(string Name, Func<DaxScope, object?> Value)> variables = [];
        while (TryTake("VAR"))
        {
            var name = Take();
            Expect("=");
            variables.Add((name, Block()));
        }

        if (variables.Count == 0)
        {
            return Or();
        }

        Expect("RETURN");
        var result = Block();
        return scope =>
        {
            var known = new Dictionary<string, object?>(scope.Variables, StringComparer.Ordinal);
            foreach (var (name, value) in variables)
            {
                known[name] = value(scope with { Variables = new Dictionary<string, object?>(known, StringComparer.Ordinal) });
            }

            return result(scope with { Variables = known });
        };
    }

    private Func<DaxScope, object?> Or() => Chain(And, "||", (a, b) => a is true || b is true);

    private Func<DaxScope, object?> And() => Chain(Not, "&&", (a, b) => a is true && b is true);

    private Func<DaxScope, object?> Not()
    {
        if (!TryTake("NOT"))
        {
            return Comparison();
        }

        var inner = Not();
        return scope => inner(scope) is not true;
    }

    private Func<DaxScope, object?> Comparison()
    {
        var left = Joined();
        if (Next is not ("=" or "<>" or "<" or ">" or "<=" or ">="))
        {
            return left;
        }

        var (sign, right) = (Take(), Joined());
        return scope => Compare(left(scope), right(scope)) is var order && sign switch
        {
            "=" => order == 0,
            "<>" => order != 0,
            "<" => order < 0,
            ">" => order > 0,
            "<=" => order <= 0,
            _ => order >= 0,
        };
    }

    private Func<DaxScope, object?> Joined() => Chain(Sum, "&", (a, b) => Text(a) + Text(b));

    private Func<DaxScope, object?> Sum() => Chain(Product, "+", (a, b) => a is null && b is null ? null : Number(a) + Number(b), "-",
        (a, b) => a is null && b is null ? null : Number(a) - Number(b));

    private Func<DaxScope, object?> Product() => Chain(Primary, "*", (a, b) => a is null || b is null ? null : Number(a) * Number(b));

    private Func<DaxScope, object?> Chain(Func<Func<DaxScope, object?>> part, string sign, Func<object?, object?, object?> join,
        string other = "", Func<object?, object?, object?>? joinOther = null)
    {
        var left = part();
        while (Next == sign || (other.Length > 0 && Next == other))
        {
            var (isOther, one) = (Take() == other, left);
            var right = part();
            left = scope => (isOther ? joinOther! : join)(one(scope), right(scope));
        }

        return left;
    }

    private Func<DaxScope, object?> Primary()
    {
        var token = Take();
        switch (token)
        {
            case "(":
                var inner = Block();
                Expect(")");
                return inner;
            case "-":
                var number = Primary();
                return scope => -Number(number(scope));
            case ['"', ..]:
                return _ => token[1..^1].Replace("\"\"", "\"", StringComparison.Ordinal);
            case ['[', ..]:
                return scope => Measure(token[1..^1], scope);
            case ['\'', ..]:
                return Next is ['[', ..] ? Column(token[1..^1], Take()[1..^1]) : scope => scope.Visible(token[1..^1]).ToList();
            case [>= '0' and <= '9', ..]:
                var value = double.Parse(token, CultureInfo.InvariantCulture);
                return _ => value;
        }

        return TryTake("(") ? Call(token) : scope => scope.Variables.TryGetValue(token, out var known) ? known
            : throw new KeyNotFoundException($"There is no {token}.");
    }

    private static Func<DaxScope, object?> Column(string table, string column) => scope =>
        scope.Rows.Last(r => r.Table == table && r.ContainsKey(column))[column];

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

    /// <summary>Blank is 0, empty and false wherever it is compared.</summary>
    private static int Compare(object? left, object? right) => (left, right) switch
    {
        (string a, _) => string.Compare(a, Text(right), StringComparison.OrdinalIgnoreCase),
        (_, string b) => string.Compare(Text(left), b, StringComparison.OrdinalIgnoreCase),
        (DateTime a, DateTime b) => a.CompareTo(b),
        _ => Number(left).CompareTo(Number(right)),
    };

    private static double Number(object? value) => value switch
    {
        null => 0,
        bool b => b ? 1 : 0,
        DateTime d => d.ToOADate(),
        _ => Convert.ToDouble(value, CultureInfo.InvariantCulture),
    };

    private static string Text(object? value) => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";

    [GeneratedRegex("""
        "(?:[^"]|"")*"|'[^']+'|\[[^\]]+\]|\d+(?:\.\d+)?|[A-Za-z_]\w*|&&|\|\||<>|<=|>=|[-+*/<>=&(),]
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Token();
}
