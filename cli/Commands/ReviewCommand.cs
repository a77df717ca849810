using System.CommandLine;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using SmartToyonaka.Cli.Messages;
using SmartToyonaka.Intake.Review;
using static SmartToyonaka.Cli.Messages.TerminalLanguage;

namespace SmartToyonaka.Cli.Commands;

/// <summary><c>review list|confirm|reject</c>: values that wait to be confirmed.</summary>
internal static class ReviewCommand
{
    public static Command Create()
    {
        var list = new Command("list", Of(HelpMessages.ReviewList));
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

            Console.WriteLine(Of(CommandMessages.ValuesWaiting(reviews.Count)));
            return 0;
        }));
        return new("review", Of(HelpMessages.Review))
        {
            list, Decide("confirm", Of(HelpMessages.ReviewConfirm), confirm: true),
                Decide("reject", Of(HelpMessages.ReviewReject), confirm: false),
        };
    }

    private static Command Decide(string name, string description, bool confirm)
    {
        var ids = new Argument<string[]>("id")
        {
            Description = Of(OptionMessages.ReviewIds),
            Arity = ArgumentArity.OneOrMore,
        };
        var reason = new Option<string>("--reason") { Description = Of(OptionMessages.ReviewReason), DefaultValueFactory = _ => "" };
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
                Console.WriteLine(Of(outcome switch
                {
                    ReviewOutcome.Decided => confirm ? CommandMessages.Confirmed : CommandMessages.Rejected,
                    ReviewOutcome.Repeated => CommandMessages.DecidedBefore,
                    ReviewOutcome.Closed => CommandMessages.ReviewMonthClosed,
                    ReviewOutcome.Overtaken => CommandMessages.ReviewOvertaken,
                    ReviewOutcome.DecidedOtherwise => CommandMessages.DecidedOtherwise,
                    _ => CommandMessages.NoSuchReview,
                }));
                isDone &= outcome is ReviewOutcome.Decided or ReviewOutcome.Repeated;
            }

            return isDone ? 0 : 1;
        }));
        return command;
    }
}
