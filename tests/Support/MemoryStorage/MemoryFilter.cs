using System.Text.RegularExpressions;

namespace SmartToyonaka.Tests.Support.MemoryStorage;

/// <summary>A filter by keys: comparisons of partition and row, joined by <c>and</c>.</summary>
internal sealed partial class MemoryFilter
{
    private readonly List<(bool IsRow, string Operator, string Value)> terms = [];

    /// <summary>The only partition; null where there may be several.</summary>
    public string? Partition => terms.Where(t => t is { IsRow: false, Operator: "eq" }).Select(t => t.Value).FirstOrDefault();

    /// <exception cref="MemoryFault">The filter has anything else.</exception>
    public static MemoryFilter Parse(string text)
    {
        var filter = new MemoryFilter();
        while (text.Length > 0)
        {
            var match = Term().Match(text);
            if (!match.Success)
            {
                throw new MemoryFault(501, "NotImplemented");
            }

            filter.terms.Add((match.Groups[1].Value == "RowKey", match.Groups[2].Value,
                match.Groups[3].Value.Replace("''", "'", StringComparison.Ordinal)));
            text = text[match.Length..];
        }

        return filter;
    }

    public bool Includes(string partition, string row) => terms.All(t => string.CompareOrdinal(t.IsRow ? row : partition, t.Value) is var c
        && t.Operator switch { "eq" => c == 0, "ge" => c >= 0, "gt" => c > 0, "le" => c <= 0, _ => c < 0 });

    [GeneratedRegex("^(PartitionKey|RowKey) (eq|ge|gt|le|lt) '((?:[^']|'')*)'(?: and |$)", RegexOptions.Singleline)]
    private static partial Regex Term();
}
