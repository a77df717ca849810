using System.Globalization;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Intake.Review;

/// <summary>Drops whose month is wrong as a whole wait, although each section alone might be right; ordinary months do not.</summary>
public sealed class MonthTotalTests
{
    private static readonly string[] Sections = ["0101", "0102", "0103", "0211", "0212", "0213", "0214", "0301", "0302", "0304", "0401"];

    [Theory]
    [InlineData("a little more", 1.06, 3, "")]
    [InlineData("a half more", 1.5, 0, "")]
    [InlineData("every row twice", 2, 0, "合計")]
    [InlineData("half of the rows", 0.5, 0, "合計")]
    [InlineData("a running total since April", 2.9, 0, "合計")]
    public async Task Overtime(string what, double times, int more, string why)
    {
        await using var app = await NewAppAsync();
        Assert.Empty((await app.DropAsync("overtime/2020.csv", File("2020-06", 1, 0))).Waiting());

        AssertWaits(await app.DropAsync("overtime/2021.csv", File("2021-06", times, more)), why, what);

        static string File(string month, double times, int more) => SlipOffice.OvertimeHeader + string.Concat(Sections.Select((s, i) =>
            Row($"{month},{s},,一般,通常,通常,{{0}}:{{1:00}}", (int)((60 + (i * 7)) * times) + more, (i * 5) % 60)));
    }

    [Fact]
    public async Task Overtime_of_a_month_that_is_all_of_reasons_that_do_not_count()
    {
        await using var app = await NewAppAsync();
        Assert.Empty((await app.DropAsync("overtime/2020.csv", File("2020-06", "通常"))).Waiting());
        Assert.Empty((await app.DropAsync("overtime/july.csv", File("2020-07", "災害", "通常"))).Waiting());
        AssertWaits(await app.DropAsync("overtime/2021.csv", File("2021-06", "新型コロナ")), "事由区分", "");

        static string File(string month, params string[] reasons) => SlipOffice.OvertimeHeader + string.Concat(Sections.Select((s, i) =>
            Row($"{month},{s},,一般,通常,{reasons[i % reasons.Length]},{{0}}:{{1:00}}", 60 + (i * 7), (i * 5 + month[^1]) % 60)));
    }

    [Theory]
    [InlineData("a few more and a few less", "一般", 1, "")]
    [InlineData("every row twice", "一般", 2, "合計")]
    [InlineData("a third is missing of each", "一般", 0.66, "合計")]
    [InlineData("the posts and not the people", "一般", 1.4, "合計")]
    [InlineData("people under a group that does not count", "医療職", 1, "職種")]
    public async Task Staff(string what, string job, double times, string why)
    {
        await using var app = await NewAppAsync();
        Assert.Empty((await app.DropAsync("staff/may.csv", File("2021-05", "一般", 1, 0))).Waiting());

        AssertWaits(await app.DropAsync("staff/june.csv", File("2021-06", job, times, 1)), why, what);

        static string File(string month, string job, double times, int more) => SlipOffice.StaffHeader + string.Concat(
            Sections.Select((s, i) => Row($"{month},{s},,{job},通常,{{0}}", (int)((12 + (i * 9)) * times) + (i % 3 == 0 ? more : 0))));
    }

    [Fact]
    public async Task The_numbers_of_a_month_that_have_slipped_by_a_row()
    {
        await using var app = await NewAppAsync();
        Assert.Empty((await app.DropAsync("staff/may.csv", File(0, "2021-05"))).Waiting());
        AssertWaits(await app.DropAsync("staff/june.csv", File(1, "2021-06")), "ずれて", "");

        static string File(int by, string month) => SlipOffice.StaffHeader + string.Concat(
            Sections.Select((s, i) => Row($"{month},{s},,一般,通常,{{0}}", (i + by) % 2 == 0 ? 61 + i : 23 + i)));
    }

    [Theory]
    [InlineData("as usual", 0.62, 1, "")]
    [InlineData("much more by electronic approval", 0.9, 1, "")]
    [InlineData("the same column twice", 1, 1, "同じ")]
    [InlineData("an empty column", 0, 1, "0です")]
    [InlineData("twice as many", 0.6, 2, "合計")]
    public async Task Documents(string what, double share, double times, string why)
    {
        await using var app = await NewAppAsync();
        Assert.Empty((await app.DropAsync("e-approval/2020.csv", File("2020-06", 0.5, 1))).Waiting());

        AssertWaits(await app.DropAsync("e-approval/2021.csv", File("2021-06", share, times)), why, what);

        static string File(string month, double share, double times) => SlipOffice.ApprovalHeader + string.Concat(Sections.Select((s, i) =>
        {
            var total = (int)((50 + (i * 4) + month[3]) * times);
            return Row($"{month},{s},,{{0}},{{1}}", total, (int)(total * share));
        }));
    }

    private static void AssertWaits(System.Text.Json.Nodes.JsonNode receipt, string why, string what)
    {
        Assert.True((why.Length > 0) == receipt.Waiting().Any(), what);
        if (why.Length > 0)
        {
            Assert.Equal(Sections.Length, receipt.Waiting().Count());
            Assert.Contains(why, receipt["waiting"]![0]!["why"]!.GetValue<string>(), StringComparison.Ordinal);
        }
    }

    private static string Row(string format, params object[] numbers) =>
        string.Format(CultureInfo.InvariantCulture, format, numbers) + "\n";

    private static async Task<RunningApp> NewAppAsync() => await RunningApp.StartAsync(await TestStorage.NewEmptyAccountAsync());
}
