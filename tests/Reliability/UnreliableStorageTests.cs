using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using Azure;
using Azure.Data.Tables;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Intake.Drops;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Reliability;

/// <summary>
/// A storage that loses calls, loses or truncates responses, is slow, silent or busy, throttles and fails, throughout the test, under one
/// or two instances of the app. What was answered 202 is in the tables once, everything else completely or not at all, without manual
/// intervention. More with <c>RELIABILITY_SUBMISSIONS</c> and <c>RELIABILITY_DROPS</c>.
/// </summary>
[Trait(TestCategory.Name, TestCategory.Long)]
public sealed class UnreliableStorageTests
{
    private static readonly int Submissions = Setting("RELIABILITY_SUBMISSIONS", 120),
        Drops = Setting("RELIABILITY_DROPS", 8);
    private static readonly FiscalMonth First = new(2019, 4);

    // Those that exist in every month, so that each of thousands of submissions has a section and month of its own.
    private static readonly string[][] Departments =
        [.. File.ReadLines(Path.Combine(Repository.Root, "functions", "Domain", "Organisation", "departments.csv")).Skip(1)
        .Select(line => line.Split(',')).Where(row => row[5].Length == 0 && string.CompareOrdinal(row[4], First.ToString()) <= 0)];

    /// <summary>How many of a hundred calls fail, and how many instances of the app there are.</summary>
    public static TheoryData<int, int> Runs => new() { { 10, 1 }, { 30, 1 }, { 20, 2 } };

    [Theory]
    [MemberData(nameof(Runs))]
    public async Task What_was_accepted_is_published_once_and_the_rest_whole_or_not_at_all(int percent, int instances)
    {
        var storage = await TestStorage.NewAccountAsync();
        await using var proxy = await FaultyStorage.StartAsync(storage);
        var apps = new List<RunningApp>();
        try
        {
            for (var i = 0; i < instances; i++)
            {
                apps.Add(await RunningApp.StartAsync(storage, through: proxy,
                    settings: "SmartToyonaka:Access:SubmissionsPerMinute=1000000"));
            }

            for (var i = 0; i < Drops; i++)
            {
                await apps[0].Container(ContainerNames.Drops).GetBlobClient($"e-approval/{i:D3}.csv").UploadAsync(BinaryData.FromString(
                    $"年月,所属コード,所属名,起案件数,電子決裁件数,紙決裁件数\n{MonthOf(i)},{DepartmentOf(i)},{NameOf(i)},{100 + i},{50 + i},50\n"));
            }

            proxy.Decide = Faults(percent);
            await Task.WhenAll(HandInAsync(apps), PullAsync(apps));
        }
        finally
        {
            foreach (var app in apps)
            {
                await app.DisposeAsync();
            }
        }

        // From now on there are no faults, and time has passed: the sweep completes what was started.
        await using var later = await RunningApp.StartAsync(storage, new FakeTimeProvider(DateTimeOffset.UtcNow.AddMinutes(20)));
        await later.RunTimerAsync("SweepUnfinished");

        // Not until the queue is empty: a message whose deletion failed is delivered again when its visibility timeout has passed, and has
        // nothing to do.
        await RunningApp.UntilAsync(async () => !(await MarksAsync(later)).Any());
        await AssertConsistentAsync(later);
    }

    private readonly ConcurrentDictionary<int, string> accepted = [];

    // Every third client gives up on 503; the others retry until they have their receipt.
    private Task HandInAsync(IReadOnlyList<RunningApp> apps) =>
        Parallel.ForEachAsync(Enumerable.Range(0, Submissions), new ParallelOptions { MaxDegreeOfParallelism = 12 }, async (n, _) =>
        {
            for (var attempt = 0; attempt == 0 || n % 3 != 0; attempt++)
            {
                using var answer = await apps[(n + attempt) % apps.Count].SubmitAsync(Body(n));
                if (answer.StatusCode == HttpStatusCode.Accepted)
                {
                    accepted[n] = (await answer.JsonAsync())["id"]!.GetValue<string>();
                    return;
                }

                Assert.Equal("storage-unavailable", await answer.ProblemAsync(HttpStatusCode.ServiceUnavailable));
                Assert.NotNull(answer.Headers.RetryAfter);
                Assert.InRange(attempt, 0, 200);
            }
        });

    // One run after the other at each instance, as timers do: the next run continues a failed one.
    private static Task PullAsync(IReadOnlyList<RunningApp> apps) => Task.WhenAll(apps.Select(async app =>
    {
        var drops = app.Services.GetRequiredService<DropPuller>();
        for (var look = 0; await app.Container(ContainerNames.Receipts).GetBlobsAsync().CountAsync() < Drops; look++)
        {
            Assert.InRange(look, 0, 100 + (10 * Drops));
            try
            {
                await drops.PullAsync("e-approval", CancellationToken.None);
            }
            catch (Exception e) when (e is RequestFailedException or AggregateException or IOException or OperationCanceledException)
            {
            }
        }
    }));

