using System.Text.Json;

namespace Localhost.Settings;

/// <summary>What the instances of one app have in common: those with the same id share timers and their state.</summary>
internal sealed record HostId(string Value)
{
    private const string Metadata = "functions.metadata";

    /// <summary>The setting <c>AzureFunctionsWebHost:hostid</c>, else the name of the app's assembly.</summary>
    /// <exception cref="WorkerHostException">The folder holds no built app.</exception>
    public static HostId Of(string folder, HostSettings settings)
    {
        var file = Path.Combine(folder, Metadata);
        if (!File.Exists(file))
        {
            throw new WorkerHostException(
                $"{folder} is no built Functions app: it has no {Metadata}. Name the folder that 'dotnet build' or 'dotnet publish' of "
                    + $"the app wrote.");
        }

        try
        {
            using var document = JsonDocument.Parse(File.ReadAllText(file));
            var first = document.RootElement.EnumerateArray().Select(function => function.GetProperty("scriptFile").GetString())
                .FirstOrDefault();
            return new HostId(settings["AzureFunctionsWebHost:hostid"] ?? Path.GetFileNameWithoutExtension(first)
                ?? new DirectoryInfo(folder).Name);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            throw new WorkerHostException($"{file} cannot be read: {error.Message.ReplaceLineEndings(" ")}", error);
        }
    }
}
