using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Domain.Organisation;

namespace SmartToyonaka.Domain.Indicators;

/// <summary>Which sections the catalogue names for a measure, whatever months they owe it in. Nobody else may speak of it. Pure.</summary>
public sealed class MeasureOwners(Catalogue catalogue, Register register)
{
    private readonly ILookup<string, Obligation> owed = catalogue.Owed.ToLookup(o => o.Measure, StringComparer.Ordinal);

    /// <summary>True when the catalogue names a section of that month for the measure, or one whose work it does or did.</summary>
    public bool Owes(string measure, string section, FiscalMonth month)
    {
        var obligations = ObligationsOf(measure, month);
        return obligations.Any(o => o.IsOfAll) || obligations.SelectMany(o => o.Departments)
            .Any(code => code == section || InMonth(code, month).Any(s => s.Code == section));
    }

    /// <summary>The sections that it names, as they are called in that month; none when the measure is nobody's, or everybody's.</summary>
    public IReadOnlyList<Section> Of(string measure, FiscalMonth month) =>
        [.. ObligationsOf(measure, month).SelectMany(o => o.DepartmentsNamed).SelectMany(code => InMonth(code, month))
            .DistinctBy(s => s.Code).OrderBy(s => s.Code, StringComparer.Ordinal)];

    /// <summary>How many sections owe the measure in that month or in others of the year; null when nobody is named for it.</summary>
    public int? Expected(string measure, FiscalMonth month)
    {
        var obligations = ObligationsOf(measure, month).Where(o => !o.Optional && o.Covers(month)).ToList();
        return obligations.Count == 0 ? null
            : obligations.Any(o => o.IsOfAll) ? register.In(month).Count()
            : obligations.SelectMany(o => o.DepartmentsNamed).SelectMany(code => InMonth(code, month)).DistinctBy(s => s.Code).Count();
    }

    // Where the catalogue says who owes a month, they alone do; a month of which it says nothing is left to whoever ever owed the measure.
    private IReadOnlyList<Obligation> ObligationsOf(string measure, FiscalMonth month)
    {
        var all = owed[measure].ToList();
        if (catalogue.MeasureSet.Find(measure)?.IsCollectedIn(month.FiscalYear) == false)
        {
            return [];
        }

        var ofMonth = all.Where(o => o.Covers(month)).ToList();
        return ofMonth.Count > 0 ? ofMonth : all;
    }

    private IEnumerable<Section> InMonth(string code, FiscalMonth month) =>
        register.Get(code, month) is { } section ? [section] : register.Find(code, month).Instead;
}
