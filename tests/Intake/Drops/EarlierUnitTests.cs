using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using SmartToyonaka.Operations.Maintenance;
using SmartToyonaka.Tests.Intake.Review;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Intake.Drops;

/// <summary>
/// Times of which a file does not say whether they are hours or minutes: the unit of the newest earlier file decides where only that gives
/// times like those before, and the receipt says so; else the file is held with the question.
/// </summary>
public sealed class EarlierUnitTests
{
    // 300 and 400 hours; as many hours or minutes a month later. Between the two, nobody can tell: 2,290 minutes are an eighth of 18,000,
    // and 2,290 hours nearly eight times as much.
    [Theory]
    [InlineData("分", "18000", "24000", "18100", "24100", "分", 18_100)]
    [InlineData("時間", "300", "400", "301", "402", "時間", 18_060)]
    [InlineData("分", "18000", "24000", "301", "402", null, 0)]
    [InlineData("時間", "300", "400", "18100", "24100", null, 0)]
    [InlineData("分", "18000", "24000", "2290", "3060", null, 0)]
    public async Task The_unit_of_the_newest_file_decides_where_only_that_is_plausible(string declared, string one, string other,
        string bareOne, string bareOther, string? assumed, long minutes)
    {
        await using var app = await NewAppAsync();
        Assert.Equal("taken", (await app.DropAsync("overtime/declared.csv", File("2021-05", $"（{declared}）", one, other)))["state"]!
            .GetValue<string>());
        foreach (var (way, month) in ((string, string)[])[("timer", "2021-06"), ("check", "2021-06"), ("post", "2021-07")])
        {
            var bare = File(month, "", bareOne, bareOther);
            var receipt = way == "timer" ? await app.DropAsync("overtime/bare.csv", bare)
                : await PostAsync(app, $"overtime/{way}.csv{(way == "check" ? "?check=true" : "")}", bare);
            if (assumed is null)
            {
                Assert.Equal("unit_unclear", Assert.Single(receipt["errors"]!.AsArray())!["code"]!.GetValue<string>());
                Assert.Equal(0, receipt["pairsTaken"]!.GetValue<int>());
                continue;
            }

            Assert.Equal(("taken", assumed), (receipt["state"]!.GetValue<string>(), receipt["assumedUnit"]!.GetValue<string>()));
            var warning = Assert.Single(receipt["warnings"]!.AsArray(), w => w!["code"]!.GetValue<string>() == "unit_assumed")!;
            Assert.Contains($"declared.csv と同じ「{assumed}」", warning["message"]!.GetValue<string>(), StringComparison.Ordinal);
        }

        var later = (await app.FiguresAsync("overtime", "0213")).Where(f => !f.StartsWith("202105", StringComparison.Ordinal));
        Assert.Equal(assumed is null ? [] : [$"202106 minutes {minutes}", $"202107 minutes {minutes}"], later);
        Assert.Empty(await app.Services.GetRequiredService<Verification>().ConfirmedAsync(default));
    }

    [Fact]
    public async Task Without_anything_to_compare_with_or_a_file_that_declares_a_unit_the_question_stays()
    {
        await using var app = await NewAppAsync();
        await app.DropAsync("overtime/clock.csv", File("2021-05", "", "300:00", "400:00"));
        await AssertUnclearAsync("overtime/a.csv", File("2021-06", "", "18100", "24100"));

        // Of other sections nothing holds.
        await app.DropAsync("overtime/declared.csv", File("2021-05", "（分）", "18000", "24000"));
        await AssertUnclearAsync("overtime/b.csv", SlipOffice.OvertimeHeader + "2021-06,0101,,一般,通常,通常,18100\n");
        await AssertUnclearAsync("overtime/c.csv", SlipOffice.OvertimeHeader
            + "2021-06,0101,,一般,通常,通常,18100\n2021-06,0211,,一般,通常,通常,18100\n2021-06,0213,,一般,通常,通常,18100\n");

        async Task AssertUnclearAsync(string name, string csv) =>
            Assert.Equal("unit_unclear", Assert.Single((await app.DropAsync(name, csv))["errors"]!.AsArray())!["code"]!.GetValue<string>());
    }

    [Fact]
    public async Task Held_rows_of_a_file_whose_unit_was_told_name_it()
    {
        await using var app = await NewAppAsync();
        await app.DropAsync("overtime/declared.csv", File("2021-05", "（分）", "18000", "24000"));
        var receipt = await app.DropAsync("overtime/part.csv", File("2021-06", "", "18100", "24100") + "2021-06,9999,,一般,通常,通常,90\n");

        Assert.Equal("taken-in-part", receipt["state"]!.GetValue<string>());
        var held = await app.Container("quarantine").GetBlobClient("overtime/part.csv").DownloadContentAsync();
        Assert.Contains("（単位：分）", held.Value.Content.ToString(), StringComparison.Ordinal);
    }

    private static string File(string month, string unit, string one, string other) =>
        SlipOffice.OvertimeHeader.Replace("時間外時間", $"時間外時間{unit}", StringComparison.Ordinal)
            + $"{month},0213,,一般,通常,通常,{one}\n{month},0214,,一般,通常,通常,{other}\n";

    private static async Task<JsonNode> PostAsync(RunningApp app, string path, string csv)
    {
        using var answer = await app.Client.PostAsync("api/drops/" + path, new StringContent(csv, Encoding.UTF8, "text/csv"));
        Assert.True(answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.UnprocessableEntity, $"{answer.StatusCode}");
        await app.WaitUntilComputedAsync();
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
    }

    private static async Task<RunningApp> NewAppAsync() => await RunningApp.StartAsync(await TestStorage.NewEmptyAccountAsync());
}
