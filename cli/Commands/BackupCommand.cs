using System.CommandLine;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using SmartToyonaka.Operations.Maintenance;

namespace SmartToyonaka.Cli.Commands;

/// <summary><c>backup TARGET</c>: a copy of everything that cannot be computed again.</summary>
internal static class BackupCommand
{
    public static Command Create()
    {
        var target = new Argument<string>("target") { Description = "A new folder, or a new file whose name ends in .zip" };
        var command = new Command("backup",
            "Copies ledger, submissions, uploads, reference data, closings and credentials (as hashes), with the SHA-256 of each file; "
                + "keep it as safe as the account") { target };
        command.SetAction((parsed, cancel) => CommandRunner.Safely(async () =>
        {
            await using var services = await CommandServices.OpenAsync(parsed, cancel);
            await services.GetRequiredService<SmartToyonaka.Infrastructure.Storage.StorageAccount>().CreateAllAsync(cancel);
            var manifest = await services.GetRequiredService<Backup>()
                .WriteAsync(parsed.GetValue(target)!, new PlainTextProgress(), cancel);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{manifest.Tables.Sum(t => t.Rows)} rows and {manifest.Blobs.Count} blobs are kept"));
            return 0;
        }));
        return command;
    }
}
