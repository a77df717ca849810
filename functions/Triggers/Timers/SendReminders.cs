using Microsoft.Azure.Functions.Worker;
using SmartToyonaka.Publishing.Completeness.Reminders;

namespace SmartToyonaka.Triggers.Timers;

/// <summary>
/// Every hour of a working day in Japan: reminds whoever has something missing, and sums up a month. It is started on every day, so that
/// operations see it run; the city's holidays are its own business.
/// </summary>
public sealed class SendReminders(ReminderSender sender)
{
    [Function(nameof(SendReminders))]
    public Task Run([TimerTrigger("%SendRemindersSchedule%", UseMonitor = true)] TimerInfo timer, CancellationToken cancel) => sender.RunAsync(cancel);
}
