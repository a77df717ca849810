using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Publishing.Pages;

/// <summary>The outline of the annual report on the page of reference files: checked, previewed, put into effect, guarded.</summary>
[Trait(TestCategory.Name, TestCategory.Long)]
public sealed class ReferenceOutlineTests(ReferencePageApp app) : IClassFixture<ReferencePageApp>
{
    private const string File = "report-outline.json";

    [Fact]
    public async Task It_takes_effect_when_it_was_seen_and_the_report_and_the_form_of_its_texts_follow_it()
    {
        var outline = JsonNode.Parse(await app.DownloadAsync(File))!;
        outline["title"] = "まちの歩み";
        outline["measures"]!.AsArray().Add(JsonNode.Parse("""
            { "id": "seals", "group": "efficiency", "name": "押印の廃止", "headlines": [],
              "done": ["?・押印廃止 のべ{seal_abolitions}", "・オンライン申請 {online_application_rate@2021-06}"], "registers": [] }
            """));
        var (status, page) = await app.CheckAsync("", File, Utf8(outline));
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains("公開している値は変わりません", page, StringComparison.Ordinal);
        Assert.Contains("報告書の取組み", page, StringComparison.Ordinal);
        Assert.Contains("押印の廃止", page, StringComparison.Ordinal);
        Assert.DoesNotContain("押印の廃止", await app.App.Client.GetStringAsync("api/reports/2021"), StringComparison.Ordinal);

        (status, page) = await app.TakeAsync(page, "押印を載せる");
        Assert.True(status == HttpStatusCode.OK, page);
        Assert.Equal("まちの歩み", JsonNode.Parse(await app.DownloadAsync(File))!["title"]!.GetValue<string>());
        var report = await app.App.Client.GetStringAsync("api/reports/2021");
        Assert.Contains("まちの歩み", report, StringComparison.Ordinal);
        Assert.Contains("押印の廃止", report, StringComparison.Ordinal);
        Assert.Contains("33.3", report, StringComparison.Ordinal);
        Assert.Contains("name=\"seals.planned\"", await app.Client.GetStringAsync("admin/report?fiscalYear=2021"), StringComparison.Ordinal);
        Assert.Contains("まちの歩み", await app.App.Client.GetStringAsync("api/reports/2020-2021"), StringComparison.Ordinal);
        var acts = (await app.Client.GetStringAsync("admin/acts")).Replace("<wbr>", "", StringComparison.Ordinal);
        Assert.Contains(File, acts, StringComparison.Ordinal);

        // What texts speak of stays; what they do not may go.
        outline["measures"]!.AsArray().RemoveAt(7);
        (status, page) = await app.CheckAsync(File, File, Utf8(outline));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
        Assert.Contains("until(最後の年度)", WebUtility.HtmlDecode(page), StringComparison.Ordinal);
        outline = JsonNode.Parse(await app.DownloadAsync(File))!;
        outline["measures"]!.AsArray().RemoveAt(10);
        (status, _) = await app.CheckAsync(File, File, Utf8(outline));
        Assert.Equal(HttpStatusCode.OK, status);
    }

    [Fact]
    public async Task A_wrong_one_in_the_container_is_refused_and_changes_nothing()
    {
        var before = await app.DownloadAsync(File);
        var outline = JsonNode.Parse(before)!;
        outline["measures"]![0]!["headlines"]![0]!["indicator"] = "nothing";
        await app.App.Container(ContainerNames.Reference).GetBlobClient(File)
            .UploadAsync(BinaryData.FromBytes(Utf8(outline)), overwrite: true);
        await app.App.RunTimerAsync("PullReference");
        var receipt = app.App.Container(ContainerNames.Receipts).GetBlobClient($"reference/{File}.json");
        JsonNode? told = null;
        await RunningApp.UntilAsync(async () => await receipt.ExistsAsync()
            && (told = JsonNode.Parse((await receipt.DownloadContentAsync()).Value.Content.ToString()))!["state"]!.GetValue<string>() == "refused");
        var error = Assert.Single(told!["errors"]!.AsArray(), e => e!["column"]!.GetValue<string>() == "/measures/0/headlines/0/indicator")!;
        Assert.True(error["line"]!.GetValue<int>() > 0 && error["messageEn"]!.GetValue<string>().Length > 0, error.ToJsonString());
        Assert.Equal(before, await app.DownloadAsync(File));

        var (status, page) = await app.CheckAsync(File, File, "{"u8.ToArray());
        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
        Assert.DoesNotContain("name=\"ticket\"", page, StringComparison.Ordinal);
    }

    private static byte[] Utf8(JsonNode outline) => Encoding.UTF8.GetBytes(outline.ToJsonString(new() { WriteIndented = true }));
}
