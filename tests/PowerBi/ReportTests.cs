using System.Text.Json.Nodes;
using SmartToyonaka.Intake.Reference;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.PowerBi;

/// <summary>The report of <c>powerbi/</c> shows what the model has, on three pages.</summary>
public sealed class ReportTests
{
    private static readonly string Project = Path.Combine(Repository.Root, "powerbi");
    private static readonly string Definition = Path.Combine(Project, "SmartToyonaka.Report", "definition");

    private static readonly IReadOnlyList<(string Page, string Folder, JsonNode Visual)> Visuals =
        [.. Directory.GetFiles(Definition, "visual.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Select(f => Path.GetDirectoryName(f)!)
            .Select(f => (Path.GetFileName(Path.GetDirectoryName(Path.GetDirectoryName(f)!)!), Path.GetFileName(f),
                Json(f, "visual.json")))];

    [Fact]
    public void The_project_opens_the_report_and_the_report_its_model()
    {
        var report = Path.Combine(Project, Json(Project, "SmartToyonaka.pbip")["artifacts"]![0]!["report"]!["path"]!.GetValue<string>());
        var model = Path.Combine(report, Json(report, "definition.pbir")["datasetReference"]!["byPath"]!["path"]!.GetValue<string>());

        Assert.Equal(PowerBiModel.Folder, Path.GetFullPath(Path.Combine(model, "definition")));
        Assert.NotEqual(Json(report, ".platform")["config"]!["logicalId"]!.GetValue<string>(),
            Json(model, ".platform")["config"]!["logicalId"]!.GetValue<string>());
    }

    [Fact]
    public void There_are_three_pages_and_each_is_where_its_name_says()
    {
        var order = Json(Definition, "pages", "pages.json")["pageOrder"]!.AsArray().Select(p => p!.GetValue<string>()).ToList();

        Assert.Equal(["indicators", "completeness", "waiting"], order);
        Assert.Equal(order.Order(StringComparer.Ordinal), Directory.GetDirectories(Path.Combine(Definition, "pages"))
            .Select(Path.GetFileName).Order(StringComparer.Ordinal)!);
        Assert.All(order, p => Assert.Equal(p, Json(Definition, "pages", p, "page.json")["name"]!.GetValue<string>()));
        Assert.All(Visuals, v => Assert.Equal(v.Folder, v.Visual["name"]!.GetValue<string>()));
        Assert.Equal(Visuals.Count, Visuals.Select(v => v.Folder).Distinct().Count());
    }

    [Fact]
    public void Every_field_that_a_visual_names_is_in_the_model()
    {
        var fields = Visuals.SelectMany(v => Fields(v.Visual).Select(f => (v.Folder, f.Kind, f.Table, f.Name))).ToList();

        Assert.NotEmpty(fields);
        Assert.All(fields, f => Assert.Contains(PowerBiModel.Table(f.Table).Of(f.Kind), c => c.Name == f.Name));
    }

    [Fact]
    public void A_field_is_called_by_its_own_name() => Assert.All(Visuals.SelectMany(v => Projections(v.Visual)), p =>
    {
        var field = Assert.Single(Fields(p["field"]!));
        Assert.Equal($"{field.Table}.{field.Name}", p["queryRef"]!.GetValue<string>());
        Assert.Equal(field.Name, p["nativeQueryRef"]!.GetValue<string>());
    });

    [Fact]
    public void The_first_page_has_the_groups_of_the_report_with_value_target_and_met()
    {
        var groups = Visuals.Where(v => v.Page == "indicators" && v.Visual["filterConfig"] is not null).ToList();

        // In the catalogue's order, down the page.
        Assert.Equal(
            ReferenceData.BuiltInCatalogue.Groups.Select((g, i) => ($"'{g.Id}'", $"'({i + 1}) {g.NameJa}'")),
            groups.OrderBy(g => g.Visual["position"]!["y"]!.GetValue<int>()).Select(g => (
                g.Visual["filterConfig"]!["filters"]![0]!["filter"]!["Where"]![0]!["Condition"]!["In"]!["Values"]![0]![0]!["Literal"]!["Value"]!.GetValue<string>(),
                g.Visual["visual"]!["visualContainerObjects"]!["title"]![0]!["properties"]!["text"]!["expr"]!["Literal"]!["Value"]!
                    .GetValue<string>())));
        Assert.All(groups, g =>
            Assert.Empty(new[] { "公表値", "目標の表示", "達成", "時点", "基準年度同期間の値", "基準年度同期間比", "理由・注記" }.Except(Fields(g.Visual)
                .Select(f => f.Name))));
        Assert.Contains(Visuals, v => v.Page == "indicators" && v.Visual["visual"]!["visualType"]!.GetValue<string>() == "lineChart");
    }

    [Fact]
    public void Visuals_stand_on_their_page_and_not_on_each_other()
    {
        foreach (var page in Visuals.GroupBy(v => v.Page))
        {
            var size = Json(Definition, "pages", page.Key, "page.json");
            var boxes = page.Select(v => (v.Folder, Box: Box(v.Visual["position"]!))).ToList();
            Assert.All(boxes, b => Assert.True(
                b.Box.Left >= 0 && b.Box.Top >= 0 && b.Box.Right <= size["width"]!.GetValue<int>()
                    && b.Box.Bottom <= size["height"]!.GetValue<int>(), b.Folder));
            Assert.All(boxes, a => Assert.All(boxes.Where(b => b.Folder != a.Folder), b => Assert.False(
                a.Box.Left < b.Box.Right && b.Box.Left < a.Box.Right && a.Box.Top < b.Box.Bottom && b.Box.Top < a.Box.Bottom,
                    $"{a.Folder} {b.Folder}")));
            Assert.Equal(page.Count(), page.Select(v => v.Visual["position"]!["tabOrder"]!.GetValue<int>()).Distinct().Count());
        }

        static (int Left, int Top, int Right, int Bottom) Box(JsonNode p) =>
            (p["x"]!.GetValue<int>(), p["y"]!.GetValue<int>(), p["x"]!.GetValue<int>() + p["width"]!.GetValue<int>(),
                p["y"]!.GetValue<int>() + p["height"]!.GetValue<int>());
    }

    [Fact]
    public void What_is_drawn_says_what_it_is_to_those_who_do_not_see_it() => Assert.All(
        Visuals.Where(v => v.Visual["visual"]!["visualType"]!.GetValue<string>() != "textbox"),
        v => Assert.False(string.IsNullOrEmpty(
            (string?)v.Visual["visual"]!["visualContainerObjects"]!["general"]![0]!["properties"]!["altText"]!["expr"]!["Literal"]!["Value"]), v.Folder));

    [Fact]
    public void A_choice_that_leaves_others_alone_names_visuals_of_its_page()
    {
        var interactions = Json(Definition, "pages", "indicators", "page.json")["visualInteractions"]!.AsArray();

        Assert.NotEmpty(interactions);
        Assert.All(interactions, i => Assert.All(new[] { "source", "target" }, end =>
            Assert.Contains(Visuals, v => v.Page == "indicators" && v.Folder == i![end]!.GetValue<string>())));
    }

    // Every column and measure below a node, by the table that it or its query's source names.
    private static IEnumerable<(string Kind, string Table, string Name)> Fields(JsonNode node)
    {
        var sources = Descendants(node).OfType<JsonObject>().Where(o => o.ContainsKey("Entity") && o.ContainsKey("Name"))
            .ToDictionary(o => (string)o["Name"]!, o => (string)o["Entity"]!, StringComparer.Ordinal);
        return Descendants(node).OfType<JsonObject>()
            .SelectMany(o => new[] { "Column", "Measure" }.Where(k => o[k]?["Property"] is not null).Select(k => (
            k.ToLowerInvariant(),
            o[k]!["Expression"]!["SourceRef"] is { } source && source["Entity"] is { } entity ? (string)entity!
                : sources[(string)o[k]!["Expression"]!["SourceRef"]!["Source"]!],
            (string)o[k]!["Property"]!)));
    }

    private static IEnumerable<JsonNode> Projections(JsonNode visual) =>
        Descendants(visual).OfType<JsonObject>().Where(o => o.ContainsKey("queryRef"));

    private static IEnumerable<JsonNode> Descendants(JsonNode node) => new[] { node }.Concat((node switch
    {
        JsonObject o => o.Select(p => p.Value),
        JsonArray a => a,
        _ => Enumerable.Empty<JsonNode?>(),
    }).Where(c => c is not null).SelectMany(c => Descendants(c!)));

    private static JsonNode Json(params string[] path) => JsonNode.Parse(File.ReadAllText(Path.Combine(path)))!;
}
