using System.Text;
using CsvHelper;
using SmartToyonaka.Intake.Drops;

namespace SmartToyonaka.Tests.Intake.Drops;

public sealed class QuarantineTests
{
    [Fact]
    public async Task Held_rows_are_written_without_peoples_columns_and_with_the_reason()
    {
        var rows = await HeldAsync("overtime", TestDrop.Bytes("職員番号,氏名,備考," + TestDrop.OvertimeHeader,
            "100001,豊中太郎,メモ,2021-04,0101,経営計画課,一般,通常,通常,1:30", "100002,千里花子,メモ,,,,一般,通常,通常,12:60",
                "100003,服部次郎,メモ,2021-04,0211,財政課,一般,通常,通常,2:00"), Encoding.UTF8);

        Assert.Equal(3, rows.Length);
        Assert.Equal("\uFEFF" + TestDrop.OvertimeHeader + ",理由", rows[0]);
        Assert.StartsWith("2021年4月,0101,経営計画課,一般,通常,通常,1:30,同じ所属・年月の他の行", rows[1], StringComparison.Ordinal);
        Assert.StartsWith("2021年4月,0101,経営計画課,一般,通常,通常,12:60,3行目の「時間外時間」", rows[2], StringComparison.Ordinal);
        Assert.DoesNotContain(rows, r => r.Contains("豊中", StringComparison.Ordinal) || r.Contains("千里", StringComparison.Ordinal)
            || r.Contains("10000", StringComparison.Ordinal) || r.Contains("メモ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Where_cells_have_slipped_only_what_reads_as_its_column_says_is_written()
    {
        var rows = await HeldAsync("staff", TestDrop.Bytes("氏名," + TestDrop.StaffHeader, "豊中,太郎,2021-04,0101,経営計画課,一般,通常,12"),
            Encoding.UTF8);

        Assert.DoesNotContain("太郎", rows[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_formula_is_neutralised_and_nil_stays_nil()
    {
        var rows = await HeldAsync("e-approval",
            TestDrop.Bytes(TestDrop.EApprovalHeader, "2021-04,0101,=cmd|' /C calc'!A0,=1+1,@SUM(A1),-"), Encoding.UTF8);

        Assert.StartsWith("2021年4月,0101,\"'=cmd|' /C calc'!A0\",\"'=1+1\",\"'@SUM(A1)\",－,", rows[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_in_CP932_is_written_in_CP932_with_its_unit()
    {
        var rows = await HeldAsync("overtime",
            TestDrop.Cp932.GetBytes(TestDrop.Text("（単位：分）", TestDrop.OvertimeHeader, "2021-04,0603,髙齢者支援課,一般,通常,通常,?")), TestDrop.Cp932);

        Assert.Equal("（単位：分）", rows[0]);
        Assert.StartsWith("2021年4月,0603,髙齢者支援課,一般,通常,通常,?,3行目の", rows[2], StringComparison.Ordinal);
        Assert.DoesNotContain(rows, r => r.Contains("?行", StringComparison.Ordinal));
    }

    [Fact]
    public async Task UTF16_is_written_as_UTF8_with_a_mark()
    {
        byte[] content = [.. Encoding.Unicode.GetPreamble(),
            .. Encoding.Unicode.GetBytes(TestDrop.Text(TestDrop.StaffHeader.Replace(',', '\t'), "2021-04\t0101\t経営計画課\t一般\t通常\t?"))];

        var rows = await HeldAsync("staff", content, Encoding.UTF8);

        Assert.Equal("\uFEFF" + TestDrop.StaffHeader + ",理由", rows[0]);
    }

    [Fact]
    public async Task Mended_and_dropped_again_they_are_taken()
    {
        var rows = await HeldAsync("overtime",
            TestDrop.Bytes("（単位：分）", TestDrop.OvertimeHeader, "2021-04,0101,経営計画課,一般,通常,通常,-", ",,,一般,通常,災害,x"), Encoding.UTF8);

        var check = await TestDrop.CheckAsync("overtime", [.. rows.Select(r => r.Replace(",x,", ",45,", StringComparison.Ordinal))]);

        check.IsTaken();
        Assert.Equal(["2021-04 0101 general/regular/ordinary minutes=0", "2021-04 0101 general/regular/disaster minutes=45"],
            check.Figures());
    }

    [Theory]
    [InlineData("overtime", 6, "12:60")]
    [InlineData("overtime", 6, "1234:99")]
    [InlineData("overtime", 6, "x")]
    [InlineData("overtime", 6, "12,34")]
    [InlineData("overtime", 6, "△5")]
    [InlineData("overtime", 1, "9999")]
    [InlineData("overtime", 0, "2021-13")]
    [InlineData("overtime", 0, "令和3年2月30日")]
    [InlineData("overtime", 0, "R3.13")]
    [InlineData("e-approval", 4, "①")]
    [InlineData("e-approval", 4, "59.4％")]
    public async Task A_slip_that_can_be_nobodys_name_or_number_is_written_to_be_mended(string folder, int column, string cell) =>
        Assert.Equal(cell, (await CellsAsync(folder, column, cell))[column]);

    [Theory]
    [InlineData("overtime", 6, "豊中太郎")]
    [InlineData("overtime", 6, "0773091")]
    [InlineData("overtime", 6, "12,3456")]
    [InlineData("overtime", 6, "=豊中太郎")]
    [InlineData("overtime", 6, "=0773091")]
    [InlineData("overtime", 6, "12345:60")]
    [InlineData("overtime", 5, "イベント")]
    [InlineData("overtime", 4, "TARO")]
    [InlineData("overtime", 3, "77309")]
    [InlineData("overtime", 1, "E12")]
    [InlineData("overtime", 1, "773091")]
    [InlineData("overtime", 1, "７７３０９１")]
    [InlineData("overtime", 0, "豊中太郎")]
    [InlineData("overtime", 0, "773091")]
    [InlineData("overtime", 0, "Apr-21")]
    [InlineData("staff", 5, "773091")]
    [InlineData("staff", 5, "0773091")]
    public async Task What_may_be_somebodys_name_or_number_is_to_be_filled_in_again(string folder, int column, string cell)
    {
        var row = await CellsAsync(folder, column, cell);

        Assert.Equal(QuarantineFile.ToBeFilledIn, row[column]);
        Assert.Contains("元のファイルの2行目を見て", row[^1], StringComparison.Ordinal);
    }

    // The code says which section it is; a name that nobody knows is not needed.
    [Fact]
    public async Task An_unknown_name_beside_a_known_code_is_left_out()
    {
        var rows = await HeldAsync("staff", TestDrop.Bytes(TestDrop.StaffHeader, "2021-04,0101,豊中太郎,一般,通常,x"), Encoding.UTF8);

        Assert.StartsWith("2021年4月,0101,,一般,通常,x,2行目の「人数」", rows[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_month_as_a_number_of_days_is_written_as_a_month()
    {
        var rows = await HeldAsync("staff", TestDrop.Bytes(TestDrop.StaffHeader, "44287,0101,経営計画課,一般,通常,x"), Encoding.UTF8);

        Assert.StartsWith("2021年4月,0101,経営計画課,", rows[1], StringComparison.Ordinal);
    }

    // Left empty, the second row would be taken for the section of the first.
    [Fact]
    public async Task Dropped_again_as_it_is_what_was_to_be_filled_in_is_held_back_again()
    {
        var rows = await HeldAsync("overtime",
            TestDrop.Bytes(TestDrop.OvertimeHeader, "2021-04,0101,経営計画課,一般,通常,通常,x", "2021-04,,豊中太郎,一般,通常,通常,1:30"), Encoding.UTF8);
        Assert.StartsWith("2021年4月,,要確認,一般", rows[2], StringComparison.Ordinal);

        var check = await TestDrop.CheckAsync("overtime", [.. rows.Select(r => r.Replace(",x,", ",45,", StringComparison.Ordinal))]);

        Assert.Equal(["unknown_section"], check.Receipt.Errors.Select(e => e.Code));
        Assert.Equal(1, check.Receipt.RowsHeld);
    }

    // A row with one wrong cell; the cells of its row in the quarantine.
    private static async Task<string[]> CellsAsync(string folder, int column, string cell)
    {
        string[] good = folder switch
        {
            "overtime" => ["2021-04", "0101", "", "一般", "通常", "通常", "1:30"],
            "staff" => ["2021-04", "0101", "", "一般", "通常", "12"],
            _ => ["2021-04", "0101", "", "50", "40", "10"],
        };
        good[column] = cell;
        var header = folder switch
        {
            "overtime" => TestDrop.OvertimeHeader,
            "staff" => TestDrop.StaffHeader,
            _ =>
            TestDrop.EApprovalHeader
        };
        var rows = await HeldAsync(folder, TestDrop.Bytes(header.Replace(',', '\t'), string.Join('\t', good)), Encoding.UTF8);
        using var csv = CsvReader.Create(Encoding.UTF8.GetBytes(rows[1]).AsMemory(), new CsvReaderOptions { HasHeader = false });
        Assert.True(csv.Read());
        return [.. Enumerable.Range(0, csv.FieldCount).Select(csv.GetString)];
    }

    private static async Task<string[]> HeldAsync(string folder, byte[] content, Encoding encoding)
    {
        var file = TestDrop.File(folder, content);
        var check = await TestDrop.CheckAsync(folder, content);
        using var target = new MemoryStream();
        Assert.True(await QuarantineFile.WriteAsync(target, file, check, TestDrop.Reference, CancellationToken.None));
        return encoding.GetString(target.ToArray()).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
    }
}
