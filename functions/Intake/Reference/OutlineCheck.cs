using SmartToyonaka.Domain.Indicators;
using SmartToyonaka.Intake.Messages;

namespace SmartToyonaka.Intake.Reference;

/// <summary>What is wrong with an outline whose shape is right: everything that it names has to be there. Pure.</summary>
public static class OutlineCheck
{
    /// <summary>Everything that is wrong.</summary>
    public static IEnumerable<ReportTextFault> Faults(ReportOutline outline, Catalogue catalogue)
    {
        var ids = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (at, m) in outline.Measures.Index())
        {
            if (!ids.Add(m.Id))
            {
                yield return new($"/measures/{at}/id", OutlineMessages.PartTwice(m.Id));
            }

            foreach (var fault in Faults(m, catalogue))
            {
                yield return fault with { Pointer = $"/measures/{at}{fault.Pointer}" };
            }
        }

        foreach (var (at, id) in outline.Omitted.Index().Where(o => catalogue.Find(o.Item) is null))
        {
            yield return new($"/omitted/{at}", OutlineMessages.IndicatorUnknown(id));
        }
    }

    private static IEnumerable<ReportTextFault> Faults(OutlineMeasure m, Catalogue catalogue)
    {
        if (catalogue.Groups.All(g => g.Id != m.Group))
        {
            yield return new("/group", OutlineMessages.GroupUnknown(m.Group, catalogue.Groups.Select(g => g.Id)));
        }

        if (m.From > m.Until)
        {
            yield return new("/until", OutlineMessages.EndsBeforeItBegins);
        }

        if (m.IndicatorsIn(catalogue).Count == 0 && m.Done.All(d => OutlineMeasure.IsPlace(d)
            || ReportTemplate.FaultOf(d.Ja, catalogue) is null))
        {
            yield return new("", OutlineMessages.SaysNothing(m.Id));
        }

        foreach (var (at, register) in m.Registers.Index())
        {
            if (OfRegister(m, register, at, catalogue) is { } fault)
            {
                yield return fault;
            }
        }

        foreach (var (at, headline) in m.Headlines.Index().Where(h => catalogue.Find(h.Item.Indicator) is null))
        {
            yield return new($"/headlines/{at}/indicator", OutlineMessages.IndicatorUnknown(headline.Indicator));
        }

        foreach (var (pointer, line) in m.Templates())
        {
            if (OfLine(line, catalogue) is { } fault)
            {
                yield return fault with { Pointer = pointer + fault.Pointer };
            }
        }

        foreach (var (at, line) in m.Done.Index().Where(d => OutlineMeasure.IsPlace(d.Item) && d.Item.Ja != OutlineMeasure.Texts
            && !m.Registers.Any(r => d.Item.Ja == "@" + r.Indicator)))
        {
            yield return new($"/done/{at}", OutlineMessages.PlaceUnknown(line.Ja));
        }
    }

    // The page in English says what the one in Japanese says: of the same figures, and left out where that is.
    private static ReportTextFault? OfLine(OutlineText line, Catalogue catalogue)
    {
        if (ReportTemplate.FaultOf(line.Ja, catalogue) is { } inJapanese)
        {
            return new("", inJapanese);
        }

        if (line.En is null)
        {
            return null;
        }

        return ReportTemplate.FaultOf(line.En, catalogue) is { } inEnglish ? new("/en", inEnglish)
            : Asked(line.Ja) == Asked(line.En) ? null : new("/en", OutlineMessages.EnglishDiffers);

        string Asked(string text)
        {
            var template = ReportTemplate.Parse(text, catalogue);
            return $"{template.IsOptional} {template.IsOtherwise} " + string.Join(' ', template.Pieces.Select(p => p.Figure?.ToString())
                .OfType<string>().Order(StringComparer.Ordinal));
        }
    }

    private static ReportTextFault? OfRegister(OutlineMeasure m, OutlineRegister register, int at, Catalogue catalogue) =>
        catalogue.Find(register.Indicator) is not { } indicator
            ? new($"/registers/{at}/indicator", OutlineMessages.IndicatorUnknown(register.Indicator))
        : indicator.Formulas.Any(f => f.Kind != FormulaKind.CountOfInitiatives)
            ? new($"/registers/{at}/indicator", OutlineMessages.NoRegister(register.Indicator))
        : m.Registers.Take(at).Any(r => r.Indicator == register.Indicator)
            ? new($"/registers/{at}/indicator", OutlineMessages.RegisterTwice(register.Indicator)) : null;
}
