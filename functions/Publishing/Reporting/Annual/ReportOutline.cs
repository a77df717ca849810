using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using SmartToyonaka.Domain.Indicators;
using SmartToyonaka.Intake.Reference;

namespace SmartToyonaka.Publishing.Reporting.Annual;

/// <summary>An indicator that a measure is judged by.</summary>
/// <param name="Indicator">An id of the catalogue.</param>
/// <param name="Target">【目標】, as a template.</param>
/// <param name="Result">【年度末】, as templates: the first of which all figures are there, else the last.</param>
public sealed record OutlineHeadline(string Indicator, string Target, IReadOnlyList<string> Result);

/// <summary>A register of initiatives in a measure.</summary>
/// <param name="Indicator">The indicator that counts it.</param>
/// <param name="Title">Its heading.</param>
/// <param name="Columns">What is shown of each initiative; none where only numbers are.</param>
/// <param name="Unit">What is counted, where the report says it otherwise than the catalogue: 社.</param>
/// <param name="Action">What was done, where the report says it with the year: 事業の実施.</param>
/// <param name="Considering">What is said of those that are being considered, before their number.</param>
/// <param name="Note">A footnote on what it does not hold.</param>
/// <param name="ListsEarlier">Whether those of earlier years are named too.</param>
/// <param name="IsOfYear">Whether the year's number stands in the heading, and no other year's is given.</param>
public sealed record OutlineRegister(string Indicator, string Title, IReadOnlyList<string> Columns, string Unit = "", string Action = "",
    string Considering = "", string Note = "", bool ListsEarlier = false, bool IsOfYear = false);

/// <summary>One measure of the report.</summary>
/// <param name="Id">Stable: texts name it.</param>
/// <param name="Group">A heading of the catalogue.</param>
/// <param name="Name">Its name.</param>
/// <param name="Headlines">What it is judged by.</param>
/// <param name="Done">What figures say under 取組み実績, as templates; <c>@</c> and an indicator is where its register is told, <c>@texts</c>
/// where the year's texts stand.</param>
/// <param name="Registers">Its initiatives.</param>
public sealed record OutlineMeasure(
    string Id, string Group, string Name, IReadOnlyList<OutlineHeadline> Headlines, IReadOnlyList<string> Done,
        IReadOnlyList<OutlineRegister> Registers);

/// <summary>What every year's report goes through, in its order: data beside the code, because it is the report's own structure.</summary>
public sealed record ReportOutline(string Title, IReadOnlyList<OutlineMeasure> Measures)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    /// <summary>The outline that is built in.</summary>
    public static ReportOutline BuiltIn { get; } = Load();

    /// <summary>
    /// The outline of a catalogue's report: what is built in as far as the catalogue has its indicators, and a part of its own for each
    /// indicator of what the outline has no indicator of. Those that the program brings and the report does not print stay out of it.
    /// </summary>
    public static ReportOutline Of(Catalogue catalogue)
    {
        var known = BuiltIn.Measures.Where(m => IndicatorsOf(m).Any(i => catalogue.Find(i) is not null)).ToList();
        var told = known.SelectMany(IndicatorsOf).Select(catalogue.Find).OfType<Indicator>().Select(i => i.Formula.Measure)
            .ToHashSet(StringComparer.Ordinal);
        return BuiltIn with
        {
            Measures = [.. known, .. catalogue.Indicators
                .Where(i => !told.Contains(i.Formula.Measure) && ReferenceData.BuiltInCatalogue.Find(i.Id) is null).Select(PartOf)],
        };
    }

    private static IEnumerable<string> IndicatorsOf(OutlineMeasure measure) =>
        measure.Headlines.Select(h => h.Indicator).Concat(measure.Registers.Select(r => r.Indicator));

    private static OutlineMeasure PartOf(Indicator i) => new(
        i.Id, i.Group, i.NameJa, [new(i.Id, $"{{{i.Id}#target}}", [$"{{{i.Id}}}"])], [],
        i.Formula.Kind == FormulaKind.CountOfInitiatives ? [new(i.Id, i.NameJa, ["name", "department", "since"])] : []);

    private static ReportOutline Load()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("SmartToyonaka.Publishing.Reporting.outline.json")!;
        return JsonSerializer.Deserialize<ReportOutline>(stream, Json)!;
    }
}
