using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Intake.Submissions.Forms;
using SmartToyonaka.Tests.Support;
using static SmartToyonaka.Tests.Intake.Submissions.AnsweredForm;

namespace SmartToyonaka.Tests.Intake.Submissions;

/// <summary>Answers of Microsoft Forms from their workbook, through the fake Graph and the real client library.</summary>
public sealed class FormPullTests : IAsyncLifetime
{
    private AnsweredForm form = null!;

    public async Task InitializeAsync() => form = await AnsweredForm.StartAsync();

    public async Task DisposeAsync() => await form.DisposeAsync();

    [Fact]
    public async Task Each_answer_is_taken_once_and_nothing_of_who_answered_is_kept()
    {
        form.Answers(Row(1), Row(2, "0212", "@44348", "１，２３４", "=2000"));
        await form.PullAsync();

        var receipt = await form.ReceiptAsync();
        Assert.Equal(("taken", 2, 2),
            (receipt["state"]!.GetValue<string>(), receipt["answers"]!.GetValue<int>(), receipt["taken"]!.GetValue<int>()));
        await form.App.WaitUntilComputedAsync();
        Assert.Equal(2938, (await form.App.IndicatorAsync("online_application_rate", "month", "2021-06"))!["denominator"]!.GetValue<double>());
        var stored = await StorageSnapshot.OfAsync(form.App.Storage);
        Assert.Contains(stored, r => r.Contains("submittedby=workbook:" + Form, StringComparison.Ordinal));
        var blobs = await BlobsAsync();
        Assert.All((string[])["hanako", "豊中 花子", "太郎"], person =>
        {
            Assert.DoesNotContain(stored, r => r.Contains(person, StringComparison.Ordinal));
            Assert.DoesNotContain(blobs, b => b.Contains(person, StringComparison.Ordinal));
        });

        // Nothing has changed: not even downloaded.
        var before = await StorageSnapshot.WithETagsAsync(form.App.Storage, TableNames.Submissions);
        var calls = form.Graph.Calls.Count;
        await form.PullAsync();
        Assert.Equal(["/v1.0/drives/b!abc-1/items/01ABC"], form.Graph.Calls.Skip(calls).Select(c => c.Path));
        Assert.Equal(before, await StorageSnapshot.WithETagsAsync(form.App.Storage, TableNames.Submissions));
    }

    [Fact]
    public async Task The_token_stays_with_Graph_when_it_sends_one_elsewhere()
    {
        form.Answers(Row(1));
        await form.PullAsync();
        var download = Assert.Single(form.Graph.Calls, c => c.Path == "/download");
        Assert.Equal(("localhost", null), (download.Host, download.Authorization is { Length: > 0 } sent ? sent : null));
        Assert.All(form.Graph.Calls.Where(c => c != download), c =>
            Assert.Equal(("127.0.0.1", true), (c.Host, c.Authorization?.StartsWith("Bearer ", StringComparison.Ordinal))));
    }

    [Fact]
    public async Task What_is_wrong_with_one_answer_is_shown_without_its_text_and_keeps_no_other_and_is_tried_again()
    {
        form.Answers(Row(1, "0213", "令和3年13月"), Row(2), Row(3, "0301"), Row("x", "0213", "2021-07", "1", "2"));
        await form.PullAsync();
        var receipt = await form.ReceiptAsync();
        Assert.Equal(("taken-in-part", 4, 1),
            (receipt["state"]!.GetValue<string>(), receipt["answers"]!.GetValue<int>(), receipt["taken"]!.GetValue<int>()));
        Assert.Equal(
            [" answer_without_id", "1 month_no_such_date", "3 other_department"],
            receipt["errors"]!.AsArray().Select(e => $"{e!["answer"]!.GetValue<string>()} {e["code"]!.GetValue<string>()}")
                .Order(StringComparer.Ordinal));
        Assert.Contains(receipt["errors"]!.AsArray(), e => e!["place"]!.GetValue<string>() == $"{Form}.xlsx!Form1!G2");
        Assert.DoesNotContain("13月", receipt.ToJsonString(), StringComparison.Ordinal);

        // The same workbook is read again, since errors may be corrected elsewhere; accepted answers are not sent again.
        await form.MapAsync(Mapping.Replace("\"departments\":[\"0212\",\"0213\"]", "\"departments\":[\"0213\",\"0301\"]",
            StringComparison.Ordinal));
        await form.PullAsync();
        Assert.Equal(2, (await form.ReceiptAsync())["taken"]!.GetValue<int>());
        Assert.Equal(2, (await form.App.RowsAsync(TableNames.Submissions)).Count(r => r.RowKey.StartsWith("s!", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task An_answer_that_was_changed_after_it_was_accepted_is_shown_and_stands_as_it_was()
    {
        form.Answers(Row(1));
        await form.PullAsync();
        form.Graph.Tag = "\"c:{A1},2\"";
        form.Answers(Row(1, online: "=400"));
        await form.PullAsync();
        Assert.Equal("answer_changed", (await form.ReceiptAsync())["errors"]!.AsArray().Single()!["code"]!.GetValue<string>());
        Assert.Single(await form.App.RowsAsync(TableNames.Submissions), r => r.RowKey.StartsWith("s!", StringComparison.Ordinal));
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
        await form.App.AcceptedAsync(flow.ToJsonString());
        form.Answers(Row(1));
        await form.PullAsync();
        Assert.Equal("taken", (await form.ReceiptAsync())["state"]!.GetValue<string>());
        Assert.Single(await form.App.RowsAsync(TableNames.Submissions), r => r.RowKey.StartsWith("s!", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_closed_month_takes_the_answer_when_it_is_open_again()
    {
        async Task CloseAsync(string action)
        {
            using var done = await form.App.Client.PostAsync("api/closings",
                new StringContent($$"""{"month":"2021-06","action":"{{action}}","reason":"x"}"""));
            Assert.Equal(HttpStatusCode.Created, done.StatusCode);
        }

        form.Answers(Row(1));
        await CloseAsync("close");
        await form.PullAsync();
        Assert.Equal("month_closed", (await form.ReceiptAsync())["errors"]!.AsArray().Single()!["code"]!.GetValue<string>());
        await CloseAsync("reopen");
        await form.PullAsync();
        Assert.Equal("taken", (await form.ReceiptAsync())["state"]!.GetValue<string>());
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
        await using var plain = await RunningApp.StartWithGraphAsync(form.Graph);
        await plain.Services.GetRequiredService<FormPuller>().PullAsync(default);
        Assert.Empty(form.Graph.Calls);
        form.Answers(Row(1));
        await form.App.RunTimerAsync("PullForms");
        await RunningApp.UntilAsync(async () => await form.App.Container(ContainerNames.Receipts).GetBlobClient($"forms/{Form}.json")
            .ExistsAsync());
    }

    private async Task<List<string>> BlobsAsync()
    {
        var all = new List<string>();
        foreach (var container in (string[])[ContainerNames.Receipts, ContainerNames.State])
        {
            await foreach (var blob in form.App.Container(container).GetBlobsAsync())
            {
                all.Add((await form.App.Container(container).GetBlobClient(blob.Name).DownloadContentAsync()).Value.Content.ToString());
            }
        }

        return all;
    }
}
