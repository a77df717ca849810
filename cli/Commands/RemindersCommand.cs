using System.CommandLine;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Publishing.Completeness.Reminders;

namespace SmartToyonaka.Cli.Commands;

/// <summary><c>reminders list|resend|dismiss</c>: mails of the outbox.</summary>
internal static class RemindersCommand
{
    private const int MonthsShown = 6;

    public static Command Create() =>
        new("reminders", "Looks after mails to departments") { List(), Decide("resend", "Has a mail sent at the next run", send: true),
            Decide("dismiss", "Says that a mail is not to be sent", send: false) };

    private static Command List()
    {
        var command = new Command("list", "Lists mails about the last months, and all that are open");
        command.SetAction((parsed, cancel) => CommandRunner.Safely(async () =>
        {
            await using var services = await CommandServices.OpenAsync(parsed, cancel);
            var outbox = services.GetRequiredService<Outbox>();
            var from = FiscalMonth.Of(JapanTime.Date(services.GetRequiredService<TimeProvider>().GetUtcNow())).AddMonths(-MonthsShown);
            var open = await outbox.ListOpenAsync(cancel);
            foreach (var m in (await outbox.ListAsync(from, cancel)).Concat(open).DistinctBy(m => m.Key).OrderBy(m => m.ChangedAt))
            {
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{m.Key.Id}  {m.State,-10}  {m.ChangedAt:u}  {m.Reason}")
                    .TrimEnd());
            }

            Console.WriteLine($"{open.Count(m => m.State == MailState.Unknown)} unknown, {open.Count(m => m.State == MailState.Failed)} "
                + $"not sent");
            return 0;
        }));
        return command;
    }

    private static Command Decide(string name, string description, bool send)
    {
        var id = new Argument<string>("id") { Description = "The id that 'list' shows" };
        var command = new Command(name, description) { id };
        command.SetAction((parsed, cancel) => CommandRunner.Safely(async () =>
        {
            await using var services = await CommandServices.OpenAsync(parsed, cancel);
            var decided = await services.GetRequiredService<Outbox>().DecideAsync(parsed.GetValue(id)!, send, "command-line", "", cancel)
                ?? throw new InvalidOperationException(
                    "There is no mail of this id that is unknown, not sent or planned; 'reminders list' shows them.");
            Console.WriteLine($"{decided.Key.Id} is {decided.State}");
            return 0;
        }));
        return command;
    }
}
