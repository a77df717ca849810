using System.Diagnostics;
using SmartToyonaka.Domain.Indicators;
using SmartToyonaka.Intake.Reference;

namespace SmartToyonaka.Tests.Intake.Reference;

/// <summary>A wrong catalogue is refused with the line and the remedy of each mistake, in bounded time.</summary>
public sealed class BadCatalogueTests
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(30);

    public static TheoryData<string> Names => [.. BadCatalogues.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Each_mistake_has_its_line_and_remedy_in_both_languages(string name)
    {
        var (content, code, says) = BadCatalogues.All[name];
        var (utf8, errors) = await ReferenceCheck.CatalogueAsync(content(), ReferenceData.BuiltInRegister);

        Assert.Null(utf8);
        var error = Assert.Single(errors, e => e.Code == code && e.Message.Contains(says, StringComparison.Ordinal));
        Assert.True(error.Line > 0, error.ToString());
        Assert.All(errors, e => Assert.True(e.MessageEn.Length > 0 && e.MessageEn != e.Message, e.ToString()));
    }

    [Fact]
    public async Task The_line_is_the_one_of_the_mistake()
    {
        var folders = BadCatalogues.Measures(BadCatalogues.Measure("one", "こ", drop: "lending"),
            BadCatalogues.Measure("two", "さ", drop: "lending"));
        var (_, errors) = await ReferenceCheck.CatalogueAsync(folders, ReferenceData.BuiltInRegister);
        Assert.Equal(BadCatalogues.LineOf(folders, "\"id\": \"two\"") + 12, Assert.Single(errors).Line);

        var many = BadCatalogues.Many(3, 40, (i, at) =>
        {
            i["unit"] = "冊";
            i["decimals"] = at == 17 ? 9 : 0;
            return i;
        });
        (_, errors) = await ReferenceCheck.CatalogueAsync(many, ReferenceData.BuiltInRegister);
        Assert.Equal(BadCatalogues.LineOf(many, "\"decimals\": 9"), Assert.Single(errors).Line);
    }

    [Fact]
    public async Task Thousands_of_measures_and_indicators_are_checked_in_seconds()
    {
        var clock = Stopwatch.StartNew();
        var (utf8, errors) = await ReferenceCheck.CatalogueAsync(BadCatalogues.Many(1900, 2000), ReferenceData.BuiltInRegister);
        Assert.Empty(errors);
        var catalogue = Catalogue.Parse(utf8);
        Assert.NotEmpty(ReferenceChange.Of(ReferenceData.BuiltInCatalogue, catalogue));
        Assert.NotEmpty(ReferenceDifferences.Of(ReferenceData.BuiltInCatalogue, catalogue));
        Assert.True(clock.Elapsed < Bound, clock.Elapsed.ToString());
    }

    [Fact]
    public async Task Thousands_of_mistakes_are_told_in_seconds_each_with_its_line()
    {
        var clock = Stopwatch.StartNew();
        var (_, errors) = await ReferenceCheck.CatalogueAsync(BadCatalogues.Many(1900, 1900, (i, at) =>
        {
            i["formula"]!["measure"] = "nothing";
            i["group"] = "nobody";
            return i;
        }), ReferenceData.BuiltInRegister);
        Assert.Equal(2 * 1900, errors.Select(e => e.Line).Distinct().Count());
        Assert.True(clock.Elapsed < Bound, clock.Elapsed.ToString());
    }
}
