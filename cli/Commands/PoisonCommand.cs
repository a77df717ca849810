using System.CommandLine;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Ledger;

namespace SmartToyonaka.Cli.Commands;

/// <summary><c>poison list|resend</c>: messages that failed too often.</summary>
internal static class PoisonCommand
{
    public static Command Create()
    {
        var list = new Command("list", "Lists up to 32 messages that failed too often");
        list.SetAction((parsed, cancel) => CommandRunner.Safely(async () =>
        {
            await using var services = await CommandServices.OpenAsync(parsed, cancel);
            var poison = services.GetRequiredService<StorageAccount>().Queue(QueueNames.RecomputePoison);
            var messages = await poison.PeekAsync(cancel);
            foreach (var (id, insertedAt, body) in messages)
            {
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{id}  {insertedAt:u}  {body}"));
            }

            Console.WriteLine($"{await poison.CountAsync(cancel)} message(s)");
            return 0;
        }));

        var resend = new Command("resend", "Sends them all back to be computed");
        resend.SetAction((parsed, cancel) => CommandRunner.Safely(async () =>
        {
            await using var services = await CommandServices.OpenAsync(parsed, cancel);
            var storage = services.GetRequiredService<StorageAccount>();
            await storage.CreateAllAsync(cancel);
            var moved = await services.GetRequiredService<PoisonQueue>().SendAllBackAsync("command-line", "", cancel);
            Console.WriteLine($"{moved} message(s) sent back");
            return 0;
        }));
        return new("poison", "Looks after messages that failed too often") { list, resend };
    }
}
