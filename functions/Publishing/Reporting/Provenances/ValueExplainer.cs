using SmartToyonaka.Domain.Indicators;
using SmartToyonaka.Domain.Organisation;

namespace SmartToyonaka.Publishing.Reporting.Provenances;

/// <summary>Tells a value from its explanation. Pure.</summary>
internal static class ValueExplainer
{
    /// <summary>The value without departments and figures: what everybody may see.</summary>
    public static ValueProvenance Of(Catalogue catalogue, ValueQuery query, Explanation e, PublishedState? published)
    {
        var (i, v) = (e.Indicator, e.Value);
        var link = ProvenanceUrls.Value(query);
        return new(
            i.Id, new(i.NameJa, i.NameEn), ProvenanceCodes.Of(v.Basis), ProvenanceCodes.Of(v.Status), v.Month.FiscalYear.Value,
                v.Month.ToString(),
            (double?)v.Value, v.Value is { } value ? IndicatorText.Format(i, value) : "", new(i.Unit, i.UnitEn), (double?)v.Numerator,
                (double?)v.Denominator,
            FormulaText.Words(catalogue, i), FormulaText.Numbers(e), v.Reason.Code, new(v.Reason.Text, v.Reason.TextEn),
            new(e.From.ToString(), v.Month.ToString()), e.BaseFrom is { } from ? new(from.ToString(), e.BaseTo!.Value.ToString()) : null,
            v.UnitsReported, v.UnitsExpected, i.RulesVersion ?? catalogue.RulesVersion, query.AsOf, published,
            IndicatorSheets.Exclusions(catalogue, i), Totals(e), LeftOut(e), e.BureauxLeftOut, null, null, null,
                new(link.Self, link.Page, ProvenanceUrls.Sheet(i.Id)))
        {
            Carried = v.Carried,
            HeldValues = v.HeldValues,
        };
    }

    /// <summary>What each department adds, of those that the viewer may see.</summary>
    public static IReadOnlyList<DepartmentShare> Departments(ValueQuery query, IReadOnlyList<ObservationUse> uses, Register register,
        FigureExplainer explainer) =>
        [.. uses.GroupBy(u => u.Observation.Section, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g =>
        {
            var section = register.Get(g.Key, query.Month) ?? register.Newest(g.Key);
            return new DepartmentShare(g.Key, section?.Name ?? g.Key, section?.BureauName ?? "", Shares(g, explainer), g.Count(),
                ProvenanceUrls.Department(query, g.Key));
        })];

    /// <summary>The bureaux of a mean.</summary>
    public static IReadOnlyList<BureauRate>? Bureaux(Explanation e, Register register)
    {
        var groups = e.Operands.Where(o => o.Key.Group.Length > 0).ToLookup(o => o.Key.Group, StringComparer.Ordinal);
        return groups.Count == 0 ? null : [.. groups.OrderBy(g => g.Key, StringComparer.Ordinal).Select(g =>
        {
            var numerator = g.Where(o => o.Key.Role == OperandRole.Numerator).Sum(o => o.Total);
            var denominator = g.Where(o => o.Key.Role == OperandRole.Denominator).Sum(o => o.Total);
            return new BureauRate(g.Key, BureauName(g.First(), register), (long)numerator, (long)denominator,
                (double)(100 * numerator / denominator));
        })];
    }

    private static string BureauName(Operand operand, Register register) =>
        operand.Contributions.Select(c => register.Get(c.Observation.Section, c.Observation.Month)).OfType<Section>()
            .LastOrDefault()?.BureauName ?? operand.Key.Group;

    // Adding up months of small groups would disclose them: a sum is shown only where all its summands are.
    private static IReadOnlyList<OperandShare> Shares(IEnumerable<ObservationUse> uses, FigureExplainer explainer) =>
        [.. uses.SelectMany(u => u.Observation.Initiative is not null
                ? u.IsCounted ? [(Key: (u.Side, OperandRole.Numerator), Value: 1L, IsShown: true)] : []
                : u.Counted.Select(c => (Key: (u.Side, c.Value), Value: c.Key.Value, IsShown: explainer.Shows(u.Observation, c.Key))))
            .GroupBy(c => c.Key).OrderBy(g => g.Key.Side).ThenBy(g => g.Key.Item2)
            .Select(g => new OperandShare(ProvenanceCodes.Of(g.Key.Item2), ProvenanceCodes.Of(g.Key.Side), g.All(c => c.IsShown)
                ? g.Sum(c => c.Value) : null))];

    private static IReadOnlyList<OperandTotal> Totals(Explanation e)
    {
        var (numerator, denominator) = FormulaText.Parts(e.Indicator);
        return [.. e.Operands.GroupBy(o => (o.Key.Side, o.Key.Role)).OrderBy(g => g.Key.Side).ThenBy(g => g.Key.Role)
            .Select(g => new OperandTotal(
            ProvenanceCodes.Of(g.Key.Role), ProvenanceCodes.Of(g.Key.Side), g.Key.Role == OperandRole.Numerator ? numerator
                : denominator, (long)g.Sum(o => o.Total), g.Sum(o => o.Contributions.Count)))];
    }

    private static IReadOnlyList<ExclusionCount> LeftOut(Explanation e) =>
        [.. e.LeftOut.GroupBy(l => l.Reason).OrderBy(g => g.Key)
            .Select(g => new ExclusionCount(ProvenanceCodes.Of(g.Key), FormulaText.Because(g.Key), g.Count()))];
}
