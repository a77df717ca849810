using System.Text;

namespace SmartToyonaka.Tests.Intake.Drops;

/// <summary>Rules 1 to 4: encodings, cut characters, separators, line ends.</summary>
internal static class MalformedDropEncodings
{
    private const string Row = "2021-06,0211,財政課,一般,通常,7", Other = "2021-06,0101,経営計画課,一般,通常,4",
        Figure = "2021-06 0211 general/regular/ headcount=7", OtherFigure = "2021-06 0101 general/regular/ headcount=4";
    private static readonly string Text = TestDrop.Text(TestDrop.StaffHeader, Row);
    private static readonly UnicodeEncoding Le = new(false, false), Be = new(true, false);

    public static IEnumerable<MalformedDrop> All() =>
    [
        File(1, "UTF-8", Encoding.UTF8.GetBytes(Text)),
        File(1, "UTF-8 with a mark", [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(Text)]),
        File(1, "UTF-8 with two marks", [0xEF, 0xBB, 0xBF, 0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(Text)]),
        File(1, "UTF-8 with a mark before a quoted heading",
            [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(Text.Replace("年月", "\"年月\"", StringComparison.Ordinal))]),
        File(1, "UTF-16LE with a mark", [0xFF, 0xFE, .. Le.GetBytes(Text)]),
        File(1, "UTF-16BE with a mark", [0xFE, 0xFF, .. Be.GetBytes(Text)]),
        Bad(1, "UTF-16LE without a mark", Le.GetBytes(Text), "1  encoding"),
        Bad(1, "UTF-16BE without a mark", Be.GetBytes(Text), "1  encoding"),
        Bad(1, "UTF-16LE with half of a surrogate pair", [0xFF, 0xFE, .. Le.GetBytes(Text), 0x00, 0xDC, .. Le.GetBytes("\r\n")],
            "3  encoding"),
        File(1, "CP932", TestDrop.Cp932.GetBytes(Text)),
        File(1, "CP932 of very few bytes", TestDrop.Cp932.GetBytes(Text.TrimEnd())),
        File(1, "NEC's and IBM's characters of CP932",
            TestDrop.Cp932.GetBytes(TestDrop.Text(TestDrop.StaffHeader + ",備考", Row + ",①㈱№～－∥髙﨑"))),
        Bad(1, "EUC-JP", CodePagesEncodingProvider.Instance.GetEncoding(51932)!.GetBytes(Text), "1  encoding"),
        Bad(1, "rows of CP932 under a header of UTF-8",
            [.. Encoding.UTF8.GetBytes(TestDrop.Text(TestDrop.StaffHeader)), .. TestDrop.Cp932.GetBytes(Row)], "2  encoding"),
        Bad(1, "rows of UTF-8 under a header of CP932",
            [.. TestDrop.Cp932.GetBytes(TestDrop.Text(TestDrop.StaffHeader)), .. Encoding.UTF8.GetBytes(Row)], "2  encoding"),
        Bad(1, "a surrogate in UTF-8", [.. Encoding.UTF8.GetBytes(Text), 0xED, 0xA0, 0x80], "3  encoding"),
        Bad(1, "a slash in two bytes", [.. Encoding.UTF8.GetBytes(Text), 0xC0, 0xAF], "3  encoding"),
        Bad(1, "nothing but NUL", new byte[4_096], "0  file_is_not_text"),
        File(1, "the end mark of an old program", [.. TestDrop.Cp932.GetBytes(Text), 0x1A]),

        Bad(2, "a lone lead byte of CP932 at the end", [.. TestDrop.Cp932.GetBytes(Text), 0x8D], "0  truncated"),
        Bad(2, "two of three bytes of UTF-8 at the end", [.. Encoding.UTF8.GetBytes(Text), 0xE8, 0xB2], "0  truncated"),
        Bad(2, "three bytes of a pair of UTF-16 at the end", [0xFF, 0xFE, .. Le.GetBytes(Text), 0x40, 0xD8, 0x0B], "0  truncated"),
        Bad(2, "a lone lead byte inside", [.. TestDrop.Cp932.GetBytes(TestDrop.Text(TestDrop.StaffHeader)),
            .. TestDrop.Cp932.GetBytes("2021-06,0211,財"), 0x90, .. TestDrop.Cp932.GetBytes(",一般,通常,7\r\n")], "2  encoding"),

        File(3, "Excel's Unicode text", [0xFF, 0xFE, .. Le.GetBytes(Text.Replace(',', '\t'))]),
        File(3, "tabs in UTF-8", Encoding.UTF8.GetBytes(Text.Replace(',', '\t'))),
        File(3, "semicolons", Encoding.UTF8.GetBytes(Text.Replace(',', ';'))),
        File(3, "semicolons in CP932", TestDrop.Cp932.GetBytes(Text.Replace(',', ';'))),
        File(3, "a title with commas over tabs", Encoding.UTF8.GetBytes("在籍, 職員, 数, 2021\r\n" + Text.Replace(',', '\t'))),
        Bad(3, "bars", Encoding.UTF8.GetBytes(Text.Replace(',', '|')), "0  header_missing"),

        File(4, "LF", Encoding.UTF8.GetBytes(Text.Replace("\r\n", "\n", StringComparison.Ordinal))),
        File(4, "CR", Encoding.UTF8.GetBytes(Text.Replace("\r\n", "\r", StringComparison.Ordinal))),
        File(4, "no line end at the end", Encoding.UTF8.GetBytes(Text.TrimEnd())),
        Line(4, "mixed line ends", TestDrop.StaffHeader + "\r" + Other + "\n" + "2021-06,0211,財政課,一般,通常,?\r\n", 3),
        Line(4, "empty lines between", TestDrop.StaffHeader + "\n\n" + Other + "\n\n\n2021-06,0211,財政課,一般,通常,?\n", 6),
        Line(4, "a quoted CRLF", TestDrop.StaffHeader + "\r\n" + Other.Replace("経営計画課", "\"経営\r\n計画課\"", StringComparison.Ordinal)
            + "\r\n2021-06,0211,財政課,一般,通常,?\r\n", 4),
        Line(4, "a quoted LF and a quoted CR", TestDrop.StaffHeader + "\r\n"
            + Other.Replace("経営計画課", "\"経営\n計画\r課\"", StringComparison.Ordinal) + "\r\n2021-06,0211,財政課,一般,通常,?\r\n", 5),
        Line(4, "a quoted break in a heading", TestDrop.StaffHeader.Replace("勤務形態", "\"勤務\n形態\"", StringComparison.Ordinal) + "\r\n"
            + Other + "\r\n2021-06,0211,財政課,一般,通常,?\r\n", 4),
        Line(4, "a quoted break in a title", "\"職員数\n令和3年\"\n" + TestDrop.StaffHeader + "\n" + Other + "\n2021-06,0211,財政課,一般,通常,?\n", 5),
        Line(4, "a separator of lines inside a cell", TestDrop.StaffHeader + "\n"
            + Other.Replace("計画", "計\u2028画", StringComparison.Ordinal) + "\n2021-06,0211,財政課,一般,通常,?\n", 3),
    ];

    private static MalformedDrop File(int rule, string what, byte[] content) => MalformedDrop.Of(rule, what, "staff", content, [Figure]);

    private static MalformedDrop Bad(int rule, string what, byte[] content, string error) =>
        MalformedDrop.Of(rule, what, "staff", content, [], error);

    private static MalformedDrop Line(int rule, string what, string text, int line) =>
        MalformedDrop.Of(rule, what, "staff", text, [OtherFigure], $"{line} 人数 not_a_number");
}
