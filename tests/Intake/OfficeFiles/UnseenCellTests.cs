using System.Text;
using SmartToyonaka.Intake.Drops;
using SmartToyonaka.Tests.Intake.Drops;
using SmartToyonaka.Tests.Intake.Submissions;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Intake.OfficeFiles;

/// <summary>
/// Hidden and merged cells of workbooks: a value that nobody sees becomes no figure and is not lost, a merged word stands in all its rows,
/// and a merged number in none.
/// </summary>
public sealed class UnseenCellTests
{
    private static readonly string[] Staff = TestDrop.StaffHeader.Split(','), Approval = TestDrop.EApprovalHeader.Split(','),
        Overtime = TestDrop.OvertimeHeader.Split(',');

    private static readonly string?[][] Three = [Staff, ["2021-04", "0101", "経営計画課", "一般", "通常", "=12"],
        ["2021-04", "0211", "財政課", "一般", "通常", "=8"], ["2021-04", "0213", "市民税課", "一般", "通常", "=5"]];

    [Theory]
    [InlineData("hidden=\"1\"")]
    [InlineData("hidden=\"true\"")]
    [InlineData("ht=\"0\" customHeight=\"1\"")]
    public async Task A_hidden_row_holds_its_section_and_month_and_no_other(string hidden)
    {
        var check = await CheckAsync("staff", new() { Rows = [3], Hidden = hidden }, Three);

        Assert.Equal(["2021-04 0101 general/regular/ headcount=12", "2021-04 0213 general/regular/ headcount=5"], check.Figures());
        var error = Assert.Single(check.Receipt.Errors);
        Assert.Equal(("hidden_row", 3L), (error.Code, error.Line));
        Assert.Equal((3L, 2L, 1L), (check.Receipt.RowsRead, check.Receipt.RowsTaken, check.Receipt.RowsHeld));
    }

    [Fact]
    public async Task Of_a_section_with_several_rows_one_hidden_row_holds_all()
    {
        string?[] shown = ["2021-04", "0101", "経営計画課", "一般", "通常", "通常", "10:00"], hidden = [.. shown[..6], "5:00"];
        var check = await CheckAsync("overtime", new() { Rows = [2] }, [Overtime, hidden, shown,
            ["2021-04", "0211", "財政課", "一般", "通常", "通常", "7:30"]]);

        Assert.Equal(["2021-04 0211 general/regular/ordinary minutes=450"], check.Figures());
        Assert.Equal(2, check.Receipt.RowsHeld);
    }

    // The message has two ways to correct the file.
    [Fact]
    public async Task Shown_again_or_deleted_a_hidden_row_is_what_the_clerk_means()
    {
        var message = Assert.Single((await CheckAsync("staff", new() { Rows = [3] }, Three)).Receipt.Errors).Message;
        Assert.Contains("再表示", message, StringComparison.Ordinal);
        Assert.Contains("削除", message, StringComparison.Ordinal);

        Assert.Equal(3, (await CheckAsync("staff", new(), Three)).Figures().Count());
        var without = await CheckAsync("staff", new(), [Three[0], Three[1], Three[3]]);
        without.IsTaken();
        Assert.Equal(2, without.Figures().Count());
    }

    [Fact]
    public async Task Held_rows_that_were_hidden_are_taken_only_after_somebody_has_entered_their_numbers()
    {
        var content = new Workbook().Sheet("実績", new SheetDress { Rows = [3] }, Three).ToBytes();
        using var held = new MemoryStream();
        await QuarantineFile.WriteAsync(held, TestDrop.File("staff", content), await TestDrop.CheckAsync("staff", content),
            TestDrop.Reference, CancellationToken.None);
        var text = Encoding.UTF8.GetString(held.ToArray());

        Assert.Empty((await TestDrop.CheckAsync("staff", held.ToArray())).Observations);
        var mended = await TestDrop.CheckAsync("staff", Encoding.UTF8.GetBytes(text.Replace("？", "8", StringComparison.Ordinal)));
        mended.IsTaken();
        Assert.Equal(8, mended.Single("headcount"));
    }

    [Fact]
    public async Task Hidden_titles_totals_and_notes_do_not_matter() =>
        (await CheckAsync("staff", new() { Rows = [1, 4, 5] }, ["令和3年4月"], Staff, ["2021-04", "0101", "経営計画課", "一般", "通常", "=12"],
            ["", "", "合計", "", "", "=12"], ["※速報値"])).IsTaken();

