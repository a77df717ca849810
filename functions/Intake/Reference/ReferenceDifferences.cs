using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Domain.Indicators;
using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Domain.Organisation;

namespace SmartToyonaka.Intake.Reference;

/// <summary>What a difference is of.</summary>
public enum DifferenceSubject
{
    /// <summary>A measure: what is collected.</summary>
    Measure,

    /// <summary>An indicator.</summary>
    Indicator,

    /// <summary>Who owes a measure, from when to when, and by which business day: what forms ask for.</summary>
    Owed,

    /// <summary>Another entry of the catalogue, by its name in the file.</summary>
    Rule,

    /// <summary>A section.</summary>
    Section,

    /// <summary>A holiday.</summary>
    Holiday,

    /// <summary>The address of a section.</summary>
    Address,

    /// <summary>A part of the annual report.</summary>
    ReportPart,
}

/// <summary>How something differs.</summary>
public enum DifferenceKind
{
    Added,
    Renamed,
    Changed,
    Ended,
}

/// <summary>One thing that other reference data change.</summary>
/// <param name="Subject">What it is of.</param>
/// <param name="Kind">How it differs.</param>
/// <param name="Id">Which one.</param>
/// <param name="Before">As it is; <c>""</c> where there is none.</param>
/// <param name="After">As it would be; <c>""</c> where there is none.</param>
public sealed record ReferenceDifference(DifferenceSubject Subject, DifferenceKind Kind, string Id, string Before, string After);

/// <summary>What an upload of reference data changes beside published values: what is added, renamed, changed or ended. Pure.</summary>
public static class ReferenceDifferences
{
    /// <summary>The differences of an upload that was checked.</summary>
    /// <param name="file">Which file it is.</param>
    /// <param name="now">What is in effect.</param>
    /// <param name="utf8">The upload.</param>
    /// <param name="contacts">The addresses in effect.</param>
    /// <param name="outline">The outline of the report in effect.</param>
    public static IReadOnlyList<ReferenceDifference> Of(ReferenceFile file, ReferenceSnapshot now, byte[] utf8,
        IReadOnlyDictionary<string, string> contacts, ReportOutline outline) => file.Name switch
        {
            ReferenceFiles.Outline => OutlineDifferences.Of(outline, ReportOutline.Parse(utf8)),
            ReferenceFiles.Register => Of(now.Register, ReferenceData.ReadRegister(utf8)),
            ReferenceFiles.Catalogue => Of(now.Catalogue, Catalogue.ParseAccepted(utf8)),
            ReferenceFiles.Holidays => Of(now.Holidays, ReferenceData.ReadHolidays(utf8)),
            _ => Of(contacts, ContactReader.Read(new StringReader(Encoding.UTF8.GetString(utf8)), now.Register).Addresses),
        };

    /// <summary>Sections, by the newest row of each code.</summary>
    public static IReadOnlyList<ReferenceDifference> Of(Register now, Register would)
    {
        var differences = new List<ReferenceDifference>();
        foreach (var code in now.Sections.Concat(would.Sections).Select(s => s.Code).Distinct().Order(StringComparer.Ordinal))
        {
            var (before, after) = (now.Newest(code), would.Newest(code));
            if (before is null || after is null)
            {
                differences.Add(new(DifferenceSubject.Section, before is null ? DifferenceKind.Added : DifferenceKind.Ended, code,
                    Text(before), Text(after)));
                continue;
            }

            if (before.Name != after.Name || before.BureauName != after.BureauName)
            {
                differences.Add(new(DifferenceSubject.Section, DifferenceKind.Renamed, code, Text(before), Text(after)));
            }

            if (before.Until is null && after.Until is { } until)
            {
                differences.Add(new(DifferenceSubject.Section, DifferenceKind.Ended, code, Text(before),
                    $"{until}{(after.Successors.Count == 0 ? "" : " → " + string.Join(", ", after.Successors))}"));
            }
            else if (!Same(now.Sections.Where(s => s.Code == code).Select(Rest), would.Sections.Where(s => s.Code == code).Select(Rest))
                && before.Name == after.Name && before.BureauName == after.BureauName)
            {
                differences.Add(new(DifferenceSubject.Section, DifferenceKind.Changed, code, Text(before), Text(after)));
            }
        }

        return differences;
    }

