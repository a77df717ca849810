using CsCheck;
using SmartToyonaka.Intake.Drops;
using SmartToyonaka.Tests.Intake.Drops;

namespace SmartToyonaka.Tests.Intake.OfficeFiles;

/// <summary>
/// A table among titles, units, totals, notes, repeated headers, guards and duplicates is read as the same figures or held, never as other
/// figures.
/// </summary>
public sealed class NoisyTableTests
{
    private static readonly string[][] Sections = [["0101", "経営計画課"], ["0211", "財政課"], ["0213", "市民税課"], ["0301", "行政総務課"],
        ["0601", "福祉事務所"]];
    private static readonly string[] Titles = ["", "令和3年4月分 時間外勤務実績", "時間外勤務（分）", "（単位：分）,,,,,,", "単位,分,,,,,", "人事課 作成,,,,,,"];
    private static readonly string[] Below = ["", "（単位：分）,,,,,,", ",,,,,,（分）", ",,,,,,"];
    private static readonly string[] Notes = ["", "※速報値,,,,,,", "注1）育休者を除く。", "1/1ページ,,,,,,", "（単位：分）,,,,,,", ",,,,,,"];
    private static readonly string[] Kinds = ["うち女性", "うち会計年度任用職員", "前年同月", "前年度", "見込", "見込値", "平均", "月平均", "内数", "目標"];
    private static readonly string[] TotalWords = ["合計", "小計", "総計", "総数", "全体", "一般計", "都市経営部計", "　合　計　"];

    [Fact]
    public void It_is_the_same_figures_or_held()
    {
        var row = Gen.Select(Gen.Int[0, Sections.Length - 1], Gen.Int[0, 400], Gen.Int[0, 5]);
        Gen.Select(row.Array[1, 8], Any(Titles), Any(Below), Any(Notes), Any(TotalWords), Gen.Int[0, 63], Gen.Int[0, 8])
            .Sample((rows, title, below, note, total, choices, at) =>
        {
            var heading = (choices & 1) == 0 ? "時間外時間" : "時間外時間（分）";
            var header = TestDrop.OvertimeHeader.Replace("時間外時間", heading, StringComparison.Ordinal);
            var isMinutes = (choices & 1) != 0 || title.Contains('分', StringComparison.Ordinal)
                && !title.Contains("4月分", StringComparison.Ordinal) || below.Contains('分', StringComparison.Ordinal)
                    || note.Contains('分', StringComparison.Ordinal);
            var lines = rows.Select(r => Line(r, isMinutes)).ToList();
            var sum = rows.Sum(r => r.Item2);
            if ((choices & 2) != 0)
            {
                // Under any column, whatever else is filled in.
                var cells = $"2021-04,0101,経営計画課,一般,通常,通常,{Time(sum, isMinutes)}".Split(',');
                cells[at % 6] = total;
                lines.Add(string.Join(',', cells));
            }

            if ((choices & 4) != 0)
            {
                lines.Insert(Math.Min(at, lines.Count), header.Replace("年月", " 年 月", StringComparison.Ordinal));
            }

            if ((choices & 8) != 0)
            {
                lines.Insert(Math.Min(at, lines.Count), "");
            }

            var check = TestDrop.CheckAsync("overtime", [.. new[] { title, header, below }.Concat(lines).Append(note)]).GetAwaiter()
                .GetResult();
            var expected = rows.GroupBy(r => Sections[r.Item1][0]).ToDictionary(g => g.Key, g => (long)g.Sum(r => r.Item2));
            foreach (var taken in check.Observations)
            {
                Assert.Equal(expected[taken.Section], taken.Cells.Sum(c => c.Value));
            }

            Assert.True(check.Receipt.State == DropState.Taken ? check.Observations.Count() == expected.Count
                : check.Receipt.Errors.Count > 0);
        }, iter: 2_000);
    }

    // 区分 beside the table: a row of such a kind holds its section, and says nothing of the others.
    [Fact]
    public void Rows_of_another_kind_hold_their_section_and_no_other()
    {
        var row = Gen.Select(Gen.Int[0, Sections.Length - 1], Gen.Int[60, 400], Gen.Int[0, 4 * Kinds.Length]);
        Gen.Select(row.Array[1, 8], Gen.Bool, Gen.Int[0, 3]).Sample((rows, isMinutes, spelling) =>
        {
            var header = TestDrop.OvertimeHeader + (isMinutes ? "（分）" : "") + ",区分";
            var check = TestDrop.CheckAsync("overtime", [header, .. rows.Select(r =>
                $"{Line((r.Item1, r.Item2, 5), isMinutes)},{(r.Item3 < Kinds.Length ? Spelt(Kinds[r.Item3], spelling) : "実績")}")])
                .GetAwaiter().GetResult();
            var expected = rows.GroupBy(r => Sections[r.Item1][0]).Where(g => g.All(r => r.Item3 >= Kinds.Length))
                .ToDictionary(g => g.Key, g => (long)g.Sum(r => r.Item2));
            foreach (var taken in check.Observations)
            {
                Assert.Equal(expected[taken.Section], taken.Cells.Sum(c => c.Value));
            }

            Assert.Equal(rows.Any(r => r.Item3 < Kinds.Length), check.Receipt.Errors.Any(e => e.Code == "other_figure"));
        }, iter: 1_000);

        static string Spelt(string kind, int spelling) => spelling switch
        {
            1 => $"（{kind}）",
            2 => $" {kind} ",
            3 => $"【{kind}】",
            _ => kind,
        };
    }

    private static Gen<string> Any(string[] texts) => Gen.Int[0, texts.Length - 1].Select(i => texts[i]);

    private static string Line((int Section, int Minutes, int Guard) row, bool isMinutes)
    {
        var (code, name) = (Sections[row.Section][0], Sections[row.Section][1]);
        var (guarded, named) = row.Guard switch
        {
            0 => ($"=\"{code}\"", name),
            1 => ("'" + code, name),
            2 => ($"{code} {name}", ""),
            3 => (code.TrimStart('0'), name),
            4 => ("", name),
            _ => (code, name),
        };
        return $"2021-04,{guarded},{named},一般,通常,通常,{Time(row.Minutes, isMinutes)}";
    }

    private static string Time(int minutes, bool isMinutes) => isMinutes ? $"{minutes}" : $"{minutes / 60}:{minutes % 60:00}";
}