    [Theory]
    [InlineData(6, "人数")]
    [InlineData(1, "年月")]
    [InlineData(4, "職種")]
    public async Task A_hidden_column_that_is_read_refuses_the_file(int column, string heading) =>
        Assert.Equal(heading, (await CheckAsync("staff", new() { Columns = [column] }, Three)).IsRefusedFor("hidden_column").Column);

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    public async Task A_code_hidden_beside_its_name_and_columns_that_are_not_read_are_taken(int column) =>
        (await CheckAsync("staff", new() { Columns = [column] }, [.. Three.Select(r => (string?[])[.. r, "備考"])])).IsTaken();

    [Fact]
    public async Task A_hidden_column_without_values_is_none()
    {
        string?[] row = ["2021-04", "0101", "経営計画課", "=10", "=4", ""];
        (await CheckAsync("e-approval", new() { Columns = [6] }, [Approval, row])).IsTaken();
        (await CheckAsync("e-approval", new() { Columns = [6] }, [Approval, [.. row[..5], "=6"]])).IsRefusedFor("hidden_column");
    }

    [Fact]
    public async Task Words_that_are_merged_over_rows_stand_in_each_of_them()
    {
        var check = await CheckAsync("staff", new() { Merged = ["A2:A4", "B2:B3", "C2:C3", "E2:E4"] }, Staff,
            ["2021-04", "0101", "経営計画課", "一般", "通常", "=12"], ["", "", "", "医療職", "", "=3"], ["", "0211", "財政課", "一般", "", "=8"]);

        check.IsTaken();
        Assert.Equal(["2021-04 0101 general/regular/ headcount=12", "2021-04 0101 hospital_medical/regular/ headcount=3",
            "2021-04 0211 general/regular/ headcount=8"], check.Figures());
    }

    [Fact]
    public async Task A_word_of_another_figure_that_is_merged_over_rows_holds_each_of_them()
    {
        string?[] header = [.. Staff, "区分"];
        var check = await CheckAsync("staff", new() { Merged = ["G3:G4"] }, header,
            ["2021-04", "0101", "経営計画課", "一般", "通常", "=12", "実績"], ["2021-04", "0211", "財政課", "一般", "通常", "=8", "前年同月"],
            ["2021-04", "0213", "市民税課", "一般", "通常", "=5", ""]);

        Assert.Equal(["2021-04 0101 general/regular/ headcount=12"], check.Figures());
        Assert.Equal([3L, 4L], check.Receipt.Errors.Where(e => e.Code == "other_figure").Select(e => e.Line));
    }

    [Fact]
    public async Task A_number_that_is_merged_over_rows_is_of_none_of_them()
    {
        string?[][] rows = [Staff, ["2021-04", "0101", "経営計画課", "一般", "通常", "=12"], ["2021-04", "0211", "財政課", "一般", "通常", ""],
            ["2021-04", "0213", "市民税課", "一般", "通常", "=5"]];
        var check = await CheckAsync("staff", new() { Merged = ["F2:F3"] }, rows);

        Assert.Equal(["2021-04 0213 general/regular/ headcount=5"], check.Figures());
        Assert.Equal([("merged_number", 2L), ("merged_number", 3L)], check.Receipt.Errors.Select(e => (e.Code, e.Line)));
        Assert.Contains("結合を解除", check.Receipt.Errors[0].Message, StringComparison.Ordinal);

        rows[2] = [.. rows[2][..5], "=8"];
        (await CheckAsync("staff", new(), rows)).IsTaken();
    }

    [Fact]
    public async Task Numbers_of_two_columns_that_are_merged_are_none() =>
        (await CheckAsync("e-approval", new() { Merged = ["E2:F2"] }, Approval, ["2021-04", "0101", "経営計画課", "=10", "=10", ""]))
            .IsRefusedFor("merged_number");

    [Fact]
    public async Task Rows_of_two_rows_height_are_rows()
    {
        string[] merged = [.. "ABCDEF".SelectMany(c => (string[])[$"{c}2:{c}3", $"{c}4:{c}5"])];
        var check = await CheckAsync("staff", new() { Merged = merged }, Three[0], Three[1], [], Three[2], []);

        check.IsTaken();
        Assert.Equal(2, check.Figures().Count());
    }

    [Theory]
    [InlineData("", "時間", "分")]
    [InlineData("", "（時間）", "（分）")]
    public async Task Hours_and_minutes_under_one_heading_are_no_hours(string blank, string hours, string minutes)
    {
        string?[][] rows = [[.. Overtime, ""], [blank, "", "", "", "", "", hours, minutes],
            ["2021-04", "0101", "経営計画課", "一般", "通常", "通常", "10", "30"]];
        (await CheckAsync("overtime", new() { Merged = ["G1:H1"] }, rows)).IsRefusedFor("time_in_two_columns");
        (await TestDrop.CheckAsync("overtime", [.. rows.Select(r => string.Join(',', r))])).IsRefusedFor("time_in_two_columns");
    }

