using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Publishing.Messages;

namespace SmartToyonaka.Publishing.Completeness.Reminders;

/// <summary>The words of a reminder. Pure.</summary>
/// <param name="Subject">One line.</param>
/// <param name="Text">Plain text.</param>
public sealed record ReminderText(string Subject, string Text)
{
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
        return new(ReminderMessages.Subject(month, dueOn, isOver), ReminderMessages.Text(department, month, dueOn, isOver,
            measures.Select(m => MeasureRegistry.Current.Find(m)?.NameJa ?? m), Form(link, key), key.Id));
    }

    private static string Form(Uri link, MailKey key) =>
        $"{link.GetLeftPart(UriPartial.Path).TrimEnd('/')}/submit?department={Uri.EscapeDataString(key.Department)}&month={key.Month}";
}
