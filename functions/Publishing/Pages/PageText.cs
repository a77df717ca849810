using System.Globalization;
using System.Text.RegularExpressions;
using SmartToyonaka.Domain;
using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Intake.Submissions;
using SmartToyonaka.Publishing.Messages;

namespace SmartToyonaka.Publishing.Pages;

/// <summary>How pages write what programs write with ids.</summary>
public static partial class PageText
{
    private const string Weekdays = "日月火水木金土", Joints = "_-./:";

    private static readonly Markup Break = new("<wbr>");

    /// <summary>令和3年7月14日(水).</summary>
    public static string Day(DateOnly day) => $"{JapaneseEra.Text(day)}({Weekdays[(int)day.DayOfWeek]})";

    /// <summary>令和3年7月14日 9時05分, in Japan.</summary>
    public static string Time(DateTimeOffset instant)
    {
        var t = instant.ToOffset(JapanTime.Offset);
        return string.Create(CultureInfo.InvariantCulture, $"{JapaneseEra.Text(JapanTime.Date(instant))} {t.Hour}時{t.Minute:D2}分");
    }

    /// <summary>
    /// The name of a file, or another long word: it may be broken behind what joins its parts, and within one only where it fits nowhere.
    /// </summary>
    public static Markup Path(string path)
    {
        var parts = new List<Markup>();
        for (var (from, at) = (0, 0); at < path.Length; at++)
        {
            if (at == path.Length - 1 || (Joints.Contains(path[at], StringComparison.Ordinal)
                && !Joints.Contains(path[at + 1], StringComparison.Ordinal)))
            {
                parts.Add(Markup.Of($"{path[from..(at + 1)]}{(at == path.Length - 1 ? Markup.None : Break)}"));
                from = at + 1;
            }
        }

        return Markup.Of($"<span class=\"path\">{parts}</span>");
    }

    /// <summary>On a page in English: a text that may be in Japanese, marked as such where it is.</summary>
    public static Markup Said(string text) => IsJapanese().IsMatch(text) ? Markup.Of($"""<span lang="ja">{text}</span>""") : Markup.Of($"{text}");

    public static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A number as it is printed, its thousands grouped: 2,455.</summary>
    public static string Grouped(string number)
    {
        var first = number.AsSpan().IndexOfAnyInRange('0', '9');
        var end = first < 0 ? -1 : number.IndexOf('.', StringComparison.Ordinal) is var point and >= 0 ? point : number.Length;
        for (var at = end - 3; at > first; at -= 3)
        {
            number = number.Insert(at, ",");
        }

        return number;
    }

    /// <summary>The same rules, but for whoever sees labels and lists, not the names of JSON.</summary>
    public static BilingualText Of(SubmissionError error) => error.Code switch
    {
        "nothing_submitted" => PageMessages.NothingSubmitted,
        "category_unknown" => PageMessages.ChooseCategory,
        "initiative_status_unknown" => PageMessages.ChooseStatus,
        "text_missing" => PageMessages.Enter,
        _ => new(error.Ja, error.En),
    };

    /// <summary>What a closed month means for whoever wants to hand in.</summary>
    public static BilingualText Closed(ClosedMonth closed) => PageMessages.MonthClosed(
        (JapaneseEra.Text(closed.Month), Time(closed.Since)), (closed.Month.ToString(), IsoTime(closed.Since)));

    // Kana and Chinese characters.
    [GeneratedRegex("[\u3041-\u30ff\u4e00-\u9fff]", RegexOptions.CultureInvariant)]
    private static partial Regex IsJapanese();

    /// <summary>2021-07-14 09:05, in Japan.</summary>
    public static string IsoTime(DateTimeOffset instant) =>
        instant.ToOffset(JapanTime.Offset).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
