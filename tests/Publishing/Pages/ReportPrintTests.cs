using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using SmartToyonaka.Tests.Publishing.Reporting;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Publishing.Pages;

/// <summary>The annual report in a browser, on the screen and on paper.</summary>
[Collection(SampleApp.Collection)]
[Trait(TestCategory.Name, TestCategory.Long)]
public sealed partial class ReportPrintTests(SampleApp sample)
{
    // What is left of an A4 page within its margins, in CSS pixels: 178 × 263 mm.
    private const int PaperWidth = 672, PaperHeight = 994;

    [BrowserFact]
    [Trait(TestCategory.Name, TestCategory.Long)]
    public async Task It_prints_on_A4_and_nothing_that_belongs_together_is_broken()
    {
        var page = await OpenAsync(PaperWidth);
        await page.EmulateMediaAsync(new() { Media = Media.Print });

        // A row that is higher than a page could not be kept whole; a table that is wider would be cut off.
        Assert.All(await page.EvaluateAsync<double[]>(
            "() => [...document.querySelectorAll('tr, .box')].map(r => r.getBoundingClientRect().height)"), h =>
                Assert.InRange(h, 1, PaperHeight * 0.9));
        Assert.All(await page.EvaluateAsync<double[]>(
            "() => [...document.querySelectorAll('table')].map(r => r.getBoundingClientRect().right)"), r =>
                Assert.InRange(r, 1, PaperWidth));
        Assert.Equal(["avoid"],
            (await page.EvaluateAsync<string[]>("() => [...document.querySelectorAll('tr')].map(r => getComputedStyle(r).breakInside)"))
                .Distinct());
        Assert.Equal(["table-header-group"],
            (await page.EvaluateAsync<string[]>("() => [...document.querySelectorAll('thead')].map(r => getComputedStyle(r).display)"))
                .Distinct());
        Assert.Equal(["avoid"],
            (await page.EvaluateAsync<string[]>(
                "() => [...document.querySelectorAll('h2, h3, h4')].map(r => getComputedStyle(r).breakAfter)")).Distinct());
        Assert.Equal("none", await page.EvaluateAsync<string>("() => getComputedStyle(document.querySelector('.tools')).display"));

        // The first two rows of a table are together, and the last two of a list; a table of one row is not tied to what follows.
        Assert.Equal(["avoid"], (await page.EvaluateAsync<string[]>(
            "() => [...document.querySelectorAll('.list tbody')].filter(b => b.rows.length > 1).flatMap(b => [b.rows[0], b.rows[b.rows.length - 2]])"
                + ".map(r => getComputedStyle(r).breakAfter)")).Distinct());
        Assert.Equal(["auto"], (await page.EvaluateAsync<string[]>(
            "() => [...document.querySelectorAll('tbody tr:last-child')].map(r => getComputedStyle(r).breakAfter)")).Distinct());

        var pdf = Encoding.Latin1.GetString(await page.PdfAsync(new() { PreferCSSPageSize = true, PrintBackground = true }));
        var pages = MediaBox().Matches(pdf)
            .Select(m => (double.Parse(m.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture),
                double.Parse(m.Groups[2].Value, System.Globalization.CultureInfo.InvariantCulture))).ToList();

        // Eleven with the fonts of Noto CJK; others are a little wider or narrower.
        Assert.InRange(pages.Count, 10, 12);
        Assert.Matches("/FontName /[A-Z]+\\+[A-Za-z-]*(?:CJK|Mincho|Gothic|Hiragino|Meiryo)", pdf);
        Assert.All(pages, p =>
        {
            Assert.InRange(p.Item1, 594, 596);
            Assert.InRange(p.Item2, 841, 843);
        });
    }

    [BrowserTheory]
    [InlineData("/api/reports/2021")]
    [InlineData("/api/reports/2020-2022")]
    [InlineData("/api/reports/2021?lang=en")]
    [InlineData("/api/reports/2020-2022?lang=en")]
    [Trait(TestCategory.Name, TestCategory.Long)]
    public async Task On_the_screen_it_has_no_barriers_and_runs_nothing(string address)
    {
        var page = await OpenAsync(1280, address);
        var refused = new List<string>();
        page.Console += (_, message) => refused.Add(message.Text);
        await page.ReloadAsync();
        Assert.Empty(refused);
        Assert.Equal("solid", await page.EvaluateAsync<string>("() => getComputedStyle(document.querySelector('td')).borderTopStyle"));
        await PageInspector.InspectAsync(page, "report" + address.Replace('/', '-').Replace('?', '-'));
        await page.SetViewportSizeAsync(360, 800);
        Assert.Equal(0, await page.TooWideAsync());
    }

    private async Task<IPage> OpenAsync(int width, string address = "/api/reports/2021")
    {
        var page = await (await Chromium.NewContextAsync(sample.App.Client.BaseAddress!, width: width)).NewPageAsync();
        await page.GotoAsync(address);
        return page;
    }

    [GeneratedRegex(@"/MediaBox \[0 0 ([0-9.]+) ([0-9.]+)\]")]
    private static partial Regex MediaBox();
}
