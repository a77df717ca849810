using SmartToyonaka.Domain.Calendar;

namespace SmartToyonaka.Domain.Organisation;

/// <summary>A section (課) for a span of months; a department that submits is a section. One row of the register.</summary>
/// <param name="Code">所属コード, digits with leading zeros.</param>
/// <param name="Name">所属名.</param>
/// <param name="BureauCode">部局コード.</param>
/// <param name="BureauName">部局名.</param>
/// <param name="From">First month in which it existed so.</param>
/// <param name="Until">Last month, or null while it exists.</param>
/// <param name="Successors">Codes of the sections that took over its work.</param>
/// <param name="Variants">Other spellings of the name.</param>
/// <param name="IsHospitalMedical">A 医療部門 of the city hospital: left out of the e-approval indicators.</param>
public sealed record Section(
    string Code,
    string Name,
    string BureauCode,
    string BureauName,
    FiscalMonth From,
    FiscalMonth? Until,
    IReadOnlyList<string> Successors,
    IReadOnlyList<string> Variants,
    bool IsHospitalMedical)
{
    public bool ExistedIn(FiscalMonth month) => From <= month && (Until is null || month <= Until);
}

/// <summary>What a code or a name means in a month.</summary>
public enum SectionMatch
{
    Found,

    /// <summary>No section ever had that code or name.</summary>
    Unknown,

    /// <summary>The section existed, but not in that month.</summary>
    NotInThatMonth,

    /// <summary>More than one section fits (a code without its leading zeros, say).</summary>
    Ambiguous,
}

/// <summary>The answer of the register to a code or name.</summary>
/// <param name="Match">Whether a section was found.</param>
/// <param name="Section">The section; for NotInThatMonth the one that is meant.</param>
/// <param name="Successors">For NotInThatMonth, of a section that had ended: the sections to use instead in that month; for Ambiguous:
/// those that fit, as far as they are known.</param>
public readonly record struct SectionLookup(SectionMatch Match, Section? Section, IReadOnlyList<Section> Successors)
{
    private readonly IReadOnlyList<Section>? predecessors;

    /// <summary>For NotInThatMonth, of a section that had not begun: the sections to use instead in that month.</summary>
    public IReadOnlyList<Section> Predecessors { get => predecessors ?? []; init => predecessors = value; }

    /// <summary>Whichever of the two there are.</summary>
    public IReadOnlyList<Section> Instead => Successors.Count > 0 ? Successors : Predecessors;
}
