using System.Globalization;
using SmartToyonaka.Domain;
using SmartToyonaka.Domain.Calendar;

namespace SmartToyonaka.Publishing.Messages;

/// <summary>Why a frozen report would read otherwise today. What it says is quoted, in English where it was frozen in both.</summary>
internal static class ReportDifferenceMessages
{
    public static BilingualText Catalogue(string before, string now) => new(
        $"指標の規則(カタログ)が版 {before} から版 {now} に変わりました。",
        $"The rules of the indicators (the catalogue) changed from version {before} to version {now}.");

    public static BilingualText Register { get; } = new(
        "所属の一覧(departments.csv)が変わりました。", "The list of sections (departments.csv) changed.");

    public static BilingualText Texts { get; } = new("報告書の本文が変わりました。", "The texts of the report changed.");

    /// <summary>Which figure, from what to what.</summary>
    public static BilingualText Figure(BilingualText name, BilingualText old, BilingualText now) => Changed(
        new($"「{name.Ja}」", $"“{name.En}”"), old, now, new("いまは印字しません。", "It is not printed now."));

    /// <summary>A value with the month that it is of.</summary>
    public static BilingualText Value(BilingualText text, BilingualText month) => month.Ja.Length > 0
        ? new($"{text.Ja}（{month.Ja}）", $"“{text.En}” ({month.En})") : new(text.Ja, text.En.Length > 0 ? $"“{text.En}”" : "");

    public static BilingualText Initiative(string name, BilingualText old, BilingualText now) => Changed(
        new($"取組み「{name}」", $"The initiative “{name}”"), new(old.Ja, $"“{old.En}”"), new(now.Ja, $"“{now.En}”"),
        new("いまはありません。", "It is not there now."));

    public static BilingualText Target(BilingualText old, BilingualText now) =>
        Changed(new("目標", "The target"), Words(old), Words(now), null);

    public static BilingualText Text(BilingualText name) => new(
        $"{name.Ja}の文が、報告書と違います。", $"The text “{name.En}” is not that of the report.");

    /// <summary>The name of a text of the report.</summary>
    public static BilingualText TextName(string key) => key switch
    {
        "purpose" => new("目的", "purpose"),
        "period" => new("対象期間", "period"),
        "notes" => new("注", "notes"),
        _ => new("取組み予定・取組み実績・今後の対応", "planned, done, next"),
    };

    /// <summary>Who handed in what, and when; a caller who may not know departments is told of one.</summary>
    public static BilingualText Later(DateTimeOffset at, string? department, FiscalMonth month, BilingualText what, bool isFile,
        string state) => new(
        $"{at.Year}年{at.Month}月{at.Day}日 {at.Hour}時{at.Minute:D2}分、{department ?? "1つの課"}が{JapaneseEra.Text(month)}分の「{what.Ja}」を" + state switch
        {
            "withdrawn" => "取り消しました。",
            "held" => "提出しました(確認待ちで、まだ数えていません)。",
            "rejected" => "提出しましたが、却下されました。",
            _ => isFile ? "ファイルで提出しました。" : "提出しました。",
        },
        $"{at.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)}: {department ?? "a section"} " + state switch
        {
            "withdrawn" => $"took back “{what.En}” of {month}.",
            "held" => $"handed in “{what.En}” of {month} (it waits to be confirmed and is not counted yet).",
            "rejected" => $"handed in “{what.En}” of {month}, which was rejected.",
            _ => $"handed in “{what.En}” of {month}{(isFile ? " as a file" : "")}.",
        });

    public static BilingualText LaterEntries(int count, IReadOnlyCollection<BilingualText> measures) => new(
        $"締切りのあとに{count}件の訂正・追加がありました({string.Join("、", measures.Select(m => m.Ja))})。",
        $"After the closing came {count} correction(s) or addition(s) ({string.Join(", ", measures.Select(m => m.En))}).");

    public static BilingualText OtherFigures { get; } = new("ほかの数字の変更によるものです。", "Other figures that changed are the cause.");

    public static BilingualText Program { get; } = new(
        "締切りのあとに受け付けた数字も規則の変更もありません。計算のしかた(プログラム)が変わった可能性があります。",
        "After the closing no figure came and no rule changed: the program may compute otherwise.");

    // A thing that the report says, from what to what; "" is nothing.
    private static BilingualText Changed(BilingualText what, BilingualText old, BilingualText now, BilingualText? gone) =>
        old.Ja.Length == 0
            ? new($"{what.Ja}は、報告書にはありませんでした。いまは{now.Ja}です。", $"{what.En} was not in the report. It is {now.En} now.")
            : now.Ja.Length == 0 && gone is not null
                ? new($"{what.Ja}は、報告書では{old.Ja}でした。{gone.Ja}", $"{what.En} was {old.En} in the report. {gone.En}")
                : new($"{what.Ja}は、報告書では{old.Ja}でしたが、いまは{now.Ja}です。", $"{what.En} was {old.En} in the report and is {now.En} now.");

    private static BilingualText Words(BilingualText lines) =>
        new($"「{lines.Ja.Replace('\n', '、')}」", $"“{lines.En.Replace("\n", ", ", StringComparison.Ordinal)}”");
}
