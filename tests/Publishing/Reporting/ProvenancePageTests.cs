using System.Net;
using Microsoft.Extensions.DependencyInjection;
using SmartToyonaka.Intake.Reference;
using SmartToyonaka.Tests.Publishing.Pages;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Publishing.Reporting;

/// <summary>The pages that explain indicators and their values, on the sample.</summary>
[Collection(SampleApp.Collection)]
public sealed class ProvenancePageTests(SampleApp sample)
{
    private RunningApp App => sample.App;

    [Fact]
    public async Task What_cannot_be_computed_says_why_on_its_page_in_both_languages()
    {
        var (code, page) = await sample.PageAsync("indicators/overtime_change/2022-03");
        Assert.Equal(HttpStatusCode.OK, code);
        Assert.Contains("この値は計算できません。 令和4年2月分の時間外勤務または在籍職員数がそろっていません", page, StringComparison.Ordinal);
        Assert.Contains("Overtime or staff of 2022-02 is not complete",
            (await sample.PageAsync("indicators/overtime_change/2022-03?lang=en")).Html, StringComparison.Ordinal);
        var value = await sample.JsonAsync("api/indicators/overtime_change/2022-03/provenance");
        Assert.Null(value["value"]);
        Assert.Equal("month_not_closed", (string)value["reasonCode"]!);
    }

