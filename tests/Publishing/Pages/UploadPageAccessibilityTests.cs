using System.Text;
using Microsoft.Playwright;
using SmartToyonaka.Tests.Intake.Drops;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Publishing.Pages;

/// <summary>Every state of the page for files, without JavaScript's help: nothing that axe-core finds, nothing too wide.</summary>
[Trait(TestCategory.Name, TestCategory.Long)]
public sealed class UploadPageAccessibilityTests(PageApp app) : IClassFixture<PageApp>
{
    [BrowserTheory]
    [InlineData(1280, "ja")]
    [InlineData(390, "ja")]
    [InlineData(390, "en")]
    [Trait(TestCategory.Name, TestCategory.Long)]
    public async Task Every_state_is_without_barriers(int width, string language)
    {
        var page = await app.OpenAsync(width: width);
        await page.GotoAsync("/upload");
        await LookAsync("1-sign-in");
        await page.FillAsync("#credential", RunningApp.Bootstrap);
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("#kind")).ToBeVisibleAsync();
        await page.GotoAsync($"/upload?lang={language}");
        await LookAsync("2-form");

        await ChooseAsync("staff", "人数.csv", TestDrop.Text(TestDrop.StaffHeader, $"2021-0{width % 7 + 1},0101,経営計画課,一般,通常,12",
            $"2021-0{width % 7 + 1},0211,財政課,一般,通常,12.5"));
        await LookAsync("3-result");
        await page.ClickAndLoadAsync("form[action^='/upload/confirm'] button");
        await LookAsync("4-receipt");
        await ChooseAsync("staff", "空.csv", "");
        await Assertions.Expect(page.Locator("#file-error")).ToBeVisibleAsync();
        await LookAsync("5-no-file");
        await ChooseAsync("submission", "figures.csv", "項目,件数,所属,年月\n押印廃止,たくさん,0213,2021-06\n");
        await LookAsync("6-errors");

        Task ChooseAsync(string kind, string name, string content) => ChooseOnAsync(page, kind, name, content);

        Task LookAsync(string state) => PageInspector.InspectAsync(page, $"upload-{state}-{language}");
    }

    private static async Task ChooseOnAsync(IPage page, string kind, string name, string content)
    {
        await page.SelectOptionAsync("#kind", kind);
        await page.SetInputFilesAsync("#file",
            new FilePayload { Name = name, MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes(content) });
        await page.ClickAndLoadAsync("form[enctype] button");
    }
}
