using System.Globalization;
using System.Net.Http.Json;
using Microsoft.Playwright;
using SmartToyonaka.Tests.Publishing.Pages;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.EndToEnd;

/// <summary>
/// People who submit by the page: each department has its own window, signs in once, and proceeds from month to month. One in three has
/// scripts, which call the server at every change; for the others the server adds rows.
/// </summary>
internal static class PageClerks
{
    // As many people at once as do not hinder each other on a small machine.
    private const int AtOnce = 3;

    public static Task SubmitAsync(RunningApp app, IReadOnlyList<SampleSubmission> year) => Parallel.ForEachAsync(
        year.GroupBy(s => s.Department).Index(), new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (one, cancel) =>
        {
            var (number, department) = one;
            using var issued = await app.Client.PostAsJsonAsync("api/credentials",
                new { role = "department", department = department.Key }, cancel);
            var credential = (await issued.JsonAsync())["token"]!.GetValue<string>();
            await using var window = await Chromium.NewContextAsync(app.Client.BaseAddress!, javaScript: number % 3 == 0);
            var page = await window.NewPageAsync();
            await page.GotoAsync("/submit");
            await page.FillAsync("#credential", credential);
            await page.Keyboard.PressAsync("Enter");
            await Assertions.Expect(page.Locator("#others")).ToBeVisibleAsync();
            foreach (var submission in department)
            {
                await SubmitAsync(page, submission);
            }
        });

    private static async Task SubmitAsync(IPage page, SampleSubmission submission)
    {
        await page.GotoAsync($"/submit?month={submission.Month}&status={submission.Status}");
        foreach (var (part, value) in submission.Figures.SelectMany(f => f.Parts.Select(p => (f.Measure + "." + p.Part, p.Value))))
        {
            var field = page.Field(part);
            if (!await field.IsVisibleAsync())
            {
                await page.ClickAndLoadAsync("details summary");
            }

            await field.FillAsync(value.ToString(CultureInfo.InvariantCulture));
        }

        for (var i = 0; i < submission.Initiatives.Count; i++)
        {
            if (i > 0)
            {
                await page.ClickAndLoadAsync("#add-row");
            }

            await EnterAsync(page.Locator("fieldset.initiative").Nth(i), submission.Initiatives[i]);
        }

        await page.SubmitAsync();
        Assert.True(await page.HeadingAsync() == "受付票", $"{submission.Name}: {await page.Locator("main").InnerTextAsync()}");
        Assert.Contains($"新規 {submission.Figures.Count + submission.Initiatives.Count}件、訂正 0件", await page.Locator("main")
            .InnerTextAsync(), StringComparison.Ordinal);
    }

    private static async Task EnterAsync(ILocator row, SampleInitiative initiative)
    {
        await row.GetByLabel("区分").SelectOptionAsync(initiative.Category);
        await row.GetByLabel("名称").FillAsync(initiative.Name);
        await row.GetByLabel("段階").SelectOptionAsync(initiative.Status);
        await row.GetByLabel("連携先").FillAsync(string.Join('、', initiative.Partners));
        await row.GetByLabel("目標に数える").SelectOptionAsync(initiative.Counts ? "true" : "false");
        await row.GetByLabel("備考").FillAsync(initiative.Note);
    }
}
