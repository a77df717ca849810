using System.Globalization;
using System.Text;
using CsCheck;
using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Intake.Drops;

namespace SmartToyonaka.Tests.Intake.Drops;

/// <summary>Any table of valid rows says the same however it is written, and one bad cell holds back its pair and no other.</summary>
public sealed class SpellingTests
{
    private static readonly (string Code, string Name)[] Sections = [("0101", "経営計画課"), ("0211", "財政課"), ("0603", "長寿安心課"),
        ("1302", "北消防署"), ("0401", "市民課")];

    private static readonly Gen<(int Section, int Month)[]> Pairs = Gen.Select(Gen.Int[0, 4], Gen.Int[0, 23]).Array[1, 12]
        .Select(p => p.Distinct().ToArray());

    [Fact]
    public void Counts_read_back_the_same_in_every_spelling() =>
        Gen.Select(Pairs, Gen.Int[0, 99_999].Array[24], Gen.Int[0, int.MaxValue]).Sample((pairs, numbers, seed) =>
        {
            var random = new Random(seed);
            var rows = pairs.Select((p, i) => (p.Section, p.Month, Electronic: numbers[2 * i % 24], Paper: numbers[(2 * i + 1) % 24]))
                .ToList();
            var lines = rows.Select(r =>
                string.Join(Separator, [.. Key(r.Section, r.Month, random), Count(r.Electronic + r.Paper, random),
                    Count(r.Electronic, random), random.Next(3) == 0 ? "" : Count(r.Paper, random)]));

            var check = CheckAsync("e-approval", TestDrop.EApprovalHeader, lines, random);

            return Same(check, rows.SelectMany(r => new[] { $"{Month(r.Month)} {Sections[r.Section].Code} electronic={r.Electronic}",
                $"{Month(r.Month)} {Sections[r.Section].Code} total={r.Electronic + r.Paper}" }));
        }, iter: 1_500);

    [Fact]
    public void Overtime_reads_back_the_same_in_every_spelling() =>
        Gen.Select(Pairs, Gen.Int[0, 30_000].Array[12], Gen.Int[0, int.MaxValue]).Sample((pairs, minutes, seed) =>
        {
            var random = new Random(seed);
            var inMinutes = random.Next(3) == 0;
            var header = inMinutes ? TestDrop.OvertimeHeader.Replace("時間外時間", "時間外時間（分）", StringComparison.Ordinal)
                : TestDrop.OvertimeHeader;
            var rows = pairs.Select((p, i) => (p.Section, p.Month, Minutes: minutes[i])).ToList();
            var lines = rows.Select(r =>
                string.Join(Separator, [.. Key(r.Section, r.Month, random), Of(random, "一般", "一般職", " 一 般 "),
                    Of(random, "通常", "通常勤務", "通　常"), Of(random, "災害"), inMinutes ? Count(r.Minutes, random) : Time(r.Minutes, random)]));

            return Same(CheckAsync("overtime", header, lines, random),
                rows.Select(r => $"{Month(r.Month)} {Sections[r.Section].Code} general/regular/disaster minutes={r.Minutes}"));
        }, iter: 1_500);

    [Fact]
    public void One_bad_cell_holds_back_exactly_its_pair_and_is_named() =>
        Gen.Select(Pairs, Gen.Int[0, 99_999].Array[24], Gen.Int[0, int.MaxValue]).Sample((pairs, numbers, seed) =>
        {
            var random = new Random(seed);
            var rows = pairs.Select((p, i) => (p.Section, p.Month, Electronic: numbers[2 * i % 24], Paper: numbers[(2 * i + 1) % 24]))
                .ToList();
            var bad = random.Next(rows.Count);
            var column = random.Next(3, 6);
            var wrong = Of(random, "?", "12,34", "1,2,3", "5-", "△5", "-7", "①", "5.5", "59.4％", "1e3", "=1+1", "\"\"\"5\"\"\"",
                "99999999999999999999", "五", "5\uE000");
            var lines = rows.Select((r, i) =>
            {
                string[] cells = [.. Key(r.Section, r.Month, random), Count(r.Electronic + r.Paper, random), Count(r.Electronic, random),
                    Count(r.Paper, random)];
                if (i == bad)
                {
                    cells[column] = wrong;
                }

                return string.Join(Separator, cells);
            });

            var check = CheckAsync("e-approval", TestDrop.EApprovalHeader, lines, random, out var lineOf);

            var error = check.Receipt.Errors.Where(e => e.Code is not ("electronic_exceeds_total" or "parts_do_not_add_up")).ToList();
            var held = check.Receipt.Held;
            return error.Count == 1 && error[0].Line == lineOf(bad) && error[0].Column == TestDrop.EApprovalHeader.Split(',')[column]
                && held.Count == 1 && held[0].Section == Sections[rows[bad].Section].Code && held[0].Month == Month(rows[bad].Month)
                && check.Observations.Count() == rows.Count - 1 && check.Receipt.RowsHeld == 1;
        }, iter: 1_500);

