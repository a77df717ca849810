using System.Globalization;
using SmartToyonaka.Domain;
using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Domain.Measures;

namespace SmartToyonaka.Intake.Messages;

/// <summary>Numbers that are far from what they are compared with: what is asked of whoever handed them in.</summary>
internal static class OutlierMessages
{
    public static BilingualText FromReplaced(string part, long value, long before, bool holds) => new(
        string.Create(CultureInfo.InvariantCulture,
            $"{PartNames.Ja(part)} {value:N0} は、いまの値 {before:N0} と大きく違います。{ToDo(holds).Ja}"),
        string.Create(CultureInfo.InvariantCulture,
            $"{part} {value:N0} is far from the {before:N0} that holds. {ToDo(holds).En}"));

    public static BilingualText FromMonthBefore(string part, long value, long before, FiscalMonth monthBefore, bool holds) => new(
        string.Create(CultureInfo.InvariantCulture,
            $"{PartNames.Ja(part)} {value:N0} は、前回({JapaneseEra.Text(monthBefore)})の {before:N0} と大きく違います。{ToDo(holds).Ja}"),
        string.Create(CultureInfo.InvariantCulture,
            $"{part} {value:N0} is far from the {before:N0} of {monthBefore}. {ToDo(holds).En}"));

    public static BilingualText Falls(string part, long value, long before, FiscalMonth other, bool holds) => new(
        string.Create(CultureInfo.InvariantCulture,
            $"{PartNames.Ja(part)} {value:N0} は、{JapaneseEra.Text(other)}の {before:N0} より{(value < before ? "減って" : "多くなって")}います。"
                + $"これは累計で、減ることはありません。その月だけの数を入れていないか確かめてください。{ToDo(holds).Ja}"),
        string.Create(CultureInfo.InvariantCulture,
            $"{part} {value:N0} is {(value < before ? "less" : "more")} than the {before:N0} of {other}, and a running total never falls. "
                + $"Check that it is not the number of the month alone. {ToDo(holds).En}"));

    public static BilingualText AsMuchAsAllOthers(string part, long value, long sum, bool holds) => new(
        string.Create(CultureInfo.InvariantCulture,
            $"{PartNames.Ja(part)} {value:N0} は、ほかの所属の最新の値の合計 {sum:N0} 以上です。市全体の合計を入れていないか確かめてください。{ToDo(holds).Ja}"),
        string.Create(CultureInfo.InvariantCulture,
            $"{part} {value:N0} is as much as the newest values of all other sections together, {sum:N0}. Check that it is not the "
                + $"city's total. {ToDo(holds).En}"));

    /// <param name="part">A number of the measure.</param>
    /// <param name="other">The number whose value it looks like.</param>
    /// <param name="value">What was sent.</param>
    /// <param name="before">The month that it is compared with.</param>
    /// <param name="holds">True where it waits.</param>
    public static BilingualText MisplacedColumn(string part, string other, long value, FiscalMonth before, bool holds) => new(
        string.Create(CultureInfo.InvariantCulture,
            $"{PartNames.Ja(part)} {value:N0} は、{JapaneseEra.Text(before)}の{PartNames.Ja(other)}に近く、{PartNames.Ja(other)}の欄はその逆です。"
                + $"欄(列)を取り違えていないか確かめてください。{ToDo(holds).Ja}"),
        string.Create(CultureInfo.InvariantCulture,
            $"{part} {value:N0} is near {other} of {before}, and the other way round. Check that the columns are not changed about. "
                + $"{ToDo(holds).En}"));

    public static BilingualText RestOfWhole(string part, string whole, long value, long before, FiscalMonth month, bool holds) => new(
        string.Create(CultureInfo.InvariantCulture,
            $"{PartNames.Ja(part)} {value:N0} は、{PartNames.Ja(whole)}からいつもの{PartNames.Ja(part)}({JapaneseEra.Text(month)}は {before:N0})を"
                + $"引いた残りと同じくらいです。残りのほう(紙決裁など)の数を入れていないか確かめてください。{ToDo(holds).Ja}"),
        string.Create(CultureInfo.InvariantCulture,
            $"{part} {value:N0} is about what is left of {whole} without the usual {part} ({before:N0} in {month}). Check that it is not "
                + $"the rest. {ToDo(holds).En}"));

