using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Domain.Indicators;
using SmartToyonaka.Domain.Organisation;
using SmartToyonaka.Intake.Reference;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Intake.Reference;

/// <summary>What an upload has to recompute, and nothing else.</summary>
public sealed class ReferenceChangeTests
{
    private static readonly Register Before = TestData.Register(TestData.Section("01", until: "2020-03", successors: "02"),
        TestData.Section("02", from: "2020-04"), TestData.Section("03"));

    public static TheoryData<string, int?> Registers => new()
    {
        { "same", null },
        { "variants", null },
        { "ends", 2022 },
        { "ends in March", 2023 },
        { "ended earlier", 2018 },
        { "successors", 2020 },
        { "renamed since", 2021 },
        { "new section", 2021 },
        { "gone", 2015 },
        { "moved all along", 2015 },
    };

    [Theory]
    [MemberData(nameof(Registers))]
    public void A_register_changes_every_topic_from_the_year_of_the_first_month_that_is_another(string what, int? from)
    {
        Section one = Before.Sections[0], two = Before.Sections[1], three = Before.Sections[2];
        var after = what switch
        {
            "variants" => TestData.Register(one, two, three with { Variants = ["三課"] }),
            "ends" => TestData.Register(one, two, three with { Until = TestData.Month("2022-06") }),
            "ends in March" => TestData.Register(one, two, three with { Until = TestData.Month("2023-03") }),
            "ended earlier" => TestData.Register(one with { Until = TestData.Month("2018-06") }, two, three),
            "successors" => TestData.Register(one with { Successors = ["02", "03"] }, two, three),
            "renamed since" => TestData.Register(one, two, three with { Until = TestData.Month("2021-12") },
                three with { From = TestData.Month("2022-01"), Name = "新課" }),
            "new section" => TestData.Register(one, two, three, TestData.Section("04", from: "2022-03")),
            "gone" => TestData.Register(one, two),
            "moved all along" => TestData.Register(one, two, three with { BureauCode = "09" }),
            _ => TestData.Register([.. Before.Sections.Reverse()]),
        };

        Assert.Equal(from is null ? [] : [new AffectedYears("", from.Value, 9999)], ReferenceChange.Of(Before, after));
    }

    [Fact]
    public void A_year_is_touched_from_the_first_to_the_last_of_its_topic()
    {
        Assert.True(new AffectedYears("", 2020, 9999).Includes("overtime", new(2020)));
        Assert.False(new AffectedYears("", 2020, 9999).Includes("overtime", new(2019)));
        Assert.False(new AffectedYears("staff", 2020, 2021).Includes("overtime", new(2020)));
        Assert.False(new AffectedYears("overtime", 2020, 2021).Includes("overtime", new(2022)));
    }

    [Fact]
    public void A_catalogue_changes_the_topics_whose_rules_are_others()
    {
        var before = ReferenceData.BuiltInCatalogue;

        Assert.Empty(Topics(before with { WarnYearOnYearPercent = 40 }));
        Assert.Empty(Topics(before with { Groups = [.. before.Groups.Reverse()] }));
        Assert.Equal([""], Topics(before with { RulesVersion = "2030-01" }));
        Assert.Equal([""], Topics(before with { ProgrammeFirstFiscalYear = 2019 }));
        Assert.Equal(["e_approval_documents", "overtime"], Topics(before with { BaseFiscalYear = 2018 }));
        Assert.Equal(["overtime"], Topics(before with { SmallGroup = 5 }));
        Assert.Equal(["overtime"], Topics(before with { Scopes = [before.Scopes[0] with { LeaveOutMinutes = [] }, before.Scopes[1]] }));
        Assert.Equal(["initiatives.ppp_project"], Topics(Changed("ppp_projects", i => i with { Target = new(TargetKind.AtLeast, 40) })));
        Assert.Equal(["online_procedures"],
            Topics(before with { Indicators = [.. before.Indicators.Where(i => i.Id != "online_application_rate")] }));
        Assert.Equal(["seal_abolitions"], Topics(before with { Owed = [.. before.Owed.Where(o => o.Measure != "seal_abolitions")] }));

        Catalogue Changed(string id, Func<Indicator, Indicator> change) =>
            before with { Indicators = [.. before.Indicators.Select(i => i.Id == id ? change(i) : i)] };
        IEnumerable<string> Topics(Catalogue after) => ReferenceChange.Of(before, after).Select(t => t.Topic);
    }

    [Fact]
    public void Holidays_change_what_is_due_in_their_year()
    {
        var before = Days(new DateOnly(2021, 1, 1), new(2022, 1, 1));
        var after = Days(new DateOnly(2021, 1, 1), new(2022, 1, 1), new(2022, 5, 3));

        Assert.Empty(ReferenceChange.Of(before, before, ReferenceData.BuiltInCatalogue));
        var touched = ReferenceChange.Of(before, after, ReferenceData.BuiltInCatalogue);
        Assert.Contains(new("overtime", 2021, 2022), touched);
        Assert.All(touched, t => Assert.Equal((2021, 2022), (t.From, t.Until)));
        Assert.DoesNotContain(touched, t => t.Topic.StartsWith("initiatives", StringComparison.Ordinal));

        static Holidays Days(params DateOnly[] days) => new(days.ToDictionary(d => d, _ => "休日"), string.Join(',', days));
    }
}
