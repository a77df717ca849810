using System.Text;
using System.Text.Json.Nodes;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Intake.Review;

/// <summary>
/// Right-sized figures of forms in the place of others wait: those of another section, a plan, and those of the month that is due under an
/// earlier one. Ordinary work does not.
/// </summary>
public sealed class MisplacedValueTests
{
    private const string Online = "online_procedures";

    private static readonly (string Section, int Online, int Eligible)[] March =
        [("0213", 6, 11), ("0214", 3, 6), ("0401", 5, 9), ("0603", 10, 22), ("0701", 12, 31), ("0801", 10, 18)];

    [Theory]
    [InlineData("0213", "2021-09", 9, 11, "")]
    [InlineData("0213", "2021-09", 6, 11, "")]
    [InlineData("0603", "2021-09", 10, 22, "")]
    [InlineData("0213", "2021-09", 11, 12, "")]
    [InlineData("0603", "2021-09", 10, 18, "same_as_other_section")]
    [InlineData("0701", "2021-09", 10, 18, "same_as_other_section")]
    [InlineData("0214", "2021-09", 6, 11, "same_as_other_section")]
    [InlineData("0603", "2021-09", 17, 22, "")]
    [InlineData("0603", "2021-09", 20, 22, "same_as_plan")]
    [InlineData("0213", "2021-03", 9, 11, "newer_month_open")]
    [InlineData("0603", "2021-08", 16, 22, "newer_month_open")]
    [InlineData("0603", "2021-06", 16, 22, "newer_month_open")]
    [InlineData("0603", "2021-10", 16, 22, "")]
    public async Task In_October_when_September_is_due(string section, string month, int online, int eligible, string code)
    {
        await using var app = await NewOfficeAsync();
        foreach (var answer in new[] { await JsonAsync(), await FormAsync(), await FileAsync() })
        {
            Assert.Equal(code.Length == 0 ? [] : [code], answer["warnings"]!.AsArray().Where(w => w!["code"]!.GetValue<string>()
                is "same_as_other_section" or "same_as_plan" or "newer_month_open").Select(w => w!["code"]!.GetValue<string>()));
        }

        Assert.Equal(code.Length == 0 ? "accepted" : "held",
            await app.StateOfAsync(section, month, Online, $"\"online\": {online}, \"eligible\": {eligible}"));

        async Task<JsonNode> JsonAsync() => await CheckAsync(app, new StringContent(
            SlipOffice.Figure(section, month, Online, $"\"online\": {online}, \"eligible\": {eligible}"), Encoding.UTF8,
            "application/json"));

        async Task<JsonNode> FormAsync() => await CheckAsync(app, new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["department"] = section,
            ["month"] = month,
            [$"{Online}.online"] = $"{online}",
            [$"{Online}.eligible"] = $"{eligible}",
        }));

        async Task<JsonNode> FileAsync() => await CheckAsync(app, new MultipartFormDataContent
        {
            { new StringContent(section), "department" },
            { new StringContent(month), "month" },
            { new StringContent($"項目,オンライン化済,対象\n行政手続きのオンライン化,{online},{eligible}\n"), "file", "f.csv" },
        });
    }

    [Fact]
    public async Task What_was_said_within_days_is_corrected_at_once_and_what_waits_counts_when_it_is_confirmed()
    {
        await using var app = await NewOfficeAsync();
        Assert.Equal("accepted", await app.StateOfAsync("0213", "2021-09", Online, "\"online\": 9, \"eligible\": 11"));
        Assert.Equal("accepted", await app.StateOfAsync("0213", "2021-09", Online, "\"online\": 8, \"eligible\": 11"));

        Assert.Equal("held", await app.StateOfAsync("0603", "2021-03", Online, "\"online\": 11, \"eligible\": 22"));
        await app.DecideAsync("confirm");
        Assert.Contains("202103 online 11", await app.FiguresAsync(Online, "0603"));
    }

    // The plan for March is reached in April as it was meant; in March nobody knows yet.
    [Theory]
    [InlineData("2022-04-08", "accepted")]
    [InlineData("2022-03-20", "held")]
    public async Task A_plan_that_is_reached_counts_once_its_month_has_ended(string day, string state)
    {
        var clock = new AdjustableClock(new(2021, 4, 8, 3, 0, 0, TimeSpan.Zero));
        await using var app = await NewOfficeAsync(clock);
        Assert.Equal("accepted", await app.StateOfAsync("0603", "2021-09", Online, "\"online\": 15, \"eligible\": 22"));
        clock.Advance(DateTimeOffset.Parse(day + "T03:00:00Z", System.Globalization.CultureInfo.InvariantCulture) - clock.GetUtcNow());

        Assert.Equal(state, await app.StateOfAsync("0603", "2022-03", Online, "\"online\": 20, \"eligible\": 22"));
    }

    private static async Task<JsonNode> CheckAsync(RunningApp app, HttpContent content)
    {
        using var answer = await app.Client.PostAsync("api/submissions/check", content);
        return await answer.JsonAsync();
    }

    // March of all, plans for the next one; the clock is in October.
    private static async Task<RunningApp> NewOfficeAsync(AdjustableClock? clock = null)
    {
        clock ??= new(new(2021, 4, 8, 3, 0, 0, TimeSpan.Zero));
        var app = await RunningApp.StartAsync(await TestStorage.NewEmptyAccountAsync(), clock);
        foreach (var (section, online, eligible) in March)
        {
            Assert.Equal("accepted", await app.StateOfAsync(section, "2021-03", Online, $"\"online\": {online}, \"eligible\": {eligible}"));
        }

        await app.AcceptedAsync(SlipOffice.Figure("0603", "2022-03", Online, "\"online\": 20, \"eligible\": 22",
            "\"status\": \"planned\","));
        clock.Advance(new DateTimeOffset(2021, 10, 5, 3, 0, 0, TimeSpan.Zero) - clock.GetUtcNow());
        return app;
    }
}
