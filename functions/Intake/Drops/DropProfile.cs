using System.Runtime.CompilerServices;
using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Domain.Measures;

namespace SmartToyonaka.Intake.Drops;

/// <summary>What a column of a drop says.</summary>
public enum DropColumn
{
    Month,
    SectionCode,
    SectionName,
    /// <summary>The dimension whose values the tables have as <c>jobclass</c>.</summary>
    JobClass,

    /// <summary>That of <c>workpattern</c>.</summary>
    WorkPattern,

    /// <summary>That of <c>reason</c>.</summary>
    Reason,

    /// <summary>The first number.</summary>
    First,

    /// <summary>The second number.</summary>
    Second,

    /// <summary>What of the second number is not the first.</summary>
    Rest,

    /// <summary>The one number, where it is a time.</summary>
    Time,
}

/// <summary>A column that a folder's files have.</summary>
/// <param name="Column">What it says.</param>
/// <param name="Name">Its heading, as documents and messages print it.</param>
/// <param name="IsRequired">False when a file may lack it.</param>
/// <param name="Synonyms">Other headings for it; width, spaces and a unit in brackets do not matter.</param>
public sealed record ProfileColumn(DropColumn Column, string Name, bool IsRequired, IReadOnlyList<string> Synonyms)
{
    // Every row above a header is compared with all of them, under each separator.
    private readonly Lazy<(string[] Name, string[] Synonyms)> keys =
        new(() => ([HeaderText.Key(Name)], [.. Synonyms.Select(HeaderText.Key)]));

    /// <summary>Its heading as headings are compared; one.</summary>
    internal string[] NameKey => keys.Value.Name;

    /// <summary>Its other headings as headings are compared.</summary>
    internal string[] SynonymKeys => keys.Value.Synonyms;
}

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
        Name = Required(DropColumn.SectionName, FileHeadings.SectionName);

    // One list for each catalogue: it lives as long as the catalogue's measures.
    private static readonly ConditionalWeakTable<MeasureSet, IReadOnlyList<DropProfile>> Profiles = [];

    /// <summary>Every folder that is looked into, by the catalogue in effect.</summary>
    public static IReadOnlyList<DropProfile> All => Profiles.GetValue(MeasureRegistry.Current,
        measures => [.. measures.All.Where(m => m.Drop is not null).Select(Of)]);

    /// <summary>The folder in the container <c>drops</c>.</summary>
    public string Folder => Measure.DropFolder!;

    /// <summary>The columns with the measure's parts, in their order.</summary>
    public IReadOnlyList<DropColumn> Figures => FigureArray;

    /// <summary>True when every number is collected in every year.</summary>
    public bool CollectsAll { get; } = Measure.Details.All(d => d.From is null && d.Until is null);

    private DropColumn[] FigureArray { get; } =
        Measure.IsTime ? [DropColumn.Time] : [.. new[] { DropColumn.First, DropColumn.Second }.Take(Measure.Parts.Count)];

    /// <summary>The column of a part.</summary>
    public DropColumn ColumnOf(string part) => Figures[Measure.Parts.TakeWhile(p => p != part).Count()];

    /// <exception cref="ArgumentException">No files are taken from such a folder.</exception>
    public static DropProfile Of(string folder) => Find(folder)
        ?? throw new ArgumentException($"No drops are taken from a folder {folder}.", nameof(folder));

    /// <summary>How the files of a folder look; null where none are taken from it.</summary>
    public static DropProfile? Find(string folder) => All.FirstOrDefault(p => p.Folder == folder);

    /// <summary>True for the column of a number that is not collected in a fiscal year.</summary>
    public bool LeavesOut(DropColumn column, FiscalYear year) => Array.IndexOf(FigureArray, column) is >= 0 and var part
        && !Measure.CollectsIn(Measure.Parts[part], year);

    public string NameOf(DropColumn column) => Columns.First(c => c.Column == column).Name;

    /// <summary>How the files of a measure look: its dimensions, and a column for each part.</summary>
    public static DropProfile Of(Measure measure)
    {
        var drop = measure.Drop!;
        var figures = measure.Details.Select((part, i) => Of(
            part, drop.IsTime ? DropColumn.Time : i == 0 ? DropColumn.First : DropColumn.Second)).ToList();
        if (drop.Rest is { } rest)
        {
            // The whole, and what it is made of.
            figures.Reverse();
            figures.Add(new(DropColumn.Rest, rest.NameJa, IsRequired: false, rest.Words));
        }

        return new(measure, [Month, Code, Name, .. measure.Dimensions.Select(d => Required(Of(d.Column), [.. d.Headings])), .. figures],
            HasOneRowPerKey: !drop.RowsAddUp);
    }

    private static DropColumn Of(DimensionColumn column) => column switch
    {
        DimensionColumn.JobClass => DropColumn.JobClass,
        DimensionColumn.WorkPattern => DropColumn.WorkPattern,
        _ => DropColumn.Reason,
    };

    // A file of years in which a number is not collected has no column for it; its rows of other years are told what they lack.
    private static ProfileColumn Of(MeasurePart part, DropColumn column) =>
        Required(column, [.. part.Headings]) with { IsRequired = part.From is null && part.Until is null };

    private static ProfileColumn Required(DropColumn column, IReadOnlyList<string> headings) =>
        new(column, headings[0], true, [.. headings.Skip(1)]);
}
