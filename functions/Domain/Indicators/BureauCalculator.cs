using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Domain.Indicators.Formulas;
using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Domain.Messages;
using SmartToyonaka.Domain.Organisation;

namespace SmartToyonaka.Domain.Indicators;

/// <summary>
/// Computes the indicators of sections' figures by bureau. A month's figures belong to the bureau of the section in that month; the base
/// year's to the bureau that does the section's work now. Pure.
/// </summary>
public static class BureauCalculator
{
    private const int ShownPredecessors = 20;

    /// <summary>True when an indicator is published by bureau: overtime per person and the rate of electronic approval.</summary>
    public static bool IsByBureau(Indicator indicator) => indicator.Formulas.Any(IsByBureau);

    /// <summary>True when values of a formula are published by bureau.</summary>
    public static bool IsByBureau(Formula formula) => formula is { Kind: FormulaKind.PerPerson, Scope.Length: > 0 }
        or { Kind: FormulaKind.MeanOfBureauRates };

    /// <summary>The values of a topic's indicators in a fiscal year, by indicator, bureau, basis and month.</summary>
    public static IReadOnlyList<BureauValue> Compute(Catalogue catalogue, string topic, YearFigures figures) =>
        [.. catalogue.OfTopic(topic).Where(i => catalogue.IsInEffect(i, figures.Year)).Select(i => i.In(figures.Year)).Where(IsByBureau)
            .SelectMany(i => Compute(catalogue, i, figures))];

    private static IEnumerable<BureauValue> Compute(Catalogue catalogue, Indicator indicator, YearFigures figures)
    {
        var kind = Kind.Of(catalogue, indicator, figures);
        var shift = 12 * (figures.Year.Value - catalogue.BaseFiscalYear);
        var months = figures.Year.Months.Where(m => m <= figures.LastMonth).SelectMany(m => BureauxIn(m, shift, figures.Register, kind))
            .ToList();
        foreach (var ofMonth in months.GroupBy(m => m.Month))
        {
            Withhold([.. ofMonth], catalogue.SmallGroup);
        }

        return from bureau in months.GroupBy(m => m.Code, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal)
               from basis in indicator.Bases.Where(b => b != Basis.Programme)
               from month in figures.Year.Months.Where(m => m <= figures.LastMonth)
               let span = bureau.Where(b => basis == Basis.Month ? b.Month == month : b.Month <= month).ToList()
               where span.Count > 0
               select Value(indicator.Id, basis, month, span, shift, kind);
    }

    private static IEnumerable<BureauMonth> BureauxIn(FiscalMonth month, int shift, Register register, Kind kind)
    {
        foreach (var bureau in register.In(month).Where(kind.Counts).GroupBy(s => s.BureauCode, StringComparer.Ordinal))
        {
            var sections = bureau.ToList();
            var then = month.AddMonths(-Math.Max(shift, 0));
            var origins = shift > 0 ? register.Lineage.Origins(sections, month, then) : new([], []);
            var counted = origins with
            {
                Sections = [.. origins.Sections.Where(kind.Counts)],
                Shared = [.. origins.Shared.Where(kind.Counts)]
            };
            yield return new(
                bureau.Key, sections[0].BureauName, month, sections, counted,
                shift > 0 ? [.. sections.Where(s => register.Lineage.Origins([s], month, then).Sections.Count == 0)] : [],
                kind.Numbers.Of(sections, month), shift > 0 ? kind.Numbers.Of(counted.Sections, then) : new(0, 0, [], []));
        }
    }

    // A bureau's value discloses the sum of its withheld groups, since its other groups are published; all published bureaux together with
    // the city's total disclose the sum of the others. Neither sum may determine the size of a small group.
    private static void Withhold(IReadOnlyList<BureauMonth> bureaux, int smallGroup)
    {
        foreach (var b in Telling(bureaux, b => b.Now.Withheld, smallGroup))
        {
            b.IsNowWithheld = true;
        }

        foreach (var b in Telling(bureaux, b => b.Then.Withheld, smallGroup))
        {
            b.IsThenWithheld = true;
        }
    }

