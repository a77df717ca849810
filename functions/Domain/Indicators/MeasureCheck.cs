using System.Text.RegularExpressions;
using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Domain.Messages;

namespace SmartToyonaka.Domain.Indicators;

/// <summary>Checks the measures that a catalogue describes: each by itself, and whether they can be told apart.</summary>
internal static partial class MeasureCheck
{
    /// <summary>Each is a partition and a column of lists; a city has a few hundred at most.</summary>
    public const int MostMeasures = 2000;

    private const int MostParts = 8, MostDropParts = 2, MostName = 100;

    // Fields of a submission that are no numbers of a measure.
    private static readonly HashSet<string> Reserved = ["measure", "withdraw", "department", "month", "status", "category", "name",
        "partners", "note", "form", "rows", "key", "action", "confirm"];

    /// <summary>Everything that is wrong, with its place.</summary>
    public static IReadOnlyList<CatalogueFault> Faults(Catalogue c)
    {
        if (c.Measures.Count > MostMeasures)
        {
            return [new("/measures", MeasureMessages.TooMany(MostMeasures, c.Measures.Count))];
        }

        // With a missing element the other checks cannot run.
        var holes = c.Measures.Index().Where(m => m.Item is null || m.Item.Parts.Contains(null!) || m.Item.Words.Contains(null!)
            || m.Item.Parts.Any(p => p.Words.Contains(null!)) || m.Item.Drop?.Dimensions.Contains(null!) == true
            || m.Item.Drop?.Rest?.Words.Contains(null!) == true || m.Item.Register?.Statuses.Contains(null!) == true
            || m.Item.Register?.Counts.Contains(null!) == true).ToList();
        if (holes.Count > 0)
        {
            return [new($"/measures/{holes[0].Index}", CatalogueMessages.NullInList)];
        }

        if (DimensionCheck.Faults(c) is { Count: > 0 } unclear)
        {
            return unclear;
        }

        var collected = CollectedMeasures.Of(c);
        var measures = Placed(c, collected.Measures);
        return [.. c.Measures.Index().SelectMany(m => OfMeasure(c, collected, m.Item)
                .Select(text => new CatalogueFault($"/measures/{m.Index}", text))),
            .. Doubled(c.Measures), .. Folders(measures), .. Topics(c, measures), .. Words(measures), .. PartNames(measures),
            .. Headings(collected, measures), .. MeasureEnds.Faults(c)];
    }

    // What the catalogue does not list comes first: so a conflict is told at the entry that it does.
    private static List<(int At, MeasureEntry Item)> Placed(Catalogue c, IReadOnlyList<MeasureEntry> collected)
    {
        var places = c.Measures.Index().DistinctBy(m => m.Item.Id).ToDictionary(m => m.Item.Id, m => m.Index, StringComparer.Ordinal);
        return [.. collected.Select(m => (At: places.GetValueOrDefault(m.Id, -1), Item: m)).OrderBy(m => m.At)];
    }

