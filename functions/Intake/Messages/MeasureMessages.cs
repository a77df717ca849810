using SmartToyonaka.Domain.Measures;

namespace SmartToyonaka.Intake.Messages;

/// <summary>What is wrong with a catalogue's measures beside what holds, in Japanese: it is written by the city's administrators.</summary>
internal static class MeasureMessages
{
    public static string Vanished(Measure measure) =>
        $"いまのカタログにあるメジャー {measure.Id}({measure.NameJa})がありません。提出済みの数値が読めなくなるため、取り除けません。"
            + $"measures に戻し、集めるのをやめるときは owed の until で終わりの月を書いてください。";

    public static string Changed(Measure measure) =>
        $"メジャー {measure.Id}({measure.NameJa})の kind、parts、shareOfWhole は変えられません(提出済みの数値の意味が変わります)。"
            + $"いまの kind は {(measure.Kind == MeasureKind.Stock ? "stock" : "flow")}、parts は {string.Join("、", measure.Parts)} です。"
            + $"別のものを集めるときは、新しい id のメジャーを加えてください。";
}
