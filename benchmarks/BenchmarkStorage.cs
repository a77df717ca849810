using Localhost;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using SmartToyonaka.Infrastructure.Storage;

namespace SmartToyonaka.Benchmarks;

/// <summary>An Azurite of its own with accounts of their own, and the program's parts on one of them.</summary>
internal sealed class BenchmarkStorage : IAsyncDisposable
{
    // Opens nothing but this run's emulator.
    private const string Key = "c21hcnQtdG95b25ha2EtYmVuY2gtYWNjb3VudC1rZXk=";

    private readonly string folder;
    private readonly Azurite azurite;

    private BenchmarkStorage(string folder, Azurite azurite) => (this.folder, this.azurite) = (folder, azurite);

    public static async Task<BenchmarkStorage> StartAsync(params string[] accounts)
    {
        var folder = Directory.CreateTempSubdirectory("benchmark-storage-").FullName;
        var azurite = await Azurite.StartAsync(new AzuriteOptions
        {
            DataFolder = folder,
            Accounts = accounts.ToDictionary(a => a, _ => Key)
        });
        var storage = new BenchmarkStorage(folder, azurite);
        foreach (var account in accounts)
        {
            await using var services = Services(storage.ConnectionStringOf(account));
            await services.GetRequiredService<StorageAccount>().CreateAllAsync(CancellationToken.None);
        }

        return storage;
    }

    /// <summary>The connection string of the emulator's well-known account, in which nothing was created.</summary>
    public string ConnectionString => azurite.ConnectionString;

    public string ConnectionStringOf(string account) => azurite.ConnectionStringOf(account);

    /// <summary>What the app is made of, without its functions.</summary>
    /// <param name="connectionString">Its storage.</param>
    /// <param name="clock">Its clock; the machine's when not given.</param>
    public static ServiceProvider Services(string connectionString, TimeProvider? clock = null)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { ["AzureWebJobsStorage"] = connectionString }).Build();
        return new ServiceCollection().AddLogging(l => l.SetMinimumLevel(LogLevel.Warning)).AddSmartToyonaka(configuration)
            .Replace(ServiceDescriptor.Singleton(clock ?? TimeProvider.System)).BuildServiceProvider();
    }

    public async ValueTask DisposeAsync()
    {
        await azurite.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }
}
