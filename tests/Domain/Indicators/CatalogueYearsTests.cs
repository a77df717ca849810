using System.Text.Json.Nodes;
using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Domain.Indicators;
using SmartToyonaka.Intake.Reference;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Domain.Indicators;

/// <summary>What a catalogue says of one fiscal year, and which years are compared.</summary>
public sealed class CatalogueYearsTests
{
    private const string Seals = "seal_abolitions", Teleworkers = "telework_applicants";
    private static readonly Formula Sum = new(FormulaKind.Sum, Seals, "count"), Other = new(FormulaKind.Sum, Teleworkers, "count");

    private static readonly Indicator Changing = Of("changing", Sum) with
    {
        Target = new(TargetKind.AtLeast, 3),
        Note = "注",
        NoteEn = "note",
        Versions =
        [
            new(2022) { NameJa = "新", Target = new(TargetKind.AtLeast, 5), Note = "新注" },
            new(2024) { NameEn = "New", Formula = Other, EndsTarget = true, NoteEn = "new note", RulesVersion = "2024" },
        ],
    };

    [Fact]
    public void What_a_version_does_not_say_stays_as_it_was()
    {
        Assert.Equal(Changing with { Versions = [] }, Changing.In(new(2021)) with { Versions = [] });
        Assert.Empty(Changing.In(new(2021)).Versions);
        Assert.All([2022, 2023], year =>
        {
            var then = Changing.In(new(year));
            Assert.Equal(("新", "changing", 5m, "新注", null, Sum, null),
                (then.NameJa, then.NameEn, then.Target?.Value, then.Note, then.NoteEn, then.Formula, then.RulesVersion));
        });
        var last = Changing.In(new(2024));
        Assert.Equal(("新", "New", null, "新注", "new note", Other, "2024"),
            (last.NameJa, last.NameEn, last.Target, last.Note, last.NoteEn, last.Formula, last.RulesVersion));
        var further = Changing with { Versions = [.. Changing.Versions, new(2025) { NameJa = "後" }] };
        Assert.Equal(("後", "New", "new note", "2024"), (further.In(new(2025)).NameJa, further.In(new(2025)).NameEn,
            further.In(new(2025)).NoteEn, further.In(new(2025)).RulesVersion));
        var again = further with { Versions = [.. further.Versions, new(2026) { NoteEn = "newest note", RulesVersion = "2026" }] };
        Assert.Equal(("newest note", "2026"), (again.In(new(2026)).NoteEn, again.In(new(2026)).RulesVersion));
        var renamed = Changing with { Versions = [new(2022) { NameJa = "新" }] };
        Assert.Equal(3m, renamed.In(new(2022)).Target?.Value);
        Assert.Equal([Sum, Other], Changing.Formulas);
        Assert.Equal([Sum], Of("one", Sum).Formulas);
    }

    [Fact]
    public void A_version_that_says_nothing_is_no_change()
    {
        Assert.False(new IndicatorVersion(2022).IsChange);
        Assert.All(
            (IndicatorVersion[])[new(2022) { NameJa = "" }, new(2022) { NameEn = "" }, new(2022) { Note = "" }, new(2022) { NoteEn = "" },
                new(2022) { RulesVersion = "" }, new(2022) { EndsTarget = true }, new(2022) { Formula = Sum },
                new(2022) { Target = new(TargetKind.AtLeast, 1) }],
            v => Assert.True(v.IsChange));
    }

    [Fact]
    public void An_indicator_is_computed_from_its_first_year_to_its_last()
    {
        var spanned = Of("spanned", Sum) with { From = 2021, Until = 2023 };
        var catalogue = With(spanned, Changing);
        Assert.Equal([false, true, true, false], InEffect(catalogue, spanned, 2020, 2021, 2023, 2024));
        Assert.Equal([1, 2, 2, 1], ((int[])[2020, 2021, 2023, 2024]).Select(y => catalogue.IndicatorsIn(new(y)).Count()));
        Assert.Equal("新", catalogue.In(new(2022)).Find("changing")!.NameJa);
        Assert.Equal([0, 1], ((int[])[2020, 2021]).Select(y => IndicatorCalculator.Compute(catalogue, spanned,
            new(new(y), [], [TestData.Figure(Seals, "0301", $"{y}-04", 1) with { ReceivedAt = new(y, 4, 1, 0, 0, 0, TimeSpan.Zero) }], [],
                TestData.Register(TestData.Section("0301")))).Count()));
    }