    private static List<BureauMonth> Telling(IReadOnlyList<BureauMonth> bureaux, Func<BureauMonth, IReadOnlyList<long>> groups,
        int smallGroup)
    {
        var withGroups = bureaux.Where(b => groups(b).Count > 0).ToLookup(b => SuppressedGroups.AreAmbiguous(groups(b), smallGroup));
        var withheld = withGroups[false].ToList();

        // Bureaux of equal size are withheld together: the choice must not depend on the code.
        foreach (var next in withGroups[true].GroupBy(b => groups(b).Sum()).OrderBy(g => g.Key))
        {
            if (withheld.Count == 0 || SuppressedGroups.AreAmbiguous([.. withheld.SelectMany(groups)], smallGroup))
            {
                break;
            }

            withheld.AddRange(next);
        }

        return withheld;
    }

    private static BureauValue Value(string indicator, Basis basis, FiscalMonth month, IReadOnlyList<BureauMonth> span, int shift,
        Kind kind)
    {
        var now = Now(month, span, kind);
        var then = Then(span, shift, kind);
        var open = span.FirstOrDefault(m => m.Now.Missing.Count > 0);
        decimal? change = now.Value is not null && then.Value is not null && open is null ? kind.Change(now, then) : null;
        if (change is null && now.Value is not null && then.Value is not null)
        {
            then = then with { Reason = open is null ? Reason.ZeroBase : Reason.SectionsMissing(open.Month, open.Now.Missing) };
        }

        var owed = span.SelectMany(m => m.Sections.Select(s => (s.Code, Reported: kind.Numbers.HasReported(s, m.Month))))
            .GroupBy(x => x.Code).ToList();
        return new(
            indicator, span[^1].Code, span[^1].Name, basis, month, now, then, change, Predecessors(span),
                owed.Count(g => g.All(x => x.Reported)), owed.Count);
    }

    private static Quotient Now(FiscalMonth month, IReadOnlyList<BureauMonth> span, Kind kind) => span switch
    {
        _ when !kind.IsReported(month) => Quotient.None(Reason.NotReported(month)),
        _ when kind.MustBeClosed is { } of && span.FirstOrDefault(m => m.Now.Missing.Count > 0) is { } open =>
            Quotient.None(Reason.MonthNotClosed(open.Month, of.Amount, of.Headcount, open.Now.Missing)),
        _ when span.All(m => m.Now.Missing.Count == m.Sections.Count) =>
            Quotient.None(Reason.SectionsMissing(span[0].Month, span[0].Now.Missing)),
        _ when span.Any(m => m.IsNowWithheld) => Quotient.None(Reason.SmallGroup),
        _ => kind.Divide(span.Sum(m => m.Now.Numerator), span.Sum(m => m.Now.Denominator)),
    };

    private static Quotient Then(IReadOnlyList<BureauMonth> span, int shift, Kind kind) => span switch
    {
        _ when shift <= 0 => Quotient.None(Reason.NotAfterBaseYear),
        _ when span.FirstOrDefault(m => m.Origins.Shared.Count > 0) is { } split =>
            Quotient.None(Reason.SplitSince(split.Month.AddMonths(-shift), [.. split.Origins.Shared.Select(s => s.Name)])),
        _ when span.FirstOrDefault(m => m.Origins.Sections.Count == 0) is { } young =>
            Quotient.None(Reason.NoPredecessor(young.Month.AddMonths(-shift))),
        _ when span.FirstOrDefault(m => m.Then.Missing.Count > 0) is { } open =>
            Quotient.None(Reason.SectionsMissing(open.Month.AddMonths(-shift), open.Then.Missing)),
        _ when span.Any(m => m.IsThenWithheld) => Quotient.None(Reason.SmallGroup),
        _ => kind.Divide(span.Sum(m => m.Then.Numerator), span.Sum(m => m.Then.Denominator)),
    };

