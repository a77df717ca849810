using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using SmartToyonaka.Cli.Messages;
using SmartToyonaka.Operations.Maintenance;
using static SmartToyonaka.Cli.Messages.TerminalLanguage;

namespace SmartToyonaka.Cli.Commands;

/// <summary>
/// <c>restore SOURCE</c>: a backup into an empty account; <c>restore --ledger</c>: the ledger from submissions and uploads.
/// </summary>
internal static class RestoreCommand
{
    public static Command Create()
    {
        var source = new Argument<string?>("source") { Description = Of(OptionMessages.BackupSource), Arity = ArgumentArity.ZeroOrOne };
        var ledger = new Option<bool>("--ledger")
        {
            Description = Of(OptionMessages.RestoreLedger),
        };
        var command = new Command("restore", Of(HelpMessages.Restore)) { source, ledger };
        command.Validators.Add(result =>
        {
            if (result.GetValue(ledger) == (result.GetValue(source) is not null))
            {
                result.AddError(Of(CommandMessages.BackupOrLedger));
            }
        });
        command.SetAction((parsed, cancel) => CommandRunner.Safely(async () =>
        {
            await using var services = await CommandServices.OpenAsync(parsed, cancel);
            if (parsed.GetValue(source) is { } backup)
            {
                var done = await services.GetRequiredService<Restoration>().RunAsync(backup, new PlainTextProgress(), cancel);
                Print(done.Ledger);
                Console.WriteLine(Of(CommandMessages.Restored(done.Rows, done.Blobs, done.Rebuilt.TopicYears)));
                return 0;
            }

            await services.GetRequiredService<SmartToyonaka.Infrastructure.Storage.StorageAccount>().CreateAllAsync(cancel);
            var compared = await services.GetRequiredService<LedgerRecovery>().RunAsync(write: true, new PlainTextProgress(), cancel);
            Print(compared);
            var rebuilt = await services.GetRequiredService<Rebuild>().RunAsync(new PlainTextProgress(), cancel);
            Console.WriteLine(Of(CommandMessages.Computed(rebuilt.TopicYears)));
            return 0;
        }));
        return command;
    }

    private static void Print(LedgerComparison compared)
    {
        foreach (var difference in compared.Missing.Concat(compared.Different).Select(d => $"put back     {d.Partition} {d.Key}")
            .Concat(compared.Unaccounted.Select(d => d.ToString())))
        {
            Console.WriteLine(difference);
        }

        foreach (var part in compared.Incomplete)
        {
            Console.WriteLine($"{part} (hand it in again)");
        }

        foreach (var upload in compared.Unread)
        {
            Console.WriteLine($"not asked    {upload}");
        }

        Console.WriteLine(Of(CommandMessages.LedgerRestored(compared.Missing.Count, compared.Different.Count, compared.Same,
            compared.Unaccounted.Count, compared.Unasked)));
    }
}
