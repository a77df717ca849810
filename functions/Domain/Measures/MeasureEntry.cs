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

    /// <summary>How files are headed for it; empty where that is its name.</summary>
    public string Heading { get; init; } = "";

    /// <summary>Further headings that files may use.</summary>
    public IReadOnlyList<string> Words { get; init; } = [];

    /// <summary>The first fiscal year in which it is collected; null from the measure's first on.</summary>
    public int? From { get; init; }

    /// <summary>The last fiscal year in which it is collected; null while it goes on.</summary>
    public int? Until { get; init; }

    /// <summary>Its headings in files; the first is the one that is printed.</summary>
    [JsonIgnore]
    public IEnumerable<string> Headings => Words.Prepend(Heading.Length > 0 ? Heading : NameJa);
}

/// <summary>An optional column of files that says what of the whole is not the share; it is compared and not kept.</summary>
/// <param name="NameJa">Its heading.</param>
public sealed record RestColumn(string NameJa)
{
    /// <summary>Further headings that files may use.</summary>
    public IReadOnlyList<string> Words { get; init; } = [];

    /// <summary>Its headings; the first is the one that is printed.</summary>
    [JsonIgnore]
    public IEnumerable<string> Headings => Words.Prepend(NameJa);
}

/// <summary>How a measure comes that departments do not hand in: as files in a folder of <c>drops</c>.</summary>
/// <param name="Folder">The folder.</param>
public sealed record MeasureDrop(string Folder)
{
    /// <summary>Which dimensions its rows have a column for, by their ids.</summary>
    public IReadOnlyList<string> Dimensions { get; init; } = [];

    /// <summary>True when rows of one key add up; false when a second row is a mistake.</summary>
    public bool RowsAddUp { get; init; }

    /// <summary>True when its one number is a time, <c>7:05</c> or hours as a decimal, kept in minutes.</summary>
    public bool IsTime { get; init; }

    /// <summary>The column with the rest of the whole; null where files have none.</summary>
    public RestColumn? Rest { get; init; }

    /// <summary>What the folder is for (<see cref="DropRoles"/>): which timer looks into it; null where its name says it.</summary>
    public string? Role { get; init; }

    /// <summary>What the folder is for: its role, or its own name.</summary>
    [JsonIgnore]
    public string RoleName => Role ?? Folder;
}

/// <summary>What folders with a timer of their own are for; a folder of any other role is looked into with all further ones.</summary>
public static class DropRoles
{
    public const string EApproval = "e-approval", Overtime = "overtime", Staff = "staff", Other = "other";
}

/// <summary>A measure as the catalogue describes it.</summary>
/// <param name="Id">The name in JSON, tables and keys; it never changes its meaning.</param>
/// <param name="NameJa">The name a clerk knows.</param>
/// <param name="NameEn">The name in English.</param>
/// <param name="Kind">A stock, a flow or a register.</param>
/// <param name="Parts">The numbers that one figure consists of, in the order of forms; none of a register.</param>
public sealed record MeasureEntry(string Id, string NameJa, string NameEn, MeasureKind Kind, IReadOnlyList<MeasurePart> Parts)
{
    /// <summary>True when the first part is a share of the second and may not exceed it.</summary>
    public bool ShareOfWhole { get; init; }

    /// <summary>True when it counts people: its small groups are withheld, and the times of its topic are divided by it.</summary>
    public bool Headcount { get; init; }

    /// <summary>Other names of it that files may use.</summary>
    public IReadOnlyList<string> Words { get; init; } = [];

    /// <summary>Measures of one topic are recomputed together, so that an indicator may use both; null for a topic of its own.</summary>
    public string? Topic { get; init; }

    /// <summary>How it comes by file; null when it comes by form.</summary>
    public MeasureDrop? Drop { get; init; }

    /// <summary>The last fiscal year in which it is collected: of later ones nobody owes it, and no form asks for it.</summary>
    public int? Until { get; init; }

    /// <summary>Its statuses, where it is a register and not every status of the catalogue is one.</summary>
    public MeasureRegister? Register { get; init; }

    /// <summary>The measure that it describes.</summary>
    /// <param name="dimensions">The catalogue's dimensions.</param>
    /// <param name="statuses">The catalogue's statuses.</param>
    public Measure ToMeasure(IReadOnlyList<Dimension> dimensions, IReadOnlyList<StatusEntry> statuses) =>
        new(Id, NameJa, NameEn, Kind, [.. Parts.Select(p => p.Id)], Topic ?? Id, Drop?.Folder, ShareOfWhole)
        {
            Details = Parts,
            Words = Words,
            Drop = Drop,
            Until = Until,
            IsHeadcount = Headcount,
            Dimensions = [.. (Drop?.Dimensions ?? []).Select(id => dimensions.FirstOrDefault(d => d.Id == id)).OfType<Dimension>()
                .DistinctBy(d => d.Column).OrderBy(d => d.Column)],
            Register = Kind == MeasureKind.Register
                ? (Register ?? new()) is { Statuses.Count: 0 } all ? all with { Statuses = [.. statuses.Select(s => s.Id)] } : Register
                : null,
        };
}
