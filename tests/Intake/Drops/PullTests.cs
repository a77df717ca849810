using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Intake.Drops;
using SmartToyonaka.Ledger;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Intake.Drops;

/// <summary>Drops through the blob container, on the real emulator.</summary>
public sealed class PullTests(DropStorageFixture storage) : IClassFixture<DropStorageFixture>, IAsyncLifetime
{
    private const string Good = "2021-04,0101,経営計画課,一般,通常,通常,1:30", Bad = "2021-04,0211,財政課,一般,通常,通常,12:60",
        Beside = "2021-04,0211,財政課,一般,通常,災害,0:30";

    public Task InitializeAsync() => storage.ResetAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task What_is_dropped_is_in_the_ledger_and_waits_to_be_computed()
    {
        await storage.DropAsync("overtime/2021/四月.csv", TestDrop.Cp932.GetBytes(TestDrop.Text(TestDrop.OvertimeHeader, Good)));

        Assert.Equal(new PullOutcome(1, 0, 0), await storage.PullAsync("overtime"));

        var held = Assert.Single(await HoldingAsync());
        Assert.Equal(("0101", "2021-04", 90), (held.Section, held.Month.ToString(), held.Value("minutes")));
        Assert.Equal("overtime/2021/四月.csv", held.Source.Id);
        var request = RecomputeRequest.Parse(Assert.Single(await storage.MessagesAsync()));
        Assert.Equal([new TopicYear("overtime", new FiscalYear(2021))], request.TopicYears);
        var mark = Assert.Single(request.Pending);
        Assert.Contains(await storage.RowsAsync(TableNames.Drops), r => r.PartitionKey == mark.Partition && r.RowKey == mark.Key);
        var fact = Assert.Single(await storage.RowsAsync(TableNames.FactDrop));
        Assert.Equal(("overtime", "2021/四月.csv", "taken", 1L, 1L, 0L), ((string)fact["folder"], (string)fact["file"],
            (string)fact["state"], (long)fact["rowsread"], (long)fact["rowstaken"], (long)fact["rowsheld"]));
    }

    [Fact]
    public async Task A_receipt_says_what_became_of_it()
    {
        await storage.DropAsync("overtime/a.csv", TestDrop.OvertimeHeader, Good, Bad, Beside);

        await storage.PullAsync("overtime");

        var receipt = JsonDocument.Parse((await storage.BlobAsync("receipts", "overtime/a.csv.json"))!).RootElement;
        Assert.Equal("taken-in-part", receipt.GetProperty("state").GetString());
        Assert.Equal([3, 1, 2, 1, 1], new[] { "rowsRead", "rowsTaken", "rowsHeld", "pairsTaken", "pairsHeld" }.Select(n =>
            receipt.GetProperty(n).GetInt32()));
        Assert.Equal("UTF-8", receipt.GetProperty("encoding").GetString());
        var error = receipt.GetProperty("errors")[0];
        Assert.Equal((3, "時間外時間", "not_a_time"),
            (error.GetProperty("line").GetInt32(), error.GetProperty("column").GetString(), error.GetProperty("code").GetString()));
        Assert.NotEmpty(error.GetProperty("message").GetString()!);
    }

    [Fact]
    public async Task The_same_upload_is_never_taken_twice_and_writes_nothing()
    {
        await storage.DropAsync("overtime/a.csv", TestDrop.OvertimeHeader, Good, Bad);
        await storage.PullAsync("overtime");
        var before = await storage.DumpAsync(withRowETags: true);

        Assert.Equal(new PullOutcome(0, 0, 0), await storage.PullAsync("overtime"));

        Assert.Equal(before, await storage.DumpAsync(withRowETags: true));
        Assert.Single(await storage.MessagesAsync());
    }

    [Fact]
    public async Task Held_rows_mended_and_dropped_again_complete_the_file()
    {
        await storage.DropAsync("overtime/a.csv", TestDrop.OvertimeHeader, Good, Bad, Beside);
        await storage.PullAsync("overtime");
        Assert.Equal(["0101"], (await HoldingAsync()).Select(o => o.Section));

        var mended = (await storage.BlobAsync("quarantine", "overtime/a.csv"))!.Replace("12:60", "13:00", StringComparison.Ordinal);
        await storage.DropAsync("overtime/a-mended.csv", System.Text.Encoding.UTF8.GetBytes(mended));
        await storage.PullAsync("overtime");

        Assert.Equal([("0101", 90L), ("0211", 780L), ("0211", 30L)], (await HoldingAsync()).OrderBy(o => o.Section)
            .SelectMany(o => o.Cells.Select(c => (o.Section, c.Value))));
    }

