using System.Globalization;

namespace SmartToyonaka.Publishing.Messages;

/// <summary>The mail that reminds a department, in Japanese.</summary>
internal static class ReminderMessages
{
    private static readonly CultureInfo Japanese = CultureInfo.GetCultureInfo("ja-JP");

    public static string Subject(string month, DateOnly dueOn, bool isOver) =>
        $"{(isOver ? "【未提出のお知らせ】" : "【提出のお願い】")}{month}分の数字(期限 {dueOn.Month}月{dueOn.Day}日)";

    /// <param name="department">The department's name.</param>
    /// <param name="month">The month, in words.</param>
    /// <param name="dueOn">The last day on which it is on time.</param>
    /// <param name="isOver">True when that day is over.</param>
    /// <param name="measures">Names of what is missing.</param>
    /// <param name="form">The address of the form.</param>
    /// <param name="number">The mail's number.</param>
    public static string Text(string department, string month, DateOnly dueOn, bool isOver, IEnumerable<string> measures, string form,
        string number) => string.Join('\n',
        [
            $"{department} 御中",
            "",
            isOver ? $"{month}分の次の数字が、まだ提出されていません。期限の{Day(dueOn)}を過ぎています。" : $"{month}分の次の数字が、まだ提出されていません。期限は{Day(dueOn)}です。",
            "",
            .. measures.Select(m => $"・{m}"),
            "",
            "次のページから提出してください。該当がないときは 0 を入れてください。",
            form,
            "",
            "行き違いですでに提出されているときは、ご容赦ください。",
            $"このメールは自動で送っています(整理番号 {number})。お問い合わせは、このメールへの返信でお願いします。",
        ]);

    /// <summary>2021年4月14日(水).</summary>
    public static string Day(DateOnly day) => day.ToString("yyyy年M月d日(ddd)", Japanese);
}
