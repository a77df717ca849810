using System.Net;
using System.Net.Http.Headers;
using System.Text;
using SmartToyonaka.Tests.Intake.Submissions;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Triggers.Http;

/// <summary>Files through <c>POST /api/submissions</c>.</summary>
public sealed class SubmissionFilesTests(SubmissionFilesTests.AppFixture running) : IClassFixture<SubmissionFilesTests.AppFixture>
{
    private RunningApp App => running.App;

    private async Task<HttpResponseMessage> SubmitAsync(string month, params (string Name, byte[] Content)[] files)
    {
        using var form = new MultipartFormDataContent { { new StringContent("0213"), "department" },
            { new StringContent(month), "month" } };
        foreach (var (name, content) in files)
        {
            form.Add(new ByteArrayContent(content), "file", name);
        }

        return await App.Client.PostAsync("api/submissions", form);
    }

    private Task<HttpResponseMessage> SubmitAsync(string month, string name, string content) =>
        SubmitAsync(month, (name, Encoding.UTF8.GetBytes(content)));

    private async Task<int> RowsStoredAsync() => (await App.RowsAsync("submissions")).Count + (await App.RowsAsync("ledger")).Count;

    [Fact]
    public async Task A_workbook_and_a_csv_file_are_one_submission_and_once_only()
    {
        (string, byte[])[] files =
        [
            ("C:\\Users\\hanako\\figures.xlsx", new Workbook().Sheet("Sheet1", ["項目", "件数"], ["押印廃止", "=7"]).ToBytes()),
            ("i.csv", "区分,名称,段階\nai,議事録作成,実施\n"u8.ToArray()),
        ];
        using var first = await SubmitAsync("2021-05", files);
        Assert.True(first.StatusCode == HttpStatusCode.Accepted, await first.Content.ReadAsStringAsync());
        var receipt = await first.JsonAsync();
        Assert.Equal(2, receipt["created"]!.GetValue<int>());
        using var again = await SubmitAsync("R3.5", files);
        Assert.Equal(receipt["id"]!.GetValue<string>(), (await again.JsonAsync())["id"]!.GetValue<string>());
    }

    [Fact]
    public async Task Errors_of_fields_and_cells_come_together_and_nothing_is_stored()
    {
        var before = await RowsStoredAsync();
        using var answer = await SubmitAsync("2021-13", "f.csv", "項目,件数\n押印廃止,-1\nない,2\n");
        await answer.ProblemAsync(HttpStatusCode.UnprocessableEntity);
        Assert.Equal(
            ["month month_no_such_date", "f.csv!2行目!件数 number_negative", "f.csv!3行目!項目 measure_unknown"],
            (await answer.JsonAsync())["errors"]!.AsArray().Select(e => $"{e!["pointer"]} {e["code"]}"));
        Assert.Equal(before, await RowsStoredAsync());
    }

    [Theory]
    [InlineData("zip bomb", "a.xlsx", HttpStatusCode.RequestEntityTooLarge)]
    [InlineData("zip bomb that lies about its size", "a.xlsx", HttpStatusCode.BadRequest)]
    [InlineData("external entity in the strings", "a.xlsx", HttpStatusCode.BadRequest)]
    [InlineData("a million rows", "a.xlsx", HttpStatusCode.RequestEntityTooLarge)]
    [InlineData("a million lines", "a.csv", HttpStatusCode.RequestEntityTooLarge)]
    [InlineData("a huge cell", "a.xlsx", HttpStatusCode.RequestEntityTooLarge)]
    [InlineData("text", "a.xlsx", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("macros", "a.xlsx", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("encrypted", "a.xlsx", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("cut off", "a.xlsx", HttpStatusCode.BadRequest)]
    public async Task A_hostile_or_broken_file_is_refused_and_nothing_stored(string kind, string name, HttpStatusCode status)
    {
        var before = await RowsStoredAsync();
        using var answer = await SubmitAsync("2021-06", (name, HostileFileTests.Make(kind)));
        await answer.ProblemAsync(status);
        var error = Assert.Single((await answer.JsonAsync())["errors"]!.AsArray())!;
        Assert.StartsWith(name, error["pointer"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal(before, await RowsStoredAsync());
    }

    [Fact]
    public async Task Bodies_have_a_limit_of_their_own_with_a_file_and_without()
    {
        using var large = await SubmitAsync("2021-06", "f.csv", "項目,件数,備考\n"
            + string.Concat(Enumerable.Repeat("押印廃止,," + new string('x', 30_000) + "\n", 100)) + "包括施設管理,4,\n");
        Assert.True(large.StatusCode == HttpStatusCode.Accepted, await large.Content.ReadAsStringAsync());
        using var tooLarge = await SubmitAsync("2021-06", ("f.csv", new byte[(10 * 1024 * 1024) + 1]));
        Assert.Equal("too-large", await tooLarge.ProblemAsync(HttpStatusCode.RequestEntityTooLarge));

        using var form = new MultipartFormDataContent { { new StringContent(new string('x', 1024 * 1024)), "note" } };
        using var withoutFile = await App.Client.PostAsync("api/submissions", form);
        Assert.Equal("too-large", await withoutFile.ProblemAsync(HttpStatusCode.RequestEntityTooLarge));
    }

    [Fact]
    public async Task What_a_browser_sends_for_a_file_field_left_empty_is_no_file()
    {
        const string body = "--xyz\r\nContent-Disposition: form-data; name=\"department\"\r\n\r\n0213\r\n--xyz\r\nContent-Disposition: "
            + "form-data; name=\"month\"\r\n\r\n2021-07\r\n"
            + "--xyz\r\nContent-Disposition: form-data; name=\"seal_abolitions.count\"\r\n\r\n2\r\n--xyz\r\nContent-Disposition: "
            + "form-data; name=\"file\"; filename=\"\"\r\nContent-Type: application/octet-stream\r\n\r\n\r\n--xyz--\r\n";
        using var content = new StringContent(body);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse("multipart/form-data; boundary=xyz");
        using var answer = await App.Client.PostAsync("api/submissions", content);
        Assert.True(answer.StatusCode == HttpStatusCode.Accepted, await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task More_than_four_files_are_refused()
    {
        using var answer = await SubmitAsync("2021-06", [.. Enumerable.Range(0, 5).Select(i => ($"{i}.csv", "項目,件数\n"u8.ToArray()))]);
        Assert.Equal("too-many-files", await answer.ProblemAsync(HttpStatusCode.BadRequest));
    }

    /// <summary>One app for all tests here.</summary>
    public sealed class AppFixture : IAsyncLifetime
    {
        internal RunningApp App { get; private set; } = null!;

        public async Task InitializeAsync() => App = await RunningApp.StartAsync();

        public async Task DisposeAsync() => await App.DisposeAsync();
    }
}
