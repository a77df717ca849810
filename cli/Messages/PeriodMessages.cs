using SmartToyonaka.Domain;

namespace SmartToyonaka.Cli.Messages;

/// <summary>What the command <c>period</c> says.</summary>
internal static class PeriodMessages
{
    public static BilingualText About { get; } = new(
        "月・年度を締め切る、開ける、記録を見る",
        "Closes months and fiscal years, opens them again, lists what was done");

    public static BilingualText Close { get; } = new(
        "月か年度を締め切る: 提出もファイルも受け付けなくなる",
        "Closes a month or fiscal year: it takes no submission and no drop");

    public static BilingualText Reopen { get; } = new("締め切った月か年度を開ける", "Opens a month or fiscal year again");

    public static BilingualText Month { get; } = new("年月(2021-06、令和3年6月)", "The month (2021-06)");

    public static BilingualText FiscalYear { get; } = new("月の代わりに年度(西暦)", "A fiscal year (2021) in the month's place");

    public static BilingualText Reason { get; } = new("理由。記録に残る", "Why; it is recorded");

    public static BilingualText Target { get; } = new(
        "年月(例 2021-06)か --fiscal-year(例 2021)のどちらか一方を指定してください。",
        "Give either a month (2021-06) or --fiscal-year (2021).");

    public static BilingualText ReasonRule(int most) => new(
        $"--reason に理由を1〜{most}文字で指定してください(制御文字や外字は使えません)。",
        $"Give a --reason of 1 to {most} characters, no control or private ones among them.");

    public static BilingualText AlreadyClosed { get; } = new("すでに締め切られています。記録は加えていません。", "It is closed already; nothing was recorded.");

    public static BilingualText AlreadyOpen { get; } = new("締め切られていません。記録は加えていません。", "It is not closed; nothing was recorded.");

    public static BilingualText Closed(string period) => new($"{period}を締め切りました。", $"{period} is closed.");

    public static BilingualText Reopened(string period) => new($"{period}を開けました。", $"{period} is open again.");

    public static BilingualText List { get; } = new("締切りと再開の記録を新しい順に並べる", "Lists what was closed and opened again, newest first");

    public static BilingualText ClosedNow { get; } = new("締切り中", "closed now");
}
