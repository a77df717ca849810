using System.Text;
using Microsoft.Extensions.DependencyInjection;
using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Ledger;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Intake.Review;

/// <summary>
/// Where neither the year before nor a recent month is known, a value is compared with the newest before it, up to ten years back, by every
/// way in.
/// </summary>
public sealed class NewestValueTests(NewestValueTests.Office office) : IClassFixture<NewestValueTests.Office>
{
    private const string Online = "online_procedures", Before = "far_from_month_before";

    private static int files;

    // 0213 said 100 of 120 in 2019-09, and 0214 200 of 300 in 2022-03; now it is 2025.
    [Theory]
    [InlineData("0213", "2025-03", 100, 120, "")]
    [InlineData("0213", "2025-03", 130, 160, "")]
    [InlineData("0213", "2025-03", 1000, 1200, Before)]
    [InlineData("0213", "2025-03", 12, 14, Before)]
    [InlineData("0213", "2022-09", 700, 900, Before)]
    [InlineData("0214", "2021-09", 20, 30, "")]
    [InlineData("0214", "2024-09", 220, 320, "")]
    [InlineData("0214", "2024-09", 20, 30, Before)]
    public async Task Of_a_submission(string section, string month, int online, int eligible, string code)
    {
        var json = SlipOffice.Figure(section, month, Online, $"\"online\": {online}, \"eligible\": {eligible}");
        var row = $"項目,オンライン化済,対象\n行政手続きのオンライン化,{online},{eligible}\n";
        HttpContent[] bodies =
        [
            new StringContent(json, Encoding.UTF8, "application/json"),
            new FormUrlEncodedContent(new Dictionary<string, string>
            {
                ["department"] = section, ["month"] = month, [$"{Online}.online"] = $"{online}", [$"{Online}.eligible"] = $"{eligible}",
            }),
            Multipart(new StringContent(row), "f.csv"),
            Multipart(new ByteArrayContent(new Workbook().Sheet("Sheet1", ["項目", "オンライン化済", "対象"],
                ["行政手続きのオンライン化", $"{online}", $"{eligible}"]).ToBytes()), "f.xlsx"),
        ];
        foreach (var body in bodies)
        {
            using var answer = await office.App.Client.PostAsync("api/submissions/check", body);
            var far = (await answer.JsonAsync())["warnings"]!.AsArray().Select(w => w!["code"]!.GetValue<string>())
                .Where(c => c == Before).Distinct();
            Assert.Equal(code.Length == 0 ? [] : [code], far);
        }

        MultipartFormDataContent Multipart(HttpContent file, string name) => new()
        {
            { new StringContent(section), "department" }, { new StringContent(month), "month" }, { file, "file", name },
        };
    }

    [Fact]
    public async Task What_is_far_waits_and_counts_when_it_is_confirmed()
    {
        Assert.Equal("held", await office.App.StateOfAsync("0213", "2024-03", Online, "\"online\": 1100, \"eligible\": 1200"));
        await office.App.DecideAsync("reject");
        Assert.DoesNotContain("202403 online 1100", await office.App.FiguresAsync(Online, "0213"));
    }

    // 200 documents, 6000 minutes and 40 people in June 2019.
    [Theory]
    [InlineData("e-approval", SlipOffice.ApprovalHeader, "0213,,210,100", "")]
    [InlineData("e-approval", SlipOffice.ApprovalHeader, "0213,,2100,1000", "前回")]
    [InlineData("e-approval", SlipOffice.ApprovalHeader, "0213,,20,10", "前回")]
    [InlineData("overtime", SlipOffice.OvertimeHeader, "0213,,一般,通常,通常,310:00", "")]
    [InlineData("overtime", SlipOffice.OvertimeHeader, "0213,,一般,通常,通常,3000:00", "前回")]
    [InlineData("staff", SlipOffice.StaffHeader, "0213,,一般,通常,41", "")]
    [InlineData("staff", SlipOffice.StaffHeader, "0213,,一般,通常,140", "前回")]
    public async Task Of_a_drop(string folder, string header, string row, string why)
    {
        var receipt = await office.App.DropAsync($"{folder}/{Interlocked.Increment(ref files)}.csv", $"{header}2025-06,{row}\n");
        Assert.Equal(why.Length == 0 ? [] : ["2025-06 0213"], receipt.Waiting());
        if (why.Length > 0)
        {
            Assert.Contains(why, receipt["waiting"]![0]!["why"]!.GetValue<string>(), StringComparison.Ordinal);
        }

        // The next row of the theory finds 2019 alone.
        await office.App.DropAsync($"{folder}/{Interlocked.Increment(ref files)}.csv",
            header + "2025-06,0213,," + (folder == "e-approval" ? "取消,取消" : folder == "staff" ? ",,取消" : ",,,取消") + "\n");
    }

    /// <summary>A ledger with gaps of years.</summary>
    public sealed class Office : IAsyncLifetime
    {
        internal RunningApp App { get; private set; } = null!;

        public async Task InitializeAsync()
        {
            App = await RunningApp.StartAsync(await TestStorage.NewEmptyAccountAsync(),
                new AdjustableClock(new(2025, 7, 1, 3, 0, 0, TimeSpan.Zero)));
            Observation[] said =
            [
                TestData.Figure(Online, "0213", "2019-09", 100, 120), TestData.Figure(Online, "0213", "2015-09", 1000, 1200),
                TestData.Figure(Online, "0214", "2022-03", 200, 300), TestData.Documents("0213", "2019-06", 100, 200),
                TestData.Overtime("0213", "2019-06", ("general", "regular", "ordinary", 18_000)),
                TestData.Staff("0213", "2019-06", ("general", "regular", 40)),
            ];
            await App.Services.GetRequiredService<LedgerStore>().WriteAsync(
                said.Select(o => o with { ReceivedAt = new(2025, 6, 1, 0, 0, 0, TimeSpan.Zero) }), default);
        }

        public async Task DisposeAsync() => await App.DisposeAsync();
    }
}
