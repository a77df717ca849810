using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Intake.Submissions.Forms;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Intake.Submissions;

/// <summary>Answers of Microsoft Forms from their workbook, through the fake Graph and the real client library.</summary>
public sealed class FormPullTests : IAsyncLifetime
{
    private const string Form = "monthly-2021", Department = "r5ec9a97f0a07442dae2aa56ea3344b3c",
        Month = "rd30fffe9430d489c8b049e1a1041dd5a",
        Online = "r0b7d3b41a6f24dfb9d1c6f7b0f7a3c11", Eligible = "r7c2f4f0d8a5b4e0c9b1d2e3f4a5b6c7d",
            Person = "r9a8b7c6d5e4f30211234567890abcdef";

    private static readonly string Mapping = $$"""
        {"form":"{{Form}}","version":"2021","workbook":{"drive":"b!abc-1","item":"01ABC","departments":["0212","0213"]},"questions":{
        "{{Department}}":{"field":"department","column":"所属"},"{{Month}}":{"field":"month","column":"対象の年月"},
        "{{Online}}":{"field":"online_procedures.online","column":"オンライン化した手続き"},"{{Eligible}}":{"field":"online_procedures.eligible","column":"対象の手続き"},
        "{{Person}}":{"ignore":true,"column":"担当者"} } }
        """;

    private static readonly string?[] Header = ["ID", "開始時刻", "完了時刻", "メール", "名前", "所属", "対象の年月", "オンライン化した手続き", "対象の手続き\u00A0", "担当者"];

    private FakeGraph graph = null!;
    private RunningApp app = null!;

    public async Task InitializeAsync()
    {
        graph = await FakeGraph.StartAsync();
        app = await RunningApp.StartWithGraphAsync(graph);
        await UploadAsync(Mapping);
    }

    public async Task DisposeAsync()
    {
        await app.DisposeAsync();
        await graph.DisposeAsync();
    }

    [Fact]
    public async Task Each_answer_is_taken_once_and_nothing_of_who_answered_is_kept()
    {
        Answers(Row(1), Row(2, "0212", "@44348", "１，２３４", "=2000"));
        await PullAsync();

        var receipt = await ReceiptAsync();
        Assert.Equal(("taken", 2, 2),
            (receipt["state"]!.GetValue<string>(), receipt["answers"]!.GetValue<int>(), receipt["taken"]!.GetValue<int>()));
        await app.WaitUntilComputedAsync();
        Assert.Equal(2938, (await app.IndicatorAsync("online_application_rate", "month", "2021-06"))!["denominator"]!.GetValue<double>());
        var stored = await StorageSnapshot.OfAsync(app.Storage);
        Assert.Contains(stored, r => r.Contains("submittedby=workbook:" + Form, StringComparison.Ordinal));
        var blobs = await BlobsAsync();
        Assert.All((string[])["hanako", "豊中 花子", "太郎"], person =>
        {
            Assert.DoesNotContain(stored, r => r.Contains(person, StringComparison.Ordinal));
            Assert.DoesNotContain(blobs, b => b.Contains(person, StringComparison.Ordinal));
        });

        // Nothing has changed: not even downloaded.
        var before = await StorageSnapshot.WithETagsAsync(app.Storage, TableNames.Submissions);
        var calls = graph.Calls.Count;
        await PullAsync();
        Assert.Equal(["/v1.0/drives/b!abc-1/items/01ABC"], graph.Calls.Skip(calls).Select(c => c.Path));
        Assert.Equal(before, await StorageSnapshot.WithETagsAsync(app.Storage, TableNames.Submissions));
    }

    [Fact]
    public async Task The_token_stays_with_Graph_when_it_sends_one_elsewhere()
    {
        Answers(Row(1));
        await PullAsync();
        var download = Assert.Single(graph.Calls, c => c.Path == "/download");
        Assert.Equal(("localhost", null), (download.Host, download.Authorization is { Length: > 0 } sent ? sent : null));
        Assert.All(graph.Calls.Where(c => c != download), c =>
            Assert.Equal(("127.0.0.1", true), (c.Host, c.Authorization?.StartsWith("Bearer ", StringComparison.Ordinal))));
    }

