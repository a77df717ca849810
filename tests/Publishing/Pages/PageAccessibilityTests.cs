using System.Net.Http.Json;
using Microsoft.Playwright;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Publishing.Pages;

/// <summary>
/// Every state of the page, in a window, magnified and on a phone: nothing that axe-core finds, and nothing to be scrolled for sideways.
/// </summary>
public sealed class PageAccessibilityTests(PageApp app) : IClassFixture<PageApp>
{
    /// <summary>CSS pixels. 640 is a window of 1280 at 200 %; 320 is one at 400 %, and a small phone.</summary>
    [BrowserTheory]
    [InlineData("0213", 1280, 1)]
    [InlineData("0214", 640, 2)]
    [InlineData("0401", 390, 2)]
    [InlineData("0602", 320, 2)]
    [Trait(TestCategory.Name, TestCategory.Long)]
    public async Task Every_state_is_without_barriers(string department, int width, float scale)
    {
        var page = await app.OpenAsync(width: width, scale: scale);
        await page.GotoAsync("/submit");
        await LookAsync("1-sign-in");
        await page.FillAsync("#credential", "sty_0123456789abcdef_wrong");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page).ToHaveTitleAsync(new System.Text.RegularExpressions.Regex("^エラー"));
        await LookAsync("2-sign-in-refused");

        page = await app.OpenFormAsync(department, width: width, scale: scale);
        await LookAsync("3-form");
        await page.EnterAsync("たくさん", "");
        await page.Field("initiatives.2.name").FillAsync("窓口の予約");
        await page.CheckAnswersAsync();
        await Assertions.Expect(page.Locator("#summary")).ToBeFocusedAsync();
        await LookAsync("4-errors");
        await page.Field("initiatives.2.name").FillAsync("");
        await page.EnterAsync("472", "938");
        await page.CheckAnswersAsync();
        await Assertions.Expect(page.Locator("#summary")).ToBeFocusedAsync();
        await LookAsync("5-confirm");
        await page.HandInAsync();
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("受付票");
        await LookAsync("6-receipt");
        await page.GotoAsync("/submit?month=2021-08");
        await page.ClickAndLoadAsync("details summary");
        await LookAsync("7-nothing-owed");
        await page.GotoAsync("/submit?month=2015-03");
        await LookAsync("8-not-in-that-month");

        Task LookAsync(string state) => PageInspector.InspectAsync(page, $"form-{state}");
    }

    [BrowserFact]
    public async Task A_barrier_is_found_where_there_is_one()
    {
        var page = await app.OpenAsync();
        await page.GotoAsync("/submit");
        await page.EvaluateAsync("() => document.querySelector('label').remove()");
        var failure = await Assert.ThrowsAnyAsync<Xunit.Sdk.XunitException>(() => Axe.AssertFindsNothingAsync(page, "without a label"));
        Assert.Contains("label", failure.Message, StringComparison.Ordinal);
    }

    [BrowserFact]
    [Trait(TestCategory.Name, TestCategory.Long)]
    public async Task A_closed_month_and_the_administrators_choice_are_without_barriers()
    {
        using var closed = await app.App.Client.PostAsJsonAsync("api/closings",
            new { month = "2021-03", action = "close", reason = "報告書" });
        Assert.True(closed.IsSuccessStatusCode);
        var page = await app.OpenFormAsync("1501", "2021-03");
        Assert.Contains("締め切られました", await page.Locator(".notice").InnerTextAsync(), StringComparison.Ordinal);
        Assert.Contains("180", await page.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
        Assert.Equal(0, await page.Locator("#figures").CountAsync());
        await PageInspector.InspectAsync(page, "closed");

        page = await app.OpenFormAsync("admin");
        await PageInspector.InspectAsync(page, "administrator without a department");
        await page.FillAsync("#department", "0801");
        await page.ClickAndLoadAsync("text=表示する");
        Assert.Equal("0801", await page.InputValueAsync("#department"));
        await PageInspector.InspectAsync(page, "administrator");
    }
}
