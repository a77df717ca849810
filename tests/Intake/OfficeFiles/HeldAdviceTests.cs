using System.Net;
using System.Text;
using SmartToyonaka.Tests.Intake.Review;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Intake.OfficeFiles;

/// <summary>
/// What waits to be confirmed, by its code in <c>docs/messages.md</c>: it publishes nothing, and both ways that its message names publish
/// what was meant: the right one in its place, or a confirmation.
/// </summary>
[Trait(TestCategory.Name, TestCategory.Long)]
public sealed class HeldAdviceTests(HeldAdviceTests.Office office) : IClassFixture<HeldAdviceTests.Office>
{
    private const string Online = "online_procedures", Members = "platform_members", Telework = "telework_applicants";

    // A figure is "measure section month numbers", with 取消 in place of numbers, or "planned" behind them.
    private const string Usual = $"{Online} 0213 2020-09 10/12; {Online} 0213 2021-03 10/12";

    private const string Peers = $"{Online} 0212 2021-03 8/20; {Online} 0213 2021-03 60/100; {Online} 0214 2021-03 16/30; "
        + $"{Online} 0401 2021-03 12/25; {Online} 0602 2021-03 10/15; {Online} 0603 2021-03 14/20";

    /// <summary>Code, what holds, the wrong figure, the right one.</summary>
    public static TheoryData<string, string, string, string> Figures => new()
    {
        { "far_from_replaced", $"{Members} 0102 2021-09 26", $"{Members} 0102 2021-09 260", $"{Members} 0102 2021-09 27" },
        { "far_from_year_before", $"{Members} 0102 2020-09 120", $"{Members} 0102 2021-09 1200", $"{Members} 0102 2021-09 125" },
        { "far_from_month_before", $"{Members} 0102 2021-03 12", $"{Members} 0102 2021-09 1012", $"{Members} 0102 2021-09 13" },
        { "more_than_possible", "", "seal_abolitions 0301 2021-03 11000", "seal_abolitions 0301 2021-03 1100" },
        { "settled_value_changed", Usual, $"{Online} 0213 2020-09 11/12", $"{Online} 0213 2021-09 11/12" },
        { "settled_value_withdrawn", Usual, $"{Online} 0213 2020-09 取消", $"{Online} 0213 2021-03 取消" },
        { "far_from_other_sections", $"{Online} 0212 2021-09 10/38; {Online} 0214 2021-09 10/420; {Online} 0401 2021-09 10/12",
            $"{Online} 0213 2021-09 10/4200", $"{Online} 0213 2021-09 10/42" },
        { "first_value_of_old_month", $"{Online} 0213 2021-09 10/12", $"{Online} 0213 2020-09 11/12", $"{Online} 0213 2021-09 11/12" },
        { "same_as_other_section", $"{Online} 0701 2021-03 12/31; {Online} 0801 2021-03 10/18", $"{Online} 0701 2021-09 10/18",
            $"{Online} 0701 2021-09 13/31" },
        { "same_as_plan", $"{Online} 0603 2021-03 10/22; {Online} 0603 2022-03 20/22 planned", $"{Online} 0603 2021-09 20/22",
            $"{Online} 0603 2021-09 16/22" },
        { "same_as_plan", $"{Online} 0603 2021-03 10/22; {Online} 0603 2022-03 20/22 planned", $"{Online} 0603 2021-09 20/22",
            $"{Online} 0603 2021-09 20/22 planned" },
        { "newer_month_open", $"{Online} 0213 2021-03 6/11", $"{Online} 0213 2021-08 9/11", $"{Online} 0213 2021-09 9/11" },
        { "running_total_falls", $"{Telework} 0302 2021-03 390", $"{Telework} 0302 2021-09 101", $"{Telework} 0302 2021-09 412" },
        { "as_much_as_all_others", Peers, $"{Online} 0213 2021-09 120/210", $"{Online} 0213 2021-09 62/102" },
        { "rest_of_whole", $"{Online} 0213 2021-03 30/50", $"{Online} 0213 2021-09 20/50", $"{Online} 0213 2021-09 31/50" },
        { "month_before_collection", "", $"{Members} 0102 2018-09 26", $"{Members} 0102 2021-09 26" },
    };

    /// <summary>Every code that is followed here.</summary>
    internal static IEnumerable<string> Codes =>
        [.. Figures.Select(f => (string)f[0]), "title_names_other", "repeats_replaced_value"];

    [Theory]
    [MemberData(nameof(Figures))]
    public async Task The_right_one_in_its_place_counts(string code, string before, string wrong, string right)
    {
        await HandInAsync(before);
        await AssertWaitsAsync(Bodies(wrong).Single(), code, before);

        await office.TakeAsync(Bodies(right).Single());
        Assert.Equal(Published(before, right), await office.PublishedAsync());
    }

