using System.Text;
using System.Text.Json.Nodes;
using SmartToyonaka.Domain.Indicators;
using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Domain.Organisation;
using SmartToyonaka.Intake.Drops;
using SmartToyonaka.Intake.Periods;
using SmartToyonaka.Intake.Reference;
using SmartToyonaka.Tests.Architecture;
using SmartToyonaka.Tests.Intake.Drops;
using SmartToyonaka.Triggers.Timers;

namespace SmartToyonaka.Tests.EndToEnd;

/// <summary>
/// By what words the files of a city are read: titles, units and headings are those of its catalogue, and none of another city's.
/// </summary>
public sealed class MadeUpCityWordsTests
{
    private const string Ferries = "月,課コード,課名,船種,運航便数,定時便数", Watches = "月,課コード,課名,ふ頭,班,天気,";

    private static readonly string Folder = Path.Combine(SourceFiles.Root, "tests", "Fixtures", "made-up-city");

    private static readonly Catalogue Catalogue = Catalogue.Parse(File.ReadAllBytes(Path.Combine(Folder, "catalogue.json")));

    private static readonly Register Register = ReferenceData.ReadRegister(File.ReadAllBytes(Path.Combine(Folder, "departments.csv")));

    [Theory]
    [InlineData("令和6年5月 渡船の便", "title_of_other_month")]
    [InlineData("令和6年5月 当直時間", "title_of_other_month")]
    [InlineData("令和6年4月 渡船の便", "")]
    [InlineData("令和6年5月 時間外", "")]
    [InlineData("令和6年5月 上屋係", "")]
    public async Task A_title_speaks_of_a_table_by_the_names_of_the_catalogue(string title, string code)
    {
        var check = await CheckAsync("ferries", title, Ferries, "2024-04,7001,係船係,手漕ぎ,40,30");
        Assert.Equal(code.Length == 0 ? [] : [code], check.Receipt.Errors.Select(e => e.Code));
    }

    [Theory]
    [InlineData("便数（千便）", 30_000)]
    [InlineData("単位：便", 30)]
    [InlineData("単位：百便", 3_000)]
    [InlineData("百便単位", 3_000)]
    public async Task A_unit_of_the_catalogue_is_one(string declared, long punctual)
    {
        var check = await CheckAsync("ferries", declared, Ferries, "2024-04,7001,係船係,手漕ぎ,40,30");
        check.IsTaken();
        Assert.Equal(punctual, check.Single("punctual"));
    }

    [Theory]
    [InlineData("当直分数", "90", 90)]
    [InlineData("見張り時間", "1:30", 90)]
    [InlineData("見張り時間（分）", "90", 90)]
    public async Task A_time_in_minutes_is_told_by_the_headings_of_the_catalogue(string heading, string cell, long minutes)
    {
        var check = await CheckAsync("watches", Watches + heading, $"2024-04,7001,係船係,北,本組,凪,{cell}");
        check.IsTaken();
        Assert.Equal(minutes, check.Single("watch_minutes"));
    }

    [Fact]
    public async Task A_unit_that_the_catalogue_does_not_have_is_none()
    {
        var check = await CheckAsync("ferries", "単位：枚葉", Ferries, "2024-04,7001,係船係,手漕ぎ,40,30");
        Assert.NotEmpty(check.Receipt.Errors);
    }

    [Theory]
    [InlineData("overtime", "watches")]
    [InlineData("staff")]
    [InlineData("e-approval")]
    public void A_timer_of_its_own_looks_into_the_folders_to_which_the_catalogue_gives_its_role(string role, params string[] folders)
    {
        Enter(WithDrop("watches", folders.Length == 0 ? null : ("role", role)));
        Assert.Equal(folders, TimerFolders.Of(role));
        Assert.Equal(new[] { "ferries", "watches", "crews" }.Except(folders), TimerFolders.Others);
    }

    [Fact]
    public void A_folder_that_is_called_as_a_role_has_it_unless_the_catalogue_says_otherwise()
    {
        Enter(ReferenceData.BuiltInCatalogue);
        Assert.Equal(["overtime"], TimerFolders.Of(DropRoles.Overtime));
        Assert.Empty(TimerFolders.Others);
        Enter(WithDrop("crews", ("folder", "staff")));
        Assert.Equal(["staff"], TimerFolders.Of(DropRoles.Staff));
        Enter(WithDrop("crews", ("folder", "staff"), ("role", DropRoles.Other)));
        Assert.Empty(TimerFolders.Of(DropRoles.Staff));
        Assert.Contains("staff", TimerFolders.Others);
    }

    private static Catalogue WithDrop(string folder, params (string Name, string Value)?[] entries)
    {
        var catalogue = JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, "catalogue.json")))!;
        var drop = catalogue["measures"]!.AsArray().Select(m => m!["drop"]).First(d => d?["folder"]!.GetValue<string>() == folder)!;
        foreach (var (name, value) in entries.OfType<(string, string)>())
        {
            drop[name] = value;
        }

        return Catalogue.Parse(Encoding.UTF8.GetBytes(catalogue.ToJsonString()));
    }

    private static void Enter(Catalogue catalogue) => new MeasureRegistry { Measures = catalogue.MeasureSet }.Enter();

    private static async Task<DropCheck> CheckAsync(string folder, params string[] lines)
    {
        Enter(Catalogue);
        return (await new DropChecker(new()).CheckAsync(TestDrop.File(folder, TestDrop.Bytes(lines)),
            new DropReference(Register, Catalogue.MeasureSet.Vocabulary, ClosedMonths.None), CancellationToken.None))!;
    }
}
