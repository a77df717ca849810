using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using SmartToyonaka.Tests.Reporting;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Pages;

/// <summary>The figures' page with the whole sample: what the report prints stands there, and leads to where it came from.</summary>
[Collection(SampleApp.Collection)]
public sealed class FiguresPageTests(SampleApp sample)
{
    [Fact]
    public async Task The_headline_values_of_the_report_stand_on_the_page()
    {
        var (status, html) = await sample.PageAsync("/?fiscalYear=2021&lang=ja", sample.App.NewClient(null));

        Assert.Equal(HttpStatusCode.OK, status);
        foreach (var text in (string[])["50.3", "100.0", "21", "2", "6", "40", "1", "54", "3", "5", "−17.8", "11.8", "59.4"])
        {
            Assert.Matches($"<a href=\"/indicators/[a-z_]+/2022-0[13][^\"]*\">(?:&#x2B;)?{Regex.Escape(text)}</a>", html);
        }

        // Who has not signed in sees no department.
        Assert.Contains("サインイン", html, StringComparison.Ordinal);
        Assert.DoesNotContain("未提出", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/?fiscalYear=1999")]
    [InlineData("/?fiscalYear=%3Cb%3E")]
    public async Task A_year_that_there_is_not_says_what_there_is(string address)
    {
        var (status, html) = await sample.PageAsync(address);

        Assert.Equal(HttpStatusCode.NotFound, status);
        Assert.Contains("/?fiscalYear=2021", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_year_the_newest_with_figures_is_shown() =>
        Assert.Contains("令和3年度(2021年度)の指標", (await sample.PageAsync("/?lang=ja")).Html, StringComparison.Ordinal);

    [Fact]
    public async Task The_cookie_of_the_pages_opens_nothing_of_the_API()
    {
        using var client = sample.App.NewClient(null);
        using var signIn = await client.PostAsync("submit/signin", new FormUrlEncodedContent(new Dictionary<string, string> { ["credential"] = RunningApp.Bootstrap }));
        var cookie = Assert.Single(signIn.Headers.GetValues("Set-Cookie")).Split(';')[0];
        using var asked = new HttpRequestMessage(HttpMethod.Get, "api/drops");
        asked.Headers.Add("Cookie", cookie);

        Assert.Equal(HttpStatusCode.Unauthorized, (await client.SendAsync(asked)).StatusCode);
    }

    [BrowserTheory]
    [InlineData(1280, 1)]
    [InlineData(360, 1)]
    [InlineData(1280, 2)]
    public async Task Charts_have_the_points_of_the_tables_behind_them_and_nothing_bars_the_way(int width, float zoom)
    {
        var page = await (await Chromium.NewContextAsync(sample.App.Client.BaseAddress!, true, (int)(width / zoom), 900, zoom)).NewPageAsync();
        await page.GotoAsync("/submit/signin?to=%2F%3FfiscalYear%3D2021%26lang%3Dja");
        await page.FillAsync("#credential", RunningApp.Bootstrap);
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("令和3年度(2021年度)の指標");
        await Assertions.Expect(page.Locator("#completeness")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("#waiting")).ToBeVisibleAsync();

        // The last point of the course is what the table of headlines says.
        var points = await page.EvaluateAsync<double?[]>("() => document.querySelector('#trend-overtime_change').chart.data.datasets[0].data");
        var printed = await page.Locator("tr", new() { Has = page.Locator("a[href^='/indicators/overtime_change?'], a[href='/indicators/overtime_change']") }).Locator("td a").First.TextContentAsync();
        Assert.Equal("−17.8", printed);
        Assert.Equal(-17.8, Math.Round(points.Last(p => p is not null)!.Value, 1));
        Assert.Equal(10, points.Count(p => p is not null));

        await Axe.AssertFindsNothingAsync(page, string.Create(CultureInfo.InvariantCulture, $"figures at {width}, {zoom}"));
        Assert.True(await page.TooWideAsync() <= 0);
        if (Environment.GetEnvironmentVariable("PAGE_PICTURES") is { Length: > 0 } folder)
        {
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"figures-{width}-{zoom}.png")), FullPage = true });
        }
    }
}
