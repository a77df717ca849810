using static SmartToyonaka.Tests.Domain.Indicators.CatalogueJson;

namespace SmartToyonaka.Tests.Domain.Indicators;

/// <summary>Which formulas, versions, years and names a catalogue may have, and where what is wrong with others is said to be.</summary>
public sealed class CatalogueFaultsTests
{
    private const string Members = "/indicators/3", Telework = "/measures/3";

    [Theory]
    [InlineData("""{"kind":"differenceOfMeasures","measure":"online_procedures","numerator":"online","denominator":"eligible"}""", null)]
    [InlineData("""{"kind":"differenceOfMeasures","measure":"online_procedures","numerator":"online","denominator":"eligible","denominatorMeasure":"online_procedures"}""", null)]
    [InlineData("""{"kind":"shareOfMeasures","measure":"platform_members","numerator":"count","denominator":"count","denominatorMeasure":"telework_applicants"}""", null)]
    [InlineData("""{"kind":"samePeriodChange","measure":"seal_abolitions","numerator":"count","against":"yearBefore"}""", null)]
    [InlineData("""{"kind":"perPerson","measure":"seal_abolitions","numerator":"count"}""", null)]
    [InlineData("""{"kind":"sum","measure":"nothing","numerator":"count"}""", "/measure")]
    [InlineData("""{"kind":"sum","measure":"initiatives.ai","numerator":"count"}""", "/measure")]
    [InlineData("""{"kind":"perPerson","measure":"telework_applicants","numerator":"count"}""", "/measure")]
    [InlineData("""{"kind":"pooledRate","measure":"staff","numerator":"headcount","denominator":"headcount"}""", "/measure")]
    [InlineData("""{"kind":"shareOfMeasures","measure":"platform_members","numerator":"count","denominator":"count","denominatorMeasure":"platform_members"}""", "/denominatorMeasure")]
    [InlineData("""{"kind":"shareOfMeasures","measure":"platform_members","numerator":"count","denominator":"count","denominatorMeasure":"nothing"}""", "/denominatorMeasure")]
    [InlineData("""{"kind":"differenceOfMeasures","measure":"platform_members","numerator":"count","denominator":"count","denominatorMeasure":"initiatives.ai"}""", "/denominatorMeasure")]
    [InlineData("""{"kind":"shareOfMeasures","measure":"platform_members","numerator":"count","denominator":"online","denominatorMeasure":"telework_applicants"}""", "/denominator")]
    [InlineData("""{"kind":"sum","measure":"platform_members","numerator":"online"}""", "/numerator")]
    [InlineData("""{"kind":"sum","measure":"platform_members","numerator":"count","denominator":"count"}""", "/denominator")]
    [InlineData("""{"kind":"sum","measure":"platform_members","numerator":"count","against":"yearBefore"}""", "/against")]
    [InlineData("""{"kind":"sum","measure":"platform_members","numerator":"count","scope":"headline"}""", "/scope")]
    [InlineData("""{"kind":"sum","measure":"platform_members"}""", "")]
    [InlineData("""{"kind":"sum","measure":"platform_members","numerator":"count","statuses":[]}""", null)]
    [InlineData("""{"kind":"samePeriodChange","measure":"overtime","numerator":"minutes"}""", "")]
    [InlineData("""{"kind":"samePeriodChange","measure":"overtime","numerator":"minutes","scope":"headline","against":"yearBefore"}""", "/against")]
    [InlineData("""{"kind":"perPerson","measure":"seal_abolitions","numerator":"count","scope":"headline"}""", "/scope")]
    public void A_formula_reads_what_its_kind_can_be_made_from(string formula, string? place) =>
        Assert.Equal(place is null ? [] : [$"{Members}/formula{place}"], Faults(Changed("indicators/3/formula", formula)));

