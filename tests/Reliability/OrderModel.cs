using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Azure.Data.Tables;
using Microsoft.Extensions.DependencyInjection;
using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Intake.Drops;
using SmartToyonaka.Publishing.Recomputation;
using SmartToyonaka.Tests.Intake.Drops;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Reliability;

/// <summary>
/// Runs trials, some of them before anything is settled, each with a section, a month and an upload of its own; then settles, and compares
/// what is published with what was answered.
/// </summary>
internal sealed class OrderModel(OrderSearch search, ConcurrentBag<string> wrong)
{
    private const string Topic = "seal_abolitions", NextMonth = "2022-04";

    /// <summary>Sections by the month, from April 2021 on, of which alone they speak.</summary>
    private static readonly string[] Departments = ["0101", "0102", "0211", "0212", "0213", "0301", "0302", "0303", "0304", "0401"];

    private readonly Dictionary<string, long> holds = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IReadOnlyList<string>> callsOf = new(StringComparer.Ordinal);
    private int events, submissions;

    public static readonly DateTimeOffset Start = DateTimeOffset.Parse("2022-05-10T01:00:00Z", CultureInfo.InvariantCulture);

    /// <summary>A response: when it was requested and given, by a count of all such events.</summary>
    private sealed record Answer(int Began, int Ended, long Value, DateTimeOffset? ReceivedAt, bool SaysNew, HttpStatusCode Status);

    private sealed record Operation(string Name, Func<RunningApp, Trial, Task> Do);

    /// <summary>Two operations in an order.</summary>
    /// <param name="Number">From which all of it is made.</param>
    /// <param name="Department">The section.</param>
    /// <param name="Month">The month, which no other trial of the round speaks of.</param>
    /// <param name="Before">What holds before.</param>
    private sealed record Trial(int Number, string Department, string Month, long Before)
    {
        public string File => $"e-approval/{Month}.csv";

        public string What { get; set; } = "";

        public IReadOnlyList<string> Names { get; set; } = [];

        public List<Answer> Answers { get; } = [];
    }

    private IReadOnlyList<Operation> Operations =>
    [
        new("submit", (a, t) => SubmitAsync(a, t, t.Before + 1)),
        new("restate", (a, t) => SubmitAsync(a, t, t.Before)),
        new("close", CloseAsync),
        new("compute", (a, _) => ComputeAsync(a)),
        new("correct and compute", async (a, t) =>
        {
            await SubmitAsync(a, t, t.Before + 2);
            await ComputeAsync(a);
        }),
        new("sweep", (a, _) => OrderSearch.SweepAsync(a)),
        new("pull", (a, _) => PullAsync(a)),
        new("replace and pull", async (a, t) =>
        {
            await UploadAsync(t, 60);
            await PullAsync(a);
        }),
    ];

    public async Task RunAsync(IEnumerable<int> numbers)
    {
        await AcceptedAsync(NextMonth, Departments[0], 1_000);
        await search.SettleAsync();
        await LearnCallsAsync();
        foreach (var round in Rounds(numbers))
        {
            var trials = new List<Trial>();
            foreach (var number in round)
            {
                trials.Add(await TryAsync(number, Departments[trials.Count], Month(trials.Count)));
            }

            await search.SettleAsync();
            await CheckAsync(trials);
        }
    }

    // What one computation leaves behind, the next one of the same year mends: of two computations the result is looked at before that.
    private IEnumerable<IReadOnlyList<int>> Rounds(IEnumerable<int> numbers)
    {
        var alone = numbers.ToLookup(n => AreComputations(PairOf(n)));
        return alone[true].Select(n => (IReadOnlyList<int>)[n]).Concat(alone[false].Chunk(Departments.Length));
    }

    private (Operation First, Operation Second) PairOf(int number) =>
        (Operations[number / Operations.Count % Operations.Count], Operations[number % Operations.Count]);

    private static bool AreComputations((Operation First, Operation Second) pair) =>
        pair.First.Name.EndsWith("compute", StringComparison.Ordinal) && pair.Second.Name.EndsWith("compute", StringComparison.Ordinal);

    // Every call of the first of each pair in turn, with each way in which its instance may be killed; the rest is made from the number.
    private CallOrder OrderOf(int number, IReadOnlyList<string> calls, IReadOnlyList<string> others)
    {
        var (random, step) = (new Random(number), number / (Operations.Count * Operations.Count));
        var (call, pass) = (step % calls.Count, step / calls.Count);

        // Of two computations the second waits for the first's lease, unless that has run out.
        return AreComputations(PairOf(number))
            ? new(calls[call], null, (ProcessKill)((pass + 2) % 3), LeasesEnd: pass % 6 < 3)
            : new(calls[call], random.Next(2) == 0 ? null : others[random.Next(others.Count)],
                (ProcessKill)((pass + number) % 3), LeasesEnd: random.Next(2) == 0);
    }

