using SmartToyonaka.Domain.Calendar;

namespace SmartToyonaka.Domain.Organisation;

/// <summary>Who did some sections' work in an earlier month.</summary>
/// <param name="Sections">The sections of that month, by code.</param>
/// <param name="Shared">Those of them whose work is done by others, too, by now: what they said cannot be told apart.</param>
public sealed record Ancestry(IReadOnlyList<Section> Sections, IReadOnlyList<Section> Shared);

/// <summary>
/// Which section took over whose work, and when. In the month after its last, a row of the register is succeeded by the row of its own code
/// that begins then, and by its successors. So succession always leads forward in time, even where codes are used again.
/// </summary>
public sealed class Lineage
{
    private readonly Dictionary<Section, IReadOnlyList<Section>> next = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<Section, List<Section>> previous = new(ReferenceEqualityComparer.Instance);

    internal Lineage(IReadOnlyList<Section> sections, IReadOnlyDictionary<string, List<Section>> byCode)
    {
        foreach (var section in sections)
        {
            var after = TakenOverBy(section, byCode);
            next[section] = after;
            foreach (var successor in after)
            {
                if (!previous.TryGetValue(successor, out var before))
                {
                    previous[successor] = before = [];
                }

                before.Add(section);
            }
        }
    }

    /// <summary>
    /// The section that a section's work went to by a month: itself under another name or code; where it was split or abolished, its last
    /// row.
    /// </summary>
    public Section Holder(Section section, FiscalMonth month)
    {
        var here = section;
        while (here.Until is { } until && until < month)
        {
            // A code that continues is the same section, whatever part of its work went elsewhere.
            var onward = next[here].FirstOrDefault(n => n.Code == here.Code) ?? (next[here].Count == 1 ? next[here][0] : null);
            if (onward is null)
            {
                return here;
            }

            here = onward;
        }

        return here;
    }

    /// <summary>The sections of a month that do a section's work, which existed then or ended before; none when it was abolished.</summary>
    public IReadOnlyList<Section> Heirs(Section section, FiscalMonth month) =>
        section.ExistedIn(month) ? [section] : [.. Walk(section, s => s.ExistedIn(month) ? [] : next[s]).Where(s => s.ExistedIn(month))
            .OrderBy(s => s.Code, StringComparer.Ordinal)];

    /// <summary>Every row that a section's work went to or through after it.</summary>
    public IEnumerable<Section> Descendants(Section section) => Walk(section, s => next[s]).Skip(1);

    /// <summary>Every row that a section's work came from or through before it.</summary>
    public IEnumerable<Section> Ancestors(Section section) => Walk(section, Before).Skip(1);

    /// <summary>Who did, in an earlier month, the work that some sections do in a month.</summary>
    /// <param name="sections">Sections that exist in <paramref name="month"/>.</param>
    /// <param name="month">Their month.</param>
    /// <param name="earlier">A month before it.</param>
    public Ancestry Origins(IReadOnlyCollection<Section> sections, FiscalMonth month, FiscalMonth earlier)
    {
        var now = sections.ToHashSet(ReferenceEqualityComparer.Instance);

        // Work that was handed over before the earlier month was done by its receiver then.
        var origins = sections.SelectMany(s => Walk(s, r => Before(r).Where(p => p.Until >= earlier))).Where(s => s.ExistedIn(earlier))
            .Distinct((IEqualityComparer<Section>)ReferenceEqualityComparer.Instance).OrderBy(s => s.Code, StringComparer.Ordinal).ToList();
        return new(origins, [.. origins.Where(o => !Heirs(o, month).All(now.Contains))]);
    }

    private IEnumerable<Section> Before(Section section) => previous.TryGetValue(section, out var before) ? before : [];

    private static IEnumerable<Section> Walk(Section from, Func<Section, IEnumerable<Section>> onward)
    {
        var seen = new HashSet<Section>(ReferenceEqualityComparer.Instance) { from };
        var queue = new Queue<Section>(seen);
        while (queue.TryDequeue(out var here))
        {
            yield return here;
            foreach (var further in onward(here).Where(seen.Add))
            {
                queue.Enqueue(further);
            }
        }
    }

    // A successor that begins too late is an error in an upload; in registers accepted by versions without this check it is ignored.
    private static IReadOnlyList<Section> TakenOverBy(Section section, IReadOnlyDictionary<string, List<Section>> byCode)
    {
        if (section.Until is not { } until || until >= LastMonth)
        {
            return [];
        }

        var month = until.AddMonths(1);
        var goesOn = byCode[section.Code].Find(s => s.ExistedIn(month));
        var successors = section.Successors.Distinct().Where(c => c != section.Code && byCode.ContainsKey(c))
            .Select(c => byCode[c].Find(s => s.ExistedIn(month)) ?? byCode[c].Where(s => s.From > month).MinBy(s => s.From))
                .OfType<Section>();
        return goesOn is null ? [.. successors] : [goesOn, .. successors];
    }

    /// <summary>The last month of the program's calendar.</summary>
    internal static FiscalMonth LastMonth { get; } = new(2199, 12);
}