    // ppp_projects and regional_collaborations are counts of 事業 on all bases, as the indicator itself.
    [Theory]
    [InlineData("initiatives.ppp_project", """["ppp_projects","regional_collaborations"]""", null)]
    [InlineData("initiatives.ai", """["ppp_projects","regional_collaborations"]""", "/measure")]
    [InlineData("initiatives.ppp_project", """["ppp_projects"]""", "/indicators")]
    [InlineData("initiatives.ppp_project", """["ppp_projects","ppp_projects"]""", "/indicators")]
    [InlineData("initiatives.ppp_project", """["ppp_projects","nothing"]""", "/indicators/1")]
    [InlineData("initiatives.ppp_project", """["ppp_projects","overtime_change"]""", "/indicators/1")]
    [InlineData("initiatives.ppp_project", """["ppp_projects","ai_tasks"]""", "/indicators/1")]
    [InlineData("initiatives.ppp_project", """["ppp_projects","local_issue_projects"]""", "/indicators/1")]
    public void A_sum_is_of_two_or_more_that_are_added_up_themselves(string measure, string indicators, string? place) =>
        Assert.Equal(place is null ? [] : [$"/indicators/5/formula{place}"], Faults(SumOf("indicators/5", measure, indicators)));

    [Fact]
    public void What_a_sum_adds_up_has_its_unit_and_its_bases_and_is_no_sum_of_indicators()
    {
        var sum = SumOf("indicators/5", "initiatives.ppp_project", """["ppp_projects","regional_collaborations"]""");
        Assert.Equal(["/indicators/5/formula/indicators/1"], Faults(Changed("indicators/6/unit", "\"件\"", sum)));
        Assert.Equal(["/indicators/5/formula/indicators/1"], Faults(Changed("indicators/6/bases", """["month","programme"]""", sum)));
        Assert.Equal(["/indicators/7/formula/indicators/0"],
            Faults(SumOf("indicators/7", "initiatives.ppp_project", """["local_issue_projects","ppp_projects"]""", sum)));
    }

    [Fact]
    public void A_sum_is_of_twenty_at_most()
    {
        Assert.Empty(Faults(SumOfProjects(20)));
        Assert.Equal(["/indicators/5/formula/indicators"], Faults(SumOfProjects(21)));
    }

    // What an indicator becomes in a later year counts as what it is now.
    [Theory]
    [InlineData("""{"kind":"sumOfIndicators","measure":"initiatives.ppp_project","indicators":["ppp_projects","support_service_reviews"]}""", "/indicators/1")]
    [InlineData("""{"kind":"ratioOfSums","measure":"online_procedures","numerator":"online","denominator":"eligible"}""", "/indicators/1")]
    [InlineData("""{"kind":"countOfInitiatives","measure":"initiatives.regional_collaboration","statuses":["decided"]}""", null)]
    public void A_sum_is_of_what_is_added_up_itself_in_every_year(string later, string? place)
    {
        var sum = SumOf("indicators/5", "initiatives.ppp_project", """["ppp_projects","regional_collaborations"]""");
        var faults = Faults(Changed("indicators/6/versions", $$"""[{"from":2022,"formula":{{later}}}]""", sum)).ToList();
        Assert.Equal(place is not null, faults.Contains($"/indicators/5/formula{place}"));
        Assert.Equal(place is null, faults.Count == 0);
    }

    [Fact]
    public void Sums_that_come_back_to_themselves_are_told_with_the_way()
    {
        var one = SumOf("indicators/6", "initiatives.ppp_project", """["ppp_projects","regional_collaborations"]""");
        AssertRefused(one, "regional_collaborations → regional_collaborations)");

        var two = SumOf("indicators/7", "initiatives.ppp_project", """["ppp_projects","regional_collaborations"]""",
            SumOf("indicators/6", "initiatives.ppp_project", """["ppp_projects","support_service_reviews"]"""));
        AssertRefused(two, "regional_collaborations → support_service_reviews → regional_collaborations)");
        AssertRefused(two, "support_service_reviews → regional_collaborations → support_service_reviews)");

        var beside = SumOf("indicators/5", "initiatives.ppp_project", """["ppp_projects","regional_collaborations"]""", two);
        AssertRefused(beside, "local_issue_projects の式 sumOfIndicators に、それ自身が和である regional_collaborations は足せません");
    }

