using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Tests.Intake.Drops;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Triggers.Http;

/// <summary>Files that are dropped through the app: the same as in the container, at once and with an answer.</summary>
public sealed class PostDropTests(PostDropTests.AppFixture running) : IClassFixture<PostDropTests.AppFixture>
{
    private const string Good = "2021-04,0101,経営計画課,一般,通常,12", Bad = "2021-04,0211,財政課,一般,通常,12.5";

    private RunningApp App => running.App;

    [Fact]
    public async Task A_file_is_taken_at_once_and_computed_and_the_timer_takes_it_no_second_time()
    {
        using var answer = await SendAsync("staff/at-once.csv", Csv(Good.Replace("2021-04", "2021-05", StringComparison.Ordinal)));
        var receipt = await answer.JsonAsync();
        Assert.Equal((HttpStatusCode.OK, "taken", 1), (answer.StatusCode, Text(receipt, "state"), receipt["rowsTaken"]!.GetValue<int>()));
        Assert.Equal(receipt.ToJsonString(), JsonNode.Parse(await BlobAsync(ContainerNames.Receipts, "staff/at-once.csv.json"))!
            .ToJsonString());

        Assert.Single(await LedgerAsync("staff/at-once.csv"));
        await App.RunTimerAsync("PullStaff");
        await App.WaitUntilComputedAsync();
        await RunningApp.UntilAsync(async () => !(await App.RowsAsync(TableNames.Drops)).Any(r => r.PartitionKey == "looks"));
        Assert.Single(await LedgerAsync("staff/at-once.csv"));
        Assert.Single(await App.RowsAsync(TableNames.FactDrop), r => r.GetString("file") == "at-once.csv");
    }

    [Theory]
    [InlineData(200, "taken", Good)]
    [InlineData(200, "taken-in-part", Good, Bad)]
    [InlineData(422, "refused", Bad)]
    public async Task A_check_gives_the_receipt_that_the_file_gets_and_stores_nothing(int status, string state, params string[] rows)
    {
        await using var app = await RunningApp.StartAsync(settings: RunningApp.QueueOff);
        var before = await EverythingAsync(app);
        using var check = await SendAsync("staff/確認 1.csv?check=true", Csv(rows), app.Client);
        var told = await check.JsonAsync();
        Assert.Equal((HttpStatusCode.OK, state), (check.StatusCode, Text(told, "state")));
        Assert.Equal(before, await EverythingAsync(app));

        using var answer = await SendAsync("staff/確認 1.csv", Csv(rows), app.Client);
        Assert.Equal(status, (int)answer.StatusCode);
        var receipt = await answer.JsonAsync();
        told["uploadedAt"] = receipt["uploadedAt"]!.DeepClone();
        Assert.Equal(told.ToJsonString(), receipt.ToJsonString());
        Assert.Equal(rows.Contains(Bad), await app.Container(ContainerNames.Quarantine).GetBlobClient("staff/確認 1.csv").ExistsAsync());
    }

