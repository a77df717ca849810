using System.CommandLine;
using SmartToyonaka.Cli.Messages;
using SmartToyonaka.Publishing.Packages;

namespace SmartToyonaka.Cli.Commands;

/// <summary><c>package-key PRIVATE PUBLIC</c>: a pair of keys for packages.</summary>
internal static class PackageKeyCommand
{
    public static Command Create()
    {
        var privateFile = new Argument<string>("private") { Description = "A new file for the private key, which stays here" };
        var publicFile = new Argument<string>("public") { Description = "A new file for the public key, which the other side needs" };
        var command = new Command("package-key",
            $"Makes a pair of keys (ECDSA P-256, PEM) to sign packages with; the password in {PackageKey.PasswordVariable} encrypts the "
                + $"private one") { privateFile, publicFile };
        command.SetAction((parsed, _) => CommandRunner.Safely(() =>
        {
            var password = Environment.GetEnvironmentVariable(PackageKey.PasswordVariable);
            using var key = PackageKey.Create(parsed.GetValue(privateFile)!, parsed.GetValue(publicFile)!, password);
            Console.WriteLine(PackageMessages.Fingerprint(key.Fingerprint));
            if (string.IsNullOrEmpty(password))
            {
                Console.Error.WriteLine(
                    $"The private key is not encrypted, since {PackageKey.PasswordVariable} is not set: whoever reads the file can sign.");
            }

            return Task.FromResult(0);
        }));
        return command;
    }
}
