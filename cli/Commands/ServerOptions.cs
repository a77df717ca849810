using System.CommandLine;
using System.Globalization;
using SmartToyonaka.Cli.Messages;
using SmartToyonaka.Cli.Running;
using static SmartToyonaka.Cli.Messages.TerminalLanguage;

namespace SmartToyonaka.Cli.Commands;

/// <summary>The options by which every command knows an instance on this machine.</summary>
internal static class ServerOptions
{
    private const int DefaultPort = 7071;

    public static Option<int> Port { get; } = new("--port")
    {
        Description = Of(OptionMessages.Port(DefaultPort)),
        DefaultValueFactory = _ => DefaultPort,
        CustomParser = result =>
        {
            if (int.TryParse(result.Tokens[^1].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var port)
                && port is >= 1 and <= 65_535)
            {
                return port;
            }

            result.AddError(Of(CommandMessages.PortRule(result.Tokens[^1].Value)));
            return DefaultPort;
        },
        Recursive = true,
    };

    public static Option<string> Data { get; } = new("--data")
    {
        Description = Of(OptionMessages.Data),
        DefaultValueFactory = _ => DataFolder.Default,
        Recursive = true,
    };

    public static int PortOf(ParseResult parsed) => parsed.GetValue(Port);

    /// <summary>The port that was named; null when none was.</summary>
    public static int? NamedPortOf(ParseResult parsed) => parsed.GetResult(Port) is { Implicit: false } ? parsed.GetValue(Port) : null;

    public static string DataOf(ParseResult parsed) => Path.GetFullPath(parsed.GetValue(Data)!);
}
