using System.IO.Compression;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.RegularExpressions;
using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Tests.Intake.Drops;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Publishing.Pages;

/// <summary>Files handed in on the page: checked, confirmed, taken, mended; by HTTP as a browser without JavaScript sends it.</summary>
public sealed partial class UploadPageTests(PageApp app) : IClassFixture<PageApp>
{
    private const string Figures = "項目,オンライン化済,対象,年月\n行政手続きのオンライン化,130,930,2020-10\n";

    [Fact]
    public async Task Figures_are_handed_in_by_file_only_when_that_is_confirmed_and_twice_is_once()
    {
        using var client = await SignedInAsync(app.CredentialOf("0212"));
        using var check = await SendAsync(client, "submission", "figures.csv", Figures);
        var page = await check.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.OK, check.StatusCode);
        Assert.Contains("令和2年10月分として提出できます(1件)", page, StringComparison.Ordinal);
        Assert.Empty((await app.HistoryAsync("0212", "2020-10"))["entries"]!.AsArray());

        var places = new List<string?>();
        for (var i = 0; i < 2; i++)
        {
            using var confirmed = await ConfirmAsync(client, page);
            Assert.Equal(HttpStatusCode.Redirect, confirmed.StatusCode);
            places.Add(confirmed.Headers.Location?.ToString());
        }

