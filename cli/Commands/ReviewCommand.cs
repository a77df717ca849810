using System.CommandLine;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using SmartToyonaka.Intake.Review;

namespace SmartToyonaka.Cli.Commands;

/// <summary><c>review list|confirm|reject</c>: values that wait to be confirmed.</summary>
internal static class ReviewCommand
{
    public static Command Create()
    {
        var list = new Command("list", "Lists the values that wait to be confirmed, oldest first");
        list.SetAction((parsed, cancel) => CommandRunner.Safely(async () =>
        {
            await using var services = await CommandServices.OpenAsync(parsed, cancel);
            var reviews = await services.GetRequiredService<ReviewService>().ListAsync(_ => true, cancel);
            foreach (var r in reviews)
            {
                var values = string.Join(", ", r.Values.Select(v =>
                    string.Create(CultureInfo.InvariantCulture, $"{v.Part} {(r.Withdraws ? "withdrawn" : v.Value)} (holds: {(v.Was is { } was ? was : "-")})")));
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                    $"{r.Id}  {r.ReceivedAt:u}  {r.Department} {r.Month} {r.Status} {r.Measure}: {values}  {r.Source}"));
            }

            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{reviews.Count} value(s) waiting"));
            return 0;
        }));
        return new("review", "Looks after values that wait to be confirmed before they count")
        {
            list, Decide("confirm", "Confirms a value: it counts from now on", confirm: true),
                Decide("reject", "Rejects a value: what held goes on holding", confirm: false),
        };
    }

    private static Command Decide(string name, string description, bool confirm)
    {
        var ids = new Argument<string[]>("id")
        {
            Description = "As `review list` shows it; several may follow one another",
            Arity = ArgumentArity.OneOrMore,
        };
        var reason = new Option<string>("--reason") { Description = "Why; it is recorded", DefaultValueFactory = _ => "" };
        var command = new Command(name, description) { ids, reason };
        command.SetAction((parsed, cancel) => CommandRunner.Safely(async () =>
        {
            await using var services = await CommandServices.OpenAsync(parsed, cancel);
            var reviews = services.GetRequiredService<ReviewService>();
            var isDone = true;
            foreach (var id in parsed.GetValue(ids)!)
            {
                var outcome = await reviews.DecideAsync(id, confirm, parsed.GetValue(reason)!, $"cli:{Environment.UserName}", _ => true,
                    cancel, isAdministrator: true);
                Console.WriteLine(outcome switch
                {
                    ReviewOutcome.Decided => confirm ? "confirmed; it will be computed" : "rejected",
                    ReviewOutcome.Repeated => "this was decided before",
                    ReviewOutcome.Closed => "the month is closed; open it first",
                    ReviewOutcome.Overtaken => "a later submission has replaced it",
                    ReviewOutcome.DecidedOtherwise => "the opposite was decided before",
                    _ => "nothing waits under this id",
                });
                isDone &= outcome is ReviewOutcome.Decided or ReviewOutcome.Repeated;
            }

            return isDone ? 0 : 1;
        }));
        return command;
    }
}
