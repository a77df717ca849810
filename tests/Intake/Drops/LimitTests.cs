using System.Globalization;
using System.Text;
using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Intake.Drops;
using SmartToyonaka.Intake.Reference;

namespace SmartToyonaka.Tests.Intake.Drops;

public sealed class LimitTests
{
    [Fact]
    public async Task A_file_beyond_the_limit_is_refused_without_being_read()
    {
        var opened = false;
        var file = new DropFile("staff", "file.csv", "0x1", TestDrop.UploadedAt, 1L << 30, _ =>
        {
            opened = true;
            return Task.FromResult<Stream?>(new MemoryStream());
        });

        var check = await new DropChecker(new()).CheckAsync(file, TestDrop.Reference, CancellationToken.None);

        check!.IsRefusedFor("too_large");
        Assert.False(opened);
    }

    [Fact]
    public async Task A_file_that_is_longer_than_was_said_is_read_to_its_end_all_the_same()
    {
        var content = TestDrop.Bytes([TestDrop.StaffHeader + ",枝番", .. Enumerable.Range(0, 50_000)
            .Select(i => $"2021-04,0101,経営計画課,一般,通常,{i},{i}")]);
        var file = new DropFile("staff", "file.csv", "0x1", TestDrop.UploadedAt, 10, _ =>
            Task.FromResult<Stream?>(new MemoryStream(content)));

        var check = await new DropChecker(new()).CheckAsync(file, TestDrop.Reference, CancellationToken.None);

        Assert.Equal(50_000, check!.Receipt.RowsTaken);
    }

    [Fact]
    public async Task A_record_without_an_end_is_refused_with_its_line() =>
        Assert.Equal(2, (await TestDrop.CheckAsync("staff", TestDrop.StaffHeader, "\"" + new string('あ', 400_000)))
            .IsRefusedFor("record_too_long").Line);

    [Fact]
    public async Task A_very_long_cell_is_an_error_of_its_row()
    {
        var check = await TestDrop.CheckAsync("staff", TestDrop.StaffHeader, $"2021-04,0101,経営計画課,一般,通常,{new string('1', 5_000)}",
            "2021-04,0211,財政課,一般,通常,8");

        Assert.Equal("too_long", Assert.Single(check.Receipt.Errors).Code);
        Assert.Equal(["0211"], check.Observations.Select(o => o.Section));
    }

    [Fact]
    public async Task A_very_long_cell_in_a_column_that_is_not_read_does_no_harm() =>
        (await TestDrop.CheckAsync("staff", TestDrop.StaffHeader + ",備考", $"2021-04,0101,経営計画課,一般,通常,12,{new string('あ', 20_000)}"))
            .IsTaken();

    [Fact]
    public async Task Very_many_columns_are_refused() =>
        (await TestDrop.CheckAsync("staff", TestDrop.StaffHeader, "2021-04,0101,経営計画課,一般,通常,12" + new string(',', 5_000)))
            .IsRefusedFor("too_many_columns");

    [Fact]
    public async Task More_pairs_than_memory_is_given_to_are_refused()
    {
        var text = new StringBuilder(TestDrop.Text(TestDrop.StaffHeader));
        for (var i = 0; i < 60_002; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"2021-04,x{i},,一般,通常,1\n");
        }

        (await TestDrop.CheckAsync("staff", Encoding.UTF8.GetBytes(text.ToString()))).IsRefusedFor("too_many_pairs");
    }

    [Fact]
    public async Task More_combinations_than_memory_is_given_to_are_refused()
    {
        var text = new StringBuilder(TestDrop.Text(TestDrop.OvertimeHeader));
        foreach (var (job, pattern, reason) in from j in new[] { "一般", "医療職" }
                                               from p in new[] { "通常", "交替制" }
                                               from r in new[] { "通常",
            "新型コロナ", "災害", "選挙" }
                                               select (j, p, r))
        {
            for (var month = new FiscalMonth(2015, 4); month.Year < 2187; month = month.AddMonths(1))
            {
                foreach (var section in ReferenceData.BuiltInRegister.In(month).Take(15))
                {
                    text.Append(CultureInfo.InvariantCulture, $"{month},{section.Code},,{job},{pattern},{reason},1:00\n");
                }
            }
        }

        (await TestDrop.CheckAsync("overtime", Encoding.UTF8.GetBytes(text.ToString()))).IsRefusedFor("too_many_pairs");
    }
}
