using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Microsoft.Extensions.Time.Testing;
using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Infrastructure.Storage;

/// <summary>Outages of the storage at every point; nothing is lost or stays incomplete.</summary>
public sealed class StorageOutagesTests
{
    private const string Submission = """
        { "form": "f", "responseId": "1", "department": "0213", "month": "2021-06", "figures": [ { "measure": "seal_abolitions", "count": 7 } ],
          "initiatives": [ { "category": "ai", "name": "議事録", "status": "implemented" } ] }
        """;

    private readonly DateTimeOffset start = DateTimeOffset.Parse("2021-07-01T01:00:00Z", CultureInfo.InvariantCulture);

    [Theory]
    [InlineData("Lost")]
    [InlineData("Busy")]
    public async Task While_the_storage_is_away_callers_are_told_to_come_back(string how)
    {
        var storage = await TestStorage.NewAccountAsync();
        await using var proxy = await FaultyStorage.StartAsync(storage);
        await using var app = await RunningApp.StartAsync(storage, through: proxy, settings: RunningApp.QueueOff);
        proxy.Decide = (_, _, _) => Enum.Parse<CallFault>(how);

        await Task.WhenAll(
            RefusedAsync(() => app.SubmitAsync(Submission)),
            RefusedAsync(() => app.Client.GetAsync("api/indicators?fiscalYear=2021")),
            RefusedAsync(() => app.Client.GetAsync("api/submissions/00000000000000000000000000000000")),
            RefusedAsync(() => app.Client.GetAsync("api/credentials")),
            RefusedAsync(() => app.NewClient("sty_0123456789abcdef_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")
                .GetAsync("api/credentials")));
        using var health = await app.Client.GetAsync("api/health");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, health.StatusCode);
        Assert.NotEqual("ok", (await health.JsonAsync())["status"]!.GetValue<string>());
        await StorageSnapshot.AssertNothingStoredAsync(storage);

        proxy.Decide = (_, _, _) => CallFault.None;
        await app.AcceptedAsync(Submission);

