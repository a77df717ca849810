using System.CommandLine;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Intake.Periods;
using static SmartToyonaka.Cli.Commands.TerminalLanguage;

namespace SmartToyonaka.Cli.Commands;

/// <summary><c>period close|reopen|list</c>: months and fiscal years that take no more figures.</summary>
internal static class PeriodCommand
{
    public static Command Create() => new("period", Of("月・年度を締め切る、開ける、記録を見る", "Closes months and fiscal years, opens them again, lists what was done"))
    {
        Change("close", Of("月か年度を締め切る: 提出もファイルも受け付けなくなる", "Closes a month or fiscal year: it takes no submission and no drop"), close: true),
        Change("reopen", Of("締め切った月か年度を開ける", "Opens a month or fiscal year again"), close: false),
        List(),
    };

    private static Command Change(string name, string description, bool close)
    {
        var month = new Argument<string?>("month")
        {
            Description = Of("年月(2021-06、令和3年6月)", "The month (2021-06)"),
            Arity = ArgumentArity.ZeroOrOne,
        };
        var year = new Option<int?>("--fiscal-year") { Description = Of("月の代わりに年度(西暦)", "A fiscal year (2021) in the month's place") };
        var reason = new Option<string>("--reason") { Description = Of("理由。記録に残る", "Why; it is recorded"), Required = true };
        var command = new Command(name, description) { month, year, reason };
        command.SetAction((parsed, cancel) => CommandRunner.Safely(async () =>
        {
            var target = PeriodOrder.Target(parsed.GetValue(month), parsed.GetValue(year)) ?? throw new InvalidOperationException(
                Of("年月(例 2021-06)か --fiscal-year(例 2021)のどちらか一方を指定してください。", "Give either a month (2021-06) or --fiscal-year (2021)."));
            var why = PeriodOrder.Reason(parsed.GetValue(reason)) ?? throw new InvalidOperationException(
                Of($"--reason に理由を1〜{PeriodOrder.MaxReason}文字で指定してください(制御文字や外字は使えません)。",
                    $"Give a --reason of 1 to {PeriodOrder.MaxReason} characters, no control or private ones among them."));
            await using var services = await CommandServices.OpenAsync(parsed, cancel);
            var change = await services.GetRequiredService<PeriodCloser>().ChangeAsync(target, close, "command-line", why, cancel);
            Console.WriteLine((change, close) switch
            {
                (null, true) => Of("すでに締め切られています。記録は加えていません。", "It is closed already; nothing was recorded."),
                (null, false) => Of("締め切られていません。記録は加えていません。", "It is not closed; nothing was recorded."),
                ({ } done, true) => Of($"{Name(done.Target)}を締め切りました。", $"{Name(done.Target)} is closed."),
                ({ } done, false) => Of($"{Name(done.Target)}を開けました。", $"{Name(done.Target)} is open again."),
            });
            return change is null ? 1 : 0;
        }));
        return command;
    }

    private static Command List()
    {
        var command = new Command("list", Of("締切りと再開の記録を新しい順に並べる", "Lists what was closed and opened again, newest first"));
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
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Of("締切り中", "closed now")}: {months.Count}  ")
                + string.Join(' ', months));
            return 0;
        }));
        return command;
    }

    private static string Name(Period target) => target.Month?.ToString() ?? $"FY{target.Year}";
}
