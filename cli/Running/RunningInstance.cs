using System.Text.Json;

namespace SmartToyonaka.Cli.Running;

/// <summary>What a running instance leaves in its data folder, so that other commands find its storage.</summary>
/// <param name="Port">The port of its functions.</param>
/// <param name="Storage">The connection string of its emulator, which opens nothing but emulators.</param>
internal sealed record RunningInstance(int Port, string Storage)
{
    private const string FileName = "instance.json";

    /// <summary>
    /// The storage of the instance of a data folder, where it runs (on the port that was named, if one was); else the ports that follow
    /// from the functions' port.
    /// </summary>
    public static string ConnectionOf(string dataFolder, int? port) =>
        Read(dataFolder) is { } instance && (port ?? instance.Port) == instance.Port
            ? instance.Storage
            : LocalStorage.Development(LocalStorage.Ports(port ?? LocalStorage.DefaultPort));

    public void Write(string dataFolder) => File.WriteAllText(Path.Combine(dataFolder, FileName), JsonSerializer.Serialize(this));

    public static void Remove(string dataFolder) => File.Delete(Path.Combine(dataFolder, FileName));

    private static RunningInstance? Read(string dataFolder)
    {
        try
        {
            return JsonSerializer.Deserialize<RunningInstance>(File.ReadAllText(Path.Combine(dataFolder, FileName)))
                is { Storage.Length: > 0 } instance ? instance : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }
}
