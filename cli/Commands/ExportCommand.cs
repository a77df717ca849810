using System.CommandLine;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using SmartToyonaka.Keeping;

namespace SmartToyonaka.Cli.Commands;

/// <summary><c>export FOLDER</c>: the published tables as CSV.</summary>
internal static class ExportCommand
{
    public static Command Create()
    {
        var folder = new Argument<string>("folder") { Description = "Where to put a CSV file for each published table; made when it is not there" };
        var command = new Command("export", "Writes the published tables as CSV (UTF-8 with byte order mark)") { folder };
        command.SetAction((parsed, cancel) => Run.Safely(async () =>
        {
            await using var services = Services.Create();
            foreach (var (table, rows) in await services.GetRequiredService<TableExport>().WriteAsync(parsed.GetValue(folder)!, cancel))
            {
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{table}.csv: {rows} rows"));
            }

            return 0;
        }));
        return command;
    }
}
