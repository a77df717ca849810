using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace SmartToyonaka.Tests.Support.MemoryStorage;

/// <summary>
/// A filter: comparisons of partition, row and other texts joined by <c>and</c>, of which one may be a list of alternatives in parentheses.
/// </summary>
internal sealed partial class MemoryFilter
{
    private readonly List<List<(string Column, string Operator, string Value)>> all = [];

    /// <summary>The only partition; null where there may be several.</summary>
    public string? Partition => all.Where(any => any is [{ Column: "PartitionKey", Operator: "eq" }]).Select(any => any[0].Value)
        .FirstOrDefault();

    /// <exception cref="MemoryFault">The filter has anything else.</exception>
    public static MemoryFilter Parse(string text)
    {
        var filter = new MemoryFilter();
        var any = new List<(string, string, string)>();
        var isOpen = false;
        while (text.Length > 0)
        {
            var match = Term().Match(text);
            if (!match.Success)
            {
                throw new MemoryFault(501, "NotImplemented");
            }

            isOpen |= match.Groups["open"].Length > 0;
            any.Add((match.Groups["column"].Value, match.Groups["operator"].Value,
                match.Groups["value"].Value.Replace("''", "'", StringComparison.Ordinal)));
            text = text[match.Length..];
            isOpen &= match.Groups["close"].Length == 0;
            if (!isOpen)
            {
                filter.all.Add(any);
                any = [];
            }
        }

        return filter;
    }

    /// <summary>True for a row by its columns, its keys among them.</summary>
    public bool Includes(JsonObject columns) => all.TrueForAll(any => any.Exists(t =>
        (string?)columns[t.Column] is { } text && string.CompareOrdinal(text, t.Value) is var c
            && t.Operator switch { "eq" => c == 0, "ge" => c >= 0, "gt" => c > 0, "le" => c <= 0, _ => c < 0 }));

    [GeneratedRegex(@"^(?<open>\()?(?<column>\w+) (?<operator>eq|ge|gt|le|lt) '(?<value>([^']|'')*)'(?<close>\))?( and | or |$)",
        RegexOptions.ExplicitCapture | RegexOptions.Singleline)]
    private static partial Regex Term();
}
