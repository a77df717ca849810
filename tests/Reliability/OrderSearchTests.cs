using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Intake.Drops;
using SmartToyonaka.Publishing.Recomputation;
using SmartToyonaka.Tests.Intake.Drops;
using SmartToyonaka.Tests.Support;
using Xunit.Abstractions;

namespace SmartToyonaka.Tests.Reliability;

/// <summary>
/// Searches orders of any two operations on the same section and month: the first is held or killed at one of its calls, the second works
/// meanwhile, or is held itself until the first has ended. The published result is compared with a model that knows only the responses.
/// Order number n is made from n alone. <c>ORDER_SEARCH</c> sets the number of orders, <c>ORDER_SEARCH_FROM</c> the first number.
/// </summary>
[Trait(TestCategory.Name, TestCategory.Scaled)]
public sealed class OrderSearchTests(ITestOutputHelper output)
{
    // Accounts share nothing: some at once use both the program's and the emulators' cores.
    private const int PerAccount = 64, AtOnce = 4;
    private const string Topic = "seal_abolitions", Month = "2021-06", NextMonth = "2022-04";

    private static readonly DateTimeOffset Start = DateTimeOffset.Parse("2022-05-10T01:00:00Z", CultureInfo.InvariantCulture);
    private static readonly string[] Departments = ["0101", "0211", "0212", "0213", "0301", "0303"];

    [Fact]
    public async Task Whatever_the_order_what_was_answered_is_what_is_published()
    {
        var (from, step) = (Setting("ORDER_SEARCH_FROM", 0), Setting("ORDER_SEARCH_STEP", 1));
        var numbers = Enumerable.Range(0, Setting("ORDER_SEARCH", TestCategory.IsLongRun ? 192 : 6)).Select(n => from + (n * step))
            .ToList();
        var wrong = new ConcurrentBag<string>();
        var began = Stopwatch.StartNew();
        await Parallel.ForEachAsync(numbers.Chunk(PerAccount), new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (some, _) =>
        {
            await using var search = await OrderSearch.StartAsync(Start);
            await new Model(search, wrong).RunAsync(some);
        });
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{numbers.Count} orders in {began.Elapsed.TotalSeconds:F0} s, {wrong.Count} wrong"));
        Assert.True(wrong.IsEmpty, string.Join('\n', wrong));
    }

    private static int Setting(string name, int otherwise) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;

    /// <summary>A response: when it was requested and given, by a count of all such events.</summary>
    private sealed record Answer(int Began, int Ended, long Value, DateTimeOffset? ReceivedAt, bool SaysNew, HttpStatusCode Status);

    private sealed class Model(OrderSearch search, ConcurrentBag<string> wrong)
    {
        private readonly Dictionary<string, long> holds = new(StringComparer.Ordinal);
        private readonly Dictionary<string, IReadOnlyList<string>> callsOf = new(StringComparer.Ordinal);
        private List<Answer> answers = [];
        private int events, submissions;
        private long before;
        private string department = "";

        private delegate Task Operation(RunningApp app);

        private IReadOnlyList<(string Name, Operation Do)> Operations =>
        [
            ("submit", a => SubmitAsync(a, before + 1)),
            ("restate", a => SubmitAsync(a, before)),
            ("close", CloseAsync),
            ("compute", ComputeAsync),
            ("correct and compute", async a =>
            {
                await SubmitAsync(a, before + 2);
                await ComputeAsync(a);
            }),
            ("sweep", OrderSearch.SweepAsync),
            ("pull", PullAsync),
            ("replace and pull", async a =>
            {
                await UploadAsync(60);
                await PullAsync(a);
            }),
        ];

