using Microsoft.Azure.Functions.Worker;
using SmartToyonaka.Publishing.Completeness.Reminders;

namespace SmartToyonaka.Triggers.Timers;

/// <summary>
/// Runs every hour of a working day in Japan: sends reminders for missing figures and the monthly summary. It is started every day, so that
/// monitoring sees it run, and does nothing on holidays.
/// </summary>
public sealed class SendReminders(ReminderSender sender)
{
    [Function(nameof(SendReminders))]
    public Task Run([TimerTrigger("%SendRemindersSchedule%", UseMonitor = true)] TimerInfo timer, CancellationToken cancel) =>
        sender.RunAsync(cancel);
}
