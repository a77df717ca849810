using System.Text;
using System.Text.Json.Nodes;
using SmartToyonaka.Intake.Reference;

namespace SmartToyonaka.Tests.Intake.Reference;

/// <summary>A catalogue is held against its schema: every error at once, with its place.</summary>
public sealed class CatalogueSchemaTests
{
    [Fact]
    public async Task The_built_in_catalogue_fits_its_schema()
    {
        Assert.Empty(await CatalogueSchema.ErrorsAsync(BuiltIn().ToJsonString()));
        Assert.Equal("https://json-schema.org/draft/2020-12/schema", JsonNode.Parse(CatalogueSchema.Text)!["$schema"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("baseFiscalYear", "2019.5", "/baseFiscalYear", "wrong_value")]
    [InlineData("baseFiscalYear", "\"2019\"", "/baseFiscalYear", "wrong_value")]
    [InlineData("smallGroup", "-1", "/smallGroup", "wrong_value")]
    [InlineData("rulesVersion", "\"\"", "/rulesVersion", "wrong_value")]
    [InlineData("rulesVersion", "null", "/rulesVersion", "wrong_value")]
    [InlineData("indicators/3/decimals", "7", "/indicators/3/decimals", "wrong_value")]
    [InlineData("indicators/3/bases", "[]", "/indicators/3/bases", "wrong_value")]
    [InlineData("indicators/3/bases", "[\"month\",\"month\"]", "/indicators/3/bases", "doubled")]
    [InlineData("indicators/3/bases", "[\"year\"]", "/indicators/3/bases/0", "wrong_value")]
    [InlineData("indicators/3/formula", "{\"kind\":\"sum\"}", "/indicators/3/formula/measure", "property_missing")]
    [InlineData("indicators/3/formula/kind", "\"median\"", "/indicators/3/formula/kind", "wrong_value")]
    [InlineData("indicators/3/colour", "1", "/indicators/3/colour", "unknown_property")]
    [InlineData("indicators/3", "null", "/indicators/3", "wrong_value")]
    [InlineData("indicators/0/target/value", "\"100\"", "/indicators/0/target/value", "wrong_value")]
    [InlineData("dimensions/2/terms/0/words/0", "1", "/dimensions/2/terms/0/words/0", "wrong_value")]
    [InlineData("dimensions/0/column", "\"jobclass\"", "/dimensions/0/column", "wrong_value")]
    [InlineData("statuses/0/id", "\"Done\"", "/statuses/0/id", "wrong_value")]
    [InlineData("owed/0/dueBusinessDay", "24", "/owed/0/dueBusinessDay", "wrong_value")]
    [InlineData("owed/0/departments/0", "\"0a\"", "/owed/0/departments/0", "wrong_value")]
    public async Task Another_shape_is_said_with_its_place(string path, string value, string pointer, string code)
    {
        var catalogue = BuiltIn();
        Put(catalogue, path, JsonNode.Parse(value));

        var error = Assert.Single(await CatalogueSchema.ErrorsAsync(catalogue.ToJsonString()), e => e.Column == pointer);
        Assert.Equal(code, error.Code);
        Assert.Matches("[ぁ-ん]", error.Message);
    }

    [Fact]
    public async Task All_errors_are_said_at_once_each_with_its_line()
    {
        var errors = await CatalogueSchema.ErrorsAsync("{\n  \"rulesVersion\": 1,\n  \"smallGroup\": -1,\n  \"colour\": \"red\"\n}");

        Assert.Contains((2, "/rulesVersion", "wrong_value"), errors.Select(e => (e.Line, e.Column, e.Code)));
        Assert.Contains((3, "/smallGroup", "wrong_value"), errors.Select(e => (e.Line, e.Column, e.Code)));
        Assert.Contains((4, "/colour", "unknown_property"), errors.Select(e => (e.Line, e.Column, e.Code)));
        Assert.Superset(new HashSet<string> { "/indicators", "/scopes" }, errors.Where(e => e.Code == "property_missing")
            .Select(e => e.Column).ToHashSet());
    }

    [Theory]
    [InlineData("", 1)]
    [InlineData("{\n\"a\": }", 2)]
    [InlineData("{} x", 1)]
    public async Task What_is_no_json_is_said_with_its_line(string text, int line)
    {
        var error = Assert.Single(await CatalogueSchema.ErrorsAsync(text));

        Assert.Equal(("not_json", line), (error.Code, error.Line));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(400)]
    [InlineData(100_000)]
    public async Task A_number_beyond_all_measure_is_refused(int digits)
    {
        var catalogue = BuiltIn().ToJsonString().Replace("\"smallGroup\":10", "\"smallGroup\":9" + new string('9', digits)
            + "9", StringComparison.Ordinal);

        Assert.Equal(digits == 1 ? 0 : 1, (await CatalogueSchema.ErrorsAsync(catalogue)).Count);
    }

    [Fact]
    public async Task A_depth_beyond_all_measure_is_refused() =>
        Assert.NotEmpty(await CatalogueSchema.ErrorsAsync(new string('[', 100_000)));

    [Fact]
    public async Task What_fits_the_schema_but_not_together_is_all_said_too()
    {
        var catalogue = BuiltIn();
        Put(catalogue, "indicators/0/group", "other");
        Put(catalogue, "indicators/1/formula/measure", "nothing");
        Put(catalogue, "owed/3/until", "2000-01");

        var (utf8, errors) = await ReferenceCheck.CatalogueAsync(Encoding.UTF8.GetBytes(catalogue.ToJsonString()),
            ReferenceData.BuiltInRegister);
        Assert.Null(utf8);
        Assert.Equal(["/indicators/0", "/indicators/1/formula/measure", "/owed/3"], errors.Select(e => e.Column));
    }

    [Fact]
    public async Task A_byte_order_mark_does_no_harm_and_other_encodings_are_told()
    {
        Assert.NotNull((await ReferenceCheck.CatalogueAsync([0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(BuiltIn().ToJsonString())],
            ReferenceData.BuiltInRegister)).Utf8);
        Assert.Equal("encoding",
            Assert.Single((await ReferenceCheck.CatalogueAsync([0x83, 0x41], ReferenceData.BuiltInRegister)).Errors).Code);
    }

    private static JsonNode BuiltIn()
    {
        using var stream = typeof(ReferenceData).Assembly.GetManifestResourceStream("SmartToyonaka.Domain.Indicators.catalogue.json")!;
        return JsonNode.Parse(stream)!;
    }

    private static void Put(JsonNode root, string path, JsonNode? value)
    {
        var steps = path.Split('/');
        var node = steps[..^1].Aggregate(root, (n, step) => n is JsonArray list
            ? list[int.Parse(step, System.Globalization.CultureInfo.InvariantCulture)]! : n[step]!);
        if (node is JsonArray array)
        {
            array[int.Parse(steps[^1], System.Globalization.CultureInfo.InvariantCulture)] = value;
        }
        else
        {
            node[steps[^1]] = value;
        }
    }
}
