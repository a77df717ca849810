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

    private static readonly string[] Dimensions = [MeasureDrop.JobClass, MeasureDrop.WorkPattern, MeasureDrop.Reason];

    // Fields of a submission that are no numbers of a measure.
    private static readonly HashSet<string> Reserved = ["measure", "withdraw", "department", "month", "status", "category", "name",
        "partners", "note", "form", "rows", "key", "action", "confirm"];

    /// <summary>Everything that is wrong, with its place.</summary>
    public static IReadOnlyList<CatalogueFault> Faults(Catalogue c)
    {
        var measures = c.Measures;
        if (measures.Count > MostMeasures)
        {
            return [new("/measures", MeasureMessages.TooMany(MostMeasures, measures.Count))];
        }

        // With a missing element the other checks cannot run.
        var holes = measures.Index().Where(m => m.Item is null || m.Item.Parts.Contains(null!) || m.Item.Words.Contains(null!)
            || m.Item.Parts.Any(p => p.Words.Contains(null!))
            || m.Item.Drop?.Dimensions.Contains(null!) == true).ToList();
        return holes.Count > 0 ? [new($"/measures/{holes[0].Index}", CatalogueMessages.NullInList)]
            : [.. measures.Index().SelectMany(m => OfMeasure(m.Item).Select(text => new CatalogueFault($"/measures/{m.Index}", text))),
                .. Doubled(measures), .. Folders(measures), .. Topics(measures), .. Words(measures),
                .. PartNames(measures), .. Headings(measures), .. MeasureEnds.Faults(measures)];
    }

    private static IEnumerable<BilingualText> OfMeasure(MeasureEntry m)
    {
        if (!Id().IsMatch(m.Id) && BuiltInMeasures.Find(m.Id) is null)
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

        if (BuiltInMeasures.Find(m.Id) is { } builtIn)
        {
            if (m.Drop is not null || m.Kind != builtIn.Kind || m.ShareOfWhole != builtIn.ShareOfWhole
                || !m.Parts.Select(p => p.Id).SequenceEqual(builtIn.Parts, StringComparer.Ordinal))
            {
                yield return MeasureMessages.BuiltInChanged(builtIn.Id, builtIn.Parts, builtIn.ShareOfWhole);
            }

            yield break;
        }

        if (m.Kind == MeasureKind.Register)
        {
            yield return MeasureMessages.RegisterBuiltIn(m.Id);
        }
        else if (m.Parts.Count is 0 or > MostParts)
        {
            yield return MeasureMessages.PartCount(m.Id, MostParts);
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

            if (drop.Dimensions.Distinct().Count() < drop.Dimensions.Count || drop.Dimensions.Except(Dimensions).Any())
            {
                yield return MeasureMessages.Dimensions(m.Id, Dimensions);
            }
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

    private static IEnumerable<CatalogueFault> Folders(IReadOnlyList<MeasureEntry> measures)
    {
        var owners = BuiltInMeasures.All.Where(m => m.DropFolder is not null)
            .ToDictionary(m => m.DropFolder!, m => m.Id, StringComparer.Ordinal);
        foreach (var (at, measure) in measures.Index())
        {
            if (measure.Drop is { Folder: var folder } && !owners.TryAdd(folder, measure.Id))
            {
                yield return new($"/measures/{at}/drop/folder", MeasureMessages.FolderTwice(folder, owners[folder], measure.Id));
            }
        }
    }

    // What is computed together is read together: all of it by year, or all of it carried on from year to year.
    private static IEnumerable<CatalogueFault> Topics(IReadOnlyList<MeasureEntry> measures)
    {
        var further = measures.Where(m => BuiltInMeasures.Find(m.Id) is null).ToList();
        foreach (var (at, measure) in measures.Index())
        {
            if (measure.Topic is not { } topic)
            {
                continue;
            }

            if (!Id().IsMatch(topic) || BuiltInMeasures.All.Any(m => m.Topic == topic || m.Id == measure.Id)
                || further.Any(m => m.Id == topic && (m.Topic ?? m.Id) != topic)
                || further.Any(m => (m.Topic ?? m.Id) == topic && m.Drop is null != measure.Drop is null))
            {
                yield return new($"/measures/{at}/topic", MeasureMessages.Topic(measure.Id, topic));
            }
        }
    }

    // A file names a measure by its id, its names or its words: each may name one only.
    private static IEnumerable<CatalogueFault> Words(IReadOnlyList<MeasureEntry> measures)
    {
        var described = measures.Select(m => m.Id).ToHashSet(StringComparer.Ordinal);
        var owners = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var m in MeasureSet.BuiltIn.OfForms.Where(m => !described.Contains(m.Id)))
        {
            foreach (var word in new[] { m.Id, m.NameJa, m.NameEn })
            {
                owners[Vocabulary.Key(word).ToLowerInvariant()] = m.Id;
            }
        }

        foreach (var (at, m) in measures.Index().Where(m => m.Item.Kind != MeasureKind.Register))
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

    // A part's id is a column of files and a word of the published tables: it has one name, and a heading names one part.
    private static IEnumerable<CatalogueFault> PartNames(IReadOnlyList<MeasureEntry> measures)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        var headings = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var part in BuiltInMeasures.All.SelectMany(m => m.Parts).Distinct())
        {
            names[part] = SmartToyonaka.Domain.Measures.PartNames.BuiltIn(part) ?? part;
            headings[Vocabulary.Key(names[part])] = part;
        }

        foreach (var (at, m) in measures.Index())
        {
            foreach (var (number, part) in m.Parts.Index())
            {
                var place = $"/measures/{at}/parts/{number}";
                if (!names.TryAdd(part.Id, part.NameJa) && names[part.Id] != part.NameJa)
                {
                    yield return new(place, MeasureMessages.PartRenamed(part.Id, names[part.Id], part.NameJa));
                }

                foreach (var word in part.Words.Append(part.NameJa))
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
    private static IEnumerable<CatalogueFault> Headings(IReadOnlyList<MeasureEntry> measures)
    {
        foreach (var (at, m) in measures.Index())
        {
            var taken = m.Drop is { } drop ? OfDrop(drop) : FileHeadings.Figures.SelectMany(c => c.Words.Select(w => (Id: c.Id, Word: w)));
            var owners = taken.DistinctBy(t => HeadingKey(t.Word)).ToDictionary(t => HeadingKey(t.Word), t => t.Id, StringComparer.Ordinal);
            foreach (var (number, part) in m.Parts.Index())
            {
                if (part.Words.Append(part.NameJa).FirstOrDefault(w => owners.TryGetValue(HeadingKey(w), out var id) && id != part.Id)
                    is { } word)
                {
                    yield return new($"/measures/{at}/parts/{number}", MeasureMessages.HeadingTaken(m.Id, word));
                }
            }
        }
    }

    private static IEnumerable<(string Id, string Word)> OfDrop(MeasureDrop drop) =>
        FileHeadings.Month.Concat(FileHeadings.SectionCode).Concat(FileHeadings.SectionName).Concat(FileHeadings.Further)
            .Concat(drop.Dimensions.SelectMany(d => d switch
            {
                MeasureDrop.JobClass => FileHeadings.JobClass,
                MeasureDrop.WorkPattern => FileHeadings.WorkPattern,
                _ => FileHeadings.Reason,
            })).Select(w => ("", w));

    // A unit in brackets at the end is no part of a heading.
    private static string HeadingKey(string word) => Vocabulary.Key(word).ToLowerInvariant() is var key
        && key.EndsWith(')') && key.LastIndexOf('(') is > 0 and var bracket ? key[..bracket] : Vocabulary.Key(word).ToLowerInvariant();

    [GeneratedRegex("^[a-z][a-z0-9_]{0,59}$", RegexOptions.CultureInvariant)]
    private static partial Regex Id();

    [GeneratedRegex("^[a-z][a-z0-9]*(-[a-z0-9]+)*$", RegexOptions.CultureInvariant)]
    private static partial Regex Folder();
}
