using System.Globalization;
using SmartToyonaka.Domain.Indicators;
using SmartToyonaka.Publishing.Pages.Provenances;
using SmartToyonaka.Publishing.Reporting.Overviews;

namespace SmartToyonaka.Publishing.Pages.Figures;

/// <summary>
/// An indicator bureau by bureau, as a table whose bars begin at zero: drawn by the server, so that it is there without scripts and on
/// paper.
/// </summary>
internal static class BureauPart
{
    // Room for a bar, in the units of the drawing.
    private const int Width = 200, Height = 12;

    /// <summary>The indicators of a group that have values by bureau.</summary>
    public static Markup Of(PageViewer r, IReadOnlyList<IndicatorSummary> figures,
        IReadOnlyDictionary<string, IReadOnlyList<BureauFigure>> bureaux) => Markup.Of($"""
        <div class="bureaux">{figures.Where(f => bureaux.ContainsKey(f.Indicator.Id)).Select(f => One(r, f, bureaux[f.Indicator.Id]))}</div>
        """);

    private static Markup One(PageViewer r, IndicatorSummary f, IReadOnlyList<BureauFigure> bureaux)
    {
        var (name, month) = (ValueParts.Name(r, f.Indicator), r.Month(f.Value!.Month));
        var title = r.Of($"{name} 部局別({month})", $"{name} by bureau ({month})");
        var values = bureaux.Select(b => b.Value ?? 0).Append(0).ToList();
        var (least, most) = (values.Min(), values.Max());
        return Markup.Of($"""
            <details class="bureau"><summary>{title}</summary>
            {r.Table($"bureaux-{f.Indicator.Id}", title, Markup.Of($"""
            {Head(r, f.Indicator)}
            <tbody>{bureaux.Select(b => Row(r, b, least, most))}</tbody>
            """), "headlines")}
            </details>
            """);
    }

    private static Markup Head(PageViewer r, Indicator i) => Markup.Of($"""
        <thead><tr><th scope="col">{r.Of("部局", "Bureau")}</th><th scope="col" class="number">{r.Of($"値({ValueParts.Unit(r, i)})", $"Value ({ValueParts.Unit(r, i)})")}</th><th scope="col">{r.Of("0からの長さ、または値がない理由", "Length from zero, or why there is no value")}</th><th scope="col">{r.Of("基準年度の同じ月から", "Against the base year")}</th></tr></thead>
        """);

    private static Markup Row(PageViewer r, BureauFigure b, double least, double most) => Markup.Of($"""
        <tr><th scope="row">{b.Name}</th><td class="number">{(b.Value is null ? "–" : PageText.Grouped(b.Text))}</td><td>{(b.Value is { } value ? Bar(value, least, most) : Markup.Of($"<small>{r.Of(b.Reason ?? new("値がありません", "no value"))}</small>"))}</td><td>{(b.Change is { } change ? r.Of(change) : "–")}</td></tr>
        """);

    private static Markup Bar(double value, double least, double most)
    {
        var scale = most > least ? Width / (most - least) : 0;
        var (from, to) = (Math.Min(value, 0) - least, Math.Max(value, 0) - least);
        return Markup.Of($"""<svg class="bar" viewBox="0 0 {Width} {Height}" preserveAspectRatio="none" aria-hidden="true"><rect x="{Number(from * scale)}" width="{Number(Math.Max(0.5, (to - from) * scale))}" height="{Height}"/></svg>""");
    }

    private static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
