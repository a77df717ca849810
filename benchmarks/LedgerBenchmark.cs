using System.Globalization;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Microsoft.Extensions.DependencyInjection;
using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Intake.Drops;
using SmartToyonaka.Intake.Periods;
using SmartToyonaka.Intake.Reference;
using SmartToyonaka.Ledger;

namespace SmartToyonaka.Benchmarks;

/// <summary>
/// A drop end to end, from the blob container into the ledger with its receipt, against CsvHelper reading the file and the bare client
/// library writing the same entities in transactions of up to 100, as many at a time as ours.
/// </summary>
internal static class LedgerBenchmark
{
    public const string MemoryCommand = "ledger-memory";
    private const int AtATime = 4;

    public static async Task<int> RunAsync(int rows, int rounds, Findings found)
    {
        await RunYearAsync(rows, rounds, found);
        await RunYearsAsync(rows, Math.Max(1, rounds / 2), found);
        return await RunWidestAsync(rows, found);
    }

    /// <summary>Every section of 34 fiscal years.</summary>
    public static async Task RunYearsAsync(int rows, int rounds, Findings found)
    {
        var path = PathOf("wide", rows);
        try
        {
            OvertimeFile.WriteWidest(path, rows, months: 400, combinations: 5);
            await MeasureAsync("every section of 400 months (34 fiscal years), in five combinations", path, rounds, found);
        }
        finally
        {
            File.Delete(path);
        }
    }

    /// <summary>A year's export.</summary>
    public static async Task<int> RunYearAsync(int rows, int rounds, Findings found)
    {
        var path = PathOf("year", rows);
        try
        {
            OvertimeFile.WriteYear(path, rows);
            await MeasureAsync("a year's export, a row per employee and month", path, rounds, found);
            return 0;
        }
        finally
        {
            File.Delete(path);
        }
    }

    /// <summary>The memory that the widest file takes.</summary>
    public static async Task<int> RunWidestAsync(int rows, Findings found)
    {
        var path = PathOf("widest", rows);
        try
        {
            OvertimeFile.WriteWidest(path, rows, months: 1570, combinations: 5);
            await using var storage = await BenchmarkStorage.StartAsync("ours");
            await MemoryAsync(storage, "as many sections and months as a file may have, in five combinations", path, found);
            return 0;
        }
        finally
        {
            File.Delete(path);
        }
    }

    /// <summary>Takes what lies in the folder, alone in its process.</summary>
    public static async Task<int> MeasureMemoryAsync(string connectionString)
    {
        await using var services = BenchmarkStorage.Services(connectionString, new AfterAllMonths());
        await services.GetRequiredService<DropPuller>().PullAsync("overtime", CancellationToken.None);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{ChildProcess.PeakMemory() / 1e6:F0} MB"));
        return 0;
    }

    private static string PathOf(string kind, int rows) => Path.Combine(Path.GetTempPath(),
        string.Create(CultureInfo.InvariantCulture, $"{kind}-{rows}-{Environment.ProcessId}.csv"));

    private static async Task MeasureAsync(string what, string path, int rounds, Findings found)
    {
        await using var storage = await BenchmarkStorage.StartAsync("ours", "floor");
        await using var services = BenchmarkStorage.Services(storage.ConnectionStringOf("ours"), new AfterAllMonths());
        var puller = services.GetRequiredService<DropPuller>();
        var container = new BlobContainerClient(storage.ConnectionStringOf("ours"), ContainerNames.Drops);
        var table = new TableClient(storage.ConnectionStringOf("floor"), TableNames.Ledger);
        var entries = (await CheckAsync(path)).Select(LedgerRow.From).ToList();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{what}: {new FileInfo(path).Length / 1e6:F1} MB, {entries.Count:N0} entries of the ledger, some "
                + $"{entries.Average(e => e.Text("content").Length):F0} characters each"));
        found.AtMost($"{what}, end to end into the ledger", await PairedMeasurement.RunAsync(
            "CsvHelper's bare read and the bare client library's writes", async round =>
            {
                var batches = Batches(entries, round);
                return await PairedMeasurement.TimeAsync(async () =>
                {
                    await DropBenchmark.FloorAsync(path);
                    await Parallel.ForEachAsync(batches, new ParallelOptions { MaxDegreeOfParallelism = AtATime },
                        async (batch, cancel) => await table.SubmitTransactionAsync(batch, cancel));
                });
            },
            "taken, end to end", async round =>
            {
                await UploadAsync(container, path, round);
                return await PairedMeasurement.TimeAsync(async () =>
                {
                    if (await puller.PullAsync("overtime", CancellationToken.None) is not { Taken: 1, HasMore: false })
                    {
                        throw new InvalidOperationException($"The file was not taken: {await ReceiptAsync(storage, round)}");
                    }
                });
            },
            rounds), 1.3);
        await MemoryAsync(storage, what, path, found);
    }

    private static async Task MemoryAsync(BenchmarkStorage storage, string what, string path, Findings found)
    {
        await UploadAsync(new(storage.ConnectionStringOf("ours"), ContainerNames.Drops), path, -1);
        found.AtMost($"memory of it: {what}", await ChildProcess.AskFigureAsync(MemoryCommand, storage.ConnectionStringOf("ours")), 200,
            "MB");
    }

    private static Task UploadAsync(BlobContainerClient container, string path, int round) =>
        container.GetBlobClient(string.Create(CultureInfo.InvariantCulture, $"overtime/{round}.csv")).UploadAsync(path);

    // The beginning of the receipt says what is wrong.
    private static async Task<string> ReceiptAsync(BenchmarkStorage storage, int round)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"overtime/{round}.csv.json");
        var receipt = await new BlobContainerClient(storage.ConnectionStringOf("ours"), ContainerNames.Receipts).GetBlobClient(name)
            .DownloadContentAsync();
        return receipt.Value.Content.ToString() is { Length: > 2_000 } text ? text[..2_000] : receipt.Value.Content.ToString();
    }

    private static async Task<IEnumerable<SmartToyonaka.Domain.Measures.Observation>> CheckAsync(string path)
    {
        var reference = new DropReference(ReferenceData.BuiltInRegister, ReferenceData.BuiltInCatalogue.Vocabulary, ClosedMonths.None);
        return (await new DropChecker(new())
            .CheckAsync(DropFile.OnDisk("overtime", path), reference, CancellationToken.None))!.Observations;
    }

    // Every round writes rows of its own, as every upload does.
    private static List<List<TableTransactionAction>> Batches(List<Row> entries, int round) =>
        [.. entries.GroupBy(e => e.Partition).SelectMany(p => p.Chunk(100)).Select(chunk => chunk.Select(e =>
        {
            var entity = new TableEntity(e.Partition, string.Create(CultureInfo.InvariantCulture, $"{e.Key}{round}"));
            foreach (var (name, value) in e.Columns)
            {
                entity[name] = value;
            }

            return new TableTransactionAction(TableTransactionActionType.UpsertReplace, entity);
        }).ToList())];

    /// <summary>The widest files have more months than have passed; a month that has not begun is refused.</summary>
    private sealed class AfterAllMonths : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2190, 4, 1, 0, 0, 0, TimeSpan.Zero);
    }
}