    [Fact]
    public void A_sum_of_indicators_is_computed_while_each_of_them_is()
    {
        var sum = Of("sum", new(FormulaKind.SumOfIndicators, Seals, Indicators: ["early", "late"]));
        var catalogue = With(sum, Of("early", Sum) with { Until = 2022 }, Of("late", Other) with { From = 2021 });
        Assert.Equal([false, true, true, false], InEffect(catalogue, sum, 2020, 2021, 2022, 2023));
        Assert.Equal([false], InEffect(With(sum, Of("early", Sum)), sum, 2021));
        var ofSum = Of("of_sum", new(FormulaKind.SumOfIndicators, Seals, Indicators: ["sum"]));
        Assert.Equal([false], InEffect(With(ofSum, sum, Of("early", Sum), Of("late", Other)), ofSum, 2021));
    }

    [Theory]
    [InlineData("measures/4/until", "2022", Seals)]
    [InlineData("measures/0/parts/1/until", "2022", "online_application_rate")]
    public void An_indicator_is_computed_while_what_it_is_made_from_is_collected(string path, string year, string indicator)
    {
        var catalogue = CatalogueJson.Parse(CatalogueJson.Changed(path, year));
        Assert.Equal([true, false], InEffect(catalogue, catalogue.Find(indicator)!, 2022, 2023));
        Assert.Equal([true], InEffect(catalogue, catalogue.Find("telework_applicants")!, 2023));
    }

    [Fact]
    public void An_indicator_of_two_measures_is_computed_while_both_are_collected()
    {
        var catalogue = CatalogueJson.Parse(CatalogueJson.Changed("measures/3/until", "2022"));
        var share = Of("share", new(FormulaKind.ShareOfMeasures, Seals, "count", "count", DenominatorMeasure: Teleworkers));
        Assert.Equal([true, false], InEffect(catalogue, share, 2022, 2023));
    }

    [Fact]
    public void Nobody_owes_what_is_not_collected_any_more()
    {
        var root = JsonNode.Parse(CatalogueJson.Changed("measures/4/until", "2022"))!;
        root["owed"] = JsonNode.Parse($$"""
            [ { "measure": "{{Seals}}", "departments": ["0301"], "from": "2019-04", "dueBusinessDay": 10 },
              { "measure": "{{Seals}}", "departments": ["0301"], "from": "2023-03", "dueBusinessDay": 11 },
              { "measure": "{{Seals}}", "departments": ["0301"], "from": "2023-04", "dueBusinessDay": 12 },
              { "measure": "{{Seals}}", "departments": ["0301"], "from": "2020-04", "until": "2021-03", "dueBusinessDay": 13 },
              { "measure": "{{Seals}}", "departments": ["0301"], "from": "2020-04", "until": "2023-04", "dueBusinessDay": 14 },
              { "measure": "{{Teleworkers}}", "departments": ["0302"], "from": "2023-04", "dueBusinessDay": 15 } ]
            """);
        Assert.Equal([(10, "2023-03"), (11, "2023-03"), (13, "2021-03"), (14, "2023-03"), (15, null)],
            CatalogueJson.Parse(root.ToJsonString()).Owed.Select(o => (o.DueBusinessDay, o.Until)));
    }

