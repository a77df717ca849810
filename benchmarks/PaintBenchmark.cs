using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Playwright;

namespace SmartToyonaka.Benchmarks;

/// <summary>
/// From asking for the figures' page to its first paint in Chromium, on an app that runs with figures in it, against a page of one word.
/// Nothing is cached.
/// </summary>
internal static class PaintBenchmark
{
    private const int Rounds = 9;

    private static readonly string[] Browsers = ["/usr/bin/chromium", "/usr/bin/chromium-headless-shell", "/usr/bin/google-chrome"];

    /// <param name="address">Of the app: what <c>sample</c> prints.</param>
    /// <param name="found">Gains both pages.</param>
    public static async Task<int> RunAsync(string address, Findings found)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        await using var floor = builder.Build();
        floor.Urls.Add("http://127.0.0.1:0");
        floor.MapGet("/", () => Results.Text("<!DOCTYPE html><title>floor</title><p>ok", "text/html"));
        await floor.StartAsync();
        var floorAddress = floor.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();

        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Environment.GetEnvironmentVariable("CHROMIUM") ?? Browsers.FirstOrDefault(File.Exists),
            Args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        });
        foreach (var page in new[] { "", "indicators/overtime_change" })
        {
            Console.WriteLine($"GET /{page}");
            var pair = await PairedMeasurement.RunAsync("a page of one word", _ => PaintAsync(browser, floorAddress), "ours", _ =>
                PaintAsync(browser, address.TrimEnd('/') + "/" + page), Rounds);
            found.AtMost($"first paint of `/{page}` in Chromium, nothing cached", pair.Ours, 1_000, "ms", pair.FloorText);
        }

        return 0;
    }

    private static async Task<double> PaintAsync(IBrowser browser, string address)
    {
        await using var context = await browser.NewContextAsync(new() { Locale = "ja-JP" });
        var page = await context.NewPageAsync();
        var answer = await page.GotoAsync(address);
        return answer is { Ok: true }
            ? await page.EvaluateAsync<double>(
                "() => new Promise(done => new PerformanceObserver(list => done(list.getEntries().find(e => e.name === "
                    + "'first-contentful-paint').startTime)).observe({ type: 'paint', buffered: true }))")
            : throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"{address} answered {answer?.Status}."));
    }
}
