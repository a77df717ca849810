using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Domain.Measures;

public class ObservationTests
{
    private static readonly Observation Online = TestData.Figure("online_procedures", "0213", "2021-06", 472, 938);

    [Fact]
    public void The_same_numbers_say_the_same_whoever_said_them_when_and_in_which_order()
    {
        var later = Online with
        {
            Cells = [.. Online.Cells.Reverse().Select(c => c with { Lines = "2-17" })],
            Source = new(Source.Drop, "x.csv", "e9"),
            ReceivedAt = TestData.Instant.AddDays(1),
        };

        Assert.True(Online.SaysTheSameAs(later));
        Assert.True(later.SaysTheSameAs(Online));
    }

    public static TheoryData<Observation> Others =>
    [
        Online with { Measure = "cashless_services" },
        Online with { Section = "0214" },
        Online with { Month = TestData.Month("2021-07") },
        Online with { Status = FigureStatus.Planned },
        TestData.Figure("online_procedures", "0213", "2021-06", 471, 938),
        TestData.Figure("online_procedures", "0213", "2021-06", 472),
        Online with { Cells = [Online.Cells[0], Online.Cells[1] with { Part = "other" }] },
        Online with { Cells = [Online.Cells[0], Online.Cells[1] with { Dimensions = new("general", "", "") }] },
        Online with { Cells = [.. Online.Cells, new(Dimensions.None, "more", 0)] },
    ];

    [Theory]
    [MemberData(nameof(Others), DisableDiscoveryEnumeration = true)]
    public void Another_key_or_number_says_something_else(Observation other)
    {
        Assert.False(Online.SaysTheSameAs(other));
        Assert.False(other.SaysTheSameAs(Online));
    }

    [Fact]
    public void Initiatives_say_the_same_when_all_that_is_said_of_them_is_the_same()
    {
        var a = TestData.Initiative("rpa_ai_ocr", "0213", "2021-05", "相続人代表者設定");

        Assert.True(a.SaysTheSameAs(a with { Initiative = a.Initiative! with { Partners = [] } }));
        Assert.False(a.SaysTheSameAs(a with { Initiative = a.Initiative! with { Partners = ["豊中市社会福祉協議会"] } }));
        Assert.False(a.SaysTheSameAs(a with { Initiative = a.Initiative! with { Status = new(Standing.Decided) } }));
        Assert.False(a.SaysTheSameAs(a with { Initiative = a.Initiative! with { CountsTowardTarget = false } }));
        Assert.False(a.SaysTheSameAs(a with { Initiative = a.Initiative! with { Note = "x" } }));
        Assert.False(a.SaysTheSameAs(a with { Initiative = a.Initiative! with { Name = "相続人代表者" } }));
        Assert.False(a.SaysTheSameAs(a with { Initiative = null }));
        Assert.False(a.Initiative!.SameAs(a.Initiative with { Category = "ai" }));
    }

    [Fact]
    public void A_number_is_found_by_its_part()
    {
        Assert.Equal(472, Online.Value("online"));
        Assert.Equal(938, Online.Value("eligible"));
        Assert.Null(Online.Value("count"));
    }

    [Fact]
    public void A_number_is_added_up_over_its_dimensions() =>
        Assert.Equal(90, TestData.Overtime("0101", "2021-04", ("general", "regular", "ordinary", 60), ("general", "regular", "covid", 30))
            .Value("minutes"));

    [Fact]
    public void What_says_nothing_or_is_withdrawn_takes_back_what_was_said()
    {
        var initiative = TestData.Initiative("ai", "0213", "2021-05", "名");
        Assert.Equal([false, true, true, false, true], new[] { Online, Online with { State = EntryState.Withdrawn },
            Online with { Cells = [] }, initiative, initiative with { State = EntryState.Withdrawn } }.Select(o => o.Withdraws));
    }

    [Fact]
    public void What_was_decided_was_handed_in_when_the_entry_that_waited_was()
    {
        var decided = Online with { Decision = new("clerk", "確認済み", TestData.Instant.AddDays(-3)) };
        Assert.Equal([TestData.Instant, TestData.Instant.AddDays(-3)], new[] { Online, decided }.Select(o => o.HandedInAt));
    }

    [Fact]
    public void A_source_prints_its_kind_and_id() =>
        Assert.Equal("drop:staff/2021.csv", new Source(Source.Drop, "staff/2021.csv", "e1").ToString());

    [Theory]
    [InlineData("considering", "検討中")]
    [InlineData("coordinating", "調整中")]
    [InlineData("decided", "決定")]
    [InlineData("implemented", "実施")]
    [InlineData("withdrawn", "取下げ")]
    [InlineData("no_longer_listed", "no_longer_listed")]
    public void A_status_has_one_word(string status, string name)
    {
        Assert.Equal((status, name), (new InitiativeStatus(status).Text(), new InitiativeStatus(status).Ja()));
        Assert.Equal(status != "no_longer_listed", Standing.All.Contains(status));
    }
}
