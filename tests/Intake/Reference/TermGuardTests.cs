using System.Text;
using System.Text.Json.Nodes;
using SmartToyonaka.Domain.Indicators;
using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Intake.Reference;
using SmartToyonaka.Tests.EndToEnd;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Intake.Reference;

/// <summary>Statuses and values of dimensions that entries have: an upload of the catalogue may not lose them.</summary>
public sealed class TermGuardTests
{
    private static readonly Catalogue Now = ReferenceData.BuiltInCatalogue;

    [Fact]
    public void A_status_that_entries_have_is_refused_with_its_line_and_one_that_none_has_may_go()
    {
        var (would, utf8) = Without("statuses", "coordinating");
        var lost = TermGuard.Lost(Now, would);
        Assert.All(lost, t => Assert.Equal("coordinating", t.Id));
        Assert.Equal(would.MeasureSet.Registers.Count, lost.Count);

        var entry = Entry("initiatives.ai", Dimensions.None, "coordinating");
        var error = Assert.Single(TermGuard.Errors(would, utf8, lost.Where(t => t.IsIn(entry))));
        Assert.Equal(("status_vanished", "/statuses"), (error.Code, error.Column));
        Assert.True(error.Line > 1 && error.MessageEn.Contains("coordinating", StringComparison.Ordinal)
            && error.Message.Contains("AIの導入", StringComparison.Ordinal), error.ToString());
        Assert.DoesNotContain(lost, t => t.IsIn(Entry("initiatives.ai", Dimensions.None, "implemented")));
        Assert.DoesNotContain(lost, t => t.IsIn(Entry("overtime", new("general", "regular", "covid"))));
    }

    [Theory]
    [InlineData("jobClass", "hospital_medical")]
    [InlineData("reason", "covid")]
    public void A_value_of_a_dimension_that_entries_have_is_refused_with_its_line(string dimension, string value)
    {
        var (would, utf8) = Without("dimensions", value);
        var lost = TermGuard.Lost(Now, would);
        Assert.All(lost, t => Assert.Equal((dimension, value), (t.Dimension!.Id, t.Id)));

        // Of both measures that have it, it is told once.
        var entries = new[] { "overtime", "staff" }.Select(m => Entry(m, new("hospital_medical", "regular", m == "staff" ? "" : "covid")));
        var error = Assert.Single(TermGuard.Errors(would, utf8, lost.Where(t => entries.Any(t.IsIn))));
        Assert.Equal("term_vanished", error.Code);
        Assert.StartsWith("/dimensions/", error.Column, StringComparison.Ordinal);
        Assert.Contains(value, error.Message, StringComparison.Ordinal);
        Assert.True(error.Line > 1 && error.MessageEn.Length > 0, error.ToString());
        Assert.DoesNotContain(lost, t => t.IsIn(Entry("overtime", new("general", "fire_shift", "ordinary"))));
    }

    [Fact]
    public void A_register_that_lists_its_statuses_is_told_at_its_list()
    {
        var now = Catalogue.Parse(Utf8(FurtherCatalogue.Extended(block: 5)));
        var catalogue = FurtherCatalogue.Extended(block: 5);
        var register = catalogue["measures"]!.AsArray()[^1]!["register"]!;
        register["statuses"] = new JsonArray("considering", "implemented");
        var would = Catalogue.Parse(Utf8(catalogue));
        var error = Assert.Single(TermGuard.Errors(would, Utf8(catalogue), TermGuard.Lost(now, would)));
        Assert.EndsWith("/register/statuses", error.Column, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_catalogue_loses_nothing() => Assert.Empty(TermGuard.Lost(Now, Now));

    // A status gets another name; the words of a value, by which files name it, go.
    [Fact]
    public async Task What_is_kept_as_the_message_says_is_not_lost_and_the_catalogue_is_taken()
    {
        var catalogue = FurtherCatalogue.BuiltIn();
        var status = catalogue["statuses"]!.AsArray().Single(s => s!["id"]!.GetValue<string>() == "coordinating")!;
        status["nameJa"] = "旧・調整中";
        var term = catalogue["dimensions"]!.AsArray().SelectMany(d => d!["terms"]!.AsArray())
            .Single(t => t!["id"]!.GetValue<string>() == "hospital_medical")!;
        term["words"] = new JsonArray();

        var would = Catalogue.Parse(Utf8(catalogue));
        Assert.Empty(TermGuard.Lost(Now, would));
        Assert.Empty(await CatalogueSchema.ErrorsAsync(Encoding.UTF8.GetString(Utf8(catalogue))));
    }

    private static Observation Entry(string measure, Dimensions dimensions, string status = "") => new(
        measure, "0101", TestData.Month("2021-06"), FigureStatus.Actual, status.Length > 0 ? [] : [new(dimensions, "minutes", 1)],
        status.Length > 0 ? new("ai", "あ", [], new(status), true, "") : null, new(Source.Submission, "s", ""), DateTimeOffset.UnixEpoch);

    private static (Catalogue Would, byte[] Utf8) Without(string list, string id)
    {
        var catalogue = FurtherCatalogue.BuiltIn();
        var items = list == "statuses" ? [catalogue[list]!.AsArray()] : catalogue[list]!.AsArray().Select(d => d!["terms"]!.AsArray()).ToList();
        foreach (var of in items)
        {
            of.Remove(of.FirstOrDefault(i => i!["id"]!.GetValue<string>() == id));
        }

        // Scopes and counts name it as well.
        foreach (var scope in catalogue["scopes"]!.AsArray())
        {
            foreach (var excluded in new[] { "leaveOutPeople", "leaveOutMinutes" }.Select(n => scope![n]?.AsArray()).OfType<JsonArray>())
            {
                excluded.Remove(excluded.FirstOrDefault(e => e!["value"]!.GetValue<string>() == id));
            }
        }

        foreach (var register in catalogue["measures"]!.AsArray().Select(m => m!["register"]).OfType<JsonNode>())
        {
            var statuses = register["statuses"]?.AsArray();
            statuses?.Remove(statuses.FirstOrDefault(s => s!.GetValue<string>() == id));
        }

        var utf8 = Utf8(catalogue);
        return (Catalogue.Parse(utf8), utf8);
    }

    private static byte[] Utf8(JsonNode catalogue) => Encoding.UTF8.GetBytes(catalogue.ToJsonString(new() { WriteIndented = true }));
}
