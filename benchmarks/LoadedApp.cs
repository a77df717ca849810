using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using SmartToyonaka.Domain.Calendar;

namespace SmartToyonaka.Benchmarks;

/// <summary>The running app and what was asked of it.</summary>
internal sealed class LoadedApp(Process process, HttpClient client, IReadOnlyList<string> tokens, int firstCode) : IDisposable
{
    private readonly ConcurrentDictionary<(int Department, FiscalMonth Month, int Measure), long> expected = [];
    private readonly ConcurrentDictionary<HttpStatusCode, int> answers = [];
    private readonly ConcurrentBag<double> latencies = [];
    private ConcurrentBag<double> ofMinute = [];

    public static async Task<LoadedApp> StartAsync(string connection, int departments, int firstCode)
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
        var (department, measure) = (n % tokens.Count, n / tokens.Count % LoadBenchmark.MeasureIds.Length);
        var body = new JsonObject
        {
            ["form"] = "monthly-figures",
            ["responseId"] = string.Create(CultureInfo.InvariantCulture, $"r{n}"),
            ["department"] = $"{firstCode + department}",
            ["month"] = month.ToString(),
            ["figures"] = new JsonArray(new JsonObject { ["measure"] = LoadBenchmark.MeasureIds[measure], ["count"] = 1 + n }),
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
            var published = await LoadBenchmark.FiguresAsync(connection, $"{LoadBenchmark.MeasureIds[ofYear.Key.Measure]}|{ofYear.Key.Year}");
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