    private static string Predecessors(IReadOnlyList<BureauMonth> span)
    {
        var before = span.SelectMany(m => m.Predecessors).Distinct().Order(StringComparer.Ordinal).ToList();
        var young = span.SelectMany(m => m.New.Select(s => ReasonMessages.NewSection(s.Code, s.Name))).Distinct().Order(
            StringComparer.Ordinal);
        var all = before.Concat(young).ToList();
        return ReasonMessages.Sections([.. all.Take(ShownPredecessors)], all.Count);
    }

    /// <summary>What differs between hours per person and rates.</summary>
    /// <param name="Numbers">What is added up of a section and month.</param>
    /// <param name="Counts">Which sections are counted.</param>
    /// <param name="IsReported">Whether anybody has reported a month.</param>
    /// <param name="MustBeClosed">What a value needs of all sections; null where it does with what there is.</param>
    /// <param name="Divide">The value of sums.</param>
    /// <param name="Change">Now against then; null where it cannot be said.</param>
    private sealed record Kind(
        SectionNumbers Numbers, Func<Section, bool> Counts, Func<FiscalMonth, bool> IsReported, PerPersonMeasures? MustBeClosed,
        Func<decimal, decimal, Quotient> Divide, Func<Quotient, Quotient, decimal?> Change)
    {
        private const decimal MinutesPerHour = 60;

        public static Kind Of(Catalogue catalogue, Indicator indicator, YearFigures figures) =>
            indicator.Formula.Kind == FormulaKind.PerPerson
            ? PerPerson(catalogue, indicator.Formula, figures)
            : Rate(indicator.Formula, figures);

        private static Kind PerPerson(Catalogue catalogue, Formula formula, YearFigures figures)
        {
            var (scope, of) = (catalogue.Scope(formula.Scope), PerPersonMeasures.Of(formula, catalogue.MeasureSet));
            var withheld = new Dictionary<FiscalMonth, SuppressedGroups>();
            return new(new(figures, [of.Amount.Id, of.Headcount.Id], Count), _ => true, _ => true, MustBeClosed: of,
                Divide, Change);

            (decimal, decimal, IReadOnlyList<long>) Count(Observation o)
            {
                if (o.Measure == of.Amount.Id)
                {
                    return (o.Cells.Where(c => scope.CountsMinutes(c.Dimensions)).Sum(c => (decimal)c.Value), 0, []);
                }

                if (!withheld.TryGetValue(o.Month, out var ofMonth))
                {
                    withheld[o.Month] = ofMonth = SuppressedGroups.Of(figures.In(of.Headcount.Id, o.Month, FigureStatus.Actual),
                        catalogue);
                }

                var people = o.Cells.Where(c => scope.CountsPeople(c.Dimensions)).ToList();
                return (0, people.Sum(c => (decimal)c.Value), [.. people.Where(c => ofMonth.Contains(o, c)).Select(c => c.Value)]);
            }

            static Quotient Divide(decimal minutes, decimal heads) =>
                heads == 0 ? new(null, minutes, heads, Reason.ZeroDenominator)
                    : new(minutes / (heads * MinutesPerHour), minutes, heads, Reason.None);

            // One division, as for the city.
            static decimal? Change(Quotient now, Quotient then)
            {
                var (a, b) = (now.Numerator!.Value * then.Denominator!.Value, then.Numerator!.Value * now.Denominator!.Value);
                return b == 0 ? null : 100 * (a - b) / b;
            }
        }

        private static Kind Rate(Formula formula, YearFigures figures) => new(
            new(figures, [formula.Measure], o => (o.Value(formula.Numerator) ?? 0, o.Value(formula.Denominator) ?? 0, [])),
            s => !s.IsHospitalMedical, m => figures.In(formula.Measure, m, FigureStatus.Actual).Any(), MustBeClosed: null,
            (electronic, total) => total == 0 ? new(null, electronic, total, Reason.ZeroDenominator)
                : new(100 * electronic / total, electronic, total, Reason.None),
            (now, then) => now.Value - then.Value);
    }
}
