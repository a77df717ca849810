using System.Globalization;
using System.Text;
using CsCheck;
using SmartToyonaka.Tests.Intake.Drops;

namespace SmartToyonaka.Tests.Fuzz;

/// <summary>
/// Texts, numbers, months and departments as people, programs and attackers write them, and a good deal of what is right.
/// </summary>
internal static class HostileValues
{
    /// <summary>Must never stand in a page as it was sent.</summary>
    public const string Tag = "<zq>";

    private static readonly string[] Texts =
    [
        "", " ", "　", "\0", "a\0b", "\r\n", "\t", "\uFEFF", "\u200B", "\u202Eabc", "\uFFFE", "\uFFFF", "\uE000", "\u0007", "①", "㈱",
            "ｱｲｳ", "𠮷野家", "👨‍👩‍👧", "e\u0301", "髙﨑", "é".Normalize(NormalizationForm.FormD),
        "=cmd|' /C calc'!A0", "+1", "@SUM(A1)", "-", "－", "…", "x", "../../etc/passwd", "..\\..\\web.config", "%00", "%2e%2e%2f",
            "'; DROP TABLE ledger; --", "' or PartitionKey gt '", "{{7*7}}", "${jndi:ldap://x}",
        Tag, "\"" + Tag, "'\"><script>alert(1)</script>" + Tag, "]]>", "&amp;&#0;", "null", "undefined", "true", "[object Object]", "NaN",
            "Infinity", "-Infinity", "0x10", "1e400", "1e-400",
        "ﷺ", "İ", "ß", "ſ", "ᾳ", "ﬃ", "〇", "ー", "a/b", "a\\b", "a#b?c", "a|b", "a~b", "a!b", "..", ".", "con", "__proto__", "constructor",
    ];

    /// <summary>Half a character at either end, everything, or something of the list.</summary>
    public static readonly Gen<string> Text = Gen.Frequency(
        (60, Gen.OneOf(Texts)),
        (60, Gen.OneOf("議事録の作成", "相続人代表者設定", "ガンバ大阪", "2021年度から", "A社")),
        (20, Gen.String[0, 20]),
        (4, Gen.Char.Array[0, 12].Select(c => new string(c))),
        (2, Gen.Select(Gen.OneOf(Texts), Gen.OneOf(40, 199, 201, 2_001), (t, n) =>
            string.Concat(Enumerable.Repeat(t.Length is 0 or > 3 ? "長" : t, n)))),
        (1, Gen.OneOf("\uD800", "\uDC00", "a\uD83D", "\uDE00b", "\uDC00\uD800")));

    public static readonly Gen<string> Count = Gen.Frequency(
        (150, Gen.Int[0, 3_000].Select(n => n.ToString(CultureInfo.InvariantCulture))),
        (25, Gen.OneOf("", "-1", "△5", "▲5", "−5", "1,234", "12,34", "１２３４", "1.0", "1.5", "0.1e1", "1e3", "1e400", "-0", "00012", "+5",
            " 5 ", "5-", "99999999999999", "9223372036854775808", "79228162514264337593543950336", "59.4％", "…", "x", "－", "0x1F", "١٢",
                "五", "1_000", "2000000000", "①")),
        (1, Gen.Const(new string('9', 5_000))),
        (8, Text));

    public static readonly Gen<string> Month = Gen.Frequency(
        (30, Gen.Select(Gen.Int[2020, 2021], Gen.Int[1, 12], (y, m) => $"{y}-{m:D2}")),
        (4, Gen.OneOf("令和3年6月", "R3.6", "Ｒ３／６", "202106", "2021/6", "㋿3.4", "H31.4", "平成33年4月", "令和元年5月", "2021-04-01", "44287",
            "昭和64年1月7日", "昭和64年1月8日", "2021-02-29", "令和3年2月30日", "2021-13", "2021-00", "光文3年1月", "明治33年1月", "R999.1", "0000-01",
                "1900-01", "1899-12", "2198-12", "2199-03", "9999-12", "99999-1", "-2021-06", "Apr-21", "2021-6-31", "2958465", "2958466",
                    "0", "-1", "1", "60")),
        (2, Text));

    public static readonly Gen<string> Department = Gen.Frequency(
        (30, Gen.OneOf("0101", "0102", "0211", "0213", "0301", "0302", "0303")),
        (3, Gen.OneOf("101", "213", "0104", "0105", "財政課", "デジタル戦略課", "髙齢者支援課", "高齢者支援課", "情報政策課", "９９９９", "0000", "０２１３", " 0213 ")),
        (1, Text));

    /// <summary>A word that the program knows, or another one.</summary>
    public static Gen<string> Word(params string[] known) => Gen.Frequency((19, Gen.OneOf(known)), (1, Text));

    /// <summary>Some inputs as they are, the others with bytes damaged, or spliced with one another.</summary>
    /// <param name="gen">The inputs.</param>
    /// <param name="damaged">How many of ten are damaged.</param>
    public static Gen<byte[]> Damaged(this Gen<byte[]> gen, int damaged = 4) =>
        Gen.Select(gen, gen, Gen.Int[0, 9], Gen.Int, (one, other, of, seed) => of < damaged
            ? FileMutation.Of(one, other, new Random(seed)) : one);
}
