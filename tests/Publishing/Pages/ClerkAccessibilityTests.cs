using Microsoft.Playwright;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Publishing.Pages;

/// <summary>
/// The clerk's pages in every state, on a phone and in a window, in both languages: what <see cref="PageInspector"/> looks for.
/// </summary>
public sealed class ClerkAccessibilityTests(ClerkApp app) : IClassFixture<ClerkApp>
{
    [BrowserTheory]
    [InlineData("0213", 390)]
    [InlineData("0214", 1280)]
    [Trait(TestCategory.Name, TestCategory.Long)]
    public async Task Every_state_is_without_barriers(string department, int width)
    {
        await app.App.AcceptedAsync(
            $$"""{ "department": "{{department}}", "month": "2020-09", "figures": [ { "measure": "online_procedures", "online": 121, "eligible": 930 } ] }""");
        var page = await app.OpenAsync(width: width, scale: width < 500 ? 2 : 1);
        await page.GotoAsync("/submit");
        await page.FillAsync("#credential", app.CredentialOf(department));
        await page.ClickAndLoadAsync("form.signin button");
        await LookAsync("1-tasks");
        await page.GotoAsync("/submit?lang=en");
        await LookAsync("2-tasks-en");
        await page.GotoAsync("/");
        await LookAsync("3-root");

        await page.GotoAsync("/submit?month=2021-09");
        await page.EnterAsync("472", "938");
        await page.Field("initiatives.2.category").SelectOptionAsync("rpa_ai_ocr");
        await page.Field("initiatives.2.name").FillAsync("相続人代表者の設定");
        await page.Field("initiatives.2.status").SelectOptionAsync("decided");
        await page.Locator("tr", new() { HasText = "広報紙" }).GetByRole(AriaRole.Button).ClickAndLoadAsync();
        await LookAsync("4-form-with-an-open-initiative");
        await page.GotoAsync("/submit?month=2021-09");
        await LookAsync("5-form-with-a-draft");
        await page.CheckAnswersAsync();
        await LookAsync("6-answers");
        app.Wait(TimeSpan.FromHours(11));
        await page.HandInAsync();
        await LookAsync("7-session-ended");
        await page.FillAsync("#credential", app.CredentialOf(department));
        await page.ClickAndLoadAsync("form.signin button");
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("受付票");
        await page.Locator("#moves:not([data-pending])").WaitForAsync();
        await LookAsync("8-receipt");
        await page.GotoAsync(new Uri(page.Url).AbsolutePath + "?lang=en");
        await LookAsync("9-receipt-en");
        await page.GotoAsync("/submit/history");
        await LookAsync("10-history");
        await page.GotoAsync("/submit/history?lang=en&fiscalYear=2021");
        await LookAsync("11-history-en");
        await page.GotoAsync("/submit/history?fiscalYear=2022");
        await LookAsync("12-history-empty");
        await page.GotoAsync("/confirm");
        await LookAsync("13-confirm");
        await page.GotoAsync("/confirm?lang=en");
        await LookAsync("16-confirm-en");
        await page.GotoAsync("/submit/help");
        await LookAsync("17-help");
        await page.GotoAsync("/submit/help?lang=en");
        await LookAsync("18-help-en");
        await page.GotoAsync("/submit?month=2021-09&lang=en");
        await page.EnterAsync("many", "938");
        await page.Locator("main button.main").ClickAndLoadAsync();
        await LookAsync("19-form-with-errors-en");
        await page.GotoAsync("/submit/nonsense");
        await LookAsync("20-not-found");
        await page.GotoAsync("/submit");
        await page.ClickAndLoadAsync("text=サインアウト");
        await LookAsync("14-signed-out");
        await page.GotoAsync("/submit");
        await page.FillAsync("#credential", RunningApp.Bootstrap);
        await page.ClickAndLoadAsync("form.signin button");
        await LookAsync("15-administrator");

        Task LookAsync(string state) => PageInspector.InspectAsync(page, $"clerk-{state}");
    }
}
