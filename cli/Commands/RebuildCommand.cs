using System.CommandLine;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using SmartToyonaka.Operations.Maintenance;

namespace SmartToyonaka.Cli.Commands;

/// <summary><c>rebuild</c>: computes the published tables again from the ledger.</summary>
internal static class RebuildCommand
{
    public static Command Create()
    {
        var command = new Command(
            "rebuild",
            "Makes every published table and the list of what waits again from the ledger, here and now; writes only what differs");
        command.SetAction((parsed, cancel) => CommandRunner.Safely(async () =>
        {
            await using var services = await CommandServices.OpenAsync(parsed, cancel);
            await services.GetRequiredService<SmartToyonaka.Infrastructure.Storage.StorageAccount>().CreateAllAsync(cancel);
            var done = await services.GetRequiredService<Rebuild>().RunAsync(new PlainTextProgress(), cancel);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{done.TopicYears} topics and fiscal years computed, {done.Removed} rows removed that nothing accounts for, " +
                $"{done.Noted} value(s) listed again that wait to be confirmed"));
            return 0;
        }));
        return command;
    }
}