        static async Task RefusedAsync(Func<Task<HttpResponseMessage>> call)
        {
            using var answer = await call();
            Assert.Equal("storage-unavailable", await answer.ProblemAsync(HttpStatusCode.ServiceUnavailable));
            Assert.InRange(answer.Headers.RetryAfter?.Delta ?? default, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(5));
        }
    }

    [Theory]
    [InlineData("ComeBack")]
    [InlineData("Throttled")]
    public async Task A_storage_that_says_when_to_come_back_is_asked_then_and_not_without_end(string fault)
    {
        var storage = await TestStorage.NewAccountAsync();
        await using var proxy = await FaultyStorage.StartAsync(storage);
        await using var app = await RunningApp.StartAsync(storage, through: proxy, settings: RunningApp.QueueOff);
        await app.IndicatorsAsync(1999, "&indicator=ai_tasks");
        var asked = new ConcurrentQueue<long>();
        proxy.Decide = (service, method, path) =>
        {
            if (service == "Blob" || method == "GET")
            {
                return CallFault.None;
            }

            asked.Enqueue(Stopwatch.GetTimestamp());
            return Enum.Parse<CallFault>(fault);
        };

        using var answer = await app.SubmitAsync(Submission);

        Assert.Equal("storage-unavailable", await answer.ProblemAsync(HttpStatusCode.ServiceUnavailable));
        Assert.Equal(4, asked.Count);
        Assert.All(asked.Zip(asked.Skip(1)), pair =>
            Assert.InRange(Stopwatch.GetElapsedTime(pair.First, pair.Second).TotalSeconds, 0.99, double.MaxValue));
    }

    [Fact]
    public async Task A_storage_that_never_answers_is_away_too()
    {
        await using var proxy = await FaultyStorage.StartAsync(await TestStorage.NewAccountAsync());
        proxy.Decide = (_, _, _) => CallFault.Silent;

        // The program's own clients wait ten seconds, four times; the exceptions are the same.
        var tables = new TableClientOptions
        {
            Retry = { MaxRetries = 1, Delay = TimeSpan.Zero,
            NetworkTimeout = TimeSpan.FromMilliseconds(100) }
        };
        var blobs = new BlobClientOptions
        {
            Retry = { MaxRetries = 1, Delay = TimeSpan.Zero,
            NetworkTimeout = TimeSpan.FromMilliseconds(100) }
        };
        var table = await Assert.ThrowsAnyAsync<Exception>(() => new TableClient(proxy.ConnectionString, "ledger", tables)
            .GetEntityIfExistsAsync<TableEntity>("p", "k"));
        var blob = await Assert.ThrowsAnyAsync<Exception>(() => new BlobContainerClient(proxy.ConnectionString, "state", blobs)
            .GetBlobClient("b").GetPropertiesAsync());
        Assert.True(StorageFault.IsOutage(table), table.ToString());
        Assert.True(StorageFault.IsOutage(blob), blob.ToString());
        Assert.False(StorageFault.IsOutage(new OperationCanceledException()));
        Assert.False(StorageFault.IsOutage(new InvalidOperationException()));
    }

    [Fact]
    public async Task The_program_starts_without_its_storage_and_works_when_it_comes()
    {
        var storage = await TestStorage.NewAccountAsync();
        await using var proxy = await FaultyStorage.StartAsync(storage);
        proxy.Decide = (_, _, _) => CallFault.Lost;
        await using var app = await RunningApp.StartAsync(storage, through: proxy);
        using var health = await app.Client.GetAsync("api/health");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, health.StatusCode);

        proxy.Decide = (_, _, _) => CallFault.None;
        await RunningApp.UntilAsync(async () =>
        {
            using var answer = await app.SubmitAsync(Submission);
            Assert.True(answer.StatusCode is HttpStatusCode.Accepted or HttpStatusCode.ServiceUnavailable,
                await answer.Content.ReadAsStringAsync());
            return answer.StatusCode == HttpStatusCode.Accepted;
        });
        await app.WaitUntilComputedAsync();
        Assert.Equal("7", (await app.IndicatorAsync("seal_abolitions", "programme", "2021-06"))!["text"]!.GetValue<string>());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task A_call_or_three_that_fail_are_not_noticed_outside(int times)
    {
        var storage = await TestStorage.NewAccountAsync();
        await using var proxy = await FaultyStorage.StartAsync(storage);
        await using var app = await RunningApp.StartAsync(storage, through: proxy, settings: RunningApp.QueueOff);
        var left = times;
        proxy.Decide = (_, _, path) => path.StartsWith("/$batch", StringComparison.Ordinal) && Interlocked.Decrement(ref left) >= 0
            ? CallFault.Busy : CallFault.None;
        Assert.Equal(2, (await app.AcceptedAsync(Submission))["created"]!.GetValue<int>());
        Assert.True(left <= 0);
    }

    [Fact]
    public async Task An_answer_lost_after_the_submission_was_kept_does_not_keep_it_twice()
    {
        var storage = await TestStorage.NewAccountAsync();
        await using var proxy = await FaultyStorage.StartAsync(storage);
        await using var app = await RunningApp.StartAsync(storage, new FakeTimeProvider(start), proxy, RunningApp.QueueOff);
        var lost = 0;
        proxy.Decide = (_, _, path) => path.StartsWith("/$batch", StringComparison.Ordinal) && Interlocked.Increment(ref lost) == 1
            ? CallFault.AnswerLost : CallFault.None;
        Assert.Equal(2, (await app.AcceptedAsync(Submission))["created"]!.GetValue<int>());
        Assert.Single(await app.RowsAsync(TableNames.Submissions), r => r.RowKey.StartsWith("s!", StringComparison.Ordinal));
        Assert.Equal(2, (await app.RowsAsync(TableNames.Ledger)).Count);
    }

    [Fact]
    public async Task An_answer_lost_after_a_credential_was_kept_does_not_leave_one_that_nobody_has()
    {
        var storage = await TestStorage.NewAccountAsync();
        await using var proxy = await FaultyStorage.StartAsync(storage);
        await using var app = await RunningApp.StartAsync(storage, through: proxy, settings: RunningApp.QueueOff);
        var lost = 0;
        proxy.Decide = (_, method, path) => method == "POST" && path.StartsWith("/credentials", StringComparison.Ordinal)
            && Interlocked.Increment(ref lost) == 1 ? CallFault.AnswerLost : CallFault.None;

        using var department = await app.NewDepartmentAsync("0213");

        using var answer = await app.SubmitAsync(Submission, client: department);
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        Assert.True(lost >= 2);
        Assert.Single(await app.RowsAsync(TableNames.Credentials));
    }

    [Theory]
    [Trait(TestCategory.Name, TestCategory.Scaled)]
    [InlineData("Lost", true, 0)]
    [InlineData("Lost", false, 1)]
    [InlineData("AnswerLost", true, 2)]
    [InlineData("AnswerLost", false, 3)]
    public async Task Cut_off_at_any_call_a_submission_is_not_there_or_ends_in_the_same_tables(string how, bool clientTriesAgain, int place)
    {
        var fault = Enum.Parse<CallFault>(how);
        var undisturbed = await TestStorage.NewAccountAsync();
        var calls = await CutOffAsync(undisturbed, int.MaxValue, fault);
        await FinishAsync(undisturbed, clientTriesAgain: false);
        var wanted = await StorageSnapshot.OfAsync(undisturbed);
        Assert.InRange(calls, 4, 20);

        // In the first step each call in one of the four places.
        var kept = await Task.WhenAll(TestCategory.Sample([.. Enumerable.Range(1, calls)], 4, place).Select(async n =>
        {
            var storage = await TestStorage.NewAccountAsync();
            await CutOffAsync(storage, n, fault);
            var isKept = (await StorageSnapshot.OfAsync(storage)).Count > 0;
            if (!isKept)
            {
                await StorageSnapshot.AssertNothingStoredAsync(storage);
            }

            await FinishAsync(storage, clientTriesAgain);
            Assert.Equal(isKept || clientTriesAgain ? wanted : [], await StorageSnapshot.OfAsync(storage));
            return isKept;
        }));
        Assert.Contains(true, kept);
        Assert.True(!TestCategory.IsLongRun || kept.Contains(false));
    }

    /// <summary>Submits; from the n-th call of the storage on there is none. Returns how many there were.</summary>
    private async Task<int> CutOffAsync(string storage, int n, CallFault fault)
    {
        await using var proxy = await FaultyStorage.StartAsync(storage);
        await using var app = await RunningApp.StartAsync(storage, new FakeTimeProvider(start), proxy, RunningApp.QueueOff);
        await app.IndicatorsAsync(1999, "&indicator=ai_tasks"); // Reads the reference data, which is then remembered.
        proxy.Clear();
        var passed = 0;
        proxy.Decide = (_, _, _) => Interlocked.Increment(ref passed) is var call && call < n ? CallFault.None : call == n ? fault
            : CallFault.Lost;
        using var answer = await app.SubmitAsync(Submission);
        // A call that the emulator drops is made twice: then there is one call more than elsewhere.
        if (passed < n)
        {
            Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        }
        else
        {
            Assert.Equal("storage-unavailable", await answer.ProblemAsync(HttpStatusCode.ServiceUnavailable));
            Assert.NotNull(answer.Headers.RetryAfter);
        }

        proxy.Decide = (_, _, _) => CallFault.None;
        return passed;
    }

    /// <summary>Restarts the program; then either the client retries, or only time passes.</summary>
    private async Task FinishAsync(string storage, bool clientTriesAgain)
    {
        var clock = new FakeTimeProvider(start);
        await using var app = await RunningApp.StartAsync(storage, clock);
        if (clientTriesAgain)
        {
            await app.AcceptedAsync(Submission);
        }
        else
        {
            clock.Advance(TimeSpan.FromMinutes(10));
            await app.RunTimerAsync("SweepUnfinished");
        }

        await app.WaitUntilComputedAsync();
    }
}
