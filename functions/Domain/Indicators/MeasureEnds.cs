using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Domain.Messages;

namespace SmartToyonaka.Domain.Indicators;

/// <summary>What nobody owes any more, because it is not collected any more. Pure.</summary>
internal static class MeasureEnds
{
    private const int FirstYear = 1950, LastYear = 2150;

    /// <summary>The obligations, none of them beyond the last fiscal year of its measure.</summary>
    public static IReadOnlyList<Obligation> Of(IReadOnlyList<Obligation> owed, IReadOnlyList<Measure> measures)
    {
        var ends = measures.Where(m => m.Until is not null)
            .ToDictionary(m => m.Id, m => new FiscalYear(m.Until!.Value).Last, StringComparer.Ordinal);
        return ends.Count == 0 ? owed : [.. owed.Select(o => Ended(o, ends)).OfType<Obligation>()];
    }

    /// <summary>What is wrong with the years in which measures and their numbers are collected, with its place.</summary>
    public static IEnumerable<CatalogueFault> Faults(Catalogue c) => c.Measures.Index()
        .SelectMany(m => OfMeasure(m.Item, isShipped: !c.OnlyListed && MeasureSet.Shipped.Find(m.Item.Id) is not null, $"/measures/{m.Index}"));

    private static IEnumerable<CatalogueFault> OfMeasure(MeasureEntry m, bool isShipped, string pointer)
    {
        if (m.Until is < FirstYear or > LastYear)
        {
            yield return new($"{pointer}/until", FormulaMessages.Years(m.Id, FirstYear, LastYear));
        }

        var hasBegun = false;
        foreach (var (at, part) in m.Parts.Index().Where(p => p.Item.From is not null || p.Item.Until is not null || hasBegun))
        {
            var place = $"{pointer}/parts/{at}";
            if (part.From is < FirstYear or > LastYear || part.Until is < FirstYear or > LastYear || part.From > part.Until)
            {
                yield return new($"{place}/until", FormulaMessages.Years($"{m.Id}.{part.Id}", FirstYear, LastYear));
            }

            if (isShipped)
            {
                yield return new(place, FormulaMessages.EndsBuiltIn(m.Id));
            }
            else if ((hasBegun && part.From is null) || (at == 0 && part.From is not null))
            {
                yield return new(place, FormulaMessages.PartFrom(m.Id, part.Id));
            }

            hasBegun |= part.From is not null;
        }

        if (m.Parts.Count > 0 && m.Parts.All(p => p.From is not null || p.Until is not null))
        {
            yield return new($"{pointer}/parts", FormulaMessages.AllPartsEnd(m.Id));
        }
    }

    private static Obligation? Ended(Obligation o, Dictionary<string, FiscalMonth> ends) =>
        !ends.TryGetValue(o.Measure, out var end) || (FiscalMonth.TryParseIso(o.Until ?? "", out var until) && until <= end) ? o
            : FiscalMonth.TryParseIso(o.From, out var from) && from > end ? null
            : o with { Until = end.ToString() };
}
