using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Domain.Indicators;
using SmartToyonaka.Intake.Reference;
using SmartToyonaka.Publishing.Messages;

namespace SmartToyonaka.Publishing.Reporting.Annual;

/// <summary>English names for a report that was frozen in Japanese alone, by the ids that it holds. Pure.</summary>
internal static class EnglishNames
{
    /// <summary>The report with them; its lines stay as they were frozen.</summary>
    public static AnnualReport On(AnnualReport frozen, ReportOutline outline, Catalogue catalogue)
    {
        var year = new FiscalYear(frozen.FiscalYear);
        var parts = outline.Of(catalogue.In(year), year).Measures.Concat(outline.Measures).DistinctBy(m => m.Id)
            .ToDictionary(m => m.Id, StringComparer.Ordinal);
        return frozen with
        {
            Title = outline.Title.Ja == frozen.Title ? outline.Title.In(english: true) : frozen.Title,
            Subtitle = AnnualReportMessages.Subtitle(year).En,
            State = frozen.ReceivedBy is { } at ? AnnualReportMessages.Final(at.ToOffset(JapanTime.Offset)).En : frozen.State,
            Groups = [.. frozen.Groups.Select(g => new ReportGroup(Group(g.Name), [.. g.Measures.Select(Measure)]))],
            Indicators = [.. frozen.Indicators.Select(i => i with
            {
                Name = catalogue.Find(i.Indicator)?.NameEn ?? i.Name,
                Group = Group(i.Group),
            })],
        };

        string Group(string name) => catalogue.Groups.FirstOrDefault(g => g.NameJa == name)?.NameEn ?? name;

        ReportMeasure Measure(ReportMeasure m) =>
            parts.TryGetValue(m.Id, out var part) && part.Name.Ja == m.Name ? m with { Name = part.Name.In(english: true) } : m;
    }
}
