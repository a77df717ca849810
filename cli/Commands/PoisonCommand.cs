using System.CommandLine;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using SmartToyonaka.Cli.Messages;
using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Ledger;
using static SmartToyonaka.Cli.Messages.TerminalLanguage;

namespace SmartToyonaka.Cli.Commands;

/// <summary><c>poison list|resend</c>: messages that failed too often.</summary>
internal static class PoisonCommand
{
    public static Command Create()
    {
        var list = new Command("list", Of(HelpMessages.PoisonList));
        list.SetAction((parsed, cancel) => CommandRunner.Safely(async () =>
        {
            await using var services = await CommandServices.OpenAsync(parsed, cancel);
            var poison = services.GetRequiredService<StorageAccount>().Queue(QueueNames.RecomputePoison);
            var messages = await poison.PeekAsync(cancel);
            foreach (var (id, insertedAt, body) in messages)
            {
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{id}  {insertedAt:u}  {body}"));
            }

            Console.WriteLine(Of(CommandMessages.Messages(await poison.CountAsync(cancel))));
            return 0;
        }));

        var resend = new Command("resend", Of(HelpMessages.PoisonResend));
        resend.SetAction((parsed, cancel) => CommandRunner.Safely(async () =>
        {
            await using var services = await CommandServices.OpenAsync(parsed, cancel);
            var storage = services.GetRequiredService<StorageAccount>();
            await storage.CreateAllAsync(cancel);
            var moved = await services.GetRequiredService<PoisonQueue>().SendAllBackAsync("command-line", "", cancel);
            Console.WriteLine(Of(CommandMessages.SentBack(moved)));
            return 0;
        }));
        return new("poison", Of(HelpMessages.Poison)) { list, resend };
    }
}
