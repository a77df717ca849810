using System.Globalization;
using Localhost;

namespace SmartToyonaka.Tests.Support;

/// <summary>
/// One Azurite for a whole test run, started by the first test that asks for it and stopped with the process.
/// Tests run in parallel on it: each takes names of its own, or, where names are the program's, an account of its own.
/// </summary>
internal static class TestStorage
{
    private const int MaxAccounts = 900;

    // Opens nothing but this run's emulator.
    private const string Key = "c21hcnQtdG95b25ha2EtdGVzdC1hY2NvdW50LWtleQ==";

    private static readonly Lazy<Task<Azurite>> Running = new(StartAsync);
    private static int accounts;

    /// <summary>The connection string of this run's storage.</summary>
    public static async Task<string> ConnectionStringAsync() => (await Running.Value).ConnectionString;

    /// <summary>The connection string of an account that nobody has used: an empty storage.</summary>
    public static async Task<string> NewAccountAsync()
    {
        var next = Interlocked.Increment(ref accounts);
        return next <= MaxAccounts
            ? (await Running.Value).ConnectionStringOf(Name(next))
            : throw new InvalidOperationException($"More than {MaxAccounts} accounts are used in one run: raise {nameof(MaxAccounts)}.");
    }

    private static string Name(int number) => string.Create(CultureInfo.InvariantCulture, $"test{number:D3}");

    private static async Task<Azurite> StartAsync()
    {
        var folder = Directory.CreateTempSubdirectory("test-storage-").FullName;
        var azurite = await Azurite.StartAsync(new AzuriteOptions
        {
            DataFolder = folder,
            KeepsData = false,
            Accounts = Enumerable.Range(1, MaxAccounts).ToDictionary(Name, _ => Key),
        });
        AppDomain.CurrentDomain.ProcessExit += (_, _) =>
        {
            azurite.DisposeAsync().AsTask().Wait();
            Directory.Delete(folder, recursive: true);
        };
        return azurite;
    }
}
