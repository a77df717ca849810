using System.Text.RegularExpressions;
using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Publishing.Pages.Provenances;

namespace SmartToyonaka.Publishing.Pages;

/// <summary>What a field is called on the page.</summary>
internal static partial class FieldLabels
{
    /// <param name="r">Who reads it.</param>
    /// <param name="pointer">The field's name.</param>
    /// <param name="known">How many initiatives are there already: rows after them are new ones.</param>
    public static string Of(PageViewer r, string pointer, int known)
    {
        if (Initiative().Match(pointer) is { Success: true } initiative)
        {
            var number = int.Parse(initiative.Groups[1].ValueSpan, System.Globalization.CultureInfo.InvariantCulture) + 1;
            var row = number > known ? r.Of($"新しい取組み{number - known}", $"New initiative {number - known}")
                : r.Of($"登録済みの取組み{number}", $"Initiative {number}");
            return r.Of($"{row}の{OfInitiative(r, initiative.Groups[2].Value)}", $"{row}, {OfInitiative(r, initiative.Groups[2].Value)}");
        }

        return pointer.Split('.') is [var measure, var part] && MeasureRegistry.Current.Find(measure) is { } found
            ? $"{r.Name(found)} {r.Part(part)}" : pointer switch
            {
                "department" => r.Of("所属", "Section"),
                "month" => r.Of("対象の年月", "Month"),
                "status" => r.Of("実績・予定", "Actual or planned"),
                _ => "",
            };
    }

    public static string OfInitiative(PageViewer r, string field) => field switch
    {
        "category" => r.Of("区分", "Category"),
        "name" => r.Of("名称", "Name"),
        "status" => r.Of("段階", "Status"),
        "partners" => r.Of("連携先", "Partners"),
        "countsTowardTarget" => r.Of("目標に数える", "Counts toward the target"),
        "note" => r.Of("備考", "Note"),
        _ => r.Of("項目", "Field"),
    };

    [GeneratedRegex(@"^initiatives\.([0-9]{1,4})\.([A-Za-z]+)$", RegexOptions.CultureInvariant)]
    private static partial Regex Initiative();
}
