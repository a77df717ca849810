using CsCheck;
using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Domain.Indicators;
using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Intake.Reference;
using SmartToyonaka.Intake.Submissions;

namespace SmartToyonaka.Tests.Intake.Review;

/// <summary>Of any slips in any order none counts; and nobody but those who owe a measure can say anything of it.</summary>
public sealed class SlipPropertyTests
{
    private const string Section = "0213", Measure = "online_procedures";

    private static readonly DateTimeOffset Begun = new(2021, 7, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly FiscalMonth[] Months = [new(2020, 6), new(2020, 12), new(2021, 6), new(2021, 9), new(2021, 12)];

    // Ten and a hundred times as much, a tenth, digits typed twice, nought; and, in between, what is right.
    private static readonly Func<long, long>[] Slips = [v => v * 10, v => v * 100, v => v / 10, v => (v * 1000) + v, _ => 0, v => v];
    private static readonly long[] Right = [110, 115, 120];

    private static readonly Gen<(int Month, int Slip, bool Both, bool Planned)[]> Sequences =
        Gen.Select(Gen.Int[0, Months.Length - 1], Gen.Int[0, Slips.Length - 1], Gen.Bool, Gen.Bool).Array[1, 12];

    [Fact]
    public void No_sequence_of_slips_changes_what_holds_without_a_confirmation() => Sequences.Sample(
        slips =>
        {
            var ledger = new List<Observation>();
            for (var i = 0; i < Right.Length; i++)
            {
                Say(ledger, Months[i], Right[i], 130, FigureStatus.Actual);
            }

            var before = Holds(ledger);
            foreach (var (month, slip, both, planned) in slips)
            {
                // What is right is said only of months of which it was said before: of others it is news.
                var right = month < Right.Length ? Right[month] : 120;
                var (online, eligible) = (Slips[slip](right), both ? Slips[slip](130) : 130);
                if ((slip == Slips.Length - 1 && month >= Right.Length) || online > eligible)
                {
                    continue;
                }

                var isPlan = planned && slip != Slips.Length - 1;
                Say(ledger, Months[month], online, eligible, isPlan ? FigureStatus.Planned : FigureStatus.Actual);
            }

            Assert.Equal(before, Holds(ledger));
        },
        iter: 2_000);

    [Fact]
    public void Nobody_says_anything_of_a_measure_but_those_who_owe_it()
    {
        var owners = new MeasureOwners(ReferenceData.BuiltInCatalogue, ReferenceData.BuiltInRegister);
        var rules = new SubmissionRules(ReferenceData.BuiltInRegister) { Owners = owners };
        var refused = 0;
        foreach (var month in Months)
        {
            foreach (var section in ReferenceData.BuiltInRegister.In(month))
            {
                foreach (var measure in BuiltInMeasures.OfForms)
                {
                    var fields = measure.Parts.Select(p => KeyValuePair.Create($"{measure.Id}.{p}", "149"));
                    var check = SubmissionCheck.Check(
                        FormSubmission.Read([new("department", section.Code), new("month", month.ToString()), .. fields]), rules);
                    if (owners.Owes(measure.Id, section.Code, month))
                    {
                        Assert.NotNull(check.Submission);
                        continue;
                    }

                    Assert.Null(check.Submission);
                    Assert.Equal("measure_not_owed", Assert.Single(check.Errors).Code);
                    refused++;
                }
            }
        }

        Assert.True(refused > 100, $"{refused}");
    }

    // As the door does, but that the ledger is a list.
    private static void Say(List<Observation> ledger, FiscalMonth month, long online, long eligible, FigureStatus status)
    {
        var said = new Observation(
            Measure, Section, month, status, [new(Dimensions.None, "online", online), new(Dimensions.None, "eligible", eligible)], null,
            new(Source.Submission, "", ""), default);
        var known = PriorValuesReader.OfFigure(said, s => ledger.Where(o => o.Section == s), ReferenceData.BuiltInRegister);
        var submission = new Submission("", "", Section, month, status, [said]);
        var taken = AcceptedSubmission.Of(
            submission, [known], ReferenceData.BuiltInCatalogue, $"s{ledger.Count}", null, Begun.AddMinutes(ledger.Count));
        ledger.AddRange(taken.Entries);
    }

    private static string Holds(IEnumerable<Observation> ledger) => string.Join(
        '\n', EffectiveObservations.Of(ledger).OrderBy(o => o.Key.ToString(), StringComparer.Ordinal)
            .Select(o => $"{o.Month} {o.Status}: {string.Join(' ', o.Cells.Select(c => $"{c.Part} {c.Value}"))}"));
}
