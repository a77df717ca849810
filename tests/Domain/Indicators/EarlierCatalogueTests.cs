using System.Text;
using System.Text.Json.Nodes;
using SmartToyonaka.Domain.Indicators;
using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Domain.Organisation;
using SmartToyonaka.Intake.Reference;

namespace SmartToyonaka.Tests.Domain.Indicators;

/// <summary>
/// A catalogue of the form in which what the program is shipped with was not listed, and the words of the three dimensions stood in terms,
/// goes on being read.
/// </summary>
public sealed class EarlierCatalogueTests
{
    private const string Further = """
        { "id": "contracts_made", "nameJa": "契約", "nameEn": "Contracts", "kind": "flow",
          "parts": [ { "id": "made", "nameJa": "契約の数", "nameEn": "made" } ],
          "drop": { "folder": "contracts", "dimensions": ["reason", "jobClass"] } }
        """;

    private const string Renamed = """
        { "id": "cashless_services", "nameJa": "現金以外の支払い", "nameEn": "Payable without cash", "kind": "stock", "shareOfWhole": true,
          "words": ["電子の支払い"],
          "parts": [ { "id": "cashless", "nameJa": "対応した数", "nameEn": "ready", "words": ["対応数"] },
                     { "id": "eligible", "nameJa": "対象", "nameEn": "eligible" } ] }
        """;

    [Fact]
    public async Task It_means_what_the_shipped_one_means()
    {
        var (errors, catalogue) = await ReadAsync(Earlier());
        Assert.Empty(errors);
        Assert.All(MeasureSet.Shipped.All.Zip(catalogue!.MeasureSet.All), m =>
        {
            Assert.True(m.First.MeansTheSameAs(m.Second) && m.Second.MeansTheSameAs(m.First));
            Assert.Equal(m.First.NameJa, m.Second.NameJa);
            Assert.Equal(m.First.Details.SelectMany(p => p.Headings), m.Second.Details.SelectMany(p => p.Headings));
        });
        Assert.Equal("fire_shift", catalogue.Vocabulary.Id("workPattern", "交代制"));
        Assert.Equal(["検討中", "調整中", "決定", "実施", "取下げ"], catalogue.MeasureSet.Statuses.Select(s => s.NameJa));
        Assert.Empty(MeasureGuard.Lost(ReferenceData.BuiltInCatalogue, catalogue));
        Assert.True(catalogue.Scope("headline").CountsPeople(new("general", "regular", "covid")));
        Assert.False(catalogue.Scope("headline").CountsMinutes(new("general", "regular", "covid")));
        Assert.False(catalogue.Scope("headline").CountsPeople(new("general", "fire_shift", "")));
    }

    [Theory]
    [InlineData("jobClasses", "一般職", "jobClass", "事務職")]
    [InlineData("workPatterns", "通常勤務", "workPattern", "日勤")]
    [InlineData("reasons", "通常業務", "reason", "いつもの仕事")]
    public async Task Its_terms_are_the_words_of_the_dimensions(string list, string word, string dimension, string other)
    {
        var earlier = Earlier();
        earlier["terms"]![list]![0]!["words"] = new JsonArray(other);
        var (_, catalogue) = await ReadAsync(earlier);
        Assert.Null(catalogue!.Vocabulary.Id(dimension, word));
        Assert.Equal(MeasureSet.Shipped.Vocabulary.Id(dimension, word), catalogue.Vocabulary.Id(dimension, other));
    }

    [Fact]
    public async Task It_adds_measures_and_renames_those_that_are_shipped()
    {
        var earlier = Earlier();
        earlier["measures"] = JsonNode.Parse($"[ {Further}, {Renamed} ]");
        var (errors, catalogue) = await ReadAsync(earlier);
        Assert.Empty(errors);
        var measures = catalogue!.MeasureSet;
        Assert.Equal(MeasureSet.Shipped.All.Select(m => m.Id).Append("contracts_made"), measures.All.Select(m => m.Id));
        Assert.Equal(["jobClass", "reason"], measures.Get("contracts_made").Dimensions.Select(d => d.Id));
        var renamed = measures.Get("cashless_services");
        Assert.Equal(("現金以外の支払い", "対応した数"), (renamed.NameJa, measures.Part("cashless")!.NameJa));
        Assert.Equal(["キャッシュレス対応", "キャッシュレス対応済", "対応数"], renamed.Details[0].Headings);
        Assert.True(renamed.MeansTheSameAs(MeasureSet.Shipped.Get("cashless_services")));
    }

    [Theory]
    [InlineData("topic", "\"overtime\"", "topic")]
    [InlineData("drop", "{ \"folder\": \"staff\" }", "staff")]
    [InlineData("drop", "{ \"folder\": \"contracts\", \"dimensions\": [\"tide\"] }", "dimensions")]
    [InlineData("headcount", "true", "")]
    public async Task What_does_not_go_with_what_is_shipped_is_refused_at_the_entry_that_is_listed(string name, string json, string says)
    {
        var earlier = Earlier();
        var further = JsonNode.Parse(Further)!;
        further[name] = JsonNode.Parse(json);
        if (name == "headcount")
        {
            further["parts"]!.AsArray().Add(JsonNode.Parse("""{ "id": "other", "nameJa": "ほか", "nameEn": "other" }"""));
        }

        earlier["measures"] = new JsonArray(further);
        var (errors, _) = await ReadAsync(earlier);
        Assert.NotEmpty(errors);
        Assert.All(errors, e => Assert.StartsWith("/measures/0", e.Column, StringComparison.Ordinal));
        Assert.Contains(errors, e => e.Line > 0 && e.Message.Contains(says, StringComparison.Ordinal));
    }

    [Fact]
    public async Task One_that_lists_all_does_not_have_terms_as_well()
    {
        var both = Earlier();
        both["onlyListed"] = true;
        var (errors, _) = await ReadAsync(both);
        Assert.Contains(errors, e => e.Column == "/terms");
    }

    private static JsonObject Earlier()
    {
        var catalogue = JsonNode.Parse(ReferenceData.BuiltIn(ReferenceFiles.Catalogue)!)!.AsObject();
        catalogue["terms"] = new JsonObject
        {
            ["jobClasses"] = Terms(0),
            ["workPatterns"] = Terms(1),
            ["reasons"] = Terms(2),
        };
        Assert.All(new[] { "onlyListed", "measures", "dimensions", "statuses" }, p => Assert.True(catalogue.Remove(p)));
        return catalogue;

        JsonNode Terms(int dimension) => catalogue["dimensions"]![dimension]!["terms"]!.DeepClone();
    }

    private static async Task<(IReadOnlyList<RegisterError> Errors, Catalogue? Catalogue)> ReadAsync(JsonNode json)
    {
        var (utf8, errors) = await ReferenceCheck.CatalogueAsync(Encoding.UTF8.GetBytes(json.ToJsonString(new() { WriteIndented = true })),
            ReferenceData.BuiltInRegister);
        return (errors, utf8 is null ? null : Catalogue.Parse(utf8));
    }
}
