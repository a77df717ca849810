using System.Text;
using System.Text.Json.Nodes;
using SmartToyonaka.Domain.Indicators;
using SmartToyonaka.Domain.Organisation;
using SmartToyonaka.Intake.Reference;
using SmartToyonaka.Tests.EndToEnd;

namespace SmartToyonaka.Tests.Intake.Reference;

/// <summary>By which people a catalogue's measures are divided, and what of its registers and dimensions may never change.</summary>
public sealed class CatalogueHeadcountTests
{
    private const string Pages = """
        { "id": "pages", "nameJa": "頁", "nameEn": "Pages", "kind": "flow", "topic": "paper", "drop": { "folder": "paper" },
          "parts": [ { "id": "printed", "nameJa": "印刷した頁", "nameEn": "printed" } ] }
        """;

    private const string Indicator = """
        { "id": "pages_a_head", "nameJa": "一人の頁", "nameEn": "Pages a head", "group": "efficiency", "unit": "頁", "unitEn": "pages",
          "decimals": 1, "signed": false, "bases": ["month"], "headlineBasis": "month",
          "formula": { "kind": "perPerson", "measure": "pages", "numerator": "printed" } }
        """;

    private static readonly Catalogue Now = ReferenceData.BuiltInCatalogue;

    [Theory]
    [InlineData(null, "staff")]
    [InlineData("paper", "printers")]
    public async Task A_flow_is_divided_by_the_headcount_of_its_topic_or_by_the_only_one(string? topic, string heads)
    {
        var (catalogue, errors) = await ReadAsync(With(topic is null ? [] : new[] { Heads("printers", topic) }));
        Assert.Empty(errors);
        Assert.Equal(["pages", heads], catalogue!.MeasuresOf(catalogue!.Find("pages_a_head")!));
    }

    [Theory]
    [InlineData("other_work")]
    [InlineData("printers")]
    public async Task Where_nobody_can_tell_by_which_people_it_is_refused(string topic)
    {
        var (_, errors) = await ReadAsync(With([Heads("printers", topic)]));
        var error = Assert.Single(errors);
        Assert.EndsWith("/formula/measure", error.Column, StringComparison.Ordinal);
        Assert.True(error.Line > 0 && error.MessageEn.Contains("headcount", StringComparison.Ordinal), error.ToString());
        Assert.Contains("headcount", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("initiatives.ai", "register", """{ "statuses": ["decided", "implemented"], "counts": ["implemented"] }""", true)]
    [InlineData("initiatives.ai", "register", """{ "counts": ["implemented", "decided"] }""", false)]
    [InlineData("overtime", "drop",
        """{ "folder": "overtime", "dimensions": ["jobClass", "workPattern"], "rowsAddUp": true, "isTime": true }""", true)]
    [InlineData("overtime", "drop",
        """{ "folder": "overtime", "dimensions": ["reason", "workPattern", "jobClass"], "rowsAddUp": true, "isTime": true }""", false)]
    [InlineData("managed_facilities", "kind", "\"flow\"", true)]
    [InlineData("managed_facilities", "nameJa", "\"包括管理の施設\"", false)]
    public async Task What_entries_were_given_by_stays(string measure, string field, string value, bool isLost)
    {
        var would = FurtherCatalogue.BuiltIn();
        would["measures"]!.AsArray().Single(m => m!["id"]!.GetValue<string>() == measure)![field] = JsonNode.Parse(value);
        var (catalogue, errors) = await ReadAsync(would);
        Assert.Empty(errors);
        Assert.Equal(isLost ? new[] { measure } : [], MeasureGuard.Lost(Now, catalogue!)
            .Concat(TermGuard.Lost(Now, catalogue!).Select(t => t.Measure.Id)).Distinct().Order());
    }

    // What is withheld of earlier years depends on what is published of later ones, too.
    [Theory]
    [InlineData("""{ "kind": "perPerson", "measure": "e_approval_documents", "numerator": "total" }""", true)]
    [InlineData("""{ "kind": "sum", "measure": "e_approval_documents", "numerator": "total" }""", false)]
    public async Task A_total_of_all_people_from_a_year_on_has_every_year_of_theirs_computed_again(string formula, bool isTotal)
    {
        var would = FurtherCatalogue.BuiltIn();
        var of = would["indicators"]!.AsArray().First(i => i!["formula"]!["measure"]!.GetValue<string>() == "e_approval_documents")!;
        of["versions"] = new JsonArray(new JsonObject { ["from"] = 2030, ["formula"] = JsonNode.Parse(formula) });
        var (catalogue, errors) = await ReadAsync(would);
        Assert.Empty(errors);
        var affected = ReferenceChange.Of(Now, catalogue!);
        Assert.Equal(isTotal, affected.Contains(new AffectedYears("overtime", 0, 9999)));
        Assert.Contains(new AffectedYears("e_approval_documents", 2030, 9999), affected);
    }

    private static JsonNode With(IEnumerable<string> measures)
    {
        var catalogue = FurtherCatalogue.BuiltIn();
        foreach (var measure in measures.Prepend(Pages))
        {
            catalogue["measures"]!.AsArray().Add(JsonNode.Parse(measure));
        }

        catalogue["indicators"]!.AsArray().Add(JsonNode.Parse(Indicator));
        return catalogue;
    }

    private static string Heads(string id, string topic) => $$"""
        { "id": "{{id}}", "nameJa": "印刷する人", "nameEn": "Printers", "kind": "flow", "topic": "{{topic}}", "headcount": true,
          "drop": { "folder": "{{id}}" }, "parts": [ { "id": "heads", "nameJa": "印刷する人数", "nameEn": "heads" } ] }
        """;

    private static async Task<(Catalogue? Catalogue, IReadOnlyList<RegisterError> Errors)> ReadAsync(JsonNode catalogue)
    {
        var (utf8, errors) = await ReferenceCheck.CatalogueAsync(
            Encoding.UTF8.GetBytes(catalogue.ToJsonString(new() { WriteIndented = true })), ReferenceData.BuiltInRegister);
        return (utf8 is null ? null : Catalogue.Parse(utf8), errors);
    }
}