    [Fact]
    public void A_hidden_row_with_a_number_refuses_a_submission()
    {
        Assert.Equal(["a.xlsx!S!2行目 hidden_row"],
            Errors(new() { Rows = [2] }, ["項目", "件数"], ["押印廃止", "=3"], ["包括施設管理", "=4"]));

        // A row of the template that nothing was entered in.
        Assert.Equal(3, Assert.Single(FileReader.Good("a.xlsx", Book(new() { Rows = [3] }, ["項目", "件数"], ["押印廃止", "=3"],
            ["包括施設管理", ""]))).Value("count"));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void A_hidden_column_with_values_refuses_a_submission(int column) =>
        Assert.Equal([$"a.xlsx!S!{(char)('A' + column - 1)}1 hidden_column"],
            Errors(new() { Columns = [column] }, ["項目", "件数", "年月"], ["押印廃止", "=3", "2021-06"]));

    [Fact]
    public void Notes_that_nobody_sees_are_not_published() =>
        Assert.Equal(["a.xlsx!S!D1 hidden_column"], Errors(new() { Columns = [4] }, ["区分", "名称", "段階", "備考"], ["ai", "議事録", "決定", "内部用"]));

    [Fact]
    public void A_merged_word_of_a_submission_stands_in_each_row_and_a_merged_number_in_none()
    {
        var said = FileReader.Good("a.xlsx", Book(new() { Merged = ["A2:A3", "C2:C3"] }, ["区分", "名称", "段階"], ["ai", "議事録", "決定"],
            ["", "問合せ", ""]));
        Assert.Equal(2, said.Count);
        Assert.All(said, o => Assert.Equal("initiatives.ai", o.Measure));

        Assert.Equal(["a.xlsx!S!B2 merged_number", "a.xlsx!S!B3 merged_number"],
            Errors(new() { Merged = ["B2:B3"] }, ["項目", "件数"], ["押印廃止", "=3"], ["包括施設管理", ""]));
    }

    // As Calc itself writes a filter, a hidden column and merged cells.
    [LibreOfficeFact]
    public async Task What_LibreOffice_hides_and_merges_is_read_so()
    {
        var check = await TestDrop.CheckAsync("staff", await SavedAsync("""
            <table:table-column/><table:table-column table:visibility="collapse"/><table:table-column table:number-columns-repeated="4"/>
            """, Row(Staff), Row(["2021-04", "0101", "経営計画課", "一般", "通常", "12"]),
            Row(["2021-04", "0211", "財政課", "一般", "通常", "8"], " table:visibility=\"filter\""),
            Row(["2021-04", "0213", "市民税課", "一般", "通常", "5"]).Replace("<table:table-cell office:value-type=\"string\"><text:p>0213",
                "<table:table-cell table:number-rows-spanned=\"2\" office:value-type=\"string\"><text:p>0213", StringComparison.Ordinal),
            Row(["2021-04", "", "", "医療職", "通常", "4"])));

        Assert.Equal(["2021-04 0101 general/regular/ headcount=12", "2021-04 0213 general/regular/ headcount=5",
            "2021-04 0213 hospital_medical/regular/ headcount=4"], check.Figures());
        Assert.Equal(("hidden_row", 3L), (Assert.Single(check.Receipt.Errors).Code, check.Receipt.Errors[0].Line));
    }

    private static async Task<byte[]> SavedAsync(string columns, params string[] rows)
    {
        var folder = Directory.CreateTempSubdirectory("unseen-").FullName;
        try
        {
            var file = Path.Combine(folder, "a.fods");
            await File.WriteAllTextAsync(file, $"""
                <?xml version="1.0" encoding="UTF-8"?>
                <office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
                  xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
                  office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.spreadsheet"><office:body><office:spreadsheet>
                <table:table table:name="実績">{columns}{string.Concat(rows)}</table:table></office:spreadsheet></office:body></office:document>
                """);
            await LibreOffice.ConvertAsync([file], "xlsx", folder);
            return await File.ReadAllBytesAsync(Path.Combine(folder, "a.xlsx"));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string Row(string[] cells, string more = "") =>
        $"<table:table-row{more}>{string.Concat(cells.Select(Cell))}</table:table-row>";

    private static string Cell(string text) => text.Length == 0 ? "<table:table-cell/>"
        : $"<table:table-cell office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell>";

    private static byte[] Book(SheetDress dress, params string?[][] rows) => new Workbook().Sheet("S", dress, rows).ToBytes();

    private static IReadOnlyList<string> Errors(SheetDress dress, params string?[][] rows) =>
        FileReader.Errors("a.xlsx", Book(dress, rows));

    private static Task<DropCheck> CheckAsync(string folder, SheetDress dress, params string?[][] rows) =>
        TestDrop.CheckAsync(folder, new Workbook().Sheet("実績", dress, rows).ToBytes());
}