    [Theory]
    [MemberData(nameof(Figures))]
    public async Task Confirmed_it_counts(string code, string before, string wrong, string right)
    {
        Assert.NotEqual(wrong, right);
        await HandInAsync(before);
        await AssertWaitsAsync(Bodies(wrong).Single(), code, before);

        await office.App.DecideAsync("confirm");
        Assert.Equal(Published(before, wrong), await office.PublishedAsync());
    }

    // The right file has other numbers; the wrong one counts nowhere.
    [Theory]
    [InlineData("固定資産税課.csv", "", true)]
    [InlineData("固定資産税課.csv", "", false)]
    [InlineData("2021-05.csv", "", false)]
    [InlineData("f.csv", "固定資産税課 9月分\n", true)]
    [InlineData("f.csv", "固定資産税課 9月分\n", false)]
    public async Task A_file_of_another_name_is_confirmed_or_the_right_file_is_handed_in(string name, string title, bool isConfirmed)
    {
        await HandInAsync("");
        await AssertWaitsAsync(Table(name, title, 9), "title_names_other", "");
        if (isConfirmed)
        {
            await office.App.DecideAsync("confirm");
        }
        else
        {
            await office.TakeAsync(Table("2021-09.csv", "市民税課 9月分\n", 10));
        }

        Assert.Equal(Published("", $"{Online} 0213 2021-09 {(isConfirmed ? 9 : 10)}/12"), await office.PublishedAsync());

        static SentBody Table(string name, string title, int online) => SentBody.Files("0213", "2021-09", "",
            (name, Encoding.UTF8.GetBytes($"{title}項目,オンライン化済,対象\n行政手続きのオンライン化,{online},12\n")));
    }

    // By a form it is only told; the right one is handed in once more.
    [Fact]
    public async Task An_old_form_that_undoes_a_correction_is_followed_by_the_right_one()
    {
        const string Old = $"{Members} 0102 2021-09 26", Right = $"{Members} 0102 2021-09 27";
        await HandInAsync(Old);
        await office.TakeAsync(Bodies(Right).Single());
        var (status, answer) = await office.SendAsync(Bodies(Old).Single());
        Assert.Equal(HttpStatusCode.Accepted, status);
        Assert.Contains(answer["warnings"]!.AsArray(), w => w!["code"]!.GetValue<string>() == "repeats_replaced_value");

        await office.TakeAsync(Bodies(Right).Single());
        Assert.Equal(Published("", Right), await office.PublishedAsync());
    }

    private async Task HandInAsync(string figures)
    {
        await office.ClearAsync();
        foreach (var body in Bodies(figures))
        {
            await office.TakeAsync(body);
        }
    }

    private async Task AssertWaitsAsync(SentBody wrong, string code, string before)
    {
        var (status, answer) = await office.SendAsync(wrong);
        Assert.Equal(HttpStatusCode.Accepted, status);
        Assert.True(answer["state"]!.GetValue<string>() == "held", answer.ToJsonString());
        Assert.True(answer["warnings"]!.AsArray().Any(w => w!["code"]!.GetValue<string>() == code), answer.ToJsonString());
        Assert.Equal(Published(before, ""), await office.PublishedAsync());
    }

    private static IEnumerable<string[]> Parse(string figures) =>
        figures.Split("; ", StringSplitOptions.RemoveEmptyEntries).Select(f => f.Split(' '));

    private static IEnumerable<(string Part, string Number)> Numbers(string[] figure) => figure[0] == Online
        ? [("online", figure[3].Split('/')[0]), ("eligible", figure[3].Split('/')[^1])] : [("count", figure[3])];

    private static IEnumerable<SentBody> Bodies(string figures) => Parse(figures).Select(f => SentBody.Json(SlipOffice.Figure(
        f[1], f[2], f[0],
        f[3] == "取消" ? "\"withdraw\": true" : string.Join(", ", Numbers(f).Select(n => $"\"{n.Part}\": {n.Number}")),
        f.Length > 4 ? "\"status\": \"planned\"," : "")));

    // What holds, and what takes its place.
    private static IEnumerable<string> Published(string before, string after)
    {
        var holds = new Dictionary<string, string[]>(StringComparer.Ordinal);
        foreach (var figure in Parse(before).Concat(Parse(after)))
        {
            holds[string.Join(' ', figure[..3].Concat(figure[4..]))] = figure;
        }

        return holds.Values.Where(f => f[3] != "取消").SelectMany(f => Numbers(f).Select(n => $"{f[0]} {f[1]} "
            + $"{f[2].Replace("-", "", StringComparison.Ordinal)} {n.Part}={n.Number}{(f.Length > 4 ? " planned" : "")}"))
            .Order(StringComparer.Ordinal);
    }

    /// <summary>In October, when September is due.</summary>
    public sealed class Office() : AdviceOffice(new(2021, 10, 5, 3, 0, 0, TimeSpan.Zero));
}
