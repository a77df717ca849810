using System.Text.Json.Nodes;
using CsCheck;
using SmartToyonaka.Domain.Indicators;
using SmartToyonaka.Intake.Reference;
using SmartToyonaka.Tests.Support;
using static SmartToyonaka.Tests.Domain.Indicators.CatalogueJson;

namespace SmartToyonaka.Tests.Domain.Indicators;

public class CatalogueTests
{
    [Fact]
    public void The_built_in_catalogue_is_the_table_of_indicators()
    {
        var catalogue = ReferenceData.BuiltInCatalogue;

        Assert.Equal((2020, 2019, 10), (catalogue.ProgrammeFirstFiscalYear, catalogue.BaseFiscalYear, catalogue.SmallGroup));
        Assert.Equal(
            """
            online_application_rate % AtLeast100 Month
            cashless_payment_rate % AtLeast100 Month
            ppp_projects 事業 AtLeast30 Programme
            ppp_platform_members 団体 - Month
            ppp_agreements 社 - Programme
            local_issue_projects 事業 - Programme
            regional_collaborations 事業 AtLeast3 Programme
            support_service_reviews 事業 AtLeast10 Programme
            digitised_publications 種類 AtLeast30 Programme
            service_scope_reviews 業務 AtLeast2 Programme
            rpa_ai_ocr_tasks 業務 AtLeast35 Programme
            ai_tasks 業務 AtLeast3 Programme
            general_affairs_support 業務 AtLeast2 Programme
            overtime_change % AtMost-5 Ytd
            overtime_change_all_causes % - Ytd
            overtime_per_person 時間/月 - Ytd
            overtime_per_person_all_causes 時間/月 - Ytd
            e_approval_rate % - Ytd
            e_approval_rate_pooled % - Ytd
            telework_applicants 人 - Month
            seal_abolitions 件 - Programme
            managed_facilities 施設 - Month
            """.ReplaceLineEndings("\n"),
            string.Join('\n', catalogue.Indicators.Select(i =>
                $"{i.Id} {i.Unit} {(i.Target is { } t ? $"{t.Kind}{t.Value}" : "-")} {i.HeadlineBasis}")));
    }

    [Fact]
    public void The_version_changes_with_the_content()
    {
        Assert.Equal(Parse(BuiltIn).Version, Parse(BuiltIn).Version);
        Assert.NotEqual(Parse(BuiltIn).Version, Parse(BuiltIn + " ").Version);
        Assert.NotEqual(Parse(BuiltIn).Version, Parse(Changed("rulesVersion", "\"2023-03\"")).Version);
    }

    [Fact]
    public void Targets_scopes_and_words_may_change()
    {
        var catalogue = Parse(Changed("indicators/2/target/value", "40"));
        Assert.Equal(40, catalogue.Find("ppp_projects")!.Target!.Value);

        catalogue = Parse(Changed("checks", """{ "hoursPerHead": 80 }"""));
        Assert.Equal((80, 0, null), (catalogue.Checks.HoursPerHead, catalogue.Checks.Jumps.Count, catalogue.Checks.Stopped));

        catalogue = Parse(Changed("scopes/0/leaveOutMinutes", "[]"));
        Assert.Empty(catalogue.Scope("headline").LeaveOutMinutes);

        catalogue = Parse(Changed("dimensions/2/terms/1/words", """["感染症対応"]"""));
        Assert.Equal("covid", catalogue.Vocabulary.Id("reason", "感染症 対応"));
        Assert.Null(catalogue.Vocabulary.Id("reason", "コロナ"));
    }

    [Theory]
    [InlineData("", "JSON")]
    [InlineData("null", "空")]
    [InlineData("[]", "JSON")]
    [InlineData("{}", "JSON")]
    [InlineData("{ \"rulesVersion\": ", "JSON")]
    public void What_is_no_catalogue_is_refused(string json, string says) => AssertRefused(json, says);