    private static IEnumerable<BilingualText> OfMeasure(Catalogue c, MeasureDefinitions collected, MeasureEntry m)
    {
        if (!(m.Kind == MeasureKind.Register ? RegisterId() : Id()).IsMatch(m.Id))
        {
            yield return MeasureMessages.IdMisspelt(m.Id);
        }

        if (m.NameJa.Trim().Length is 0 or > MostName || m.NameEn.Trim().Length is 0 or > MostName)
        {
            yield return MeasureMessages.Name(m.Id, MostName);
        }

        foreach (var part in m.Parts)
        {
            if (!Id().IsMatch(part.Id) || Reserved.Contains(part.Id))
            {
                yield return MeasureMessages.PartId(m.Id, part.Id, Reserved);
            }
            else if (part.NameJa.Trim().Length is 0 or > MostName || part.NameEn.Trim().Length is 0 or > MostName)
            {
                yield return MeasureMessages.PartName(m.Id, part.Id, MostName);
            }
        }

        if (m.Parts.GroupBy(p => p.Id).FirstOrDefault(g => g.Count() > 1) is { } twice)
        {
            yield return MeasureMessages.PartTwice(m.Id, twice.Key);
        }

        if (!c.OnlyListed && MeasureSet.Shipped.Find(m.Id) is { } shipped)
        {
            if (m.Drop is not null || m.Kind != shipped.Kind || m.ShareOfWhole != shipped.ShareOfWhole
                || !m.Parts.Select(p => p.Id).SequenceEqual(shipped.Parts, StringComparer.Ordinal))
            {
                yield return MeasureMessages.BuiltInChanged(shipped.Id, shipped.Parts, shipped.ShareOfWhole);
            }

            yield break;
        }

        if (m.Kind == MeasureKind.Register)
        {
            foreach (var text in RegisterCheck.OfMeasure(m, collected.Statuses))
            {
                yield return text;
            }

            yield break;
        }

        if (m.Parts.Count is 0 or > MostParts)
        {
            yield return MeasureMessages.PartCount(m.Id, MostParts);
        }

        if (m.Register is not null)
        {
            yield return MeasureMessages.RegisterOnly(m.Id);
        }

        if (m.Drop is { } drop)
        {
            if (m.Kind != MeasureKind.Flow || m.Parts.Count > (drop.IsTime ? 1 : MostDropParts))
            {
                yield return MeasureMessages.DropParts(m.Id, MostDropParts);
            }

            if (!Folder().IsMatch(drop.Folder))
            {
                yield return MeasureMessages.FolderMisspelt(m.Id, drop.Folder);
            }

            var dimensions = drop.Dimensions.Select(id => collected.Dimensions.FirstOrDefault(d => d.Id == id)).ToList();
            if (dimensions.Contains(null) || dimensions.DistinctBy(d => d!.Column).Count() < dimensions.Count)
            {
                yield return MeasureMessages.Dimensions(m.Id, collected.Dimensions.Select(d => d.Id));
            }

            if (drop.Rest is not null && !(m.ShareOfWhole && m.Parts.Count == 2))
            {
                yield return MeasureMessages.RestNeedsShare(m.Id);
            }
        }

        if (m.Headcount && (m.Drop is null or { IsTime: true } || m.Parts.Count != 1))
        {
            yield return MeasureMessages.Headcount(m.Id);
        }

        if (m.ShareOfWhole && m.Parts.Count < 2)
        {
            yield return MeasureMessages.ShareNeedsWhole(m.Id);
        }
    }

