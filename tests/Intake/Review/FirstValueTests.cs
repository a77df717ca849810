using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Intake.Review;

/// <summary>Values with nothing of their own to compare with, and files under the wrong month.</summary>
public sealed class FirstValueTests
{
    [Theory]
    [InlineData(4_199, "accepted")]
    [InlineData(4_200, "held")]
    public async Task Ten_times_the_most_that_anybody_has_reported_waits(int eligible, string state)
    {
        await using var app = await NewAppAsync();
        foreach (var (section, of) in new[] { ("0212", 38), ("0214", 420), ("0401", 12) })
        {
            Assert.Equal("accepted", await SayAsync(section, of));
        }

        Assert.Equal(state, await SayAsync("0213", eligible));

        Task<string> SayAsync(string section, int of) =>
            app.StateOfAsync(section, "2021-09", "online_procedures", $"\"online\": 10, \"eligible\": {of}");
    }

    [Fact]
    public async Task Two_others_say_nothing_of_what_is_usual()
    {
        await using var app = await NewAppAsync();
        foreach (var (section, eligible) in new[] { ("0212", 38), ("0214", 12), ("0213", 938) })
        {
            Assert.Equal("accepted",
                await app.StateOfAsync(section, "2021-09", "online_procedures", $"\"online\": 10, \"eligible\": {eligible}"));
        }
    }

    [Theory]
    [InlineData("e-approval", SlipOffice.ApprovalHeader, "0213,,{0},{1}", 10)]
    [InlineData("e-approval", SlipOffice.ApprovalHeader, "0213,,{0},{1}", 0.1)]
    [InlineData("overtime", SlipOffice.OvertimeHeader, "0213,,一般,通常,通常,{0}:30", 10)]
    [InlineData("staff", SlipOffice.StaffHeader, "0213,,一般,通常,{0}", 10)]
    public async Task Of_a_first_file_of_a_year_the_month_that_is_far_from_the_others_waits(string folder, string header, string row,
        double slip)
    {
        foreach (var month in (int[])[1, 7, 12])
        {
            await using var app = await NewAppAsync();
            var file = header + string.Concat(Enumerable.Range(1, 12).Select(m => $"2020-{m:D2}," + string.Format(
                System.Globalization.CultureInfo.InvariantCulture, row, Value(m, 400), Value(m, 200)) + "\n"));
            Assert.Equal([$"2020-{month:D2} 0213"], (await app.DropAsync($"{folder}/year.csv", file)).Waiting());

            int Value(int m, int usual) => (int)((usual + m) * (m == month ? slip : 1));
        }
    }

    [Theory]
    [InlineData(true, 4000)]
    [InlineData(false, 400)]
    public async Task What_is_far_from_the_rest_of_its_file_counts_once_it_is_confirmed_or_right(bool isConfirmed, int published)
    {
        await using var app = await NewAppAsync();
        string File(int total) => SlipOffice.ApprovalHeader + string.Concat(Enumerable.Range(1, 12).Select(m =>
            $"2020-{m:D2},0213,,{(m == 7 ? total : 400)},{(m == 7 ? total : 400) / 2}\n"));
        Assert.Equal(["2020-07 0213"], (await app.DropAsync("e-approval/year.csv", File(4000))).Waiting());
        Assert.DoesNotContain(await app.FiguresAsync("e_approval_documents", "0213"), f => f.StartsWith("202007", StringComparison.Ordinal));

        if (isConfirmed)
        {
            await app.DecideAsync("confirm");
        }
        else
        {
            Assert.Empty((await app.DropAsync("e-approval/right.csv", File(400))).Waiting());
        }

        Assert.Contains($"202007 total {published}", await app.FiguresAsync("e_approval_documents", "0213"));
        Assert.Empty(await app.ReviewsAsync());
    }

    [Theory]
    [InlineData("2021-05", "2021-06")]
    [InlineData("2021-05", "2021-04")]
    [InlineData("2020-06", "2021-06")]
    public async Task The_figures_of_another_month_under_a_new_date_wait(string right, string wrong)
    {
        await using var app = await NewAppAsync();
        Assert.Empty((await app.DropAsync("e-approval/right.csv", Rows(right, 0))).Waiting());
        var copy = await app.DropAsync("e-approval/copy.csv", Rows(wrong, 0));
        Assert.Equal([$"{wrong} 0213", $"{wrong} 0214", $"{wrong} 0301"], copy.Waiting());
        Assert.Contains("まったく同じ数字", copy["waiting"]![0]!["why"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Single(await app.FiguresAsync("e_approval_documents", "0213"), f => f.Contains("total", StringComparison.Ordinal));

        // The right file takes the place of what waits; a repetition of either says nothing new.
        Assert.Empty((await app.DropAsync("e-approval/other.csv", Rows(wrong, 7))).Waiting());
        Assert.Empty((await app.DropAsync("e-approval/again.csv", Rows(right, 0))).Waiting());
        Assert.Empty(await app.ReviewsAsync());
    }

    [Fact]
    public async Task Round_and_small_numbers_may_recur()
    {
        await using var app = await NewAppAsync();
        await app.DropAsync("e-approval/a.csv", SlipOffice.ApprovalHeader + "2021-05,0213,,200,100\n2021-05,0214,,300,150\n2021-05,0301,,7,3\n");
        var next = await app.DropAsync(
            "e-approval/b.csv", SlipOffice.ApprovalHeader + "2021-06,0213,,200,100\n2021-06,0214,,300,150\n2021-06,0301,,7,3\n");
        Assert.Empty(next.Waiting());
    }

    // Ten sections; a correction of three of them is taken at once, a file that changes all is another month's.
    [Fact]
    public async Task A_file_that_changes_nearly_all_that_holds_of_a_month_waits()
    {
        string[] sections = ["0101", "0102", "0103", "0211", "0212", "0213", "0214", "0301", "0302", "0304"];
        await using var app = await NewAppAsync();
        Assert.Empty((await app.DropAsync("e-approval/may.csv", File(_ => 0))).Waiting());
        var before = await app.RowsAsync("factfigure");
        Assert.Empty((await app.DropAsync("e-approval/corrected.csv", File(i => i < 3 ? 1 : 0))).Waiting());

        Assert.Equal(10, (await app.DropAsync("e-approval/june-as-may.csv", File(_ => 5))).Waiting().Count());
        Assert.Contains("202105 total 260", await app.FiguresAsync("e_approval_documents", "0213"));
        Assert.Equal(before.Count, (await app.RowsAsync("factfigure")).Count);

        string File(Func<int, int> more) => SlipOffice.ApprovalHeader
            + string.Concat(sections.Select((s, i) => $"2021-05,{s},,{210 + (i * 10) + more(i)},{101 + i}\n"));
    }

    private static string Rows(string month, int more) => SlipOffice.ApprovalHeader
        + $"{month},0213,,{213 + more},{107 + more}\n{month},0214,,{318 + more},{259 + more}\n{month},0301,,{127 + more},{31 + more}\n";

    private static async Task<RunningApp> NewAppAsync() => await RunningApp.StartAsync(await TestStorage.NewEmptyAccountAsync());
}