    [Theory]
    [InlineData("unknownProperty", "1", "JSON")]
    [InlineData("rulesVersion", "null", "JSON")]
    [InlineData("baseFiscalYear", "\"2019\"x", "JSON")]
    [InlineData("indicators/0/formula/kind", "\"median\"", "JSON")]
    [InlineData("indicators/0/formula/kind", "3", "JSON")]
    [InlineData("indicators/0/bases", "[\"year\"]", "JSON")]
    [InlineData("indicators/0/target/kind", "\"about\"", "JSON")]
    [InlineData("indicators/0", "null", "null")]
    [InlineData("groups/0", "null", "null")]
    [InlineData("scopes/0/leaveOutPeople/0", "null", "null")]
    [InlineData("dimensions/2/terms/0", "null", "null")]
    [InlineData("dimensions/2/terms/0/words/0", "null", "null")]
    [InlineData("indicators/2/formula/statuses", "[null]", "null")]
    [InlineData("programmeFirstFiscalYear", "0", "programmeFirstFiscalYear")]
    [InlineData("baseFiscalYear", "21000", "baseFiscalYear")]
    [InlineData("smallGroup", "-1", "smallGroup")]
    [InlineData("checks", "null", "JSON")]
    [InlineData("checks", "{\"hours\":1}", "JSON")]
    [InlineData("checks/jumps/0", "null", "null")]
    [InlineData("checks/jumps/0/measure", "\"platform_members\"", "checks.jumps")]
    [InlineData("checks/jumps/0/measure", "\"overtimes\"", "checks.jumps")]
    [InlineData("checks/jumps/0/part", "\"minutes\"", "checks.jumps")]
    [InlineData("checks/jumps/0/years", "0", "years")]
    [InlineData("checks/jumps/0/years", "11", "years")]
    [InlineData("checks/jumps/0/ratio", "1", "ratio")]
    [InlineData("checks/settledMonths", "0", "settledMonths")]
    [InlineData("checks/replacedSections", "0", "replacedSections")]
    [InlineData("checks/repeats/0", "\"overtimes\"", "checks.repeats")]
    [InlineData("checks/repeats/0", "null", "checks.repeats")]
    [InlineData("checks/openMonths", "0", "openMonths")]
    [InlineData("checks/openMonths", "13", "openMonths")]
    [InlineData("checks/monthTotals/0/ratio", "1", "monthTotals")]
    [InlineData("checks/monthTotals/0/sections", "0", "monthTotals")]
    [InlineData("checks/monthTotals/0/measure", "\"overtime\"", "monthTotals")]
    [InlineData("checks/slippedRows", "2", "slippedRows")]
    [InlineData("checks/values/1/neverFalls", "true", "neverFalls")]
    [InlineData("checks/firstValueMonths", "0", "firstValueMonths")]
    [InlineData("checks/firstValueMonths", "121", "firstValueMonths")]
    [InlineData("checks/duplicates/0/digits", "0", "digits")]
    [InlineData("checks/duplicates/0/measure", "\"platform_members\"", "duplicates")]
    [InlineData("checks/jumps/0/minimumDifference", "-1", "minimumDifference")]
    [InlineData("checks/jumps/1/measure", "\"e_approval_documents\"", "checks.jumps")]
    [InlineData("checks/jumps/1", """{"measure":"staff","part":"headcount","years":1,"ratio":2,"minimumDifference":0}""", "2回")]
    [InlineData("checks/stopped/months", "0", "checks.stopped")]
    [InlineData("checks/stopped/leastPercent", "101", "checks.stopped")]
    [InlineData("checks/hoursPerHead", "0", "checks.hoursPerHead")]
    [InlineData("checks/hoursPerHead", "745", "checks.hoursPerHead")]
    [InlineData("indicators/0/id", "\"online|rate\"", "indicators")]
    [InlineData("indicators/0/id", "\"\"", "indicators")]
    [InlineData("indicators/1/id", "\"online_application_rate\"", "online_application_rate が2回")]
    [InlineData("groups/1/id", "\"citizen_services\"", "citizen_services が2回")]
    [InlineData("scopes/1/id", "\"headline\"", "headline が2回")]
    [InlineData("dimensions/2/terms/1/id", "\"ordinary\"", "ordinary が2回")]
    [InlineData("dimensions/2/terms/1/words/0", "\"災　害\"", "災害")]
    [InlineData("dimensions/2/terms/1/words/0", "\" \"", "空")]
    [InlineData("scopes/0/leaveOutPeople/0/dimension", "\"jobclass\"", "jobclass")]
    [InlineData("scopes/0/leaveOutPeople/0/value", "\"hospital\"", "hospital")]
    [InlineData("scopes/0/leaveOutPeople/0", """{"dimension":"reason","value":"covid","because":"","since":""}""", "leaveOutMinutes")]
    [InlineData("indicators/0/group", "\"other\"", "group")]
    [InlineData("indicators/0/bases", "[]", "bases")]
    [InlineData("indicators/0/bases", "[\"month\",\"month\"]", "bases")]
    [InlineData("indicators/0/headlineBasis", "\"ytd\"", "headlineBasis")]
    [InlineData("indicators/13/bases", "[\"ytd\",\"programme\"]", "programme")]
    [InlineData("indicators/0/decimals", "-1", "decimals")]
    [InlineData("indicators/0/decimals", "29", "decimals")]
    [InlineData("indicators/0/formula/measure", "\"online\"", "メジャー")]
    [InlineData("indicators/13/formula/scope", "\"everyone\"", "everyone")]
    [InlineData("indicators/0/formula/numerator", "\"count\"", "numerator")]
    [InlineData("indicators/0/formula/denominator", "\"\"", "denominator")]
    [InlineData("indicators/0/formula/denominator", "\"total\"", "denominator")]
    [InlineData("indicators/2/formula/statuses", "[]", "statuses")]
    [InlineData("indicators/2/formula/statuses", "[\"done\"]", "statuses")]
    [InlineData("indicators/2/formula/measure", "\"platform_members\"", "register")]
    [InlineData("indicators/3/formula/measure", "\"staff\"", "式")]
    [InlineData("indicators/13/formula/measure", "\"staff\"", "式")]
    [InlineData("indicators/17/formula/kind", "\"perPerson\"", "denominator は書けません")]

