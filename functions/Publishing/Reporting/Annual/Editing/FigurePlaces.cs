using SmartToyonaka.Domain;
using SmartToyonaka.Domain.Indicators;
using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Intake.Reference;

namespace SmartToyonaka.Publishing.Reporting.Annual.Editing;

/// <summary>A place of a figure that can be put into a text.</summary>
/// <param name="Code">As texts write it: <c>{rpa_ai_ocr_tasks@previous}</c>.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Text">What it prints now.</param>
/// <param name="Figure">The same, read.</param>
public sealed record FigurePlace(string Code, BilingualText Name, string Text, TemplateFigure Figure);

/// <summary>The places of figures of some indicators, with what they print now.</summary>
internal sealed class FigurePlaces(ReportData data)
{
    private readonly FigureFormatter formatter = new(data, english: false);

    private Catalogue Catalogue => data.Reference.Catalogue;

    /// <summary>The places worth offering: what has a value, targets, and the newest value in any case.</summary>
    public IReadOnlyList<FigurePlace> Of(IEnumerable<string> indicators) =>
        [.. indicators.Select(Catalogue.Find).OfType<Indicator>().SelectMany(Codes).Select(Place).OfType<FigurePlace>()];

    private static IEnumerable<string> Codes(Indicator i)
    {
        var (id, isShare) = (i.Id, i.Unit == "%");
        yield return id;
        yield return id + ":planned";
        yield return id + "@previous";
        yield return id + "@base";
        foreach (var basis in i.Bases.Where(b => b != i.HeadlineBasis))
        {
            yield return $"{id}:{basis.ToString().ToLowerInvariant()}";
        }

        if (isShare)
        {
            yield return id + "#whole";
            yield return id + "@previous#whole";
        }

        if (isShare && i.Formula.Denominator.Length > 0)
        {
            yield return id + "#numerator";
            yield return id + "#denominator";
            yield return id + ":planned#numerator";
            yield return id + "@previous#numerator";
        }

        yield return id + "#target";
        yield return id + "#asof";
        yield return id + "#span";
    }

    private FigurePlace? Place(string code)
    {
        var figure = ReportTemplate.Parse($"{{{code}}}", Catalogue).Pieces[0].Figure!;
        var isTarget = figure.Part == TemplatePart.Target;
        var isThere = isTarget ? Catalogue.Find(figure.Indicator)?.Target is not null : formatter.Find(figure) is not null;
        var isNewest = figure is { Time: TemplateTime.Latest, Basis: null, Status: FigureStatus.Actual, Part: TemplatePart.Text };
        return isThere || isNewest ? new($"{{{code}}}", FigureNames.Of(figure, Catalogue), formatter.Print(figure).Text, figure) : null;
    }
}
