using System.CommandLine;
using SmartToyonaka.Cli.Running;

namespace SmartToyonaka.Cli.Commands;

/// <summary>The options of commands that start a server.</summary>
internal sealed class ServerOptions
{
    public Option<int> Port { get; } = new("--port") { Description = "Port of the functions (default 7071); Azurite's ports follow", DefaultValueFactory = _ => 7071 };

    public Option<string> Data { get; } = new("--data") { Description = "Folder for data (default .local)", DefaultValueFactory = _ => DataFolder.Default };

    public ServerOptions() => Port.Validators.Add(result =>
    {
        if (result.GetValueOrDefault<int>() is < 1 or > 65_535)
        {
            result.AddError("--port takes a number from 1 to 65535.");
        }
    });

    public void AddTo(Command command)
    {
        command.Add(Port);
        command.Add(Data);
    }

    public string DataOf(ParseResult parsed) => Path.GetFullPath(parsed.GetValue(Data)!);
}