        Assert.Equal(places[0], places[1]);
        Assert.Single((await app.HistoryAsync("0212", "2020-10"))["entries"]!.AsArray());
        Assert.Contains("受付票", await client.GetStringAsync(places[0]!.TrimStart('/')), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Errors_are_shown_at_their_cells_and_another_department_is_not()
    {
        using var client = await SignedInAsync(app.CredentialOf("0213"));
        var book = new Workbook().Sheet("数値", ["項目", "オンライン化済", "対象", "年月"], ["行政手続きのオンライン化", "たくさん", "930", "2020-10"]).ToBytes();
        using var wrong = await SendAsync(client, "submission", "figures.xlsx", book);
        var page = await wrong.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
        Assert.Contains("数値!B2", page, StringComparison.Ordinal);
        Assert.DoesNotContain("name=\"ticket\"", page, StringComparison.Ordinal);

        using var others = await SendAsync(client, "submission", "figures.csv", Figures.Replace("年月\n", "年月,所属\n", StringComparison.Ordinal)
            .Replace("2020-10\n", "2020-10,0214\n", StringComparison.Ordinal));
        Assert.Contains(others.StatusCode, new[] { HttpStatusCode.Forbidden, HttpStatusCode.UnprocessableEntity });
        using var drop = await SendAsync(client, "staff", "staff.csv", TestDrop.StaffHeader);
        Assert.Equal(HttpStatusCode.Forbidden, drop.StatusCode);
        Assert.Empty((await app.HistoryAsync("0214", "2020-10"))["entries"]!.AsArray());
    }

    [Fact]
    public async Task A_drop_is_checked_taken_its_held_rows_downloaded_mended_and_sent_again()
    {
        using var client = await SignedInAsync(await DropsAsync("overtime"));
        var rows = TestDrop.Text(TestDrop.OvertimeHeader + ",職員番号,氏名", "2021-04,0101,経営計画課,一般,通常,通常,1:30,918273,豊中花子",
            "2021-04,0211,財政課,一般,通常,通常,12:60,918273,豊中花子");
        using var check = await SendAsync(client, "overtime", "残業.csv", rows);
        var page = await check.Content.ReadAsStringAsync();
        Assert.Contains("2行のうち1行を取り込めます", page, StringComparison.Ordinal);
        Assert.Contains("3行目", page, StringComparison.Ordinal);
        var drops = app.App.Container(ContainerNames.Drops).GetBlobClient("overtime/残業.csv");
        Assert.False(await drops.ExistsAsync());

        using var confirmed = await ConfirmAsync(client, page);
        var receipt = await confirmed.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.OK, confirmed.StatusCode);
        Assert.True(await drops.ExistsAsync());
        var link = HeldLink().Match(receipt).Groups[1].Value;
        var held = await client.GetStringAsync(link.TrimStart('/'));
        await AssertReceiptIsFoundAsync(client);
        foreach (var text in new[] { page, receipt, held })
        {
            Assert.DoesNotContain("918273", text, StringComparison.Ordinal);
            Assert.DoesNotContain("花子", text, StringComparison.Ordinal);
        }

        using var mended = await SendAsync(client, "overtime", "残業.csv", held.Replace("12:60", "12:50", StringComparison.Ordinal));
        using var taken = await ConfirmAsync(client, await mended.Content.ReadAsStringAsync());
        Assert.Contains("すべて取り込みました", await taken.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var gone = await client.GetAsync(link.TrimStart('/'));
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
    }

    // Whoever comes back finds the receipt among the files that came, in either language; nobody else does.
    private async Task AssertReceiptIsFoundAsync(HttpClient client)
    {
        var address = ReceiptLink().Match(await client.GetStringAsync("upload")).Groups[1].Value.TrimStart('/');
        var found = await client.GetStringAsync(address);
        Assert.Contains("2行のうち1行を取り込み", found, StringComparison.Ordinal);
        Assert.Contains("7:05 のように", found, StringComparison.Ordinal);
        var english = await client.GetStringAsync(address + "?lang=en");
        Assert.Contains("1 of 2 rows were taken and 1 (1 sections and months) are held back.", english, StringComparison.Ordinal);
        Assert.Contains($"href=\"/{address}?lang=ja\"", english, StringComparison.Ordinal);
        foreach (var (credential, status) in new[] { (await DropsAsync("staff"), HttpStatusCode.Forbidden),
            (app.CredentialOf("0213"), HttpStatusCode.Forbidden), (RunningApp.Bootstrap, HttpStatusCode.OK) })
        {
            using var another = await SignedInAsync(credential);
            using var answer = await another.GetAsync(address);
            Assert.Equal(status, answer.StatusCode);
        }

        using var none = await client.GetAsync("upload/receipts/overtime/none.csv");
        Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
    }

    [Fact]
    public async Task What_waits_for_its_confirmation_is_unreadable_in_storage_and_good_for_its_own_form_only()
    {
        using var client = await SignedInAsync(await DropsAsync("staff"));
        using var check = await SendAsync(client, "staff", "a.csv", TestDrop.Text(TestDrop.StaffHeader, "2021-04,0101,経営計画課,一般,通常,12"));
        var page = await check.Content.ReadAsStringAsync();
        var kept = await app.App.Container(ContainerNames.State).GetBlobsAsync(Azure.Storage.Blobs.Models.BlobTraits.None,
            Azure.Storage.Blobs.Models.BlobStates.None, "checked/", CancellationToken.None).ToListAsync();
        foreach (var blob in kept)
        {
            var content = await app.App.Container(ContainerNames.State).GetBlobClient(blob.Name).DownloadContentAsync();
            Assert.DoesNotContain("経営計画課", content.Value.Content.ToString(), StringComparison.Ordinal);
        }

        using var other = await SignedInAsync(await DropsAsync("staff"));
        using var stolen = await ConfirmAsync(other, page);
        Assert.Equal(HttpStatusCode.NotFound, stolen.StatusCode);
        using var renamed = await ConfirmAsync(client, page, ("name", "b.csv"));
        Assert.Equal(HttpStatusCode.NotFound, renamed.StatusCode);
        using var elsewhere = await ConfirmAsync(client, page, ("kind", "overtime"));
        Assert.Equal(HttpStatusCode.Forbidden, elsewhere.StatusCode);
        using var own = await ConfirmAsync(client, page);
        Assert.Equal(HttpStatusCode.OK, own.StatusCode);
        using var again = await ConfirmAsync(client, page);
        Assert.Equal(HttpStatusCode.NotFound, again.StatusCode);
    }

    [Fact]
    public async Task What_nobody_confirms_is_gone_after_an_hour()
    {
        var clock = new AdjustableClock(DateTimeOffset.UtcNow);
        await using var running = await RunningApp.StartAsync(clock: clock);
        using var client = await SignedInAsync(RunningApp.Bootstrap, running);
        using var check = await SendAsync(client, "staff", "a.csv", TestDrop.Text(TestDrop.StaffHeader, "2021-04,0101,経営計画課,一般,通常,12"));
        var page = await check.Content.ReadAsStringAsync();
        clock.Advance(TimeSpan.FromMinutes(61));
        using var late = await ConfirmAsync(client, page);
        Assert.Equal(HttpStatusCode.NotFound, late.StatusCode);
        await running.RunTimerAsync("SweepUnfinished");
        await RunningApp.UntilAsync(async () => !await running.Container(ContainerNames.State).GetBlobsAsync()
            .AnyAsync(b => b.Name.StartsWith("checked/", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Origin", "https://example.com")]
    public async Task What_another_site_posts_is_from_nobody(string header, string value)
    {
        using var client = await SignedInAsync(app.CredentialOf("0401"));
        client.DefaultRequestHeaders.Add(header, value);
        using var check = await SendAsync(client, "submission", "figures.csv", Figures);
        using var confirm = await client.PostAsync("upload/confirm", new FormUrlEncodedContent([]));
        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized), (check.StatusCode, confirm.StatusCode));
    }

    [Fact]
    public async Task A_file_that_is_none_has_no_name_or_is_too_large_is_asked_for_again()
    {
        using var client = await SignedInAsync(app.CredentialOf("0602"));
        foreach (var (status, name, content) in new[] { (400, "a.csv", Array.Empty<byte>()), (400, "a:b.csv", "x"u8.ToArray()),
            (413, "a.csv", new byte[10 * 1024 * 1024 + 1]) })
        {
            using var answer = await SendAsync(client, "submission", name, content);
            Assert.Equal(status, (int)answer.StatusCode);
            Assert.Contains("id=\"file-error\"", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }

        using var kind = await SendAsync(client, "salary", "a.csv", "x"u8.ToArray());
        Assert.Equal(HttpStatusCode.BadRequest, kind.StatusCode);
    }

    [Fact]
    public async Task The_page_is_in_English_too_and_nothing_said_becomes_markup()
    {
        using var client = await SignedInAsync(RunningApp.Bootstrap);
        Assert.Contains("<html lang=\"en\">", await client.GetStringAsync("upload?lang=en"), StringComparison.Ordinal);
        using var answer = await SendAsync(client, "overtime", "&b&.csv", "<b>,x\n1,2\n");
        var page = await answer.Content.ReadAsStringAsync();
        Assert.DoesNotContain("<b>", page, StringComparison.Ordinal);
        Assert.Contains("&amp;b&amp;.<wbr>csv", page, StringComparison.Ordinal);
        Assert.DoesNotMatch(@"<script(?![^>]* src=)|\son\w+=|style=", page);
        Assert.Contains("default-src 'none'", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_template_has_the_section_and_the_months_due_and_no_figure()
    {
        using var client = await SignedInAsync(app.CredentialOf("0213"));
        var page = await client.GetStringAsync("upload");
        var links = TemplateLink().Matches(page).Select(m => WebUtility.HtmlDecode(m.Groups[1].Value)).ToList();
        Assert.NotEmpty(links);
        var csv = await client.GetByteArrayAsync(links.First(l => l.EndsWith("csv", StringComparison.Ordinal)).TrimStart('/'));
        Assert.Equal([0xEF, 0xBB, 0xBF], csv[..3]);
        var lines = Encoding.UTF8.GetString(csv[3..]).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("項目,オンライン化済,対象,所属,所属名,年月,前回の値", lines[0]);
        Assert.All(lines.Skip(1), l => Assert.Matches(@"^[^,0-9]+,,,0213,[^,0-9]+,\d{4}年\d{1,2}月,", l));

        // Sent back as it is, it hands in nothing.
        using var unfilled = await SendAsync(client, "submission", "template.csv", csv);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, unfilled.StatusCode);

        // The last values stand beside, and are not read when it comes back.
        var filled = (await client.GetStringAsync("upload/template?kind=submission&month=2021-09&format=csv")).TrimStart('\uFEFF');
        Assert.Contains("行政手続きのオンライン化,,,,,0213,市民税課,2021年9月,令和3年3月: オンライン化済み 180、対象 930", filled, StringComparison.Ordinal);
        using var sent = await SendAsync(client, "submission", "filled.csv", Encoding.UTF8.GetBytes(filled
            .Replace("行政手続きのオンライン化,,,,", "行政手続きのオンライン化,190,,930,", StringComparison.Ordinal)));
        Assert.Equal(HttpStatusCode.OK, sent.StatusCode);

        using var drops = await SignedInAsync(await DropsAsync("staff"));
        var book = await drops.GetByteArrayAsync("upload/template?kind=staff&month=2021-04&format=xlsx");
        using var zip = new ZipArchive(new MemoryStream(book));
        using var sheet = new StreamReader(zip.GetEntry("xl/worksheets/sheet.xml")!.Open());
        var cells = await sheet.ReadToEndAsync();
        Assert.Contains("2021年4月", cells, StringComparison.Ordinal);
        Assert.Contains("0101", cells, StringComparison.Ordinal);
        using var empty = await SendAsync(drops, "staff", "template.xlsx", book);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, empty.StatusCode);
        using var notMine = await drops.GetAsync("upload/template?kind=submission");
        Assert.Equal(HttpStatusCode.Forbidden, notMine.StatusCode);
    }

    private async Task<string> DropsAsync(string folder)
    {
        using var issued = await app.App.Client.PostAsJsonAsync("api/credentials", new { role = "drops", folder });
        return (await issued.JsonAsync())["token"]!.GetValue<string>();
    }

    private async Task<HttpClient> SignedInAsync(string credential, RunningApp? running = null)
    {
        var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false })
        {
            BaseAddress = (running ?? app.App).Client.BaseAddress,
            Timeout = RunningApp.Deadline,
        };
        client.DefaultRequestHeaders.AcceptLanguage.ParseAdd("ja");
        using var answer = await client.PostAsync("submit/signin",
            new FormUrlEncodedContent(new Dictionary<string, string> { ["credential"] = credential, ["to"] = "/upload" }));
        Assert.Equal((HttpStatusCode.Redirect, "/upload"), (answer.StatusCode, answer.Headers.Location?.ToString()));
        return client;
    }

    private static Task<HttpResponseMessage> SendAsync(HttpClient client, string kind, string name, string content) =>
        SendAsync(client, kind, name, Encoding.UTF8.GetBytes(content));

    private static async Task<HttpResponseMessage> SendAsync(HttpClient client, string kind, string name, byte[] content)
    {
        using var form = new MultipartFormDataContent
        {
            { new StringContent(kind), "kind" },
            { new ByteArrayContent(content), "file", name },
        };
        return await client.PostAsync("upload", form);
    }

    private static async Task<HttpResponseMessage> ConfirmAsync(HttpClient client, string page,
        params (string Name, string Value)[] changed)
    {
        var form = page[page.IndexOf("action=\"/upload/confirm", StringComparison.Ordinal)..];
        var fields = Hidden().Matches(form[..form.IndexOf("</form>", StringComparison.Ordinal)])
            .ToDictionary(m => m.Groups[1].Value, m => WebUtility.HtmlDecode(m.Groups[2].Value));
        foreach (var (name, value) in changed)
        {
            fields[name] = value;
        }

        return await client.PostAsync("upload/confirm", new FormUrlEncodedContent(fields));
    }

    [GeneratedRegex("""<input type="hidden" name="([^"]+)" value="([^"]*)">""")]
    private static partial Regex Hidden();

    [GeneratedRegex("""href="(/upload/held/[^"]+)" """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex HeldLink();

    [GeneratedRegex("""href="(/upload/receipts/[^"]+)" """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex ReceiptLink();

    [GeneratedRegex("""href="(/upload/template[^"]+)" """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex TemplateLink();
}