    [InlineData("measures/0/id", "\"cashless_services\"", "cashless_services が2回")]
    [InlineData("measures/8/headcount", "false", "式")]
    [InlineData("measures/7/headcount", "true", "headcount")]
    [InlineData("measures/8/topic", "\"staff_of_its_own\"", "式")]
    [InlineData("measures/6/drop/folder", "\"staff\"", "2つ")]
    [InlineData("measures/6/shareOfWhole", "false", "rest")]
    [InlineData("measures/7/drop/dimensions/0", "\"tide\"", "dimensions")]
    [InlineData("measures/9/id", "\"ppp_project\"", "initiatives.")]
    [InlineData("measures/9/parts", "[{\"id\":\"count\",\"nameJa\":\"件数\",\"nameEn\":\"count\"}]", "登録簿")]
    [InlineData("measures/9/register/counts/0", "\"done\"", "statuses")]
    [InlineData("measures/9/register/statuses", "[\"decided\"]", "counts")]
    [InlineData("measures/9/words", "[\"AIの導入\"]", "initiatives.ai")]
    [InlineData("dimensions/1/column", "\"jobClass\"", "column")]
    [InlineData("dimensions/1/id", "\"jobClass\"", "jobClass が2回")]
    [InlineData("dimensions/1/words/0", "\"\"", "見出し")]
    [InlineData("dimensions/0/words/0", "\"年月\"", "年月")]
    [InlineData("statuses/0/id", "\"decided\"", "decided が2回")]
    [InlineData("statuses/0/nameJa", "\"決定\"", "statuses")]
    [InlineData("statuses/0/words/0", "\"実施済\"", "statuses")]
    public void A_wrong_place_is_refused_and_named(string path, string value, string says) => AssertRefused(Changed(path, value), says);

    [Fact]
    public void A_second_meaning_of_a_word_in_another_dimension_is_no_mistake() =>
        Assert.NotNull(Parse(Changed("dimensions/0/terms/0/words/0", "\"災害\"")));

    [Fact]
    [Trait(TestCategory.Name, TestCategory.Scaled)]
    public void Any_change_is_refused_with_words_or_can_be_computed_and_printed()
    {
        var paths = Paths(JsonNode.Parse(BuiltIn)!).ToArray();
        string[] values = ["null", "0", "-1", "1e30", "99", "\"\"", "\"month\"", "\"programme\"", "\"overtime\"", "\"sum\"", "[]",
            "[null]", "{}", "true"];
        Gen.Select(Gen.Int[0, paths.Length - 1], Gen.Int[0, values.Length - 1]).Sample((p, v) =>
        {
            Catalogue catalogue;
            try
            {
                catalogue = Parse(Changed(paths[p], values[v]));
            }
            catch (FormatException)
            {
                return;
            }

            foreach (var indicator in catalogue.Indicators)
            {
                foreach (var value in IndicatorCalculator.Compute(catalogue, indicator, Figures))
                {
                    Assert.True(value.Value is null == value.Reason.Code is not ("" or "bureaux_left_out"));
                    Assert.NotEmpty(IndicatorText.Format(indicator, value.Value ?? 0));
                }
            }
        }, iter: TestCategory.Times(2_000));
    }

    private static readonly YearFigures Figures = new(
        new(2021), [],
        [
            .. BuiltInMeasures.OfForms.Select(m => TestData.Figure(m.Id, "0101", "2021-04", 5, 9)),
            .. InitiativeCategory.All.Select(c => TestData.Initiative(c.Id, "0101", "2021-05", "あ")),
            TestData.Overtime("0101", "2021-04", ("general", "regular", "ordinary", 60)),
                TestData.Staff("0101", "2021-04", ("general", "regular", 3)), TestData.Documents("0101", "2021-04", 3, 7),
        ],
        [TestData.Overtime("0101", "2019-04", ("general", "regular", "ordinary", 70)),
            TestData.Staff("0101", "2019-04", ("general", "regular", 3))],
        TestData.Register(TestData.Section("0101")));

    private static IEnumerable<string> Paths(JsonNode node) => node switch
    {
        JsonObject o => o.SelectMany(p => Step(p.Key, p.Value)),
        JsonArray a => a.SelectMany((n, i) => Step(i.ToString(System.Globalization.CultureInfo.InvariantCulture), n)),
        _ => [],
    };

    private static IEnumerable<string> Step(string name, JsonNode? value) =>
        value is null ? [name] : Paths(value).Select(p => $"{name}/{p}").Prepend(name);
}
