using System.Text.Json.Serialization;

namespace SmartToyonaka.Domain.Measures;

/// <summary>One number of a measure, as the catalogue describes it.</summary>
/// <param name="Id">The name in JSON, tables and form fields.</param>
/// <param name="NameJa">What forms and pages call it; also a heading of files.</param>
/// <param name="NameEn">The name in English.</param>
public sealed record MeasurePart(string Id, string NameJa, string NameEn)
{
    /// <summary>What is counted (件); empty where it is not said.</summary>
    public string Unit { get; init; } = "";

    /// <summary>Further headings that files may use.</summary>
    public IReadOnlyList<string> Words { get; init; } = [];

    /// <summary>The first fiscal year in which it is collected; null from the measure's first on.</summary>
    public int? From { get; init; }

    /// <summary>The last fiscal year in which it is collected; null while it goes on.</summary>
    public int? Until { get; init; }
}

/// <summary>How a measure comes that departments do not hand in: as files in a folder of <c>drops</c>.</summary>
/// <param name="Folder">The folder.</param>
public sealed record MeasureDrop(string Folder)
{
    /// <summary>The dimensions of a scope: job class, work pattern and reason.</summary>
    public const string JobClass = "jobClass", WorkPattern = "workPattern", Reason = "reason";

    /// <summary>Which dimensions its rows have a column for, with the words of the catalogue's terms.</summary>
    public IReadOnlyList<string> Dimensions { get; init; } = [];

    /// <summary>True when rows of one key add up; false when a second row is a mistake.</summary>
    public bool RowsAddUp { get; init; }

    /// <summary>True when its one number is a time, <c>7:05</c> or hours as a decimal, kept in minutes.</summary>
    public bool IsTime { get; init; }
}

/// <summary>A measure as the catalogue describes it: one that is built in (its names may differ), or a further one.</summary>
/// <param name="Id">The name in JSON, tables and keys; it never changes its meaning.</param>
/// <param name="NameJa">The name a clerk knows.</param>
/// <param name="NameEn">The name in English.</param>
/// <param name="Kind">A stock or a flow; registers are built in.</param>
/// <param name="Parts">The numbers that one figure consists of, in the order of forms.</param>
public sealed record MeasureEntry(string Id, string NameJa, string NameEn, MeasureKind Kind, IReadOnlyList<MeasurePart> Parts)
{
    /// <summary>True when the first part is a share of the second and may not exceed it.</summary>
    public bool ShareOfWhole { get; init; }

    /// <summary>Other names of it that files may use.</summary>
    public IReadOnlyList<string> Words { get; init; } = [];

    /// <summary>Measures of one topic are recomputed together, so that an indicator may use both; null for a topic of its own.</summary>
    public string? Topic { get; init; }

    /// <summary>How it comes by file; null when it comes by form.</summary>
    public MeasureDrop? Drop { get; init; }

    /// <summary>The last fiscal year in which it is collected: of later ones nobody owes it, and no form asks for it.</summary>
    public int? Until { get; init; }

    /// <summary>The measure that it describes.</summary>
    [JsonIgnore]
    public Measure Measure => new(Id, NameJa, NameEn, Kind, [.. Parts.Select(p => p.Id)], Topic ?? Id, Drop?.Folder, ShareOfWhole)
    {
        Details = Parts,
        Words = Words,
        Drop = Drop,
        Until = Until,
    };
}
