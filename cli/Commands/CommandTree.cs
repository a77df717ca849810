using System.CommandLine;
using SmartToyonaka.Cli.Messages;
using static SmartToyonaka.Cli.Messages.TerminalLanguage;

namespace SmartToyonaka.Cli.Commands;

/// <summary>All commands.</summary>
internal static class CommandTree
{
    /// <summary>The program itself, with its commands.</summary>
    public static RootCommand Create() => new(Of(HelpMessages.Program))
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
}