    private const char Separator = '\u001F';

    private static DropCheck CheckAsync(string folder, string header, IEnumerable<string> lines, Random random) =>
        CheckAsync(folder, header, lines, random, out _);

    private static DropCheck CheckAsync(string folder, string header, IEnumerable<string> lines, Random random, out Func<int, int> lineOf)
    {
        var (separator, end) = (",\t;"[random.Next(3)], Of(random, "\r\n", "\n", "\r"));
        var above = random.Next(3);
        var text = string.Concat(Enumerable.Repeat("令和3年度 実績" + end, above)) + header.Replace(',', separator) + end
            + string.Concat(lines.Select(l => string.Join(separator, l.Split(Separator).Select(c => Quote(c, separator, random))) + end));
        lineOf = i => above + 2 + i;
        byte[] bytes = random.Next(5) switch
        {
            0 => Encoding.UTF8.GetBytes(text),
            1 => [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(text)],
            2 => [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(text)],
            3 => [0xFE, 0xFF, .. Encoding.BigEndianUnicode.GetBytes(text)],
            _ => TestDrop.Cp932.GetBytes(text),
        };

        // What CP932 does not have (㋿) would be written as a question mark.
        return TestDrop.CheckAsync(folder, bytes.Length > 0 && TestDrop.Cp932.GetString(TestDrop.Cp932.GetBytes(text)) == text ? bytes
            : Encoding.UTF8.GetBytes(text)).GetAwaiter().GetResult();
    }

    private static bool Same(DropCheck check, IEnumerable<string> figures) =>
        check.Receipt.State == DropState.Taken && check.Figures().Order(StringComparer.Ordinal)
            .SequenceEqual(figures.Order(StringComparer.Ordinal));

    private static string Quote(string cell, char separator, Random random) =>
        cell.StartsWith('"') ? cell : cell.Contains(separator) || cell.Contains(',') || random.Next(4) == 0 ? $"\"{cell}\"" : cell;

    private static string[] Key(int section, int month, Random random)
    {
        var (code, name) = Sections[section];
        var spelled = Of(random, code, code.TrimStart('0'), Wide(code), $" {code} ");
        return [Spell(month, random), .. random.Next(3) switch { 0 => new[] { spelled, "" }, 1 =>
            ["", Of(random, name, name.Insert(1, "　"), name + " ")], _ => [spelled, name] }];
    }

    // 2020-04 and the months after it.
    private static FiscalMonth At(int month) => new FiscalMonth(2020, 4).AddMonths(month);

    private static string Month(int month) => At(month).ToString();

    private static string Spell(int month, Random random)
    {
        var m = At(month);
        var (year, number) = (m.Year - 2018, m.Month);
        return Of(random, $"令和{year}年{number}月", $"R{year}.{number}.1", $"R{year:D2}/{number:D2}", Wide($"R{year}/{number:D2}"),
            $"㋿{year}.{number}", $"{m.Key}", $"{m.Year}/{number}", $"{m.Year}年{number}月", $"{m.Year}-{number:D2}-01",
            (m.FirstDay.DayNumber - new DateOnly(1899, 12, 30).DayNumber).ToString(CultureInfo.InvariantCulture),
                $"平成{year + 30}年{number}月", Wide($"{m.Year}-{number:D2}"));
    }

    private static string Count(int number, Random random)
    {
        var plain = number.ToString(CultureInfo.InvariantCulture);
        return number == 0 && random.Next(2) == 0 ? Of(random, "－", "―", "‐", "-")
            : Of(random, plain, Wide(plain), number.ToString("N0", CultureInfo.InvariantCulture),
                Wide(number.ToString("N0", CultureInfo.InvariantCulture)), plain + ".0", $" {plain} ", number < 1_000 ? "0" + plain
                    : plain);
    }

    private static string Time(int minutes, Random random)
    {
        var clock = string.Create(CultureInfo.InvariantCulture, $"{minutes / 60}:{minutes % 60:D2}");

        // A whole number from 60 on may be minutes as well as hours, 6.15 a quarter past six as well as a quarter of an hour less: they are
        // held where nothing in the column tells which.
        var isClear = minutes % 60 == 0 ? minutes < 60 * 60 : minutes % 60 >= 36;
        return isClear && minutes % 3 == 0 && random.Next(2) == 0 ? (minutes / 60m).ToString("0.##", CultureInfo.InvariantCulture)
            : Of(random, clock, Wide(clock), "0" + clock, clock + ":00");
    }

    private static string Of(Random random, params string[] spellings) => spellings[random.Next(spellings.Length)];

    // Full width: everything from ! to ~ has a wide twin.
    private static string Wide(string text) => string.Concat(text.Select(c => c is > ' ' and < '\u007F' ? (char)(c + 0xFEE0) : c));
}
