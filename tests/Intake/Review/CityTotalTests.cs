using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Intake.Review;

/// <summary>
/// As much as all other sections together, where a section was less before, is the city's total until somebody confirms it.
/// </summary>
public sealed class CityTotalTests(CityTotalTests.Office office) : IClassFixture<CityTotalTests.Office>
{
    private const string Online = "online_procedures";

    // Of March: 0212 8/20, 0213 60/100, 0214 16/30, 0401 12/25, 0602 10/15, 0603 14/20; without 0213 they are 60 of 110.
    [Theory]
    [InlineData("0213", 62, 102, "accepted")]
    [InlineData("0213", 120, 210, "held")]
    [InlineData("0213", 60, 109, "accepted")]
    [InlineData("0212", 16, 40, "accepted")]
    [InlineData("0212", 30, 60, "accepted")]
    [InlineData("0212", 17, 95, "accepted")]
    [InlineData("0214", 30, 60, "accepted")]
    [InlineData("0214", 70, 149, "accepted")]
    [InlineData("0214", 79, 149, "accepted")]
    public async Task In_September(string section, int online, int eligible, string state)
    {
        Assert.Equal(state, await office.App.StateOfAsync(section, "2021-09", Online, $"\"online\": {online}, \"eligible\": {eligible}"));
        await office.App.AcceptedAsync(SlipOffice.Figure(section, "2021-09", Online, "\"withdraw\": true"));
    }

    // Nothing is known of 0701 but the others, which are 120 of 210.
    [Theory]
    [InlineData(40, 80, "accepted")]
    [InlineData(100, 209, "accepted")]
    [InlineData(100, 210, "held")]
    [InlineData(120, 260, "held")]
    [InlineData(300, 900, "accepted")]
    public async Task A_first_value(int online, int eligible, string state)
    {
        Assert.Equal(state, await office.App.StateOfAsync("0701", "2021-09", Online, $"\"online\": {online}, \"eligible\": {eligible}"));
        await office.App.AcceptedAsync(SlipOffice.Figure("0701", "2021-09", Online, "\"withdraw\": true"));
    }

    [Fact]
    public async Task The_receipt_says_what_it_is_as_much_as()
    {
        var receipt = await office.App.AcceptedAsync(SlipOffice.Figure("0213", "2021-09", Online, "\"online\": 150, \"eligible\": 300"));
        var warning = Assert.Single(receipt["warnings"]!.AsArray(), w => w!["code"]!.GetValue<string>() == "as_much_as_all_others")!;
        Assert.Equal(110, warning["was"]!.GetValue<long>());
        Assert.Contains("合計 110", warning["message"]!.GetValue<string>(), StringComparison.Ordinal);
        await office.App.DecideAsync("reject");
    }

    // In May 0101 has 300 documents of 770, in a file of its own the city's 1,000; or 0103 has all that the others have.
    [Theory]
    [InlineData("0101", 320, "")]
    [InlineData("0101", 1000, "合計 470")]
    [InlineData("0103", 560, "")]
    [InlineData("0103", 640, "合計 620")]
    [InlineData("0211", 300, "")]
    public async Task A_drop(string section, int total, string why)
    {
        await using var app = await RunningApp.StartAsync(await TestStorage.NewEmptyAccountAsync());
        Assert.Empty((await app.DropAsync("e-approval/may.csv", SlipOffice.ApprovalHeader
            + "2021-05,0101,,300,120\n2021-05,0102,,200,90\n2021-05,0103,,150,60\n2021-05,0211,,120,50\n")).Waiting());

        var receipt = await app.DropAsync("e-approval/june.csv", $"{SlipOffice.ApprovalHeader}2021-06,{section},,{total},{total * 2 / 5}\n");
        Assert.Equal(why.Length == 0 ? [] : [$"2021-06 {section}"], receipt.Waiting());
        Assert.All(receipt["waiting"]!.AsArray(), w => Assert.Contains(why, w!["why"]!.GetValue<string>(), StringComparison.Ordinal));
    }

    /// <summary>Six sections of ten have reported March.</summary>
    public sealed class Office : IAsyncLifetime
    {
        internal RunningApp App { get; private set; } = null!;

        public async Task InitializeAsync()
        {
            App = await RunningApp.StartAsync(await TestStorage.NewEmptyAccountAsync());
            foreach (var (section, online, eligible) in new[]
            {
                ("0212", 8, 20), ("0213", 60, 100), ("0214", 16, 30), ("0401", 12, 25), ("0602", 10, 15), ("0603", 14, 20),
            })
            {
                Assert.Equal("accepted",
                    await App.StateOfAsync(section, "2021-03", Online, $"\"online\": {online}, \"eligible\": {eligible}"));
            }
        }

        public async Task DisposeAsync() => await App.DisposeAsync();
    }
}
