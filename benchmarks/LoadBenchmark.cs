using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Infrastructure.Storage;

namespace SmartToyonaka.Benchmarks;

/// <summary>
/// The last evening: five hundred departments hand in at once, with drops beside it; and a long steady rain of submissions. Everything is
/// computed as it comes. In the end every number is looked up in what is published: none may be lost, none may be wrong.
/// </summary>
internal static partial class LoadBenchmark
{
    private const int Departments = 500, FirstCode = BenchmarkReference.FirstCode;
    public static readonly string[] MeasureIds = ["seal_abolitions", "telework_applicants"];
    private static readonly FiscalMonth April = new(2021, 4), First = new(2019, 4);

    // Of seven years; the stride has no factor in common with them, so all come in turn.
    private const int Months = 7 * 12, Stride = 37;

    /// <summary>A burst.</summary>
    public static Task<int> BurstAsync(int submissions, int connections, int drops, Findings found) => RunAsync(string.Create(
        CultureInfo.InvariantCulture, $"{submissions:N0} submissions from {connections} connections, {drops} drops"), drops, found, async app =>
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{submissions:N0} submissions of {Departments} departments"));
        await Parallel.ForEachAsync(Enumerable.Range(0, submissions), new ParallelOptions { MaxDegreeOfParallelism = connections },
            async (n, _) => await app.SubmitAsync(n, April.AddMonths(n / Departments / MeasureIds.Length % 12)));
    });

    /// <summary>
    /// A steady rate for some minutes, over the months of seven years: thousands of submissions for one year would fill that year, and
    /// computing a full year is more work than computing an empty one.
    /// </summary>
    public static Task<int> SoakAsync(int minutes, int perSecond, Findings found) => RunAsync(string.Create(
        CultureInfo.InvariantCulture, $"{perSecond} submissions a second for {minutes} minutes"), drops: 0, found, async app =>
    {
        var (start, posts, sent) = (Stopwatch.GetTimestamp(), new List<Task>(), 0);
        for (var minute = 1; minute <= minutes; minute++)
        {
            while (Stopwatch.GetElapsedTime(start) < TimeSpan.FromMinutes(minute))
            {
                var due = TimeSpan.FromSeconds((double)sent / perSecond) - Stopwatch.GetElapsedTime(start);
                if (due > TimeSpan.Zero)
                {
                    await Task.Delay(due);
                }

                posts.Add(app.SubmitAsync(sent, First.AddMonths(sent++ * Stride % Months)));
                posts.RemoveAll(p => p.IsCompletedSuccessfully);
            }

            app.PrintMinute(minute);
        }

        await Task.WhenAll(posts);
    });

    private static async Task<int> RunAsync(string what, int drops, Findings found, Func<LoadedApp, Task> loadAsync)
    {
        Console.WriteLine(what);
        await using var storage = await BenchmarkStorage.StartAsync("load");
        var connection = storage.ConnectionStringOf("load");
        await BenchmarkReference.PutAsync(connection, First, Departments, MeasureIds);
        using var app = await LoadedApp.StartAsync(connection, Departments, FirstCode);
        var container = new BlobContainerClient(connection, ContainerNames.Drops);
        for (var i = 0; i < drops; i++)
        {
            await container.GetBlobClient($"e-approval/{i:D3}.csv").UploadAsync(BinaryData.FromString(
                $"年月,所属コード,所属名,起案件数,電子決裁件数,紙決裁件数\n2021-04,{FirstCode + i},,{100 + i},{50 + i},50\n"));
        }

        var start = Stopwatch.GetTimestamp();
        if (drops > 0)
        {
            await app.StartTimerAsync("PullEApproval");
        }

        await loadAsync(app);
        var accepted = Stopwatch.GetElapsedTime(start);
        await app.WaitUntilQuietAsync(drops);
        var drained = Stopwatch.GetElapsedTime(start);
        app.Print(accepted, drained);
        var wrong = await app.CountWrongAsync(connection) + await CountWrongDropsAsync(connection, drops);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"published numbers that are missing or wrong: {wrong}"));
        var said = app.Stop();
        Console.WriteLine(said);
        found.AtMost($"{what}: computed after the last was accepted", (drained - accepted).TotalSeconds, 60, "s");
        found.AtMost($"{what}: published numbers that are missing or wrong", wrong, 0, "numbers");
        found.AtMost($"{what}: memory of the app",
            double.Parse(MemoryOfApp().Match(said).Groups[1].Value, CultureInfo.InvariantCulture), 200, "MB");
        return wrong == 0 ? 0 : 1;
    }

    private static async Task<int> CountWrongDropsAsync(string connection, int drops)
    {
        var published = await FiguresAsync(connection, "e_approval_documents|2021");
        return Enumerable.Range(0, drops).Count(i => published.GetValueOrDefault($"{FirstCode + i}|202104|total") != 100 + i);
    }

    /// <summary>What is published, by department, month and part.</summary>
    public static async Task<Dictionary<string, long>> FiguresAsync(string connection, string partition)
    {
        var found = new Dictionary<string, long>(StringComparer.Ordinal);
        await foreach (var row in new TableClient(connection, TableNames.FactFigure)
            .QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"PartitionKey eq {partition}")))
        {
            found[$"{row.GetString("departmentcode")}|{row.GetInt32("monthkey")}|{row.GetString("part")}"] = row.GetInt64("value") ?? 0;
        }

        return found;
    }

    [GeneratedRegex(@"app (\d+) MB")]
    private static partial Regex MemoryOfApp();
}
