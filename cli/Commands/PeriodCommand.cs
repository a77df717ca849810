using System.CommandLine;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using SmartToyonaka.Cli.Messages;
using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Intake.Periods;
using static SmartToyonaka.Cli.Messages.TerminalLanguage;

namespace SmartToyonaka.Cli.Commands;

/// <summary><c>period close|reopen|list</c>: months and fiscal years that take no more figures.</summary>
internal static class PeriodCommand
{
    public static Command Create() => new("period", Of(PeriodMessages.About))
    {
        Change("close", Of(PeriodMessages.Close), close: true),
        Change("reopen", Of(PeriodMessages.Reopen), close: false),
        List(),
    };

    private static Command Change(string name, string description, bool close)
    {
        var month = new Argument<string?>("month")
        {
            Description = Of(PeriodMessages.Month),
            Arity = ArgumentArity.ZeroOrOne,
        };
        var year = new Option<int?>("--fiscal-year") { Description = Of(PeriodMessages.FiscalYear) };
        var reason = new Option<string>("--reason") { Description = Of(PeriodMessages.Reason), Required = true };
        var command = new Command(name, description) { month, year, reason };
        command.SetAction((parsed, cancel) => CommandRunner.Safely(async () =>
        {
            var target = PeriodOrder.Target(parsed.GetValue(month), parsed.GetValue(year)) ?? throw new InvalidOperationException(
                Of(PeriodMessages.Target));
            var why = PeriodOrder.Reason(parsed.GetValue(reason)) ?? throw new InvalidOperationException(
                Of(PeriodMessages.ReasonRule(PeriodOrder.MaxReason)));
            await using var services = await CommandServices.OpenAsync(parsed, cancel);
            var change = await services.GetRequiredService<PeriodCloser>().ChangeAsync(target, close, "command-line", why, cancel);
            Console.WriteLine((change, close) switch
            {
                (null, true) => Of(PeriodMessages.AlreadyClosed),
                (null, false) => Of(PeriodMessages.AlreadyOpen),
                ({ } done, true) => Of(PeriodMessages.Closed(Name(done.Target))),
                ({ } done, false) => Of(PeriodMessages.Reopened(Name(done.Target))),
            });
            return change is null ? 1 : 0;
        }));
        return command;
    }

    private static Command List()
    {
        var command = new Command("list", Of(PeriodMessages.List));
        command.SetAction((parsed, cancel) => CommandRunner.Safely(async () =>
        {
            await using var services = await CommandServices.OpenAsync(parsed, cancel);
            var changes = await services.GetRequiredService<PeriodChangeStore>().ListAllAsync(cancel);
            foreach (var c in changes)
            {
                var at = c.At.ToOffset(JapanTime.Offset).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
                Console.WriteLine($"{at}  {(c.IsClose ? "close " : "reopen")}  {Name(c.Target)}  {c.By}  {c.Reason.ReplaceLineEndings(" ")}");
            }

            var closed = new ClosedMonths(changes);
            var months = changes.SelectMany(c => c.Target.Months).Distinct().Where(closed.IsClosed).Order().ToList();
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Of(PeriodMessages.ClosedNow)}: {months.Count}  ")
                + string.Join(' ', months));
            return 0;
        }));
        return command;
    }

    private static string Name(Period target) => target.Month?.ToString() ?? $"FY{target.Year}";
}
