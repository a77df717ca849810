using SmartToyonaka.Domain;
using SmartToyonaka.Domain.Measures;

namespace SmartToyonaka.Intake.Messages;

/// <summary>What is wrong with the initiatives of a submission.</summary>
internal static class InitiativeMessages
{
    public static BilingualText Doubled { get; } = new(
        "同じ取組み(区分・名称・年月)が2回あります。1つにしてください。",
        "The same initiative (category, name, month) is given twice; give it once.");

    public static BilingualText CategoryUnknown => new(
        $"区分(category)を次から選んでください: {string.Join("、", MeasureRegistry.Current.Registers.Select(m => $"{m.NameJa} {m.Category}"))}",
        $"category must be one of {string.Join(", ", MeasureRegistry.Current.Registers.Select(m => m.Category))}.");

    /// <param name="statuses">Those of the register; null where the register is not known.</param>
    public static BilingualText StatusUnknown(IReadOnlyList<string>? statuses)
    {
        var its = statuses ?? [.. MeasureRegistry.Current.Statuses.Select(s => s.Id)];
        return new(
            $"段階(status)を次から選んでください: {string.Join("、", its.Select(s => $"{new InitiativeStatus(s).Ja()} {s}"))}",
            $"status must be one of {string.Join(", ", its)}.");
    }

    public static BilingualText NotATruthValue { get; } = new(
        "目標に数えるか(countsTowardTarget)は true か false(ファイルでは ○ か ×)にしてください。",
        "countsTowardTarget must be true or false (in a file ○ or ×).");

    public static BilingualText TooManyPartners(int most) => new($"連携先(partners)は{most}件までに減らしてください。", $"Give at most {most} partners.");

    public static BilingualText Length(bool required, int most) => new(
        $"{(required ? "1" : "0")}〜{most}文字で入力してください。",
        $"Enter {(required ? 1 : 0)} to {most} characters.");

    public static BilingualText KnownAs(string name, string knownAs) => new(
        $"「{name}」は、すでにある「{knownAs}」と同じ取組みとして数えます(全角と半角、空白などの違いしかないため)。別の取組みなら、違いが読んで分かる名称にしてください。",
        $"'{name}' is counted as '{knownAs}', which is there already: they differ only in how they are typed. "
            + "If it is another one, give it a name that reads differently.");
}
