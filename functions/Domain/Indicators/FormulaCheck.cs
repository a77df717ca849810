using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Domain.Messages;

namespace SmartToyonaka.Domain.Indicators;

/// <summary>Whether a formula has what its kind needs, and nothing else. Pure.</summary>
internal static class FormulaCheck
{
    private const int LeastSummands = 2, MostSummands = 20, MostOnTheWay = 200;

    private sealed record Fields(IReadOnlyList<string> Needed, IReadOnlyList<string> Allowed)
    {
        public IEnumerable<string> All => Needed.Concat(Allowed);

        // A time of a topic with a headcount: so many hours for each of those people.
        public static Fields Of(Formula f, bool isHoursPerPerson) => f.Kind switch
        {
            FormulaKind.CountOfInitiatives => new([], ["statuses"]),
            FormulaKind.Sum => new(["numerator"], []),
            FormulaKind.PerPerson => new(isHoursPerPerson ? ["numerator", "scope"] : ["numerator"], []),
            FormulaKind.SamePeriodChange when isHoursPerPerson => new(["numerator", "scope"], []),
            FormulaKind.SamePeriodChange => new(["numerator"], ["against"]),
            FormulaKind.ShareOfMeasures or FormulaKind.QuotientOfMeasures => new(["numerator", "denominatorMeasure", "denominator"], []),
            FormulaKind.DifferenceOfMeasures => new(["numerator", "denominator"], ["denominatorMeasure"]),
            FormulaKind.SumOfIndicators => new(["indicators"], []),
            _ => new(["numerator", "denominator"], []),
        };
    }

    /// <summary>What is wrong with the formula of an indicator, as it is in some year.</summary>
    /// <param name="c">The catalogue.</param>
    /// <param name="i">The indicator with that formula.</param>
    /// <param name="pointer">Where the formula is.</param>
    public static IReadOnlyList<CatalogueFault> Faults(Catalogue c, Indicator i, string pointer)
    {
        var f = i.Formula;
        if (c.MeasureSet.Find(f.Measure) is not { } measure)
        {
            return [new($"{pointer}/measure", CatalogueMessages.IndicatorMeasure(i.Id, f.Measure))];
        }

        var (fields, given) = (Fields.Of(f, c.MeasureSet.IsPerPerson(measure)), Given(f).ToList());
        var kind = Name(f.Kind);
        CatalogueFault[] wrong =
        [
            .. fields.Needed.Except(given).Select(n => new CatalogueFault(pointer, FormulaMessages.Missing(i.Id, kind, n, fields.All))),
            .. given.Except(fields.All)
                .Select(n => new CatalogueFault($"{pointer}/{n}", FormulaMessages.Unwanted(i.Id, kind, n, fields.All))),
        ];
        return wrong.Length > 0 ? wrong : f.Kind == FormulaKind.SumOfIndicators ? [.. OfSum(c, i, pointer)]
            : [.. OfMeasures(c, i, measure, pointer)];
    }

    /// <summary>True for formulas that read the months of one year and of the one that it is compared with, and none before.</summary>
    public static bool IsYearByYear(FormulaKind kind) => kind is FormulaKind.PerPerson or FormulaKind.SamePeriodChange
        or FormulaKind.MeanOfBureauRates or FormulaKind.PooledRate;

    private static IEnumerable<CatalogueFault> OfMeasures(Catalogue c, Indicator i, Measure measure, string pointer)
    {
        var f = i.Formula;
        var isOther = f.DenominatorMeasure.Length > 0;
        var second = isOther ? c.MeasureSet.Find(f.DenominatorMeasure) : measure;
        if ((f.Kind == FormulaKind.CountOfInitiatives) != (measure.Kind == MeasureKind.Register)
            || (IsYearByYear(f.Kind) && (measure.Kind != MeasureKind.Flow || measure.IsHeadcount)))
        {
            yield return new($"{pointer}/measure", FormulaMessages.MeasureKind(i.Id, Name(f.Kind), measure.Id, Needed(f.Kind)));
            yield break;
        }

        if (f.Kind == FormulaKind.PerPerson && c.MeasureSet.HeadsOf(measure) is null)
        {
            yield return new($"{pointer}/measure", FormulaMessages.NoHeads(i.Id, measure.Id));
        }

        if (f.Numerator.Length > 0 && !measure.Parts.Contains(f.Numerator))
        {
            yield return new($"{pointer}/numerator", FormulaMessages.Part(i.Id, "numerator", f.Numerator, measure.Id, measure.Parts));
        }

        if (second is null || (isOther && second.Kind == MeasureKind.Register)
            || (isOther && f.Kind != FormulaKind.DifferenceOfMeasures && second.Id == measure.Id))
        {
            yield return new($"{pointer}/denominatorMeasure", FormulaMessages.SecondMeasure(i.Id, Name(f.Kind), f.DenominatorMeasure));
        }
        else if (f.Denominator.Length > 0 && !second.Parts.Contains(f.Denominator))
        {
            yield return new($"{pointer}/denominator", FormulaMessages.Part(i.Id, "denominator", f.Denominator, second.Id, second.Parts));
        }

        if (f.Scope.Length > 0 && c.Scopes.All(s => s.Id != f.Scope))
        {
            yield return new($"{pointer}/scope", FormulaMessages.Scope(i.Id, f.Scope, c.Scopes.Select(s => s.Id)));
        }

        foreach (var fault in measure.Register is { } register ? Statuses(i, register, pointer) : [])
        {
            yield return fault;
        }
    }

