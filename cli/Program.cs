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
    RemindersCommand.Create(),
    RebuildCommand.Create(),
    BackupCommand.Create(),
    RestoreCommand.Create(),
    ExportCommand.Create(),
    PackageKeyCommand.Create(),
    VerifyPackageCommand.Create(),
    VerifyCommand.Create(),
};
return await root.Parse(args).InvokeAsync();
