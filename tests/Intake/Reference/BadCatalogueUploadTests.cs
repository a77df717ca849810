using System.Net;
using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Tests.Publishing.Pages;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Intake.Reference;

/// <summary>
/// A wrong catalogue by every way in: as a blob, on the page of administrators, by the command line. None stops the app or a timer.
/// </summary>
[Trait(TestCategory.Name, TestCategory.Long)]
public sealed class BadCatalogueUploadTests(ReferencePageApp app) : IClassFixture<ReferencePageApp>
{
    public static TheoryData<string> Names => [.. BadCatalogues.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task By_blob_and_by_page_it_is_refused_with_its_line_and_what_is_in_effect_stays(string name)
    {
        var (content, code, says) = BadCatalogues.All[name];
        var bytes = content();
        var before = await app.EffectAsync();

        var receipt = await UploadAsync(bytes);
        var error = Assert.Single(receipt["errors"]!.AsArray(), e => e!["code"]!.GetValue<string>() == code
            && e["message"]!.GetValue<string>().Contains(says, StringComparison.Ordinal))!;
        Assert.True(error["line"]!.GetValue<int>() > 0, error.ToJsonString());
        Assert.NotEmpty(error["messageEn"]!.GetValue<string>());

        var (status, page) = await app.CheckAsync("catalogue.json", "catalogue.json", bytes);
        Assert.Equal(code == "too_large" ? HttpStatusCode.RequestEntityTooLarge : HttpStatusCode.UnprocessableEntity, status);
        Assert.Contains(says, WebUtility.HtmlDecode(page), StringComparison.Ordinal);
        Assert.DoesNotContain("name=\"ticket\"", page, StringComparison.Ordinal);

        // The timers go on, and so does what departments hand in.
        Assert.Equal(before, await app.EffectAsync());
        await app.App.RunTimerAsync("PullDrops");
        await app.App.AcceptedAsync(
            """{ "department": "0213", "month": "2021-06", "figures": [ { "measure": "online_procedures", "online": 1, "eligible": 3 } ] }""");
    }

    [Fact]
    public async Task An_app_starts_whatever_was_uploaded_last()
    {
        await UploadAsync(BadCatalogues.All["cycle_of_indicators"].Content());
        await using var other = await RunningApp.StartAsync(app.App.Storage);
        await other.AcceptedAsync(
            """{ "department": "0213", "month": "2021-06", "figures": [ { "measure": "online_procedures", "online": 1, "eligible": 3 } ] }""");
        await other.WaitUntilComputedAsync();
    }

    [Theory]
    [InlineData("cycle_of_indicators")]
    [InlineData("one_folder_of_two")]
    [InlineData("property_twice")]
    [InlineData("ten_megabytes")]
    [InlineData("deep")]
    public async Task By_the_command_line_it_is_told_with_its_line_and_nothing_is_stored(string name)
    {
        var (content, code, _) = BadCatalogues.All[name];
        var folder = Directory.CreateTempSubdirectory("catalogue-");
        try
        {
            var path = Path.Combine(folder.FullName, "catalogue.json");
            await File.WriteAllBytesAsync(path, content());
            var (status, told) = await CommandLine.RunAsync("none", "reference", "check", path);
            Assert.Equal(1, status);
            Assert.Matches($@"(?m)^[1-9][0-9]*: .*{code}: ", told);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private async Task<System.Text.Json.Nodes.JsonNode> UploadAsync(byte[] content)
    {
        var receipt = app.App.Container(ContainerNames.Receipts).GetBlobClient("reference/catalogue.json.json");

        // Times of uploads are in whole seconds: the receipt of the one before may have the same.
        await receipt.DeleteIfExistsAsync();
        await app.App.Container(ContainerNames.Reference).GetBlobClient("catalogue.json")
            .UploadAsync(BinaryData.FromBytes(content), overwrite: true);
        await app.App.RunTimerAsync("PullReference");
        await RunningApp.UntilAsync(async () => await receipt.ExistsAsync());
        var found = System.Text.Json.Nodes.JsonNode.Parse((await receipt.DownloadContentAsync()).Value.Content.ToString())!;
        Assert.Equal("refused", found["state"]!.GetValue<string>());
        return found;
    }
}