        public async Task RunAsync(IEnumerable<int> numbers)
        {
            await AcceptedAsync(NextMonth, Departments[0], 1_000);
            await search.SettleAsync();
            foreach (var number in numbers)
            {
                var random = new Random(number);
                var (first, second) = (Operations[number / Operations.Count % Operations.Count], Operations[number % Operations.Count]);
                var order = await OrderAsync(random, first, second);
                await BeginAsync(random);
                if (first.Name == "sweep" || second.Name == "sweep")
                {
                    // There is something to be swept up.
                    await search.RunAsync(new("/" + TableNames.Ledger, null, ProcessKill.Before, LeasesEnd: false), a =>
                        SubmitAsync(a, before + 3), _ => Task.CompletedTask);
                }

                await search.RunAsync(order, a => GivenUp(first.Do(a)), a => GivenUp(second.Do(a)));
                await search.SettleAsync();
                await CheckAsync($"order {number} ({first.Name}, {second.Name}; {order})", [first.Name, second.Name]);
            }
        }

        private async Task BeginAsync(Random random)
        {
            department = Departments[random.Next(Departments.Length)];
            before = 10 + random.Next(1_000);
            await AcceptedAsync(Month, department, before);
            await UploadAsync(random.Next(2) == 0 ? 50 : 999);
            (answers, events) = ([], 0);
        }

        /// <summary>An order of two operations, by the calls that each makes when it runs alone.</summary>
        private async Task<CallOrder> OrderAsync(Random random, (string Name, Operation Do) first, (string Name, Operation Do) second)
        {
            foreach (var operation in new[] { first, second }.Where(o => !callsOf.ContainsKey(o.Name)))
            {
                await BeginAsync(random);
                callsOf[operation.Name] = await search.CallsOfAsync(0, a => operation.Do(a));
                await search.SettleAsync();
                await ReopenAsync();
                await AcceptedAsync(Month, department, before);
            }

            var (calls, others) = (callsOf[first.Name], callsOf[second.Name]);
            return new(
                calls[random.Next(calls.Count)], random.Next(2) == 0 ? null : others[random.Next(others.Count)],
                    (ProcessKill)random.Next(3), LeasesEnd: random.Next(2) == 0);
        }

        private async Task CheckAsync(string what, IReadOnlyList<string> names)
        {
            var told = answers.Where(a => a.Status == HttpStatusCode.Accepted).ToList();
            var newest = told.MaxBy(a => a.ReceivedAt);
            foreach (var (earlier, later) in told.SelectMany(a => told.Where(b => a.Ended < b.Began).Select(b => (a, b))))
            {
                Expect(what, earlier.ReceivedAt < later.ReceivedAt,
                    $"{later.Value} was accepted after {earlier.Value} and counts as earlier");
            }

            // An operation without a response may have been accepted or not, unless another one was accepted after it was abandoned.
            var doubtful = answers.Where(a => a.Status == HttpStatusCode.ServiceUnavailable && !told.Any(t => t.Began > a.Ended))
                .Select(a => a.Value);
            long[] allowed = [newest?.Value ?? before, .. doubtful];
            var entries = (await search.Apps[1].RowsAsync(TableNames.Ledger)).Where(r => r.GetString("measure") == Topic
                && r.GetString("section") == department && r.GetInt32("monthkey") == 202106).ToList();
            Expect(what, told.Where(a => a.SaysNew).All(a => entries.Count(e => e.GetDateTimeOffset("receivedat") == a.ReceivedAt) == 1),
                "what was answered as new is not in the ledger once");

            var others = holds.Where(h => h.Key != department + Month).Sum(h => h.Key.EndsWith(Month, StringComparison.Ordinal) ? h.Value
                : 0);
            var published = await ValueAsync("month", Month) - others;
            Expect(what, allowed.Contains(published), $"{published} is published where {string.Join(" or ", allowed)} was answered");
            holds[department + Month] = published;
            Expect(what, await ValueAsync("programme", NextMonth) == holds.Values.Sum(),
                $"the next year builds on {await ValueAsync("programme", NextMonth) - 1_000}, not {holds.Values.Sum() - 1_000}");
            if (await ClosedAtAsync() is { } at)
            {
                var all = (await search.Apps[1].RowsAsync(TableNames.Ledger)).Where(r => r.GetInt32("monthkey") == 202106);
                Expect(what, all.All(e => e.GetDateTimeOffset("receivedat") <= at), "an entry was received after its month was closed");
                Expect(what, told.All(a => a.ReceivedAt <= at), "somebody was accepted after the month was closed");
            }

            if (names.Contains("replace and pull") && !names.Contains("close"))
            {
                var receipt = await search.Apps[1].Container(ContainerNames.Receipts).GetBlobClient(File).DownloadContentAsync();
                Expect(what, JsonNode.Parse(receipt.Value.Content.ToString())!["state"]!.GetValue<string>() == DropState.Taken,
                    "the receipt is an older upload's");
                var documents = (await search.Apps[1].RowsAsync(TableNames.FactFigure))
                    .Single(r => r.GetString("measure") == BuiltInMeasures.EApproval && r.GetInt32("monthkey") == 202106
                        && r.GetString("part") == "electronic");
                Expect(what, documents.GetInt64("value") == 60,
                    $"{documents.GetInt64("value")} documents are published where the newest upload says 60");
                Expect(what, !await search.Apps[1].Container(ContainerNames.Quarantine).GetBlobClient("e-approval/a.csv").ExistsAsync(),
                    "rows of an older upload are in the quarantine");
            }

            await ReopenAsync();
        }