    private static IEnumerable<CatalogueFault> Doubled(IReadOnlyList<MeasureEntry> measures)
    {
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (at, measure) in measures.Index())
        {
            if (!seen.TryAdd(measure.Id, at))
            {
                yield return new($"/measures/{at}/id", MeasureMessages.IdTwice(measure.Id, seen[measure.Id]));
            }
        }
    }

    private static IEnumerable<CatalogueFault> Folders(List<(int At, MeasureEntry Item)> measures)
    {
        var owners = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (at, measure) in measures)
        {
            if (measure.Drop is { Folder: var folder } && !owners.TryAdd(folder, measure.Id))
            {
                yield return new($"/measures/{at}/drop/folder", MeasureMessages.FolderTwice(folder, owners[folder], measure.Id));
            }
        }
    }

    // What is computed together is read together: all of it by year, or all of it carried on from year to year.
    private static IEnumerable<CatalogueFault> Topics(Catalogue c, List<(int At, MeasureEntry Item)> measures)
    {
        var ofTopic = measures.Select(m => m.Item).ToLookup(m => m.Topic ?? m.Id, StringComparer.Ordinal);
        foreach (var (at, measure) in measures.Where(m => m.At >= 0 && m.Item.Topic is not null))
        {
            var topic = measure.Topic!;
            var own = ofTopic[topic].ToList();
            if (!Id().IsMatch(topic) || (!c.OnlyListed && MeasureSet.Shipped.OfTopic(topic).Any(m => m.Id != measure.Id))
                || measures.Any(m => m.Item.Id == topic && (m.Item.Topic ?? m.Item.Id) != topic)
                || own.Exists(m => m.Drop is null != measure.Drop is null || m.Kind == MeasureKind.Register))
            {
                yield return new($"/measures/{at}/topic", MeasureMessages.Topic(measure.Id, topic));
            }

            if (measure.Headcount && own.Count(m => m.Headcount) > 1)
            {
                yield return new($"/measures/{at}/headcount", MeasureMessages.HeadcountTwice(topic));
            }
        }
    }

    // A file names a measure by its id, its names or its words: each may name one only.
    private static IEnumerable<CatalogueFault> Words(List<(int At, MeasureEntry Item)> measures)
    {
        // Categories of registers are named in tables of their own.
        foreach (var isRegister in new[] { false, true })
        {
            var owners = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (var (at, m) in measures.Where(m => m.Item.Kind == MeasureKind.Register == isRegister))
            {
                foreach (var word in m.Words.Append(m.Id).Append(m.NameJa).Append(m.NameEn))
                {
                    var key = Vocabulary.Key(word).ToLowerInvariant();
                    if (key.Length == 0 || (!owners.TryAdd(key, m.Id) && owners[key] != m.Id))
                    {
                        yield return new($"/measures/{at}", MeasureMessages.WordShared(m.Id, word, owners.GetValueOrDefault(key, "")));
                    }
                }
            }
        }
    }

    // A part's id is a column of files and a word of the published tables: it has one name, and a heading of a form's file names one part.
    private static IEnumerable<CatalogueFault> PartNames(List<(int At, MeasureEntry Item)> measures)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        var headings = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (at, m) in measures)
        {
            foreach (var (number, part) in m.Parts.Index())
            {
                var place = $"/measures/{at}/parts/{number}";
                if (!names.TryAdd(part.Id, part.NameJa) && names[part.Id] != part.NameJa)
                {
                    yield return new(place, MeasureMessages.PartRenamed(part.Id, names[part.Id], part.NameJa));
                }

                foreach (var word in part.Headings.Append(part.NameJa).Distinct())
                {
                    var key = Vocabulary.Key(word);
                    if (key.Length == 0 || (!headings.TryAdd(key, part.Id) && headings[key] != part.Id))
                    {
                        yield return new(place, MeasureMessages.HeadingShared(part.Id, word, headings.GetValueOrDefault(key, "")));
                    }
                }
            }
        }
    }

    // Beside a measure's numbers a file has other columns, whose headings it cannot use.
    private static IEnumerable<CatalogueFault> Headings(MeasureDefinitions collected, List<(int At, MeasureEntry Item)> measures)
    {
        foreach (var (at, m) in measures.Where(m => m.At >= 0))
        {
            var taken = (m.Drop is { } drop ? OfDrop(drop, collected.Dimensions) : FileHeadings.Figures.SelectMany(c => c.Words)).ToList();
            var others = taken.Select(HeadingKey).ToHashSet(StringComparer.Ordinal);
            foreach (var (number, part) in m.Parts.Index())
            {
                if (part.Headings.FirstOrDefault(w => others.Contains(HeadingKey(w))) is { } word)
                {
                    yield return new($"/measures/{at}/parts/{number}", MeasureMessages.HeadingTaken(m.Id, word));
                }
            }

            var twice = m.Drop is null ? null : taken.Select(HeadingKey).GroupBy(w => w).FirstOrDefault(g => g.Count() > 1)?.Key;
            if (twice is not null)
            {
                yield return new($"/measures/{at}/drop", MeasureMessages.HeadingTaken(m.Id, twice));
            }
        }
    }

    private static IEnumerable<string> OfDrop(MeasureDrop drop, IReadOnlyList<Dimension> dimensions) =>
        FileHeadings.Month.Concat(FileHeadings.SectionCode).Concat(FileHeadings.SectionName).Concat(FileHeadings.Further)
            .Concat(drop.Rest?.Headings ?? [])
            .Concat(dimensions.Where(d => drop.Dimensions.Contains(d.Id, StringComparer.Ordinal)).SelectMany(d => d.Headings));

    // A unit in brackets at the end is no part of a heading.
    private static string HeadingKey(string word) => Vocabulary.Key(word).ToLowerInvariant() is var key
        && key.EndsWith(')') && key.LastIndexOf('(') is > 0 and var bracket ? key[..bracket] : Vocabulary.Key(word).ToLowerInvariant();

    [GeneratedRegex("^[a-z][a-z0-9_]{0,59}$", RegexOptions.CultureInvariant)]
    private static partial Regex Id();

    [GeneratedRegex("^initiatives\\.[a-z][a-z0-9_]{0,47}$", RegexOptions.CultureInvariant)]
    private static partial Regex RegisterId();

    [GeneratedRegex("^[a-z][a-z0-9]*(-[a-z0-9]+)*$", RegexOptions.CultureInvariant)]
    private static partial Regex Folder();
}
