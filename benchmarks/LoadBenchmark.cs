using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Microsoft.Extensions.DependencyInjection;
using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Intake.Reference;

namespace SmartToyonaka.Benchmarks;

/// <summary>
/// The last evening: five hundred departments hand in at once, with drops beside it; and a long steady rain of submissions. Everything is
/// computed as it comes. In the end every number is looked up in what is published: none may be lost, none may be wrong.
/// </summary>
internal static class LoadBenchmark
{
    private const int Departments = 500, FirstCode = 5001;
    private static readonly string[] MeasureIds = ["seal_abolitions", "telework_applicants"];
    private static readonly FiscalMonth April = new(2021, 4), First = new(2019, 4);

    // Of seven years; the stride has no factor in common with them, so all come in turn.
    private const int Months = 7 * 12, Stride = 37;

    /// <summary>A burst.</summary>
    public static Task<int> BurstAsync(int submissions, int connections, int drops) => RunAsync(drops, async app =>
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{submissions:N0} submissions of {Departments} departments from {connections} connections, {drops} drops beside them"));
        await Parallel.ForEachAsync(Enumerable.Range(0, submissions), new ParallelOptions { MaxDegreeOfParallelism = connections },
            async (n, _) => await app.SubmitAsync(n, April.AddMonths(n / Departments / MeasureIds.Length % 12)));
    });

    /// <summary>
    /// A steady rate for some minutes, over the months of seven years: thousands of submissions for one year would fill that year, and
    /// computing a full year is more work than computing an empty one.
    /// </summary>
    public static Task<int> SoakAsync(int minutes, int perSecond) => RunAsync(drops: 0, async app =>
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{perSecond} submissions a second for {minutes} minutes"));
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

    private static async Task<int> RunAsync(int drops, Func<Load, Task> loadAsync)
    {
        await using var storage = await BenchmarkStorage.StartAsync("load");
        var connection = storage.ConnectionStringOf("load");
        await PutReferenceAsync(connection);
        using var app = await Load.StartAsync(connection, Departments, FirstCode);
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
        Console.WriteLine(app.Stop());
        return wrong == 0 ? 0 : 1;
    }

    // A register with as many sections, and a catalogue by which each of them may hand in each measure; nothing waits to be confirmed,
    // since numbers that tell one submission from another are no figures of an office.
    private static async Task PutReferenceAsync(string connection)
    {
        var assembly = typeof(ReferenceData).Assembly;
        using var builtIn = new StreamReader(assembly.GetManifestResourceStream(assembly.GetManifestResourceNames()
            .Single(n => n.EndsWith("departments.csv", StringComparison.Ordinal)))!);
        var register = new StringBuilder(await builtIn.ReadToEndAsync());
        for (var i = 0; i < Departments; i++)
        {
            register.Append(CultureInfo.InvariantCulture, $"{FirstCode + i},負荷試験第{i + 1}課,50,負荷試験部,2015-04,,,,\r\n");
        }

        using var builtInCatalogue = assembly.GetManifestResourceStream("SmartToyonaka.Domain.Indicators.catalogue.json")!;
        var catalogue = JsonNode.Parse(builtInCatalogue)!;
        catalogue["checks"]!["holds"] = false;
        foreach (var measure in MeasureIds)
        {
            catalogue["owed"]!.AsArray().Add(new JsonObject
            {
                ["measure"] = measure,
                ["departments"] = new JsonArray("all"),
                ["from"] = First.ToString(),
                ["dueBusinessDay"] = 10,
                ["optional"] = true,
            });
        }

        var reference = new BlobContainerClient(connection, ContainerNames.Reference);
        await reference.GetBlobClient("departments.csv").UploadAsync(BinaryData.FromString(register.ToString()));
        await reference.GetBlobClient("catalogue.json").UploadAsync(BinaryData.FromString(catalogue.ToJsonString()));
        await using var services = BenchmarkStorage.Services(connection);
        await services.GetRequiredService<ReferencePuller>().PullAsync(CancellationToken.None);
    }

    private static async Task<int> CountWrongDropsAsync(string connection, int drops)
    {
        var published = await FiguresAsync(connection, "e_approval_documents|2021");
        return Enumerable.Range(0, drops).Count(i => published.GetValueOrDefault($"{FirstCode + i}|202104|total") != 100 + i);
    }

    // By department, month and part.
    private static async Task<Dictionary<string, long>> FiguresAsync(string connection, string partition)
    {
        var found = new Dictionary<string, long>(StringComparer.Ordinal);
        await foreach (var row in new TableClient(connection, TableNames.FactFigure)
            .QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"PartitionKey eq {partition}")))
        {
            found[$"{row.GetString("departmentcode")}|{row.GetInt32("monthkey")}|{row.GetString("part")}"] = row.GetInt64("value") ?? 0;
        }

        return found;
    }

    /// <summary>The running app and what was asked of it.</summary>
    private sealed class Load(Process process, HttpClient client, IReadOnlyList<string> tokens, int firstCode) : IDisposable
    {
        private readonly ConcurrentDictionary<(int Department, FiscalMonth Month, int Measure), long> expected = [];
        private readonly ConcurrentDictionary<HttpStatusCode, int> answers = [];
        private readonly ConcurrentBag<double> latencies = [];
        private ConcurrentBag<double> ofMinute = [];

        public static async Task<Load> StartAsync(string connection, int departments, int firstCode)
        {
            var process = ChildProcess.Start(readsOutput: true, SubmissionBenchmark.LoadedCommand, connection);
            var address = await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The app did not start.");
            var client = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 1_000 })
            {
                BaseAddress = new(address),
                Timeout = TimeSpan.FromMinutes(5)
            };
            var tokens = new string[departments];
            await Parallel.ForEachAsync(Enumerable.Range(0, departments), new ParallelOptions { MaxDegreeOfParallelism = 8 },
                async (d, _) =>
            {
                using var order = Request(HttpMethod.Post, "api/credentials", SubmissionBenchmark.Administrator,
                    new JsonObject { ["role"] = "department", ["department"] = $"{firstCode + d}" });
                using var issued = await client.SendAsync(order, _);
                tokens[d] = JsonNode.Parse(await issued.EnsureSuccessStatusCode().Content.ReadAsStringAsync(_))!["token"]!
                    .GetValue<string>();
            });
            return new(process, client, tokens, firstCode);
        }

        /// <summary>Hands in one figure, and again when it is told to come back, as a flow does.</summary>
        public async Task SubmitAsync(int n, FiscalMonth month)
        {
            var (department, measure) = (n % tokens.Count, n / tokens.Count % MeasureIds.Length);
            var body = new JsonObject
            {
                ["form"] = "monthly-figures",
                ["responseId"] = string.Create(CultureInfo.InvariantCulture, $"r{n}"),
                ["department"] = $"{firstCode + department}",
                ["month"] = month.ToString(),
                ["figures"] = new JsonArray(new JsonObject { ["measure"] = MeasureIds[measure], ["count"] = 1 + n }),
            };
            while (true)
            {
                using var request = Request(HttpMethod.Post, "api/submissions", tokens[department], body);
                var start = Stopwatch.GetTimestamp();
                using var answer = await client.SendAsync(request);
                var took = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
                latencies.Add(took);
                ofMinute.Add(took);
                answers.AddOrUpdate(answer.StatusCode, 1, (_, count) => count + 1);
                if (answer.StatusCode == HttpStatusCode.Accepted)
                {
                    expected[(department, month, measure)] = 1 + n;
                    return;
                }

                if (answer.StatusCode is not (HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable))
                {
                    throw new InvalidOperationException(await answer.Content.ReadAsStringAsync());
                }

                await Task.Delay(answer.Headers.RetryAfter?.Delta ?? TimeSpan.FromSeconds(1));
            }
        }

        public async Task StartTimerAsync(string name)
        {
            using var request = Request(HttpMethod.Post, $"admin/functions/{name}", SubmissionBenchmark.Administrator, new JsonObject());
            request.Headers.Add("x-functions-key", SubmissionBenchmark.MasterKey);
            using var answer = await client.SendAsync(request);
            answer.EnsureSuccessStatusCode();
        }

        public async Task WaitUntilQuietAsync(int drops)
        {
            while (true)
            {
                using var health = Request(HttpMethod.Get, "api/health", SubmissionBenchmark.Administrator, null);
                using var state = await client.SendAsync(health);
                using var list = Request(HttpMethod.Get, "api/drops?folder=e-approval&count=200", SubmissionBenchmark.Administrator, null);
                using var taken = await client.SendAsync(list);
                if (state.IsSuccessStatusCode && taken.IsSuccessStatusCode
                    && JsonNode.Parse(await state.Content.ReadAsStringAsync())!["recomputation"]!["waiting"]!.GetValue<int>() == 0
                    && Count(await taken.Content.ReadAsStringAsync(), "\"state\":\"taken\"") >= drops)
                {
                    return;
                }

                await Task.Delay(500);
            }
        }

        public void PrintMinute(int minute)
        {
            var taken = Interlocked.Exchange(ref ofMinute, []).Order().ToList();
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"minute {minute,3}: {taken.Count,5} answers, median {At(taken, 0.5):F0} ms, 95 % below {At(taken, 0.95):F0} ms, memory "
                    + $"{Memory():F0} MB"));
        }

        public void Print(TimeSpan accepted, TimeSpan drained)
        {
            var all = latencies.Order().ToList();
            Console.WriteLine("answers: " + string.Join(", ", answers.OrderBy(a => a.Key).Select(a => $"{(int)a.Key} × {a.Value}")));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"latency: median {At(all, 0.5):F0} ms, 95 % below {At(all, 0.95):F0} ms, longest {At(all, 1):F0} ms"));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"all accepted after {accepted.TotalSeconds:F0} s, all computed after {drained.TotalSeconds:F0} s, memory then "
                    + $"{Memory():F0} MB"));
        }

        public async Task<int> CountWrongAsync(string connection)
        {
            var wrong = 0;
            foreach (var ofYear in expected.GroupBy(e => (e.Key.Measure, Year: e.Key.Month.FiscalYear)))
            {
                var published = await FiguresAsync(connection, $"{MeasureIds[ofYear.Key.Measure]}|{ofYear.Key.Year}");
                wrong += ofYear.Count(e =>
                    published.GetValueOrDefault($"{firstCode + e.Key.Department}|{e.Key.Month.Key}|count") != e.Value);
            }

            return wrong;
        }

        /// <summary>Ends the app; what it says of itself.</summary>
        public string Stop()
        {
            process.StandardInput.Close();
            var said = process.StandardOutput.ReadToEnd().Trim();
            process.WaitForExit();
            return said;
        }

        public void Dispose()
        {
            client.Dispose();
            process.Dispose();
        }

        private static HttpRequestMessage Request(HttpMethod method, string address, string token, JsonObject? body) => new(method, address)
        {
            Headers = { Authorization = new("Bearer", token) },
            Content = body is null ? null : new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json"),
        };

        private double Memory()
        {
            process.Refresh();
            return process.WorkingSet64 / 1e6;
        }

        private static double At(List<double> ordered, double share) => ordered.Count == 0 ? 0
            : ordered[(int)Math.Min(ordered.Count - 1, share * ordered.Count)];

        private static int Count(string text, string part) =>
            (text.Length - text.Replace(part, "", StringComparison.Ordinal).Length) / part.Length;
    }
}
