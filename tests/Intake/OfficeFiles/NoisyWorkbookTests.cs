using CsCheck;
using SmartToyonaka.Intake.Drops;
using SmartToyonaka.Tests.Intake.Drops;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Intake.OfficeFiles;

/// <summary>
/// A sheet with hidden rows, merged sections and numbers, rows of another kind and whatever unit is read as the same figures or held, never
/// as other figures.
/// </summary>
public sealed class NoisyWorkbookTests
{
    private const int Hidden = 0, MergedWithNext = 1, FirstKind = 2;

    private static readonly string[][] Sections = [["0101", "経営計画課"], ["0211", "財政課"], ["0213", "市民税課"], ["0301", "行政総務課"],
        ["0601", "福祉事務所"]];

    private static readonly string[] Kinds = ["うち女性", "前年同月", "見込", "平均", "月平均", "内数"];

    private static readonly Gen<(int Section, int Minutes, int Kind)> Row =
        Gen.Select(Gen.Int[0, Sections.Length - 1], Gen.Int[0, 600], Gen.Int[0, 24]);

    [Fact]
    public void It_is_the_same_figures_or_held() => Gen.Select(Row.Array[1, 8], Gen.Int[0, 3], Gen.Bool).Sample((drawn, unit, merges) =>
    {
        // Sections one below the other, so that their names can be merged.
        var rows = drawn.OrderBy(r => r.Section).ToList();
        var check = TestDrop.CheckAsync("overtime", ToWorkbook(rows, unit, merges)).GetAwaiter().GetResult();

        // A section with a hidden row, one of another kind or with a part of a merged number is not known.
        var unknown = rows.Where((r, i) => r.Kind == Hidden || IsOfKind(r) || IsMerged(rows, i) || (i > 0 && IsMerged(rows, i - 1)))
            .Select(r => Sections[r.Section][0]).ToHashSet();
        var expected = rows.GroupBy(r => Sections[r.Section][0]).Where(g => !unknown.Contains(g.Key))
            .ToDictionary(g => g.Key, g => (long)g.Sum(r => r.Minutes));
        foreach (var taken in check.Observations)
        {
            Assert.Equal(expected[taken.Section], taken.Cells.Sum(c => c.Value));
        }

        Assert.Equal(check.Receipt.State == DropState.Taken, check.Receipt.Errors.Count == 0);
        Assert.True(check.Receipt.Errors.Count > 0 || check.Observations.Count() == expected.Count);
    }, iter: 700);

    private static bool IsOfKind((int Section, int Minutes, int Kind) row) =>
        row.Kind >= FirstKind && row.Kind < FirstKind + Kinds.Length;

    private static bool IsMerged(IReadOnlyList<(int Section, int Minutes, int Kind)> rows, int i) =>
        rows[i].Kind == MergedWithNext && i + 1 < rows.Count && (i == 0 || !IsMerged(rows, i - 1));

    private static byte[] ToWorkbook(IReadOnlyList<(int Section, int Minutes, int Kind)> rows, int unit, bool merges)
    {
        var header = TestDrop.OvertimeHeader.Replace("時間外時間", unit == 1 ? "時間外時間（分）" : "時間外時間", StringComparison.Ordinal) + ",区分"
            + (unit == 2 ? ",単位" : "");
        var cells = new List<string?[]> { header.Split(',') };
        var merged = new List<string>();
        for (var i = 0; i < rows.Count; i++)
        {
            var (section, minutes, kind) = rows[i];
            var isFirst = i == 0 || rows[i - 1].Section != section;
            var isMinutes = unit is 1 or 3 || (unit == 2 && i % 2 == 0);
            var number = i > 0 && IsMerged(rows, i - 1) ? null : isMinutes ? $"={minutes}" : $"{minutes / 60}:{minutes % 60:00}";
            string?[] row = ["2021-04", .. merges && !isFirst ? new string?[2] : Sections[section], "一般", "通常", "通常", number,
                IsOfKind(rows[i]) ? Kinds[kind - FirstKind] : "実績", .. unit == 2 ? [isMinutes ? "分" : "時間"] : Array.Empty<string>()];
            cells.Add(row);
            if (IsMerged(rows, i))
            {
                merged.Add($"G{i + 2}:G{i + 3}");
            }

            if (merges && isFirst && rows.Count(r => r.Section == section) is > 1 and var count)
            {
                merged.AddRange([$"B{i + 2}:B{i + 1 + count}", $"C{i + 2}:C{i + 1 + count}"]);
            }
        }

        return new Workbook().Sheet(unit == 3 ? "実績（分）" : "実績", new SheetDress
        {
            Rows = [.. Enumerable.Range(0, rows.Count).Where(i => rows[i].Kind == Hidden).Select(i => i + 2)],
            Merged = [.. merged],
        }, [.. cells]).ToBytes();
    }
}
