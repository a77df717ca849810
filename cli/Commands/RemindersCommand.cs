using System.CommandLine;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using SmartToyonaka.Cli.Messages;
using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Publishing.Completeness.Reminders;
using static SmartToyonaka.Cli.Messages.TerminalLanguage;

namespace SmartToyonaka.Cli.Commands;

/// <summary><c>reminders list|resend|dismiss</c>: mails of the outbox.</summary>
internal static class RemindersCommand
{
    private const int MonthsShown = 6;

    public static Command Create() =>
        new("reminders", Of(HelpMessages.Reminders))
        {
            List(),
            Decide("resend", Of(HelpMessages.RemindersResend), send: true),
            Decide("dismiss", Of(HelpMessages.RemindersDismiss), send: false),
        };

    private static Command List()
    {
        var command = new Command("list", Of(HelpMessages.RemindersList));
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

            Console.WriteLine(Of(CommandMessages.OpenMails(open.Count(m => m.State == MailState.Unknown),
                open.Count(m => m.State == MailState.Failed))));
            return 0;
        }));
        return command;
    }

    private static Command Decide(string name, string description, bool send)
    {
        var id = new Argument<string>("id") { Description = Of(OptionMessages.ListedId) };
        var command = new Command(name, description) { id };
        command.SetAction((parsed, cancel) => CommandRunner.Safely(async () =>
        {
            await using var services = await CommandServices.OpenAsync(parsed, cancel);
            var decided = await services.GetRequiredService<Outbox>().DecideAsync(parsed.GetValue(id)!, send, "command-line", "", cancel)
                ?? throw new InvalidOperationException(Of(CommandMessages.NoSuchMail));
            Console.WriteLine(Of(CommandMessages.MailIs(decided.Key.Id, $"{decided.State}")));
            return 0;
        }));
        return command;
    }
}
