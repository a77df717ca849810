using System.Text;
using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Intake.Drops;
using SmartToyonaka.Intake.Messages;
using SmartToyonaka.Intake.Periods;
using SmartToyonaka.Intake.Reference;

namespace SmartToyonaka.Tests.Intake.Drops;

/// <summary>Drops for tests, checked against the built-in register and words.</summary>
internal static class TestDrop
{
    public const string EApprovalHeader = "年月,所属コード,所属名,起案件数,電子決裁件数,紙決裁件数";
    public const string OvertimeHeader = "年月,所属コード,所属名,職種,勤務形態,事由区分,時間外時間";
    public const string StaffHeader = "年月,所属コード,所属名,職種,勤務形態,人数";

    public static readonly Encoding Cp932 = CodePagesEncodingProvider.Instance.GetEncoding(932)!;

    public static readonly DropReference Reference = new(ReferenceData.BuiltInRegister, ReferenceData.BuiltInCatalogue.Vocabulary,
        ClosedMonths.None);

    public static readonly DateTimeOffset UploadedAt = new(2021, 7, 5, 3, 0, 0, TimeSpan.Zero);

    public static DropFile File(string folder, byte[] content, string name = "file.csv") =>
        new(folder, name, "0x1", UploadedAt, content.Length, _ => Task.FromResult<Stream?>(new MemoryStream(content)));

    public static async Task<DropCheck> CheckAsync(string folder, byte[] content, DropOptions? options = null) =>
        (await new DropChecker(options ?? new()).CheckAsync(File(folder, content), Reference, CancellationToken.None))!;

    public static Task<DropCheck> CheckAsync(string folder, params string[] lines) => CheckAsync(folder, Bytes(lines));

    /// <summary>One overtime row of 経営計画課 in 2021-04 with a cell of its own.</summary>
    public static Task<DropCheck> OvertimeAsync(string time, string month = "2021-04", string header = OvertimeHeader) =>
        CheckAsync("overtime", header, $"{month},0101,経営計画課,一般,通常,通常,{time}");

    /// <summary>One e-approval row of 経営計画課 in 2021-04.</summary>
    public static Task<DropCheck> EApprovalAsync(string total, string electronic, string paper = "") =>
        CheckAsync("e-approval", EApprovalHeader, $"2021-04,0101,経営計画課,{total},{electronic},{paper}");

    public static byte[] Bytes(params string[] lines) => Encoding.UTF8.GetBytes(Text(lines));

    public static string Text(params string[] lines) => string.Concat(lines.Select(l => l + "\r\n"));

    /// <summary><c>2021-04 0101 minutes=425</c> for every cell, in the order of sections and months.</summary>
    public static IEnumerable<string> Figures(this DropCheck check) => Figures(check.Observations);

    public static IEnumerable<string> Figures(IEnumerable<Observation> observations) =>
        from o in observations
        orderby o.Month, o.Section
        from c in o.Cells
        select $"{o.Month} {o.Section} {Print(c)}{c.Part}={c.Value}";

    public static long Single(this DropCheck check, string part) =>
        Assert.Single(check.Observations).Cells.Single(c => c.Part == part).Value;

    public static void IsTaken(this DropCheck check)
    {
        Assert.Equal([], check.Receipt.Errors.Select(e => e.Message));
        Assert.Equal(DropState.Taken, check.Receipt.State);
        Assert.Equal(check.Receipt.RowsRead, check.Receipt.RowsTaken);
    }

    /// <summary>Nothing of it was taken, for the one reason given.</summary>
    public static DropError IsRefusedFor(this DropCheck check, string code)
    {
        var error = Assert.Single(check.Receipt.Errors, e => e.Code == code);
        Assert.Equal(DropState.Refused, check.Receipt.State);
        Assert.Empty(check.Observations);
        Assert.Equal(check.Receipt.RowsRead, check.Receipt.RowsHeld);
        return error;
    }

    private static string Print(FigureCell c) => c.Dimensions == Dimensions.None ? ""
        : $"{c.Dimensions.JobClass}/{c.Dimensions.WorkPattern}/{c.Dimensions.Reason} ";
}
