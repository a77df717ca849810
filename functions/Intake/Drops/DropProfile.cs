using System.Runtime.CompilerServices;
using SmartToyonaka.Domain.Measures;

namespace SmartToyonaka.Intake.Drops;

/// <summary>What a column of a drop says.</summary>
public enum DropColumn
{
    Month,
    SectionCode,
    SectionName,
    JobClass,
    WorkPattern,
    Reason,
    Documents,
    Electronic,
    Paper,
    Overtime,
    Headcount,

    /// <summary>The first number of a further measure.</summary>
    First,

    /// <summary>Its second number.</summary>
    Second,
}

/// <summary>A column that a folder's files have.</summary>
/// <param name="Column">What it says.</param>
/// <param name="Name">Its heading, as documents and messages print it.</param>
/// <param name="IsRequired">False when a file may lack it.</param>
/// <param name="Synonyms">Other headings for it; width, spaces and a unit in brackets do not matter.</param>
public sealed record ProfileColumn(DropColumn Column, string Name, bool IsRequired, IReadOnlyList<string> Synonyms);

/// <summary>
/// How the files of one folder look. Further columns, employee numbers and names among them, are never looked at and never leave
/// the file, so nothing here names them.
/// </summary>
/// <param name="Measure">What the files say.</param>
/// <param name="Columns">The columns that are read.</param>
/// <param name="HasOneRowPerKey">True when the same row twice is a mistake; false when people's rows add up.</param>
public sealed record DropProfile(Measure Measure, IReadOnlyList<ProfileColumn> Columns, bool HasOneRowPerKey)
{
    private static readonly ProfileColumn Month = Required(DropColumn.Month, FileHeadings.Month),
        Code = Required(DropColumn.SectionCode, FileHeadings.SectionCode),
        Name = Required(DropColumn.SectionName, FileHeadings.SectionName),
        JobClass = Required(DropColumn.JobClass, FileHeadings.JobClass),
        WorkPattern = Required(DropColumn.WorkPattern, FileHeadings.WorkPattern), Reason = Required(DropColumn.Reason, FileHeadings.Reason);

    // One list for each catalogue: it lives as long as the catalogue's measures.
    private static readonly ConditionalWeakTable<MeasureSet, IReadOnlyList<DropProfile>> Profiles = [];

    /// <summary>Every folder that is looked into, by the catalogue in effect.</summary>
    public static IReadOnlyList<DropProfile> All => Profiles.GetValue(MeasureRegistry.Current, OfMeasures);

    /// <summary>Those that are built in; each has a timer of its own.</summary>
    public static IReadOnlyList<DropProfile> BuiltIn { get; } =
    [
        new(BuiltInMeasures.Get(BuiltInMeasures.EApproval), [
            Month, Code, Name,
            Required(DropColumn.Documents, "起案件数", "起案数", "起案総数", "起案件数計", "総起案件数"),
            Required(DropColumn.Electronic, "電子決裁件数", "電子決裁数", "電子件数", "電子決裁"),
            new(DropColumn.Paper, "紙決裁件数", false, ["紙決裁数", "紙件数", "紙決裁", "書面決裁件数"]),
        ], HasOneRowPerKey: true),
        new(BuiltInMeasures.Get(BuiltInMeasures.Overtime), [
            Month, Code, Name, JobClass, WorkPattern,
            Reason,
            Required(DropColumn.Overtime, "時間外時間", "時間外勤務時間", "時間外勤務時間数", "時間外時間数", "時間外勤務", "超過勤務時間", "超過勤務時間数", "超勤時間", "超勤時間数"),
        ], HasOneRowPerKey: false),
        new(BuiltInMeasures.Get(BuiltInMeasures.Staff), [
            Month, Code, Name, JobClass, WorkPattern,
            Required(DropColumn.Headcount, "人数", "職員数", "在籍人数", "在籍者数", "在籍職員数"),
        ], HasOneRowPerKey: true),
    ];

    /// <summary>The folders of the catalogue's further measures.</summary>
    public static IReadOnlyList<string> Further => [.. All.Skip(BuiltIn.Count).Select(p => p.Folder)];

    /// <summary>The folder in the container <c>drops</c>.</summary>
    public string Folder => Measure.DropFolder!;

    /// <summary>The columns with the measure's parts, in their order.</summary>
    public IReadOnlyList<DropColumn> Figures { get; } = Measure.Id switch
    {
        BuiltInMeasures.EApproval => [DropColumn.Electronic, DropColumn.Documents],
        BuiltInMeasures.Overtime => [DropColumn.Overtime],
        BuiltInMeasures.Staff => [DropColumn.Headcount],
        _ => Measure.Drop is { IsTime: true } ? [DropColumn.Overtime] : [.. FurtherFigures.Take(Measure.Parts.Count)],
    };

    /// <summary>The column of a part.</summary>
    public DropColumn ColumnOf(string part) => Figures[Measure.Parts.TakeWhile(p => p != part).Count()];

    /// <exception cref="ArgumentException">No files are taken from such a folder.</exception>
    public static DropProfile Of(string folder) =>
        All.FirstOrDefault(p => p.Folder == folder)
            ?? throw new ArgumentException($"No drops are taken from a folder {folder}.", nameof(folder));

    public string NameOf(DropColumn column) => Columns.First(c => c.Column == column).Name;

    private static DropColumn[] FurtherFigures => [DropColumn.First, DropColumn.Second];

    private static IReadOnlyList<DropProfile> OfMeasures(MeasureSet measures) =>
    [
        .. BuiltIn.Select(p => p with { Measure = measures.Get(p.Measure.Id) }),
        .. measures.All.Where(m => m.Drop is not null).Select(m => Of(m)),
    ];

    /// <summary>How the files of a further measure look: its dimensions, and a column for each part by its names.</summary>
    public static DropProfile Of(Measure measure)
    {
        var drop = measure.Drop!;
        var dimensions = new[] { (MeasureDrop.JobClass, JobClass), (MeasureDrop.WorkPattern, WorkPattern), (MeasureDrop.Reason, Reason) }
            .Where(d => drop.Dimensions.Contains(d.Item1)).Select(d => d.Item2);
        var figures = measure.Details.Select((part, i) =>
            Required(drop.IsTime ? DropColumn.Overtime : FurtherFigures[i], part.NameJa, [.. part.Words]));
        return new(measure, [Month, Code, Name, .. dimensions, .. figures], HasOneRowPerKey: !drop.RowsAddUp);
    }

    private static ProfileColumn Required(DropColumn column, IReadOnlyList<string> headings) =>
        new(column, headings[0], true, [.. headings.Skip(1)]);

    private static ProfileColumn Required(DropColumn column, string name, params string[] synonyms) => new(column, name, true, synonyms);
}
