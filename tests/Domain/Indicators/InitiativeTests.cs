using SmartToyonaka.Domain.Indicators;
using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Domain.Organisation;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Domain.Indicators;

public class InitiativeTests
{
    private const string Tasks = "rpa_ai_ocr_tasks";
    private static readonly Register Register = TestData.Register(TestData.Section("0303"), TestData.Section("1101"));

    [Fact]
    public void The_newest_status_at_or_before_the_month_counts()
    {
        var c = new ComputedIndicators(Register, 2021,
        [
            Task("2021-04", status: Standing.Considering), Task("2021-06"), Task("2021-09", status: Standing.Withdrawn),
        ]);

        Assert.Equal([0m, 0m, 1m, 1m, 0m], new[] { "2021-04", "2021-05", "2021-06", "2021-08", "2021-09" }.Select(m =>
            c.Value(Tasks, Basis.Programme, m)));
    }

    [Fact]
    public void An_initiative_is_counted_once_in_the_month_in_which_it_began_to_count()
    {
        var c = new ComputedIndicators(Register, 2021, [Task("2021-05"), Task("2021-07"), Task("2021-08")]);

        Assert.Equal([0m, 1m, 0m, 0m], new[] { "2021-04", "2021-05", "2021-07", "2021-08" }.Select(m => c.Get(Tasks, Basis.Month, m).Value
            ?? 0));
        Assert.Equal(1m, c.Value(Tasks, Basis.Ytd, "2021-08"));
    }

    [Fact]
    public void A_fiscal_year_alone_and_the_years_before_add_up_to_the_programme()
    {
        // Ten of FY2020, one of which reports again in FY2021, and eleven more: 10 + 11 = 21.
        var before = Enumerable.Range(1, 10).Select(i => TestData.Initiative("ppp_project", "0303", "2020-10", $"事業{i}")).ToList();
        IReadOnlyList<Observation> now = [TestData.Initiative("ppp_project", "0303", "2021-06", "事業1"), .. Enumerable.Range(11, 11)
            .Select(i => TestData.Initiative("ppp_project", "0303", "2021-07", $"事業{i}"))];
        var c = new ComputedIndicators(Register, 2021, now, before);

        Assert.Equal(10m, new ComputedIndicators(Register, 2020, before).Value("ppp_projects", Basis.Ytd, "2021-03"));
        Assert.Equal(11m, c.Value("ppp_projects", Basis.Ytd, "2022-03"));
        Assert.Equal(21m, c.Value("ppp_projects", Basis.Programme, "2022-03"));
    }

    [Fact]
    public void What_counted_again_after_a_break_counts_from_then()
    {
        var c = new ComputedIndicators(Register, 2021, [Task("2021-05", status: Standing.Withdrawn), Task("2021-08")],
            [Task("2020-10")]);

        Assert.Equal((1m, 0m, 1m), (c.Value(Tasks, Basis.Programme, "2021-04"), c.Value(Tasks, Basis.Programme, "2021-05"),
            c.Value(Tasks, Basis.Programme, "2021-08")));
        Assert.Equal(1m, c.Value(Tasks, Basis.Ytd, "2021-08"));
    }

    [Fact]
    public void What_does_not_count_toward_the_target_is_not_counted()
    {
        var c = new ComputedIndicators(Register, 2021,
            [Task("2021-05", counts: false), Task("2021-05", "別の業務"), Task("2021-06", "別の業務", counts: false)]);

        Assert.Equal((1m, 0m), (c.Value(Tasks, Basis.Programme, "2021-05"), c.Value(Tasks, Basis.Programme, "2021-06")));
    }

    [Fact]
    public void The_same_name_in_two_sections_is_two()
    {
        const string name = "臨時会計年度任用職員に係る例月の給与支払処理";
        var c = new ComputedIndicators(Register, 2021, [Task("2021-05", name), Task("2021-05", name, section: "1101")]);

        Assert.Equal(2m, c.Value(Tasks, Basis.Programme, "2021-05"));
    }

    [Theory]
    [InlineData("service_scope_reviews", "service_scope_review", Standing.Decided, 1)]
    [InlineData("service_scope_reviews", "service_scope_review", Standing.Implemented, 1)]
    [InlineData("service_scope_reviews", "service_scope_review", Standing.Coordinating, 0)]
    [InlineData("regional_collaborations", "regional_collaboration", Standing.Decided, 0)]
    [InlineData("regional_collaborations", "regional_collaboration", Standing.Considering, 0)]
    [InlineData("regional_collaborations", "regional_collaboration", Standing.Implemented, 1)]
    [InlineData("ai_tasks", "ai", Standing.Implemented, 1)]
    [InlineData("general_affairs_support", "general_affairs_support", Standing.Decided, 0)]
    public void Which_statuses_count_is_the_indicators(string indicator, string category, string status, int count) =>
        Assert.Equal(count, new ComputedIndicators(Register, 2021, [TestData.Initiative(category, "0303", "2021-05", "あ", status)])
            .Value(indicator, Basis.Programme, "2021-05"));

    [Fact]
    public void Decided_and_later_implemented_counts_since_it_was_decided()
    {
        var c = new ComputedIndicators(Register, 2021,
            [TestData.Initiative("service_scope_review", "0303", "2021-05", "あ")],
            [TestData.Initiative("service_scope_review", "0303", "2020-12", "あ", Standing.Decided)]);

        Assert.Equal((0m, 1m), (c.Value("service_scope_reviews", Basis.Ytd, "2021-05"),
            c.Value("service_scope_reviews", Basis.Programme, "2021-05")));
    }

    [Fact]
    public void Before_anything_was_reported_there_is_no_value()
    {
        var v = new ComputedIndicators(Register, 2021, [Task("2021-06")]).Get(Tasks, Basis.Programme, "2021-05");

        Assert.Equal((null, "nothing_reported_yet"), (v.Value, v.Reason.Code));
    }

    [Fact]
    public void A_planned_initiative_is_not_counted_among_those_that_are()
    {
        var c = new ComputedIndicators(Register, 2021, [Task("2021-05"), Task("2021-06", "予定の業務") with { Status = FigureStatus.Planned }]);

        Assert.Equal(1m, c.Value(Tasks, Basis.Programme, "2021-06"));
        Assert.Equal(1m, c.Value(Tasks, Basis.Programme, "2021-06", FigureStatus.Planned));
    }

    private static Observation Task(string month, string name = "相続人代表者設定", string section = "0303",
        string status = Standing.Implemented, bool counts = true) =>
        TestData.Initiative("rpa_ai_ocr", section, month, name, status, counts);

    [Fact]
    public void As_many_sections_are_expected_as_ever_say_one()
    {
        var v = new ComputedIndicators(TestData.Register(TestData.Section("0101"), TestData.Section("0102")), 2021,
            [TestData.Initiative("ai", "0101", "2021-05", "名"), TestData.Initiative("ai", "0102", "2021-08", "名")])
            .Get("ai_tasks", Basis.Ytd, "2021-06");
        Assert.Equal((1m, 1, 2), (v.Value, v.UnitsReported, v.UnitsExpected));
    }
}
