using CsCheck;
using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Domain.Measures;

public class EffectiveObservationsTests
{
    private static readonly Observation First = Said(1, 10);

    [Fact]
    public void The_newest_of_each_key_holds()
    {
        var other = TestData.Figure("platform_members", "0102", "2021-07", 7);

        Assert.Equal([Said(3, 30), other], EffectiveObservations.Of([Said(1, 10), Said(3, 30), other, Said(2, 20)]).OrderBy(o => o.Month),
            SaySame);
    }

    [Fact]
    public void What_held_on_a_day_is_the_newest_received_by_then()
    {
        IReadOnlyList<Observation> all = [Said(3, 30), Said(1, 10), Said(2, 20)];

        Assert.Empty(EffectiveObservations.Of(all, TestData.Instant));
        Assert.Equal(10, Held(1));
        Assert.Equal(20, Held(2));
        Assert.Equal(20, Assert.Single(EffectiveObservations.Of(all, TestData.Instant.AddDays(3).AddTicks(-1))).Value("count"));
        Assert.Equal(30, Held(3));

        long? Held(int day) => Assert.Single(EffectiveObservations.Of(all, TestData.Instant.AddDays(day))).Value("count");
    }

    [Fact]
    public void Planned_and_actual_hold_beside_each_other() =>
        Assert.Equal(2, EffectiveObservations.Of(
            [First, First with { Status = FigureStatus.Planned, ReceivedAt = TestData.Instant.AddYears(1) }]).Count);

    [Fact]
    public void Initiatives_of_other_names_sections_and_categories_hold_beside_each_other()
    {
        IReadOnlyList<Observation> all =
        [
            TestData.Initiative("rpa_ai_ocr", "0303", "2021-05", "給与支払処理"),
            TestData.Initiative("rpa_ai_ocr", "1101", "2021-05", "給与支払処理"),
            TestData.Initiative("rpa_ai_ocr", "0303", "2021-05", "支払処理"),
            TestData.Initiative("ai", "0303", "2021-05", "給与支払処理"),
        ];

        Assert.Equal(4, EffectiveObservations.Of(all.Concat(all)).Count);
    }

    [Fact]
    public void What_waits_does_not_hold_and_what_is_withdrawn_ends_what_was_said()
    {
        Assert.All([EntryState.Held, EntryState.Rejected], state =>
            Assert.Equal(10, Assert.Single(EffectiveObservations.Of([Said(1, 10), Said(2, 20) with { State = state }])).Value("count")));
        Assert.Empty(EffectiveObservations.Of([Said(1, 10), Said(2, 0) with { State = EntryState.Withdrawn }]));
    }

    [Fact]
    public void The_newest_of_each_key_waits_where_it_is_held()
    {
        Observation[] all = [Said(1, 10) with { State = EntryState.Held }, Said(3, 30) with { State = EntryState.Held }, Said(4, 40)];
        Assert.Empty(EffectiveObservations.Waiting(all));
        Assert.Equal(30, Waiting(TestData.Instant.AddDays(3)));
        Assert.Equal(10, Waiting(TestData.Instant.AddDays(3).AddTicks(-1)));
        Assert.Equal(30, Assert.Single(EffectiveObservations.Waiting(all[..2])).Value("count"));

        long? Waiting(DateTimeOffset by) => Assert.Single(EffectiveObservations.Waiting(all, by)).Value("count");
    }

    // What was decided stands where the entry that waited stood, and after it.
    [Fact]
    public void A_decision_stands_after_what_it_decides_and_before_what_was_handed_in_later()
    {
        var waited = Said(1, 10) with { State = EntryState.Held };
        var decided = Said(5, 10) with { Decision = new("clerk", "", waited.ReceivedAt) };
        var later = Said(2, 20);
        Assert.Equal([waited, decided, later], EffectiveObservations.InOrder([later, decided, waited]));
        Assert.Equal(20, Assert.Single(EffectiveObservations.Of([decided, later, waited])).Value("count"));
        Assert.Empty(EffectiveObservations.Waiting([decided, waited]));
    }

    [Fact]
    public void The_order_of_reading_never_matters() =>
        Gen.Select(Gen.Int[0, 2], Gen.Int[0, 2], Gen.Char['a', 'c'])
            .Select((day, value, source) => Said(day, value) with { Source = new(Source.Drop, $"{source}-{value}", "") })
            .List[0, 8].SelectMany(list => Gen.Shuffle(list.ToArray()).Select(shuffled => (list, shuffled)))
            .Sample(x => EffectiveObservations.Of(x.list).Select(o => (o.Source, o.Value("count")))
                .SequenceEqual(EffectiveObservations.Of(x.shuffled).Select(o => (o.Source, o.Value("count")))));

    private static Observation Said(int day, long count) =>
        TestData.Figure("platform_members", "0102", "2021-06", count) with { ReceivedAt = TestData.Instant.AddDays(day) };

    private static bool SaySame(Observation a, Observation b) => a.SaysTheSameAs(b) && a.ReceivedAt == b.ReceivedAt;
}
