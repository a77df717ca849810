using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Domain.Organisation;

namespace SmartToyonaka.Domain.Indicators;

/// <summary>An initiative with everything that was said of it, by whichever sections owned it in turn.</summary>
/// <param name="Name">Its name, as it was typed last.</param>
/// <param name="Timeline">By month, the newest last; never empty.</param>
public sealed record InitiativeEntry(string Name, IReadOnlyList<Observation> Timeline);

/// <summary>
/// Which observations concern the same initiative. It is identified by category, name and owning section, and the section is followed
/// through reorganisations: sections that it was renamed or merged from count as the same. After a split the initiative stays with the old
/// section until a successor without an initiative of that name reports it; the first one takes it over.
/// </summary>
public static class InitiativeEntries
{
    private sealed class Entry(Section? holder, string name)
    {
        public Section? Holder { get; } = holder;

        public string Name { get; } = name;

        public List<Observation> Said { get; } = [];
    }

    /// <summary>The initiatives of one category as they stand at a month.</summary>
    /// <param name="register">The organisation.</param>
    /// <param name="observations">What was said of them, no later than the month.</param>
    /// <param name="month">The month.</param>
    public static IReadOnlyList<InitiativeEntry> At(Register register, IEnumerable<Observation> observations, FiscalMonth month)
    {
        var entries = new Dictionary<(string Section, FiscalMonth? From, string Name), Entry>();
        foreach (var o in observations)
        {
            var holder = register.RowOf(o.Section, o.Month) is { } row ? register.Lineage.Holder(row, month) : null;
            var key = (holder?.Code ?? o.Section, holder?.From, Name: InitiativeName.Key(o.Initiative!.Name));
            if (!entries.TryGetValue(key, out var entry))
            {
                entries[key] = entry = new(holder, key.Name);
            }

            entry.Said.Add(o);
        }

        return [.. entries.Values.GroupBy(e => e.Name, StringComparer.Ordinal).SelectMany(g => HandedOver(register, g, month))
            .Select(e => e.Said.OrderBy(o => o.Month).ThenBy(o => o.ReceivedAt).ThenBy(o => o.Section, StringComparer.Ordinal).ToList())
                .Select(said => new InitiativeEntry(said[^1].Initiative!.Name, said))];
    }

    private static IReadOnlyList<Entry> HandedOver(Register register, IEnumerable<Entry> ofOneName, FiscalMonth month)
    {
        var entries = ofOneName.ToList();
        foreach (var left in entries.Where(e => e.Holder?.Until < month).OrderBy(e => e.Holder!.Until)
            .ThenBy(e => e.Holder!.Code, StringComparer.Ordinal).ToList())
        {
            var heirs = register.Lineage.Descendants(left.Holder!).ToHashSet<Section>(ReferenceEqualityComparer.Instance);
            var taken = entries.Where(e => e.Holder is not null && heirs.Contains(e.Holder) && First(e) > left.Holder!.Until)
                .OrderBy(First).ThenBy(e => e.Holder!.Code, StringComparer.Ordinal).FirstOrDefault();
            if (taken is not null)
            {
                taken.Said.AddRange(left.Said);
                entries.Remove(left);
            }
        }

        return entries;
    }

    private static FiscalMonth First(Entry entry) => entry.Said.Min(o => o.Month);
}
