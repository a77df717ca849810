using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Domain.Organisation;

namespace SmartToyonaka.Tests.Support;

/// <summary>Values for tests of the pure rooms; a test states only what it is about.</summary>
internal static class TestData
{
    public static readonly DateTimeOffset Instant = new(2022, 4, 10, 0, 0, 0, TimeSpan.Zero);

    public static FiscalMonth Month(string iso) => FiscalMonth.TryParseIso(iso, out var m) ? m
        : throw new ArgumentException(iso, nameof(iso));

    public static Section Section(
        string code, string name = "", string bureau = "01", string from = "2015-04", string? until = null,
        string successors = "", string variants = "", bool medical = false, string? bureauName = null) =>
        new(code, name.Length == 0 ? $"課{code}" : name, bureau, bureauName ?? $"部{bureau}", Month(from), until is null ? null
            : Month(until),
            successors.Split(';', StringSplitOptions.RemoveEmptyEntries), variants.Split(';', StringSplitOptions.RemoveEmptyEntries),
                medical);

    public static Register Register(params Section[] sections) => new(sections, "test");

    /// <summary>Numbers of a measure without dimensions, in the order of its parts.</summary>
    public static Observation Figure(string measure, string section, string month, params long[] values) =>
        new(measure, section, Month(month), FigureStatus.Actual,
            [.. BuiltInMeasures.Get(measure).Parts.Zip(values, (p, v) => new FigureCell(Dimensions.None, p, v))],
            null, new(Source.Submission, "s1", ""), Instant);

    public static Observation Overtime(string section, string month,
        params (string JobClass, string WorkPattern, string Reason, long Minutes)[] cells) =>
        Drop(BuiltInMeasures.Overtime, section, month,
            cells.Select(c => new FigureCell(new(c.JobClass, c.WorkPattern, c.Reason), "minutes", c.Minutes)));

    public static Observation Staff(string section, string month, params (string JobClass, string WorkPattern, long Heads)[] cells) =>
        Drop(BuiltInMeasures.Staff, section, month,
            cells.Select(c => new FigureCell(new(c.JobClass, c.WorkPattern, ""), "headcount", c.Heads)));

    public static Observation Documents(string section, string month, long electronic, long total) =>
        Drop(BuiltInMeasures.EApproval, section, month,
            [new(Dimensions.None, "electronic", electronic), new(Dimensions.None, "total", total)]);

    public static Observation Initiative(
        string category, string section, string month, string name, string status = Standing.Implemented,
            bool counts = true) =>
        new(BuiltInMeasures.InitiativePrefix + category, section, Month(month), FigureStatus.Actual, [],
            new(category, name, [], new(status), counts, ""),
            new(Source.Submission, "s1", ""), Instant);

    private static Observation Drop(string measure, string section, string month, IEnumerable<FigureCell> cells) =>
        new(measure, section, Month(month), FigureStatus.Actual, [.. cells], null, new(Source.Drop, "f.csv", "e1"), Instant);
}
