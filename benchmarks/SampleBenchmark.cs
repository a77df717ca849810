using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace SmartToyonaka.Benchmarks;

/// <summary>
/// The sample as somebody runs it who tries the program: how long <c>sample --once</c> takes, what it asks of the storage, and then what
/// the pages, downloads and timers of the app with the sample in it take.
/// </summary>
internal static class SampleBenchmark
{
    private const int Views = 41;

    /// <summary>Pages and downloads, each with its <c>Accept</c>.</summary>
    private static readonly (string What, string Path, string Accept)[] Addresses =
    [
        ("`/`", "", "text/html"),
        ("a value's page", "indicators/overtime_change/2022-03", "text/html"),
        ("the annual report", "api/reports/2021", "text/html"),
        ("`GET /api/indicators`", "api/indicators?fiscalYear=2021", "application/json"),
        ("the same as CSV", "api/indicators?fiscalYear=2021", "text/csv"),
    ];

    /// <summary>The timers, and how often each runs on a day, as <c>local.settings.json</c> schedules it.</summary>
    private static readonly (string Name, int RunsADay)[] Timers =
    [
        ("SweepUnfinished", 288), ("PullReference", 96), ("PullForms", 24), ("SendReminders", 9), ("PullDrops", 1),
        ("PullEApproval", 1), ("PullOvertime", 1), ("PullStaff", 1), ("UpdateCompleteness", 1),
    ];

    /// <summary>How long it takes, each time in an empty folder.</summary>
    public static async Task<int> RunAsync(Findings found, int times = 3)
    {
        // Built before the first is timed.
        await BuiltApps.CommandLineAsync();
        var taken = new List<double>();
        for (var i = 0; i < times; i++)
        {
            var folder = Directory.CreateTempSubdirectory("benchmark-sample-").FullName;
            var start = Stopwatch.GetTimestamp();
            using var process = await StartAsync(folder, null, "--once");
            var said = await process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();
            taken.Add(Stopwatch.GetElapsedTime(start).TotalSeconds);
            Directory.Delete(folder, recursive: true);
            if (process.ExitCode != 0)
            {
                throw new InvalidOperationException($"sample --once failed: {said}");
            }
        }

        Console.WriteLine(string.Join(", ", taken.Select(t => string.Create(CultureInfo.InvariantCulture, $"{t:F1} s"))));
        found.AtMost("`sample --once`", PairedMeasurement.Median(taken), 7, "s");
        return 0;
    }

