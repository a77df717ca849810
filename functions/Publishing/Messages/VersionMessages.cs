using System.Globalization;
using SmartToyonaka.Domain;
using SmartToyonaka.Domain.Indicators;

namespace SmartToyonaka.Publishing.Messages;

/// <summary>What is other about an indicator from a fiscal year on.</summary>
internal static class VersionMessages
{
    public static BilingualText Name(Indicator now) => new($"名称は「{now.NameJa}」", $"called '{now.NameEn}'");

    public static BilingualText Target(Target target)
    {
        var value = target.Value.ToString("#,##0.######", CultureInfo.InvariantCulture);
        return target.Kind == TargetKind.AtLeast ? new($"目標は {value} 以上", $"target: {value} or more")
            : new($"目標は {value} 以下", $"target: {value} or less");
    }

    public static BilingualText NoTarget { get; } = new("目標なし", "no target");

    public static BilingualText Formula(BilingualText words) => new($"計算は {words.Ja}", $"computed as {words.En}");

    public static BilingualText Note(BilingualText note) => new($"注記は「{note.Ja}」", $"footnote: “{note.En}”");

    public static BilingualText Rules(string version) => new($"規則の版は {version}", $"rules {version}");

    public static BilingualText Ends { get; } = new("この年度の前までで終わり", "ended with the fiscal year before");

    public static RuleChange Change(string since, IReadOnlyList<BilingualText> changes) =>
        new(since, string.Join("、", changes.Select(c => c.Ja)), string.Join("; ", changes.Select(c => c.En)));
}
