using NJsonSchema;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.PowerBi;

/// <summary>
/// Every JSON file of <c>powerbi/</c> has the form that Power BI Desktop opens. The schemas in <c>Schemas/</c> are written from the
/// documentation of the formats (learn.microsoft.com/power-bi/developer/projects, and the versions that each file's <c>$schema</c> names)
/// and are narrower: they allow what this project uses, so that a misspelt property is an error.
/// </summary>
public sealed class SchemaTests
{
    private static readonly string Project = Path.Combine(Repository.Root, "powerbi");

    public static TheoryData<string> JsonFiles => [.. Files().Where(f => SchemaOf(f) is not null)];

    // What is text is read by the tests of the model; anything else would be unchecked.
    [Fact]
    public void No_file_is_left_unchecked() =>
        Assert.All(Files(), f => Assert.True(SchemaOf(f) is not null || f.EndsWith(".tmdl", StringComparison.Ordinal), f));

    [Theory]
    [MemberData(nameof(JsonFiles))]
    public async Task A_file_has_its_form(string file)
    {
        var schema = await JsonSchema.FromFileAsync(Path.Combine(Repository.Root, "tests", "PowerBi", "Schemas", SchemaOf(file)!));

        Assert.Empty(schema.Validate(await File.ReadAllTextAsync(Path.Combine(Project, file))).Select(e => e.ToString()));
    }

    [Fact]
    public async Task A_misspelt_property_is_found()
    {
        var schema = await JsonSchema.FromFileAsync(Path.Combine(Repository.Root, "tests", "PowerBi", "Schemas", "visual.json"));
        var card = await File.ReadAllTextAsync(Path.Combine(Project,
            "SmartToyonaka.Report/definition/pages/waiting/visuals/waiting-card-missing/visual.json"));

        Assert.Empty(schema.Validate(card));
        Assert.All(new[] { "projections", "Expression", "altText", "tabOrder", "selector", "\"Data\"", "2.1.0", "cardVisual" }, word =>
            Assert.NotEmpty(schema.Validate(card.Replace(word, word.Replace("a", "o", StringComparison.Ordinal)
                .Replace("e", "i", StringComparison.Ordinal).Replace("2.1", "9.1", StringComparison.Ordinal), StringComparison.Ordinal))));
    }

    private static string? SchemaOf(string file) => Path.GetFileName(file) switch
    {
        ".platform" => "platform.json",
        "definition.pbism" => "pbism.json",
        "definition.pbir" => "pbir.json",
        "SmartToyonaka.pbip" => "pbip.json",
        "version.json" or "report.json" or "pages.json" or "page.json" or "visual.json" => Path.GetFileName(file),
        _ => null,
    };

    private static IEnumerable<string> Files() =>
        Directory.GetFiles(Project, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None })
        .Select(f => Path.GetRelativePath(Project, f).Replace('\\', '/')).Where(f => !f.Contains("/.pbi/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal);
}