    /// <param name="place">Where it is read.</param>
    /// <param name="word">The section or month that it names.</param>
    /// <param name="holds">True where it waits.</param>
    public static BilingualText NamesOther(string place, string word, bool holds) => new(
        $"{place} に「{word}」とあり、提出する所属・年月と違います。ファイルや様式を取り違えていないか確かめてください。{ToDo(holds).Ja}",
        $"{place} names \"{word}\", which is not the section or month of the submission. Check that it is the right file. {ToDo(holds).En}");

    public static BilingualText BeforeCollection(string part, long value, FiscalMonth monthBefore, bool holds) => new(
        string.Create(CultureInfo.InvariantCulture,
            $"{PartNames.Ja(part)} {value:N0} の年月は、比べる年度の始まり({JapaneseEra.Text(monthBefore)})より前です。{ToDo(holds).Ja}"),
        string.Create(CultureInfo.InvariantCulture,
            $"{part} {value:N0} is of a month before {monthBefore}, the year that others are compared with. {ToDo(holds).En}"));

    public static BilingualText FirstOfOldMonth(string part, long value, FiscalMonth monthBefore, bool holds) => new(
        string.Create(CultureInfo.InvariantCulture,
            $"{PartNames.Ja(part)} {value:N0} は、{JapaneseEra.Text(monthBefore)}分まで報告されたあとに届いた、ずっと前の月のはじめての値です。"
                + $"年に誤りがないか確かめてください。{ToDo(holds).Ja}"),
        string.Create(CultureInfo.InvariantCulture,
            $"{part} {value:N0} is the first value of a month long before {monthBefore}, which has been reported. Check the year. "
                + $"{ToDo(holds).En}"));

    /// <param name="file">The upload that is repeated; "" for a submission.</param>
    /// <param name="since">When it was handed in.</param>
    /// <param name="holds">True where it waits.</param>
    public static BilingualText Repeated(string file, DateOnly since, bool holds) => new(
        string.Create(CultureInfo.InvariantCulture,
            $"{since:yyyy-MM-dd} に受け付けた{(file.Length > 0 ? $"ファイル {file} " : "提出")}と同じ内容で、その後の訂正を元に戻します。"
                + $"古いもの{(file.Length > 0 ? "を置き直していないか" : "でないか")}確かめてください。{(holds ? ToDo(true).Ja : "")}"),
        string.Create(CultureInfo.InvariantCulture,
            $"This says what {(file.Length > 0 ? $"the file {file}" : "a submission")} of {since:yyyy-MM-dd} said, and undoes what has "
                + $"corrected it since. Check that it is not an old one. {(holds ? ToDo(true).En : "")}").TrimEnd());

    public static BilingualText SameAsSection(string section, FiscalMonth month, bool holds) => new(
        $"所属 {section} の{JapaneseEra.Text(month)}の値とまったく同じ数で、自分の前の対象とは違います。ほかの所属の数を入れていないか確かめてください。{ToDo(holds).Ja}",
        $"These are the numbers of section {section} of {month}, and not of the size of the section's own before. Check whose they are. "
            + ToDo(holds).En);

    public static BilingualText SameAsPlan(FiscalMonth month, bool holds) => new(
        $"{JapaneseEra.Text(month)}の予定とまったく同じ数です。予定を実績として入れていないか確かめてください。{ToDo(holds).Ja}",
        $"These are the numbers planned for {month}. Check that they are not a plan sent as actual. {ToDo(holds).En}");

    public static BilingualText NewerOpen(FiscalMonth month, bool holds) => new(
        $"期限のある{JapaneseEra.Text(month)}分がまだ届いていないのに、それより前の月の値です。年月に誤りがないか確かめてください。{ToDo(holds).Ja}",
        $"{month} is due and has not been reported, and this is of an earlier month. Check the month. {ToDo(holds).En}");

