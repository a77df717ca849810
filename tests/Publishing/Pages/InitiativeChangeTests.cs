using Microsoft.Playwright;

namespace SmartToyonaka.Tests.Publishing.Pages;

/// <summary>Known initiatives are changed in every field, and new ones that look like known ones are pointed out.</summary>
public sealed class InitiativeChangeTests(ClerkApp app) : IClassFixture<ClerkApp>
{
    [BrowserTheory]
    [InlineData("0213", true)]
    [InlineData("0214", false)]
    public async Task Every_field_but_the_name_changes_the_same_initiative(string department, bool javaScript)
    {
        var page = await OpenAsync(department, javaScript);
        Assert.Equal("A社", await page.Field("initiatives.1.partners").InputValueAsync());
        Assert.Equal("coordinating", await page.Field("initiatives.1.status").InputValueAsync());
        await page.Field("initiatives.1.partners").FillAsync("A社、B大学");
        await page.Field("initiatives.1.countsTowardTarget").SelectOptionAsync("false");
        await page.Field("initiatives.1.note").FillAsync("本格実施");
        await page.CheckAnswersAsync();
        Assert.Contains("連携先 A社、B大学、目標に数えない、備考 本格実施", await page.Locator(".answers").InnerTextAsync(), StringComparison.Ordinal);
        await page.HandInAsync();

        var holds = Assert.Single((await app.HistoryAsync(department))["holds"]!.AsArray())!;
        Assert.Equal("相続人代表者設定", holds["name"]!.GetValue<string>());
        var now = holds["actual"]!["initiative"]!;
        Assert.Equal(("coordinating", false, "本格実施", 2), (now["status"]!.GetValue<string>(), now["countsTowardTarget"]!.GetValue<bool>(),
            now["note"]!.GetValue<string>(), now["partners"]!.AsArray().Count));
    }

    [BrowserTheory]
    [InlineData("0401", "rpa_ai_ocr", "相続人の設定")]
    [InlineData("0602", "ai", "相続人代表者設定")]
    public async Task Another_name_or_category_withdraws_the_old_one(string department, string category, string name)
    {
        var page = await OpenAsync(department, javaScript: false);
        await page.Field("initiatives.1.category").SelectOptionAsync(category);
        await page.Field("initiatives.1.name").FillAsync(name);
        await page.SubmitAsync();

        Assert.Equal("受付票", await page.HeadingAsync());
        var holds = (await app.HistoryAsync(department))["holds"]!.AsArray()
            .ToDictionary(h => (h!["measure"]!.GetValue<string>(), h["name"]!.GetValue<string>()), h => h!["actual"]!["initiative"]!);
        Assert.Equal("withdrawn", holds[("initiatives.rpa_ai_ocr", "相続人代表者設定")]["status"]!.GetValue<string>());
        Assert.Equal("coordinating", holds[("initiatives." + category, name)]["status"]!.GetValue<string>());
        Assert.Equal("試行", holds[("initiatives." + category, name)]["note"]!.GetValue<string>());
    }

    [BrowserFact]
    public async Task Opened_and_left_as_it_is_nothing_is_handed_in()
    {
        var page = await OpenAsync("0603", javaScript: false);
        await page.CheckAnswersAsync();
        Assert.Contains("1つ以上入力", await page.Locator("#summary").InnerTextAsync(), StringComparison.Ordinal);
        await page.Field("initiatives.1.name").FillAsync("");
        await page.CheckAnswersAsync();
        Assert.Equal("入力してください。", await page.ErrorOf("initiatives.1.name").InnerTextAsync());
    }

    [BrowserTheory]
    [InlineData("0701", "相続人代表者の設定", "似た名称の取組み「相続人代表者設定」")]
    [InlineData("1001", "相続人代表者　設定 ", "似た名称の取組み「相続人代表者設定」")]
    [InlineData("1501", "窓口の予約", "")]
    public async Task A_look_alike_is_pointed_out(string department, string name, string said)
    {
        var page = await app.OpenFormAsync(department, javaScript: false);
        await page.Field("initiatives.2.category").SelectOptionAsync("rpa_ai_ocr");
        await page.Field("initiatives.2.name").FillAsync(name);
        await page.Field("initiatives.2.status").SelectOptionAsync("decided");
        await page.CheckAnswersAsync();
        Assert.Contains("内容の確認", await page.HeadingAsync(), StringComparison.Ordinal);
        Assert.Equal(said.Length > 0, (await page.Locator("main").InnerTextAsync()).Contains("似た名称", StringComparison.Ordinal));
        Assert.Contains(said, await page.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
    }

    private async Task<IPage> OpenAsync(string department, bool javaScript)
    {
        var page = await app.OpenFormAsync(department, javaScript: javaScript);
        await page.Locator("tr", new() { HasText = "相続人代表者設定" }).GetByRole(AriaRole.Button).ClickAndLoadAsync();
        return page;
    }
}