    [Fact]
    public async Task What_was_held_back_keeps_its_earlier_values()
    {
        await storage.DropAsync("overtime/a.csv", TestDrop.OvertimeHeader, Good, Beside);
        await storage.PullAsync("overtime");
        await storage.DropAsync("overtime/b.csv", TestDrop.OvertimeHeader, Good.Replace("1:30", "2:00", StringComparison.Ordinal), Bad);
        await storage.PullAsync("overtime");

        Assert.Equal([("0101", 120L), ("0211", 30L)], (await HoldingAsync()).OrderBy(o => o.Section)
            .Select(o => (o.Section, o.Cells.Single().Value)));
    }

    [Fact]
    public async Task The_newest_upload_of_a_pair_wins_even_in_the_same_second()
    {
        foreach (var (name, time) in new[] { ("z.csv", "1:00"), ("m.csv", "2:00"), ("a.csv", "3:00"), ("z.csv", "4:00"),
            ("b.csv", "5:00") })
        {
            await storage.DropAsync("overtime/" + name, TestDrop.OvertimeHeader, Good.Replace("1:30", time, StringComparison.Ordinal));
            await storage.PullAsync("overtime");
        }

        Assert.Equal(300, Assert.Single(await HoldingAsync()).Value("minutes"));
        Assert.Equal(5, (await storage.RowsAsync(TableNames.Ledger)).Count);
    }

    [Fact]
    public async Task A_file_that_grew_is_taken_again()
    {
        await storage.DropAsync("overtime/a.csv", TestDrop.OvertimeHeader);
        Assert.Equal(new PullOutcome(0, 0, 1), await storage.PullAsync("overtime"));

        await storage.DropAsync("overtime/a.csv", TestDrop.OvertimeHeader, Good);
        Assert.Equal(new PullOutcome(1, 0, 0), await storage.PullAsync("overtime"));

        Assert.Single(await HoldingAsync());
    }

    [Fact]
    public async Task A_refused_file_leaves_a_receipt_and_nothing_else()
    {
        await storage.DropAsync("overtime/a.csv", [0x81, 0x40, 0xFF, 0xFF]);

        Assert.Equal(new PullOutcome(0, 0, 1), await storage.PullAsync("overtime"));

        Assert.Contains("\"refused\"", await storage.BlobAsync("receipts", "overtime/a.csv.json"), StringComparison.Ordinal);
        Assert.Null(await storage.BlobAsync("quarantine", "overtime/a.csv"));
        Assert.Empty(await storage.MessagesAsync());
        Assert.Empty(await storage.RowsAsync(TableNames.Ledger));
    }

    [Fact]
    public async Task When_a_file_is_put_right_under_its_name_its_quarantine_goes()
    {
        await storage.DropAsync("overtime/a.csv", TestDrop.OvertimeHeader, Good, Bad);
        await storage.PullAsync("overtime");
        await storage.DropAsync("overtime/a.csv", TestDrop.OvertimeHeader, Good, Beside);
        await storage.PullAsync("overtime");

        Assert.Null(await storage.BlobAsync("quarantine", "overtime/a.csv"));
    }

