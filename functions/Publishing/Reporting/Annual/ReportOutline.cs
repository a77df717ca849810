using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SmartToyonaka.Publishing.Reporting.Annual;

/// <summary>An indicator that a measure is judged by.</summary>
/// <param name="Indicator">An id of the catalogue.</param>
/// <param name="Label">What stands before the value; <c>""</c> for nothing.</param>
/// <param name="Verb">What stands after it: 30事業以上<em>実施</em>.</param>
public sealed record OutlineHeadline(string Indicator, string Label, string Verb);

/// <summary>A register of initiatives in a measure.</summary>
/// <param name="Indicator">The indicator that counts it.</param>
/// <param name="Title">Its heading.</param>
/// <param name="Action">What was done: 実施, 導入.</param>
/// <param name="Columns">What is shown of each initiative; none where only numbers are.</param>
/// <param name="Note">A footnote on what it does not hold.</param>
/// <param name="ListsEarlier">Whether those of earlier years are named too.</param>
public sealed record OutlineRegister(string Indicator, string Title, string Action, IReadOnlyList<string> Columns, string Note = "",
    bool ListsEarlier = false);

/// <summary>One measure of the report.</summary>
/// <param name="Id">Stable: texts name it.</param>
/// <param name="Group">A heading of the catalogue.</param>
/// <param name="Name">Its name.</param>
/// <param name="Headlines">What it is judged by.</param>
/// <param name="Done">What figures say under 取組み実績, as templates.</param>
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

    private static ReportOutline Load()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("SmartToyonaka.Publishing.Reporting.outline.json")!;
        return JsonSerializer.Deserialize<ReportOutline>(stream, Json)!;
    }
}
