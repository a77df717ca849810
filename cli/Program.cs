using System.CommandLine;
using System.Text;
using SmartToyonaka.Cli.Commands;
using SmartToyonaka.Cli.Messages;

Console.OutputEncoding = Encoding.UTF8;
var root = CommandTree.Create();
var parsed = root.Parse(args);
if (parsed.Errors.Count > 0 && args.Length > 0)
{
    Console.Error.WriteLine($"{parsed.Errors[0].Message.ReplaceLineEndings(" ")} {TerminalLanguage.Of(CommandMessages.SeeHelp)}");
    return 1;
}

// Without a timeout the library handles no signal and Ctrl+C kills. With it, every command is cancelled by its token and ends by itself;
// otherwise it is ended after the timeout.
return await parsed.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromSeconds(40) });
