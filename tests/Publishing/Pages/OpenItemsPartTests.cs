using System.Globalization;
using System.Net;
using Microsoft.Playwright;
using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Publishing.Pages;

/// <summary>What waits for somebody stands on the figures' page: files that were refused, and figures that look wrong.</summary>
public sealed class OpenItemsPartTests(OpenItemsPartTests.AppFixture running) : IClassFixture<OpenItemsPartTests.AppFixture>
{
    [BrowserTheory]
    [InlineData(1280, 1, "ja")]
    [InlineData(360, 1, "ja")]
    [InlineData(1280, 2, "en")]
    [Trait(TestCategory.Name, TestCategory.Long)]
    public async Task A_refused_file_and_a_warning_are_shown_without_barriers(int width, float zoom, string lang)
    {
        var page = await (await Chromium.NewContextAsync(running.App.Client.BaseAddress!, true, (int)(width / zoom), 900, zoom))
            .NewPageAsync();
        await page.GotoAsync($"/submit/signin?to={Uri.EscapeDataString($"/?fiscalYear=2021&lang={lang}")}");
        await page.FillAsync("#credential", RunningApp.Bootstrap);
        await page.Keyboard.PressAsync("Enter");

        await Assertions.Expect(page.Locator("#table-warnings tbody tr")).ToHaveCountAsync(1);
        await Assertions.Expect(page.Locator("#table-warnings tbody tr")).ToContainTextAsync("経営計画課");
        await Assertions.Expect(page.Locator("#table-warnings tbody tr")).ToContainTextAsync("e-approval/2021.csv");
        await Assertions.Expect(page.Locator("#table-waiting tbody tr")).ToHaveCountAsync(1);
        await Assertions.Expect(page.Locator("#table-waiting tbody tr")).ToContainTextAsync("e-approval/<b>.csv");
        await PageInspector.InspectAsync(page, string.Create(CultureInfo.InvariantCulture, $"waiting-{lang}-{zoom}"));
    }

    [Fact]
    public async Task Who_may_not_read_all_sees_neither_files_nor_others_warnings()
    {
        using var department = await running.App.NewDepartmentAsync("0213");
        using var answer = await department.GetAsync("/?fiscalYear=2021&lang=ja");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var html = await answer.Content.ReadAsStringAsync();
        Assert.Contains("提出の状況", html, StringComparison.Ordinal);
        Assert.DoesNotContain("e-approval/", html, StringComparison.Ordinal);
    }

    /// <summary>An app with a file that was taken with a warning, and one that was refused.</summary>
    public sealed class AppFixture : IAsyncLifetime
    {
        internal RunningApp App { get; private set; } = null!;

        public async Task InitializeAsync()
        {
            App = await RunningApp.StartAsync();
            await DropAsync("2020.csv", "年月,所属コード,所属名,起案件数,電子決裁件数\r\n2020-04,0101,経営計画課,50,40\r\n");
            await DropAsync("2021.csv", "年月,所属コード,所属名,起案件数,電子決裁件数\r\n2021-04,0101,経営計画課,500,40\r\n");
            await DropAsync("<b>.csv", "年月,所属コード\r\n2021-04,0101\r\n");
            await App.WaitUntilComputedAsync();
        }

        public async Task DisposeAsync() => await App.DisposeAsync();

        private async Task DropAsync(string name, string content)
        {
            await App.Container(ContainerNames.Drops).GetBlobClient("e-approval/" + name).UploadAsync(BinaryData.FromString(content));
            await App.RunTimerAsync("PullEApproval");
            await RunningApp.UntilAsync(async () => (await App.RowsAsync(TableNames.FactDrop)).Any(r => r.GetString("file") == name));
        }
    }
}
