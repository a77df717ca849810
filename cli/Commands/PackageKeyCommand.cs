using System.CommandLine;
using SmartToyonaka.Cli.Messages;
using SmartToyonaka.Publishing.Packages;
using static SmartToyonaka.Cli.Messages.TerminalLanguage;

namespace SmartToyonaka.Cli.Commands;

/// <summary><c>package-key PRIVATE PUBLIC</c>: a pair of keys for packages.</summary>
internal static class PackageKeyCommand
{
    public static Command Create()
    {
        var privateFile = new Argument<string>("private") { Description = Of(OptionMessages.PrivateKey) };
        var publicFile = new Argument<string>("public") { Description = Of(OptionMessages.PublicKey) };
        var command = new Command("package-key", Of(HelpMessages.MakeKeys)) { privateFile, publicFile };
        command.SetAction((parsed, _) => CommandRunner.Safely(() =>
        {
            var password = Environment.GetEnvironmentVariable(PackageKey.PasswordVariable);
            using var key = PackageKey.Create(parsed.GetValue(privateFile)!, parsed.GetValue(publicFile)!, password);
            Console.WriteLine(PackageMessages.Fingerprint(key.Fingerprint));
            if (string.IsNullOrEmpty(password))
            {
                Console.Error.WriteLine(Of(CommandMessages.KeyNotEncrypted));
            }

            return Task.FromResult(0);
        }));
        return command;
    }
}
