using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Domain.Messages;
using static SmartToyonaka.Domain.Organisation.RegisterReader;

namespace SmartToyonaka.Domain.Organisation;

/// <summary>
/// Checks whether the rows of a register are consistent: no overlaps, gaps, cycles or missing successors, and unique names per month.
/// </summary>
internal static class RegisterCheck
{
    // The search for cycles reads the whole register, and is skipped after this many errors.
    private const int MostErrorsTracedBack = 200;

    /// <summary>All errors between the rows, each of which is valid by itself.</summary>
    public static List<RegisterError> Errors(IReadOnlyList<(int Line, Section Section)> rows)
    {
        var errors = new List<RegisterError>();
        foreach (var ofOneCode in rows.GroupBy(r => r.Section.Code, StringComparer.Ordinal))
        {
            CheckSpans(ofOneCode.Key, [.. ofOneCode.OrderBy(r => r.Section.From)], errors);
        }

        CheckNames(rows, errors);
        CheckBureaux(rows, errors);
        CheckSuccessors(rows, errors);
        return errors;
    }

    private static void CheckSpans(string code, IReadOnlyList<(int Line, Section Section)> spans, List<RegisterError> errors)
    {
        for (var i = 1; i < spans.Count; i++)
        {
            var (before, after) = (spans[i - 1], spans[i]);
            if (before.Section.Until is not { } until || after.Section.From <= until)
            {
                errors.Add(RegisterError.Of(after.Line, From, "overlap", RegisterMessages.Overlap(after.Line, code, before.Line)));
            }
            else if (until.AddMonths(1) < after.Section.From && before.Section.Successors.Count == 0)
            {
                // A code that begins again may be a section that was renamed back: then the rows in between name each other.
                errors.Add(RegisterError.Of(after.Line, From, "gap",
                    RegisterMessages.Gap(after.Line, code, before.Line, until.AddMonths(1).ToString(),
                        after.Section.From.AddMonths(-1).ToString())));
            }
        }
    }

    private static void CheckNames(IReadOnlyList<(int Line, Section Section)> rows, List<RegisterError> errors)
    {
        // Two sections of one name in the same month could not be told apart by a form that sends names.
        var names = rows.SelectMany(r => r.Section.Variants.Prepend(r.Section.Name).Select(Register.NameKey).Distinct()
            .Select(n => (Name: n, Row: r)));
        foreach (var group in names.GroupBy(n => n.Name, n => n.Row, StringComparer.Ordinal))
        {
            foreach (var (row, clash) in Clashes(group, s => s.Code))
            {
                errors.Add(RegisterError.Of(row.Line, Name, "same_name", RegisterMessages.SameName(row.Line, clash.Line)));
            }
        }
    }

    private static void CheckBureaux(IReadOnlyList<(int Line, Section Section)> rows, List<RegisterError> errors)
    {
        foreach (var group in rows.GroupBy(r => r.Section.BureauCode, StringComparer.Ordinal))
        {
            foreach (var (row, clash) in Clashes(group, s => Register.NameKey(s.BureauName)))
            {
                errors.Add(RegisterError.Of(row.Line, BureauName, "bureau_of_two_names",
                    RegisterMessages.BureauOfTwoNames(row.Line, clash.Line, group.Key, row.Section.BureauName, clash.Section.BureauName)));
            }
        }

        foreach (var group in rows.GroupBy(r => Register.NameKey(r.Section.BureauName), StringComparer.Ordinal))
        {
            foreach (var (row, clash) in Clashes(group, s => s.BureauCode))
            {
                errors.Add(RegisterError.Of(row.Line, BureauCode, "bureau_of_two_codes",
                    RegisterMessages.BureauOfTwoCodes(row.Line, clash.Line, row.Section.BureauName, row.Section.BureauCode,
                        clash.Section.BureauCode)));
            }
        }
    }

    /// <summary>Rows that exist beside an earlier one of the group that differs from it.</summary>
    private static IEnumerable<((int Line, Section Section) Row, (int Line, Section Section) Clash)> Clashes(
        IEnumerable<(int Line, Section Section)> group, Func<Section, string> what)
    {
        // The row that lasts longest, and the longest among those that differ from it: if neither clashes, no other does.
        (int Line, Section Section)? longest = null, other = null;
        foreach (var row in group.OrderBy(r => r.Section.From).ThenBy(r => r.Line))
        {
            var mine = what(row.Section);
            var rival = longest is { } l && what(l.Section) != mine ? longest : other;
            if (rival is { } r && what(r.Section) != mine && (r.Section.Until is null || row.Section.From <= r.Section.Until))
            {
                yield return (row, r);
            }

            if (longest is not { } longestYet || GoesOnLonger(row.Section, longestYet.Section))
            {
                other = longest is { } beaten && what(beaten.Section) != mine ? longest : other;
                longest = row;
            }
            else if (what(longestYet.Section) != mine && (other is not { } otherYet || GoesOnLonger(row.Section, otherYet.Section)))
            {
                other = row;
            }
        }
    }

    private static bool GoesOnLonger(Section a, Section b) => b.Until is { } end && (a.Until is not { } until || until > end);

    private static void CheckSuccessors(IReadOnlyList<(int Line, Section Section)> rows, List<RegisterError> errors)
    {
        var byCode = rows.Select(r => r.Section).GroupBy(s => s.Code, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.ToList(), StringComparer.Ordinal);
        foreach (var (line, section) in rows.Where(r => r.Section.Successors.Count > 0))
        {
            if (section.Until is not { } until)
            {
                errors.Add(RegisterError.Of(line, Successors, "successor_without_end", RegisterMessages.SuccessorWithoutEnd(line)));
                continue;
            }

            foreach (var code in section.Successors.Distinct())
            {
                if (!byCode.TryGetValue(code, out var successor))
                {
                    errors.Add(RegisterError.Of(line, Successors, "unknown_successor", RegisterMessages.UnknownSuccessor(line, code)));
                }
                else if (until < Lineage.LastMonth && !successor.Exists(s => s.ExistedIn(until.AddMonths(1))))
                {
                    errors.Add(NotThere(line, section, until.AddMonths(1), code, successor, errors.Count < MostErrorsTracedBack
                        && Reaches(code, section.Code, byCode)));
                }
            }
        }
    }

    // A successor has to exist in the next month, so work cannot return to a span of months that is over.
    private static RegisterError NotThere(int line, Section section, FiscalMonth month, string code, List<Section> successor,
        bool comesBack) =>
        successor.Where(s => s.From > month).MinBy(s => s.From) is { } later
            ? RegisterError.Of(line, Successors, "gap", RegisterMessages.SuccessorBeginsLater(
                line, code, later.From.ToString(), month.ToString(), later.From.AddMonths(-1).ToString()))
            : comesBack
                ? RegisterError.Of(line, Successors, "cycle", RegisterMessages.Cycle(line, code, month.ToString()))
                : RegisterError.Of(line, Successors, "successor_gone", RegisterMessages.SuccessorGone(line, code, month.ToString()));

    private static bool Reaches(string from, string code, Dictionary<string, List<Section>> byCode)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var next = new Stack<string>([from]);
        while (next.TryPop(out var here))
        {
            if (here == code)
            {
                return true;
            }

            if (seen.Add(here) && byCode.TryGetValue(here, out var rows))
            {
                foreach (var further in rows.SelectMany(r => r.Successors))
                {
                    next.Push(further);
                }
            }
        }

        return false;
    }
}
