using Microsoft.Playwright;
using SmartToyonaka.Tests.Support;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace SmartToyonaka.Tests.Publishing.Pages;

/// <summary>One browser for a whole test run, started by the first test that asks for it.</summary>
internal static class Chromium
{
    private const string Remedy =
        "The tests of the pages need Chromium and a Japanese font. On Debian and Ubuntu: apt-get install -y chromium-headless-shell fonts-noto-cjk; "
        + "elsewhere install Chromium or Chrome and name it in the environment variable CHROMIUM.";

    // The same engine without a browser's window takes half of the processor time.
    private static readonly string[] Places = ["/usr/bin/chromium-headless-shell", "/usr/bin/chromium", "/usr/bin/chromium-browser",
        "/usr/bin/google-chrome", "/snap/bin/chromium"];

    // Only what the tests ask for goes out: no updates, no start page, no services of the browser's maker.
    private static readonly string[] Quiet = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
        "--disable-background-networking", "--disable-component-update", "--disable-sync"];

    private static readonly float Deadline = (float)RunningApp.Deadline.TotalMilliseconds;

    private static readonly Lazy<Task<IBrowser>> Running = new(StartAsync);

    /// <summary>A window of its own, without anybody's cookies.</summary>
    public static async Task<IBrowserContext> NewContextAsync(Uri address, bool javaScript = true, int width = 1280, int height = 900,
        float scale = 1)
    {
        var context = await (await Running.Value).NewContextAsync(new()
        {
            BaseURL = address.ToString(),
            JavaScriptEnabled = javaScript,
            Locale = "ja-JP",
            ViewportSize = new() { Width = width, Height = height },
            DeviceScaleFactor = scale,
        });

        // A busy machine is slow, not wrong. Waiting for a page to be loaded goes by a limit of its own, of 30 s unless it is set.
        context.SetDefaultTimeout(Deadline);
        context.SetDefaultNavigationTimeout(Deadline);
        HtmlValidator.Watch(context);
        PageInspector.Watch(context);
        return context;
    }

    /// <summary>The browser's program, or null where there is none.</summary>
    private static string? Program => Environment.GetEnvironmentVariable("CHROMIUM") is { Length: > 0 } named ? named
        : Places.FirstOrDefault(File.Exists);

    /// <summary>Why tests that need a browser cannot run on this machine; null where they can.</summary>
    public static string? Missing => Program is null ? Remedy : null;

    private static async Task<IBrowser> StartAsync()
    {
        var program = Program;
        Assert.True(program is not null && File.Exists(program), Remedy);
        Assertions.SetDefaultExpectTimeout(Deadline);
        var playwright = await Playwright.CreateAsync();
        var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = program, Headless = true, Args = Quiet });
        AppDomain.CurrentDomain.ProcessExit += (_, _) =>
        {
            browser.CloseAsync().Wait(TimeSpan.FromSeconds(10));
            playwright.Dispose();
        };
        return browser;
    }
}

/// <summary>
/// A test in a browser: skipped, with the remedy, on a machine that has none, since only the SDK and Node.js are asked for.
/// </summary>
[TraitDiscoverer("SmartToyonaka.Tests.Publishing.Pages.BrowserTraitDiscoverer", "SmartToyonaka.Tests")]
internal sealed class BrowserFactAttribute : FactAttribute, ITraitAttribute
{
    public BrowserFactAttribute() => Skip = Chromium.Missing;
}

/// <summary>As <see cref="BrowserFactAttribute"/>, with data.</summary>
[TraitDiscoverer("SmartToyonaka.Tests.Publishing.Pages.BrowserTraitDiscoverer", "SmartToyonaka.Tests")]
internal sealed class BrowserTheoryAttribute : TheoryAttribute, ITraitAttribute
{
    public BrowserTheoryAttribute() => Skip = Chromium.Missing;
}

/// <summary>What asks for a browser is in the second step.</summary>
public sealed class BrowserTraitDiscoverer : ITraitDiscoverer
{
    public IEnumerable<KeyValuePair<string, string>> GetTraits(IAttributeInfo traitAttribute) =>
        [new(TestCategory.Name, TestCategory.Long)];
}