    private static string Month(int number) => new FiscalMonth(2021, 4).AddMonths(number).ToString();

    /// <summary>The calls that each operation makes when it runs alone.</summary>
    private async Task LearnCallsAsync()
    {
        foreach (var operation in Operations)
        {
            var trial = await BeginAsync(0, Departments[0], Month(0));
            callsOf[operation.Name] = await search.CallsOfAsync(0, a => operation.Do(a, trial));
            await search.SettleAsync();
            await ReopenAsync(trial.Month);
        }
    }

    private async Task<Trial> TryAsync(int number, string department, string month)
    {
        var (first, second) = PairOf(number);
        var order = OrderOf(number, callsOf[first.Name], callsOf[second.Name]);
        var trial = await BeginAsync(number, department, month);
        (trial.Names, trial.What) = ([first.Name, second.Name], $"order {number} ({first.Name}, {second.Name}; {order})");
        if (trial.Names.Contains("sweep"))
        {
            // There is something to be swept up, and old enough.
            await search.RunAsync(new("/" + TableNames.Ledger, null, ProcessKill.Before, LeasesEnd: false),
                a => SubmitAsync(a, trial, trial.Before + 3), _ => Task.CompletedTask);
            search.Advance(TimeSpan.FromMinutes(5));
        }

        await search.RunAsync(order, a => GivenUp(first.Do(a, trial)), a => GivenUp(second.Do(a, trial)));
        await search.BreakLeasesAsync();
        return trial;
    }

    private async Task<Trial> BeginAsync(int number, string department, string month)
    {
        var random = new Random(~number);
        var trial = new Trial(number, department, month, 10 + random.Next(1_000));
        await AcceptedAsync(month, department, trial.Before);
        await UploadAsync(trial, random.Next(2) == 0 ? 50 : 999);
        return trial;
    }

    private async Task CheckAsync(IReadOnlyList<Trial> trials)
    {
        var ledger = (await search.Apps[1].RowsAsync(TableNames.Ledger)).Where(r => r.GetString("measure") == Topic).ToLookup(Key);
        var figures = (await search.Apps[1].RowsAsync(TableNames.FactFigure)).Where(r => r.GetString("measure") == BuiltInMeasures.EApproval
            && r.GetString("part") == "electronic").ToDictionary(Key, r => r.GetInt64("value"));
        var published = (await search.Apps[1].IndicatorsAsync(2021)).Where(v => v!["indicator"]!.GetValue<string>() == Topic
            && v["basis"]!.GetValue<string>() == "month" && v["value"] is not null).ToDictionary(v => v!["month"]!.GetValue<string>(), Value);
        var closings = (await (await search.Apps[1].Client.GetAsync("api/closings")).JsonAsync()).AsArray();
        foreach (var trial in trials)
        {
            Check(trial, [.. ledger[trial.Month]], published.GetValueOrDefault(trial.Month));
            var act = closings.FirstOrDefault(c => c!["month"]?.GetValue<string>() == trial.Month);
            if (act is not null && act["action"]!.GetValue<string>() == "close")
            {
                CheckClosed(trial, act["at"]!.GetValue<DateTimeOffset>(), ledger[trial.Month]);
                await ReopenAsync(trial.Month);
            }
            else if (trial.Names.Contains("replace and pull"))
            {
                await CheckNewestUploadAsync(trial, figures.GetValueOrDefault(trial.Month));
            }
        }

        var total = Value((await search.Apps[1].IndicatorAsync(Topic, "programme", NextMonth))!);
        Expect(trials[^1], total == holds.Values.Sum(), $"the next year builds on {total - 1_000}, not {holds.Values.Sum() - 1_000}");

        static string Key(TableEntity row) => FiscalMonth.FromKey(row.GetInt32("monthkey")!.Value).ToString();
        static long Value(JsonNode? value) => (long)value!["value"]!.GetValue<double>();
    }

    private void Check(Trial trial, IReadOnlyList<TableEntity> entries, long published)
    {
        var told = trial.Answers.Where(a => a.Status == HttpStatusCode.Accepted).ToList();
        var newest = told.MaxBy(a => a.ReceivedAt);
        foreach (var (earlier, later) in told.SelectMany(a => told.Where(b => a.Ended < b.Began).Select(b => (a, b))))
        {
            Expect(trial, earlier.ReceivedAt < later.ReceivedAt, $"{later.Value} was accepted after {earlier.Value} and counts as earlier");
        }

        // An operation without a response may have been accepted or not, unless another one was accepted after it was abandoned.
        var doubtful = trial.Answers.Where(a => a.Status == HttpStatusCode.ServiceUnavailable && !told.Any(t => t.Began > a.Ended))
            .Select(a => a.Value);
        long[] allowed = [newest?.Value ?? trial.Before, .. doubtful];
        Expect(trial, told.Where(a => a.SaysNew).All(a => entries.Count(e => e.GetDateTimeOffset("receivedat") == a.ReceivedAt) == 1),
            "what was answered as new is not in the ledger once");
        Expect(trial, allowed.Contains(published), $"{published} is published where {string.Join(" or ", allowed)} was answered");
        holds[trial.Department + trial.Month] = published;
    }

