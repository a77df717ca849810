using SmartToyonaka.Domain;
using SmartToyonaka.Domain.Calendar;

namespace SmartToyonaka.Intake.Messages;

/// <summary>Months that cannot be read or are not taken.</summary>
internal static class MonthMessages
{
    public static BilingualText Missing { get; } = new(
        "対象の年月がありません。2021-06 や 令和3年6月 のように入力してください。",
        "The month is missing; write 2021-06 or “令和3年6月”.");

    public static BilingualText YearWrong(int year) => new(
        $"年が正しくないようです({year}年)。Excel は R3.6 や 3.6 を 1903年6月 などの日付に変えます。2021-06 や 令和3年6月 のように入力してください。",
        $"The year looks wrong ({year}): Excel makes a date of R3.6. Write 2021-06.");

    public static BilingualText InFuture(FiscalMonth month, FiscalMonth last) => new(
        $"{JapaneseEra.Text(month)}はまだ始まっていません。実績は{JapaneseEra.Text(last)}分までです。年月を確かめるか、"
            + $"予定なら status を planned(予定)にしてください。",
        $"{month} has not begun; actual figures are taken up to {last}. Check the month, or send a plan with status "
            + $"planned.");

    public static BilingualText TooFar(FiscalMonth last) => new(
        $"{last}より先の年月です。年を確かめてください。",
        $"This month is after {last}; check the year.");

    public static BilingualText LostZero { get; } = new(
        "年月が小数の数値です(2021.10 は 2021.1 になるため、1月か10月か分かりません)。2021-10 のように入力してください。",
        "The month is a number with a fraction: 2021.10 becomes 2021.1, so it may be January or October. Write 2021-10.");

    public static BilingualText Ambiguous(BilingualText readings) => new(
        $"年月が2通り以上に読めます({readings.Ja})。2021-10 や 令和3年10月 のように入力してください。",
        $"This may be more than one month ({readings.En}); write 2021-10 or “令和3年10月”.");

    public static BilingualText NoSuchDate { get; } = new("その年月日は暦にありません。月は1〜12です。", "There is no such date; months are 1 to 12.");

    public static BilingualText NoSuchYear => new(
        $"元号か年が正しくありません。使える元号は {Eras.Known.Names} です。令和3年6月 か 2021-06 のように入力してください。",
        $"The era or year is wrong; known eras are “{Eras.Known.Names}”. Write “令和3年6月” or 2021-06.");

    public static BilingualText Unreadable { get; } = new(
        "年月として読めません。2021-06 や 令和3年6月 のように入力してください。",
        "This is no month; write 2021-06 or “令和3年6月”.");
}