    [Fact]
    public async Task What_is_wrong_with_one_answer_is_shown_without_its_text_and_keeps_no_other_and_is_tried_again()
    {
        Answers(Row(1, "0213", "令和3年13月"), Row(2), Row(3, "0301"), Row("x", "0213", "2021-07", "1", "2"));
        await PullAsync();
        var receipt = await ReceiptAsync();
        Assert.Equal(("taken-in-part", 4, 1),
            (receipt["state"]!.GetValue<string>(), receipt["answers"]!.GetValue<int>(), receipt["taken"]!.GetValue<int>()));
        Assert.Equal(
            [" answer_without_id", "1 month_no_such_date", "3 other_department"],
            receipt["errors"]!.AsArray().Select(e => $"{e!["answer"]!.GetValue<string>()} {e["code"]!.GetValue<string>()}")
                .Order(StringComparer.Ordinal));
        Assert.Contains(receipt["errors"]!.AsArray(), e => e!["place"]!.GetValue<string>() == $"{Form}.xlsx!Form1!G2");
        Assert.DoesNotContain("13月", receipt.ToJsonString(), StringComparison.Ordinal);

        // The same workbook is read again, since errors may be corrected elsewhere; accepted answers are not sent again.
        await UploadAsync(Mapping.Replace("\"departments\":[\"0212\",\"0213\"]", "\"departments\":[\"0213\",\"0301\"]",
            StringComparison.Ordinal));
        await PullAsync();
        Assert.Equal(2, (await ReceiptAsync())["taken"]!.GetValue<int>());
        Assert.Equal(2, (await app.RowsAsync(TableNames.Submissions)).Count(r => r.RowKey.StartsWith("s!", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task An_answer_that_was_changed_after_it_was_accepted_is_shown_and_stands_as_it_was()
    {
        Answers(Row(1));
        await PullAsync();
        graph.Tag = "\"c:{A1},2\"";
        Answers(Row(1, online: "=400"));
        await PullAsync();
        Assert.Equal("answer_changed", (await ReceiptAsync())["errors"]!.AsArray().Single()!["code"]!.GetValue<string>());
        Assert.Single(await app.RowsAsync(TableNames.Submissions), r => r.RowKey.StartsWith("s!", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_answer_that_a_flow_sent_as_well_is_the_same_answer()
    {
        var flow = new JsonObject
        {
            ["form"] = Form,
            ["responseId"] = "1",
            ["answers"] = new JsonObject
            {
                [Department] = "0213",
                [Month] = "令和3年6月",
                [Online] = "４７２",
                [Eligible] = "938",
                [Person] = "豊中 花子",
                ["responder"] = "hanako@example.lg.jp"
            },
        };
        await app.AcceptedAsync(flow.ToJsonString());
        Answers(Row(1));
        await PullAsync();
        Assert.Equal("taken", (await ReceiptAsync())["state"]!.GetValue<string>());
        Assert.Single(await app.RowsAsync(TableNames.Submissions), r => r.RowKey.StartsWith("s!", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_closed_month_takes_the_answer_when_it_is_open_again()
    {
        async Task CloseAsync(string action)
        {
            using var done = await app.Client.PostAsync("api/closings",
                new StringContent($$"""{"month":"2021-06","action":"{{action}}","reason":"x"}"""));
            Assert.Equal(HttpStatusCode.Created, done.StatusCode);
        }

        Answers(Row(1));
        await CloseAsync("close");
        await PullAsync();
        Assert.Equal("month_closed", (await ReceiptAsync())["errors"]!.AsArray().Single()!["code"]!.GetValue<string>());
        await CloseAsync("reopen");
        await PullAsync();
        Assert.Equal("taken", (await ReceiptAsync())["state"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("item-401", "unauthorized")]
    [InlineData("item-403", "forbidden")]
    [InlineData("item-404", "not-found")]
    [InlineData("item-500", "unclear")]
    [InlineData("item-429", "throttled")]
    [InlineData("content-401", "unauthorized")]
    [InlineData("content-404", "not-found")]
    [InlineData("content-500", "unclear")]
    [InlineData("content-429", "throttled")]
    [InlineData("content-206", "incomplete")]
    [InlineData("content-short", "incomplete")]
    [InlineData("content-large", "too-large")]
    [InlineData("content-endless", "too-large")]
    public async Task What_cannot_be_had_whole_is_not_read_and_is_had_the_next_time(string fault, string reason)
    {
        Answers(Row(1));
        var status = int.TryParse(fault.Split('-')[1], out var number) ? number : 0;
        if (fault.StartsWith("item", StringComparison.Ordinal))
        {
            graph.Item = c => FakeGraph.ErrorAsync(c, status, "120");
        }
        else
        {
            graph.Content = status switch
            {
                206 => c =>
                {
                    c.Response.StatusCode = StatusCodes.Status206PartialContent;
                    return c.Response.Body.WriteAsync(graph.File.AsMemory(0, 100)).AsTask();
                }
                ,
                > 0 => c => FakeGraph.ErrorAsync(c, status, "120"),
                _ => c => BrokenAsync(c, fault),
            };
        }

        await PullAsync();
        var receipt = await ReceiptAsync();
        Assert.Equal(("not-read", reason), (receipt["state"]!.GetValue<string>(), receipt["reason"]!.GetValue<string>()));
        Assert.DoesNotContain(await app.RowsAsync(TableNames.Submissions), r => r.RowKey.StartsWith("s!", StringComparison.Ordinal));

        graph.Reset();
        await PullAsync();
        Assert.Equal("taken", (await ReceiptAsync())["state"]!.GetValue<string>());
    }

    [Theory]
    [InlineData(429)]
    [InlineData(503)]
    [InlineData(504)]
    public async Task A_download_is_tried_again_at_once_when_Graph_says_so(int status)
    {
        Answers(Row(1));
        var met = 0;
        graph.Content = c => Interlocked.Increment(ref met) == 1 ? FakeGraph.ErrorAsync(c, status, "0")
            : c.Response.Body.WriteAsync(graph.File).AsTask();
        await PullAsync();
        Assert.Equal("taken", (await ReceiptAsync())["state"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_workbook_that_does_not_fit_its_mapping_is_refused_whole()
    {
        async Task<string> CodeAsync(byte[] content)
        {
            graph.File = content;
            await PullAsync();
            var receipt = await ReceiptAsync();
            Assert.Equal("refused", receipt["state"]!.GetValue<string>());
            Assert.DoesNotContain(await app.RowsAsync(TableNames.Submissions), r => r.RowKey.StartsWith("s!", StringComparison.Ordinal));
            return string.Join(' ', receipt["errors"]!.AsArray().Select(e => e!["code"]!.GetValue<string>()));
        }

        Assert.Equal("question_unmapped", await CodeAsync(new Workbook().Sheet("Form1", [.. Header, "新しい質問"], Row(1)).ToBytes()));
        Assert.Equal("question_missing",
            await CodeAsync(new Workbook().Sheet("Form1", [.. Header.Where(h => h != "所属")], Row(1)).ToBytes()));
        Assert.Equal("column_doubled", await CodeAsync(new Workbook().Sheet("Form1", [.. Header, "所属"], Row(1)).ToBytes()));
        Assert.Equal("no_answers_sheet", await CodeAsync(new Workbook().Sheet("Sheet1", ["a", "b"]).ToBytes()));
        Assert.Equal("file_is_not_xlsx", await CodeAsync("<html>sign in</html>"u8.ToArray()));
        Assert.Equal("file_broken", await CodeAsync(new Workbook().Sheet("Form1", Header, Row(1)).ToBytes()[..^100]));
    }

    [Theory]
    [InlineData("\"item\":\"01ABC\"", "\"item\":\"../x\"", "workbook_ids")]
    [InlineData("\"item\":\"01ABC\"", "\"site\":\"s\"", "unknown_property workbook_ids")]
    [InlineData("\"0213\"]", "\"02l3\"]", "workbook_departments")]
    [InlineData(",\"column\":\"所属\"", "", "column_missing")]
    [InlineData("\"column\":\"所属\"", "\"column\":\"名前\"", "column_of_forms")]
    [InlineData("\"column\":\"所属\"", "\"column\":\"対象 の年月\"", "column_doubled")]
    public void A_wrong_mapping_of_a_workbook_is_refused(string there, string wrong, string codes)
    {
        var (mapping, errors) = FormMapping.Parse(Form,
            System.Text.Encoding.UTF8.GetBytes(Mapping.Replace(there, wrong, StringComparison.Ordinal)));
        Assert.Null(mapping);
        Assert.Equal(codes, string.Join(' ', errors.Select(e => e.Code)));
    }

    [Fact]
    public async Task The_timer_runs_it_and_without_a_workbook_Graph_is_left_alone()
    {
        await using var plain = await RunningApp.StartWithGraphAsync(graph);
        await plain.Services.GetRequiredService<FormPuller>().PullAsync(default);
        Assert.Empty(graph.Calls);
        Answers(Row(1));
        await app.RunTimerAsync("PullForms");
        await RunningApp.UntilAsync(async () => await app.Container(ContainerNames.Receipts).GetBlobClient($"forms/{Form}.json")
            .ExistsAsync());
    }

    private void Answers(params string?[][] rows) => graph.File = new Workbook().Sheet("Form1", [Header, .. rows]).ToBytes();

    private static string?[] Row(int id, string department = "0213", string month = "令和3年6月", string online = "=472",
        string eligible = "938") =>
        Row("=" + id, department, month, online, eligible);

    private static string?[] Row(string id, string department, string month, string online, string eligible) =>
        [id, "@44382.5", "@44382.6", "hanako@example.lg.jp", "豊中 花子", department, month, online, eligible, "豊中 太郎"];

    private static async Task BrokenAsync(HttpContext context, string fault)
    {
        switch (fault)
        {
            case "content-short":
                context.Response.ContentLength = 1_000_000;
                await context.Response.Body.WriteAsync(new byte[1_000]);
                await context.Response.Body.FlushAsync();
                context.Abort();
                break;
            case "content-large":
                // The length that is announced is enough.
                context.Response.ContentLength = 50_000_000;
                await context.Response.Body.FlushAsync();
                await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
                break;
            default:
                // No length is announced, and there is no end.
                while (!context.RequestAborted.IsCancellationRequested)
                {
                    await context.Response.Body.WriteAsync(new byte[100_000]);
                }

                break;
        }
    }

    private Task UploadAsync(string mapping) => app.Container(ContainerNames.Reference).GetBlobClient($"forms/{Form}.json")
        .UploadAsync(BinaryData.FromString(mapping), overwrite: true);

    private Task PullAsync() => app.Services.GetRequiredService<FormPuller>().PullAsync(default);

    private async Task<JsonNode> ReceiptAsync() =>
        JsonNode.Parse((await app.Container(ContainerNames.Receipts).GetBlobClient($"forms/{Form}.json")
            .DownloadContentAsync()).Value.Content)!;

    private async Task<List<string>> BlobsAsync()
    {
        var all = new List<string>();
        foreach (var container in (string[])[ContainerNames.Receipts, ContainerNames.State])
        {
            await foreach (var blob in app.Container(container).GetBlobsAsync())
            {
                all.Add((await app.Container(container).GetBlobClient(blob.Name).DownloadContentAsync()).Value.Content.ToString());
            }
        }

        return all;
    }
}
