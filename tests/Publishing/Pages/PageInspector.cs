using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.Playwright;

namespace SmartToyonaka.Tests.Publishing.Pages;

/// <summary>
/// Looks at a page as it stands: on the screen and on paper no barrier that axe-core finds and no invalid HTML, nothing to be scrolled for
/// sideways, nothing cut off on A4, nothing on the browser's console, and on a page
/// in English nothing that is not.
/// </summary>
internal static class PageInspector
{
    // What is left of an A4 page within its margins, in CSS pixels: 186 mm.
    private const int PaperWidth = 703;

    // Paper has one width: what two screens show alike is looked at on it once.
    private static readonly ConcurrentDictionary<string, bool> Printed = new(StringComparer.Ordinal);

    private static readonly ConditionalWeakTable<IPage, ConcurrentQueue<string>> Noted = [];
    private static readonly ConditionalWeakTable<IBrowserContext, ConcurrentDictionary<string, bool>> Asked = [];

    /// <summary>Remembers what pages of a window write on the console.</summary>
    public static void Watch(IBrowserContext context)
    {
        var asked = Asked.GetValue(context, _ => new(StringComparer.Ordinal));
        context.Request += (_, request) =>
        {
            if (request.IsNavigationRequest)
            {
                asked[request.Url] = true;
            }
        };
        context.Console += (_, message) =>
        {
            // That a page itself is a refusal is noted by the browser; that something on a page is one is an error.
            var at = message.Location.Split(':')[..^2];
            if (message.Type is "error" or "warning" && message.Page is { } page && !(asked.ContainsKey(string.Join(':', at))
                && message.Text.StartsWith("Failed to load resource", StringComparison.Ordinal)))
            {
                Note(page, $"{message.Text} ({message.Location})");
            }
        };
        context.WebError += (_, error) =>
        {
            if (error.Page is { } page)
            {
                Note(page, error.Error);
            }
        };
    }

    /// <summary>Fails with what is wrong.</summary>
    /// <param name="page">The page.</param>
    /// <param name="state">What it shows, for messages and for the names of pictures.</param>
    public static async Task InspectAsync(IPage page, string state)
    {
        await page.WaitUntilLoadedAsync();
        var (width, height) = (page.ViewportSize!.Width, page.ViewportSize.Height);
        var where = $"{state} at {width}";
        await Axe.AssertFindsNothingAsync(page, where);
        await EnglishPage.AssertAsync(page, where);
        Assert.True(await page.TooWideAsync() <= 0, $"{where} is {await page.TooWideAsync()} px too wide.");
        await PictureAsync(page, $"{state}-{width}");

        await page.EmulateMediaAsync(new() { Media = Media.Print });
        await page.SetViewportSizeAsync(PaperWidth, height);
        if (Printed.TryAdd(await page.EvaluateAsync<string>("() => document.documentElement.outerHTML"), true))
        {
            await Axe.AssertFindsNoBarrierAsync(page, $"{where}, printed", isPaper: true);
        }

        var cut = await CutAsync(page);
        await PrintAsync(page, $"{state}-{width}");
        await page.EmulateMediaAsync(new() { Media = Media.Screen });
        await page.SetViewportSizeAsync(width, height);
        Assert.True(cut.Length == 0, $"{state} is cut off on paper: {string.Join(Environment.NewLine, cut)}");

        Assert.True(!Noted.TryGetValue(page, out var noted) || noted.IsEmpty, $"{where}: {string.Join(Environment.NewLine, noted ?? [])}");
    }

    /// <summary>What stands beyond the edge of the paper, or beyond that of a part that cannot be scrolled there.</summary>
    private static Task<string[]> CutAsync(IPage page) => page.EvaluateAsync<string[]>("""
        () => [...document.querySelectorAll('body *')].filter(e => e.checkVisibility() && !e.closest('.hidden, .skip, svg'))
            .filter(e => e.getBoundingClientRect().right > innerWidth + 1
                || (e.scrollWidth > e.clientWidth + 1 && e.clientWidth > 0 && getComputedStyle(e).overflowX !== 'visible'
                    && !e.matches('input, select, textarea')))
            .slice(0, 5).map(e => `${e.tagName} ${e.className} to ${e.getBoundingClientRect().right}: ${e.textContent.trim().slice(0, 60)}`)
        """);

    private static async Task PictureAsync(IPage page, string name)
    {
        if (Environment.GetEnvironmentVariable("PAGE_PICTURES") is { Length: > 0 } folder)
        {
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}.png"), FullPage = true });
        }
    }

    private static async Task PrintAsync(IPage page, string name)
    {
        if (Environment.GetEnvironmentVariable("PAGE_PICTURES") is { Length: > 0 } folder)
        {
            await page.PdfAsync(new() { Path = Path.Combine(folder, $"{name}.pdf"), Format = "A4", PrintBackground = true });
        }
    }

    private static void Note(IPage page, string text) => Noted.GetValue(page, _ => new()).Enqueue(text);
}
