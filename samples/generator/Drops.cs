using System.Text;

namespace SmartToyonaka.Samples;

/// <summary>Files of other systems, each spelt in its own way.</summary>
internal sealed class Drops(City city, Dice dice)
{
    private readonly Encoding cp932 =
        CodePagesEncodingProvider.Instance.GetEncoding(932, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)!;

    /// <summary>Writes drops/.</summary>
    public void Write(string folder)
    {
        string[] names = ["e-approval", "overtime", "staff"];
        var targets = names.ToDictionary(name => name, name => OutputFolder.Empty(Path.Combine(folder, "drops", name)));
        var overtime = new Overtime(city, dice).Draw();
        foreach (var (kind, file, spelling, layout, months) in Tables.Rows(Tables.DropFiles).Select(row =>
            (row[0], row[1], row[4], row[5], Month.Span(row[2], row[3]))))
        {
            var lines = kind switch
            {
                "e-approval" => ApprovalLines(months, spelling, layout),
                "staff" => StaffLines(months, spelling),
                _ => OvertimeLines(overtime.Where(r => months.Contains(r.Month)), spelling, layout),
            };
            File.WriteAllText(Path.Combine(targets[kind], file), string.Concat(lines.Select(l => l + "\r\n")), cp932);
        }
    }

    private IEnumerable<string> ApprovalLines(List<Month> months, string spelling, string layout)
    {
        var (start, growth) = Tables.ApprovalPace[months[0].FiscalYear];
        var lean = city.Register.Select(s => s.Bureau).Distinct().ToDictionary(bureau => bureau, _ => dice.Between(.6, 1.4));
        var cells = (from month in months
                     from section in city.Register
                     where section.Exists(month)
                     let total = (int)(city.Profiles[section.Code].Documents * Tables.Season[month.OfYear] * dice.Between(.85, 1.15)) + 1
                     let rate = lean[section.Bureau] * dice.Between(.85, 1.15) * (start + (growth * month.OfYear))
                     select (month, section, total, rate)).ToList();

        // The last correction: the one factor on all rates that gives the mean over bureaux.
        var aim = months[0].FiscalYear == 2020 ? Tables.SecondYearApproval : PublishedFigures.Aim("e_approval_rate", months[^1]);
        var (low, high) = (0.0, 200.0);
        for (var step = 0; step < 60; step++)
        {
            var middle = (low + high) / 2;
            (low, high) = MeanOverBureaux(middle) < aim ? (middle, high) : (low, middle);
        }

        var withPaper = layout.StartsWith("paper", StringComparison.Ordinal);
        var otherSpellings = layout.EndsWith("other spellings of the sections", StringComparison.Ordinal);
        yield return "年月,所属コード,所属名,起案件数,電子決裁件数" + (withPaper ? ",紙決裁件数" : "");
        foreach (var cell in cells)
        {
            var (section, electronic) = (cell.section, Electronic(cell, high));
            var name = otherSpellings && section.OtherSpelling != "" ? section.OtherSpelling : section.Name;
            var paper = withPaper ? $",{cell.total - electronic}" : "";
            yield return $"{cell.month.Spell(spelling)},{section.Code},{name},{cell.total},{electronic}{paper}";
        }

        double MeanOverBureaux(double factor) => cells.Where(c => !c.section.Medical).GroupBy(c => c.section.Bureau)
            .Select(bureau => bureau.Aggregate((Electronic: 0, Total: 0), (sum, c) =>
                (sum.Electronic + Electronic(c, factor), sum.Total + c.total)))
            .Average(sum => 100.0 * sum.Electronic / sum.Total);

        // The hospital's medical section hardly uses it: counted by mistake, it would pull the mean down.
        static int Electronic((Month, Section section, int total, double rate) cell, double factor) =>
            (int)(cell.total * Math.Min(.99, cell.section.Medical ? .02 : cell.rate * factor / 100));
    }

    private IEnumerable<string> StaffLines(List<Month> months, string spelling)
    {
        yield return "年月,所属コード,所属名,職種,勤務形態,人数";
        foreach (var ((group, month), people) in city.Headcounts.Where(h => months.Contains(h.Key.Month)))
        {
            yield return $"{month.Spell(spelling)},{group.Section.Code},{group.Section.Name},{group.Job},{group.Pattern},{people}";
        }
    }

    private static IEnumerable<string> OvertimeLines(IEnumerable<OvertimeRow> rows, string spelling, string layout)
    {
        yield return $"年月,所属コード,所属名,職種,勤務形態,事由区分,{(layout == "分" ? "時間外時間（分）" : "時間外時間")},職員番号,氏名";
        foreach (var (month, group, reason, minutes, person) in rows.OrderBy(r => r.Month.Index)
            .ThenBy(r => r.Group.Section.Code, StringComparer.Ordinal).ThenBy(r => r.Person).ThenBy(r => r.Reason, StringComparer.Ordinal))
        {
            var section = $"{group.Section.Code},{group.Section.Name}";
            var time = layout switch
            {
                "分" => $"{minutes}",
                "時間" => $"{minutes / 60m:0.00}",
                _ => $"{minutes / 60}:{minutes % 60:00}",
            };
            yield return $"{month.Spell(spelling)},{section},{group.Job},{group.Pattern},{reason},{time},{person},{PersonName(person)}";
        }
    }

    private static string PersonName(int number)
    {
        string[] family = ["見本", "仮名", "例示", "架空", "試験"];
        string[] given = ["太郎", "花子", "次郎", "桜子", "三郎", "梅子", "四郎"];
        return $"{family[number % family.Length]}　{given[number % given.Length]}";
    }
}
