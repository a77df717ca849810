using SmartToyonaka.Domain;
using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Domain.Indicators;
using SmartToyonaka.Publishing.Messages;

namespace SmartToyonaka.Publishing.Reporting.Provenances;

/// <summary>The versions of an indicator as changes of its rules, which its sheet lists. Pure.</summary>
internal static class VersionTexts
{
    /// <summary>A change for each version, and one where the indicator ends.</summary>
    public static IEnumerable<RuleChange> Of(Catalogue catalogue, Indicator indicator)
    {
        foreach (var version in indicator.Versions)
        {
            yield return VersionMessages.Change(Month(version.From),
                [.. Changes(catalogue, version, indicator.In(new(version.From))).OfType<BilingualText>()]);
        }

        if (indicator.Until is { } until)
        {
            yield return VersionMessages.Change(Month(until + 1), [VersionMessages.Ends]);
        }
    }

    private static IEnumerable<BilingualText?> Changes(Catalogue catalogue, IndicatorVersion version, Indicator now) =>
    [
        (version.NameJa ?? version.NameEn) is null ? null : VersionMessages.Name(now),
        version.EndsTarget ? VersionMessages.NoTarget : version.Target is { } target ? VersionMessages.Target(target) : null,
        version.Formula is null ? null : VersionMessages.Formula(FormulaText.Words(catalogue, now)),
        version.Note is { } note ? VersionMessages.Note(new(note, version.NoteEn ?? note)) : null,
        version.RulesVersion is { } rules ? VersionMessages.Rules(rules) : null,
    ];

    private static string Month(int year) => new FiscalYear(year).First.ToString();
}
