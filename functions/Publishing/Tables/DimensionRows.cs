using System.Globalization;
using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Domain.Indicators;
using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Domain.Organisation;
using SmartToyonaka.Infrastructure.Storage;

namespace SmartToyonaka.Publishing.Tables;

/// <summary>Rows of the four dimension tables; each is one partition.</summary>
public static class DimensionRows
{
    public const string Partition = "dim";

    private static readonly FiscalYear FirstYear = new(2015), LastYear = new(2035);

    public static IReadOnlyList<Row> Indicators(Catalogue catalogue) => [.. catalogue.Indicators.Select((i, order) =>
    {
        var group = catalogue.Groups.First(g => g.Id == i.Group);
        return Make(i.Id, new(StringComparer.Ordinal)
        {
            ["indicatorid"] = i.Id,
            ["nameja"] = i.NameJa,
            ["nameen"] = i.NameEn,
            ["category"] = group.Id,
            ["categoryja"] = group.NameJa,
            ["categoryen"] = group.NameEn,
            ["order"] = order + 1,
            ["unit"] = i.Unit,
            ["uniten"] = i.UnitEn,
            ["decimals"] = i.Decimals,
            ["hastarget"] = i.Target is not null,
            ["target"] = (double)(i.Target?.Value ?? 0),
            ["targetkind"] = i.Target is null ? "" : i.Target.Kind == TargetKind.AtLeast ? "atleast" : "atmost",
            ["headlinebasis"] = IndicatorRows.Text(i.HeadlineBasis),
        });
    })];

    public static IReadOnlyList<Row> Measures() => Measures(MeasureRegistry.Current);

    public static IReadOnlyList<Row> Measures(MeasureSet measures) =>
        [.. measures.All.Select((m, order) => Make(m.Id, new(StringComparer.Ordinal)
    {
        ["measure"] = m.Id,
        ["nameja"] = m.NameJa,
        ["nameen"] = m.NameEn,
        ["kind"] = m.Kind switch { MeasureKind.Stock => "stock", MeasureKind.Flow => "flow", _ => "register" },
        ["comesby"] = m.DropFolder is null ? "form" : "drop",
        ["order"] = order + 1,
    }))];

    /// <summary>A row per section and span of months in which it was the same.</summary>
    public static IReadOnlyList<Row> Departments(Register register) => [.. register.Sections.Select(s => Make(
        string.Create(CultureInfo.InvariantCulture, $"{s.Code}|{s.From.Key}"),
        new(StringComparer.Ordinal)
        {
            ["departmentcode"] = s.Code,
            ["name"] = s.Name,
            ["bureaucode"] = s.BureauCode,
            ["bureauname"] = s.BureauName,
            ["validfrom"] = s.From.Key,
            ["validto"] = s.Until?.Key ?? 999912,
            ["iscurrent"] = s.Until is null,
            ["successors"] = string.Join(";", s.Successors),
            ["ishospitalmedical"] = s.IsHospitalMedical,
        }))];

    /// <summary>A row per month.</summary>
    public static IReadOnlyList<Row> Dates() => [.. YearFigures.Span(FirstYear.First, LastYear.Last).Select(m => Make(
        m.Key.ToString(CultureInfo.InvariantCulture),
        new(StringComparer.Ordinal)
        {
            ["monthkey"] = m.Key,
            ["monthstart"] = m.Start,
            ["year"] = m.Year,
            ["month"] = m.Month,
            ["fiscalyear"] = m.FiscalYear.Value,
            ["fiscalmonth"] = m.NumberInFiscalYear,
            ["fiscalquarter"] = (m.NumberInFiscalYear + 2) / 3,
            ["monthja"] = JapaneseEra.Text(m),
            ["fiscalyearja"] = JapaneseEra.Text(m.FiscalYear),
        }))];

    private static Row Make(string key, Dictionary<string, object> columns) => new(Partition, key, columns);
}
