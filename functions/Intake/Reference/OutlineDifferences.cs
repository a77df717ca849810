using System.Text.Encodings.Web;
using System.Text.Json;

namespace SmartToyonaka.Intake.Reference;

/// <summary>What another outline changes in the annual report, part by part. Pure.</summary>
public static class OutlineDifferences
{
    private const int MostTold = 120;

    private static readonly JsonSerializerOptions Readable = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingDefault,
    };

    /// <summary>Parts that are added, renamed, changed, moved or ended.</summary>
    public static IReadOnlyList<ReferenceDifference> Of(ReportOutline now, ReportOutline would)
    {
        var found = new List<ReferenceDifference>();
        Told("title", now.Title.Both, would.Title.Both);
        Told("omitted", string.Join(", ", now.Omitted), string.Join(", ", would.Omitted));
        foreach (var id in now.Measures.Concat(would.Measures).Select(m => m.Id).Distinct())
        {
            var (before, after) = (Find(now, id), Find(would, id));
            if (before is null || after is null)
            {
                found.Add(new(DifferenceSubject.ReportPart, before is null ? DifferenceKind.Added : DifferenceKind.Ended, id,
                    before?.Name.Ja ?? "", after?.Name.Ja ?? ""));
                continue;
            }

            if (before.Name != after.Name)
            {
                found.Add(new(DifferenceSubject.ReportPart, DifferenceKind.Renamed, id, before.Name.Both, after.Name.Both));
            }

            Told($"{id}.group", before.Group, after.Group);
            Told($"{id}.from", $"{before.From}", $"{after.From}");
            Told($"{id}.until", $"{before.Until}", $"{after.Until}");
            Listed($"{id}.headlines", before.Headlines, after.Headlines, h => h.Indicator);
            Listed($"{id}.registers", before.Registers, after.Registers, r => r.Indicator);
            Listed($"{id}.done", before.Done, after.Done, d => d.Both);
        }

        var order = Shared(now, would);
        if (!order.SequenceEqual(Shared(would, now), StringComparer.Ordinal))
        {
            Told("measures", string.Join(", ", order), string.Join(", ", Shared(would, now)));
        }

        return found;

        void Told(string what, string was, string isNow)
        {
            if (was != isNow)
            {
                found.Add(new(DifferenceSubject.ReportPart, DifferenceKind.Changed, what, Short(was), Short(isNow)));
            }
        }

        void Listed<T>(string what, IReadOnlyList<T> was, IReadOnlyList<T> isNow, Func<T, string> name)
        {
            var (old, young) = (was.Select(Text).ToList(), isNow.Select(Text).ToList());
            if (!old.SequenceEqual(young, StringComparer.Ordinal))
            {
                // The order alone is told by all of it.
                var (gone, come) = (was.Where(w => !young.Contains(Text(w))).ToList(), isNow.Where(n => !old.Contains(Text(n))).ToList());
                Told(what, string.Join(", ", gone.Count + come.Count == 0 ? was.Select(name) : gone.Select(name)),
                    string.Join(", ", gone.Count + come.Count == 0 ? isNow.Select(name)
                        : come.Select(c => gone.Any(g => name(g) == name(c)) ? Text(c) : name(c))));
            }
        }
    }

    private static OutlineMeasure? Find(ReportOutline outline, string id) => outline.Measures.FirstOrDefault(m => m.Id == id);

    // The ids of the parts that both have, in the order of the first.
    private static IReadOnlyList<string> Shared(ReportOutline of, ReportOutline other) =>
        [.. of.Measures.Select(m => m.Id).Where(id => Find(other, id) is not null)];

    private static string Text<T>(T value) => value is OutlineText text ? text.Both : JsonSerializer.Serialize(value, Readable);

    private static string Short(string text) => text.Length > MostTold ? text[..MostTold] + "…" : text;
}
