using System.Globalization;
using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Domain.Measures;

namespace SmartToyonaka.Publishing.Completeness.Reminders;

/// <summary>The words of a reminder. Pure.</summary>
/// <param name="Subject">One line.</param>
/// <param name="Text">Plain text.</param>
public sealed record ReminderText(string Subject, string Text)
{
    private static readonly CultureInfo Japanese = CultureInfo.GetCultureInfo("ja-JP");

    /// <summary>A reminder to a department.</summary>
    /// <param name="key">Which.</param>
    /// <param name="department">The department's name.</param>
    /// <param name="dueOn">The last day on which it is on time.</param>
    /// <param name="today">Today in Japan.</param>
    /// <param name="measures">Ids of what is missing.</param>
    /// <param name="link">Root address of the app.</param>
    public static ReminderText Of(MailKey key, string department, DateOnly dueOn, DateOnly today, IReadOnlyList<string> measures, Uri link)
    {
        var month = JapaneseEra.Text(key.Month);
        var isOver = today > dueOn;
        string[] text =
        [
            $"{department} 御中",
            "",
            isOver ? $"{month}分の次の数字が、まだ提出されていません。期限の{Day(dueOn)}を過ぎています。" : $"{month}分の次の数字が、まだ提出されていません。期限は{Day(dueOn)}です。",
            "",
            .. measures.Select(m => $"・{BuiltInMeasures.Find(m)?.NameJa ?? m}"),
            "",
            "次のページから提出してください。該当がないときは 0 を入れてください。",
            Form(link, key),
            "",
            "行き違いですでに提出されているときは、ご容赦ください。",
            $"このメールは自動で送っています(整理番号 {key.Id})。お問い合わせは、このメールへの返信でお願いします。",
        ];
        return new($"{(isOver ? "【未提出のお知らせ】" : "【提出のお願い】")}{month}分の数字(期限 {dueOn.Month}月{dueOn.Day}日)", string.Join('\n', text));
    }

    /// <summary>2021年4月14日(水).</summary>
    public static string Day(DateOnly day) => day.ToString("yyyy年M月d日(ddd)", Japanese);

    private static string Form(Uri link, MailKey key) =>
        $"{link.GetLeftPart(UriPartial.Path).TrimEnd('/')}/submit?department={Uri.EscapeDataString(key.Department)}&month={key.Month}";
}
