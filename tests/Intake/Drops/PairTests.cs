using CsCheck;
using SmartToyonaka.Intake.Drops;

namespace SmartToyonaka.Tests.Intake.Drops;

public sealed class PairTests
{
    [Fact]
    public async Task A_total_that_cannot_be_checked_is_warned_of()
    {
        var check = await TestDrop.CheckAsync("staff", TestDrop.StaffHeader, "2021-04,0101,経営計画課,一般,通常,12", "2021-04,合計,,,,12",
            "2021-04,0211,財政課,一般,通常,?", "2021-04,合計,,,,15", "2021-05,合計,,,,多数", "2021-05,合計,,,,");

        var warning = Assert.Single(check.Receipt.Warnings);
        Assert.Equal((5L, "total_not_checked"), (warning.Line, warning.Code));
        Assert.Contains("など2行", warning.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_total_before_a_row_that_cannot_be_read_is_not_checked_either()
    {
        var check = await TestDrop.CheckAsync("staff", TestDrop.StaffHeader, "2021-04,合計,,,,15", "2021-04,0101,経営計画課,一般,通常,12",
            "2021-04,0211,財政課,一般,通常,?");

        Assert.Equal([(2L, "total_not_checked")], check.Receipt.Warnings.Select(w => (w.Line!.Value, w.Code)));
        Assert.Equal(1, check.Receipt.RowsTaken);
    }

    [Fact]
    public async Task Rows_of_one_key_add_up_and_the_lines_they_came_from_are_kept()
    {
        var check = await TestDrop.CheckAsync("overtime", TestDrop.OvertimeHeader + ",職員番号,氏名",
            "2021-04,0101,経営計画課,一般,通常,通常,1:30,100001,豊中太郎",
            "2021-04,0101,経営計画課,一般,通常,災害,2:00,100001,豊中太郎",
            "2021-04,0101,経営計画課,一般,通常,通常,1:30,100002,千里花子",
            "2021-05,0101,経営計画課,一般,通常,通常,0:15,100002,千里花子");

        check.IsTaken();
        Assert.Equal(
            ["2021-04 0101 general/regular/ordinary minutes=180", "2021-04 0101 general/regular/disaster minutes=120",
                "2021-05 0101 general/regular/ordinary minutes=15"],
            check.Figures());
        Assert.Equal(["2-4", "3", "5"], check.Observations.SelectMany(o => o.Cells).Select(c => c.Lines));
    }

    [Fact]
    public async Task An_observation_names_its_file_and_upload()
    {
        var observation = (await TestDrop.OvertimeAsync("1:00")).Observations.Single();

        Assert.Equal(("overtime", "drop", "overtime/file.csv", "0x1"),
            (observation.Measure, observation.Source.Kind, observation.Source.Id, observation.Source.ETag));
        Assert.Equal(TestDrop.UploadedAt, observation.ReceivedAt);
    }

    [Fact]
    public async Task E_approval_gives_its_two_parts_and_staff_its_headcount()
    {
        var approval = await TestDrop.EApprovalAsync("938", "472", "466");
        var staff = await TestDrop.CheckAsync("staff", TestDrop.StaffHeader, "2021-04,0101,経営計画課,一般,通常,12");

        Assert.Equal(["2021-04 0101 electronic=472", "2021-04 0101 total=938"], approval.Figures());
        Assert.Equal(["2021-04 0101 general/regular/ headcount=12"], staff.Figures());
    }

    [Fact]
    public async Task A_pair_with_one_bad_row_is_held_back_whole()
    {
        var check = await TestDrop.CheckAsync("overtime", TestDrop.OvertimeHeader,
            "2021-04,0101,経営計画課,一般,通常,通常,1:30", "2021-04,0101,経営計画課,一般,通常,通常,12:60", "2021-04,0211,財政課,一般,通常,通常,2:00",
                "2021-05,0101,経営計画課,一般,通常,通常,3:00");

        Assert.Equal(["2021-04 0211 general/regular/ordinary minutes=120", "2021-05 0101 general/regular/ordinary minutes=180"],
            check.Figures());
        Assert.Equal((DropState.TakenInPart, 4, 2, 2),
            (check.Receipt.State, check.Receipt.RowsRead, check.Receipt.RowsTaken, check.Receipt.RowsHeld));
        Assert.Equal((2, 1), (check.Receipt.PairsTaken, check.Receipt.PairsHeld));
        var held = check.Receipt.Held.Single();
        Assert.Equal(("0101", "2021-04", "not_a_time"), (held.Section, held.Month, held.Reasons.Single()));
    }

    [Fact]
    public async Task A_row_without_a_readable_month_holds_every_pair_of_its_section()
    {
        var check = await TestDrop.CheckAsync("overtime", TestDrop.OvertimeHeader,
            "Apr-21,0101,経営計画課,一般,通常,通常,1:30", "2021-04,0101,経営計画課,一般,通常,通常,1:00", "2021-05,0101,経営計画課,一般,通常,通常,3:00",
                "2021-05,0211,財政課,一般,通常,通常,2:00");

        Assert.Equal(["2021-05 0211 general/regular/ordinary minutes=120"], check.Figures());
        Assert.Equal((4, 1, 3), (check.Receipt.RowsRead, check.Receipt.RowsTaken, check.Receipt.RowsHeld));
    }

    [Fact]
    public async Task A_row_with_more_cells_than_headings_is_held_because_a_comma_has_pushed_them()
    {
        var check = await TestDrop.CheckAsync("e-approval", "年月,所属コード,所属名,起案件数,電子決裁件数", "2021-04,0101,経営計画課,1,234,5",
            "2021-04,0211,財政課,9,5,,");

        Assert.Equal(2, Assert.Single(check.Receipt.Errors, e => e.Code == "ragged_row").Line);
        Assert.Equal(["0211"], check.Observations.Select(o => o.Section));
    }

    [Fact]
    public async Task A_row_that_may_belong_to_any_pair_holds_them_all()
    {
        var check = await TestDrop.CheckAsync("staff", "氏名," + TestDrop.StaffHeader, "豊中,太郎,2021-04,0101,経営計画課,一般,通常,12",
            "千里花子,2021-04,0101,経営計画課,一般,通常,3", "服部次郎,2021-04,0211,財政課,一般,通常,8");

        Assert.Equal(2, check.IsRefusedFor("lost_row").Line);
        Assert.Equal(3, check.Receipt.RowsHeld);
    }

    [Fact]
    public async Task A_note_under_the_table_is_passed_over_with_a_notice()
    {
        var check = await TestDrop.CheckAsync("staff", TestDrop.StaffHeader, "2021-04,0101,経営計画課,一般,通常,12", "※ 4月1日現在");

        check.IsTaken();
        Assert.Equal("note_passed_over", Assert.Single(check.Receipt.Warnings).Code);
    }

    [Fact]
    public async Task A_row_that_breaks_the_rules_of_quotes_is_held()
    {
        var check = await TestDrop.CheckAsync("staff", TestDrop.StaffHeader, "2021-04,0101,経営計画課,一般,通常,\"1\"2", "2021-04,0211,財政課,一般,通常,8");

        Assert.Equal("broken_quotes", Assert.Single(check.Receipt.Errors).Code);
        Assert.Equal(["0211"], check.Observations.Select(o => o.Section));
    }

    [Fact]
    public async Task The_same_row_twice_is_an_error_of_both_lines_where_a_key_has_one_row()
    {
        var check = await TestDrop.CheckAsync("e-approval", TestDrop.EApprovalHeader, "2021-04,0101,経営計画課,10,5,5",
            "2021-04,0211,財政課,9,5,4", "R3.4,101,経営計画課,10,5,5");

        Assert.Equal([(2L, "duplicate_row"), (4L, "duplicate_row")], check.Receipt.Errors.Select(e => (e.Line, e.Code)));
        Assert.Equal(["0211"], check.Observations.Select(o => o.Section));
    }

    [Fact]
    public async Task Different_rows_of_one_key_add_up_where_something_tells_them_apart()
    {
        var check = await TestDrop.CheckAsync("e-approval", TestDrop.EApprovalHeader + ",文書種別", "2021-04,0101,経営計画課,10,5,5,起案",
            "2021-04,0101,経営計画課,20,7,13,回議");

        check.IsTaken();
        Assert.Equal((12, 30), (check.Single("electronic"), check.Single("total")));
    }

    [Theory]
    [InlineData("10", "11", "", "electronic_exceeds_total")]
    [InlineData("10", "5", "4", "parts_do_not_add_up")]
    [InlineData("10", "5", "△5", "negative")]
    public async Task Parts_that_contradict_each_other_are_an_error(string total, string electronic, string paper, string code) =>
        (await TestDrop.EApprovalAsync(total, electronic, paper)).IsRefusedFor(code);

    [Theory]
    [InlineData("")]
    [InlineData("…")]
    public async Task Where_the_paper_documents_are_not_known_nothing_is_compared(string paper) =>
        (await TestDrop.EApprovalAsync("10", "5", paper)).IsTaken();

    [Theory]
    [InlineData(",,合計,30,15,15")]
    [InlineData("全庁,,,30,15,15")]
    [InlineData(",,合　計,30,15,15")]
    [InlineData("2021-04,【合計】,,30,15,15")]
    [InlineData(",,総計,－,…,")]
    [InlineData(",,都市経営部小計,20,10,10")]
    [InlineData(",,都市経営部計,20,10,10")]
    public async Task Totals_are_never_facts(string total)
    {
        var nil = total.Contains('－', StringComparison.Ordinal);
        var check = await TestDrop.CheckAsync("e-approval", TestDrop.EApprovalHeader,
            "2021-04,0211,財政課,10,5,5", ",,小計,10,5,5", "2021-04,0101,経営計画課,20,10,10", nil ? ",,小計,20,10,10" : total);

        check.IsTaken();
        Assert.Equal(2, check.Receipt.RowsRead);
        Assert.Equal(30, check.Observations.Sum(o => o.Value("total")));
    }

    [Fact]
    public async Task A_total_in_a_column_that_is_not_read_is_no_fact_either() =>
        Assert.Equal(2, (await TestDrop.CheckAsync("e-approval", "部局名," + TestDrop.EApprovalHeader, "財務部,2021-04,0211,財政課,10,5,5",
            "都市経営部,2021-04,0101,経営計画課,20,10,10", "合計,2021-04,,,30,15,15")).Receipt.RowsTaken);

    [Fact]
    public async Task A_total_above_its_rows_is_compared_with_the_whole() =>
        (await TestDrop.CheckAsync("e-approval", TestDrop.EApprovalHeader, "2021-04,,全庁,30,15,15", "2021-04,0211,財政課,10,5,5",
            "2021-04,0101,経営計画課,20,10,10")).IsTaken();

    [Fact]
    public async Task A_total_that_does_not_fit_holds_the_file_back()
    {
        var check = await TestDrop.CheckAsync("e-approval", TestDrop.EApprovalHeader, "2021-04,0211,財政課,10,5,5",
            "2021-05,0101,経営計画課,20,10,10", ",,合計,31,15,15");

        var error = check.IsRefusedFor("total_mismatch");
        Assert.Equal((4, "起案件数"), (error.Line, error.Column));
        Assert.Equal((2, 2), (check.Receipt.RowsRead, check.Receipt.RowsHeld));
    }

    [Fact]
    public async Task A_total_counts_the_rows_that_are_held_back_too()
    {
        var check = await TestDrop.CheckAsync("staff", TestDrop.StaffHeader,
            "2021-04,0101,経営計画課,一般,通常,12", "2021-04,0101,経営計画課,総合職,通常,3", "2021-04,0211,財政課,一般,通常,8", "2021-04,0101,経営計画課,計,,15",
                ",,合計,,,23");

        Assert.Equal(["unknown_word"], check.Receipt.Errors.Select(e => e.Code));
        Assert.Equal(["0211"], check.Observations.Select(o => o.Section));
    }

    [Fact]
    public async Task More_sections_without_a_month_than_are_remembered_hold_the_file()
    {
        var check = await TestDrop.CheckAsync("staff",
            [TestDrop.StaffHeader, "2021-04,0101,経営計画課,一般,通常,12", .. Enumerable.Range(0, 1_100).Select(i => $"Apr-21,0101,別名{i},一般,通常,1")]);

        Assert.Equal(1_101, check.Receipt.RowsHeld);
        Assert.Empty(check.Observations);
    }

    [Fact]
    public async Task At_most_a_thousand_errors_are_listed_and_the_others_counted()
    {
        var check = await TestDrop.CheckAsync("staff", [TestDrop.StaffHeader, .. Enumerable.Repeat("2021-04,0101,経営計画課,一般,通常,?", 1_234)]);

        Assert.Equal(1_001, check.Receipt.Errors.Count);
        Assert.Contains("234件", check.Receipt.Errors[^1].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_read_are_rows_taken_and_rows_held_whatever_the_file_holds()
    {
        string[] cells = ["", "2021-04", "R3.5", "Apr-21", "0101", "0104", "9999", "経営計画課", "財政課", "一般", "通常", "災害", "1:30", "12:60", "－",
            "5", "合計", "\"", "'=1", "\uE000", "1,2", "豊中太郎"];
        string[] folders = ["overtime", "staff", "e-approval"];
        var cell = Gen.Int[0, cells.Length - 1].Select(i => cells[i]);
        Gen.Select(cell.Array[0, 9].Array[0, 12], Gen.Int[0, 2].Select(i => folders[i])).Sample((rows, folder) =>
        {
            var header = folder switch
            {
                "overtime" => TestDrop.OvertimeHeader,
                "staff" => TestDrop.StaffHeader,
                _ =>
                TestDrop.EApprovalHeader
            };
            var receipt = TestDrop.CheckAsync(folder, [header, .. rows.Select(r => string.Join(',', r))]).GetAwaiter().GetResult().Receipt;
            return receipt.RowsRead == receipt.RowsTaken + receipt.RowsHeld
                && (receipt.State == DropState.Taken) == (receipt.Errors.Count == 0);
        }, iter: 2_000);
    }

    [Fact]
    public void No_bytes_whatever_make_it_fail() =>
        Gen.Byte.Array[0, 400].Sample(bytes => TestDrop.CheckAsync("staff", bytes).GetAwaiter()
            .GetResult().Receipt.State == DropState.Refused, iter: 2_000);

    [Fact]
    public async Task A_row_without_its_month_holds_its_section_in_each_month_until_the_month_is_right()
    {
        string[] rows = ["2021-04,0101,経営計画課,10,4,6", "2021-05,0101,経営計画課,12,6,6", "2021-05,0211,財政課,9,4,5"];
        var held = await TestDrop.CheckAsync("e-approval", [TestDrop.EApprovalHeader, .. rows, "Jun-21,0101,経営計画課,11,5,6"]);
        Assert.Equal(2, held.Receipt.Held.Count(h => h.Reasons.Contains("row_without_month")));
        Assert.Equal(["0211"], held.Observations.Select(o => o.Section));

        var mended = await TestDrop.CheckAsync("e-approval", [TestDrop.EApprovalHeader, .. rows, "2021-06,0101,経営計画課,11,5,6"]);
        mended.IsTaken();
        Assert.Equal(4, mended.Observations.Count());
    }
}
