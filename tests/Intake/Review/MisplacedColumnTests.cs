using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Intake.Reference;
using SmartToyonaka.Intake.Submissions;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Intake.Review;

/// <summary>The rest of a whole in the place of its part waits, and so do numbers that have changed places.</summary>
public sealed class MisplacedColumnTests
{
    private const string Rest = "rest_of_whole", Online = "online_procedures";

    private static readonly string[] Sections = ["0101", "0102", "0103", "0211", "0212", "0213", "0214", "0301", "0302", "0304", "0401"];

    // A state: what falls to just the rest, or rises by much to it.
    [Theory]
    [InlineData(6, 11, 5, 11, Rest)]
    [InlineData(5, 11, 6, 11, "")]
    [InlineData(7, 11, 4, 11, Rest)]
    [InlineData(4, 11, 7, 11, Rest)]
    [InlineData(6, 11, 7, 11, "")]
    [InlineData(6, 11, 4, 11, "")]
    [InlineData(30, 50, 20, 50, Rest)]
    [InlineData(30, 50, 21, 52, Rest)]
    [InlineData(30, 50, 31, 52, "")]
    [InlineData(30, 50, 40, 50, "")]
    [InlineData(50, 50, 49, 50, "")]
    [InlineData(0, 50, 4, 50, "")]
    public void Of_procedures(int before, int of, int now, int ofNow, string code) =>
        Assert.Equal(code, Said(Procedures("2021-09", now, ofNow), new(null, null, [], Procedures("2021-03", before, of))));

    // Documents vary; a mirrored share is many times what chance does.
    [Theory]
    [InlineData(120, 200, 80, 200, Rest)]
    [InlineData(120, 200, 84, 210, Rest)]
    [InlineData(120, 200, 100, 200, "")]
    [InlineData(120, 200, 130, 210, "")]
    [InlineData(12, 20, 8, 20, "")]
    [InlineData(105, 200, 95, 200, "")]
    [InlineData(800, 2000, 1200, 2000, Rest)]
    public void Of_documents(int before, int of, int now, int ofNow, string code) => Assert.Equal(code,
        Said(TestData.Documents("0213", "2021-06", now, ofNow), new(null, null, [], TestData.Documents("0213", "2021-05", before, of))));

    [Fact]
    public void A_correction_of_what_was_in_the_wrong_column_does_not_wait()
    {
        var known = new PriorValues(Procedures("2021-09", 20, 50), null, [], Procedures("2021-03", 30, 50));
        Assert.Equal("", Said(Procedures("2021-09", 30, 50), known));
    }

    [Theory]
    [InlineData("two parts changed about", 130, 99, "misplaced_column")]
    [InlineData("about so", 128, 103, "misplaced_column")]
    [InlineData("as before", 101, 131, "")]
    [InlineData("one of them doubled", 200, 130, "")]
    [InlineData("both grown", 130, 170, "")]
    public void Of_further_measures(string what, int first, int second, string code)
    {
        var found = MisplacedColumns.Of(Two("2021-06", first, second), new(null, null, [], Two("2021-05", 100, 132)), TwoParts,
            ReferenceData.BuiltInCatalogue, part => part);
        Assert.Equal($"{what}: {code}", $"{what}: {string.Join(',', found.Select(f => f.Kind))}");
    }

    [Theory]
    [InlineData("json")]
    [InlineData("form")]
    [InlineData("csv")]
    [InlineData("xlsx")]
    public async Task By_every_way_in(string way)
    {
        await using var app = await RunningApp.StartAsync(await TestStorage.NewEmptyAccountAsync());
        Assert.Equal("accepted", await app.StateOfAsync("0213", "2021-03", Online, "\"online\": 30, \"eligible\": 50"));
        using var answer = await app.Client.PostAsync("api/submissions", Body());
        Assert.Equal("held", (await answer.JsonAsync())["state"]!.GetValue<string>());

        HttpContent Body() => way switch
        {
            "json" => new StringContent(SlipOffice.Figure("0213", "2021-09", Online, "\"online\": 20, \"eligible\": 50"),
                System.Text.Encoding.UTF8, "application/json"),
            "form" => new FormUrlEncodedContent(new Dictionary<string, string>
            {
                ["department"] = "0213",
                ["month"] = "2021-09",
                [$"{Online}.online"] = "20",
                [$"{Online}.eligible"] = "50",
            }),
            _ => new MultipartFormDataContent
            {
                { new StringContent("0213"), "department" },
                { new StringContent("2021-09"), "month" },
                {
                    way == "csv" ? new StringContent("項目,オンライン化済,対象\n行政手続きのオンライン化,20,50\n")
                        : new ByteArrayContent(new Workbook().Sheet("Sheet1", ["項目", "オンライン化済", "対象"],
                            ["行政手続きのオンライン化", "20", "50"]).ToBytes()), "file", "f." + way
                },
            },
        };
    }

    // Each section alone may be chance; all together are not.
    [Theory]
    [InlineData("as usual", false, 1, "")]
    [InlineData("a little more each", false, 1.04, "")]
    [InlineData("paper for electronic", true, 1, "残り")]
    [InlineData("paper for electronic, a few more", true, 1.02, "残り")]
    public async Task Of_a_drop_whose_shares_are_near_a_half(string what, bool isRest, double times, string why)
    {
        await using var app = await RunningApp.StartAsync(await TestStorage.NewEmptyAccountAsync());
        Assert.Empty((await app.DropAsync("e-approval/may.csv", File("2021-05", false, 1))).Waiting());

        var receipt = await app.DropAsync("e-approval/june.csv", File("2021-06", isRest, times));
        Assert.True(receipt.Waiting().Count() == (why.Length > 0 ? Sections.Length : 0), what + receipt);
        Assert.All(receipt["waiting"]!.AsArray(), w => Assert.Contains(why, w!["why"]!.GetValue<string>(), StringComparison.Ordinal));

        static string File(string month, bool isRest, double times) => SlipOffice.ApprovalHeader + string.Concat(Sections.Select((s, i) =>
        {
            var total = (int)((90 + (i * 7)) * times) + month[^1] % 3;
            var electronic = (int)(total * (0.56 + (i % 3 * 0.01)));
            return $"{month},{s},,{total},{(isRest ? total - electronic : electronic)}\n";
        }));
    }

    private static readonly Measure TwoParts =
        new("two", "2つ", "Two", MeasureKind.Flow, ["paper", "electronic"], "two");

    private static Observation Two(string month, long paper, long electronic) => TestData.Figure("cashless_services", "0401", month, 0, 0)
        with
    {
        Cells = [new(Dimensions.None, "paper", paper), new(Dimensions.None, "electronic", electronic)],
    };

    private static string Said(Observation said, PriorValues known) => string.Join(", ", ValueChecks.Of(said, known,
        ReferenceData.BuiltInCatalogue, part => part).Where(f => f.Holds).Select(f => f.Kind).Distinct());

    private static Observation Procedures(string month, int online, int eligible) =>
        TestData.Figure(Online, "0213", month, online, eligible);
}
