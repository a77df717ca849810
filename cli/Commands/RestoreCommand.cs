using System.CommandLine;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using SmartToyonaka.Operations.Maintenance;

namespace SmartToyonaka.Cli.Commands;

/// <summary>
/// <c>restore SOURCE</c>: a backup into an empty account; <c>restore --ledger</c>: the ledger from submissions and uploads.
/// </summary>
internal static class RestoreCommand
{
    public static Command Create()
    {
        var source = new Argument<string?>("source") { Description = "A backup: a folder or a zip file", Arity = ArgumentArity.ZeroOrOne };
        var ledger = new Option<bool>("--ledger")
        {
            Description =
            "No backup: puts back what the ledger has lost, from the submissions and uploads of this account, then publishes"
        };
        var command = new Command("restore",
            "Brings a backup into an empty account, or (--ledger) the ledger back from what was handed in; stop the functions before") { source, ledger };
        command.Validators.Add(result =>
        {
            if (result.GetValue(ledger) == (result.GetValue(source) is not null))
            {
                result.AddError("Name a backup, or give --ledger.");
            }
        });
        command.SetAction((parsed, cancel) => CommandRunner.Safely(async () =>
        {
            await using var services = await CommandServices.OpenAsync(parsed, cancel);
            if (parsed.GetValue(source) is { } backup)
            {
                var done = await services.GetRequiredService<Restoration>().RunAsync(backup, new PlainTextProgress(), cancel);
                Print(done.Ledger);
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                    $"{done.Rows} rows and {done.Blobs} blobs restored; {done.Rebuilt.TopicYears} topics and fiscal years computed"));
                return 0;
            }

            await services.GetRequiredService<SmartToyonaka.Infrastructure.Storage.StorageAccount>().CreateAllAsync(cancel);
            var compared = await services.GetRequiredService<LedgerRecovery>().RunAsync(write: true, new PlainTextProgress(), cancel);
            Print(compared);
            var rebuilt = await services.GetRequiredService<Rebuild>().RunAsync(new PlainTextProgress(), cancel);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{rebuilt.TopicYears} topics and fiscal years computed"));
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

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"ledger: {compared.Missing.Count} entries put back, {compared.Different.Count} put right, {compared.Same} were right, "
                + $"{compared.Unaccounted.Count} that no source has, {compared.Unasked} whose upload cannot be asked any more"));
    }
}
