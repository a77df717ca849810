using SmartToyonaka.Domain;
using SmartToyonaka.Domain.Indicators;
using SmartToyonaka.Publishing.Messages;

namespace SmartToyonaka.Publishing.Reporting.Annual;

/// <summary>What names something that a report says, in every report of its year.</summary>
/// <param name="Kind"><c>figure</c>, <c>initiative</c>, <c>target</c> or <c>text</c>.</param>
/// <param name="Measure">The name of the measure in which it stands.</param>
/// <param name="Key">The figure's key, the initiative, or the measure.</param>
internal readonly record struct StatementKey(string Kind, string Measure, string Key);

/// <summary>Something that a report says.</summary>
/// <param name="Text">As programs compare it.</param>
/// <param name="Shown">As people read it.</param>
/// <param name="Figure">What it is, of a figure.</param>
internal readonly record struct ReportStatement(string Text, BilingualText Shown, ReportFigure? Figure)
{
    /// <summary>What a report says that does not say it.</summary>
    public static ReportStatement Nothing { get; } = new("", new("", ""), null);
}

/// <summary>Everything that a report says, each thing by a key that stays the same when its value does not. Pure.</summary>
internal static class ReportStatements
{
    /// <summary>The statements in the report's order.</summary>
    /// <param name="report">The report.</param>
    /// <param name="english">The same in English; null where there is none: then people read the Japanese.</param>
    /// <param name="catalogue">Says how a figure's day is given.</param>
    public static IReadOnlyList<(StatementKey Key, ReportStatement Said)> Of(AnnualReport report, AnnualReport? english,
        Catalogue catalogue)
    {
        var inEnglish = english is null ? [] : Texts(english).DistinctBy(t => (t.Key.Kind, t.Key.Key))
            .ToDictionary(t => (t.Key.Kind, t.Key.Key), t => t.Text);
        return [.. Texts(report).DistinctBy(t => t.Key).Select(t =>
        {
            var text = new BilingualText(t.Text, inEnglish.GetValueOrDefault((t.Key.Kind, t.Key.Key), t.Text));
            return (t.Key, t.Figure is { } figure ? Of(text, figure, catalogue) : new(t.Text, text, null));
        })];
    }

    private static ReportStatement Of(BilingualText text, ReportFigure figure, Catalogue catalogue) => new(
        figure.Month.Length > 0 ? $"{text.Ja}（{figure.Month}）" : text.Ja,
        ReportDifferenceMessages.Value(text, FigureNames.When(figure, catalogue)), figure);

    private static IEnumerable<(StatementKey Key, string Text, ReportFigure? Figure)> Texts(AnnualReport report)
    {
        var said = new List<(StatementKey, string, ReportFigure?)>
        {
            (new("text", "", "purpose"), string.Join('\n', report.Purpose), null),
            (new("text", "", "period"), report.Period.ToString(), null),
        };
        foreach (var m in report.Groups.SelectMany(g => g.Measures))
        {
            said.Add((new("target", m.Name, m.Id), string.Join('\n', m.Targets), null));
            said.AddRange(AnnualReport.LinesOf(m).SelectMany(l => l.Runs).Where(r => r.Figure is not null)
                .Select(r => (new StatementKey("figure", m.Name, r.Figure!.Key), r.Text, (ReportFigure?)r.Figure)));
            said.AddRange(m.Registers.SelectMany(r => r.Entries)
                .Select(e => (new StatementKey("initiative", m.Name, $"{e.Category}|{e.Name}|{e.Department}"),
                    $"{e.Status}（{e.Since}）{(e.Partners.Length > 0 ? " " + e.Partners : "")}", (ReportFigure?)null)));
            said.Add((new("text", m.Name, m.Id), string.Join('\n', m.Planned.Concat(m.Done).Concat(m.Next).Select(Prose)), null));
        }

        said.Add((new("text", "", "notes"), string.Join('\n', report.Notes), null));
        return said;
    }

    // Figures are compared as figures.
    private static string Prose(ReportLine line) => string.Concat(line.Runs.Where(r => r.Figure is null).Select(r => r.Text));
}
