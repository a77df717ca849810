using System.Globalization;
using Localhost;

namespace SmartToyonaka.Tests.Support;

/// <summary>
/// The Azurites of a test run, each started on first use and stopped with the process. Tests use them in parallel: each has names of its
/// own, or, where the program fixes the names, an account of its own. Tests of the host, which depend on real time, have an Azurite of
/// their own.
/// </summary>
internal static class TestStorage
{
    private const int MaxAccounts = 450;

    // Opens nothing but this run's emulator.
    private const string Key = "c21hcnQtdG95b25ha2EtdGVzdC1hY2NvdW50LWtleQ==";

    private static readonly Lazy<Task<Azurite>> Shared = new(() => StartAsync(1));
    private static readonly Lazy<Task<Azurite>>[] OfAccounts = [new(() => StartAsync(MaxAccounts)), new(() => StartAsync(MaxAccounts))];
    private static int accounts;

    /// <summary>The connection string of the storage shared by tests with names of their own.</summary>
    public static async Task<string> ConnectionStringAsync() => (await Shared.Value).ConnectionStringOf(Name(1));

    /// <summary>
    /// The connection string of an account with a catalogue by which every section may hand in every measure of forms and no value waits:
    /// for tests of everything that is not about who may say what. Nothing else is in it.
    /// </summary>
    public static async Task<string> NewAccountAsync()
    {
        var account = await NewEmptyAccountAsync();
        await OpenCatalogue.WriteAsync(account);
        return account;
    }

    /// <summary>
    /// The connection string of an account that nobody has used: an empty storage, in which the built-in catalogue holds.
    /// </summary>
    public static async Task<string> NewEmptyAccountAsync()
    {
        var (account, storage) = Math.DivRem(Interlocked.Increment(ref accounts), OfAccounts.Length);
        return account < MaxAccounts
            ? (await OfAccounts[storage].Value).ConnectionStringOf(Name(account + 1))
            : throw new InvalidOperationException(
                $"More than {MaxAccounts * OfAccounts.Length} accounts are used in one run: raise {nameof(MaxAccounts)}.");
    }

    private static string Name(int number) => string.Create(CultureInfo.InvariantCulture, $"test{number:D3}");

    private static async Task<Azurite> StartAsync(int accounts)
    {
        var folder = Directory.CreateTempSubdirectory("test-storage-").FullName;
        var azurite = await Azurite.StartAsync(new AzuriteOptions
        {
            DataFolder = folder,
            KeepsData = false,
            Accounts = Enumerable.Range(1, accounts).ToDictionary(Name, _ => Key),
        });
        AppDomain.CurrentDomain.ProcessExit += (_, _) =>
        {
            azurite.DisposeAsync().AsTask().Wait();
            Directory.Delete(folder, recursive: true);
        };
        return azurite;
    }
}
