using System.Text;
using System.Text.Json.Nodes;
using SmartToyonaka.Domain.Indicators;
using SmartToyonaka.Domain.Organisation;
using SmartToyonaka.Intake.Reference;
using SmartToyonaka.Tests.EndToEnd;
using SmartToyonaka.Tests.Intake.Drops;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Intake.Reference;

/// <summary>The outline of the annual report as a reference file: what is wrong with it, and what another one changes.</summary>
public sealed class OutlineTests
{
    private static readonly Catalogue Catalogue = ReferenceData.BuiltInCatalogue;

    [Fact]
    public async Task The_one_that_is_built_in_is_taken()
    {
        var (utf8, errors) = await ReferenceCheck.OutlineAsync(ReferenceData.BuiltIn(ReferenceFiles.Outline)!, Catalogue);
        Assert.True(utf8 is not null, string.Join('\n', errors));
        Assert.Empty(OutlineDifferences.Of(ReportOutline.BuiltIn, ReportOutline.Parse(utf8)));
    }

    public static TheoryData<string, string, string, string> Wrong => new()
    {
        { "measures/0/id", "\"ai\"", "not_an_outline", "/measures/7/id" },
        { "measures/0/group", "\"nowhere\"", "not_an_outline", "/measures/0/group" },
        { "measures/0/headlines/0/indicator", "\"nothing\"", "not_an_outline", "/measures/0/headlines/0/indicator" },
        { "measures/0/headlines/0/target", "\"{nothing#target}\"", "not_an_outline", "/measures/0/headlines/0/target" },
        { "measures/0/headlines/0/result/1", "\"{online_application_rate:ytd}\"", "not_an_outline", "/measures/0/headlines/0/result/1" },
        { "measures/0/done/0", "{ \"ja\": \"{cashless_payment_rate}\", \"en\": \"x\" }", "not_an_outline", "/measures/0/done/0/en" },
        { "measures/0/done/0", "{ \"ja\": \"?{ai_tasks}\", \"en\": \"{ai_tasks}\" }", "not_an_outline", "/measures/0/done/0/en" },
        { "measures/0/headlines/0/target", "{ \"ja\": \"x\", \"en\": \"{nothing}\" }", "not_an_outline", "/measures/0/headlines/0/target/en" },
        { "measures/0/name", "{ \"en\": \"x\" }", "wrong_value", "/measures/0/name" },
        { "measures/0/name", "{ \"ja\": \"x\", \"english\": \"x\" }", "unknown_property", "/measures/0/name" },
        { "measures/0/done/0", "\"{ に閉じがない\"", "not_an_outline", "/measures/0/done/0" },
        { "measures/1/done/0", "\"@ai_tasks\"", "not_an_outline", "/measures/1/done/0" },
        { "measures/1/registers/0/indicator", "\"overtime_change\"", "not_an_outline", "/measures/1/registers/0/indicator" },
        { "measures/1/registers/1/indicator", "\"ppp_projects\"", "not_an_outline", "/measures/1/registers/1/indicator" },
        { "measures/2/registers/0/considering", "\"{nothing}\"", "not_an_outline", "/measures/2/registers/0/considering" },
        { "measures/0/until", "2020", "not_an_outline", "/measures/0/until" },
        { "omitted/0", "\"nothing\"", "not_an_outline", "/omitted/0" },
        { "measures/9/headlines", "[]", "not_an_outline", "/measures/9" },
        { "measures/0/name", "1", "wrong_value", "/measures/0/name" },
        { "measures/0/heading", "\"a\"", "unknown_property", "/measures/0" },
        { "measures/1/registers/0/columns/0", "\"mail\"", "wrong_value", "/measures/1/registers/0/columns/0" },
        { "measures/0/name", "\"あ\\u0007\"", "unusable_character", "" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task What_is_wrong_is_told_with_its_line_in_both_languages(string path, string value, string code, string place)
    {
        var outline = BuiltIn();
        Put(outline, path, value);
        if (place == "/measures/0/until")
        {
            Put(outline, "measures/0/from", "2021");
        }
        else if (place == "/measures/9")
        {
            Put(outline, "measures/9/done", "[\"@texts\"]");
        }

        var utf8 = Encoding.UTF8.GetBytes(outline.ToJsonString(new() { WriteIndented = true }));
        var (taken, errors) = await ReferenceCheck.OutlineAsync(utf8, Catalogue);
        Assert.Null(taken);
        Assert.Contains(errors, e => e.Code == code && e.Line > 0 && e.Message.Length > 0 && e.MessageEn.Length > 0
            && (place.Length == 0 || e.Column.StartsWith(place, StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("", "not_json")]
    [InlineData("{ \"title\": ", "not_json")]
    [InlineData("[]", "wrong_value")]
    public async Task What_is_no_outline_at_all_is_refused(string text, string code) =>
        Assert.Equal(code, (await ReferenceCheck.OutlineAsync(Encoding.UTF8.GetBytes(text), Catalogue)).Errors[0].Code);

    [Fact]
    public void Words_without_english_are_taken_and_the_built_in_has_english_for_all()
    {
        var outline = BuiltIn();
        Put(outline, "measures/0/name", "\"手続き\"");
        Assert.Equal(("手続き", null), (Read(outline).Measures[0].Name.Ja, Read(outline).Measures[0].Name.En));
        Assert.Equal("手続き", Read(outline).Measures[0].Name.In(english: true));
        var all = ReportOutline.BuiltIn.Measures.SelectMany(m => m.Templates().Select(t => t.Line).Append(m.Name)
            .Concat(m.Registers.SelectMany(r => new[] { r.Title, r.Unit, r.Action, r.Note }))).Append(ReportOutline.BuiltIn.Title);
        Assert.DoesNotContain(all, t => t.Ja.Length > 0 && t.En is null);
        Assert.Empty(OutlineCheck.Faults(ReportOutline.BuiltIn, Catalogue));
    }

    [Fact]
    public void A_part_stands_in_the_reports_of_its_years()
    {
        var outline = BuiltIn();
        Put(outline, "measures/7/until", "2021");
        Put(outline, "measures/8/from", "2022");
        var read = Read(outline);
        Assert.Contains(read.Of(Catalogue, new(2021)).Measures, m => m.Id == "ai");
        Assert.DoesNotContain(read.Of(Catalogue, new(2022)).Measures, m => m.Id.StartsWith("ai", StringComparison.Ordinal));
        Assert.DoesNotContain(read.Of(Catalogue, new(2021)).Measures, m => m.Id.StartsWith("general_affairs", StringComparison.Ordinal));
        Assert.Contains(read.Of(Catalogue, new(2022)).Measures, m => m.Id == "general_affairs");
    }

    [Fact]
    public void A_further_register_has_a_part_of_its_own_until_the_outline_gives_it_a_place_or_omits_it()
    {
        var catalogue = Catalogue.Parse(Encoding.UTF8.GetBytes(FurtherCatalogue.Extended(block: 5).ToJsonString()));
        Assert.Contains(ReportOutline.BuiltIn.Of(catalogue, new(2021)).Measures, m => m.Id == "open_data_sets");

        var outline = BuiltIn();
        outline["measures"]![8]!["registers"]!.AsArray().Add(JsonNode.Parse(
            """{ "indicator": "open_data_sets", "title": "公開したデータ", "columns": ["name"] }"""));
        Assert.Empty(OutlineCheck.Faults(Read(outline), catalogue));
        var placed = Read(outline).Of(catalogue, new(2021)).Measures;
        Assert.DoesNotContain(placed, m => m.Id == "open_data_sets");
        Assert.Equal("公開したデータ", Assert.Single(placed, m => m.Id == "general_affairs").Registers[1].Title.Ja);

        outline = BuiltIn();
        outline["omitted"]!.AsArray().Add("open_data_sets");
        Assert.DoesNotContain(Read(outline).Of(catalogue, new(2021)).Measures, m => m.Id == "open_data_sets");
    }

    [Fact]
    public void What_another_one_changes_is_told_part_by_part()
    {
        var outline = BuiltIn();
        var measures = outline["measures"]!.AsArray();
        outline["title"] = "ちがう表題";
        Put(outline, "measures/0/name", "\"手続き\"");
        measures[1]!["done"]!.AsArray().Add("・{ppp_projects}");
        measures[2]!["until"] = 2023;
        var moved = measures[9]!;
        measures.RemoveAt(9);
        measures.Insert(0, moved);
        measures.RemoveAt(8);
        measures.Add(JsonNode.Parse("""
            { "id": "seals", "group": "efficiency", "name": "押印", "headlines": [], "done": ["{seal_abolitions}"], "registers": [] }
            """));
        var told = OutlineDifferences.Of(ReportOutline.BuiltIn, Read(outline));
        Assert.All(told, d => Assert.Equal(DifferenceSubject.ReportPart, d.Subject));
        Assert.Equal(
            ["Changed title", "Renamed administrative_procedures", "Changed partnership.done", "Changed regional_collaboration.until",
                "Ended ai", "Added seals", "Changed measures"],
            told.Select(d => $"{d.Kind} {d.Id}"));
        Assert.Equal("・{ppp_projects}", told[2].After);
    }

    [Fact]
    public async Task A_part_that_has_texts_ends_instead_of_vanishing()
    {
        var storage = DropStorageFixture.Account(await TestStorage.NewEmptyAccountAsync());
        await storage.CreateAllAsync(CancellationToken.None);
        var reference = new ReferenceData(storage, TimeProvider.System);
        var (check, now) = (new OutlineUploadCheck(storage, reference), await reference.GetAsync(default));
        var outline = BuiltIn();
        Put(outline, "measures/0/until", "2021");
        Assert.Empty((await CheckAsync()).Errors);

        outline["measures"]!.AsArray().RemoveAt(0);
        var error = Assert.Single((await CheckAsync()).Errors);
        Assert.Equal("part_vanished", error.Code);
        Assert.True(error.Line > 0 && error.Message.Contains("2021", StringComparison.Ordinal)
            && error.MessageEn.Contains("administrative_procedures", StringComparison.Ordinal), error.ToString());

        Task<(byte[]? Utf8, IReadOnlyList<RegisterError> Errors)> CheckAsync() =>
            check.CheckAsync(Encoding.UTF8.GetBytes(outline.ToJsonString()), now, default);
    }

    private static JsonNode BuiltIn() => JsonNode.Parse(ReferenceData.BuiltIn(ReferenceFiles.Outline)!)!;

    private static ReportOutline Read(JsonNode outline) => ReportOutline.Parse(Encoding.UTF8.GetBytes(outline.ToJsonString()));

    private static void Put(JsonNode root, string path, string json)
    {
        var steps = path.Split('/');
        var node = steps[..^1].Aggregate(root, (n, step) => n is JsonArray list ? list[Number(step)]! : n[step]!);
        if (node is JsonArray array)
        {
            array[Number(steps[^1])] = JsonNode.Parse(json);
        }
        else
        {
            node[steps[^1]] = JsonNode.Parse(json);
        }

        static int Number(string step) => int.Parse(step, System.Globalization.CultureInfo.InvariantCulture);
    }
}