    private static IEnumerable<CatalogueFault> Statuses(Indicator i, MeasureRegister register, string pointer)
    {
        var counted = i.Formula.Statuses ?? register.Counts;
        if (counted.Count == 0)
        {
            yield return new($"{pointer}/statuses", FormulaMessages.NoStatus(i.Id, register.Statuses));
        }
        else if (counted.FirstOrDefault(s => !register.Statuses.Contains(s, StringComparer.Ordinal)) is { } status)
        {
            yield return new($"{pointer}/statuses", FormulaMessages.Status(i.Id, status, register.Statuses));
        }
    }

    // Only what is added up by itself: so no indicator is a part of itself, however many hands it goes through.
    private static IEnumerable<CatalogueFault> OfSum(Catalogue c, Indicator i, string pointer)
    {
        var ids = i.Formula.Indicators!;
        if (ids.Count is < LeastSummands or > MostSummands || ids.Distinct().Count() < ids.Count)
        {
            yield return new($"{pointer}/indicators", FormulaMessages.Summands(i.Id, LeastSummands, MostSummands));
        }

        var cycle = new Lazy<IReadOnlyList<string>>(() => Cycle(c, i));
        foreach (var (at, id) in ids.Index())
        {
            var place = $"{pointer}/indicators/{at}";
            if (c.Find(id) is not { } part)
            {
                yield return new(place, FormulaMessages.NoSummand(i.Id, id));
            }
            else if (part.Formulas.Any(f => f.Kind == FormulaKind.SumOfIndicators))
            {
                yield return new(place, cycle.Value is [_, var first, ..] && first == id ? FormulaMessages.Cycle(i.Id, cycle.Value)
                    : FormulaMessages.SumOfSums(i.Id, id));
            }
            else if (part.Formulas.Any(f => f.Kind is not (FormulaKind.Sum or FormulaKind.CountOfInitiatives)) || part.Unit != i.Unit
                || !i.Bases.All(part.Bases.Contains))
            {
                yield return new(place, FormulaMessages.Summand(i.Id, id, i.Unit));
            }
        }

        if (!ids.Select(c.Find).OfType<Indicator>().Any(p => p.Formulas.Any(f => f.Measure == i.Formula.Measure)))
        {
            yield return new($"{pointer}/measure", FormulaMessages.SumMeasure(i.Id, i.Formula.Measure));
        }
    }

    // The shortest way from an indicator back to itself; empty where there is none. Each indicator on the way is looked at once, however
    // many sums lead to it; a longer way is told of as sums of sums.
    private static IReadOnlyList<string> Cycle(Catalogue c, Indicator from)
    {
        var cameFrom = new Dictionary<string, string>(StringComparer.Ordinal);
        var next = new Queue<Indicator>([from]);
        while (cameFrom.Count < MostOnTheWay && next.TryDequeue(out var at))
        {
            foreach (var part in at.Formulas.SelectMany(f => f.Indicators ?? []).Select(c.Find).OfType<Indicator>())
            {
                if (!cameFrom.TryAdd(part.Id, at.Id))
                {
                    continue;
                }

                if (part.Id == from.Id)
                {
                    return Way(part.Id);
                }

                next.Enqueue(part);
            }
        }

        return [];

        IReadOnlyList<string> Way(string end)
        {
            var way = new List<string> { end };
            do
            {
                way.Insert(0, cameFrom[way[0]]);
            }
            while (way[0] != end);

            return way;
        }
    }

    private static IEnumerable<string> Given(Formula f)
    {
        var fields = new (string Name, bool IsGiven)[]
        {
            ("numerator", f.Numerator.Length > 0), ("denominator", f.Denominator.Length > 0),
            ("denominatorMeasure", f.DenominatorMeasure.Length > 0), ("scope", f.Scope.Length > 0), ("statuses", f.Statuses is { Count: > 0 }),
            ("indicators", f.Indicators is not null), ("against", f.Against != ComparedYear.BaseYear),
        };
        return fields.Where(x => x.IsGiven).Select(x => x.Name);
    }

    private static string Name(FormulaKind kind) => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(kind.ToString());

    private static string Needed(FormulaKind kind) => kind == FormulaKind.CountOfInitiatives ? "register"
        : IsYearByYear(kind) ? "flow" : "stock, flow";
}
