using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Intake.Review;

/// <summary>取消 where a number would stand in a drop takes back what was said of its section and month.</summary>
public sealed class DropWithdrawalTests
{
    [Theory]
    [InlineData("e-approval", SlipOffice.ApprovalHeader, "0213,,200,100", "0213,,取消,")]
    [InlineData("e-approval", SlipOffice.ApprovalHeader, "0213,,200,100", "0213,,,取り消し")]
    [InlineData("e-approval", SlipOffice.ApprovalHeader, "0213,,200,100", "0213,,取消,取消")]
    [InlineData("overtime", SlipOffice.OvertimeHeader, "0213,,一般,通常,通常,300:30", "0213,,一般,通常,通常,取消")]
    [InlineData("overtime", SlipOffice.OvertimeHeader, "0213,,一般,通常,通常,300:30", "0213,,,,, 取消 ")]
    [InlineData("staff", SlipOffice.StaffHeader, "0213,,一般,通常,30", "0213,,一般,通常,取消")]
    public async Task A_row_takes_back_its_section_and_month_and_the_receipt_counts_it(string folder, string header, string row,
        string back)
    {
        foreach (var asWorkbook in (bool[])[false, true])
        {
            await using var app = await RunningApp.StartAsync(await TestStorage.NewEmptyAccountAsync());
            var others = row.Replace("0213", "0214", StringComparison.Ordinal);
            await app.DropAsync($"{folder}/a.csv", $"{header}2021-06,{row}\n2021-06,{others}\n2021-05,{row}\n");
            var measure = folder == "e-approval" ? "e_approval_documents" : folder;
            var csv = $"{header}2021-06,{back}\n2021-06,{others}\n";
            var receipt = asWorkbook ? await app.DropAsync($"{folder}/b.xlsx", ToWorkbook(csv)) : await app.DropAsync($"{folder}/b.csv", csv);

            Assert.Equal(("taken", 2, 2, 2, 1), (receipt["state"]!.GetValue<string>(), receipt["rowsRead"]!.GetValue<int>(),
                receipt["rowsTaken"]!.GetValue<int>(), receipt["pairsTaken"]!.GetValue<int>(), receipt["pairsWithdrawn"]!.GetValue<int>()));
            Assert.Contains("取消", receipt["summary"]!.GetValue<string>(), StringComparison.Ordinal);
            Assert.All(await app.FiguresAsync(measure, "0213"), f => Assert.StartsWith("202105", f, StringComparison.Ordinal));
            Assert.Contains(await app.FiguresAsync(measure, "0214"), f => f.StartsWith("202106", StringComparison.Ordinal));

            // A later file says it again.
            await app.DropAsync($"{folder}/c.csv", $"{header}2021-06,{row}\n");
            Assert.Contains(await app.FiguresAsync(measure, "0213"), f => f.StartsWith("202106", StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData("2021-06,0213,,一般,通常,通常,取消\n2021-06,0213,,一般,通常,災害,10:00\n", "withdrawn_in_part")]
    [InlineData("2021-06,0213,,一般,通常,通常,取消12:00\n", "not_a_time,not_a_number")]
    [InlineData("2021-06,9999,,一般,通常,通常,取消\n", "unknown_section")]
    public async Task What_is_no_clear_withdrawal_is_held_back(string rows, string code)
    {
        await using var app = await RunningApp.StartAsync(await TestStorage.NewEmptyAccountAsync());
        await app.DropAsync("overtime/a.csv", SlipOffice.OvertimeHeader + "2021-06,0213,,一般,通常,通常,300:30\n");
        var before = await app.FiguresAsync("overtime", "0213");
        var receipt = await app.DropAsync("overtime/b.csv", SlipOffice.OvertimeHeader + rows);
        Assert.Equal(("refused", 0), (receipt["state"]!.GetValue<string>(), receipt["pairsTaken"]!.GetValue<int>()));
        Assert.Contains(Assert.Single(receipt["errors"]!.AsArray())!["code"]!.GetValue<string>(), code.Split(','));
        Assert.Equal(before, await app.FiguresAsync("overtime", "0213"));
    }

    private static BinaryData ToWorkbook(string csv) => BinaryData.FromBytes(
        new Workbook().Sheet("Sheet1", [.. csv.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l.Split(','))]).ToBytes());
}
