using SmartToyonaka.Domain.Calendar;

namespace SmartToyonaka.Publishing.Messages;

/// <summary>How many figures of a month are in which state.</summary>
internal readonly record struct DueCounts(int OnTime, int Late, int Missing, int NotDue);

/// <summary>The monthly mail to the administrators, in Japanese.</summary>
internal static class SummaryMessages
{
    public const string Nobody = "なし";

    public static string Subject(string month, int missing, int late) => $"【提出状況】{month}分: 未提出 {missing} 件、遅れ {late} 件";

    /// <param name="month">The month, in words.</param>
    /// <param name="today">The day of the mail.</param>
    /// <param name="counts">How many figures are in which state.</param>
    /// <param name="missing">Who has not submitted, by measure.</param>
    /// <param name="late">Who was late, by measure.</param>
    /// <param name="open">What else is open.</param>
    /// <param name="year">The month's fiscal year.</param>
    public static string Text(string month, DateOnly today, DueCounts counts, IEnumerable<string> missing, IEnumerable<string> late,
        IEnumerable<string> open, FiscalYear year) => string.Join('\n',
        [
            $"{month}分の提出状況({ReminderMessages.Day(today)}現在)",
            "",
            $"期限内 {counts.OnTime} 件、遅れ {counts.Late} 件、未提出 {counts.Missing} 件、期限前 {counts.NotDue} 件",
            "",
            "■ 未提出",
            .. missing,
            "",
            "■ 遅れて提出",
            .. late,
            "",
            "■ 待っているもの",
            .. open,
            "",
            $"くわしくは GET /api/completeness?fiscalYear={year}、/api/drops、/api/reminders で見られます。このメールは自動で送っています。",
        ]);

    public static string Departments(string measure, IEnumerable<string> departments) => $"・{measure}: {string.Join("、", departments)}";

    public static string Files(int days, int refused, int takenInPart, long heldRows) =>
        $"・この{days}日に受け付けなかったCSV {refused} 件、一部を保留したCSV {takenInPart} 件({heldRows} 行)";

    public static string Failed(long recomputations) => $"・再計算に失敗したもの {recomputations} 件";

    public static string Mails(int unknown, int failed) => $"・送れたか分からないメール {unknown} 件、送れなかったメール {failed} 件";
}
