using Microsoft.AspNetCore.Http;
using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Tests.Support;
using static SmartToyonaka.Tests.Intake.Submissions.AnsweredForm;

namespace SmartToyonaka.Tests.Intake.Submissions;

/// <summary>
/// Workbooks of Microsoft Forms that cannot be had, or not whole, or that do not fit their mapping: none of their answers is taken.
/// </summary>
public sealed class FormDownloadTests : IAsyncLifetime
{
    private AnsweredForm form = null!;

    public async Task InitializeAsync() => form = await AnsweredForm.StartAsync();

    public async Task DisposeAsync() => await form.DisposeAsync();

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
        form.Answers(Row(1));
        var status = int.TryParse(fault.Split('-')[1], out var number) ? number : 0;
        if (fault.StartsWith("item", StringComparison.Ordinal))
        {
            form.Graph.Item = c => FakeGraph.ErrorAsync(c, status, "120");
        }
        else
        {
            form.Graph.Content = status switch
            {
                206 => c =>
                {
                    c.Response.StatusCode = StatusCodes.Status206PartialContent;
                    return c.Response.Body.WriteAsync(form.Graph.File.AsMemory(0, 100)).AsTask();
                }
                ,
                > 0 => c => FakeGraph.ErrorAsync(c, status, "120"),
                _ => c => BrokenAsync(c, fault),
            };
        }

        await form.PullAsync();
        var receipt = await form.ReceiptAsync();
        Assert.Equal(("not-read", reason), (receipt["state"]!.GetValue<string>(), receipt["reason"]!.GetValue<string>()));
        Assert.DoesNotContain(await form.App.RowsAsync(TableNames.Submissions), r => r.RowKey.StartsWith("s!", StringComparison.Ordinal));

        form.Graph.Reset();
        await form.PullAsync();
        Assert.Equal("taken", (await form.ReceiptAsync())["state"]!.GetValue<string>());
    }

    [Theory]
    [InlineData(429)]
    [InlineData(503)]
    [InlineData(504)]
    public async Task A_download_is_tried_again_at_once_when_Graph_says_so(int status)
    {
        form.Answers(Row(1));
        var met = 0;
        form.Graph.Content = c => Interlocked.Increment(ref met) == 1 ? FakeGraph.ErrorAsync(c, status, "0")
            : c.Response.Body.WriteAsync(form.Graph.File).AsTask();
        await form.PullAsync();
        Assert.Equal("taken", (await form.ReceiptAsync())["state"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_workbook_that_does_not_fit_its_mapping_is_refused_whole()
    {
        async Task<string> CodeAsync(byte[] content)
        {
            form.Graph.File = content;
            await form.PullAsync();
            var receipt = await form.ReceiptAsync();
            Assert.Equal("refused", receipt["state"]!.GetValue<string>());
            Assert.DoesNotContain(await form.App.RowsAsync(TableNames.Submissions), r => r.RowKey.StartsWith("s!", StringComparison.Ordinal));
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
}
