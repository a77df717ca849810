using Localhost.Settings;

namespace Localhost.Storage;

/// <summary>Finds a storage connection by the name of its setting, as the real host does.</summary>
internal static class StorageConnection
{
    public const string Default = "AzureWebJobsStorage";

    public static string Resolve(HostSettings settings, string name)
    {
        string[] names = [$"AzureWebJobs{name}", name];
        if (names.Select(candidate => settings[candidate]).FirstOrDefault(value => !string.IsNullOrWhiteSpace(value)) is { } connection)
        {
            return connection;
        }

        throw new WorkerHostException(settings.Values.GetSection(name).GetChildren().Any()
            ? $"{name} names an account to be opened with managed identity. That is for Azure; on this machine set {name} to a connection "
                + $"string."
            : $"The setting {name} is missing: set it to a storage account's connection string, or to UseDevelopmentStorage=true for the "
                + $"emulator.");
    }
}