    [Fact]
    public async Task Held_rows_mended_and_sent_again_complete_the_file()
    {
        using var first = await SendAsync("staff/mended.csv", Csv(Bad.Replace("2021-04", "2021-07", StringComparison.Ordinal)));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, first.StatusCode);
        var rows = (await BlobAsync(ContainerNames.Quarantine, "staff/mended.csv")).Replace("12.5", "12", StringComparison.Ordinal);
        using var second = await SendAsync("staff/mended.csv", new StringContent(rows, Encoding.UTF8, "text/csv"));
        Assert.Equal((HttpStatusCode.OK, "taken"), (second.StatusCode, Text(await second.JsonAsync(), "state")));
        Assert.False(await App.Container(ContainerNames.Quarantine).GetBlobClient("staff/mended.csv").ExistsAsync());
    }

    [Fact]
    public async Task A_workbook_and_a_form_with_a_file_are_taken_too()
    {
        var book = new Workbook().Sheet("人数", TestDrop.StaffHeader.Split(','), "2021-08,0101,経営計画課,一般,通常,12".Split(',')).ToBytes();
        using var raw = await SendAsync("staff/book.xlsx", Typed(book, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"));
        Assert.Equal((HttpStatusCode.OK, "taken"), (raw.StatusCode, Text(await raw.JsonAsync(), "state")));

        using var form = new MultipartFormDataContent { { Typed(book, "application/octet-stream"), "file", "other.xlsx" } };
        using var sent = await SendAsync("staff/form.xlsx", form);
        Assert.Equal("form.xlsx", Text(await sent.JsonAsync(), "file"));
    }

    [Fact]
    public async Task The_timer_and_the_call_at_the_same_moment_take_it_once()
    {
        await using var app = await RunningApp.StartAsync(settings: RunningApp.QueueOff);
        var pulls = Task.WhenAll(Enumerable.Range(0, 10).Select(async i =>
        {
            await Task.Delay(20 * i);
            await app.RunTimerAsync("PullStaff");
        }));
        var sent = await Task.WhenAll(Enumerable.Range(1, 6).Select(m =>
            SendAsync($"staff/{m}.csv", Csv($"2021-{m + 3:D2},0101,経営計画課,一般,通常,12"), app.Client)));
        await pulls;
        Assert.All(sent, a => Assert.Contains(a.StatusCode, new[] { HttpStatusCode.OK, HttpStatusCode.Accepted }));
        await RunningApp.UntilAsync(async () => (await app.RowsAsync(TableNames.FactDrop)).Count(r => r.GetString("state") == "taken") == 6);

        // What was left to the timer, the sweep looks after.
        await app.RunTimerAsync("SweepUnfinished");
        await RunningApp.UntilAsync(async () => !(await app.RowsAsync(TableNames.Drops)).Any(r => r.PartitionKey == "looks"));
        var entries = await app.RowsAsync(TableNames.Ledger);
        Assert.Equal(6, entries.Count(e => ((IDictionary<string, object>)e).Values.OfType<string>()
            .Any(v => v.Contains("staff/", StringComparison.Ordinal))));
    }

    [Fact]
    public async Task What_breaks_off_once_the_file_is_stored_is_finished_by_the_sweep()
    {
        var storage = await TestStorage.NewAccountAsync();
        await using var proxy = await FaultyStorage.StartAsync(storage);
        await using var app = await RunningApp.StartAsync(storage, through: proxy, settings: RunningApp.QueueOff);
        proxy.Meet = call => call.Method is "GET" or "HEAD" || call.Step.StartsWith("DropUploads", StringComparison.Ordinal)
            || call.Step.StartsWith("PullRunStore", StringComparison.Ordinal) ? CallFault.None : CallFault.Lost;
        using var answer = await SendAsync("staff/broken-off.csv", Csv(Good), app.Client);
        Assert.Equal("storage-unavailable", await answer.ProblemAsync(HttpStatusCode.ServiceUnavailable));
        Assert.NotNull(answer.Headers.RetryAfter);
        Assert.True(await app.Container(ContainerNames.Drops).GetBlobClient("staff/broken-off.csv").ExistsAsync());

        proxy.Meet = _ => CallFault.None;
        await app.RunTimerAsync("PullStaff");
        await RunningApp.UntilAsync(async () => (await app.RowsAsync(TableNames.FactDrop)).Any(r => r.GetString("state") == "taken"));
    }

    [Fact]
    public async Task A_closed_month_is_told_by_the_receipt()
    {
        using var closed = await App.Client.PostAsJsonAsync("api/closings", new { month = "2019-06", action = "close", reason = "報告書" });
        Assert.Equal(HttpStatusCode.Created, closed.StatusCode);
        foreach (var (query, status) in new[] { ("?check=true", 200), ("", 422) })
        {
            using var answer = await SendAsync("staff/closed.csv" + query, Csv("2019-06,0101,経営計画課,一般,通常,12"));
            Assert.Equal(status, (int)answer.StatusCode);
            Assert.Contains((await answer.JsonAsync())["errors"]!.AsArray(), e => Text(e!, "code") == "month_closed");
        }
    }

    [Fact]
    public async Task A_credential_of_a_folder_drops_into_it_and_does_nothing_else()
    {
        using var issued = await App.Client.PostAsJsonAsync("api/credentials", new { role = "drops", folder = "staff" });
        Assert.Equal(HttpStatusCode.Created, issued.StatusCode);
        using var client = App.NewClient(Text(await issued.JsonAsync(), "token"));
        using var own = await SendAsync("staff/own.csv?check=true", Csv(Good), client);
        Assert.Equal(HttpStatusCode.OK, own.StatusCode);
        using var other = await SendAsync("overtime/other.csv?check=true", Csv(Good), client);
        Assert.Equal("other-folder", await other.ProblemAsync(HttpStatusCode.Forbidden));
        using var submission = await App.SubmitAsync("""{"department":"","month":"2021-06"}""", client: client);
        Assert.Equal(HttpStatusCode.Forbidden, submission.StatusCode);
        foreach (var path in new[] { "api/drops", "api/credentials", "api/closings", "api/tables/factdrop" })
        {
            using var read = await client.GetAsync(path);
            Assert.Equal((path, HttpStatusCode.Forbidden), (path, read.StatusCode));
        }

        using var unknown = await App.Client.PostAsJsonAsync("api/credentials", new { role = "drops", folder = "Staff" });
        Assert.Equal("folder-unknown", await unknown.ProblemAsync(HttpStatusCode.UnprocessableEntity));
    }

    [Theory]
    [InlineData("salary/a.csv", "text/csv", 404, "unknown-folder")]
    [InlineData("staff/a%2F..%2Fb.csv", "text/csv", 400, "file-name")]
    [InlineData("staff/a%5Cb.csv", "text/csv", 400, "file-name")]
    [InlineData("staff/%20a.csv", "text/csv", 400, "file-name")]
    [InlineData("staff/a%0Ab.csv", "text/csv", 400, "file-name")]
    [InlineData("staff/a%E2%80%AEvsc.csv", "text/csv", 400, "file-name")]
    [InlineData("staff/a.csv?check=yes", "text/csv", 400, "check")]
    [InlineData("staff/a.csv", "application/json", 415, "unsupported-type")]
    [InlineData("staff/a.csv", "application/x-www-form-urlencoded", 415, "unsupported-type")]
    [InlineData("staff/a.csv", "multipart/form-data", 400, "unreadable")]
    [InlineData("staff/a.csv", "multipart/form-data; boundary=x", 400, "unreadable")]
    public async Task What_is_no_drop_is_refused_and_nothing_is_stored(string path, string type, int status, string code)
    {
        foreach (var language in new[] { "ja", "en" })
        {
            using var client = App.NewClient(RunningApp.Bootstrap);
            client.DefaultRequestHeaders.AcceptLanguage.ParseAdd(language);
            using var answer = await SendAsync(path, Typed(TestDrop.Bytes(TestDrop.StaffHeader, Good), type), client);
            Assert.Equal(code, await answer.ProblemAsync((HttpStatusCode)status));
            Assert.Equal(language, answer.Content.Headers.ContentLanguage.Single());
            if (code == "unknown-folder")
            {
                Assert.Contains("overtime", Text(await answer.JsonAsync(), "detail"), StringComparison.Ordinal);
            }
        }

        Assert.False(await App.Container(ContainerNames.Drops).GetBlobClient("staff/a.csv").ExistsAsync());
    }

    [Fact]
    public async Task An_empty_body_two_files_and_a_file_that_is_too_large_are_refused()
    {
        using var empty = await SendAsync("staff/none.csv", Typed([], "text/csv"));
        Assert.Equal("no-file", await empty.ProblemAsync(HttpStatusCode.BadRequest));
        using var fields = await SendAsync("staff/none.csv", new MultipartFormDataContent { { new StringContent("x"), "file" } });
        Assert.Equal("no-file", await fields.ProblemAsync(HttpStatusCode.BadRequest));
        using var two = await SendAsync("staff/none.csv",
            new MultipartFormDataContent { { Csv(Good), "file", "a.csv" }, { Csv(Good), "file", "b.csv" } });
        Assert.Equal("one-file", await two.ProblemAsync(HttpStatusCode.BadRequest));

        var large = new byte[25 * 1024 * 1024 + 1];
        using var declared = await SendAsync("staff/none.csv", Typed(large, "text/csv"));
        Assert.Equal("too-large", await declared.ProblemAsync(HttpStatusCode.RequestEntityTooLarge));
        using var inForm = await SendAsync("staff/none.csv", new MultipartFormDataContent { { Typed(large, "text/csv"), "file", "a.csv" } });
        Assert.Equal("too-large", await inForm.ProblemAsync(HttpStatusCode.RequestEntityTooLarge));
        using var chunked = new HttpRequestMessage(HttpMethod.Post, "api/drops/staff/none.csv") { Content = Typed(large, "text/csv") };
        chunked.Headers.TransferEncodingChunked = true;
        using var unknown = await App.Client.SendAsync(chunked);
        Assert.Equal("too-large", await unknown.ProblemAsync(HttpStatusCode.RequestEntityTooLarge));
        Assert.False(await App.Container(ContainerNames.Drops).GetBlobClient("staff/none.csv").ExistsAsync());
    }

    [Fact]
    public async Task What_is_of_people_is_in_no_answer()
    {
        var file = TestDrop.Bytes(TestDrop.OvertimeHeader + ",職員番号,氏名", "2021-04,0101,経営計画課,一般,通常,通常,12:99,918273,豊中花子",
            "2021-04,0101,経営計画課,一般,通常,通常,豊中花子,918273,豊中花子");
        foreach (var query in new[] { "?check=true", "" })
        {
            using var answer = await SendAsync("overtime/people.csv" + query, Typed(file, "text/csv"));
            var text = await answer.Content.ReadAsStringAsync();
            Assert.DoesNotContain("918273", text, StringComparison.Ordinal);
            Assert.DoesNotContain("花子", text, StringComparison.Ordinal);
        }
    }

    private Task<HttpResponseMessage> SendAsync(string path, HttpContent content, HttpClient? client = null) =>
        (client ?? App.Client).PostAsync("api/drops/" + path, content);

    private async Task<string> BlobAsync(string container, string name) =>
        (await App.Container(container).GetBlobClient(name).DownloadContentAsync()).Value.Content.ToString();

    private async Task<List<string>> LedgerAsync(string file) => [.. (await App.RowsAsync(TableNames.Ledger))
        .Where(r => ((IDictionary<string, object>)r).Values.OfType<string>().Any(v => v.Contains(file, StringComparison.Ordinal)))
        .Select(r => r.RowKey)];

    private static async Task<List<string>> EverythingAsync(RunningApp app)
    {
        var all = await StorageSnapshot.KeptAsync(app.Storage);
        all.AddRange(await app.Container(ContainerNames.Drops).GetBlobsAsync().Select(b => b.Name).ToListAsync());
        return all;
    }

    private static ByteArrayContent Csv(params string[] rows) => Typed(TestDrop.Bytes([TestDrop.StaffHeader, .. rows]), "text/csv");

    private static ByteArrayContent Typed(byte[] content, string type) =>
        new(content) { Headers = { ContentType = MediaTypeHeaderValue.Parse(type) } };

    private static string Text(JsonNode node, string name) => node[name]!.GetValue<string>();

    /// <summary>One app for the tests that need no storage of their own.</summary>
    public sealed class AppFixture : IAsyncLifetime
    {
        internal RunningApp App { get; private set; } = null!;

        public async Task InitializeAsync() => App = await RunningApp.StartAsync();

        public async Task DisposeAsync() => await App.DisposeAsync();
    }
}
