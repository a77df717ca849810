using System.Text;
using CsCheck;
using SmartToyonaka.Tests.Architecture;

namespace SmartToyonaka.Tests.Fuzz;

/// <summary>Reference files: tables with odd cells, and the built-in files with what JSON or CSV allows somewhere else in them.</summary>
internal static class ReferenceInputs
{
    private static readonly Gen<string> Code = Gen.Frequency((6, Gen.OneOf("0101", "0102", "0213", "9901", "9902", "9903")),
        (1, Gen.OneOf("", "12345678901", "０１０１", "x", "-1")), (1, HostileValues.Text));

    /// <summary><c>departments.csv</c>: registers whose sections follow one another, perhaps in circles.</summary>
    public static readonly Gen<byte[]> Registers = Gen.Frequency(
        (6, Table("所属コード,所属名,部局コード,部局名,有効開始,有効終了,後継コード,異表記,医療部門", Code, HostileValues.Word("情報課", "市民課", "財政課"), Code,
            HostileValues.Word("総務部", "財務部"), Gen.OneOf(HostileValues.Month, Gen.OneOf("2000-04", "2021-04", "1901-04")),
                Gen.OneOf(HostileValues.Month, Gen.Const("")),
                    Gen.OneOf(Gen.Const(""), Code, Code.Array[0, 3].Select(c => string.Join(';', c))),
                        Gen.OneOf(Gen.Const(""), HostileValues.Text), Gen.OneOf("", "", "1", "0", "x"))),
        (4, Gen.Const(File("functions", "Domain", "Organisation", "departments.csv")).Damaged(10)));

    /// <summary><c>holidays.csv</c>.</summary>
    public static readonly Gen<byte[]> Holidays = Gen.Frequency(
        (5, Table("国民の祝日・休日月日,国民の祝日・休日名称",
            Gen.Frequency((9, Gen.Select(Gen.Int[2021, 2022], Gen.Int[1, 12], Gen.Int[1, 31], (y, m, d) => $"{y}/{m}/{d}")),
                (1, Gen.OneOf(HostileValues.Month, Gen.OneOf("0001/1/1", "9999/12/31", "2021/2/29")))), HostileValues.Word("元日", "祝日"),
                    rows: 60)),
        (5, Gen.Const(File("functions", "Domain", "Calendar", "holidays.csv")).Damaged(10)));

    /// <summary><c>contacts.csv</c>.</summary>
    public static readonly Gen<byte[]> Contacts = Table("所属コード,メール", Code,
        HostileValues.Word("a@example.jp", "a@b", "@", "a b@example.jp", "a@example.jp\r\nBcc: x@example.jp")).Damaged(2);

    /// <summary>
    /// <c>catalogue.json</c>, mappings of forms and texts of reports: the built-in ones with values, names and bytes changed.
    /// </summary>
    public static Gen<byte[]> Json(params string[] path) => Gen.Const(Encoding.UTF8.GetString(File(path))).SelectMany(text => Gen.Frequency(
        (7, Gen.Select(Gen.Int[0, text.Length - 1], JsonInputs.Value, Gen.Int[0, 9], (from, value, how) =>
            Encoding.UTF8.GetBytes(Changed(text, from, value, how)))),
        (3, Gen.Const(Encoding.UTF8.GetBytes(text)).Damaged(10))));

    // The next value or name after a place becomes another one, or goes.
    private static string Changed(string text, int from, string value, int how)
    {
        var start = text.IndexOfAny([':', '[', ','], from);
        var end = start < 0 ? -1 : text.IndexOfAny([',', '}', ']', '\n'], start + 1);
        return end < 0 ? text : how switch
        {
            < 6 => text[..(start + 1)] + value + text[end..],
            < 8 => text[..start] + text[end..],
            8 => text[..end] + text[start..],
            _ => text[..(start + 1)] + "\"" + new string('x', 3_000) + "\"" + text[end..],
        };
    }

    private static Gen<byte[]> Table(string header, Gen<string> first, params Gen<string>[] more) => Table(header, first, more, 8);

    private static Gen<byte[]> Table(string header, Gen<string> first, Gen<string> second, int rows) =>
        Table(header, first, [second], rows);

    private static Gen<byte[]> Table(string header, Gen<string> first, Gen<string>[] more, int rows)
    {
        var row = more.Aggregate(first.Select(Cell), (sofar, next) =>
            Gen.Select(sofar, next, Gen.Int[0, 39], (a, b, luck) => luck == 0 ? a : $"{a},{Cell(b)}"));
        return Gen.Select(row.Array[0, rows], Gen.Int[0, 9], (all, luck) =>
            (luck == 0 ? FuzzEncodings.Cp932 : Encoding.UTF8)
                .GetBytes(string.Join("\r\n", [luck == 1 ? header.Replace(",", ",x,", StringComparison.Ordinal) : header, .. all])))
                    .Damaged(1);
    }

    private static string Cell(string text) => text.AsSpan().ContainsAny(",;\"\r\n")
        ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;

    private static byte[] File(params string[] path) => Encoding.UTF8.GetBytes(SourceFiles.Text(path));
}