    /// <summary>Measures, indicators, who owes what, and the other entries.</summary>
    public static IReadOnlyList<ReferenceDifference> Of(Catalogue now, Catalogue would) =>
        [.. Measures(now, would), .. Indicators(now, would), .. Owed(now, would), .. Rules(now, would)];

    /// <summary>Days.</summary>
    public static IReadOnlyList<ReferenceDifference> Of(Holidays now, Holidays would)
    {
        var (first, last) = (Math.Min(now.FirstYear, would.FirstYear), Math.Max(now.LastYear, would.LastYear));
        var start = new DateOnly(first, 1, 1);
        return [.. Enumerable.Range(0, new DateOnly(last, 12, 31).DayNumber - start.DayNumber + 1).Select(start.AddDays)
            .Where(d => now.Contains(d) != would.Contains(d)).Select(d => new ReferenceDifference(DifferenceSubject.Holiday,
                would.Contains(d) ? DifferenceKind.Added : DifferenceKind.Ended,
                d.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), "", ""))];
    }

    /// <summary>Addresses, which are not repeated.</summary>
    private static IReadOnlyList<ReferenceDifference> Of(IReadOnlyDictionary<string, string> now,
        IReadOnlyDictionary<string, string> would) => [.. now.Keys.Union(would.Keys).Order(StringComparer.Ordinal)
            .Where(code => now.GetValueOrDefault(code) != would.GetValueOrDefault(code))
            .Select(code => new ReferenceDifference(DifferenceSubject.Address, !now.ContainsKey(code) ? DifferenceKind.Added
                : would.ContainsKey(code) ? DifferenceKind.Changed : DifferenceKind.Ended, code, "", ""))];

    private static IEnumerable<ReferenceDifference> Measures(Catalogue now, Catalogue would)
    {
        foreach (var after in would.MeasureSet.All)
        {
            if (now.MeasureSet.Find(after.Id) is not { } before)
            {
                yield return new(DifferenceSubject.Measure, DifferenceKind.Added, after.Id, "", after.NameJa);
            }
            else if (before.NameJa != after.NameJa || before.NameEn != after.NameEn)
            {
                yield return new(DifferenceSubject.Measure, DifferenceKind.Renamed, after.Id, Both(before), Both(after));
            }
            else if (before.Until != after.Until)
            {
                yield return new(DifferenceSubject.Measure, after.Until is null ? DifferenceKind.Changed : DifferenceKind.Ended, after.Id,
                    $"{before.Until}", $"{after.Until}");
            }
            else if (Serialized(before.Details) != Serialized(after.Details) || !Same(before.Words, after.Words))
            {
                yield return new(DifferenceSubject.Measure, DifferenceKind.Changed, after.Id, Words(before), Words(after));
            }
        }

        foreach (var gone in now.MeasureSet.All.Where(m => would.MeasureSet.Find(m.Id) is null))
        {
            yield return new(DifferenceSubject.Measure, DifferenceKind.Ended, gone.Id, gone.NameJa, "");
        }
    }

    private static IEnumerable<ReferenceDifference> Indicators(Catalogue now, Catalogue would)
    {
        foreach (var id in now.Indicators.Concat(would.Indicators).Select(i => i.Id).Distinct())
        {
            var (before, after) = (now.Find(id), would.Find(id));
            if (before is null || after is null)
            {
                yield return new(DifferenceSubject.Indicator, before is null ? DifferenceKind.Added : DifferenceKind.Ended, id,
                    before?.NameJa ?? "", after?.NameJa ?? "");
                continue;
            }

            if (before.NameJa != after.NameJa || before.NameEn != after.NameEn)
            {
                yield return new(DifferenceSubject.Indicator, DifferenceKind.Renamed, id, $"{before.NameJa} / {before.NameEn}",
                    $"{after.NameJa} / {after.NameEn}");
            }

            foreach (var (name, was, isNow) in Entries(Serialized(before), Serialized(after))
                .Where(e => e.Name is not ("nameJa" or "nameEn")))
            {
                yield return new(DifferenceSubject.Indicator, DifferenceKind.Changed, $"{id}.{name}", was, isNow);
            }
        }
    }

    private static IEnumerable<ReferenceDifference> Owed(Catalogue now, Catalogue would)
    {
        foreach (var measure in now.Owed.Concat(would.Owed).Select(o => o.Measure).Distinct())
        {
            var (before, after) = (Owed(now, measure), Owed(would, measure));
            if (before != after)
            {
                yield return new(DifferenceSubject.Owed, before.Length == 0 ? DifferenceKind.Added
                    : after.Length == 0 ? DifferenceKind.Ended : DifferenceKind.Changed, measure, before, after);
            }
        }
    }

    private static string Owed(Catalogue catalogue, string measure) => string.Join(" / ", catalogue.Owed.Where(o => o.Measure == measure)
        .Select(o => $"{string.Join(", ", o.Departments)} {o.From}–{o.Until}"
            + (o.Months is { } months ? $" ({string.Join(", ", months)})" : "") + $" +{o.DueBusinessDay}"
            + (o.Optional ? " optional" : "")));

    private static IEnumerable<ReferenceDifference> Rules(Catalogue now, Catalogue would)
    {
        string[] told = ["measures", "indicators", "owed", "checks"];
        var checks = Entries(Serialized(now.Checks), Serialized(would.Checks)).Select(e => ("checks." + e.Name, e.Was, e.IsNow));
        return Entries(Serialized(now), Serialized(would)).Where(e => !told.Contains(e.Name)).Select(e => (e.Name, e.Was, e.IsNow))
            .Concat(checks).Select(e => new ReferenceDifference(DifferenceSubject.Rule, DifferenceKind.Changed, e.Item1, e.Was, e.IsNow));
    }

    // Long lists are not repeated: what is in them is in the file.
    private const int MostTold = 120;

    private static IEnumerable<(string Name, string Was, string IsNow)> Entries(string before, string after)
    {
        var (old, now) = (JsonNode.Parse(before)!.AsObject(), JsonNode.Parse(after)!.AsObject());
        foreach (var name in old.Select(e => e.Key).Union(now.Select(e => e.Key)))
        {
            var (was, isNow) = (Told(old[name]), Told(now[name]));
            if (was != isNow)
            {
                yield return was.Length > MostTold || isNow.Length > MostTold ? (name, "…", "…") : (name, was, isNow);
            }
        }
    }

    private static string Told(JsonNode? node) => node is null ? "" : node.GetValueKind() == JsonValueKind.String
        ? node.GetValue<string>() : node.ToJsonString(Readable);

    // As the catalogue's file is written.
    private static readonly JsonSerializerOptions Readable = new(JsonSerializerDefaults.Web)
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new System.Text.Json.Serialization.JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    private static string Serialized<T>(T value) => JsonSerializer.Serialize(value, Readable);

    private static string Both(Measure measure) => $"{measure.NameJa} / {measure.NameEn}";

    private static string Words(Measure measure) =>
        string.Join(", ", measure.Words.Concat(measure.Details.Select(d =>
            $"{d.Id}: {d.NameJa} {d.Unit} {(d.From is null && d.Until is null ? "" : $"{d.From}–{d.Until}")}".TrimEnd())));

    private static string Text(Section? section) => section is null ? "" : $"{section.BureauName} {section.Name}";

    private static string Rest(Section s) => Serialized(new
    {
        s.BureauCode,
        From = s.From.ToString(),
        Until = s.Until?.ToString(),
        s.Successors,
        s.Variants,
        s.IsHospitalMedical,
    });

    private static bool Same(IEnumerable<string> one, IEnumerable<string> other) => one.SequenceEqual(other, StringComparer.Ordinal);
}