    private async Task AssertConsistentAsync(RunningApp app)
    {
        Assert.Equal(accepted.Count, accepted.Values.Distinct().Count());
        Assert.All(Enumerable.Range(0, Submissions).Where(n => n % 3 != 0), n => Assert.Contains(n, accepted.Keys));
        var kept = (await app.RowsAsync(TableNames.Submissions)).Where(r => r.RowKey.StartsWith("s!", StringComparison.Ordinal))
            .Select(r => r.RowKey[2..]).ToHashSet();
        Assert.Superset(accepted.Values.ToHashSet(), kept);

        var ledger = (await app.RowsAsync(TableNames.Ledger)).ToLookup(r => r.GetString("sourcekind"));
        Assert.Equal(kept.Order(), ledger["submission"].Select(r => r.GetString("sourceid")).Order());
        Assert.Equal(Drops, ledger["drop"].Count());

        // Every submission has a section and month of its own, so the published numbers are the stored ones.
        var published = (await app.RowsAsync(TableNames.FactFigure)).ToLookup(r => r.GetString("measure"));
        Assert.Equal(kept.Select(id => "submission:" + id).Order(), published["seal_abolitions"].Select(r => r.GetString("source"))
            .Order());
        Assert.All(published["seal_abolitions"], r => Assert.Equal(r.GetInt64("value"), NumberOf(r)));
        Assert.Equal(Enumerable.Range(0, Drops).Select(i => (i, 100L + i)), published["e_approval_documents"]
            .Where(r => r.GetString("part") == "total").Select(r => (NumberOf(r), r.GetInt64("value")!.Value)).Order());
        Assert.Equal(Drops, (await app.RowsAsync(TableNames.FactDrop)).Count(r => r.GetString("state") == "taken"));

        Assert.DoesNotContain(await app.RowsAsync(TableNames.Drops), r => r.RowKey.StartsWith("taking-", StringComparison.Ordinal));
        Assert.Equal(0, (await app.Queue(QueueNames.RecomputePoison).GetPropertiesAsync()).Value.ApproximateMessagesCount);
    }

    // What was taken and is not computed yet.
    private static async Task<IEnumerable<string>> MarksAsync(RunningApp app) =>
        (await app.RowsAsync(TableNames.Submissions)).Select(r => r.RowKey).Where(k => k.StartsWith("p!", StringComparison.Ordinal))
            .Concat((await app.RowsAsync(TableNames.Drops)).Where(r => r.PartitionKey == "pending").Select(r => r.RowKey));

    private static string Body(int n) => $$"""
        { "form": "monthly-figures", "responseId": "r{{n}}", "department": "{{DepartmentOf(n)}}", "month": "{{MonthOf(n)}}",
          "figures": [ { "measure": "seal_abolitions", "count": {{n}} } ] }
        """;

    private static string DepartmentOf(int n) => Departments[n % Departments.Length][0];

    private static string NameOf(int n) => Departments[n % Departments.Length][1];

    private static FiscalMonth MonthOf(int n) => First.AddMonths(n / Departments.Length);

    private static int NumberOf(TableEntity row)
    {
        var month = FiscalMonth.FromKey(row.GetInt32("monthkey")!.Value);
        var months = (12 * (month.Year - First.Year)) + month.Month - First.Month;
        return (months * Departments.Length) + Array.FindIndex(Departments, d => d[0] == row.GetString("departmentcode"));
    }

    // The faults have the same order in every run, whichever calls they meet.
    private static Func<string, string, string, CallFault> Faults(int percent)
    {
        // A silent call costs ten seconds, so there are fewer.
        CallFault[] kinds =
        [
            CallFault.Lost, CallFault.Lost, CallFault.Lost, CallFault.AnswerLost, CallFault.AnswerLost, CallFault.AnswerLost,
                CallFault.AnswerCut, CallFault.AnswerCut, CallFault.AnswerCut,
            CallFault.Busy, CallFault.ComeBack, CallFault.Failing, CallFault.Failing, CallFault.Failing, CallFault.Throttled,
                CallFault.Throttled, CallFault.Slow, CallFault.Slow, CallFault.Silent,
        ];
        var random = new Random(percent);
        return (_, _, _) =>
        {
            lock (random)
            {
                return random.Next(100) < percent ? kinds[random.Next(kinds.Length)] : CallFault.None;
            }
        };
    }

    private static int Setting(string name, int otherwise) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;
}
