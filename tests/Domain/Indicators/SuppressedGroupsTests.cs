using System.Globalization;
using CsCheck;
using SmartToyonaka.Domain.Indicators;
using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Intake.Reference;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Domain.Indicators;

/// <summary>Small groups of people are not published, and cannot be had back by subtraction.</summary>
public sealed class SuppressedGroupsTests
{
    private const string Month = "2021-04";

    private static readonly Catalogue Catalogue = ReferenceData.BuiltInCatalogue;

    [Fact]
    public void Where_nobody_is_in_a_small_group_nothing_is_withheld() =>
        Assert.Empty(Withheld(People("0101", 10), People("0102", 400), People("0103", 0)));

    // Published 12 + 30 + 25 of 72 people: what is missing is 5, so the 12 go too, and 17 may be 5 + 12, 12 + 5, 7 + 10 …
    [Fact]
    public void A_small_group_that_is_alone_takes_the_smallest_of_the_others_with_it() =>
        Assert.Equal(["0101=5", "0103=12"], Withheld(People("0101", 5), People("0102", 30), People("0103", 12), People("0104", 25)));

    // 5 and 6: each may be 2 to 9, and 11 may also be 1 + 10.
    [Fact]
    public void Two_small_groups_of_eleven_people_hide_each_other() =>
        Assert.Equal(["0101=5", "0102=6"], Withheld(People("0101", 5), People("0102", 6), People("0103", 12)));

    // Together they are four, so neither can be ten: the 12 go too, and 16 may be 1 + 3 + 12, 3 + 12 + 1, 4 + 2 + 10 …
    [Fact]
    public void Small_groups_that_are_few_together_take_another_with_them() =>
        Assert.Equal(["0101=1", "0102=3", "0103=12"],
            Withheld(People("0101", 1), People("0102", 3), People("0103", 12), People("0104", 40)));

    // Ten groups of one: the sum is ten, and each must be one.
    [Fact]
    public void Many_groups_of_one_person_do_not_hide_each_other() =>
        Assert.Equal(11, Withheld([.. Enumerable.Range(0, 10).Select(i => People($"010{i}", 1)), People("0201", 15)]).Count);

    // 9 + 9 is 18, which small groups can only be in one way.
    [Fact]
    public void Small_groups_that_are_as_large_as_they_can_be_take_another_with_them() =>
        Assert.Equal(["0101=9", "0102=9", "0103=12"], Withheld(People("0101", 9), People("0102", 9), People("0103", 12)));

    // Chosen by code, the first of the two would tell that the other one is published because it comes later.
    [Fact]
    public void Of_equal_groups_all_are_withheld() =>
        Assert.Equal(["0101=5", "0102=12", "0103=12"],
            Withheld(People("0101", 5), People("0102", 12), People("0103", 12), People("0104", 13)));

    // The people that no indicator counts are in no published total: nothing can be subtracted from.
    [Fact]
    public void People_outside_every_scope_are_withheld_alone() =>
        Assert.Equal(["0901=4"], Withheld(TestData.Staff("0901", Month, ("hospital_medical", "regular", 4), ("general", "regular", 20)),
            TestData.Staff("1001", Month, ("general", "fire_shift", 80))));

    // Where an indicator leaves nobody out, its total has them as well.
    [Theory]
    [InlineData(FormulaKind.PerPerson, "e_approval_documents", "total", "", "", true)]
    [InlineData(FormulaKind.Sum, "staff", "headcount", "", "", true)]
    [InlineData(FormulaKind.QuotientOfMeasures, "e_approval_documents", "total", "staff", "headcount", true)]
    [InlineData(FormulaKind.Sum, "e_approval_documents", "total", "", "", false)]
    public void People_outside_every_scope_are_in_the_total_of_an_indicator_without_one(FormulaKind kind, string measure, string numerator,
        string other, string denominator, bool isTotal)
    {
        Observation[] holding = [TestData.Staff("0901", Month, ("hospital_medical", "regular", 4), ("general", "regular", 20)),
            TestData.Staff("0902", Month, ("hospital_medical", "regular", 30))];
        var formula = new Formula(kind, measure, numerator, denominator, DenominatorMeasure: other);
        var indicator = Catalogue.Indicators[0] with { Id = "a", Formula = formula };
        var catalogue = Catalogue with { Indicators = [.. Catalogue.Indicators, indicator] };

        Assert.Equal(isTotal ? new[] { "0901=4", "0902=30" } : ["0901=4"],
            Print(holding, SuppressedGroups.Of(holding, catalogue), withMonth: false));
    }

    // The 15 of the fire brigade do not hide the five of the office: no total has both.
    [Fact]
    public void What_hides_a_small_group_is_of_the_same_total() =>
        Assert.Equal(["1001=5", "1002=30"],
            Withheld(TestData.Staff("1001", Month, ("general", "regular", 5), ("general", "fire_shift", 15)), People("1002", 30)));

    [Fact]
    public void Each_month_is_a_whole_of_its_own()
    {
        Observation[] holding = [People("0101", 5), People("0102", 12), TestData.Staff("0101", "2021-05", ("general", "regular", 12)),
            TestData.Staff("0102", "2021-05", ("general", "regular", 15))];

        Assert.Equal(["2021-04 0101=5", "2021-04 0102=12"], Print(holding, SuppressedGroups.Of(holding, Catalogue), withMonth: true));
    }

