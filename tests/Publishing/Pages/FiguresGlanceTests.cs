using System.Net;
using System.Text.RegularExpressions;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Microsoft.Playwright;
using SmartToyonaka.Tests.Publishing.Reporting;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Publishing.Pages;

/// <summary>The figures' page at a glance with the whole sample: the count of targets, a card for each indicator, files, print.</summary>
[Collection(SampleApp.Collection)]
public sealed partial class FiguresGlanceTests(SampleApp sample)
{
    [Theory]
    [InlineData("ja", "11指標のうち6つ達成", "未達成(5)", "最終更新", "値の時点: 令和3年4月〜令和4年3月")]
    [InlineData("en", "6 of 11 targets met", "Not yet met(5)", "Last update", "Values as of: 2021-04 to 2022-03")]
    public async Task The_year_is_summed_up_in_a_few_lines(string lang, params string[] said)
    {
        var text = Plain((await sample.PageAsync($"/?fiscalYear=2021&lang={lang}", sample.App.NewClient(null))).Html);

        Assert.All(said, s => Assert.Contains(s, text, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("online_application_rate", "50.3 % 予定", "目標 100 %以上 × 未達成", "前年度(令和2年度)の同じ月(20.0)より 30.3 ポイント高い",
        "基準年度(令和元年度)の同じ月(3.0)より 47.3 ポイント高い", "予定の値")]
    [InlineData("overtime_change", "−17.8 %", "目標 −5 %以下(低いほどよい) ○ 達成", "(−20.4)より 2.6 ポイント高い", "38/38課")]
    [InlineData("overtime_per_person", "7.3 時間/月", "目標なし", "(8.8)より 1.5 時間/月少ない")]
    [InlineData("regional_collaborations", "2 事業", "目標 3 事業以上 × 未達成", "(2)と同じ", "報告はそろっています")]
    [InlineData("rpa_ai_ocr_tasks", "54 業務", "目標 35 業務以上 ○ 達成", "(25)より 29 業務多い")]
    [InlineData("seal_abolitions", "2,455 件", "比べる年の値はありません")]
    public async Task A_card_says_value_target_and_the_years_before_in_words(string indicator, params string[] said)
    {
        var html = (await sample.PageAsync("/?fiscalYear=2021&lang=ja", sample.App.NewClient(null))).Html;
        var card = Plain(Regex.Match(html, $"<li class=\"card\" id=\"card-{indicator}\">(.*?)</li>", RegexOptions.Singleline).Value);

        Assert.All(said, s => Assert.Contains(s, card, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("citizen_services", "オンライン申請実施率,50.3,%,予定,100,以上,× 未達成,令和4年3月(2022-03),20,3,10,10,")]
    [InlineData("citizen_services", "キャッシュレス決済実施率,100,%,実績,100,以上,○ 達成,令和4年3月(2022-03),20,,5,5,")]
    [InlineData("efficiency", "押印廃止,2455,件,実績,,,,")]
    [InlineData("efficiency", "時間外勤務 一人平均 増減率(R1年度同期間比),-17.8,%,実績,-5,以下,○ 達成,")]
    public async Task A_file_of_the_values_has_a_column_for_each_thing(string group, string line) =>
        Assert.Contains("\n" + line, (await sample.App.Client.GetStringAsync(
            $"/?fiscalYear=2021&lang=ja&table=headlines-{group}&format=csv")).ReplaceLineEndings("\n"), StringComparison.Ordinal);

    [Theory]
    [InlineData("citizen_services", 50.3, "予定", 100.0, 3.0)]
    [InlineData("efficiency", -17.8, "実績", -5.0, null)]
    [InlineData("service_review", 40.0, "実績", 30.0, null)]
    public async Task A_workbook_of_the_values_holds_numbers_as_numbers(string group, double value, string mark,
        double? target, double? ofBase)
    {
        var html = (await sample.PageAsync("/?fiscalYear=2021&lang=ja", sample.App.NewClient(null))).Html;
        var file = await sample.App.Client.GetByteArrayAsync($"/?fiscalYear=2021&lang=ja&table=headlines-{group}&format=xlsx");
        using var workbook = SpreadsheetDocument.Open(new MemoryStream(file), false);
        var rows = workbook.WorkbookPart!.WorksheetParts.Single().Worksheet!.Descendants<Row>()
            .Select(r => r.Elements<Cell>().ToList()).ToList();
        var heads = rows[0].Select((c, at) => (c.InnerText, at)).ToDictionary(c => c.InnerText, c => c.at);

        Assert.Contains("予定", html, StringComparison.Ordinal);
        foreach (var head in (string[])["値", "目標", "令和元年度の同じ月", "報告した課", "報告する課"])
        {
            Assert.All(rows.Skip(1).Where(r => r[heads[head]].InnerText.Length > 0),
                r => Assert.True(IsNumber(r[heads[head]]), $"{head}: {r[heads[head]].InnerText}"));
        }

        var row = rows.Skip(1).Single(r => IsNumber(r[heads["値"]]) && Number(r, heads["値"]) == value);
        Assert.Equal(mark, row[heads["実績・予定"]].InnerText);
        Assert.Equal(target, Number(row, heads["目標"]));
        Assert.True(ofBase is null || Number(row, heads["令和元年度の同じ月"]) == ofBase);

        static bool IsNumber(Cell cell) => cell.DataType is null || cell.DataType.Value == CellValues.Number;

        static double? Number(List<Cell> row, int column) => row[column] is { InnerText.Length: > 0 } cell
            ? double.Parse(cell.InnerText, System.Globalization.CultureInfo.InvariantCulture) : null;
    }

    [BrowserTheory]
    [InlineData("/?fiscalYear=2021&lang=ja")]
    [InlineData("/?fiscalYear=2020&lang=en")]
    public async Task The_page_is_light_and_painted_within_a_second(string address)
    {
        var paints = new List<double>();
        var weight = 0.0;
        for (var visit = 0; visit < 4; visit++)
        {
            var page = await (await Chromium.NewContextAsync(sample.App.Client.BaseAddress!)).NewPageAsync();
            await page.GotoAsync(address);
            await page.WaitForFunctionAsync("() => performance.getEntriesByName('first-contentful-paint').length === 1");
            paints.Add(await page.EvaluateAsync<double>("() => performance.getEntriesByName('first-contentful-paint')[0].startTime"));
            weight = await page.EvaluateAsync<double>("() => [...performance.getEntriesByType('navigation'), "
                + "...performance.getEntriesByType('resource')].reduce((sum, e) => sum + e.transferSize, 0)");
            await page.Context.CloseAsync();
        }

        // The best of a few visits: a busy machine is slow, not the page.
        Assert.InRange(paints.Min(), 0, 1000);
        Assert.InRange(weight, 20_000, 350_000);
    }

    [BrowserTheory]
    [InlineData("overtime_per_person", 16)]
    [InlineData("e_approval_rate", 10)]
    public async Task Bureaux_are_shown_to_whoever_may_see_them_with_bars_from_zero(string indicator, int least)
    {
        var page = await (await Chromium.NewContextAsync(sample.App.Client.BaseAddress!, javaScript: false)).NewPageAsync();
        await page.GotoAsync("/?fiscalYear=2021&lang=ja");
        Assert.Equal(0, await page.Locator(".bureau").CountAsync());
        await page.GotoAsync("/submit/signin?to=" + Uri.EscapeDataString("/?fiscalYear=2021&lang=ja"));
        await page.FillAsync("#credential", RunningApp.Bootstrap);
        await page.ClickAndLoadAsync("form.signin button");

        var table = page.Locator($"#table-bureaux-{indicator}");
        Assert.InRange(await table.Locator("tbody tr").CountAsync(), least, 40);
        var rows = await table.EvaluateAsync<string[][]>("t => [...t.tBodies[0].rows].filter(r => r.querySelector('rect'))"
            + ".map(r => [r.cells[1].textContent, r.querySelector('rect').getAttribute('width'), r.querySelector('rect').getAttribute('x')])");
        Assert.NotEmpty(rows);
        var most = rows.Max(r => double.Parse(r[0], System.Globalization.CultureInfo.InvariantCulture));
        Assert.All(rows, r =>
        {
            Assert.Equal("0", r[2]);
            Assert.InRange(double.Parse(r[1], System.Globalization.CultureInfo.InvariantCulture)
                - 200 * double.Parse(r[0], System.Globalization.CultureInfo.InvariantCulture) / most, -2, 2);
        });
    }

    [BrowserFact]
    public async Task Without_JavaScript_the_months_are_printed_as_tables()
    {
        var page = await (await Chromium.NewContextAsync(sample.App.Client.BaseAddress!, javaScript: false, width: 703)).NewPageAsync();
        await page.GotoAsync("/?fiscalYear=2021&lang=ja");
        Assert.False(await page.Locator(".trend table").First.IsVisibleAsync());
        await page.EmulateMediaAsync(new() { Media = Media.Print });

        Assert.All(await page.EvaluateAsync<double[]>("() => [...document.querySelectorAll('.trend table')]"
            + ".map(t => t.getBoundingClientRect()).map(b => b.height * (b.right < 704 ? 1 : -1))"), height => Assert.InRange(height, 40, 1000));
    }

    [BrowserTheory]
    [InlineData(390, "ja")]
    [InlineData(320, "en")]
    [InlineData(1280, "en")]
    [Trait(TestCategory.Name, TestCategory.Long)]
    public async Task Without_JavaScript_every_card_is_in_the_window_and_without_barriers(int width, string lang)
    {
        var page = await (await Chromium.NewContextAsync(sample.App.Client.BaseAddress!, javaScript: false, width: width)).NewPageAsync();
        await page.GotoAsync($"/?fiscalYear=2021&lang={lang}");

        Assert.Equal(22, await page.Locator(".card").CountAsync());
        Assert.True(await page.TooWideAsync() <= 0);
        Assert.All(await page.EvaluateAsync<double[]>("() => [...document.querySelectorAll('.card *')].filter(e => !e.matches('.hidden'))"
            + ".map(e => e.getBoundingClientRect().right)"), right => Assert.InRange(right, 0, width));
        if (width == 1280)
        {
            Assert.InRange(await page.EvaluateAsync<double>(
                "() => document.querySelector('.cards').getBoundingClientRect().bottom + scrollY"), 1, 3 * 900);
        }

        // axe-core needs timers, which a page without JavaScript does not have.
        await PageInspector.InspectAsync(await OpenAsync(width, lang), $"glance-{lang}");
    }

    [BrowserFact]
    public async Task Charts_begin_at_zero_and_say_what_the_table_says()
    {
        var page = await OpenAsync(1280);
        var axes = await page.EvaluateAsync<double[][]>(
            "() => [...document.querySelectorAll('figure.trend')].map(f => [f.chart.scales.y.min, f.chart.scales.y.max])");
        Assert.All(axes, a => Assert.True(a[0] <= 0 && a[1] >= 0));
        Assert.Equal(100, await page.EvaluateAsync<double>("() => document.querySelector('#trend-cashless_payment_rate').chart.scales.y.max"));
        Assert.Equal("実績: 2,455 件", await page.EvaluateAsync<string>("""
            () => {
              const chart = document.querySelector('#trend-seal_abolitions').chart, data = chart.data.datasets[0].data;
              const at = data.findLastIndex(v => v !== null);
              return chart.options.plugins.tooltip.callbacks.label({ dataset: chart.data.datasets[0], dataIndex: at });
            }
            """));
    }

    [BrowserFact]
    public async Task On_A4_cards_and_charts_are_whole_and_beside_one_another()
    {
        // What is left of an A4 page within its margins, in CSS pixels: 186 × 269 mm.
        var page = await OpenAsync(703);
        await page.EmulateMediaAsync(new() { Media = Media.Print });
        await page.EvaluateAsync("() => dispatchEvent(new Event('beforeprint'))");
        var boxes = await page.EvaluateAsync<double[][]>("() => [...document.querySelectorAll('.card, figure.trend')]"
            + ".map(e => e.getBoundingClientRect()).map(b => [b.left, b.top, b.right, b.bottom])");

        Assert.InRange(boxes.Length, 30, 60);
        Assert.All(boxes, b => Assert.True(b[0] >= 0 && b[2] <= 704 && b[3] - b[1] < 500, string.Join(' ', b)));
        Assert.All(boxes.SelectMany((a, i) => boxes.Skip(i + 1).Select(b => (a, b))), p => Assert.True(
            p.a[2] <= p.b[0] + 1 || p.b[2] <= p.a[0] + 1 || p.a[3] <= p.b[1] + 1 || p.b[3] <= p.a[1] + 1));
        Assert.All(await page.EvaluateAsync<double[]>("() => [...document.querySelectorAll('.trend canvas')].map(c => "
            + "c.getBoundingClientRect().right - c.closest('figure').getBoundingClientRect().right)"), over => Assert.InRange(over, -703, 1));
        Assert.All(await page.EvaluateAsync<string[]>("() => [...document.querySelectorAll('.card, figure.trend')]"
            + ".map(e => getComputedStyle(e).breakInside)"), b => Assert.Equal("avoid", b));
        Assert.False(await page.Locator("details.values").First.IsVisibleAsync());
    }

    private async Task<IPage> OpenAsync(int width, string lang = "ja")
    {
        var page = await (await Chromium.NewContextAsync(sample.App.Client.BaseAddress!, true, width)).NewPageAsync();
        await page.GotoAsync($"/?fiscalYear=2021&lang={lang}");
        await page.WaitForFunctionAsync("() => [...document.querySelectorAll('figure.trend')].every(f => f.chart)");
        return page;
    }

    private static string Plain(string html) => Space().Replace(WebUtility.HtmlDecode(Tag().Replace(html, "")), " ");

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tag();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();
}
