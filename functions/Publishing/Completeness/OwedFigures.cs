using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Domain.Indicators;
using SmartToyonaka.Domain.Organisation;

namespace SmartToyonaka.Publishing.Completeness;

/// <summary>
/// Which department owes which measure in which month: the catalogue's obligations over the register's departments. Pure.
/// </summary>
public sealed class OwedFigures(Catalogue catalogue, Register register, BusinessDays businessDays)
{
    /// <summary>The measures that anybody owes, in the catalogue's order.</summary>
    public IEnumerable<string> Measures => catalogue.Owed.Where(o => !o.Optional).Select(o => o.Measure).Distinct();

    /// <summary>The first fiscal year of which anything is owed; null when nothing ever is.</summary>
    public FiscalYear? FirstYear => catalogue.Owed.Where(o => !o.Optional).Select(o => (FiscalYear?)o.FirstMonth.FiscalYear).Min();

    /// <summary>What is owed of a measure in a fiscal year, up to a month, by month and department.</summary>
    public IEnumerable<OwedFigure> Of(string measure, FiscalYear year, FiscalMonth last)
    {
        var obligations = catalogue.Owed.Where(o => o.Measure == measure).ToList();
        foreach (var month in year.Months.Where(m => m <= last))
        {
            var owed = obligations.Where(o => o.AppliesTo(month))
                .SelectMany(o => Departments(o, month).Select(d => (Department: d, o.DueBusinessDay)))
                .DistinctBy(o => o.Department)
                .OrderBy(o => o.Department, StringComparer.Ordinal);
            foreach (var (department, dueBusinessDay) in owed)
            {
                yield return new(measure, department, month, businessDays.Nth(month.AddMonths(1), dueBusinessDay), dueBusinessDay);
            }
        }
    }

    // The obligations of a replaced department pass to its successors.
    private IEnumerable<string> Departments(Obligation obligation, FiscalMonth month) =>
        (obligation.IsOfAll
            ? register.In(month)
            : obligation.Departments.SelectMany(code => register.Get(code, month) is { } section ? [section]
                : register.Find(code, month).Successors))
        .Select(s => s.Code);
}