    [Fact]
    public void Other_measures_are_not_withheld() =>
        Assert.Empty(Withheld(TestData.Overtime("0101", Month, ("general", "regular", "ordinary", 3)),
            TestData.Documents("0101", Month, 1, 2)));

    [Fact]
    public void Without_a_smallest_size_nothing_is_withheld()
    {
        Observation[] holding = [People("0101", 1), People("0102", 12)];
        Assert.Empty(Print(holding, SuppressedGroups.Of(holding, Catalogue with { SmallGroup = 0 }), withMonth: false));
    }

    /// <summary>
    /// Somebody knows the rule, every published number and the city's total, and tries all sizes that the withheld groups may have: none of
    /// them is the only one, unless there is nothing left to hide behind.
    /// </summary>
    [Fact]
    [Trait(TestCategory.Name, TestCategory.Scaled)]
    public void Whoever_knows_the_rule_the_total_and_what_is_published_cannot_tell_any_withheld_group() =>
        Gen.Int[1, 14].Array[1, 5].Sample(people =>
        {
            const int smallGroup = 5;
            var withheld = Withheld(people, smallGroup);
            Assert.All(people.Index(), p => Assert.True(p.Item >= smallGroup || withheld.Contains(p.Index)));
            if (withheld.Count == 0
                || (withheld.Count == people.Length && !SuppressedGroups.AreAmbiguous([.. people.Select(p => (long)p)], smallGroup)))
            {
                // There is nothing left to hide behind: the total alone is published.
                return;
            }

            var hidden = withheld.Order().ToArray();
            var possible = Sizes(hidden.Sum(i => people[i]), hidden.Length)
                .Where(sizes => Withheld(Replaced(people, hidden, sizes), smallGroup).SetEquals(withheld)).ToList();
            Assert.Contains(possible, sizes => sizes.SequenceEqual(hidden.Select(i => people[i])));
            Assert.All(hidden.Index(), h => Assert.True(possible.Select(sizes => sizes[h.Index]).Distinct().Count() > 1,
                $"{people[h.Item]} of {string.Join(' ', people)}"));
        }, iter: TestCategory.Times(2_000));

    [Fact]
    public void The_order_of_the_figures_does_not_matter() =>
        Gen.Int[0, 14].Array[1, 12].Sample(people =>
        {
            var holding = people.Select((p, i) => People(Code(i), p)).ToArray();
            Assert.Equal(
                Print(holding, SuppressedGroups.Of(holding, Catalogue), withMonth: false),
                Print(holding, SuppressedGroups.Of(holding.Reverse(), Catalogue), withMonth: false));
        }, iter: 500);

    // Of fewer than ten. 9 and 12: either may be the 12. 8 and 8: 7 to 9 each; 9 and 8 are 8 or 9 each. 5 and 5 can be no ten.
    [Theory]
    [InlineData(false, 12L)]
    [InlineData(true, 9L, 12L)]
    [InlineData(true, 10L, 9L)]
    [InlineData(true, 8L, 8L)]
    [InlineData(false, 9L, 8L)]
    [InlineData(true, 5L, 6L)]
    [InlineData(false, 5L, 5L)]
    public void Groups_are_open_where_their_sum_leaves_three_sizes_to_each(bool open, params long[] people) =>
        Assert.Equal(open, SuppressedGroups.AreAmbiguous(people, 10));

    private static HashSet<int> Withheld(int[] people, int smallGroup)
    {
        var holding = people.Select((p, i) => People(Code(i), p)).ToArray();
        var groups = SuppressedGroups.Of(holding, Catalogue with { SmallGroup = smallGroup });
        return [.. Enumerable.Range(0, people.Length).Where(i => groups.Contains(holding[i], holding[i].Cells[0]))];
    }

    // Every way to part a number of people into so many groups of at least one.
    private static IEnumerable<int[]> Sizes(int sum, int count) => count == 1
        ? [[sum]]
        : Enumerable.Range(1, sum - count + 1).SelectMany(first => Sizes(sum - first, count - 1).Select(rest => (int[])[first, .. rest]));

    private static int[] Replaced(int[] people, int[] at, int[] sizes)
    {
        int[] copy = [.. people];
        foreach (var (index, place) in at.Index())
        {
            copy[place] = sizes[index];
        }

        return copy;
    }

    private static string Code(int i) => i.ToString("D4", CultureInfo.InvariantCulture);

    private static Observation People(string section, long count) => TestData.Staff(section, Month, ("general", "regular", count));

    private static List<string> Withheld(params Observation[] holding) =>
        Print(holding, SuppressedGroups.Of(holding, Catalogue), withMonth: false);

    private static List<string> Print(Observation[] holding, SuppressedGroups withheld, bool withMonth) =>
        [.. holding.SelectMany(o => o.Cells.Where(c => withheld.Contains(o, c))
            .Select(c => $"{(withMonth ? o.Month + " " : "")}{o.Section}={c.Value}")).Order(StringComparer.Ordinal)];
}
