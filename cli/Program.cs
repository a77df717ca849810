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
    PoisonCommand.Create(),
    ReviewCommand.Create(),
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

// Without a time, the library listens to no signal at all and Ctrl+C kills. Here every command hears of it by its token and ends by
// itself; whatever does not is ended.
return await parsed.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromSeconds(40) });
