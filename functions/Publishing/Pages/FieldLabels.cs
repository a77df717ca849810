using System.Text.RegularExpressions;
using SmartToyonaka.Domain.Measures;

namespace SmartToyonaka.Publishing.Pages;

/// <summary>What a field is called on the page.</summary>
internal static partial class FieldLabels
{
    /// <param name="pointer">The field's name.</param>
    /// <param name="known">How many initiatives are there already: rows after them are new ones.</param>
    public static string Of(string pointer, int known)
    {
        if (Initiative().Match(pointer) is { Success: true } initiative)
        {
            var number = int.Parse(initiative.Groups[1].ValueSpan, System.Globalization.CultureInfo.InvariantCulture) + 1;
            return $"{(number > known ? $"新しい取組み{number - known}" : $"登録済みの取組み{number}")}の{OfInitiative(initiative.Groups[2].Value)}";
        }

        return pointer.Split('.') is [var measure, var part] && MeasureRegistry.Current.Find(measure) is { } found
            ? $"{found.NameJa} {PartNames.Ja(part)}" : pointer switch
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
