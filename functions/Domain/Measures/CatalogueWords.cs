namespace SmartToyonaka.Domain.Measures;

/// <summary>The words of a catalogue by which titles, headings and units of an office's tables are recognised.</summary>
public sealed class CatalogueWords
{
    // A single character stands in too many other words.
    private const int ShortestOfTitle = 2;

    // 千便 is 便 by the thousand.
    private static readonly (char Sign, int Multiple)[] Multiples = [('百', 100), ('千', 1_000)];

    private readonly HashSet<string> units;
    private readonly string[] titles;
    private readonly HashSet<string> times;

    /// <param name="measures">Every measure of the catalogue.</param>
    public CatalogueWords(IReadOnlyList<Measure> measures)
    {
        units = [.. measures.SelectMany(m => m.Details).Select(p => Vocabulary.Key(p.Unit)).Where(u => u.Length > 0)];
        titles = [.. measures.SelectMany(m => m.Words.Append(m.NameJa).Concat(m.Details.SelectMany(p => p.Headings)))
            .Select(Vocabulary.Key).Where(w => w.Length >= ShortestOfTitle).Distinct().Order(StringComparer.Ordinal)];
        times = [.. measures.Where(m => m.IsTime).SelectMany(m => m.Details).SelectMany(p => p.Headings).Select(Vocabulary.Key)];
    }

    /// <summary>Of how many a unit of the catalogue is: 1 of 便 and 便数, 1,000 of 千便; null where it has no such unit.</summary>
    /// <param name="key">The unit by NFKC and without spaces.</param>
    public int? MultipleOf(string key)
    {
        var whole = key.Length > 1 && key[^1] == '数' ? key[..^1] : key;
        if (units.Contains(key) || units.Contains(whole))
        {
            return 1;
        }

        foreach (var (sign, multiple) in Multiples)
        {
            if (key.Length > 1 && key[0] == sign && units.Contains(key[1..]))
            {
                return multiple;
            }
        }

        return null;
    }

    /// <summary>True where a text speaks of what is collected: the name of a measure, or a heading of its files, is in it.</summary>
    /// <param name="key">The text by NFKC and without spaces.</param>
    public bool AreIn(string key) => Array.Exists(titles, t => key.Contains(t, StringComparison.Ordinal));

    /// <summary>True for a heading under which files have a time: 見張り時間.</summary>
    /// <param name="key">The heading by NFKC and without spaces.</param>
    public bool IsTime(string key) => times.Contains(key);

    /// <summary>True for what a heading of a time begins with: 見張り.</summary>
    /// <param name="key">The beginning by NFKC and without spaces.</param>
    public bool BeginsTime(string key) => key.Length >= ShortestOfTitle && times.Any(t => t.StartsWith(key, StringComparison.Ordinal));
}
