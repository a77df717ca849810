using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using SmartToyonaka.Operations.Maintenance;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Intake.Review;

/// <summary>A right-sized figure under the wrong month: what has stood for long is changed only after a confirmation.</summary>
public sealed class SettledValueTests
{
    private const string Documents = "e_approval_documents";

    // From April 2020 to May 2021, 211 documents and more each month.
    private static readonly string History = SlipOffice.ApprovalHeader + string.Concat(
        Enumerable.Range(0, 14).Select(i => $"{2020 + ((i + 3) / 12)}-{((i + 3) % 12) + 1:D2},0213,,{211 + (3 * i)},{101 + i}\n"));

    [Theory]
    [InlineData("2020-06")]
    [InlineData("2020-07")]
    public async Task A_file_that_names_the_year_before_waits_and_last_years_figures_stand(string month)
    {
        await using var app = await NewAppAsync();
        await app.DropAsync("e-approval/history.csv", History);
        var before = await app.FiguresAsync(Documents, "0213");
        Assert.Empty(await app.ReviewsAsync());

        var receipt = await app.DropAsync("e-approval/wrong-year.csv", $"{SlipOffice.ApprovalHeader}{month},0213,,263,140\n");
        Assert.Equal([$"{month} 0213"], receipt.Waiting());
        Assert.Equal(before, await app.FiguresAsync(Documents, "0213"));

        await app.DecideAsync("confirm");
        Assert.Contains($"{month.Replace("-", "", StringComparison.Ordinal)} total 263", await app.FiguresAsync(Documents, "0213"));
        Assert.Empty(await app.Services.GetRequiredService<Verification>().ConfirmedAsync(default));
    }

    [Fact]
    public async Task Corrections_of_late_repetitions_and_old_months_of_which_nothing_was_said_count_at_once()
    {
        await using var app = await NewAppAsync();
        await app.DropAsync("e-approval/history.csv", History);

        Assert.Empty((await app.DropAsync("e-approval/a.csv", SlipOffice.ApprovalHeader + "2020-12,0213,,239,111\n")).Waiting());
        Assert.Empty((await app.DropAsync("e-approval/b.csv", SlipOffice.ApprovalHeader + "2020-04,0213,,211,101\n")).Waiting());
        Assert.Empty((await app.DropAsync("e-approval/c.csv", SlipOffice.ApprovalHeader + "2019-12,0213,,207,99\n")).Waiting());
        Assert.Empty(await app.ReviewsAsync());
    }

    // 0213 reports in September and in March: a wrong year is six months before the newest.
    [Theory]
    [InlineData("2020-09", "held")]
    [InlineData("2021-03", "accepted")]
    public async Task Of_a_measure_of_every_half_year_the_figure_before_the_newest_is_settled(string month, string state)
    {
        await using var app = await NewAppAsync();
        foreach (var reported in (string[])["2020-09", "2021-03"])
        {
            Assert.Equal("accepted", await app.StateOfAsync("0213", reported, "online_procedures", "\"online\": 10, \"eligible\": 12"));
        }

        Assert.Equal(state, await app.StateOfAsync("0213", month, "online_procedures", "\"online\": 11, \"eligible\": 12"));
    }

    [Theory]
    [InlineData(9, "accepted")]
    [InlineData(11, "held")]
    public async Task A_value_that_has_stood_for_ten_months_is_settled(int months, string state)
    {
        var clock = new FakeTimeProvider(new(2021, 7, 5, 3, 0, 0, TimeSpan.Zero));
        await using var app = await RunningApp.StartAsync(await TestStorage.NewEmptyAccountAsync(), clock);
        Assert.Equal("accepted", await app.StateOfAsync("0102", "2021-06", "platform_members", "\"count\": 26"));
        clock.SetUtcNow(clock.GetUtcNow().AddMonths(months));

        Assert.Equal("accepted", await app.StateOfAsync("0102", "2021-06", "platform_members", "\"count\": 26"));
        Assert.Equal(state, await app.StateOfAsync("0102", "2021-06", "platform_members", "\"count\": 27"));
    }

    [Theory]
    [InlineData("submission", "confirm")]
    [InlineData("drop", "confirm")]
    [InlineData("drop", "reject")]
    public async Task A_settled_value_is_taken_back_after_a_confirmation(string way, string decision)
    {
        await using var app = await NewAppAsync();
        await app.DropAsync("e-approval/history.csv", History);
        var before = await app.FiguresAsync(Documents, "0213");
        if (way == "drop")
        {
            var receipt = await app.DropAsync("e-approval/back.csv", SlipOffice.ApprovalHeader + "2020-06,0213,,取消,\n");
            Assert.Equal(["2020-06 0213"], receipt.Waiting());
            Assert.Equal(0, receipt["pairsWithdrawn"]!.GetValue<int>());
        }
        else
        {
            Assert.Equal("held", await app.StateOfAsync("0213", "2020-06", Documents, "\"withdraw\": true"));
            Assert.Equal("held", await app.StateOfAsync("0213", "2020-06", Documents, "\"withdraw\": true"));
            await app.WaitUntilComputedAsync();
        }

        Assert.True(Assert.Single(await app.ReviewsAsync())!["withdraws"]!.GetValue<bool>());
        Assert.Equal(before, await app.FiguresAsync(Documents, "0213"));
        await app.DecideAsync(decision);
        Assert.Equal(decision == "reject", (await app.FiguresAsync(Documents, "0213")).Any(f => f.StartsWith("202006", StringComparison.Ordinal)));
        Assert.Empty(await app.ReviewsAsync());
        Assert.Empty(await app.Services.GetRequiredService<Verification>().ConfirmedAsync(default));
    }

    private static async Task<RunningApp> NewAppAsync() => await RunningApp.StartAsync(await TestStorage.NewEmptyAccountAsync());
}
