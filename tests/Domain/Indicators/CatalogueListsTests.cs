using SmartToyonaka.Domain.Indicators;
using static SmartToyonaka.Tests.Domain.Indicators.CatalogueJson;

namespace SmartToyonaka.Tests.Domain.Indicators;

/// <summary>The lists of a catalogue: nothing is missing in them, each word names one thing, and what they name is there.</summary>
public sealed class CatalogueListsTests
{
    [Theory]
    [InlineData("measures/3", "null", "/measures/3")]
    [InlineData("measures/0/parts/0", "null", "/measures/0")]
    [InlineData("measures/0/words", "[null]", "/measures/0")]
    [InlineData("measures/0/parts/1/words", "[null]", "/measures/0")]
    [InlineData("measures/7/drop/dimensions", """["jobClass",null]""", "/measures/7")]
    [InlineData("measures/6/drop/rest/words", "[null]", "/measures/6")]
    [InlineData("measures/9/register/statuses", "[null]", "/measures/9")]
    [InlineData("measures/9/register/counts", "[null]", "/measures/9")]
    [InlineData("dimensions/0", "null", "/dimensions")]
    [InlineData("dimensions/0/words", "[null]", "/dimensions")]
    [InlineData("dimensions/0/terms/0", "null", "/dimensions")]
    [InlineData("dimensions/0/terms/0/words", "[null]", "/dimensions")]
    [InlineData("statuses/0", "null", "/dimensions")]
    [InlineData("statuses/2/words", "[null]", "/dimensions")]
    [InlineData("groups/0", "null", "")]
    [InlineData("scopes/0", "null", "")]
    [InlineData("scopes/0/leaveOutPeople/0", "null", "")]
    [InlineData("scopes/0/leaveOutMinutes/0", "null", "")]
    [InlineData("indicators/0", "null", "")]
    [InlineData("indicators/3/versions", "[null]", "")]
    [InlineData("indicators/2/formula/statuses", "[null]", "")]
    [InlineData("indicators/2/formula/indicators", "[null]", "")]
    [InlineData("owed/0", "null", "")]
    [InlineData("owed/3/departments", "[null]", "")]
    [InlineData("sheets/0", "null", "")]
    [InlineData("checks/jumps/0", "null", "")]
    [InlineData("checks/values/0", "null", "")]
    [InlineData("checks/duplicates/0", "null", "")]
    [InlineData("checks/monthTotals/0", "null", "/checks")]
    [InlineData("checks/repeats/0", "null", "/checks")]
    public void What_is_missing_in_a_list_is_told(string path, string value, string place) =>
        Assert.Equal([place], Faults(Changed(path, value)));

