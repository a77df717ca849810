using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using SmartToyonaka.Cli.Sample;
using SmartToyonaka.Tests.Publishing.Reporting;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Publishing.Pages;

/// <summary>The figures' page with the whole sample: what the report prints stands there, and leads to where it came from.</summary>
[Collection(SampleApp.Collection)]
public sealed partial class FiguresPageTests(SampleApp sample)
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
        using var signIn = await client.PostAsync("submit/signin",
            new FormUrlEncodedContent(new Dictionary<string, string> { ["credential"] = RunningApp.Bootstrap }));
        var cookie = Assert.Single(signIn.Headers.GetValues("Set-Cookie")).Split(';')[0];
        using var asked = new HttpRequestMessage(HttpMethod.Get, "api/drops");
        asked.Headers.Add("Cookie", cookie);

        Assert.Equal(HttpStatusCode.Unauthorized, (await client.SendAsync(asked)).StatusCode);
    }

    [Fact]
    public async Task The_report_and_the_tables_that_a_reader_may_have_are_linked_and_there()
    {
        using var nobody = sample.App.NewClient(null);
        var (_, open) = await sample.PageAsync("/?fiscalYear=2021&lang=ja", nobody);
        Assert.Contains("href=\"/api/reports/2021?lang=ja\"", open, StringComparison.Ordinal);
        Assert.DoesNotContain("/api/reports/", (await sample.PageAsync("/?fiscalYear=2019")).Html, StringComparison.Ordinal);
        foreach (var (client, page, tables) in new[] { (nobody, open, 5),
            (sample.App.Client, (await sample.PageAsync("/?fiscalYear=2021&lang=ja")).Html, 10) })
        {
            var links = TableLink().Matches(page).Select(m => WebUtility.HtmlDecode(m.Groups[1].Value)).ToList();
            Assert.Equal(3 * tables, links.Distinct().Count());
            foreach (var link in links)
            {
                using var answer = await client.GetAsync(link);
                Assert.Equal((link, HttpStatusCode.OK, "attachment"),
                    (link, answer.StatusCode, answer.Content.Headers.ContentDisposition?.DispositionType));
            }
        }

        var (status, refused) = await sample.PageAsync("/tables/factfigure?fiscalYear=2021&lang=ja", nobody);
        Assert.Equal(HttpStatusCode.Unauthorized, status);
        Assert.Contains("サインイン", refused, StringComparison.Ordinal);
        (status, refused) = await sample.PageAsync("/tables/nothing?lang=ja", nobody);
        Assert.Equal(HttpStatusCode.NotFound, status);
        Assert.Contains("factindicator", refused, StringComparison.Ordinal);
    }

    [BrowserFact]
    public async Task Every_chart_has_a_point_for_each_month_published_and_ends_where_the_table_of_headlines_does()
    {
        var published = (await sample.App.IndicatorsAsync(2021)).Where(v => (bool)v!["isHeadline"]! && (string)v["status"]! == "actual"
            && v["value"] is not null).ToLookup(v => (string)v!["indicator"]!);
        var page = await (await Chromium.NewContextAsync(sample.App.Client.BaseAddress!)).NewPageAsync();
        await page.GotoAsync("/?fiscalYear=2021&lang=ja");
        await Assertions.Expect(page.Locator("figure.trend canvas").First).ToBeVisibleAsync();
        var charts = await page.EvaluateAsync<Dictionary<string, double?[]>>(
            "() => Object.fromEntries([...document.querySelectorAll('figure.trend')].map(f => [f.id.replace('trend-', ''), "
                + "f.chart.data.datasets[0].data]))");

        Assert.Equal(published.Where(v => v.Count() > 1).Select(v => v.Key).Order(StringComparer.Ordinal),
            charts.Keys.Order(StringComparer.Ordinal));
        Assert.All(charts, c => Assert.Equal(published[c.Key].OrderBy(v => (string)v!["month"]!, StringComparer.Ordinal)
            .Select(v => (double?)v!["value"]), c.Value.Where(p => p is not null)));
        foreach (var (indicator, end) in new[] { ("ppp_projects", 21), ("digitised_publications", 40), ("rpa_ai_ocr_tasks", 54),
            ("telework_applicants", 408), ("seal_abolitions", 2455) })
        {
            Assert.Equal((indicator, end), (indicator, charts[indicator].Last(p => p is not null)));
        }
    }

    [BrowserFact]
    public async Task By_keyboard_alone_a_value_leads_down_to_the_line_it_was_made_of()
    {
        var page = await (await Chromium.NewContextAsync(sample.App.Client.BaseAddress!)).NewPageAsync();
        await page.GotoAsync("/submit/signin?to=%2F%3FfiscalYear%3D2021%26lang%3Dja");
        await TabToAsync("#credential");
        await page.Keyboard.TypeAsync(RunningApp.Bootstrap);
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("令和3年度(2021年度)の指標");
        foreach (var address in new[] { "/indicators/e_approval_rate/2022-01?", "/indicators/e_approval_rate/2022-01/departments/",
            "/entries/e_approval_documents/" })
        {
            await TabToAsync($"main a[href^='{address}']");
            await page.Keyboard.PressAsync("Enter");
            await Assertions.Expect(page).ToHaveURLAsync(new Regex(Regex.Escape(address)));
            await page.WaitUntilLoadedAsync();
        }

        // The line shown is a line of the file that was dropped.
        await Assertions.Expect(page.Locator("h2", new() { HasText = "ファイルの行" })).ToBeVisibleAsync();
        var cells = await page.Locator("tr", new() { Has = page.Locator("th[scope=row]") }).Last.Locator("td").AllInnerTextsAsync();
        var line = int.Parse(await page.Locator("th[scope=row]").Last.InnerTextAsync(), CultureInfo.InvariantCulture);
        var lines = Directory.GetFiles(Path.Combine(SampleFolder.Find(), "drops", "e-approval"), "*.csv")
            .Select(f => File.ReadAllLines(f, Encoding.GetEncoding(932)));
        Assert.Contains(lines, all => all.Length >= line && cells.All(c => all[line - 1].Contains(c, StringComparison.Ordinal)));

        async Task TabToAsync(string selector)
        {
            for (var presses = 0; presses < 400; presses++)
            {
                await page.Keyboard.PressAsync("Tab");
                if (await page.EvaluateAsync<bool>("selector => document.activeElement.matches(selector)", selector))
                {
                    return;
                }
            }

            Assert.Fail($"{selector} cannot be reached by Tab at {page.Url}.");
        }
    }

    [BrowserTheory]
    [InlineData(1280, 1)]
    [InlineData(360, 1)]
    [InlineData(1280, 2)]
    [Trait(TestCategory.Name, TestCategory.Long)]
    public async Task Charts_have_the_points_of_the_tables_behind_them_and_nothing_bars_the_way(int width, float zoom)
    {
        var page = await (await Chromium.NewContextAsync(sample.App.Client.BaseAddress!, true, (int)(width / zoom), 900, zoom))
            .NewPageAsync();
        await page.GotoAsync("/submit/signin?to=%2F%3FfiscalYear%3D2021%26lang%3Dja");
        await page.FillAsync("#credential", RunningApp.Bootstrap);
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("令和3年度(2021年度)の指標");
        await Assertions.Expect(page.Locator("#completeness")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("#waiting")).ToBeVisibleAsync();

        // The charts are drawn by a script, after the page is there. The last point of the course is what the table of headlines says.
        await page.WaitForFunctionAsync("() => document.querySelector('#trend-overtime_change').chart");
        var points = await page.EvaluateAsync<double?[]>(
            "() => document.querySelector('#trend-overtime_change').chart.data.datasets[0].data");
        var printed = await page.Locator("tr",
            new() { Has = page.Locator("a[href^='/indicators/overtime_change?'], a[href='/indicators/overtime_change']") })
                .Locator("td a").First.TextContentAsync();
        Assert.Equal("−17.8", printed);
        Assert.Equal(-17.8, Math.Round(points.Last(p => p is not null)!.Value, 1));
        Assert.Equal(10, points.Count(p => p is not null));

        await PageInspector.InspectAsync(page, string.Create(CultureInfo.InvariantCulture, $"figures-{zoom}"));
    }

    [GeneratedRegex("href=\"(/tables/[^\"]+)\"")]
    private static partial Regex TableLink();
}
