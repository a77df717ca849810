using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Intake.Reference;

namespace SmartToyonaka.Tests.Domain.Measures;

public class VocabularyTests
{
    private static readonly Vocabulary Words = ReferenceData.BuiltInCatalogue.Vocabulary;

    [Theory]
    [InlineData("一般", "general")]
    [InlineData("医療職", "hospital_medical")]
    [InlineData("市立豊中病院の医療職", "hospital_medical")]
    [InlineData(" 医療 職 ", "hospital_medical")]
    public void Job_classes(string word, string id) => Assert.Equal(id, Words.Id("jobClass", word));

    [Theory]
    [InlineData("通常", "regular")]
    [InlineData("交替制", "fire_shift")]
    [InlineData("交代制勤務", "fire_shift")]
    public void Work_patterns(string word, string id) => Assert.Equal(id, Words.Id("workPattern", word));

    [Theory]
    [InlineData("通常", "ordinary")]
    [InlineData("新型コロナ", "covid")]
    [InlineData("新型ｺﾛﾅ", "covid")]
    [InlineData("新型コロナウイルス対応", "covid")]
    [InlineData("災害", "disaster")]
    [InlineData("選挙", "election")]
    [InlineData("選挙応援", "election")]
    public void Reasons(string word, string id) => Assert.Equal(id, Words.Id("reason", word));

    [Theory]
    [InlineData("")]
    [InlineData("その他")]
    [InlineData("general")]
    [InlineData("医療")]
    [InlineData("\uFFFE")]
    public void A_word_that_the_catalogue_does_not_know_is_never_a_silent_other(string word)
    {
        Assert.Null(Words.Id("jobClass", word));
        Assert.Null(Words.Id("workPattern", word));
        Assert.Null(Words.Id("reason", word));
    }

    [Fact]
    public void One_word_may_mean_different_things_in_different_columns() =>
        Assert.Equal((null, "regular", "ordinary"), (Words.Id("jobClass", "通常"), Words.Id("workPattern", "通常"), Words.Id("reason", "通常")));

    [Fact]
    public void Every_measure_of_the_contract_is_known()
    {
        Assert.Equal(
            ["online_procedures", "cashless_services", "platform_members", "telework_applicants", "seal_abolitions", "managed_facilities"],
            BuiltInMeasures.OfForms.Select(m => m.Id));
        Assert.Equal("e_approval_documents", BuiltInMeasures.OfFolder("e-approval").Id);
        Assert.Equal("overtime", BuiltInMeasures.OfFolder("overtime").Id);
        Assert.Equal("staff", BuiltInMeasures.OfFolder("staff").Id);
        Assert.Equal(["overtime", "staff"], BuiltInMeasures.OfTopic("overtime").Select(m => m.Id));
        Assert.Equal(InitiativeCategory.All.Select(c => "initiatives." + c.Id),
            BuiltInMeasures.All.Where(m => m.Kind == MeasureKind.Register).Select(m => m.Id));
        Assert.Null(BuiltInMeasures.Find("no_such_measure"));
        Assert.Null(InitiativeCategory.Find("no_such_category"));
        Assert.Throws<KeyNotFoundException>(() => BuiltInMeasures.Get("no_such_measure"));
    }
}
