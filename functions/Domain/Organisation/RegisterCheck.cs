using SmartToyonaka.Domain.Calendar;
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
                errors.Add(new(after.Line, From, "overlap", $"{after.Line}行目の所属 {code} は {before.Line}行目と期間が重なっています。「有効終了」を直してください。"));
            }
            else if (until.AddMonths(1) < after.Section.From && before.Section.Successors.Count == 0)
            {
                // A code that begins again may be a section that was renamed back: then the rows in between name each other.
                errors.Add(new(after.Line, From, "gap",
                    $"{after.Line}行目の所属 {code} は {before.Line}行目が終わった翌月から始まっていません({until.AddMonths(1)}〜{after.Section.From.AddMonths(-1)} "
                        + $"が空いています)。期間を続けるか、その間に仕事を引き継いだ所属を {before.Line}行目の「後継コード」に入れてください。"));
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
                errors.Add(new(row.Line, Name, "same_name", $"{row.Line}行目と{clash.Line}行目は同じ時期に同じ名称です。名称か「異表記」を直してください。"));
            }
        }
    }

    private static void CheckBureaux(IReadOnlyList<(int Line, Section Section)> rows, List<RegisterError> errors)
    {
        foreach (var group in rows.GroupBy(r => r.Section.BureauCode, StringComparer.Ordinal))
        {
            foreach (var (row, clash) in Clashes(group, s => Register.NameKey(s.BureauName)))
            {
                errors.Add(new(row.Line, BureauName, "bureau_of_two_names",
                    $"{row.Line}行目と{clash.Line}行目は同じ時期に同じ部局コード {group.Key} で部局名が違います({row.Section.BureauName}、{clash.Section.BureauName})。"
                        + $"部局の名称が変わったときは、所属の行もその月で分けてください。"));
            }
        }

        foreach (var group in rows.GroupBy(r => Register.NameKey(r.Section.BureauName), StringComparer.Ordinal))
        {
            foreach (var (row, clash) in Clashes(group, s => s.BureauCode))
            {
                errors.Add(new(row.Line, BureauCode, "bureau_of_two_codes",
                    $"{row.Line}行目と{clash.Line}行目は同じ時期に同じ部局名「{row.Section.BureauName}」で部局コードが違います({row.Section.BureauCode}、"
                        + $"{clash.Section.BureauCode})。どちらかを直してください。"));
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
                errors.Add(new(line, Successors, "successor_without_end", $"{line}行目には後継コードがありますが「有効終了」がありません。"));
                continue;
            }

            foreach (var code in section.Successors.Distinct())
            {
                if (!byCode.TryGetValue(code, out var successor))
                {
                    errors.Add(new(line, Successors, "unknown_successor", $"{line}行目の後継コード {code} の所属がありません。その所属の行を加えてください。"));
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
            ? new(line, Successors, "gap",
                $"{line}行目の後継 {code} は {later.From} からなので、{month}〜{later.From.AddMonths(-1)} が空いています。どちらかの期間を直してください。")
            : comesBack
                ? new(line, Successors, "cycle", $"{line}行目の後継コードをたどると自分に戻ります({code} は {month} にはもうありません)。{month} から仕事を引き継いだ所属を入れてください。")
                : new(line, Successors, "successor_gone", $"{line}行目の後継 {code} は {month} にはもうありません。その月から仕事を引き継いだ所属を入れてください。");

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
