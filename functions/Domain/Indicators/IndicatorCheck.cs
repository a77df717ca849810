using SmartToyonaka.Domain.Messages;

namespace SmartToyonaka.Domain.Indicators;

/// <summary>Whether the indicators of a catalogue can be computed, in each year as they are in it. Pure.</summary>
internal static class IndicatorCheck
{
    private const int FirstYear = 1950, LastYear = 2150;

    /// <summary>Everything that is wrong, with its place.</summary>
    public static IEnumerable<CatalogueFault> Faults(Catalogue c) =>
        c.Indicators.SelectMany((i, at) => OfIndicator(c, i, $"/indicators/{at}"));

    private static IEnumerable<CatalogueFault> OfIndicator(Catalogue c, Indicator i, string pointer)
    {
        foreach (var fault in FormulaCheck.Faults(c, i, $"{pointer}/formula").Concat(Bases(i, $"{pointer}/bases")))
        {
            yield return fault;
        }

        if (i.From is < FirstYear or > LastYear || i.Until is < FirstYear or > LastYear || i.From > i.Until)
        {
            yield return new($"{pointer}/until", FormulaMessages.Years(i.Id, FirstYear, LastYear));
        }

        var (state, last) = (i, i.From ?? int.MinValue);
        foreach (var (at, version) in i.Versions.Index())
        {
            var place = $"{pointer}/versions/{at}";
            state = version.On(state);
            foreach (var fault in OfVersion(c, i, version, last, place))
            {
                yield return fault;
            }

            if (version.Formula is not null)
            {
                foreach (var fault in FormulaCheck.Faults(c, state, $"{place}/formula").Concat(Bases(state, $"{place}/formula")))
                {
                    yield return fault;
                }
            }

            last = version.From;
        }
    }

    private static IEnumerable<CatalogueFault> OfVersion(Catalogue c, Indicator i, IndicatorVersion version, int last, string place)
    {
        if (version.From <= last || version.From is < FirstYear or > LastYear || version.From > i.Until)
        {
            yield return new($"{place}/from", FormulaMessages.VersionOrder(i.Id, version.From));
        }

        if (!version.IsChange)
        {
            yield return new(place, FormulaMessages.VersionEmpty(i.Id, version.From));
        }

        if (version.EndsTarget && version.Target is not null)
        {
            yield return new($"{place}/endsTarget", FormulaMessages.VersionTarget(i.Id, version.From));
        }

        if (version.Formula is { } f && c.MeasureSet.Find(i.Formula.Measure)?.Topic is { } topic
            && c.MeasureSet.Find(f.Measure)?.Topic is { } other && topic != other)
        {
            yield return new($"{place}/formula/measure", FormulaMessages.VersionTopic(i.Id, topic, other));
        }
    }

    private static IEnumerable<CatalogueFault> Bases(Indicator i, string pointer) =>
        i.Bases.Contains(Basis.Programme) && FormulaCheck.IsYearByYear(i.Formula.Kind)
            ? [new(pointer, CatalogueMessages.IndicatorProgramme(i.Id))] : [];
}
