using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Microsoft.Extensions.DependencyInjection;
using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Intake.Reference;
using SmartToyonaka.Operations.Access;
using SmartToyonaka.Operations.Maintenance;

namespace SmartToyonaka.Benchmarks;

/// <summary>
/// The restore drill on years of data that came in by both doors: every published table is lost and rebuilt, then years of the ledger are
/// lost and brought back from submissions and uploads. The floor writes the rows that were lost with the bare client library.
/// </summary>
internal static class DrillBenchmark
{
    private const int FirstYear = 2016, SectionsThatSubmit = 20, AtATime = 16;

    private static readonly string[] LostPartitions = ["overtime|2018", "e_approval_documents|2018", "staff|2018",
        "online_procedures|2018", "seal_abolitions|2018"];

    public static async Task<int> RunAsync(int years)
    {
        await using var storage = await BenchmarkStorage.StartAsync("ours", "floor");
        var connection = storage.ConnectionStringOf("ours");
        await BenchmarkReference.PutAsync(connection, new(FirstYear, 4), sections: 0, ["online_procedures", "seal_abolitions"]);
        await FillAsync(connection, [.. Enumerable.Range(FirstYear, years).Select(y => new FiscalYear(y))]);
        await using var services = BenchmarkStorage.Services(connection);
        var account = services.GetRequiredService<StorageAccount>();

        var published = await ReadAsync(account, TableNames.Published);
        var lost = await LoseAsync(account, published);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{years} years: {lost:N0} published rows lost"));
        var floor = await FloorAsync(storage.ConnectionStringOf("floor"), published);
        var rebuilt = await TimeAsync(() =>
            services.GetRequiredService<Rebuild>().RunAsync(new Progress<string>(), CancellationToken.None));
        Print("the bare client library writes them", floor);
        Print("rebuild", rebuilt);
        var different = CountDifferent(published, await ReadAsync(account, TableNames.Published));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"ratio: {rebuilt / floor:F2}; rows that differ: {different}"));

        var ledger = await ReadAsync(account, [TableNames.Ledger]);
        var gone = ledger.Where(r => LostPartitions.Contains(r.Key.Row.Partition)).ToDictionary();
        await LoseAsync(account, gone);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{gone.Count:N0} of {ledger.Count:N0} entries of the ledger lost"));
        Print("restore --ledger, without the rebuild that follows", await TimeAsync(() => services.GetRequiredService<LedgerRecovery>()
            .RunAsync(write: true, new Progress<string>(), CancellationToken.None)));
        Console.WriteLine($"entries that differ: {CountDifferent(ledger, await ReadAsync(account, [TableNames.Ledger]))}");
        return 0;
    }

    private static async Task FillAsync(string connection, IReadOnlyList<FiscalYear> years)
    {
        // One credential hands in everything.
        Environment.SetEnvironmentVariable(AccessOptions.RateSetting.Replace(":", "__", StringComparison.Ordinal), "1000000");
        using var app = ChildProcess.Start(readsOutput: true, SubmissionBenchmark.LoadedCommand, connection);
        using var client = new HttpClient
        {
            BaseAddress = new(await app.StandardOutput.ReadLineAsync()
            ?? throw new InvalidOperationException("The app did not start.")),
            Timeout = TimeSpan.FromMinutes(5)
        };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", SubmissionBenchmark.Administrator);
        client.DefaultRequestHeaders.Add("x-functions-key", SubmissionBenchmark.MasterKey);
        var container = new BlobContainerClient(connection, ContainerNames.Drops);
        foreach (var year in years)
        {
            await UploadAsync(container, "overtime", year, "年月,所属コード,所属名,職種,勤務形態,事由区分,時間外時間", "一般,通常,通常,600:00");
            await UploadAsync(container, "e-approval", year, "年月,所属コード,所属名,起案件数,電子決裁件数", "100,60");
            await UploadAsync(container, "staff", year, "年月,所属コード,所属名,職種,勤務形態,人数", "一般,通常,20");
        }

        foreach (var timer in new[] { "PullOvertime", "PullEApproval", "PullStaff" })
        {
            using var started = await client.PostAsync($"admin/functions/{timer}",
                new StringContent("{}", Encoding.UTF8, "application/json"));
            started.EnsureSuccessStatusCode();
        }

        var said = from year in years
                   from month in year.Months
                   from section in ReferenceData.BuiltInRegister.In(month).Take(SectionsThatSubmit)
                   select $$"""{"department":"{{section.Code}}","month":"{{month}}","figures":[{"measure":"online_procedures","online":120,"eligible":930},{"measure":"seal_abolitions","count":3}]}""";
        await Parallel.ForEachAsync(said, new ParallelOptions { MaxDegreeOfParallelism = AtATime }, async (body, cancel) =>
        {
            while (true)
            {
                using var answer = await client.PostAsync("api/submissions", new StringContent(body, Encoding.UTF8, "application/json"),
                    cancel);
                if (answer.StatusCode is not (HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable))
                {
                    answer.EnsureSuccessStatusCode();
                    return;
                }

                await Task.Delay(answer.Headers.RetryAfter?.Delta ?? TimeSpan.FromSeconds(1), cancel);
            }
        });

        var drops = new TableClient(connection, TableNames.FactDrop);
        while (await drops.QueryAsync<TableEntity>().CountAsync() < 3 * years.Count
            || JsonNode.Parse(await client.GetStringAsync("api/health"))!["recomputation"]!["waiting"]!.GetValue<int>() > 0)
        {
            await Task.Delay(TimeSpan.FromSeconds(1));
        }

        app.StandardInput.Close();
        await app.StandardOutput.ReadToEndAsync();
        await app.WaitForExitAsync();
        await using var services = BenchmarkStorage.Services(connection);
        await services.GetRequiredService<Rebuild>().RunAsync(new Progress<string>(), CancellationToken.None);
    }

    private static Task UploadAsync(BlobContainerClient container, string folder, FiscalYear year, string header, string cells)
    {
        var rows = from month in year.Months
                   from section in ReferenceData.BuiltInRegister.In(month)
                   select $"{month},{section.Code},{section.Name},{cells}\r\n";
        return container.GetBlobClient($"{folder}/{year}.csv").UploadAsync(BinaryData.FromString(header + "\r\n" + string.Concat(rows)));
    }

    private static async Task<Dictionary<(string Table, (string Partition, string Key) Row), Row>> ReadAsync(StorageAccount account,
        IEnumerable<string> tables)
    {
        var rows = new Dictionary<(string, (string, string)), Row>();
        foreach (var table in tables)
        {
            await foreach (var row in account.Table(table).ReadAllAsync())
            {
                rows[(table, (row.Partition, row.Key))] = row;
            }
        }

        return rows;
    }

    private static async Task<int> LoseAsync(StorageAccount account,
        Dictionary<(string Table, (string Partition, string Key) Row), Row> rows)
    {
        foreach (var table in rows.GroupBy(r => r.Key.Table))
        {
            await account.Table(table.Key).WriteAsync([], [.. table.Select(r => r.Value)], CancellationToken.None);
        }

        return rows.Count;
    }

    private static async Task<double> FloorAsync(string connection,
        Dictionary<(string Table, (string Partition, string Key) Row), Row> rows)
    {
        var batches = rows.GroupBy(r => (r.Key.Table, r.Value.Partition))
            .SelectMany(p => p.Chunk(100).Select(c => (p.Key.Table, Rows: c.Select(r => Insert(r.Value)).ToList()))).ToList();
        return await TimeAsync(() =>
            Parallel.ForEachAsync(batches, new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (batch, cancel) =>
            await new TableClient(connection, batch.Table).SubmitTransactionAsync(batch.Rows, cancel)));
    }

    private static TableTransactionAction Insert(Row row)
    {
        var entity = new TableEntity(row.Partition, row.Key);
        foreach (var (name, value) in row.Columns)
        {
            entity[name] = value;
        }

        return new(TableTransactionActionType.UpsertReplace, entity);
    }

    // The time of computing is a new one, and is meant to be.
    private static int CountDifferent<T>(Dictionary<T, Row> before, Dictionary<T, Row> after)
        where T : notnull => before.Keys.Union(after.Keys).Count(k =>
            !before.TryGetValue(k, out var a) || !after.TryGetValue(k, out var b)
                || !a.SameAs(b, new HashSet<string>(StringComparer.Ordinal) { "computedat" }));

    private static async Task<double> TimeAsync(Func<Task> work)
    {
        var start = Stopwatch.GetTimestamp();
        await work();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static void Print(string what, double seconds) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what}: {seconds:F1} s"));
}
