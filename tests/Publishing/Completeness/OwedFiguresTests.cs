using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Domain.Indicators;
using SmartToyonaka.Domain.Organisation;
using SmartToyonaka.Intake.Reference;
using SmartToyonaka.Publishing.Completeness;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Publishing.Completeness;

/// <summary>Who owes what for which month, and how it stands: on the second, around midnight in Japan.</summary>
public sealed class OwedFiguresTests
{
    private static readonly BusinessDays Days = new(ReferenceData.BuiltInHolidays);

    private static readonly Register Two = TestData.Register(TestData.Section("0101"),
        TestData.Section("0104", until: "2021-03", successors: "0105"), TestData.Section("0105", from: "2021-04"));

    [Theory]
    [InlineData("2021-05", "2021-06-14")] // ten weekdays
    [InlineData("2019-04", "2019-05-20")] // after Golden Week's ten days
    [InlineData("2021-12", "2022-01-18")] // after 年末年始 and 成人の日
    [InlineData("2022-03", "2022-04-14")] // the fiscal year's last month is due in the next
    [InlineData("2020-02", "2020-03-13")]
    public void A_month_is_due_on_a_business_day_of_the_next(string month, string due)
    {
        var owed = Owed(Obligation("staff", "2019-04")).Of("staff", TestData.Month(month).FiscalYear, TestData.Month(month)).Last();

        Assert.Equal((month, due),
            (owed.Month.ToString(), owed.DueOn.Day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)));
    }

    [Theory]
    [InlineData("2019-05-20T23:59:59.9999999+09:00", DueFigureState.OnTime)]
    [InlineData("2019-05-20T14:59:59.9999999Z", DueFigureState.OnTime)]
    [InlineData("2019-05-21T00:00:00+09:00", DueFigureState.Late)]
    [InlineData("2019-05-20T15:00:00Z", DueFigureState.Late)]
    public void The_day_ends_at_midnight_in_Japan(string received, DueFigureState state) =>
        Assert.Equal(state, April2019.StateAt(Instant(received), Instant("2030-01-01T00:00:00Z")));

    [Theory]
    [InlineData("2019-05-20T14:59:59.9999999Z", DueFigureState.NotDue)]
    [InlineData("2019-05-20T15:00:00Z", DueFigureState.Missing)]
    public void What_is_not_there_is_missing_from_midnight_on(string now, DueFigureState state) =>
        Assert.Equal(state, April2019.StateAt(null, Instant(now)));

    [Fact]
    public void What_came_before_its_month_ended_is_on_time() =>
        Assert.Equal(DueFigureState.OnTime, April2019.StateAt(Instant("2019-04-02T00:00:00Z"), Instant("2019-04-02T00:00:00Z")));

    [Fact]
    public void Sections_owe_while_they_exist()
    {
        var owed = Owed(Obligation("staff", "2019-04"));

        Assert.Equal(["0101", "0104"], Departments(owed, "staff", "2021-03"));
        Assert.Equal(["0101", "0105"], Departments(owed, "staff", "2021-04"));
    }

    [Fact]
    public void The_successor_of_a_section_that_was_named_owes_after_it()
    {
        var owed = Owed(Obligation("platform_members", "2019-04", "0104"));

        Assert.Equal(["0104"], Departments(owed, "platform_members", "2021-03"));
        Assert.Equal(["0105"], Departments(owed, "platform_members", "2021-04"));
    }

    [Fact]
    public void A_section_that_was_named_owes_nothing_before_it_existed() =>
        Assert.Empty(Departments(Owed(Obligation("platform_members", "2019-04", "0105")), "platform_members", "2021-03"));

    [Fact]
    public void An_obligation_begins_and_ends()
    {
        var owed = Owed(Obligation("seal_abolitions", "2020-12", "0101") with { Until = "2021-04" });

        Assert.Equal(["2020-12", "2021-01", "2021-02", "2021-03"], Months(owed, "seal_abolitions", 2020));
        Assert.Equal(["2021-04"], Months(owed, "seal_abolitions", 2021));
        Assert.Empty(Months(owed, "seal_abolitions", 2022));
    }

    [Fact]
    public void Only_the_months_named_are_owed() =>
        Assert.Equal(["2021-09", "2022-03"], Months(Owed(Obligation("cashless_services", "2019-04", "0101") with { Months = [6, 12] }),
            "cashless_services", 2021));

    [Fact]
    public void Nothing_is_owed_for_months_to_come() =>
        Assert.Equal(["2021-04", "2021-05"], Owed(Obligation("staff", "2019-04", "0101")).Of("staff", new(2021), TestData.Month("2021-05"))
            .Select(o => o.Month.ToString()));

    [Fact]
    public void Of_two_obligations_the_first_holds()
    {
        var owed = Owed(Obligation("staff", "2019-04", "0101") with { DueBusinessDay = 15 }, Obligation("staff", "2019-04"));

        var may = owed.Of("staff", new(2021), TestData.Month("2021-05")).Where(o => o.Month == TestData.Month("2021-05")).ToList();
        Assert.Equal([("0101", 21), ("0105", 14)], may.Select(o => (o.Department, o.DueOn.Day.Day)));
    }

    [Fact]
    public void What_is_in_no_obligation_is_owed_by_nobody() =>
        Assert.Empty(Owed(Obligation("staff", "2019-04")).Of("overtime", new(2021), TestData.Month("2022-03")));

    [Fact]
    public void The_built_in_obligations_name_departments_that_exist()
    {
        var catalogue = ReferenceData.BuiltInCatalogue;
        Assert.NotEmpty(catalogue.Owed);
        Assert.All(catalogue.Owed.SelectMany(o => o.DepartmentsNamed.Select(d => (Department: d, o.FirstMonth))), o =>
            Assert.NotNull(ReferenceData.BuiltInRegister.Get(o.Department, o.FirstMonth)));
    }

    [Theory]
    [InlineData("\"measure\": \"nothing\"")]
    [InlineData("\"measure\": \"initiatives.ai\"")]
    [InlineData("\"departments\": []")]
    [InlineData("\"departments\": [\"all\", \"0101\"]")]
    [InlineData("\"departments\": [\"財政課\"]")]
    [InlineData("\"departments\": [null]")]
    [InlineData("\"from\": \"2021/4\"")]
    [InlineData("\"from\": \"1950-04\"")]
    [InlineData("\"until\": \"2019-03\"")]
    [InlineData("\"months\": [13]")]
    [InlineData("\"months\": []")]
    [InlineData("\"dueBusinessDay\": 0")]
    [InlineData("\"dueBusinessDay\": 24")]
    [InlineData("\"due\": 1")]
    public void A_wrong_obligation_is_refused(string part)
    {
        var parts = new List<string> { "\"measure\": \"staff\"", "\"departments\": [\"0101\"]", "\"from\": \"2019-04\"",
            "\"dueBusinessDay\": 10" };
        parts.RemoveAll(p => p.Split(':')[0] == part.Split(':')[0]);
        Assert.ThrowsAny<FormatException>(() => Catalogue.Parse(WithOwed($"{{ {string.Join(", ", parts.Append(part))} }}")));
    }

    [Fact]
    public void A_catalogue_without_obligations_is_taken() => Assert.Empty(Catalogue.Parse(WithOwed("")).Owed);

    private static OwedFigure April2019 => Owed(Obligation("staff", "2019-04", "0101")).Of("staff", new(2019), TestData.Month("2019-04"))
        .Single();

    private static byte[] WithOwed(string owed)
    {
        var empty = """
            { "rulesVersion": "1", "programmeFirstFiscalYear": 2020, "baseFiscalYear": 2019, "smallGroup": 10, "groups": [],
              "terms": { "jobClasses": [], "workPatterns": [], "reasons": [] }, "scopes": [], "indicators": [], "owed": [OWED] }
            """;
        return System.Text.Encoding.UTF8.GetBytes(empty.Replace("OWED", owed, StringComparison.Ordinal));
    }

    private static Obligation Obligation(string measure, string from, params string[] departments) =>
        new(measure, departments.Length == 0 ? ["all"] : departments, from, 10);

    private static OwedFigures Owed(params Obligation[] obligations) =>
        new(ReferenceData.BuiltInCatalogue with { Owed = obligations }, Two, Days);

    private static IEnumerable<string> Departments(OwedFigures owed, string measure, string month) =>
        owed.Of(measure, TestData.Month(month).FiscalYear, TestData.Month(month)).Where(o => o.Month == TestData.Month(month))
            .Select(o => o.Department);

    private static IEnumerable<string> Months(OwedFigures owed, string measure, int year) =>
        owed.Of(measure, new(year), new FiscalYear(year).Last).Select(o => o.Month.ToString());

    private static DateTimeOffset Instant(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
