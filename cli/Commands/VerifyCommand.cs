using System.CommandLine;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Ledger;
using SmartToyonaka.Operations.Maintenance;
using SmartToyonaka.Publishing.Recomputation;

namespace SmartToyonaka.Cli.Commands;

/// <summary>
/// <c>verify</c>: compares published tables with the ledger, and the ledger with submissions and uploads. Writes nothing.
/// </summary>
internal static class VerifyCommand
{
    private const int MostListed = 1000;

    public static Command Create()
    {
        var command = new Command("verify",
            "Looks whether every submission is whole, computes every published row again from the ledger in memory, reads the ledger's "
                + "sources again, and lists what differs; exit status 1 when anything does");
        command.SetAction((parsed, cancel) => CommandRunner.Safely(async () =>
        {
            await using var services = await CommandServices.OpenAsync(parsed, cancel);
            var (waiting, _) = await services.GetRequiredService<RecomputeBacklog>().CountAsync(cancel);
            if (waiting > 0)
            {
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                    $"{waiting} recomputation(s) are waiting: what they will publish differs until then"));
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

            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"submissions: {compared.Incomplete.Count} without a part of them; ledger: {compared.Same} entries as handed in, "
                    + $"{compared.Unasked} not asked, {compared.Missing.Count + compared.Different.Count + compared.Unaccounted.Count} "
                    + $"differences; published tables: {published.Count} differences; {notOwed} figures of sections that do not owe them"));
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
