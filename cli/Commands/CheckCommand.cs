using System.CommandLine;
using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using SmartToyonaka.Cli.Messages;
using SmartToyonaka.Intake.Drops;
using SmartToyonaka.Intake.Periods;
using SmartToyonaka.Intake.Reference;
using static SmartToyonaka.Cli.Messages.TerminalLanguage;

namespace SmartToyonaka.Cli.Commands;

/// <summary><c>check FILE…</c>: the receipt that a file would get if it were dropped; nothing is stored, no storage is needed.</summary>
internal static class CheckCommand
{
    public static Command Create()
    {
        var files = new Argument<FileInfo[]>("file") { Description = Of(OptionMessages.CheckFiles), Arity = ArgumentArity.OneOrMore };
        var folder = new Option<string?>("--folder")
        {
            Description = Of(OptionMessages.CheckFolder),
        };
        folder.AcceptOnlyFromAmong([.. DropProfile.All.Select(p => p.Folder)]);
        var register = new Option<FileInfo?>("--departments")
        {
            Description = Of(OptionMessages.CheckRegister),
        };
        var command = new Command("check", Of(HelpMessages.Check)) { files,
            folder, register };
        command.SetAction((parsed, cancel) => CommandRunner.Safely(async () =>
        {
            await using var services = new ServiceCollection().AddDrops(new ConfigurationBuilder().AddEnvironmentVariables().Build())
                .BuildServiceProvider();
            var checker = new DropChecker(services.GetRequiredService<DropOptions>());
            var snapshot = new ReferenceSnapshot(await RegisterAsync(parsed.GetValue(register), cancel), ReferenceData.BuiltInCatalogue,
                ReferenceData.BuiltInHolidays);
            var reference = DropReference.Of(snapshot, ClosedMonths.None, TimeProvider.System.GetUtcNow());
            var good = true;
            foreach (var file in parsed.GetValue(files)!)
            {
                if (!file.Exists)
                {
                    throw new FileNotFoundException(Of(CommandMessages.NoSuchFile(file.FullName)));
                }

                var receipt = await CheckAsync(checker, reference, parsed.GetValue(folder), file, cancel);
                Console.WriteLine(Encoding.UTF8.GetString(receipt.ToJson()));
                good &= receipt.State == DropState.Taken;
            }

            return good ? 0 : 1;
        }));
        return command;
    }

    private static async Task<SmartToyonaka.Domain.Organisation.Register> RegisterAsync(FileInfo? file, CancellationToken cancel)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        if (file is null)
        {
            return ReferenceData.BuiltInRegister;
        }

        var (utf8, errors) = ReferenceCheck.Register(await File.ReadAllBytesAsync(file.FullName, cancel));
        return utf8 is null
            ? throw new InvalidOperationException(Of(CommandMessages.WrongRegister(file.FullName, errors.Count)))
            : ReferenceData.ReadRegister(utf8);
    }

    private static async Task<DropReceipt> CheckAsync(DropChecker checker, DropReference reference, string? named, FileInfo file,
        CancellationToken cancel)
    {
        var folders = DropProfile.All.Select(p => p.Folder).ToList();
        if ((named ?? folders.Find(f => f == file.Directory?.Name)) is { } one)
        {
            folders = [one];
        }

        DropReceipt? best = null;
        foreach (var folder in folders)
        {
            var check = await checker.CheckAsync(DropFile.OnDisk(folder, file.FullName), reference, cancel)
                ?? throw new FileNotFoundException(Of(CommandMessages.NoSuchFile(file.FullName)));
            if (best is null || check.Receipt.RowsRead > best.RowsRead)
            {
                best = check.Receipt;
            }
        }

        return best!;
    }
}
