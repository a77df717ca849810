using System.Text.Json;
using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Domain.Indicators;
using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Domain.Organisation;

namespace SmartToyonaka.Intake.Reference;

/// <summary>Fiscal years of a topic that a change of the reference data touches.</summary>
/// <param name="Topic">The topic; <c>""</c> for every one.</param>
/// <param name="From">The first fiscal year.</param>
/// <param name="Until">The last.</param>
public sealed record AffectedYears(string Topic, int From, int Until)
{
    public bool Includes(string topic, FiscalYear year) => (Topic.Length == 0 || Topic == topic) && year.Value >= From
        && year.Value <= Until;
}

/// <summary>What has to be computed again when reference data is replaced, and nothing else. Pure.</summary>
public static class ReferenceChange
{
    private const int Always = 9999;

    /// <summary>
    /// Every topic from the fiscal year of the first month in which the organisation is another: later years build on it, earlier ones
    /// do not. Other spellings are only read by what is handed in.
    /// </summary>
    public static IReadOnlyList<AffectedYears> Of(Register before, Register after)
    {
        var (old, now) = (Rows(before), Rows(after));
        var months = old.Where(r => !now.ContainsKey(r.Key)).Concat(now.Where(r => !old.ContainsKey(r.Key))).Select(r => r.Value.From)
            .Concat(old.Where(r => now.ContainsKey(r.Key)).SelectMany(r => EndsOtherwise(r.Value, now[r.Key])))
            .ToList();
        return months.Count == 0 ? [] : [new("", months.Min().FiscalYear.Value, Always)];
    }

    /// <summary>The topics whose indicators, obligations or rules are others.</summary>
    public static IReadOnlyList<AffectedYears> Of(Catalogue before, Catalogue after)
    {
        if (before.RulesVersion != after.RulesVersion || before.ProgrammeFirstFiscalYear != after.ProgrammeFirstFiscalYear)
        {
            return [new("", 0, Always)];
        }

        var all = before.MeasureSet.All.Concat(after.MeasureSet.All).DistinctBy(m => m.Id).ToList();
        var topics = all.Select(m => m.Topic).Distinct().ToList();
        var compared = before.BaseFiscalYear == after.BaseFiscalYear ? []
            : topics.Where(t => before.ComparesWithBaseYear(t) || after.ComparesWithBaseYear(t));
        // What is withheld depends on the totals that are published, of whatever year.
        var smallGroups = after.MeasureSet.All.Where(m => m.IsHeadcount && (before.SmallGroup != after.SmallGroup
            || !Same(Totals(m, before), Totals(m, after)))).Select(m => m.Topic);
        var owed = all.Where(m =>
            !Same(before.Owed.Where(o => o.Measure == m.Id), after.Owed.Where(o => o.Measure == m.Id))).Select(m => m.Topic);
        return [.. compared.Concat(smallGroups).Concat(owed).Select(t => (Topic: t, From: 0))
            .Concat(CatalogueChange.Of(before, after)).GroupBy(t => t.Topic, StringComparer.Ordinal)
            .OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => new AffectedYears(g.Key, g.Min(t => t.From), Always))];
    }

    /// <summary>What is owed and due in a calendar year whose holidays are others: months of December before it to November.</summary>
    public static IReadOnlyList<AffectedYears> Of(Holidays before, Holidays after, Catalogue catalogue)
    {
        var years = Enumerable.Range(Math.Min(before.FirstYear, after.FirstYear),
            Math.Max(before.LastYear, after.LastYear) - Math.Min(before.FirstYear, after.FirstYear) + 1)
            .Where(y => Differ(before, after, y)).ToList();
        return [.. catalogue.Owed.Select(o => catalogue.MeasureSet.Get(o.Measure).Topic).Distinct()
            .SelectMany(t => years.Select(y => new AffectedYears(t, y - 1, y)))];
    }

    private static Dictionary<(string, string, string, string, bool, FiscalMonth), Section> Rows(Register register) =>
        register.Sections.DistinctBy(Key).ToDictionary(Key);

    private static (string, string, string, string, bool, FiscalMonth) Key(Section s) =>
        (s.Code, s.Name, s.BureauCode, s.BureauName, s.IsHospitalMedical, s.From);

    // A row that ends at another time differs from the month after the earlier end on; so do other successors.
    private static IEnumerable<FiscalMonth> EndsOtherwise(Section a, Section b)
    {
        var end = (a.Until, b.Until) switch
        {
            ({ } one, { } other) when one == other => a.Successors.ToHashSet(StringComparer.Ordinal).SetEquals(b.Successors) ? null : one,
            ({ } one, { } other) => one < other ? one : other,
            _ => a.Until ?? b.Until,
        };
        return end is { } last && last < Lineage.LastMonth ? [last.AddMonths(1)] : [];
    }

    private static IEnumerable<string> Totals(Measure headcount, Catalogue catalogue) =>
        SuppressedGroups.ScopesOf(headcount, catalogue).Select(s => s.Id).Order(StringComparer.Ordinal);

    private static bool Same<T>(IEnumerable<T> before, IEnumerable<T> after) =>
        before.Select(Text).SequenceEqual(after.Select(Text), StringComparer.Ordinal);

    private static string Text<T>(T value) => JsonSerializer.Serialize(value);

    private static bool Differ(Holidays before, Holidays after, int year)
    {
        if (before.SpeaksOf(new(year, 1, 1)) != after.SpeaksOf(new(year, 1, 1)))
        {
            return true;
        }

        return Enumerable.Range(0, DateTime.IsLeapYear(year) ? 366 : 365).Select(new DateOnly(year, 1, 1).AddDays)
            .Any(d => before.Contains(d) != after.Contains(d));
    }
}