    [Theory]
    [InlineData("nothing", HttpStatusCode.NotFound, "no-such-indicator", "時間外勤務 一人平均")]
    [InlineData("nothing/2021-06", HttpStatusCode.NotFound, "no-such-indicator", "時間外勤務 一人平均")]
    [InlineData("ppp_projects/1999-06", HttpStatusCode.NotFound, "no-such-value", "令和3年度")]
    [InlineData("ppp_projects/2199-06", HttpStatusCode.NotFound, "no-such-month", "令和3年度")]
    [InlineData("ppp_projects/<b>", HttpStatusCode.NotFound, "no-such-month", "令和3年度")]
    [InlineData("ppp_projects/2021-06?basis=week", HttpStatusCode.BadRequest, "basis", "programme")]
    [InlineData("ppp_projects/2021-06?status=wish", HttpStatusCode.BadRequest, "status", "planned")]
    [InlineData("ppp_projects/2021-06?asOf=soon", HttpStatusCode.BadRequest, "as-of", "asOf=2022-02-01")]
    public async Task What_there_is_not_gets_a_page_that_says_what_there_is(string path, HttpStatusCode status, string problem,
        string there)
    {
        var (code, page) = await sample.PageAsync("indicators/" + path);
        Assert.Equal(status, code);
        Assert.Contains(there, page, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>", page, StringComparison.Ordinal);

        var at = path.IndexOf('?', StringComparison.Ordinal);
        using var json = await App.Client.GetAsync("api/indicators/" + (!path.Contains('/', StringComparison.Ordinal) ? path : at < 0
            ? path + "/provenance" : path[..at] + "/provenance" + path[at..]));
        Assert.Equal(problem, await json.ProblemAsync(status));
    }

    [Fact]
    public async Task A_browser_at_the_address_for_programs_is_sent_to_the_page()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "api/indicators/overtime_change/2022-01/provenance?basis=month");
        request.Headers.Add("Accept", "text/html,application/xhtml+xml;q=0.9");
        using var answer = await App.Client.SendAsync(request);
        Assert.Equal((HttpStatusCode.Redirect, "/indicators/overtime_change/2022-01?basis=month"),
            (answer.StatusCode, answer.Headers.Location?.ToString()));
        using var wrong = App.NewClient("sty_0123456789abcdef_wrong");
        using var refused = await wrong.GetAsync("api/indicators/overtime_change/2022-01/provenance");
        Assert.Equal("unauthenticated", await refused.ProblemAsync(HttpStatusCode.Unauthorized));
    }

    [Theory]
    [InlineData("api/indicators/overtime_change", "indicators/overtime_change")]
    [InlineData("api/indicators/overtime_change/2022-01/provenance", "indicators/overtime_change/2022-01")]
    [InlineData("api/indicators/overtime_change/2022-01/provenance/0213", "indicators/overtime_change/2022-01/departments/0213")]
    public async Task A_page_gives_the_same_as_JSON(string api, string page) =>
        Assert.Equal((await sample.JsonAsync(api)).ToJsonString(), (await sample.JsonAsync(page + "?format=json")).ToJsonString());

    [Fact]
    public async Task A_sheet_says_what_an_indicator_means_in_both_languages()
    {
        var sheet = await sample.JsonAsync("api/indicators/e_approval_rate");
        Assert.Equal("電子決裁率(全部局平均)", (string)sheet["name"]!["ja"]!);
        Assert.Equal(["e_approval_documents"], sheet["sources"]!.AsArray().Select(s => (string)s!["measure"]!));
        Assert.Equal(2, sheet["exclusions"]!.AsArray().Count);
        var overtime = await sample.JsonAsync("api/indicators/overtime_change");
        Assert.Equal(["overtime", "staff"], overtime["sources"]!.AsArray().Select(s => (string)s!["measure"]!));
        Assert.Equal(("atmost", -5), ((string)overtime["target"]!["kind"]!, (double)overtime["target"]!["value"]!));

        foreach (var indicator in (await App.Services.GetRequiredService<ReferenceData>().GetAsync(default)).Catalogue.Indicators)
        {
            Assert.Contains($"<h1>{WebUtility.HtmlEncode(indicator.NameJa).Replace("&#183;", "・", StringComparison.Ordinal)}</h1>",
                (await sample.PageAsync("indicators/" + indicator.Id)).Html, StringComparison.Ordinal);
            Assert.Contains($"<h1>{indicator.NameEn}</h1>", (await sample.PageAsync($"indicators/{indicator.Id}?lang=en")).Html,
                StringComparison.Ordinal);
        }
    }

    /// <summary>CSS pixels. 320 is a window of 1280 at 400 %.</summary>
    [BrowserTheory]
    [InlineData(1280, "ja")]
    [InlineData(320, "en")]
    [Trait(TestCategory.Name, TestCategory.Long)]
    public async Task The_pages_are_without_barriers(int width, string lang)
    {
        var page = await (await Chromium.NewContextAsync(App.Client.BaseAddress!, width: width)).NewPageAsync();
        await LookAsync("indicators", "1-list");
        await LookAsync("indicators/nothing", "2-unknown");
        await LookAsync("indicators/overtime_change", "3-sheet");
        await LookAsync("indicators/ppp_projects/2021-03", "4-open");
        await page.ClickAndLoadAsync("main a[href^='/submit/signin']");
        await page.FillAsync("#credential", RunningApp.Bootstrap);
        await page.ClickAndLoadAsync("main button");
        Assert.EndsWith($"/indicators/ppp_projects/2021-03?lang={lang}", page.Url, StringComparison.Ordinal);
        await LookAsync("indicators/ppp_projects/2021-03", "5-count");
        await LookAsync("indicators/online_application_rate/2021-03", "6-ratio");
        await LookAsync("indicators/e_approval_rate/2022-01", "7-mean");
        await LookAsync("indicators/overtime_change/2022-03", "8-not-computable");
        await LookAsync("indicators/overtime_change/2022-01", "9-change");
        await page.ClickAndLoadAsync("main a[href*='/departments/0213']");
        await LookHereAsync("10-department");
        await page.Locator("main a[href^='/entries/overtime/']").First.ClickAndLoadAsync();
        await LookHereAsync("11-lines");
        await page.GotoAsync($"indicators/ppp_projects/2021-03?lang={lang}");
        await page.Locator("main a[href^='/entries/']").First.ClickAndLoadAsync();
        await LookHereAsync("12-fields");

        async Task LookAsync(string address, string state)
        {
            await page.GotoAsync($"{address}?lang={lang}");
            await LookHereAsync(state);
        }

        Task LookHereAsync(string state) => PageInspector.InspectAsync(page, $"provenance-{lang}-{state}");
    }
}
