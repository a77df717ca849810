using System.Globalization;
using System.Net;
using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Reliability;

/// <summary>Two instances on one storage with the same requests at the same time.</summary>
public sealed class TwoInstancesTests : IAsyncLifetime
{
    private readonly List<RunningApp> apps = [];

    public async Task InitializeAsync()
    {
        apps.Add(await RunningApp.StartAsync());
        apps.Add(await RunningApp.StartAsync(apps[0].Storage));
    }

    public async Task DisposeAsync()
    {
        foreach (var app in apps)
        {
            await app.DisposeAsync();
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("the-same-key")]
    public async Task The_same_submission_is_one_entry_with_one_receipt(string? key)
    {
        const string body = """{ "department": "0213", "month": "2021-06", "figures": [ { "measure": "seal_abolitions", "count": 7 } ] }""";

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(n => apps[n % 2].SubmitAsync(body, key)));

        Assert.All(answers, a => Assert.Equal(HttpStatusCode.Accepted, a.StatusCode));
        Assert.Single((await Task.WhenAll(answers.Select(a => a.Content.ReadAsStringAsync()))).Distinct());
        Assert.Single(answers, a => !a.Headers.Contains("Idempotency-Replayed"));
        await apps[0].WaitUntilComputedAsync();
        Assert.Single(await apps[0].RowsAsync(TableNames.Ledger));
        Assert.Equal(7L, Assert.Single(await apps[0].RowsAsync(TableNames.FactFigure)).GetInt64("value"));
    }

    [Fact]
    public async Task The_same_upload_is_taken_once()
    {
        for (var i = 0; i < 6; i++)
        {
            await apps[0].Container(ContainerNames.Drops).GetBlobClient($"e-approval/{i}.csv").UploadAsync(BinaryData.FromString(
                string.Create(CultureInfo.InvariantCulture, $"年月,所属コード,所属名,起案件数,電子決裁件数\n2021-{4 + i:D2},0211,財政課,{100 + i},{50 + i}\n")));
        }

        await RunningApp.UntilAsync(async () =>
        {
            await Task.WhenAll(apps.Select(a => a.RunTimerAsync("PullEApproval")));
            return (await apps[0].RowsAsync(TableNames.FactDrop)).Count == 6;
        });
        await apps[0].WaitUntilComputedAsync();

        Assert.All(await apps[0].RowsAsync(TableNames.FactDrop), r =>
            Assert.Equal(("taken", 1L), (r.GetString("state"), r.GetInt64("rowstaken"))));
        Assert.Equal(6, (await apps[0].RowsAsync(TableNames.Ledger)).Count);
        var figures = (await apps[0].RowsAsync(TableNames.FactFigure)).Where(r => r.GetString("measure") == "e_approval_documents")
            .ToList();
        Assert.Equal(Enumerable.Range(0, 6).Select(i => 150L + 2 * i).Sum(),
            figures.Where(r => r.GetString("part") is "electronic" or "total").Sum(r => r.GetInt64("value")));
    }

    [Fact]
    public async Task Corrections_on_both_at_once_leave_one_figure_and_the_whole_history()
    {
        var answers = await Task.WhenAll(Enumerable.Range(1, 10).Select(n => apps[n % 2].SubmitAsync(
            string.Create(CultureInfo.InvariantCulture,
                $$"""{ "department": "0213", "month": "2021-06", "figures": [ { "measure": "seal_abolitions", "count": {{n}} } ] }"""))));
        Assert.All(answers, a => Assert.Equal(HttpStatusCode.Accepted, a.StatusCode));
        await apps[1].WaitUntilComputedAsync();

        var entries = await apps[0].RowsAsync(TableNames.Ledger);
        Assert.Equal(10, entries.Count);

        // Of the same millisecond the one whose id is last in order holds: EffectiveObservations.
        var newest = entries.OrderBy(r => r.GetDateTimeOffset("receivedat")).ThenBy(r => r.GetString("sourceid"), StringComparer.Ordinal)
            .Last();
        var figure = Assert.Single(await apps[0].RowsAsync(TableNames.FactFigure));
        Assert.Equal("submission:" + newest.GetString("sourceid"), figure.GetString("source"));
        Assert.Equal(figure.GetInt64("value"),
            (long)(double)(await apps[1].IndicatorAsync("seal_abolitions", "month", "2021-06"))!["value"]!);
    }
}
