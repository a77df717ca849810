using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Playwright;

namespace SmartToyonaka.Tests.Publishing.Pages;

/// <summary>
/// The Nu Html Checker, which the W3C's service runs: one process for a whole test run, which listens on this machine only and is started
/// by the first page that is checked. It needs Java 17.
/// </summary>
internal static class HtmlValidator
{
    private const string Remedy =
        "HTML is validated with Java 17. On Debian and Ubuntu: apt-get install -y default-jre-headless; elsewhere name the program in the "
        + "environment variable JAVA.";

    // The checker does not notice that the tests have ended, however they did: whoever starts it sees the end of its own input.
    private const string EndsWithTests = """
        const checker = require('child_process').spawn(process.argv[1], process.argv.slice(2), { stdio: 'ignore' });
        checker.on('exit', () => process.exit(1));
        process.stdin.resume();
        process.stdin.on('end', () => checker.kill());
        """;

    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(2);
    private static readonly HttpClient Client = new() { Timeout = Deadline, DefaultRequestHeaders = { { "User-Agent", "tests" } } };
    private static readonly ConditionalWeakTable<IPage, ConcurrentQueue<IResponse>> Answers = [];
    private static readonly Lazy<Task<Uri>> Running = new(StartAsync);
    private static Process? held;

    /// <summary>Why HTML is not validated on this machine; null where it is.</summary>
    public static string? Missing => Program is null ? Remedy : null;

    private static string? Program => Environment.GetEnvironmentVariable("JAVA") is { Length: > 0 } named ? named
        : (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Where(d => d.Length > 0)
            .SelectMany(d => new[] { Path.Combine(d, "java"), Path.Combine(d, "java.exe") }).FirstOrDefault(File.Exists);

    /// <summary>Remembers the pages that windows get, as they came.</summary>
    public static void Watch(IBrowserContext context) => context.Response += (_, answer) =>
    {
        if (answer.Headers.GetValueOrDefault("content-type", "").StartsWith("text/html", StringComparison.Ordinal)
            && answer.Request.Method != "HEAD" && answer.Status is not (>= 300 and < 400) && !answer.Request.IsServiceWorker())
        {
            var all = Answers.GetValue(answer.Frame.Page, _ => new());
            all.Enqueue(answer);
            while (all.Count > 1)
            {
                all.TryDequeue(out var _);
            }
        }
    };

    /// <summary>Fails where the page that a window got last is no valid HTML; does nothing without Java.</summary>
    public static async Task AssertValidAsync(IPage page, string state)
    {
        if (Missing is null && Answers.TryGetValue(page, out var answers) && answers.TryPeek(out var answer))
        {
            AssertValid(await FindingsAsync(await answer.BodyAsync()), state);
        }
    }

    /// <summary>What is wrong with a page, each with where.</summary>
    public static async Task<IReadOnlyList<string>> FindingsAsync(byte[] html)
    {
        using var content = new ByteArrayContent(html);
        content.Headers.ContentType = new MediaTypeHeaderValue("text/html") { CharSet = "utf-8" };
        using var answer = await Client.PostAsync(new Uri(await Running.Value, "?out=json"), content);
        var found = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["messages"]!.AsArray();
        return [.. found.Select(m => $"{m!["type"]} {m["subType"]}: {m["message"]} [{m["lastLine"]}] {m["extract"]}")];
    }

    private static void AssertValid(IReadOnlyList<string> findings, string state) =>
        Assert.True(findings.Count == 0, $"{state}: {string.Join(Environment.NewLine, findings)}");

    private static bool IsServiceWorker(this IRequest request) => request.ResourceType is not ("document" or "xhr" or "fetch");

    private static async Task<Uri> StartAsync()
    {
        var jar = Path.Combine(await Axe.InstalledAsync(), "node_modules", "vnu-jar", "build", "dist", "vnu.jar");
        var port = FreePort();
        // Held for as long as the tests run: its input ends when nothing refers to it any more.
        held = Process.Start(new ProcessStartInfo("node", ["-e", EndsWithTests, Program!, "-Xmx256m",
            "-Dnu.validator.servlet.bind-address=127.0.0.1", "-cp", jar, "nu.validator.servlet.Main", $"{port}"])
        {
            RedirectStandardInput = true
        })!;
        var address = new Uri($"http://127.0.0.1:{port}/");
        for (var began = Stopwatch.GetTimestamp(); ; await Task.Delay(TimeSpan.FromMilliseconds(200)))
        {
            try
            {
                using var content = new ByteArrayContent(Encoding.UTF8.GetBytes("<!DOCTYPE html><title>x</title>"));
                content.Headers.ContentType = new MediaTypeHeaderValue("text/html") { CharSet = "utf-8" };
                using var answer = await Client.PostAsync(new Uri(address, "?out=json"), content);
                return address;
            }
            catch (HttpRequestException) when (!held.HasExited && Stopwatch.GetElapsedTime(began) < Deadline)
            {
                // Not yet.
            }
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

/// <summary>A test with the validator: skipped, with the remedy, on a machine without Java.</summary>
internal sealed class ValidatorTheoryAttribute : TheoryAttribute
{
    public ValidatorTheoryAttribute() => Skip = HtmlValidator.Missing;
}