        private const string File = "e-approval/a.csv.json";

        private void Expect(string what, bool isSo, string otherwise)
        {
            if (!isSo)
            {
                wrong.Add($"{what}: {otherwise}");
            }
        }

        private async Task<long> ValueAsync(string basis, string month) =>
            (long)(await search.Apps[1].IndicatorAsync(Topic, basis, month))!["value"]!.GetValue<double>();

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

        private async Task SubmitAsync(RunningApp app, long count)
        {
            var began = Interlocked.Increment(ref events);
            using var answer = await app.SubmitAsync(Body(Month, department, count, Interlocked.Increment(ref submissions)));
            var receipt = answer.StatusCode == HttpStatusCode.Accepted ? await answer.JsonAsync() : null;
            lock (holds)
            {
                answers.Add(new(
                    began, Interlocked.Increment(ref events), count, receipt?["receivedAt"]!.GetValue<DateTimeOffset>(),
                        receipt?["unchanged"]!.GetValue<int>() == 0, answer.StatusCode));
            }
        }

        private async Task AcceptedAsync(string month, string ofDepartment, long count)
        {
            await search.Apps[1].AcceptedAsync(Body(month, ofDepartment, count, Interlocked.Increment(ref submissions)));
            holds[ofDepartment + month] = count;
        }

        private async Task CloseAsync(RunningApp app)
        {
            using var answer = await app.Client.PostAsJsonAsync("api/closings",
                new { month = Month, action = "close", reason = "報告書を公表した" });
            Assert.True(answer.StatusCode is HttpStatusCode.Created or HttpStatusCode.Conflict or HttpStatusCode.ServiceUnavailable);
        }

        private async Task<DateTimeOffset?> ClosedAtAsync() =>
            (await (await search.Apps[1].Client.GetAsync("api/closings")).JsonAsync()).AsArray() is [{ } act, ..]
                && act["action"]!.GetValue<string>() == "close"
                ? act["at"]!.GetValue<DateTimeOffset>() : null;

        private async Task ReopenAsync()
        {
            using var answer = await search.Apps[1].Client.PostAsJsonAsync("api/closings",
                new { month = Month, action = "reopen", reason = "次の試行" });
            Assert.True(answer.StatusCode is HttpStatusCode.Created or HttpStatusCode.Conflict);
        }

        private Task UploadAsync(int electronic) => search.Apps[1].Container(ContainerNames.Drops).GetBlobClient("e-approval/a.csv")
            .UploadAsync(
            BinaryData.FromBytes(TestDrop.Bytes(TestDrop.EApprovalHeader, string.Create(CultureInfo.InvariantCulture,
                $"{Month},0211,財政課,100,{electronic},{100 - Math.Min(electronic, 100)}"))), overwrite: true);

        private static Task PullAsync(RunningApp app) => app.Services.GetRequiredService<DropPuller>().PullAsync("e-approval", default);

        private static Task ComputeAsync(RunningApp app) => app.Services.GetRequiredService<IndicatorRecomputer>()
            .HandleAsync(new([new(Topic, new FiscalYear(2021))], []), default);
    }
}
