using System.CommandLine;
using System.Text;
using SmartToyonaka.Cli.Commands;

Console.OutputEncoding = Encoding.UTF8;
var root = new RootCommand("SmartToyonaka: スマートとよなかプロジェクトの指標を集め、計算し、公開する")
{
    SampleCommand.Create(),
    StartCommand.Create(),
    CheckCommand.Create(),
    CredentialCommand.Create(),
    ReferenceCommand.Create(),
    CatalogueCommand.Create(),
    PoisonCommand.Create(),
    ReviewCommand.Create(),
    PeriodCommand.Create(),
    RemindersCommand.Create(),
    RebuildCommand.Create(),
    BackupCommand.Create(),
    RestoreCommand.Create(),
    ExportCommand.Create(),
    PackageKeyCommand.Create(),
    VerifyPackageCommand.Create(),
    VerifyCommand.Create(),
    ServerOptions.Port,
    ServerOptions.Data,
};
var parsed = root.Parse(args);
if (parsed.Errors.Count > 0 && args.Length > 0)
{
    Console.Error.WriteLine($"{parsed.Errors[0].Message.ReplaceLineEndings(" ")} ('--help' shows what there is.)");
    return 1;
}

// Without a timeout the library handles no signal and Ctrl+C kills. With it, every command is cancelled by its token and ends by itself;
// otherwise it is ended after the timeout.
return await parsed.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromSeconds(40) });
