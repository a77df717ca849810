using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Intake.Drops;
using SmartToyonaka.Intake.Messages;
using SmartToyonaka.Publishing.Reporting;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Intake.Drops;

/// <summary>
/// Figures that are readable but probably wrong get warnings; they are accepted unchanged. With the built-in catalogue's thresholds.
/// </summary>
public sealed class WarningTests(DropStorageFixture storage) : IClassFixture<DropStorageFixture>, IAsyncLifetime
{
    private int files;

    public Task InitializeAsync() => storage.ResetAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task A_jump_against_the_same_month_of_earlier_years_is_warned_of_and_taken()
    {
        await OvertimeAsync("2019-04,0101,経営計画課,一般,通常,通常,200:00", "2020-04,0101,経営計画課,一般,通常,通常,300:00");

        var receipt = await OvertimeAsync("2021-04,0101,経営計画課,一般,通常,通常,800:00", "2021-04,0101,経営計画課,一般,通常,災害,401:00",
            "2021-04,0211,財政課,一般,通常,通常,900:00");

        var warning = Assert.Single(receipt.Warnings);
        Assert.Equal(("jump", "0101", "2021-04", 2L, "時間外時間"),
            (warning.Code, warning.Section, warning.Month, warning.Line, warning.Column));
        Assert.Contains("経営計画課", warning.Message, StringComparison.Ordinal);
        Assert.Contains("今回 72,060、これまで 12,000〜18,000、単位は分", warning.Message, StringComparison.Ordinal);
        Assert.Equal((DropState.Taken, 1L), (receipt.State, receipt.WarningCount));
        Assert.Equal(72_060, (await storage.Ledger.ReadYearAsync("overtime", new(2021), default))
            .Single(o => o.Section == "0101").Cells.Sum(c => c.Value));
    }

    // Four times is the threshold, and 200 hours.
    [Theory]
    [InlineData("200:00", "800:00")]
    [InlineData("1:00", "200:59")]
    [InlineData("800:00", "200:00")]
    [InlineData("199:00", "0:00")]
    public async Task Within_the_ratio_or_the_difference_nothing_is_said(string before, string now)
    {
        await OvertimeAsync($"2020-04,0101,経営計画課,一般,通常,通常,{before}");

        Assert.Empty((await OvertimeAsync($"2021-04,0101,経営計画課,一般,通常,通常,{now}")).Warnings);
    }

    [Theory]
    [InlineData("200:00", "800:01")]
    [InlineData("1:00", "201:00")]
    [InlineData("800:04", "200:00")]
    [InlineData("200:00", "0:00")]
    public async Task Beyond_both_it_is(string before, string now)
    {
        await OvertimeAsync($"2020-04,0101,経営計画課,一般,通常,通常,{before}");

        // From eight times on it is no jump that is warned of any more: it waits.
        var expected = now is "201:00" or "0:00" ? DropWarning.WaitsCode : "jump";
        Assert.Equal([expected], (await OvertimeAsync($"2021-04,0101,経営計画課,一般,通常,通常,{now}")).Warnings.Select(w => w.Code));
    }

    [Fact]
    public async Task A_season_that_comes_every_year_is_no_jump()
    {
        await OvertimeAsync("2020-02,0101,経営計画課,一般,通常,通常,200:00", "2020-03,0101,経営計画課,一般,通常,通常,1500:00",
            "2021-02,0101,経営計画課,一般,通常,通常,200:00");

        Assert.Empty((await OvertimeAsync("2021-03,0101,経営計画課,一般,通常,通常,1600:00")).Warnings);
    }

    [Fact]
    public async Task Earlier_years_may_be_in_the_same_file() =>
        Assert.Equal(["2021-04"], (await EApprovalAsync("2020-04,0101,経営計画課,150,40,", "2021-04,0101,経営計画課,500,40,")).Warnings.Select(w =>
            w.Month));

    [Fact]
    public async Task What_was_corrected_in_earlier_years_is_compared_as_corrected()
    {
        // A correction by eight times and more would wait, and nothing would be corrected.
        await OvertimeAsync("2020-04,0101,経営計画課,一般,通常,通常,100:00");
        await OvertimeAsync("2020-04,0101,経営計画課,一般,通常,通常,700:00");

        Assert.Empty((await OvertimeAsync("2021-04,0101,経営計画課,一般,通常,通常,1000:00")).Warnings);
    }

