using System.CommandLine;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using SmartToyonaka.Publishing.Packages;
using SmartToyonaka.Publishing.Tables;

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
            Description =
            "Where to put a CSV file for each published table; made when it is not there",
            Arity = ArgumentArity.ZeroOrOne
        };
        var package = new Option<string?>("--package")
        {
            Description =
            "No folder: a new zip file with tables, annual reports, checksums and a signature, for a network that takes data in one way "
                + "only"
        };
        var key = new Option<string?>("--key")
        {
            Description =
            $"With --package: the private key that signs it (package-key makes one); its password in {PackageKey.PasswordVariable}"
        };
        var command = new Command("export",
            "Writes the published tables as CSV (UTF-8 with byte order mark), or (--package) one signed file that verify-package checks "
                + "on the other side") { folder, package, key };
        command.Validators.Add(result =>
        {
            if ((result.GetValue(package) is null) == (result.GetValue(folder) is null)
                || (result.GetValue(package) is null) != (result.GetValue(key) is null))
            {
                result.AddError("Name a folder, or give --package FILE and --key PRIVATE.pem.");
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
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{manifest.Waiting} recomputation(s) are waiting: what they will publish is not in it"));
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{file}: {manifest.Files.Count} files, signed by the key {manifest.Key}"));
    }
}
