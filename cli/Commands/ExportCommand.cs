using System.CommandLine;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using SmartToyonaka.Cli.Messages;
using SmartToyonaka.Publishing.Packages;
using SmartToyonaka.Publishing.Tables;
using static SmartToyonaka.Cli.Messages.TerminalLanguage;

namespace SmartToyonaka.Cli.Commands;

/// <summary>
/// <c>export FOLDER</c>: the published tables as CSV; <c>export --package FILE --key PRIVATE</c>: tables and reports in one signed file.
/// </summary>
internal static class ExportCommand
{
    public static Command Create()
    {
        var folder = new Argument<string?>("folder")
        {
            Description = Of(OptionMessages.ExportFolder),
            Arity = ArgumentArity.ZeroOrOne
        };
        var package = new Option<string?>("--package")
        {
            Description = Of(OptionMessages.ExportPackage),
        };
        var key = new Option<string?>("--key")
        {
            Description = Of(OptionMessages.ExportKey),
        };
        var command = new Command("export", Of(HelpMessages.Export)) { folder, package, key };
        command.Validators.Add(result =>
        {
            if ((result.GetValue(package) is null) == (result.GetValue(folder) is null)
                || (result.GetValue(package) is null) != (result.GetValue(key) is null))
            {
                result.AddError(Of(CommandMessages.FolderOrPackage));
            }
        });
        command.SetAction((parsed, cancel) => CommandRunner.Safely(async () =>
        {
            if (parsed.GetValue(package) is { } file)
            {
                await PackageAsync(parsed, file, parsed.GetValue(key)!, cancel);
                return 0;
            }

            await using var services = await CommandServices.OpenAsync(parsed, cancel);
            foreach (var (table, rows) in await services.GetRequiredService<TableExport>().WriteAsync(parsed.GetValue(folder)!, cancel))
            {
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{table}.csv: {rows} rows"));
            }

            return 0;
        }));
        return command;
    }

    private static async Task PackageAsync(ParseResult parsed, string file, string keyFile, CancellationToken cancel)
    {
        using var key = PackageKey.ReadPrivate(keyFile, Environment.GetEnvironmentVariable(PackageKey.PasswordVariable));
        await using var services = await CommandServices.OpenAsync(parsed, cancel);
        var manifest = await services.GetRequiredService<PackageWriter>().WriteAsync(file, key, new PlainTextProgress(), cancel);
        if (manifest.Waiting > 0)
        {
            Console.WriteLine(Of(CommandMessages.ExportedTooEarly(manifest.Waiting)));
        }

        Console.WriteLine(Of(CommandMessages.Packaged(file, manifest.Files.Count, manifest.Key)));
    }
}
