using Localhost;

namespace SmartToyonaka.Tests.Support;

/// <summary>
/// One Azurite for a whole test run, started by the first test that asks for it and stopped with the process.
/// Tests run in parallel on it, so each takes names of its own.
/// </summary>
internal static class TestStorage
{
    private static readonly Lazy<Task<Azurite>> Running = new(StartAsync);

    /// <summary>The connection string of this run's storage.</summary>
    public static async Task<string> ConnectionStringAsync() => (await Running.Value).ConnectionString;

    private static async Task<Azurite> StartAsync()
    {
        var folder = Directory.CreateTempSubdirectory("test-storage-").FullName;
        var azurite = await Azurite.StartAsync(new AzuriteOptions { DataFolder = folder });
        AppDomain.CurrentDomain.ProcessExit += (_, _) =>
        {
            azurite.DisposeAsync().AsTask().Wait();
            Directory.Delete(folder, recursive: true);
        };
        return azurite;
    }
}