    public static BilingualText MoreThanPossible(string part, long value, long before, bool holds) => new(
        string.Create(CultureInfo.InvariantCulture,
            $"{PartNames.Ja(part)} {value:N0} は、ありうる最大の {before:N0} を超えています。{ToDo(holds).Ja}"),
        string.Create(CultureInfo.InvariantCulture,
            $"{part} {value:N0} is more than the {before:N0} that can be. {ToDo(holds).En}"));

    public static BilingualText Settled(string part, long value, long before, FiscalMonth monthBefore, bool holds) => new(
        string.Create(CultureInfo.InvariantCulture,
            $"{PartNames.Ja(part)} {value:N0} は、以前から変わっていない{JapaneseEra.Text(monthBefore)}の値 {before:N0} を変えます。"
                + $"年月に誤りがないか確かめてください。{ToDo(holds).Ja}"),
        string.Create(CultureInfo.InvariantCulture,
            $"{part} {value:N0} changes the {before:N0} of {monthBefore}, which has stood for long. Check the month. {ToDo(holds).En}"));

    public static BilingualText SettledWithdrawn(string part, long before, FiscalMonth monthBefore) => new(
        string.Create(CultureInfo.InvariantCulture,
            $"以前から変わっていない{JapaneseEra.Text(monthBefore)}の値({PartNames.Ja(part)} {before:N0})の取消です。"
                + $"年月に誤りがないか確かめてください。確認されるまで、取り消されません。"),
        string.Create(CultureInfo.InvariantCulture,
            $"This takes back the {before:N0} ({part}) of {monthBefore}, which has stood for long. Check the month. It goes on counting "
                + $"until this is confirmed."));

    public static BilingualText FromPeers(string part, long value, long before, bool holds) => new(
        string.Create(CultureInfo.InvariantCulture,
            $"{PartNames.Ja(part)} {value:N0} は、これまでにほかの所属が報告した最大の {before:N0} と大きく違います。{ToDo(holds).Ja}"),
        string.Create(CultureInfo.InvariantCulture,
            $"{part} {value:N0} is far from the {before:N0} that is the most any other section has reported. {ToDo(holds).En}"));

    public static BilingualText FromFile(string part, long value, long before, bool holds) => new(
        string.Create(CultureInfo.InvariantCulture,
            $"{PartNames.Ja(part)} {value:N0} は、このファイルにあるほかの月の {before:N0} と大きく違います。{ToDo(holds).Ja}"),
        string.Create(CultureInfo.InvariantCulture,
            $"{part} {value:N0} is far from the {before:N0} of other months in this file. {ToDo(holds).En}"));

    public static BilingualText FromYearBefore(string part, long value, long before, FiscalMonth monthBefore, string whose, bool holds) =>
        new(
        string.Create(CultureInfo.InvariantCulture,
            $"{PartNames.Ja(part)} {value:N0} は、前年同月({JapaneseEra.Text(monthBefore)}{(whose.Length > 0 ? "、" + whose : "")})の {before:N0} "
                + $"と大きく違います{Change(value, before, "(前年同月比 {0:+0;-0}%)")}。{ToDo(holds).Ja}"),
        string.Create(CultureInfo.InvariantCulture,
            $"{part} {value:N0} is far from the {before:N0} of a year before "
                + $"({monthBefore}{(whose.Length > 0 ? ", " + whose : "")}){Change(value, before, ", {0:+0;-0} %")}. {ToDo(holds).En}"));

    private static BilingualText ToDo(bool holds) => holds
        ? new(
            "確認されるまで、この値は使われません。正しければ確認し、誤りなら正しい値を提出してください。",
            "It counts nowhere until it is confirmed: confirm it if it is right, else submit the right one.")
        : new("正しいか確かめてください。", "Check that it is right.");

    private static string Change(long value, long before, string format) =>
        before == 0 ? "" : string.Format(CultureInfo.InvariantCulture, format, ((decimal)value - before) * 100 / before);

    /// <summary>Why there is no prior year to compare with.</summary>
    public static BilingualText NothingToCompareWith(string sections) => new(
        $"{sections}から分かれたため、くらべる数字がありません",
        $"nothing to compare with, since it was split from {sections}");

    /// <summary>Whose the prior year is where it is that of several sections.</summary>
    public static BilingualText SumOf(string sections) => new($"{sections}の計", $"the sum of {sections}");
}