    // 情報政策課 became デジタル戦略課 in April 2021.
    [Fact]
    public async Task A_section_is_compared_with_the_one_whose_work_it_took_over()
    {
        await OvertimeAsync("2020-04,0104,情報政策課,一般,通常,通常,10:00", "2020-04,0211,財政課,一般,通常,通常,900:00");

        Assert.Equal(["0105"], (await OvertimeAsync("2021-04,0105,デジタル戦略課,一般,通常,通常,900:00",
            "2021-04,0211,財政課,一般,通常,通常,1000:00")).Warnings.Select(w => w.Section));
    }

    [Fact]
    public async Task How_many_people_a_small_group_has_is_not_told()
    {
        await StaffAsync("2020-04,0101,経営計画課,一般,通常,37", "2020-04,0211,財政課,一般,通常,31");

        var warnings = (await StaffAsync("2021-04,0101,経営計画課,一般,通常,7", "2021-04,0211,財政課,一般,通常,12")).Warnings;

        Assert.Equal(["0101", "0211"], warnings.Select(w => w.Section));
        Assert.DoesNotContain("今回", warnings[0].Message, StringComparison.Ordinal);
        Assert.Contains("今回 12、これまで 31", warnings[1].Message, StringComparison.Ordinal);
    }

    // Dropping only a corrected row removes the pair's other rows.
    [Fact]
    public async Task Groups_that_an_earlier_file_had_and_this_one_lacks_are_warned_of()
    {
        await OvertimeAsync("2021-04,0101,経営計画課,一般,通常,通常,10:00", "2021-04,0101,経営計画課,一般,通常,災害,1:00", "2021-04,0101,経営計画課,一般,通常,選挙,0:00",
            "2021-04,0211,財政課,一般,通常,通常,9:00");

        var warning = Assert.Single((await OvertimeAsync("2021-04,0101,経営計画課,一般,通常,災害,2:00", "2021-04,0211,財政課,一般,通常,通常,8:00",
            "2021-04,0211,財政課,一般,通常,災害,1:00")).Warnings);

        Assert.Equal(("groups_missing", "0101", "2021-04", 2L), (warning.Code, warning.Section, warning.Month, warning.Line));
        Assert.Contains("2組(職種・勤務形態・事由区分の組)のうち1組", warning.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_section_that_is_missing_from_the_newest_month_is_warned_of()
    {
        await EApprovalAsync("2021-03,0101,経営計画課,50,40,", "2021-03,0104,情報政策課,50,40,", "2021-03,0211,財政課,50,40,",
            "2021-03,0302,人事課,50,40,", "2021-03,0303,職員課,50,40,");

        // 0104 has ended; 0302 is held, which is an error and not a missing report.
        var receipt = await EApprovalAsync("2021-04,0101,経営計画課,50,40,", "2021-04,0211,財政課,50,40,", "2021-04,0302,人事課,50,90,");

        var warning = Assert.Single(receipt.Warnings);
        Assert.Equal(("section_stopped", "0303", "2021-04", (long?)null), (warning.Code, warning.Section, warning.Month, warning.Line));
        Assert.Contains("職員課", warning.Message, StringComparison.Ordinal);
        Assert.Equal(DropState.TakenInPart, receipt.State);
    }

    [Fact]
    public async Task What_came_by_another_file_is_not_missing()
    {
        await EApprovalAsync("2021-03,0101,経営計画課,50,40,", "2021-03,0211,財政課,50,40,", "2021-03,0303,職員課,50,40,");
        Assert.Equal(["0303"], (await EApprovalAsync("2021-04,0101,経営計画課,50,40,", "2021-04,0211,財政課,50,40,")).Warnings.Select(w =>
            w.Section));

        Assert.Empty((await EApprovalAsync("2021-04,0303,職員課,50,40,")).Warnings);
        Assert.Empty((await EApprovalAsync("2021-04,0101,経営計画課,51,40,")).Warnings);
    }

    [Fact]
    public async Task While_less_than_half_of_a_month_is_there_nobody_is_missing()
    {
        await EApprovalAsync("2021-03,0101,経営計画課,50,40,", "2021-03,0211,財政課,50,40,", "2021-03,0303,職員課,50,40,");

        Assert.Empty((await EApprovalAsync("2021-04,0101,経営計画課,50,40,")).Warnings);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Overtime_is_set_against_the_heads_whichever_file_comes_later(bool staffComesLater)
    {
        // 10 heads of general staff may have 1000 hours; 12 of the fire brigade have one hour too many.
        string[] overtime = ["2021-04,1302,北消防署,一般,通常,通常,1000:00", "2021-04,1302,北消防署,一般,交替制,通常,1090:30",
            "2021-04,1302,北消防署,一般,交替制,災害,110:30", "2021-04,0211,財政課,一般,通常,通常,900:00"];
        string[] staff = ["2021-04,1302,北消防署,一般,通常,10", "2021-04,1302,北消防署,一般,交替制,12"];
        var first = staffComesLater ? await OvertimeAsync(overtime) : await StaffAsync(staff);
        Assert.Empty(first.Warnings);

        var warning = Assert.Single((staffComesLater ? await StaffAsync(staff) : await OvertimeAsync(overtime)).Warnings);

        Assert.Equal(("hours_per_head", "1302", "2021-04"), (warning.Code, warning.Section, warning.Month));
        Assert.Contains("一般・交替制", warning.Message, StringComparison.Ordinal);
        Assert.Contains("およそ100時間", warning.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Overtime_without_heads_is_warned_of()
    {
        await StaffAsync("2021-04,0101,経営計画課,一般,通常,10", "2021-04,0211,財政課,一般,通常,0");

        var warnings = (await OvertimeAsync("2021-04,0101,経営計画課,医療職,通常,通常,1:00", "2021-04,0101,経営計画課,一般,交替制,通常,0:00",
            "2021-04,0211,財政課,一般,通常,通常,1:00")).Warnings;

        Assert.Equal([("minutes_without_headcount", "0101"), ("minutes_without_headcount", "0211")],
            warnings.Select(w => (w.Code, w.Section)));
    }

    [Fact]
    public async Task The_hours_of_a_small_group_are_not_told()
    {
        await StaffAsync("2021-04,0101,経営計画課,一般,通常,3");

        var warning = Assert.Single((await OvertimeAsync("2021-04,0101,経営計画課,一般,通常,通常,600:00")).Warnings);

        Assert.Equal("hours_per_head", warning.Code);
        Assert.DoesNotContain("200", warning.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Warnings_are_in_the_receipt_the_listing_and_the_published_table()
    {
        await StaffAsync("2021-04,0101,経営計画課,一般,通常,10");
        await OvertimeAsync("2021-04,0101,経営計画課,医療職,通常,通常,1:00");

        var json = JsonDocument.Parse((await storage.BlobAsync(ContainerNames.Receipts, "overtime/2.csv.json"))!).RootElement;
        Assert.Equal(1, json.GetProperty("warningCount").GetInt64());
        Assert.Equal(["line", "column", "code", "message", "section", "month", "messageEn"], json.GetProperty("warnings")[0].EnumerateObject()
            .Select(p => p.Name));
        var listed = (await storage.Receipts.NewestAsync("overtime", 10, default)).Single();
        Assert.Equal((1, "minutes_without_headcount", 0), (listed.WarningCount, listed.Warnings.Single().Code, listed.ErrorCount));
        Assert.Equal([("overtime", 1L), ("staff", 0L)], (await storage.RowsAsync(TableNames.FactDrop))
            .Select(r => ((string)r["folder"], (long)r["warnings"])).Order());
    }

    [Fact]
    public async Task For_a_page_the_newest_of_each_section_and_month_are_told_by_fiscal_year()
    {
        await StaffAsync("2021-04,0101,経営計画課,一般,通常,10", "2022-04,0101,経営計画課,一般,通常,10");
        await OvertimeAsync("2021-04,0101,経営計画課,医療職,通常,通常,1:00");
        await OvertimeAsync("2021-04,0101,経営計画課,医療職,通常,通常,2:00", "2022-04,0101,経営計画課,医療職,通常,通常,2:00");

        var warnings = new RecentWarnings(storage.Receipts);

        Assert.Equal([("3.csv", "2021-04")],
            (await warnings.NewestAsync(new(2021), default)).Warnings.Select(w => (w.File, w.Warning.Month)));
        Assert.Equal(["2021-04", "2022-04"], (await warnings.NewestAsync(null, default)).Warnings.Select(w => w.Warning.Month));
    }

    [Fact]
    public async Task Of_very_many_warnings_the_first_are_listed_and_all_are_counted()
    {
        string[] sections = ["0101", "0102", "0103", "0211", "0212", "0213", "0214", "0301", "0302", "0303"];
        await StaffAsync([.. sections.SelectMany(_ => Enumerable.Range(1, 12), (s, m) => $"2019-{m:D2},{s},,一般,通常,10")]);

        var receipt = await OvertimeAsync(
            [.. sections.SelectMany(_ => Enumerable.Range(1, 12), (s, m) => $"2019-{m:D2},{s},,医療職,通常,通常,1:00")]);

        Assert.Equal((120L, 101, "further_warnings"), (receipt.WarningCount, receipt.Warnings.Count, receipt.Warnings[^1].Code));
        Assert.Equal(100, (await new RecentWarnings(storage.Receipts).NewestAsync(null, default)).NotListed);
        Assert.Contains("20件", receipt.Warnings[^1].Message, StringComparison.Ordinal);
    }

    // What is decided of an upload is decided before its entries are in the ledger, so that they are not compared with themselves.
    [Theory]
    [Trait(TestCategory.Name, TestCategory.Long)]
    [InlineData("200:00", "900:00", "250:00", "jump")]
    [InlineData("1:00", "900:00", "1:00", DropWarning.WaitsCode)]
    public async Task Killed_at_any_write_the_next_look_says_the_same(string before, string now, string corrected, string code)
    {
        await storage.DropAsync("overtime/1.csv", TestDrop.OvertimeHeader, $"2020-04,0101,経営計画課,一般,通常,通常,{before}");
        await storage.DropAsync("overtime/2.csv", TestDrop.OvertimeHeader, $"2021-04,0101,経営計画課,一般,通常,通常,{now}");
        await storage.DropAsync("overtime/3.csv", TestDrop.OvertimeHeader, $"2021-04,0101,経営計画課,一般,通常,通常,{corrected}");
        await storage.PullAsync("overtime");
        var undisturbed = await storage.DumpAsync();
        Assert.Contains($"\"{code}\"", undisturbed, StringComparison.Ordinal);

        for (var writes = 0; ; writes++)
        {
            await storage.ResetAsync(keepUploads: true);
            await using var proxy = await FaultInjectionProxy.StartAsync(storage.ConnectionString, writes, losesAnswer: true);
            await Record.ExceptionAsync(() => DropStorageFixture.Puller(proxy.ConnectionString)
                .PullAsync("overtime", CancellationToken.None));
            if (!proxy.HasBroken)
            {
                Assert.InRange(writes, 12, 60);
                break;
            }

            await storage.PullAsync("overtime");

            // Killed before the last step: the sweep deletes the row of the run.
            await DropStorageFixture.Puller(storage.ConnectionString, new FakeTimeProvider(DateTimeOffset.UtcNow.AddMinutes(20)))
                .ContinueAsync(CancellationToken.None);
            Assert.Equal(undisturbed, await storage.DumpAsync());
        }
    }

    private Task<DropReceipt> OvertimeAsync(params string[] rows) => TakeAsync("overtime", TestDrop.OvertimeHeader, rows);

    private Task<DropReceipt> StaffAsync(params string[] rows) => TakeAsync("staff", TestDrop.StaffHeader, rows);

    private Task<DropReceipt> EApprovalAsync(params string[] rows) => TakeAsync("e-approval", TestDrop.EApprovalHeader, rows);

    private async Task<DropReceipt> TakeAsync(string folder, string header, string[] rows)
    {
        var name = $"{++files}.csv";
        await storage.DropAsync($"{folder}/{name}", [header, .. rows]);
        await storage.PullAsync(folder);
        return JsonSerializer.Deserialize<DropReceipt>((await storage.BlobAsync(ContainerNames.Receipts, $"{folder}/{name}.json"))!,
            JsonSerializerOptions.Web)!;
    }
}