    /// <summary>Calls of the sample; then pages, downloads and timers.</summary>
    public static async Task<int> RunPagesAsync(Findings found)
    {
        await using var storage = await BenchmarkStorage.StartAsync();
        await using var proxy = await CountingProxy.StartAsync(storage.ConnectionString);
        var folder = Directory.CreateTempSubdirectory("benchmark-pages-").FullName;
        using var process = await StartAsync(folder, proxy.ConnectionString);
        try
        {
            using var client = await WhenFedAsync(process);
            var years = proxy.Calls.Where(c => c.BeginsComputation).Select(c => c.Path.Split('?')[0]).ToList();
            found.Add("storage calls of `sample`", proxy.Calls.Count, "calls");
            found.Add(string.Create(CultureInfo.InvariantCulture, $"computations of its {years.Distinct().Count()} topics and years"),
                years.Count, "computations");
            foreach (var (what, path, accept) in Addresses)
            {
                await ViewAsync(found, proxy, client, what, path, accept);
            }

            await RunTimersAsync(found, proxy, client);
            return 0;
        }
        finally
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>First paint of the figures and of a value in a browser.</summary>
    public static async Task RunPaintAsync(Findings found)
    {
        var folder = Directory.CreateTempSubdirectory("benchmark-paint-").FullName;
        using var process = await StartAsync(folder, null);
        try
        {
            using var client = await WhenFedAsync(process);
            await PaintBenchmark.RunAsync(client.BaseAddress!.ToString(), found);
        }
        finally
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task ViewAsync(Findings found, CountingProxy proxy, HttpClient client, string what, string path, string accept)
    {
        using var first = await AskAsync(client, path, accept, null);
        var tag = first.EnsureSuccessStatusCode().Headers.ETag?.ToString();
        proxy.Clear();
        var all = await P50Async(() => AskAsync(client, path, accept, null), HttpStatusCode.OK);
        found.Add($"{what}: median", all, "ms");
        found.Add($"{what}: storage calls", (double)proxy.Calls.Count / Views, "calls");
        if (tag is not null)
        {
            found.Add($"{what}, unchanged (304): median", await P50Async(() => AskAsync(client, path, accept, tag), HttpStatusCode.NotModified),
                "ms");
        }
    }

    private static async Task<double> P50Async(Func<Task<HttpResponseMessage>> ask, HttpStatusCode expected)
    {
        var taken = new List<double>();
        for (var i = 0; i < Views; i++)
        {
            var start = Stopwatch.GetTimestamp();
            using var answer = await ask();
            await answer.Content.ReadAsByteArrayAsync();
            taken.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            if (answer.StatusCode != expected)
            {
                throw new InvalidOperationException($"{answer.RequestMessage!.RequestUri} answered {answer.StatusCode}.");
            }
        }

        return PairedMeasurement.Median(taken);
    }

    private static Task<HttpResponseMessage> AskAsync(HttpClient client, string path, string accept, string? tag)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.TryAddWithoutValidation("Accept", accept);
        if (tag is not null)
        {
            request.Headers.TryAddWithoutValidation("If-None-Match", tag);
        }

        return client.SendAsync(request);
    }

    // Each once beforehand, since the first run of some creates what later ones find.
    private static async Task RunTimersAsync(Findings found, CountingProxy proxy, HttpClient client)
    {
        foreach (var (name, _) in Timers)
        {
            await RunTimerAsync(proxy, client, name);
        }

        // What they have asked for is done by the next sweep, once.
        await RunTimerAsync(proxy, client, Timers[0].Name);
        var day = 0;
        foreach (var (name, runs) in Timers)
        {
            proxy.Clear();
            await RunTimerAsync(proxy, client, name);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}: {proxy.Calls.Count} calls, {runs} runs a day"));
            day += proxy.Calls.Count * runs;
        }

        found.AtMost("storage calls of all timers on a day on which nothing happens", day, 6_000, "calls");
    }

    private static async Task RunTimerAsync(CountingProxy proxy, HttpClient client, string name)
    {
        using var content = new StringContent("{}", System.Text.Encoding.UTF8, "application/json");
        using var answer = await client.PostAsync(new Uri($"admin/functions/{name}", UriKind.Relative), content);
        answer.EnsureSuccessStatusCode();

        // It runs on after the answer; it has ended when no call has come for a second.
        for (var before = -1; before != proxy.Calls.Count;)
        {
            before = proxy.Calls.Count;
            await Task.Delay(TimeSpan.FromSeconds(1));
        }
    }

    private static async Task<HttpClient> WhenFedAsync(Process process)
    {
        var said = new Dictionary<string, string>(StringComparer.Ordinal);
        while (!said.ContainsKey("Master key"))
        {
            var line = await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The sample ended.");
            if (line.IndexOf(':', StringComparison.Ordinal) is var colon and > 0)
            {
                said[line[..colon]] = line[(colon + 1)..].Trim().Split(' ')[0];
            }
        }

        // What it prints from here on is taken away, so that it never waits for that.
        _ = process.StandardOutput.ReadToEndAsync();
        var client = new HttpClient { BaseAddress = new(said["Functions"]) };
        client.DefaultRequestHeaders.Add("x-functions-key", said["Master key"]);
        client.DefaultRequestHeaders.Authorization = new("Bearer", said["Credential"]);
        return client;
    }

    private static async Task<Process> StartAsync(string folder, string? storage, params string[] options)
    {
        var start = new ProcessStartInfo("dotnet", [await BuiltApps.CommandLineAsync(), "sample", .. options, "--data", folder, "--port",
            FreePort().ToString(CultureInfo.InvariantCulture)])
        { RedirectStandardOutput = true, RedirectStandardInput = true };
        start.Environment["AzureWebJobsStorage"] = storage ?? "";
        return Process.Start(start)!;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
