using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Triggers.Http;

/// <summary>What is kept can be computed; what could not be is refused, with the limit, and names that look alike are one.</summary>
public sealed class SubmissionLimitsTests
{
    [Theory]
    [InlineData("\\uE000", 50, 200, "text_unusable")]
    [InlineData("\\uDBFF\\uDFFD", 28, 100, "text_unusable")]
    [InlineData("\\uD83D\\uDE00", 50, 100, "initiative_too_large")]
    public async Task A_list_of_partners_that_no_row_holds_is_refused(string character, int partners, int length, string code)
    {
        await using var app = await RunningApp.StartAsync();
        var list = string.Join(',', Enumerable.Range(0, partners)
            .Select(i => $"\"{string.Concat(Enumerable.Repeat(character, length))}\""));

        Assert.Contains(code, await CodesAsync(app,
            Initiatives($$"""{ "category": "ai", "name": "議事録", "status": "implemented", "partners": [ {{list}} ] }""")));
        Assert.Empty(await app.RowsAsync(TableNames.Submissions));
    }

    [Fact]
    public async Task The_largest_initiative_that_is_taken_is_computed()
    {
        await using var app = await RunningApp.StartAsync();
        var emoji = string.Concat(Enumerable.Repeat("😀", 100));
        var list = string.Join(',', Enumerable.Range(0, 26).Select(_ => $"\"{emoji}\""));
        await app.AcceptedAsync(
            Initiatives($$"""{ "category": "ai", "name": "議事録", "status": "implemented", "partners": [ {{list}} ] }"""));
        await app.WaitUntilComputedAsync();
        Assert.Single(await app.RowsAsync(TableNames.FactInitiative));
    }

    [Fact]
    public async Task Initiatives_of_more_fiscal_years_than_one_message_names_are_refused_and_as_many_are_computed()
    {
        await using var app = await RunningApp.StartAsync();
        string[] categories = ["ai", "rpa_ai_ocr", "ppp_project"];
        Assert.Contains("too_many_years", await CodesAsync(app, Initiatives(Of(201))));
        await app.AcceptedAsync(Initiatives(Of(60)));
        await app.WaitUntilComputedAsync();
        Assert.NotEmpty(await app.RowsAsync(TableNames.FactInitiative));

        string Of(int pairs) => string.Join(',', Enumerable.Range(0, pairs).Select(i => string.Create(CultureInfo.InvariantCulture,
            $$"""{ "category": "{{categories[i % 3]}}", "name": "x", "status": "implemented", "month": "{{1951 + (i / 3)}}-05" }""")));
    }

    [Theory]
    [InlineData("\\u202Ea", "name")]
    [InlineData("a\\u200Bb", "name")]
    [InlineData("\\uFFFF", "note")]
    [InlineData("\\uE123", "partner")]
    public async Task Text_that_cannot_be_read_alike_is_refused_by_json_form_and_file(string text, string where)
    {
        await using var app = await RunningApp.StartAsync();
        var raw = System.Text.RegularExpressions.Regex.Unescape(text);
        var (name, note, partner) = (where == "name" ? raw : "a", where == "note" ? raw : "", where == "partner" ? raw : "b");

        var json = new JsonObject
        {
            ["department"] = "0213",
            ["month"] = "2021-06",
            ["initiatives"] = new JsonArray(new JsonObject
            {
                ["category"] = "ai",
                ["name"] = name,
                ["status"] = "implemented",
                ["note"] = note,
                ["partners"] = new JsonArray(partner)
            }),
        };
        Assert.Contains("text_unusable", await CodesAsync(app, json.ToJsonString()));

        using var form = await app.Client.PostAsync("api/submissions", new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["department"] = "0213",
            ["month"] = "2021-06",
            ["initiatives.0.category"] = "ai",
            ["initiatives.0.name"] = name,
            ["initiatives.0.status"] = "implemented",
            ["initiatives.0.note"] = note,
            ["initiatives.0.partners"] = partner,
        }));
        Assert.Contains("text_unusable", await CodesAsync(form));

        var csv = $"区分,名称,段階,備考,連携先\nai,{name},implemented,{note},{partner}\n";
        using var file = new MultipartFormDataContent { { new StringContent("0213"), "department" },
            { new StringContent("2021-06"), "month" }, { new ByteArrayContent(Encoding.UTF8.GetBytes(csv)), "file", "i.csv" } };
        using var sent = await app.Client.PostAsync("api/submissions", file);
        Assert.Contains("text_unusable", await CodesAsync(sent));
        Assert.Empty(await app.RowsAsync(TableNames.Submissions));
    }

    [Fact]
    public async Task Names_that_look_alike_are_one_initiative_and_whoever_hands_in_is_told()
    {
        await using var app = await RunningApp.StartAsync();
        var first = await app.AcceptedAsync(
            Initiatives("""{ "category": "ai", "name": "ＡＩ議事録（が）", "status": "decided", "month": "2021-04" }"""));
        Assert.Null(first["notices"]);
        await app.WaitUntilComputedAsync();

        var second = await app.AcceptedAsync(
            Initiatives("""{ "category": "ai", "name": "AI議事録(か\u3099)", "status": "implemented", "month": "2021-06" }"""));
        await app.WaitUntilComputedAsync();

        var row = Assert.Single(await app.RowsAsync(TableNames.FactInitiative));
        Assert.Equal("implemented", row.GetString("status"));
        Assert.Equal("initiative_known_as", second["notices"]![0]!["code"]!.GetValue<string>());
        Assert.Contains("ＡＩ議事録（が）", second["notices"]![0]!["message"]!.GetValue<string>(), StringComparison.Ordinal);

        using var check = await app.Client.PostAsync("api/submissions/check", new StringContent(
            Initiatives("""{ "category": "ai", "name": "ＡＩ議事録（が） ", "status": "implemented", "month": "2021-06" }"""), Encoding.UTF8,
                "application/json"));
        Assert.Contains((await check.JsonAsync())["warnings"]!.AsArray(), w => w!["code"]!.GetValue<string>() == "initiative_known_as");
        Assert.Contains("initiative_doubled", await CodesAsync(app, Initiatives(
            """{ "category": "ai", "name": "ＡＩ", "status": "implemented" }, { "category": "ai", "name": "AI", "status": "implemented" }""")));
    }

    private static string Initiatives(string list) => $$"""{ "department": "0213", "month": "2021-06", "initiatives": [ {{list}} ] }""";

    private static async Task<List<string>> CodesAsync(RunningApp app, string json)
    {
        using var answer = await app.SubmitAsync(json);
        return await CodesAsync(answer);
    }

    private static async Task<List<string>> CodesAsync(HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == HttpStatusCode.UnprocessableEntity, $"{(int)answer.StatusCode}: {text}");
        return [.. JsonNode.Parse(text)!["errors"]!.AsArray().Select(e => e!["code"]!.GetValue<string>())];
    }
}
