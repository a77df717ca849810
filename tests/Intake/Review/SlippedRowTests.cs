using SmartToyonaka.Domain.Indicators;
using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Intake.Drops.Checks;
using SmartToyonaka.Intake.Submissions;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Intake.Review;

/// <summary>
/// A month whose numbers have slipped by a row against their sections waits as a whole, although each number alone is usual; ordinary
/// months do not.
/// </summary>
public sealed class SlippedRowTests
{
    private static readonly string[] Sections =
        ["0101", "0102", "0103", "0211", "0212", "0213", "0214", "0301", "0302", "0304", "0401", "0501", "0502", "0601", "0602", "0603"];

    // Neighbours are within half as much again of each other.
    private static readonly int[] Usual = [30, 41, 35, 47, 33, 45, 38, 52, 36, 50, 44, 34, 46, 37, 49, 40];

    [Theory]
    [InlineData("as before", 0, 0, 16, false)]
    [InlineData("all of it down", 1, 0, 16, true)]
    [InlineData("all of it up", -1, 0, 16, true)]
    [InlineData("from a row on", 1, 7, 16, true)]
    [InlineData("as far as a row", -1, 0, 9, true)]
    [InlineData("between two rows", 1, 3, 12, true)]
    [InlineData("two rows", 1, 5, 7, false)]
    public void A_month(string what, int by, int from, int until, bool isFound)
    {
        foreach (var seed in Enumerable.Range(1, 20))
        {
            var random = new Random(seed);
            var now = Usual.Select((u, i) => Near(i >= from && i < until ? Usual[(i + by + Usual.Length) % Usual.Length] : u, random));
            Assert.True(isFound == IsFound(Usual, [.. now]), $"{what} {seed}");
        }

        // People come and go, one of twenty.
        static int Near(int usual, Random random) => usual + random.Next(-usual / 25, (usual / 25) + 1);
    }

    // Sections that vary by a third each way; and those of one size.
    [Theory]
    [InlineData(3, 400, 0.33)]
    [InlineData(30, 30, 0.33)]
    [InlineData(1, 9, 0.5)]
    [InlineData(28, 33, 0.1)]
    public void Ordinary_months_are_no_slips(int least, int most, double noise)
    {
        for (var seed = 0; seed < 300; seed++)
        {
            var random = new Random(seed);
            int[] before = [.. Enumerable.Range(0, 60).Select(_ => random.Next(least, most + 1))];
            int[] now = [.. before.Select(b => (int)Math.Round(b * (1 + (noise * ((random.NextDouble() * 2) - 1)))))];
            Assert.False(IsFound(before, now), $"{least}-{most} {seed}");
        }
    }

    [Fact]
    public void The_order_is_that_of_the_file_and_a_catalogue_may_not_ask()
    {
        // By code they are mixed, in the file one slipped against the other.
        int[] order = [5, 0, 11, 3, 8, 1, 14, 9, 2, 7, 15, 4, 12, 6, 13, 10];
        var rows = order.Select((section, line) => (section, line)).OrderBy(x => x.section)
            .Select(x => Pair(x.section, x.line, Usual[x.section], Usual[order[(x.line + 1) % order.Length]])).ToList();
        Assert.Single(SlippedRows.MonthsOf(CheckRules.Default, rows));
        Assert.Empty(SlippedRows.MonthsOf(CheckRules.Default with { SlippedRows = null }, rows));
        Assert.Empty(SlippedRows.MonthsOf(CheckRules.Default with { SlippedRows = 16 }, rows));
    }

    [Theory]
    [InlineData("staff", 0, "")]
    [InlineData("staff", 1, "ずれて")]
    [InlineData("overtime", 0, "")]
    [InlineData("overtime", 1, "ずれて")]
    [InlineData("e-approval", 0, "")]
    [InlineData("e-approval", -1, "ずれて")]
    public async Task A_drop(string folder, int by, string why)
    {
        string[] sections = [.. SmartToyonaka.Intake.Reference.ReferenceData.BuiltInRegister.In(TestData.Month("2021-06"))
            .Select(s => s.Code).Take(14)];
        await using var app = await RunningApp.StartAsync(await TestStorage.NewEmptyAccountAsync());
        Assert.Empty((await app.DropAsync($"{folder}/may.csv", File("2021-05", 0, 0))).Waiting());

        var receipt = await app.DropAsync($"{folder}/june.csv", File("2021-06", by, 1));
        Assert.Equal(why.Length == 0 ? 0 : sections.Length, receipt.Waiting().Count());
        Assert.All(receipt["waiting"]!.AsArray(), w => Assert.Contains(why, w!["why"]!.GetValue<string>(), StringComparison.Ordinal));

        string File(string month, int by, int more) => folder switch
        {
            "staff" => SlipOffice.StaffHeader,
            "overtime" => SlipOffice.OvertimeHeader,
            _ => SlipOffice.ApprovalHeader,
        } + string.Concat(sections.Select((s, i) =>
        {
            var n = Usual[(i + by + sections.Length) % sections.Length] + (more * (1 + (i % 2)));
            return $"{month},{s},," + folder switch
            {
                "staff" => $"一般,通常,{n}",
                "overtime" => $"一般,通常,通常,{n * 3}:{(n * 7) % 60:00}",
                _ => $"{n * 11},{n * 6}",
            } + "\n";
        }));
    }

    private static bool IsFound(int[] before, int[] now) =>
        SlippedRows.MonthsOf(CheckRules.Default, before.Zip(now).Select((x, i) => Pair(i, i, x.First, x.Second)).ToList()).Count > 0;

    private static (Observation, PriorValues) Pair(int section, int line, long before, long now)
    {
        return (Of("2021-06", now), new(null, null, [], Of("2021-05", before)));

        Observation Of(string month, long heads)
        {
            var staff = TestData.Staff($"{section:D4}", month, ("general", "regular", heads));
            return staff with { Cells = [.. staff.Cells.Select(c => c with { Lines = $"{line + 2}" })] };
        }
    }
}
