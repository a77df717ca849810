using System.CommandLine;
using SmartToyonaka.Cli.Messages;
using SmartToyonaka.Publishing.Packages;
using static SmartToyonaka.Cli.Messages.TerminalLanguage;

namespace SmartToyonaka.Cli.Commands;

/// <summary>
/// <c>verify-package FILE --key PUBLIC [--to FOLDER]</c>: on the receiving side, without storage and network. Exit status 0: valid; 1: not
/// checked (no such file, no key); 2: the signature; 3: a file within; 4: it is no package.
/// </summary>
internal static class VerifyPackageCommand
{
    public static Command Create()
    {
        var file = new Argument<string>("file") { Description = Of(OptionMessages.PackageFile) };
        var key = new Option<string>("--key") { Description = Of(OptionMessages.SenderKey), Required = true };
        var to = new Option<string?>("--to") { Description = Of(OptionMessages.UnpackTo) };
        var command = new Command("verify-package", Of(HelpMessages.VerifyPackage)) { file, key, to };
        command.SetAction((parsed, cancel) => CommandRunner.Safely(async () =>
        {
            using var publicKey = PackageKey.ReadPublic(parsed.GetValue(key)!);
            var (manifest, refusal) = await PackageReader.CheckAsync(parsed.GetValue(file)!, publicKey, parsed.GetValue(to), cancel);
            if (refusal is not null)
            {
                var said = PackageMessages.Refused(refusal.Ja, refusal.En);
                Console.Error.WriteLine(said.Ja);
                Console.Error.WriteLine(said.En);
                return refusal.Kind switch
                {
                    RefusalKind.Signature => 2,
                    RefusalKind.Content => 3,
                    _ => 4,
                };
            }

            Console.WriteLine(PackageMessages.Good(manifest!.Files.Count, manifest.Files.Sum(f => f.Bytes)));
            Console.WriteLine(PackageMessages.Exported(manifest.CreatedAt, manifest.Program));
            Console.WriteLine(PackageMessages.Fingerprint(publicKey.Fingerprint));
            if (manifest.Waiting > 0)
            {
                Console.WriteLine(PackageMessages.Waiting(manifest.Waiting));
            }

            if (parsed.GetValue(to) is { } folder)
            {
                Console.WriteLine(PackageMessages.Unpacked(Path.Combine(folder, "index.html")));
            }

            return 0;
        }));
        return command;
    }
}
