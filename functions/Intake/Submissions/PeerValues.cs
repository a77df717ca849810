using System.Collections.Concurrent;
using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Domain.Measures;

namespace SmartToyonaka.Intake.Submissions;

/// <summary>
/// What sections have reported of a measure, for values that have nothing of their own section near them to compare with.
/// </summary>
public sealed class PeerValues
{
    /// <summary>Nobody has reported anything.</summary>
    public static readonly PeerValues None = new([]);

    private readonly List<Observation> actual;
    private readonly Dictionary<(string Part, string Section), long> largest = [];
    private readonly ConcurrentDictionary<(string Part, FiscalMonth Month), (Dictionary<string, long> Values, long Total)> sums = [];

    /// <param name="said">Entries of one measure.</param>
    public PeerValues(IEnumerable<Observation> said)
    {
        actual = [.. EffectiveObservations.Of(said).Where(o => o.Status == FigureStatus.Actual && o.Initiative is null)];
        foreach (var o in actual)
        {
            foreach (var part in o.Cells.GroupBy(c => c.Part))
            {
                var key = (part.Key, o.Section);
                largest[key] = Math.Max(largest.GetValueOrDefault(key), part.Sum(c => c.Value));
            }
        }
    }

    /// <summary>The newest value of each other section, of a month or before it.</summary>
    public IEnumerable<Observation> Newest(string section, FiscalMonth month) => actual.Where(o => o.Section != section && o.Month <= month)
        .GroupBy(o => o.Section).Select(g => g.MaxBy(o => o.Month)!).OrderBy(o => o.Section, StringComparer.Ordinal);

    /// <summary>How many other sections have reported a number by a month, and the sum of their newest values.</summary>
    public (int Sections, long Sum) SumOfOthers(string part, string section, FiscalMonth month)
    {
        // Drops ask for each section of a month, and submissions of one time share what was read.
        var (values, total) = sums.GetOrAdd((part, month), _ =>
        {
            var newest = actual.Where(o => o.Month <= month).GroupBy(o => o.Section).ToDictionary(g => g.Key,
                g => g.MaxBy(o => o.Month)!.Cells.Where(c => c.Part == part).Sum(c => c.Value), StringComparer.Ordinal);
            return (newest, newest.Values.Sum());
        });
        var has = values.TryGetValue(section, out var own);
        return (values.Count - (has ? 1 : 0), total - own);
    }

    /// <summary>The largest value of a number among other sections; null where fewer than so many have reported it.</summary>
    public long? Largest(string part, string section, int peers)
    {
        var others = largest.Where(l => l.Key.Part == part && l.Key.Section != section).ToList();
        return others.Count < peers ? null : others.Max(o => o.Value);
    }
}
