using SmartToyonaka.Domain;

namespace SmartToyonaka.Intake.Messages;

/// <summary>What is wrong with the outline of the annual report.</summary>
internal static class OutlineMessages
{
    public static BilingualText PartTwice(string id) => new(
        $"取組み「{id}」が2回あります。番号を別にしてください。", $"The part {id} is there twice. Give one of them another id.");

    public static BilingualText RegisterTwice(string indicator) => new(
        $"この取組みに、指標 {indicator} の一覧が2つあります。1つにしてください。",
        $"This part has two registers of the indicator {indicator}. Leave one of them.");

    public static BilingualText GroupUnknown(string group, IEnumerable<string> groups) => new(
        $"group「{group}」はカタログの groups にありません。{string.Join("、", groups)} のどれかにしてください。",
        $"The catalogue has no group {group}. Use one of {string.Join(", ", groups)}.");

    public static BilingualText IndicatorUnknown(string indicator) => new(
        $"指標 {indicator} はカタログにありません。番号を確かめるか、先にカタログへ加えてください。",
        $"The catalogue has no indicator {indicator}. Check its id, or add it to the catalogue first.");

    public static BilingualText NoRegister(string indicator) => new(
        $"指標 {indicator} は一覧(register)を数えるものではないので、registers に入れられません。headlines か done に入れてください。",
        $"The indicator {indicator} counts no register and cannot stand in registers. Put it into headlines or done.");

    public static BilingualText PlaceUnknown(string line) => new(
        $"done の「{line}」は、この取組みの registers にある指標か @texts にしてください。",
        $"“{line}” in done must be @ and an indicator of this part's registers, or @texts.");

    public static BilingualText SaysNothing(string id) => new(
        $"取組み「{id}」に指標がありません。headlines、registers、done のどれかで指標を示してください。",
        $"The part {id} names no indicator. Name one in headlines, registers or done.");

    public static BilingualText EnglishDiffers { get; } = new(
        "en は、ja と同じ数字({ } の中)を同じ数だけ示し、頭の ? と | も同じにしてください。順は違ってもかまいません。",
        "en has to name the same figures in braces as ja, as often, and begin with the same ? or |. Their order may differ.");

    public static BilingualText EndsBeforeItBegins { get; } = new(
        "until が from より前です。どちらかを直してください。", "until is before from. Correct one of them.");

    public static BilingualText TextsLost(string id, BilingualText name, IEnumerable<string> years) => new(
        $"取組み「{id}」({name.Ja})には {string.Join("、", years)} 年度の本文があるので、取り除けません。残して until(最後の年度)を入れてください。",
        $"The part {id} (“{name.En}”) has texts of {string.Join(", ", years)} and cannot be left out. Keep it, and give it until, its last year.");
}
