using System.Text.Json;
using Azure.Storage.Blobs;
using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Ledger;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Intake.Drops;

/// <summary>
/// A directory of malformed files, dropped at once into the container; each must be accepted or refused to the line and column.
/// </summary>
public sealed class MalformedDropTests(MalformedDropFolder directory) : IClassFixture<MalformedDropFolder>
{
    public static TheoryData<string> Names => [.. MalformedDropFolder.Files.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_file_is_taken_or_refused_as_the_rules_say(string name)
    {
        var file = MalformedDropFolder.Files[name];
        var receipt = directory.Receipts[name];

        Assert.Equal(file.Errors, receipt.GetProperty("errors").EnumerateArray()
            .Select(e => $"{e.GetProperty("line").GetInt64()} {e.GetProperty("column").GetString()} {e.GetProperty("code").GetString()}"));
        Assert.Equal(file.Figures.Order(StringComparer.Ordinal), directory.Figures[name].Order(StringComparer.Ordinal));
        Assert.Equal(receipt.GetProperty("rowsRead").GetInt64(), receipt.GetProperty("rowsTaken").GetInt64()
            + receipt.GetProperty("rowsHeld").GetInt64());
        Assert.Equal(file.Errors.Length == 0 ? "taken" : file.Figures.Length == 0 ? "refused" : "taken-in-part",
            receipt.GetProperty("state").GetString());
    }

    [Fact]
    public void Every_rule_has_files() =>
        Assert.Equal(Enumerable.Range(1, 24), MalformedDropFolder.Files.Values.Select(f => f.Rule).Distinct().Order());
}

/// <summary>The files, and what became of them.</summary>
public sealed class MalformedDropFolder : IAsyncLifetime
{
    /// <summary>By a name that says the rule and what is odd.</summary>
    public static IReadOnlyDictionary<string, MalformedDrop> Files { get; } =
        MalformedDropEncodings.All().Concat(MalformedDropTables.All()).Concat(MalformedDropCells.All())
            .Select((f, i) => (Name: $"{i:D3} {f}", File: f)).ToDictionary(f => f.Name, f => f.File);

    public Dictionary<string, JsonElement> Receipts { get; } = [];

    public Dictionary<string, List<string>> Figures { get; } = [];

    public async Task InitializeAsync()
    {
        var storage = await TestStorage.NewAccountAsync();
        var account = DropStorageFixture.Account(storage);
        await account.CreateAllAsync(CancellationToken.None);
        var (drops, receipts) = (new BlobContainerClient(storage, ContainerNames.Drops),
            new BlobContainerClient(storage, ContainerNames.Receipts));
        await Parallel.ForEachAsync(Files, new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (file, cancel) =>
            await drops.GetBlobClient(Path(file)).UploadAsync(BinaryData.FromBytes(file.Value.Content), overwrite: true, cancel));
        var folders = Files.Values.Select(f => f.Folder).Distinct().ToList();
        await Parallel.ForEachAsync(folders, async (folder, cancel) => await DropStorageFixture.Puller(storage).PullAsync(folder, cancel));

        var observations = new List<Observation>();
        foreach (var folder in folders)
        {
            for (var year = 2018; year <= 2022; year++)
            {
                observations.AddRange(await new LedgerStore(account)
                    .ReadYearAsync(BuiltInMeasures.OfFolder(folder).Id, new FiscalYear(year), CancellationToken.None));
            }
        }

        var bySource = observations.ToLookup(o => o.Source.Id);
        foreach (var file in Files)
        {
            Receipts[file.Key] = JsonDocument.Parse((await receipts.GetBlobClient(Path(file) + ".json")
                .DownloadContentAsync()).Value.Content).RootElement;
            Figures[file.Key] = [.. TestDrop.Figures(bySource[Path(file)])];
        }
    }

    public Task DisposeAsync() => Task.CompletedTask;

    private static string Path(KeyValuePair<string, MalformedDrop> file) => $"{file.Value.Folder}/{file.Key[..3]}.csv";
}