    // Of the built-in indicators those of overtime and electronic approval are compared with 2019.
    [Fact]
    public void Years_are_compared_with_the_base_year_or_the_year_before()
    {
        var builtIn = ReferenceData.BuiltInCatalogue;
        Assert.Equal([2019], Compared(builtIn, "overtime", 2021));
        Assert.Empty(Compared(builtIn, "overtime", 2019));
        Assert.Equal([2019], Compared(builtIn, "e_approval_documents", 2021));
        Assert.Empty(Compared(builtIn, Seals, 2021));
        Assert.Equal([true, false], ((int[])[2019, 2020]).Select(y => builtIn.IsComparedWith("overtime", new(y))));
        Assert.False(builtIn.IsComparedWith(Seals, new(2019)));

        var onTheYearBefore = Of("change", new(FormulaKind.SamePeriodChange, Seals, "count", Against: ComparedYear.YearBefore));
        var both = With(onTheYearBefore, Of("change_on_base", new(FormulaKind.SamePeriodChange, Seals, "count")));
        Assert.Equal([2020], Compared(With(onTheYearBefore, Of("sum", Sum)), Seals, 2021));
        Assert.True(With(onTheYearBefore).IsComparedWith(Seals, new(2020)));
        Assert.Equal([2019, 2020], Compared(both, Seals, 2021));
        Assert.Equal([2019], Compared(both, Seals, 2020));
        Assert.Equal([2018], Compared(both, Seals, 2019));
    }

    [Fact]
    public void What_an_indicator_reads_of_other_topics_is_told_by_topic()
    {
        var across = Of("across", new(FormulaKind.QuotientOfMeasures, Seals, "count", "count", DenominatorMeasure: Teleworkers));
        var perPerson = Of("per_person", new(FormulaKind.PerPerson, Seals, "count"));
        var sum = Of("sum", new(FormulaKind.SumOfIndicators, Seals, Indicators: ["seals", "teleworkers"]));
        var catalogue = With(across, perPerson, sum, Of("seals", Sum), Of("teleworkers", Other));
        Assert.Equal([Seals, Teleworkers], catalogue.MeasuresOf(across));
        Assert.Equal([Seals, "staff"], catalogue.MeasuresOf(perPerson));
        Assert.Equal([Seals, Teleworkers], catalogue.MeasuresOf(sum));
        Assert.Equal([true, true, true, false, false], catalogue.Indicators.Select(catalogue.IsAcrossTopics));
        Assert.Equal(["overtime", Teleworkers], catalogue.ReadElsewhere(Seals).Select(t => t.Key).Order(StringComparer.Ordinal));
        Assert.Empty(catalogue.ReadElsewhere(Teleworkers));
        Assert.Equal([Seals], catalogue.TopicsReading(Teleworkers));
        Assert.Equal([Seals], catalogue.TopicsReading("overtime"));
        Assert.Empty(catalogue.TopicsReading(Seals));
        var builtIn = ReferenceData.BuiltInCatalogue;
        Assert.Equal(["overtime", "staff"], builtIn.MeasuresOf(builtIn.Find("overtime_change")!));
        Assert.False(builtIn.IsAcrossTopics(builtIn.Find("overtime_change")!));
    }

    [Fact]
    public void What_comes_by_file_is_added_up_over_the_programme_where_an_indicator_asks_for_it()
    {
        Indicator[] ofProgramme = [.. new[] { "e_approval_documents", Seals }.Select(m =>
            Of(m, new(FormulaKind.RatioOfSums, m, "electronic", "total")) with { Bases = [Basis.Programme] })];
        Assert.Equal(["e_approval_documents"], CatalogueTopics.Cumulated(With(ofProgramme)));
        Assert.Empty(CatalogueTopics.Cumulated(With(ofProgramme[0] with { Bases = [Basis.Ytd] })));
    }

    [Fact]
    public void A_sheet_is_found_by_its_indicator()
    {
        var catalogue = ReferenceData.BuiltInCatalogue;
        Assert.All(catalogue.Sheets, s => Assert.Same(s, catalogue.SheetOf(s.Indicator)));
        Assert.Null(catalogue.SheetOf("nothing"));
    }

    private static Indicator Of(string id, Formula formula) =>
        new(id, id, id, "efficiency", "件", "cases", 1, false, [Basis.Month], Basis.Month, formula);

    private static Catalogue With(params Indicator[] indicators) => ReferenceData.BuiltInCatalogue with { Indicators = indicators };

    private static IEnumerable<bool> InEffect(Catalogue catalogue, Indicator indicator, params int[] years) =>
        years.Select(y => catalogue.IsInEffect(indicator, new FiscalYear(y)));

    private static IEnumerable<int> Compared(Catalogue catalogue, string topic, int year) =>
        catalogue.YearsComparedWith(topic, new(year)).Select(y => y.Value);
}
