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
