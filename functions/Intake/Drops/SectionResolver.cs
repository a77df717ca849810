using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Domain.Organisation;
using SmartToyonaka.Intake.Messages;

namespace SmartToyonaka.Intake.Drops;

/// <summary>The key of a pair: a section and a month.</summary>
/// <param name="Section">The register's code; where no section was found, a mark made from what the row said.</param>
/// <param name="Month">202106; 0 where the month could not be read.</param>
internal readonly record struct DropPairKey(string Section, int Month)
{
    /// <summary>Stands before the mark of a section that was not found; no code begins so.</summary>
    public const char UnknownMark = '?';

    public bool IsKnown => Month != 0 && Section[0] != UnknownMark;
}

/// <summary>Which pair a row belongs to, and what is wrong with its section.</summary>
/// <param name="Key">The pair.</param>
/// <param name="Fault">Makes the error for a line, or null when all is well.</param>
/// <param name="AlsoHold">Further sections that the row may belong to: without it they would be incomplete.</param>
internal sealed record SectionResolution(DropPairKey Key, Func<long, DropError>? Fault, IReadOnlyList<string> AlsoHold)
{
    /// <summary>The pair's sums, stored here so that a row finds them without a search.</summary>
    public DropPair? Pair { get; set; }
}

/// <summary>
/// Finds the section of a row. The code decides; the name helps where there is no code, and contradicts where both name known
/// sections that have nothing to do with each other.
/// </summary>
internal sealed class SectionResolver(Register register, DropProfile profile)
{
    private readonly string codeColumn = profile.NameOf(DropColumn.SectionCode), nameColumn = profile.NameOf(DropColumn.SectionName);

    private readonly Dictionary<string, string> bureaux = register.Sections.Select(s => s.BureauName).Distinct()
        .DistinctBy(Register.NameKey).ToDictionary(Register.NameKey, n => n, StringComparer.Ordinal);

    /// <summary>The sections of all times.</summary>
    public Register Register { get; } = register;

    /// <summary>The bureau that a row names where a section should be; null for a section.</summary>
    public string? BureauOf(TextCell? name, TextCell? code)
    {
        if (name is not null && BureauIn(name) is { } found)
        {
            return code is null || !Knows(code) ? found : null;
        }

        return code is not null && (name is null || !Knows(name)) ? BureauIn(code) : null;
    }

    /// <summary>True when a cell names a bureau and no section.</summary>
    public bool IsBureau(string text) => bureaux.ContainsKey(Register.NameKey(text))
        && Register.Find(text, new(2199, 12)).Match is SectionMatch.Unknown;

    private string? BureauIn(TextCell cell) =>
        (cell.NamesBureau ??= bureaux.TryGetValue(cell.Key, out var bureau) && !Knows(cell) ? bureau : "") is { Length: > 0 } found
            ? found : null;

    /// <summary>True when a cell is there and names a section of whatever time.</summary>
    public bool Names(TextCell? cell) => cell is not null && Knows(cell);

    public SectionResolution Find(TextCell code, TextCell name, FiscalMonth month)
    {
        if (code.HasPrivateCharacters || name.HasPrivateCharacters)
        {
            var resolution = FindReadable(code.HasPrivateCharacters ? null : code, name.HasPrivateCharacters ? null : name, month);
            var column = code.HasPrivateCharacters ? codeColumn : nameColumn;
            return resolution with { Fault = line => DropCellMessages.Cell(line, column, CellFault.PrivateCharacter) };
        }

        if (!code.IsBlank && name.Text.Trim() == QuarantineFile.ToBeFilledIn)
        {
            // The cell of an uncorrected quarantine file; beside a code, a name that is only unknown does not matter.
            var resolution = FindReadable(code, null, month);
            return resolution with
            {
                Fault = resolution.Fault ?? (line => DropCellMessages.Cell(line, nameColumn, CellFault.ToBeFilledIn)),
            };
        }

        return FindReadable(code, name, month);
    }

    /// <summary>True when a cell names a section of whatever time.</summary>
    public bool Knows(TextCell cell) => cell.NamesSection ??= !cell.IsBlank
        && Register.Find(cell.Text, new(2199, 12)).Match is SectionMatch.Found or SectionMatch.NotInThatMonth;

    private SectionResolution FindReadable(TextCell? code, TextCell? name, FiscalMonth month)
    {
        if (code is { IsBlank: false })
        {
            var byCode = Register.Find(code.Text, month);
            return name is { IsBlank: false }
                ? Weigh(code, byCode, name, month)
                : Answer(codeColumn, code, byCode, month, []);
        }

        return name is { IsBlank: false }
            ? Answer(nameColumn, name, Register.Find(name.Text, month), month, [])
            : new(new(DropPairKey.UnknownMark.ToString(), month.Key), line => DropRowMessages.MissingSection(line, codeColumn), []);
    }

    private SectionResolution Weigh(TextCell code, SectionLookup byCode, TextCell name, FiscalMonth month)
    {
        var byName = Register.Find(name.Text, month);
        IReadOnlyList<string> named = byName is { Match: SectionMatch.Found, Section: { } n } ? [n.Code] : [];
        var resolution = Answer(codeColumn, code, byCode, month, named);
        if (byCode.Section is { } section && BureauIn(name) is { } bureau)
        {
            // The bureau's number beside the code of one of its sections.
            return resolution with { Fault = line => DropRowMessages.CodeAndNameDisagree(line, Print(section), bureau) };
        }

        if (byCode is not { Match: SectionMatch.Found, Section: { } c } || byName.Section is not { } other || c.Code == other.Code
            || Register.Becomes(other.Code, c.Code) || Register.Becomes(c.Code, other.Code))
        {
            return byCode.Match == SectionMatch.Found ? resolution with { AlsoHold = [] } : resolution;
        }

        return resolution with { Fault = line => DropRowMessages.CodeAndNameDisagree(line, Print(c), Print(other)) };
    }

    private SectionResolution Answer(string column, TextCell cell, SectionLookup lookup, FiscalMonth month,
        IReadOnlyList<string> named) => lookup switch
        {
            { Match: SectionMatch.Found, Section: { } found } => new(new(found.Code, month.Key), null, named),
            { Match: SectionMatch.NotInThatMonth, Section: { } meant } => new(
                new(meant.Code, month.Key),
                line => DropRowMessages.NotInThatMonth(line, column, lookup, month),
                [.. lookup.Instead.Select(s => s.Code), .. named]),
            { Match: SectionMatch.Ambiguous } => new(Unknown(cell, month), line => DropRowMessages.AmbiguousSection(line, column),
                [.. lookup.Successors.Select(s => s.Code), .. named]),
            _ => new(Unknown(cell, month), line => DropRowMessages.UnknownSection(line, column), named),
        };

    private static string Print(Section section) => $"{section.Code} {section.Name}";

    // The text itself is not kept: a person's name may stand in the wrong column.
    private static DropPairKey Unknown(TextCell cell, FiscalMonth month) => new(Mark(cell.Key), month.Key);

    /// <summary>The mark of a text that names no section; the same in every run.</summary>
    public static string Mark(string text)
    {
        var hash = 14695981039346656037UL;
        foreach (var c in text)
        {
            hash = (hash ^ c) * 1099511628211UL;
        }

        return $"{DropPairKey.UnknownMark}{hash:x16}";
    }
}
