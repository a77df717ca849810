using System.Globalization;
using SmartToyonaka.Domain;
using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Domain.Organisation;

namespace SmartToyonaka.Intake.Messages;

/// <summary>What is wrong with the figures of a submission.</summary>
internal static class FigureMessages
{
    public static BilingualText Doubled(Measure measure) => new(
        $"「{measure.NameJa}」が2回あります。1つにまとめてください。",
        $"'{measure.Id}' is given twice; give it once.");

    public static BilingualText WithdrawnWithNumber { get; } = new(
        "取消と数値が一緒に入っています。取り消すときは数値を空に、訂正するときは取消を外してください。",
        "A number stands beside the withdrawal. Leave the numbers out to take them back; leave the withdrawal out to "
            + "correct them.");

    public static BilingualText MeasureMissing { get; } = new("項目(measure)を入れてください。", "measure is missing; name what the number is of.");

    public static BilingualText MeasureUnknown => new(
        $"この項目(measure)はありません。使えるもの: {string.Join("、", MeasureRegistry.Current.OfForms.Select(m => $"{m.NameJa} {m.Id}"))}",
        $"There is no such measure. Known: {string.Join(", ", MeasureRegistry.Current.OfForms.Select(m => m.Id))}");

    public static BilingualText ComesByFile(Measure measure, string id, string folder) => new(
        $"「{measure.NameJa}」はCSVファイル(drops/{folder})で受け付けます。",
        $"'{id}' is handed in as a CSV file in drops/{folder}.");

    public static BilingualText PartUnknown(Measure measure, string name) => new(
        $"「{measure.NameJa}」に {name} はありません。使えるもの: {string.Join("、", measure.Parts)}",
        $"'{measure.Id}' has no {name}; it has {string.Join(", ", measure.Parts)}.");

    public static BilingualText ShareExceedsWhole(Measure measure, long share, long whole) => new(
        $"{PartNames.Ja(measure.Parts[0])}({share})が {PartNames.Ja(measure.Parts[1])}({whole})を超えています。どちらかを直してください。",
        $"{measure.Parts[0]} ({share}) exceeds {measure.Parts[1]} ({whole}); correct one of them.");

    public static BilingualText Ended(Measure measure, FiscalYear last) => new(
        $"「{measure.NameJa}」は{JapaneseEra.Text(last)}分までで集め終わりました。年月を確かめるか、この項目を取り除いてください。",
        $"'{measure.Id}' is not collected after the fiscal year {last}. Check the month, or remove it.");

    public static BilingualText NotOwed(Measure measure, IReadOnlyList<Section> owners)
    {
        if (owners.Count == 0 && measure.Until is { } last)
        {
            return Ended(measure, new(last));
        }

        var named = owners.Take(10).Select(s => $"{s.Code} {s.Name}").ToList();
        return owners.Count == 0
            ? new(
                $"「{measure.NameJa}」を提出する所属は定められていません。この項目を取り除くか、管理者にカタログの owed を確かめるよう頼んでください。",
                $"Nobody is named to hand in '{measure.Id}'. Remove it, or ask the administrator to check 'owed' in the catalogue.")
            : new(
                $"「{measure.NameJa}」を提出するのは {string.Join("、", named)}{(owners.Count > named.Count ? " ほか" : "")} です。所属か項目を確かめるか、この項目を取り除いてください。",
                $"'{measure.Id}' is handed in by {string.Join(", ", named)}{(owners.Count > named.Count ? " and others" : "")}. "
                    + "Check the department or the measure, or remove it.");
    }

    /// <param name="part">Which number of the measure.</param>
    /// <param name="sent">What was sent; null where it takes back.</param>
    /// <param name="holds">What was said last; null where that was taken back.</param>
    public static BilingualText Overtaken(string part, long? sent, long? holds) => new(
        string.Create(CultureInfo.InvariantCulture,
            $"この画面や元の数字を見たあとで、{(holds is { } now ? $"{PartNames.Ja(part)}が {now:N0} に変わっています" : "値が変わっています")}(今回の入力は "
                + $"{(sent is { } s ? $"{s:N0}" : "取消")})。どちらが正しいか確かめて、もう一度提出してください。"),
        string.Create(CultureInfo.InvariantCulture,
            $"Since you looked, {(holds is { } value ? $"{part} has become {value:N0}" : "it has changed")} (you sent "
                + $"{(sent is { } given ? $"{given:N0}" : "a withdrawal")}). Check which is right and submit again, based on what holds now."));
}
