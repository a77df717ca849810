using System.Text.RegularExpressions;
using SmartToyonaka.Figures;

namespace SmartToyonaka.Pages;

/// <summary>What a field is called on the page.</summary>
internal static partial class Labels
{
    public static string Of(string pointer)
    {
        if (Initiative().Match(pointer) is { Success: true } initiative)
        {
            return $"取組み{int.Parse(initiative.Groups[1].ValueSpan, System.Globalization.CultureInfo.InvariantCulture) + 1}の{OfInitiative(initiative.Groups[2].Value)}";
        }

        return pointer.Split('.') is [var measure, var part] && Measures.Find(measure) is { } found ? $"{found.NameJa} {PartText.Ja(part)}" : pointer switch
        {
            "department" => "所属",
            "month" => "対象の年月",
            "status" => "実績・予定",
            _ => "",
        };
    }

    public static string OfInitiative(string field) => field switch
    {
        "category" => "区分",
        "name" => "名称",
        "status" => "段階",
        "partners" => "連携先",
        "countsTowardTarget" => "目標に数える",
        "note" => "備考",
        _ => "項目",
    };

    [GeneratedRegex(@"^initiatives\.([0-9]{1,4})\.([A-Za-z]+)$", RegexOptions.CultureInvariant)]
    private static partial Regex Initiative();
}
