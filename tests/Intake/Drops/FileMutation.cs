using System.Text;

namespace SmartToyonaka.Tests.Intake.Drops;

/// <summary>Damages files as disks, networks, editors and people do.</summary>
internal static class FileMutation
{
    /// <summary>What is wrong with a file as a whole.</summary>
    public static readonly HashSet<string> HasNoLine = ["empty", "encoding", "truncated", "header_missing", "unit_unknown",
        "unit_conflict", "wrong_folder", "too_many_pairs", "further_errors", "file_is_not_text"];

    private static readonly byte[][] Pieces =
    [
        [0], [0xEF, 0xBB, 0xBF], [0xFF, 0xFE], [0xFE, 0xFF], [0x81], [0xFC], [0xF0, 0x40], [0x00, 0xD8], [0xED, 0xA0, 0x80], [0xC0, 0xAF],
            [0x1A], [0x80], [0xA0],
        .. new[] { "\"", "\"\"", ",", ",,,", "\t", ";", "\r", "\n", "\r\n", "\n\n", "合計", "小計", "－", "△", "…", "x", "①", "㈱", "\uE000",
            "12:60", "1,234", "Apr-21", "令和3年13月", "（単位：分）", "=1+1", "'", "　", "年月", "所属コード", "理由", "99999999999999999999", "\uFEFF",
                "\u200B", "\0\0" }.Select(Encoding.UTF8.GetBytes),
        .. new[] { "合計", "－", "髙", "①", "ｱ" }.Select(s => TestDrop.Cp932.GetBytes(s)),
        Encoding.UTF8.GetBytes(new string('9', 3_000)), Encoding.UTF8.GetBytes(new string(',', 1_200)),
            Encoding.UTF8.GetBytes(new string('あ', 1_000)),
    ];

    /// <summary>One to three damages, one after the other.</summary>
    public static byte[] Of(byte[] content, byte[] other, Random random)
    {
        List<byte> bytes = [.. content];
        for (var i = Math.Max(1, random.Next(-3, 4)); i > 0; i--)
        {
            Damage(bytes, other, random);
        }

        return [.. bytes];
    }

    private static void Damage(List<byte> bytes, byte[] other, Random random)
    {
        var at = random.Next(bytes.Count + 1);
        var length = Math.Min(random.Next(1, 60), bytes.Count - at);
        switch (random.Next(9))
        {
            case 0 when bytes.Count > 0:
                bytes[random.Next(bytes.Count)] ^= (byte)(1 << random.Next(8));
                break;
            case 1 when bytes.Count > 0:
                bytes[random.Next(bytes.Count)] = (byte)random.Next(256);
                break;
            case 2:
                bytes.RemoveRange(at, random.Next(4) == 0 ? bytes.Count - at : length);
                break;
            case 3:
                bytes.InsertRange(random.Next(bytes.Count + 1), bytes.GetRange(at, length));
                break;
            case 4 when other.Length > 0:
                var from = random.Next(other.Length);
                bytes.InsertRange(at, other[from..Math.Min(other.Length, from + random.Next(1, 300))]);
                break;
            case 5:
                bytes.InsertRange(at, Enumerable.Repeat(bytes.GetRange(at, length), random.Next(1, 40)).SelectMany(b => b).ToList());
                break;
            default:
                bytes.InsertRange(at, Pieces[random.Next(Pieces.Length)]);
                break;
        }
    }

    /// <summary>A file without a fault, in one of many forms.</summary>
    public static MalformedDrop ValidFile(string folder, Random random)
    {
        var (header, tail) = folder switch
        {
            "e-approval" => (TestDrop.EApprovalHeader, ""),
            "overtime" =>
            (TestDrop.OvertimeHeader + ",職員番号,氏名", ",900001,豊中太郎"),
            _ => (TestDrop.StaffHeader, "")
        };
        var rows = new List<string>();
        foreach (var section in new[] { "0101,経営計画課", "0211,財政課", "0603,髙齢者支援課", "0105,デジタル戦略課" })
        {
            for (var month = 4; month < 7; month++)
            {
                var (a, b) = (random.Next(1, 900), random.Next(1, 900));
                rows.Add(FormattableString.Invariant(folder switch
                {
                    "e-approval" => (FormattableString)$"2021-{month:D2},{section},{a + b},{a},{b}",
                    "overtime" => $"令和3年{month}月,{section},一般,通常,{(a % 2 == 0 ? "災害" : "通常")},{a}:{b % 60:D2}{tail}",
                    _ => $"R3.{month},{section},{(a % 2 == 0 ? "一般" : "医療職")},通常,{b}",
                }));
            }
        }

        var text = string.Join(random.Next(3) switch { 0 => "\r\n", 1 => "\n", _ => "\r" }, [header, .. rows, ""])
            .Replace(',', ",\t;"[random.Next(3)]);
        byte[] content = random.Next(4) switch
        {
            0 => Encoding.UTF8.GetBytes(text),
            1 => TestDrop.Cp932.GetBytes(text),
            2 => [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(text)],
            _ => [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(text)],
        };
        return MalformedDrop.Of(0, $"valid {folder}", folder, content, []);
    }
}
