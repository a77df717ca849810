using System.Text;
using SmartToyonaka.Drops;

namespace SmartToyonaka.Tests.Drops;

public sealed class QuarantineTests
{
    [Fact]
    public async Task Held_rows_are_written_without_peoples_columns_and_with_the_reason()
    {
        var rows = await HeldAsync("overtime", Drop.Bytes("職員番号,氏名,備考," + Drop.OvertimeHeader,
            "100001,豊中太郎,メモ,2021-04,0101,経営計画課,一般,通常,通常,1:30", "100002,千里花子,メモ,,,,一般,通常,通常,12:60", "100003,服部次郎,メモ,2021-04,0211,財政課,一般,通常,通常,2:00"), Encoding.UTF8);

        Assert.Equal(3, rows.Length);
        Assert.Equal("\uFEFF" + Drop.OvertimeHeader + ",理由", rows[0]);
        Assert.StartsWith("2021年4月,0101,経営計画課,一般,通常,通常,1:30,同じ所属・年月の他の行", rows[1], StringComparison.Ordinal);
        Assert.StartsWith("2021年4月,0101,経営計画課,一般,通常,通常,12:60,3行目の「時間外時間」", rows[2], StringComparison.Ordinal);
        Assert.DoesNotContain(rows, r => r.Contains("豊中", StringComparison.Ordinal) || r.Contains("千里", StringComparison.Ordinal) || r.Contains("10000", StringComparison.Ordinal) || r.Contains("メモ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Where_cells_have_slipped_only_what_reads_as_its_column_says_is_written()
    {
        var rows = await HeldAsync("staff", Drop.Bytes("氏名," + Drop.StaffHeader, "豊中,太郎,2021-04,0101,経営計画課,一般,通常,12"), Encoding.UTF8);

        Assert.DoesNotContain("太郎", rows[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_formula_is_neutralised_and_nil_stays_nil()
    {
        var rows = await HeldAsync("e-approval", Drop.Bytes(Drop.EApprovalHeader, "2021-04,0101,=cmd|' /C calc'!A0,=1+1,@SUM(A1),-"), Encoding.UTF8);

        Assert.StartsWith("2021年4月,0101,\"'=cmd|' /C calc'!A0\",\"'=1+1\",\"'@SUM(A1)\",－,", rows[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_in_CP932_is_written_in_CP932_with_its_unit()
    {
        var rows = await HeldAsync("overtime", Drop.Cp932.GetBytes(Drop.Text("（単位：分）", Drop.OvertimeHeader, "2021-04,0603,髙齢者支援課,一般,通常,通常,?")), Drop.Cp932);

        Assert.Equal("（単位：分）", rows[0]);
        Assert.StartsWith("2021年4月,0603,髙齢者支援課,一般,通常,通常,?,3行目の", rows[2], StringComparison.Ordinal);
        Assert.DoesNotContain(rows, r => r.Contains("?行", StringComparison.Ordinal));
    }

    [Fact]
    public async Task UTF16_is_written_as_UTF8_with_a_mark()
    {
        byte[] content = [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(Drop.Text(Drop.StaffHeader.Replace(',', '\t'), "2021-04\t0101\t経営計画課\t一般\t通常\t?"))];

        var rows = await HeldAsync("staff", content, Encoding.UTF8);

        Assert.Equal("\uFEFF" + Drop.StaffHeader + ",理由", rows[0]);
    }

    [Fact]
    public async Task Mended_and_dropped_again_they_are_taken()
    {
        var rows = await HeldAsync("overtime", Drop.Bytes("（単位：分）", Drop.OvertimeHeader, "2021-04,0101,経営計画課,一般,通常,通常,-", ",,,一般,通常,災害,x"), Encoding.UTF8);

        var check = await Drop.CheckAsync("overtime", [.. rows.Select(r => r.Replace(",x,", ",45,", StringComparison.Ordinal))]);

        check.IsTaken();
        Assert.Equal(["2021-04 0101 general/regular/ordinary minutes=0", "2021-04 0101 general/regular/disaster minutes=45"], check.Figures());
    }

    private static async Task<string[]> HeldAsync(string folder, byte[] content, Encoding encoding)
    {
        var file = Drop.File(folder, content);
        var check = await Drop.CheckAsync(folder, content);
        using var target = new MemoryStream();
        Assert.True(await QuarantineFile.WriteAsync(target, file, check, Drop.Reference, CancellationToken.None));
        return encoding.GetString(target.ToArray()).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
    }
}