    private void CheckClosed(Trial trial, DateTimeOffset at, IEnumerable<TableEntity> entries)
    {
        Expect(trial, entries.All(e => e.GetDateTimeOffset("receivedat") <= at), "an entry was received after its month was closed");
        Expect(trial, trial.Answers.Where(a => a.Status == HttpStatusCode.Accepted).All(a => a.ReceivedAt <= at),
            "somebody was accepted after the month was closed");
    }

    private async Task CheckNewestUploadAsync(Trial trial, long? published)
    {
        var receipt = await search.Apps[1].Container(ContainerNames.Receipts).GetBlobClient(trial.File + ".json").DownloadContentAsync();
        Expect(trial, JsonNode.Parse(receipt.Value.Content.ToString())!["state"]!.GetValue<string>() == DropState.Taken,
            "the receipt is an older upload's");
        Expect(trial, published == 60, $"{published} documents are published where the newest upload says 60");
        Expect(trial, !await search.Apps[1].Container(ContainerNames.Quarantine).GetBlobClient(trial.File).ExistsAsync(),
            "rows of an older upload are in the quarantine");
    }

    private void Expect(Trial trial, bool isSo, string otherwise)
    {
        if (!isSo)
        {
            wrong.Add($"{trial.What}: {otherwise}");
        }
    }

    private static async Task GivenUp(Task operation)
    {
        try
        {
            await operation;
        }
        catch (Exception e) when (StorageFault.IsOutage(e))
        {
            // Killed.
        }
    }

    private static string Body(string month, string ofDepartment, long count, int number) => string.Create(
        CultureInfo.InvariantCulture,
        $$"""{ "form": "f", "responseId": "{{number}}", "department": "{{ofDepartment}}", "month": "{{month}}", "figures": [ { "measure": "{{Topic}}", "count": {{count}} } ] }""");

    private async Task SubmitAsync(RunningApp app, Trial trial, long count)
    {
        var began = Interlocked.Increment(ref events);
        using var answer = await app.SubmitAsync(Body(trial.Month, trial.Department, count, Interlocked.Increment(ref submissions)));
        var receipt = answer.StatusCode == HttpStatusCode.Accepted ? await answer.JsonAsync() : null;
        lock (trial.Answers)
        {
            trial.Answers.Add(new(
                began, Interlocked.Increment(ref events), count, receipt?["receivedAt"]!.GetValue<DateTimeOffset>(),
                    receipt?["unchanged"]!.GetValue<int>() == 0, answer.StatusCode));
        }
    }

    private async Task AcceptedAsync(string month, string ofDepartment, long count)
    {
        await search.Apps[1].AcceptedAsync(Body(month, ofDepartment, count, Interlocked.Increment(ref submissions)));
        holds[ofDepartment + month] = count;
    }

    private async Task CloseAsync(RunningApp app, Trial trial)
    {
        using var answer = await app.Client.PostAsJsonAsync("api/closings",
            new { month = trial.Month, action = "close", reason = "報告書を公表した" });
        Expect(trial, answer.StatusCode is HttpStatusCode.Created or HttpStatusCode.Conflict or HttpStatusCode.ServiceUnavailable,
            $"closing was answered {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
    }

    private async Task ReopenAsync(string month)
    {
        using var answer = await search.Apps[1].Client.PostAsJsonAsync("api/closings",
            new { month, action = "reopen", reason = "次の試行" });
        Assert.True(answer.StatusCode is HttpStatusCode.Created or HttpStatusCode.Conflict);
    }

    private Task UploadAsync(Trial trial, int electronic) => search.Apps[1].Container(ContainerNames.Drops).GetBlobClient(trial.File)
        .UploadAsync(
        BinaryData.FromBytes(TestDrop.Bytes(TestDrop.EApprovalHeader, string.Create(CultureInfo.InvariantCulture,
            $"{trial.Month},0211,財政課,100,{electronic},{100 - Math.Min(electronic, 100)}"))), overwrite: true);

    private static Task PullAsync(RunningApp app) => app.Services.GetRequiredService<DropPuller>().PullAsync("e-approval", default);

    private static Task ComputeAsync(RunningApp app) => app.Services.GetRequiredService<IndicatorRecomputer>()
        .HandleAsync(new([new(Topic, new FiscalYear(2021))], []), default);
}
