using SmartToyonaka.Domain;
using SmartToyonaka.Domain.Calendar;

namespace SmartToyonaka.Triggers.Messages;

/// <summary>Values, entries and departments that are asked for and are not there.</summary>
internal static class IndicatorMessages
{
    public static BilingualText NoSuchIndicator(IReadOnlyList<string> known) => new(
        $"この指標はありません。あるもの: {string.Join("、", known)}",
        $"There is no such indicator. There are: {string.Join(", ", known)}");

    public static BilingualText NotAMonth { get; } = new(
        "年月として読めません。2021-06 や 令和3年6月 のように書いてください。",
        "This is no month; write 2021-06 or “令和3年6月”.");

    public static BilingualText Basis(string known) => new($"basis(対象期間)は次のどれかです: {known}", $"basis is one of: {known}");

    public static BilingualText Status { get; } = new("status は actual(実績)か planned(予定)です。", "status is actual or planned.");

    public static BilingualText NoSuchDepartmentTitle { get; } = new("この所属はありません", "There is no such department");

    public static BilingualText NoSuchDepartment { get; } = new("所属コードを確かめてください。", "Check the department's code.");

    public static BilingualText NoSuchEntryTitle { get; } = new("この記録はありません", "There is no such entry");

    public static BilingualText NoSuchEntry { get; } = new("指標の値からたどってください。", "Follow the links from a value.");

    public static BilingualText NoSuchEntryInApi { get; } = new(
        "この記録はありません。指標の値からたどってください。",
        "There is no such entry; follow the links from a value.");

    public static BilingualText NameTheDepartment { get; } = new(
        "department に所属コードか所属名を指定してください(例 department=0213)。",
        "Name the department by its code or name, for example department=0213.");

    public static BilingualText NoSuchDepartmentInApi { get; } = new("この所属コードはありません。", "There is no department of this code.");

    /// <param name="month">The month that is asked for.</param>
    /// <param name="months">The months of its fiscal year that have values.</param>
    public static BilingualText NoSuchValue(FiscalMonth month, IReadOnlyList<string> months)
    {
        var (ja, en) = months.Count == 0 ? ("この年度の値はまだありません。", "There are no values of this fiscal year yet.")
            : ($"この年度で値があるのは {months[0]} から {months[^1]} までです。", $"In this fiscal year there are values from {months[0]} to {months[^1]}.");
        return new($"{JapaneseEra.Text(month)}の値はありません。{ja}", $"There is no value of {month}. {en}");
    }
}
