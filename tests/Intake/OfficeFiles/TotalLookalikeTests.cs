using CsCheck;
using SmartToyonaka.Tests.Intake.Drops;

namespace SmartToyonaka.Tests.Intake.OfficeFiles;

/// <summary>A total is never a figure, whatever it is called and under whatever code it stands.</summary>
public sealed class TotalLookalikeTests
{
    private static readonly (string Code, string Name)[] Sections = [("0101", "経営計画課"), ("0211", "財政課"), ("0213", "市民税課"),
        ("0214", "固定資産税課"), ("0301", "行政総務課"), ("0601", "福祉事務所")];

    private static readonly int[] Minutes = [600, 1230, 315, 845, 92];

    [Theory]
    [InlineData("共計")]
    [InlineData("総和")]
    [InlineData("トータル")]
    [InlineData("ゴウケイ")]
    [InlineData("すべて")]
    [InlineData("合計値")]
    [InlineData("合計。")]
    [InlineData("= 合計 =")]
    [InlineData("T O T A L")]
    [InlineData("ALL")]
    [InlineData("本庁")]
    [InlineData("出先機関")]
    [InlineData("市長部局")]
    [InlineData("その他")]
    [InlineData("豊中市")]
    public async Task The_sum_of_the_other_sections_is_none_whatever_word_stands_beside_it(string word)
    {
        string[] rows = [.. Minutes.Select((m, i) => Row(Sections[i], m, ""))];
        foreach (var total in (string[])[Row((word, ""), Minutes.Sum(), ""), Row(("", word), Minutes.Sum(), ""),
            Row(("0101", word), Minutes.Sum(), ""), Row(Sections[1], Minutes.Sum(), word)])
        {
            var check = await TestDrop.CheckAsync("overtime", [TestDrop.OvertimeHeader + ",係", .. rows, total]);
            foreach (var taken in check.Observations)
            {
                Assert.Equal(Minutes[Array.FindIndex(Sections, s => s.Code == taken.Section)], taken.Cells.Sum(c => c.Value));
            }
        }
    }

    [Fact]
    public async Task Sums_of_the_rows_above_them_are_held_at_their_lines()
    {
        // Two pages, each with its sum under the code of its last section, and the sum of both.
        string[] rows = [.. Enumerable.Range(0, 6).Select(i => Row(Sections[0], 200 + (7 * i), "")), Row(Sections[0], 1305, "ページ"),
            .. Enumerable.Range(0, 6).Select(i => Row(Sections[4], 300 + (11 * i), "")), Row(Sections[4], 1965, "ページ"),
            Row(Sections[5], 3270, "")];
        var check = await TestDrop.CheckAsync("overtime", [TestDrop.OvertimeHeader + ",係", .. rows]);

        Assert.Equal([8L, 15L, 16L], check.Receipt.Errors.Where(e => e.Code == "looks_like_total").Select(e => e.Line).Order());
        Assert.Empty(check.Observations);
    }

    [Fact]
    public async Task Confirmed_it_is_a_figure()
    {
        string[] rows = [.. Minutes.Select((m, i) => Row(Sections[i], m, "")), Row(Sections[0], Minutes.Sum(), "")];
        (await TestDrop.CheckAsync("overtime", [TestDrop.OvertimeHeader + ",係", .. rows])).Receipt.Errors
            .Single(e => e.Code == "looks_like_total" && e.Line == 7);

        var confirmed = await TestDrop.CheckAsync("overtime", [TestDrop.OvertimeHeader + ",係,確認", .. rows[..^1].Select(r => r + ","),
            rows[^1] + ",確認済"]);
        confirmed.IsTaken();
        Assert.Equal(Minutes[0] + Minutes.Sum(), confirmed.Observations.Single(o => o.Section == "0101").Cells.Sum(c => c.Value));
    }

    [Theory]
    [InlineData("平均")]
    [InlineData("うち女性")]
    [InlineData("前年同月")]
    public async Task A_row_of_another_kind_beside_a_code_is_held(string name) =>
        (await TestDrop.CheckAsync("overtime", TestDrop.OvertimeHeader, Row(("0101", name), 600, "")[..^1])).IsRefusedFor("other_figure");

    // Any word, in any of three columns, beside any code, above or under the rows.
    [Fact]
    public void A_sum_under_a_word_that_nobody_has_thought_of_is_no_figure() =>
        Gen.Select(Gen.Int[61, 5_000].Array[5, 12], Gen.Int['一', '龠'].Array[1, 4], Gen.Int[0, 2], Gen.Int[0, Sections.Length - 1], Gen.Bool)
            .Sample((minutes, word, place, section, isFirst) =>
            {
                var text = string.Concat(word.Select(c => (char)c));
                List<string> rows = [.. minutes.Select((m, i) => Row(Sections[i % Sections.Length], m, ""))];
                var total = place switch
                {
                    0 => Row((text, Sections[section].Name), minutes.Sum(), ""),
                    1 => Row((Sections[section].Code, text), minutes.Sum(), ""),
                    _ => Row(Sections[section], minutes.Sum(), text),
                };
                rows.Insert(isFirst ? 0 : rows.Count, total);
                var check = TestDrop.CheckAsync("overtime", [TestDrop.OvertimeHeader + ",係", .. rows]).GetAwaiter().GetResult();
                foreach (var taken in check.Observations)
                {
                    Assert.Equal(minutes.Where((_, i) => Sections[i % Sections.Length].Code == taken.Section).Sum(),
                        taken.Cells.Sum(c => c.Value));
                }
            }, iter: 500);

    private static string Row((string Code, string Name) section, int minutes, string unread) =>
        $"2021-04,{section.Code},{section.Name},一般,通常,通常,{minutes / 60}:{minutes % 60:00},{unread}";
}