    [Fact]
    public async Task Employees_are_named_nowhere_but_in_the_upload()
    {
        await storage.DropAsync("overtime/a.csv", "職員番号,氏名," + TestDrop.OvertimeHeader, "987654,豊中太郎," + Good, "987655,千里花子,"
            + Bad, "987656,服部,次郎," + Good);
        await storage.PullAsync("overtime");

        var everything = await storage.DumpAsync() + string.Concat(await storage.MessagesAsync());
        Assert.DoesNotContain("98765", everything, StringComparison.Ordinal);
        Assert.DoesNotContain("太郎", everything, StringComparison.Ordinal);
        Assert.DoesNotContain("花子", everything, StringComparison.Ordinal);
        Assert.DoesNotContain("次郎", everything, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mark_that_nobody_took_away_is_sent_again_after_a_while()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        var puller = DropStorageFixture.Puller(storage.ConnectionString, clock);
        await storage.DropAsync("staff/a.csv", TestDrop.StaffHeader, "2021-04,0101,経営計画課,一般,通常,12", "2020-04,0101,経営計画課,一般,通常,12");
        await puller.PullAsync("staff", CancellationToken.None);

        await puller.ResumeAsync(new(clock.GetUtcNow(), TimeSpan.FromMinutes(5)), new HashSet<PendingMark>(), CancellationToken.None);
        Assert.Single(await storage.MessagesAsync());

        clock.Advance(TimeSpan.FromMinutes(6));
        await puller.ResumeAsync(new(clock.GetUtcNow(), TimeSpan.FromMinutes(5)), new HashSet<PendingMark>(), CancellationToken.None);
        var messages = await storage.MessagesAsync();
        Assert.Equal(2, messages.Count);
        Assert.Equal(RecomputeRequest.Parse(messages[0]).TopicYears.ToHashSet(),
            RecomputeRequest.Parse(messages[1]).TopicYears.ToHashSet());
        Assert.Equal(RecomputeRequest.Parse(messages[0]).Pending, RecomputeRequest.Parse(messages[1]).Pending);
    }

    [Fact]
    public async Task Drops_are_listed_newest_first_with_their_first_errors()
    {
        await storage.DropAsync("overtime/a.csv", TestDrop.OvertimeHeader, Good);
        await storage.PullAsync("overtime");

        // Storage tells the time of an upload to the second.
        var uploaded = (await storage.Receipts.NewestAsync("overtime", 1, CancellationToken.None))[0].ReceivedAt;
        await RunningApp.UntilAsync(() => Task.FromResult(DateTimeOffset.UtcNow >= uploaded.AddSeconds(1)));
        await storage.DropAsync("staff/b.csv",
            [TestDrop.StaffHeader, "2021-04,0211,財政課,一般,通常,5", .. Enumerable.Repeat("2021-04,0101,経営計画課,一般,通常,?", 30)]);
        await storage.PullAsync("staff");

        var all = await storage.Receipts.NewestAsync(null, 50, CancellationToken.None);

        Assert.Equal([("staff", "b.csv", "taken-in-part"), ("overtime", "a.csv", "taken")], all.Select(d => (d.Folder, d.File, d.State)));
        Assert.Equal((31, 1, 30, 30, 20), (all[0].RowsRead, all[0].RowsTaken, all[0].RowsHeld, all[0].ErrorCount, all[0].Errors.Count));
        Assert.Equal(("receipts/staff/b.csv.json", "quarantine/staff/b.csv"), (all[0].Receipt, all[0].Quarantine));
        Assert.Single(await storage.Receipts.NewestAsync("overtime", 50, CancellationToken.None));
        Assert.Single(await storage.Receipts.NewestAsync(null, 1, CancellationToken.None));
    }

    [Fact]
    public async Task An_upload_that_was_gone_before_it_was_read_is_closed_in_the_end()
    {
        await storage.DropAsync("overtime/a.csv", TestDrop.OvertimeHeader, Good);
        await using (var proxy = await FaultInjectionProxy.StartAsync(storage.ConnectionString, writes: 2, losesAnswer: false))
        {
            await Assert.ThrowsAnyAsync<Exception>(() => DropStorageFixture.Puller(proxy.ConnectionString)
                .PullAsync("overtime", CancellationToken.None));
        }

        await storage.DropAsync("overtime/a.csv", TestDrop.OvertimeHeader, Bad);
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow.AddMinutes(20));
        await DropStorageFixture.Puller(storage.ConnectionString, clock).PullAsync("overtime", CancellationToken.None);

        var drops = await storage.Receipts.NewestAsync("overtime", 10, CancellationToken.None);
        Assert.Equal(["not_a_time", "overwritten"], drops.SelectMany(d => d.Errors).Select(e => e.Code).Order());
    }

    private async Task<IReadOnlyList<Observation>> HoldingAsync() =>
        EffectiveObservations.Of(await storage.Ledger.ReadYearAsync("overtime", new FiscalYear(2021), CancellationToken.None));
}
