using SmartToyonaka.Domain.Measures;

namespace SmartToyonaka.Tests.Domain.Measures;

/// <summary>What a catalogue collects, looked up.</summary>
public sealed class MeasureSetTests
{
    private static MeasureSet Set(params MeasureEntry[] more) => new(new(
        [
            Flow("trips") with { ShareOfWhole = true, Parts = [new("late", "遅れ", "late"), new("all", "全体", "all")] },
            Flow("counters") with { ShareOfWhole = true, Parts = [new("open", "開", "open"), new("all", "全体", "all")] },
            Flow("calls"),
            Flow("hours") with { Drop = new("hours") { IsTime = true } },
            Flow("people") with { Topic = "hours", Headcount = true, Drop = new("people") },
            new("initiatives.ai", "AI", "AI", MeasureKind.Register, []),
            .. more,
        ],
        MeasureSet.Shipped.Dimensions, [new("decided", "決定", "decided")]));

    [Fact]
    public void Forms_have_what_comes_by_no_file_and_is_no_register()
    {
        Assert.Equal(["trips", "counters", "calls"], Set().OfForms.Select(m => m.Id));
        Assert.Equal(["initiatives.ai"], Set().Registers.Select(m => m.Id));
        Assert.Equal(["late", "open", "all", "calls_count"], Set().FormParts);
        Assert.Equal(["decided", "withdrawn"], Set().Statuses.Select(s => s.Id));
    }

    [Fact]
    public void A_register_is_found_by_its_category_which_has_its_name()
    {
        Assert.Equal(("AI", "AI", "initiatives.ai"), (Set().CategoryJa("ai"), Set().CategoryEn("ai"), Set().Register("ai")?.Id));
        Assert.Equal(("other", "other", null), (Set().CategoryJa("other"), Set().CategoryEn("other"), Set().Register("other")));
        Assert.Equal(["ai", "trips"], new[] { "initiatives.ai", "trips" }.Select(id => Set().Get(id).Category));
    }

    // Of the topic, or the only ones that there are.
    [Fact]
    public void A_measure_is_divided_by_the_people_of_its_topic_or_by_the_only_ones()
    {
        var further = Flow("staff") with { Topic = "calls", Headcount = true, Drop = new("staff") };
        Assert.Equal(["people", "people"], new[] { "hours", "calls" }.Select(id => Set().HeadsOf(Set().Get(id))?.Id));
        Assert.Equal(["people", "staff", null], new[] { "hours", "calls", "trips" }
            .Select(id => Set(further).HeadsOf(Set(further).Get(id))?.Id));
        Assert.Equal([true, false, false], new[] { "hours", "people", "calls" }.Select(id => Set().IsPerPerson(Set().Get(id))));
        Assert.Equal([true, true, false], new[] { "hours", "people", "calls" }.Select(Set().IsOfPeople));
    }

    [Fact]
    public void What_comes_by_file_is_carried_forward_where_an_indicator_adds_it_up_since_the_programme_began()
    {
        var set = Set().Cumulating(new HashSet<string> { "hours" });
        Assert.Equal([true, false, true], new[] { "hours", "people", "calls" }.Select(id => set.Get(id).IsCarriedForward));
        Assert.False(Set().Cumulating(new HashSet<string>()).Get("hours").IsCarriedForward);
    }

    [Fact]
    public void Values_of_dimensions_are_told_by_their_names_and_those_that_are_gone_by_their_ids()
    {
        var overtime = BuiltInMeasures.Get("overtime");
        Assert.Equal([("一般", "general staff"), ("gone", "gone")], overtime.TermsOf(new("general", "", "gone")));
        Assert.Empty(overtime.TermsOf(Dimensions.None));
        Assert.Equal([("general", "general")], BuiltInMeasures.Get("seal_abolitions").TermsOf(new("general", "", "")));
        Assert.Equal("workPattern", overtime.In(DimensionColumn.WorkPattern)?.Id);
    }

    // A catalogue of an earlier form renames what is shipped: what it does not say stays, and files may go on to use the old headings.
    [Fact]
    public void What_is_renamed_keeps_its_unit_its_words_and_its_headings()
    {
        var shipped = MeasureDefinitions.Shipped.Measures.Single(m => m.Id == "cashless_services");
        var part = shipped.Parts[0] with { Unit = "", Heading = "", Words = ["語"] };
        Assert.Equal([.. shipped.Parts[0].Headings, "語"], Renamed(part).Headings);
        Assert.Equal(shipped.Parts[0].Unit, Renamed(part).Unit);
        var other = part with { Unit = "人", Heading = "新見出し" };
        Assert.Equal(["新見出し", .. shipped.Parts[0].Headings, "語"], Renamed(other).Headings);
        Assert.Equal("人", Renamed(other).Unit);
        Assert.Equal([.. shipped.Words, "別名"], Of(part).Words);
        Assert.Equal(shipped.Parts.Select(p => p.Id), Of(part).Parts.Select(p => p.Id));

        MeasureEntry Of(MeasurePart own) => new MeasureDefinitions([shipped with { Words = ["別名"], Parts = [own] }], [], []).BesideShipped()
            .Measures.Single(m => m.Id == shipped.Id);

        MeasurePart Renamed(MeasurePart own) => Of(own).Parts[0];
    }

    [Fact]
    public void A_number_has_the_name_that_the_catalogue_gives_it_and_one_that_it_does_not_have_its_id()
    {
        var part = MeasureSet.Shipped.Part("online")!;
        Assert.Equal((part.NameJa, part.NameEn), (PartNames.Ja("online"), PartNames.En("online")));
        Assert.Equal(("nothing", "nothing"), (PartNames.Ja("nothing"), PartNames.En("nothing")));
    }

    private static MeasureEntry Flow(string id) =>
        new(id, id, id, MeasureKind.Flow, [new($"{id}_count", $"{id}の数", "count")]);
}
