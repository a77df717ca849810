using Microsoft.Extensions.DependencyInjection;
using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Operations.Maintenance;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Triggers.Http;

/// <summary>A stored submission that lost a part is reported, and complete again when it is submitted again.</summary>
public sealed class IncompleteSubmissionTests
{
    private const string Submission = """
        { "form": "f", "responseId": "1", "department": "0213", "month": "2021-06", "figures": [ { "measure": "seal_abolitions", "count": 7 } ] }
        """;

    [Theory]
    [InlineData("s!")]
    [InlineData("k!")]
    [InlineData("e!")]
    [InlineData("b!")]
    [InlineData("s! b! e!")]
    [InlineData("b! e! k!")]
    public async Task What_is_lost_is_told_and_the_next_repeat_mends_it(string lost)
    {
        await using var app = await RunningApp.StartAsync();
        var id = (await app.AcceptedAsync(Submission))["id"]!.GetValue<string>();
        await app.WaitUntilComputedAsync();
        var (kept, ledger) = (await KeysAsync(app), await StorageSnapshot.OfAsync(app.Storage, TableNames.Ledger));
        foreach (var row in (await app.RowsAsync(TableNames.Submissions))
            .Where(r => lost.Split(' ').Any(p => r.RowKey.StartsWith(p, StringComparison.Ordinal))))
        {
            await app.Table(TableNames.Submissions).DeleteEntityAsync(row.PartitionKey, row.RowKey);
        }

        Assert.NotEmpty((await CompareAsync(app)).Incomplete);
        Assert.False((await CompareAsync(app)).IsGood);
        Assert.Equal(id, (await app.AcceptedAsync(Submission))["id"]!.GetValue<string>());
        await app.WaitUntilComputedAsync();

        Assert.Equal(kept, await KeysAsync(app));
        Assert.Equal(ledger, await StorageSnapshot.OfAsync(app.Storage, TableNames.Ledger));
        Assert.True((await CompareAsync(app)).IsGood);
    }

    [Fact]
    public async Task A_submission_that_lost_its_entries_before_they_were_computed_is_computed_when_it_is_handed_in_again()
    {
        var storage = await TestStorage.NewAccountAsync();
        await using (var app = await RunningApp.StartAsync(storage, settings: RunningApp.QueueOff))
        {
            await app.AcceptedAsync(Submission);
            await app.Queue(QueueNames.Recompute).ClearMessagesAsync();
            foreach (var row in (await app.RowsAsync(TableNames.Submissions)).Where(r => r.RowKey[0] is 'e' or 'b' or 'k' or 'p'))
            {
                await app.Table(TableNames.Submissions).DeleteEntityAsync(row.PartitionKey, row.RowKey);
            }

            foreach (var row in await app.RowsAsync(TableNames.Ledger))
            {
                await app.Table(TableNames.Ledger).DeleteEntityAsync(row.PartitionKey, row.RowKey);
            }
        }

        await using var after = await RunningApp.StartAsync(storage);
        await after.AcceptedAsync(Submission);
        await after.WaitUntilComputedAsync();
        Assert.Equal("7", (await after.IndicatorAsync("seal_abolitions", "programme", "2021-06"))!["text"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("e!")]
    [InlineData("b!")]
    public async Task What_is_lost_by_half_is_shown_without_it(string part)
    {
        await using var app = await RunningApp.StartAsync();
        var id = (await app.AcceptedAsync(Submission))["id"]!.GetValue<string>();
        await app.WaitUntilComputedAsync();
        var row = (await app.RowsAsync(TableNames.Submissions)).Single(r => r.RowKey.StartsWith(part, StringComparison.Ordinal));
        row["chunk"] = row.GetBinary("chunk")[..^6];
        await app.Table(TableNames.Submissions).UpdateEntityAsync(row, row.ETag);

        string[] paths =
        [
            $"api/submissions/{id}", "api/indicators/seal_abolitions/2021-06/provenance", "api/history?department=0213&month=2021-06",
        ];
        foreach (var path in paths)
        {
            using var answer = await app.Client.GetAsync(path);
            Assert.True(answer.IsSuccessStatusCode, $"{path}: {await answer.Content.ReadAsStringAsync()}");
        }

        Assert.NotEmpty((await CompareAsync(app)).Incomplete);
    }

    private static async Task<List<string>> KeysAsync(RunningApp app) =>
        [.. (await app.RowsAsync(TableNames.Submissions)).Select(r => r.RowKey).Where(k => k[0] is 's' or 'k' or 'e' or 'b')
            .Order(StringComparer.Ordinal)];

    private static Task<LedgerComparison> CompareAsync(RunningApp app) =>
        app.Services.GetRequiredService<LedgerRecovery>().RunAsync(write: false, new Progress<string>(), CancellationToken.None);
}