    // Three times as many ways with each sum: 3 to the power of 40 in all.
    [Fact]
    public void Sums_of_sums_are_told_however_many_ways_lead_through_them()
    {
        const int layers = 40, wide = 3;
        var indicators = Enumerable.Range(0, layers * wide).Select(n => (Id: $"sum{n}",
            Of: n / wide == layers - 1 ? """["ppp_projects","local_issue_projects"]"""
                : $$"""[{{string.Join(',', Enumerable.Range(0, wide).Select(w => $"\"sum{(((n / wide) + 1) * wide) + w}\""))}}]"""));
        var faults = Faults(WithIndicators(indicators.Select(i => (i.Id,
            $$"""{"kind":"sumOfIndicators","measure":"initiatives.ppp_project","indicators":{{i.Of}}}"""))));
        Assert.Equal((layers - 1) * wide * wide, faults.Count(f => f.Contains("/formula/indicators/", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("""{"kind":"countOfInitiatives","measure":"platform_members"}""", "kind が register の")]
    [InlineData("""{"kind":"perPerson","measure":"telework_applicants","numerator":"count"}""", "kind が flow の")]
    [InlineData("""{"kind":"pooledRate","measure":"staff","numerator":"headcount","denominator":"headcount"}""", "kind が flow の")]
    [InlineData("""{"kind":"sum","measure":"initiatives.ai","numerator":"count"}""", "kind が stock, flow の")]
    public void What_a_formula_cannot_read_is_told_with_what_it_can(string formula, string says) =>
        AssertRefused(Changed("indicators/3/formula", formula), says);

    // With one headcount in the catalogue all is divided by it; with two the topic has to say by which.
    [Fact]
    public void Something_is_divided_by_people_that_are_one_measure()
    {
        var perPerson = Changed("indicators/3/formula", """{"kind":"perPerson","measure":"seal_abolitions","numerator":"count"}""");
        Assert.Empty(Faults(perPerson));
        Assert.Equal([$"{Members}/formula/measure"], Faults(WithVolunteers(perPerson)));
        Assert.Empty(Faults(WithVolunteers(BuiltIn)));

        static string WithVolunteers(string json) => With(json, "measures", """
            {"id":"volunteers","nameJa":"協力者","nameEn":"Volunteers","kind":"flow","headcount":true,"drop":{"folder":"volunteers"},
             "parts":[{"id":"registered","nameJa":"登録者","nameEn":"registered"}]}
            """);
    }

    [Theory]
    [InlineData("""[{"from":2022,"nameJa":"新"}]""", null)]
    [InlineData("""[{"from":1950,"nameJa":"新"},{"from":2150,"nameEn":"New"}]""", null)]
    [InlineData("""[{"from":2022,"endsTarget":true}]""", null)]
    [InlineData("""[{"from":2022,"target":{"kind":"atLeast","value":5}}]""", null)]
    [InlineData("""[{"from":2022}]""", "")]
    [InlineData("""[{"from":1949,"nameJa":"新"}]""", "/from")]
    [InlineData("""[{"from":2151,"nameJa":"新"}]""", "/from")]
    [InlineData("""[{"from":2022,"endsTarget":true,"target":{"kind":"atLeast","value":5}}]""", "/endsTarget")]
    [InlineData("""[{"from":2022,"formula":{"kind":"sum","measure":"platform_members","numerator":"online"}}]""", "/formula/numerator")]
    [InlineData("""[{"from":2022,"formula":{"kind":"sum","measure":"telework_applicants","numerator":"count"}}]""", "/formula/measure")]
    public void A_version_says_something_other_in_its_time(string versions, string? place) =>
        Assert.Equal(place is null ? [] : [$"{Members}/versions/0{place}"], Faults(Changed("indicators/3/versions", versions)));

    [Fact]
    public void Versions_follow_one_another_within_the_years_of_their_indicator()
    {
        var two = Changed("indicators/3/versions", """[{"from":2022,"nameJa":"新"},{"from":2022,"nameJa":"後"}]""");
        Assert.Equal([$"{Members}/versions/1/from"], Faults(two));
        var one = Changed("indicators/3/versions", """[{"from":2022,"nameJa":"新"}]""");
        Assert.Equal([[], [$"{Members}/versions/0/from"]], new[] { "2021", "2022" }.Select(y => Faults(Changed("indicators/3/from", y, one))));
        Assert.Equal([[], [$"{Members}/versions/0/from"]], new[] { "2022", "2021" }.Select(y => Faults(Changed("indicators/3/until", y, one))));
        Assert.Equal(["/indicators/20/versions/0/formula"], Faults(Changed("indicators/20/versions",
            """[{"from":2022,"formula":{"kind":"perPerson","measure":"seal_abolitions","numerator":"count"}}]""")));
    }

    [Theory]
    [InlineData("from", "1950", null)]
    [InlineData("until", "2150", null)]
    [InlineData("from", "1949", "/until")]
    [InlineData("from", "2151", "/until")]
    [InlineData("until", "1949", "/until")]
    [InlineData("until", "2151", "/until")]
    public void The_years_of_an_indicator_are_years(string property, string year, string? place) =>
        Assert.Equal(place is null ? [] : [Members + place], Faults(Changed($"indicators/3/{property}", year)));

    [Fact]
    public void An_indicator_ends_no_earlier_than_it_begins()
    {
        var from = Changed("indicators/3/from", "2022");
        Assert.Equal([[], [$"{Members}/until"]], new[] { "2022", "2021" }.Select(y => Faults(Changed("indicators/3/until", y, from))));
    }

    [Theory]
    [InlineData("""{"from":2022}""", null)]
    [InlineData("""{"from":2022,"until":2022}""", null)]
    [InlineData("""{"from":1950,"until":2150}""", null)]
    [InlineData("""{"until":2022}""", null)]
    [InlineData("""{"from":2150}""", null)]
    [InlineData("""{"until":1950}""", null)]
    [InlineData("""{"from":2023,"until":2022}""", "/1/until")]
    [InlineData("""{"from":1949}""", "/1/until")]
    [InlineData("""{"from":2151}""", "/1/until")]
    [InlineData("""{"until":1949}""", "/1/until")]
    [InlineData("""{"until":2151}""", "/1/until")]
    [InlineData("""{"from":2022},{"id":"further","nameJa":"三","nameEn":"third","from":2023}""", null)]
    [InlineData("""{"from":2022},{"id":"further","nameJa":"三","nameEn":"third"}""", "/2")]
    [InlineData("""{"from":2022},{"id":"c","nameJa":"三","nameEn":"third","from":2023},{"id":"d","nameJa":"四","nameEn":"fourth"}""", "/3")]
    public void Numbers_are_added_after_the_others_from_a_year_on(string more, string? place) =>
        Assert.Equal(place is null ? [] : [$"{Telework}/parts{place}"], Faults(Changed("measures/3/parts", Parts("", more))));

    [Theory]
    [InlineData(""","from":2022""", "", "/0")]
    [InlineData(""","until":2022""", """{"from":2023}""", "")]
    [InlineData(""","until":2022""", "", "")]
    public void The_first_number_is_of_the_first_year_and_one_at_least_goes_on(string first, string more, string place) =>
        Assert.Contains($"{Telework}/parts{place}", Faults(Changed("measures/3/parts", Parts(first, more))));

    [Theory]
    [InlineData(8, false)]
    [InlineData(9, true)]
    public void A_measure_has_eight_numbers_at_most(int count, bool isWrong)
    {
        var parts = string.Join(',', Enumerable.Range(2, count - 1)
            .Select(i => $$"""{"id":"part{{i}}","nameJa":"第{{i}}","nameEn":"part {{i}}"}"""));
        Assert.Equal(isWrong ? [Telework] : [],
            Faults(Changed("measures/3/parts", $$"""[{"id":"count","nameJa":"件数","nameEn":"count"},{{parts}}]""")));
    }

    [Theory]
    [InlineData("measures/3/nameJa", 101, Telework)]
    [InlineData("measures/3/nameEn", 101, Telework)]
    [InlineData("measures/3/nameJa", 0, Telework)]
    [InlineData("measures/3/nameEn", 0, Telework)]
    [InlineData("measures/0/parts/0/nameJa", 101, "/measures/0")]
    [InlineData("measures/0/parts/0/nameEn", 101, "/measures/0")]
    [InlineData("measures/0/parts/0/nameEn", 0, "/measures/0")]
    [InlineData("dimensions/0/nameJa", 101, "/dimensions/0")]
    [InlineData("dimensions/0/nameEn", 101, "/dimensions/0")]
    [InlineData("dimensions/0/nameEn", 0, "/dimensions/0")]
    [InlineData("measures/3/nameJa", 100, null)]
    [InlineData("measures/3/nameEn", 100, null)]
    [InlineData("measures/0/parts/0/nameJa", 100, null)]
    [InlineData("measures/0/parts/0/nameEn", 100, null)]
    [InlineData("dimensions/0/nameJa", 100, null)]
    [InlineData("dimensions/0/nameEn", 100, null)]
    public void A_name_has_one_character_at_least_and_a_hundred_at_most(string path, int length, string? place) =>
        Assert.Equal(place is null ? [] : [place], Faults(Changed(path, $"\"{new string('n', length)}\"")));

    [Theory]
    [InlineData("groups/0/id", "\"a b\"", "/groups/0/id")]
    [InlineData("statuses/0/id", "\"Considering\"", "/statuses/0/id")]
    [InlineData("dimensions/0/id", "\"job class\"", "/dimensions/0/id")]
    [InlineData("dimensions/0/terms/0/id", "\"a/b\"", "/dimensions/0/terms/0/id")]
    [InlineData("measures/3/register", """{"counts":["decided"]}""", Telework)]
    [InlineData("measures/6/drop/folder", "\"E Approval\"", "/measures/6")]
    [InlineData("measures/7/headcount", "true", "/measures/8/headcount")]
    public void What_is_spelt_or_placed_wrong_is_said(string path, string value, string place) =>
        Assert.Contains(Faults(Changed(path, value)), f => f.StartsWith(place, StringComparison.Ordinal));

    [Theory]
    [InlineData("indicator", "\"nothing\"", false)]
    [InlineData("changes/0/since", "\"2020-13\"", false)]
    [InlineData("owner", "\"\"", false)]
    [InlineData("owner", "\"01234567890\"", false)]
    [InlineData("owner", "\"01a2\"", false)]
    [InlineData("owner", "\"0123456789\"", true)]
    public void A_sheet_is_of_an_indicator_and_a_section_and_tells_months(string property, string value, bool isRight) =>
        Assert.Equal(isRight, !Faults(Changed($"sheets/0/{property}", value)).Any());

    private static string SumOfProjects(int count) => SumOf("indicators/5", "initiatives.ppp_project",
        $"[{string.Join(',', Enumerable.Range(0, count).Select(n => $"\"project{n}\""))}]",
        WithIndicators(Enumerable.Range(0, count).Select(n => ($"project{n}",
            """{"kind":"countOfInitiatives","measure":"initiatives.ppp_project","statuses":["implemented"]}"""))));

    // Indicators like that of the collaboration with others.
    private static string WithIndicators(IEnumerable<(string Id, string Formula)> indicators)
    {
        var like = System.Text.Json.Nodes.JsonNode.Parse(BuiltIn)!["indicators"]![6]!;
        return With(BuiltIn, "indicators", [.. indicators.Select(i =>
        {
            var one = like.DeepClone();
            (one["id"], one["formula"]) = (i.Id, System.Text.Json.Nodes.JsonNode.Parse(i.Formula));
            return one.ToJsonString();
        })]);
    }

    private static string SumOf(string path, string measure, string indicators, string? json = null) =>
        Changed($"{path}/formula", $$"""{"kind":"sumOfIndicators","measure":"{{measure}}","indicators":{{indicators}}}""", json);

    // The number of the built-in measure, with what is said of it, and another one.
    private static string Parts(string first, string more) => $$"""[{"id":"count","nameJa":"件数","nameEn":"count"{{first}}}"""
        + (more.Length == 0 ? "]" : "," + more.Insert(1, """ "id":"other","nameJa":"二","nameEn":"second",""") + "]");
}