    [Theory]
    [InlineData("jobClasses")]
    [InlineData("workPatterns")]
    [InlineData("reasons")]
    public void Terms_of_the_earlier_form_are_looked_at_like_those_of_dimensions(string list)
    {
        Assert.Empty(Faults(Earlier("[]")));
        Assert.Equal(["/dimensions"], Faults(Earlier("[null]")));
        Assert.Equal([$"/terms/{list}/0/id"], Faults(Earlier("""[{"id":"A/B","nameJa":"甲","words":[],"nameEn":"a"}]""")));

        // Without terms nothing is left out of what is compared.
        string Earlier(string terms)
        {
            string[] lists = ["jobClasses", "workPatterns", "reasons"];
            var json = Changed("terms", $"{{{string.Join(',', lists.Select(l => $"\"{l}\":{(l == list ? terms : "[]")}"))}}}");
            string[] none = ["measures", "dimensions", "statuses", "scopes/0/leaveOutPeople", "scopes/0/leaveOutMinutes",
                "scopes/1/leaveOutPeople"];
            return none.Aggregate(Changed("onlyListed", "false", json), (j, path) => Changed(path, "[]", j));
        }
    }

    [Theory]
    [InlineData("statuses/1/id", "\"inDoubt\"", "/statuses/1/id")]
    [InlineData("dimensions/0/terms/1/words", """["一般職"]""", "/dimensions/0/terms/1")]
    [InlineData("dimensions/0/terms/0/words", """["医療職"]""", "/dimensions/0/terms/1")]
    [InlineData("scopes/0/leaveOutPeople/0/value", "\"nothing\"", "/scopes/0")]
    [InlineData("scopes/0/leaveOutMinutes/2/value", "\"nothing\"", "/scopes/0")]
    [InlineData("measures/9/register/statuses", """["implemented","nothing"]""", "/measures/9")]
    [InlineData("measures/9/register/counts", """["implemented","nothing"]""", "/measures/9")]
    [InlineData("measures/9/register", """{"statuses":["decided"],"counts":["implemented"]}""", "/measures/9")]
    [InlineData("measures/9/register", """{"statuses":["decided","implemented"],"counts":["implemented"]}""", null)]
    [InlineData("measures/9/register", """{"counts":["implemented"]}""", null)]
    [InlineData("checks/monthTotals/0/measure", "\"seal_abolitions\"", "/checks")]
    [InlineData("checks/values/1/measure", "\"e_approval_documents\"", "/checks")]
    public void A_word_names_one_thing_and_what_is_named_is_there(string path, string value, string? place) =>
        Assert.Equal(place is null ? [] : [place], Faults(Changed(path, value)));

    [Fact]
    public void A_register_has_statuses_of_its_own_or_of_the_catalogue() =>
        Assert.Equal(Enumerable.Range(9, 10).Select(n => $"/measures/{n}"), Faults(Changed("statuses", "[]")));

    // Staff are not told apart by reason: to leave some out by it is possible where nobody is counted.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void People_are_left_out_by_what_tells_them_apart(bool isUsed)
    {
        const string third = """
            {"id":"third","nameJa":"三","nameEn":"third","leaveOutMinutes":[],
             "leaveOutPeople":[{"dimension":"reason","value":"covid","because":"例","becauseEn":"example","since":"2019-04"}]}
            """;
        var json = With(BuiltIn, "scopes", third);
        Assert.Equal(isUsed ? ["/scopes/2"] : [], Faults(isUsed ? Changed("indicators/15/formula/scope", "\"third\"", json) : json));
    }

    [Theory]
    [InlineData("measures/3/topic", "\"e_approval_documents\"", "/measures/3/topic")]
    [InlineData("measures/3/topic", "\"initiatives.ai\"", "/measures/3/topic")]
    [InlineData("measures/3/topic", "\"Seals\"", "/measures/3/topic")]
    [InlineData("measures/3/topic", "\"seal_abolitions\"", null)]
    [InlineData("measures/3/topic", "\"paperless\"", null)]
    public void A_topic_is_of_what_comes_by_the_same_door(string path, string value, string? place) =>
        Assert.Equal(place is null ? [] : [place], Faults(Changed(path, value)));

    [Fact]
    public void A_topic_is_not_named_after_a_measure_of_another() =>
        Assert.Contains("/measures/3/topic", Faults(Changed("measures/3/topic", "\"platform_members\"",
            Changed("measures/2/topic", "\"paperless\""))));

    [Theory]
    [InlineData("年月", "/measures/6/parts/0")]
    [InlineData("月", "/measures/6/parts/0")]
    [InlineData("課コード", "/measures/6/parts/0")]
    [InlineData("組織名称", "/measures/6/parts/0")]
    [InlineData("確認", "/measures/6/parts/0")]
    [InlineData("紙決裁件数", "/measures/6/parts/0")]
    [InlineData("書面決裁件数", "/measures/6/parts/0")]
    [InlineData("職種", null)]
    [InlineData("備考", null)]
    public void A_number_of_a_drop_is_not_headed_like_another_column(string word, string? place) =>
        Assert.Equal(place is null ? [] : [place], Faults(Changed("measures/6/parts/0/words", $"[\"{word}\"]")));

    [Theory]
    [InlineData("職種", "/measures/7/parts/0")]
    [InlineData("時間外事由", "/measures/7/parts/0")]
    [InlineData("時間外時間(分)", null)]
    public void A_number_that_is_told_apart_is_not_headed_like_what_tells_it_apart(string word, string? place) =>
        Assert.Equal(place is null ? [] : [place], Faults(Changed("measures/7/parts/0/words", $"[\"{word}\"]")));

    [Theory]
    [InlineData("年月", "/measures/3/parts/0")]
    [InlineData("備考", "/measures/3/parts/0")]
    [InlineData("確認", null)]
    [InlineData("紙決裁件数", null)]
    public void A_number_that_is_handed_in_is_not_headed_like_another_column_of_its_file(string word, string? place) =>
        Assert.Equal(place is null ? [] : [place], Faults(Changed("measures/3/parts", $$"""
            [{"id":"applicants","nameJa":"申請者","nameEn":"applicants","words":["{{word}}"]}]
            """, Changed("checks/values/4", """{"measure":"staff"}""", Changed("checks/values/2", """{"measure":"telework_applicants"}""",
            Changed("indicators/19/formula/numerator", "\"applicants\""))))));

    [Fact]
    public void Two_thousand_measures_are_taken_and_one_more_is_not()
    {
        Assert.Empty(Faults(Measures(2000)));
        Assert.Equal(["/measures"], Faults(Measures(2001)));

        static string Measures(int count) => With(BuiltIn, "measures", [.. Enumerable.Range(19, count - 19).Select(n => $$"""
            {"id":"further{{n}}","nameJa":"第{{n}}","nameEn":"number {{n}}","kind":"stock",
             "parts":[{"id":"count","nameJa":"件数","nameEn":"count"}]}
            """)]);
    }

    [Fact]
    public void What_would_wait_waits_unless_the_catalogue_says_otherwise()
    {
        Assert.True(new CheckRules().Holds);
        Assert.False(Parse(Changed("checks/holds", "false")).Checks.Holds);
    }
}
