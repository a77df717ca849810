using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using SmartToyonaka.Cli.Messages;
using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Ledger;
using SmartToyonaka.Operations.Maintenance;
using SmartToyonaka.Publishing.Recomputation;
using static SmartToyonaka.Cli.Messages.TerminalLanguage;

namespace SmartToyonaka.Cli.Commands;

/// <summary>
/// <c>verify</c>: compares published tables with the ledger, and the ledger with submissions and uploads. Writes nothing.
/// </summary>
internal static class VerifyCommand
{
    private const int MostListed = 1000;

    public static Command Create()
    {
        var command = new Command("verify", Of(HelpMessages.Verify));
        command.SetAction((parsed, cancel) => CommandRunner.Safely(async () =>
        {
            await using var services = await CommandServices.OpenAsync(parsed, cancel);
            var (waiting, _) = await services.GetRequiredService<RecomputeBacklog>().CountAsync(cancel);
            if (waiting > 0)
            {
                Console.WriteLine(Of(CommandMessages.VerifiedTooEarly(waiting)));
            }

            var compared = await services.GetRequiredService<LedgerRecovery>().RunAsync(write: false, new PlainTextProgress(), cancel);
            var listed = 0;
            foreach (var difference in compared.Incomplete.Concat(compared.Missing).Concat(compared.Different).Concat(compared.Unaccounted))
            {
                List(difference);
            }

            foreach (var upload in compared.Unread)
            {
                Console.WriteLine($"not asked    {upload}");
            }

            var notOwed = 0;
            await foreach (var entry in services.GetRequiredService<NotOwedEntries>().ListAsync(cancel))
            {
                notOwed++;
                List(entry);
            }

            // What has come in while the ledger was read may be noted by now.
            var waitingEntries = services.GetRequiredService<WaitingEntries>();
            var unnoted = 0;
            await foreach (var id in waitingEntries.UnnotedAsync(cancel).Select(WaitingEntries.IdOf))
            {
                if (await waitingEntries.FindAsync(id, cancel) is null)
                {
                    unnoted++;
                    List(new(VerificationDifferenceKind.Missing, TableNames.Submissions, WaitingEntries.Partition, id, []));
                }
            }

            var published = await services.GetRequiredService<Verification>().ConfirmedAsync(cancel);
            foreach (var difference in published)
            {
                List(difference);
            }

            Console.WriteLine(Of(CommandMessages.Verified(compared.Incomplete.Count, compared.Same, compared.Unasked,
                compared.Missing.Count + compared.Different.Count + compared.Unaccounted.Count, published.Count, notOwed)));
            return compared.IsGood && published.Count == 0 && notOwed + unnoted == 0 ? 0 : 1;

            void List(VerificationDifference difference)
            {
                listed++;
                if (listed <= MostListed)
                {
                    Console.WriteLine(difference);
                }
                else if (listed == MostListed + 1)
                {
                    Console.WriteLine("… and more");
                }
            }
        }));
        return command;
    }
}
