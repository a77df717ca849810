using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Azure.Storage.Blobs.Specialized;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Publishing.Recomputation;
using SmartToyonaka.Publishing.Reporting.Annual;
using SmartToyonaka.Tests.Intake.Drops;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Reliability;

/// <summary>
/// Two instances on one storage, whose calls are forced into one order: a call of the first is held, the second does all of its work, and
/// the call is let go.
/// </summary>
public sealed class OrderedCallsTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Now = DateTimeOffset.Parse("2022-05-10T01:00:00Z", CultureInfo.InvariantCulture);

    // The first one's clock is ahead: the order counts, not the clocks.
    private readonly FakeTimeProvider ahead = new(Now.AddSeconds(10)), clock = new(Now);
    private FaultyStorage proxy = null!;
    private RunningApp first = null!, second = null!;

    public async Task InitializeAsync()
    {
        var storage = await TestStorage.NewAccountAsync();
        proxy = await FaultyStorage.StartAsync(storage);
        first = await RunningApp.StartAsync(storage, ahead, proxy, RunningApp.QueueOff);
        second = await RunningApp.StartAsync(storage, clock);
    }

    public async Task DisposeAsync()
    {
        await second.DisposeAsync();
        await first.DisposeAsync();
        await proxy.DisposeAsync();
    }

    [Fact]
    public async Task What_was_kept_and_never_reached_the_ledger_does_not_come_back_over_what_was_accepted_later()
    {
        await second.AcceptedAsync(Seals(472, "1"));
        proxy.Meet = c => c.Method == "PUT" && c.Path.Contains("/ledger(", StringComparison.Ordinal) ? CallFault.Lost : CallFault.None;
        using var givenUp = await first.SubmitAsync(Seals(742, "2"));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, givenUp.StatusCode);

        var again = await second.AcceptedAsync(Seals(472, "3"));
        clock.Advance(TimeSpan.FromMinutes(5));
        await second.RunTimerAsync("SweepUnfinished");

        Assert.Equal(1, again["unchanged"]!.GetValue<int>());
        await AssertPublishedAsync(472, entries: 3);
    }

    [Fact]
    public async Task What_is_being_kept_while_another_is_accepted_is_the_earlier_one()
    {
        await second.AcceptedAsync(Seals(472, "1"));
        ahead.SetUtcNow(Now.AddSeconds(20));
        clock.SetUtcNow(Now.AddSeconds(30));
        var barrier = CallBarrier.AtWrite(proxy, "SubmissionStore", TableNames.Submissions);
        var slow = first.SubmitAsync(Seals(742, "2"));
        await barrier.ReachedAsync();
        await second.AcceptedAsync(Seals(472, "3"));
        barrier.Open();

        Assert.Equal(HttpStatusCode.Accepted, (await slow).StatusCode);
        await AssertPublishedAsync(472, entries: 3);
    }

    [Fact]
    public async Task A_submission_that_found_its_month_open_is_not_kept_once_it_is_closed()
    {
        await second.AcceptedAsync(Seals(100, "1"));
        var barrier = CallBarrier.AtWrite(proxy, "SubmissionStore", TableNames.Submissions);
        var slow = first.SubmitAsync(Seals(777, "2"));
        await barrier.ReachedAsync();
        await CloseAsync();
        barrier.Open();

        Assert.Equal("month-closed", await (await slow).ProblemAsync(HttpStatusCode.Locked));
        await AssertPublishedAsync(100, entries: 1);
        Assert.Contains("\"100\"", await FrozenAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_submission_that_is_kept_when_its_month_is_closed_is_in_what_the_closing_freezes()
    {
        await second.AcceptedAsync(Seals(100, "1"));
        var barrier = CallBarrier.At(proxy, "PUT", "/ledger(");
        var slow = first.SubmitAsync(Seals(777, "2"));
        await barrier.ReachedAsync();
        var act = await CloseAsync();
        Assert.True((await second.Services.GetRequiredService<FrozenReports>().CurrentAsync(new(2021), default)).IsOnItsWay);
        barrier.Open();

        var receipt = await (await slow).JsonAsync();
        Assert.True(receipt["receivedAt"]!.GetValue<DateTimeOffset>() < act["at"]!.GetValue<DateTimeOffset>());
        await AssertPublishedAsync(777, entries: 2);
        Assert.Contains("\"777\"", await FrozenAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_closing_that_is_killed_before_it_is_settled_is_settled_by_the_sweep()
    {
        await second.AcceptedAsync(Seals(100, "1"));
        proxy.Meet = c => c.Step.StartsWith("ClosingGate:", StringComparison.Ordinal) ? CallFault.Lost : CallFault.None;
        using var broken = await first.Client.PostAsJsonAsync("api/closings",
            new { fiscalYear = 2021, action = "close", reason = "年度の締め" });
        Assert.Equal(HttpStatusCode.ServiceUnavailable, broken.StatusCode);
        using var refused = await second.SubmitAsync(Seals(777, "2"));
        Assert.Equal(HttpStatusCode.Locked, refused.StatusCode);
        Assert.True((await second.Services.GetRequiredService<FrozenReports>().CurrentAsync(new(2021), default)).IsOnItsWay);

        clock.Advance(TimeSpan.FromMinutes(5));
        await second.RunTimerAsync("SweepUnfinished");

        await RunningApp.UntilAsync(async () => (await second.RowsAsync(TableNames.Closings)).All(r => r.GetBoolean("unsettled") != true));
        await AssertPublishedAsync(100, entries: 1);
        Assert.Contains("\"100\"", await FrozenAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_upload_that_is_claimed_when_its_month_is_being_closed_is_held_back()
    {
        await UploadAsync("e-approval/a.csv", 60);
        var barrier = CallBarrier.AtWrite(proxy, "DropClaimStore", TableNames.Drops);
        var slow = PullAsync(first);
        await barrier.ReachedAsync();
        await CloseAsync();
        barrier.Open();
        await slow;

        Assert.Contains("month_closed", await BlobAsync(ContainerNames.Receipts, "e-approval/a.csv.json"), StringComparison.Ordinal);
        Assert.Empty(await second.RowsAsync(TableNames.Ledger));
    }

    [Fact]
    public async Task An_upload_that_is_being_read_when_its_month_is_closed_is_waited_for_by_what_the_closing_freezes()
    {
        await second.AcceptedAsync(Seals(100, "1"));
        await UploadAsync("e-approval/a.csv", 60);
        var barrier = CallBarrier.AtWrite(proxy, "DropDecision", ContainerNames.State);
        var slow = PullAsync(first);
        await barrier.ReachedAsync();
        var act = await CloseAsync();
        Assert.True((await second.Services.GetRequiredService<FrozenReports>().CurrentAsync(new(2021), default)).IsOnItsWay);
        barrier.Open();
        await slow;

        var entry = Assert.Single(await second.RowsAsync(TableNames.Ledger), r => r.GetString("measure") == "e_approval_documents");
        Assert.True(entry.GetDateTimeOffset("receivedat") < act["at"]!.GetValue<DateTimeOffset>());
    }

    [Theory]
    [InlineData("receipts")]
    [InlineData("quarantine")]
    public async Task Of_two_uploads_of_a_name_the_newer_one_has_the_last_word_whoever_ends_last(string heldAt)
    {
        await UploadAsync("e-approval/a.csv", 999);
        var barrier = CallBarrier.At(proxy, "PUT", $"/{heldAt}/e-approval/a.csv");
        var slow = PullAsync(first);
        await barrier.ReachedAsync();
        await UploadAsync("e-approval/a.csv", 60);
        await PullAsync(second);
        var newest = await BlobAsync(ContainerNames.Receipts, "e-approval/a.csv.json");
        barrier.Open();
        await slow;

        Assert.Contains("\"taken\"", newest, StringComparison.Ordinal);
        Assert.Equal(newest, await BlobAsync(ContainerNames.Receipts, "e-approval/a.csv.json"));
        Assert.Empty(await second.Container(ContainerNames.Quarantine).GetBlobsAsync().ToListAsync());
    }

    [Fact]
    public async Task What_a_year_hands_on_is_what_was_recorded_though_a_slower_computation_wrote_another_and_was_killed()
    {
        await second.DisposeAsync();
        second = await RunningApp.StartAsync(first.Storage, clock, settings: RunningApp.QueueOff);
        await AcceptedAndComputedAsync(Seals(11, "1"), 2021);
        await AcceptedAndComputedAsync(Seals(1000, "2", "2022-04"), 2022);
        await first.AcceptedAsync(Seals(12, "3"));

        // It has read 12, and its carry-forward is about to be written.
        var barrier = CallBarrier.At(proxy, "PUT", "/closings/seal_abolitions/");
        proxy.Meet = c => c.Method == "PUT" && c.Path.Contains("/work(", StringComparison.Ordinal) ? CallFault.Busy : CallFault.None;
        var slow = ComputeAsync(first, 2021);
        await barrier.ReachedAsync();
        await second.Container(ContainerNames.State).GetBlobClient("leases/seal_abolitions/2021").GetBlobLeaseClient()
            .BreakAsync(TimeSpan.Zero);
        await AcceptedAndComputedAsync(Seals(111, "4"), 2021);
        barrier.Open();
        await Assert.ThrowsAnyAsync<Exception>(() => slow);

        // Its message is delivered again.
        await ComputeAsync(second, 2021);
        await AcceptedAndComputedAsync(Seals(1000, "5", "2022-05"), 2022);
        Assert.Equal(2_111, (await second.IndicatorAsync("seal_abolitions", "programme", "2022-05"))!["value"]!.GetValue<double>());
    }

    [Fact]
    public async Task What_another_instance_is_computing_is_put_back_and_computed_when_that_has_ended()
    {
        var lease = second.Container(ContainerNames.State).GetBlobClient("leases/seal_abolitions/2021");
        await lease.UploadAsync(BinaryData.FromString(""));
        var other = lease.GetBlobLeaseClient();
        await other.AcquireAsync(BlobLeaseClient.InfiniteLeaseDuration);
        foreach (var n in Enumerable.Range(1, 8))
        {
            await second.AcceptedAsync(Seals(n, n.ToString(CultureInfo.InvariantCulture)));
        }

        // One more computation, called directly: it returns when the message is put back.
        await ComputeAsync(first, 2021);
        Assert.Null(await second.IndicatorAsync("seal_abolitions", "month", "2021-06"));

        // A message that is put back is sent before the old one is deleted: for that moment it is there twice, and not longer.
        await RunningApp.UntilAsync(async () =>
            (await second.Queue(QueueNames.Recompute).GetPropertiesAsync()).Value.ApproximateMessagesCount is >= 1 and <= 9);
        await other.ReleaseAsync();

        await AssertPublishedAsync(8, entries: 8);
        Assert.Equal(0, (await second.Queue(QueueNames.RecomputePoison).GetPropertiesAsync()).Value.ApproximateMessagesCount);
    }

    private static string Seals(int count, string responseId, string month = "2021-06") =>
        $$"""{ "form": "f", "responseId": "{{responseId}}", "department": "0213", "month": "{{month}}", "figures": [ { "measure": "seal_abolitions", "count": {{count}} } ] }""";

    private async Task AcceptedAndComputedAsync(string submission, int year)
    {
        clock.Advance(TimeSpan.FromSeconds(1));
        await second.AcceptedAsync(submission);
        await ComputeAsync(second, year);
    }

    private static Task ComputeAsync(RunningApp app, int year) =>
        app.Services.GetRequiredService<IndicatorRecomputer>()
            .HandleAsync(new([new("seal_abolitions", new FiscalYear(year))], []), default);

    private async Task AssertPublishedAsync(int count, int entries)
    {
        await second.WaitUntilComputedAsync();
        Assert.Equal(count, (await second.IndicatorAsync("seal_abolitions", "month", "2021-06"))!["value"]!.GetValue<double>());
        Assert.Equal(entries, (await second.RowsAsync(TableNames.Ledger)).Count);
    }

    private async Task<JsonNode> CloseAsync()
    {
        using var answer = await second.Client.PostAsJsonAsync("api/closings",
            new { fiscalYear = 2021, action = "close", reason = "年度の締め" });
        Assert.True(answer.StatusCode == HttpStatusCode.Created, await answer.Content.ReadAsStringAsync());
        return await answer.JsonAsync();
    }

    /// <summary>The values of the frozen report, as they are published as of its time.</summary>
    private async Task<string> FrozenAsync()
    {
        await RunningApp.UntilAsync(async () =>
            (await second.Services.GetRequiredService<FrozenReports>().CurrentAsync(new(2021), default)).Frozen is not null);
        var at = (await second.Services.GetRequiredService<FrozenReports>().CurrentAsync(new(2021), default)).Frozen!.ReceivedBy;
        var value = await second.IndicatorAsync("seal_abolitions", "month", "2021-06", more: "&asOf="
            + Uri.EscapeDataString(at.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffffffZ", CultureInfo.InvariantCulture)));
        return value!["text"]!.ToJsonString();
    }

    /// <summary>An upload of one section and month; 999 of its 100 documents are more than there are, and are held back.</summary>
    private async Task UploadAsync(string name, int electronic) => await second.Container(ContainerNames.Drops).GetBlobClient(name)
        .UploadAsync(
        BinaryData.FromBytes(TestDrop.Bytes(TestDrop.EApprovalHeader, string.Create(CultureInfo.InvariantCulture,
            $"2021-04,0211,財政課,100,{electronic},{100 - Math.Min(electronic, 100)}"))), overwrite: true);

    private static Task PullAsync(RunningApp app) => app.Services.GetRequiredService<SmartToyonaka.Intake.Drops.DropPuller>()
        .PullAsync("e-approval", default);

    private async Task<string> BlobAsync(string container, string name) =>
        (await second.Container(container).GetBlobClient(name).DownloadContentAsync()).Value.Content.ToString();
}
