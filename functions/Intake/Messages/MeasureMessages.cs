using SmartToyonaka.Domain;
using SmartToyonaka.Domain.Measures;

namespace SmartToyonaka.Intake.Messages;

/// <summary>What is wrong with a catalogue's measures beside what holds, for the city's administrators.</summary>
internal static class MeasureMessages
{
    public static BilingualText Vanished(Measure measure) => new(
        $"いまのカタログにあるメジャー {measure.Id}({measure.NameJa})がありません。提出済みの数値が読めなくなるため、取り除けません。"
            + $"measures に戻し、集めるのをやめるときは until に終わりの年度を書いてください。",
        $"The measure {measure.Id} ({measure.NameEn}) is missing. Its entries could not be read any more. Put it back into "
            + $"measures; where it is no longer collected, write its last fiscal year in until.");

    public static BilingualText Changed(Measure measure) => new(
        $"メジャー {measure.Id}({measure.NameJa})の kind、parts とその順、shareOfWhole、topic、headcount、drop の folder・dimensions・isTime は変えられません"
            + $"(提出済みの数値の意味が変わります)。いまの kind は {Kind(measure)}、parts は {string.Join("、", measure.Parts)} です。"
            + $"集めなくなった数字は parts に残して until を書き、新しい数字は終わりに from を付けて加え、別のものを集めるときは新しい id のメジャーを加えてください。",
        $"Of the measure {measure.Id} ({measure.NameEn}) the kind, the parts and their order, shareOfWhole, topic, headcount, and folder, "
            + $"dimensions and isTime of drop cannot be changed, since its entries would mean something else. Its kind is {Kind(measure)}, its parts are "
            + $"{string.Join(", ", measure.Parts)}. A part that is no longer collected stays, with until; a new one comes last, with from; "
            + $"to collect something else, add a measure of another id.");

    public static BilingualText UnitChanged(Measure measure, string part, string was, string isNow) => new(
        $"メジャー {measure.Id} の parts の {part} の unit は「{was}」から「{isNow}」に変えられません(提出済みの数値の意味が変わります)。"
            + $"「{was}」に戻し、別の単位で集めるときは新しい id で加えてください。",
        $"The unit of the part {part} of {measure.Id} cannot change from '{was}' to '{isNow}', since its entries would mean something else. "
            + $"Write '{was}' again, and use another id to collect it in another unit.");

    private static string Kind(Measure measure) => measure.Kind switch
    {
        MeasureKind.Stock => "stock",
        MeasureKind.Flow => "flow",
        _ => "register",
    };
}
