using System.Text;
using CsCheck;
using SmartToyonaka.Tests.Triggers.Http;

namespace SmartToyonaka.Tests.Fuzz;

/// <summary>
/// Forms in one line and in parts: doubled and unknown fields, broken escapes and boundaries, parts with odd headers, files.
/// </summary>
internal static class FormInputs
{
    public const string Line = "application/x-www-form-urlencoded", Parts = "multipart/form-data; boundary=xyz";

    private static readonly string[] Names =
    [
        "department", "month", "status", "form", "responseId", "online_procedures.online", "online_procedures.eligible",
            "platform_members.count", "seal_abolitions.count", "overtime.minutes",
        "initiatives.0.category", "initiatives.0.name", "initiatives.0.status", "initiatives.0.partners",
            "initiatives.0.countsTowardTarget", "initiatives.1.name", "initiatives.999.name", "initiatives.1000.name",
                "initiatives.-1.name", "initiatives.0", "initiatives..name",
        "figures", "figures.0.measure", "file", "files", "key", "asked", "confirm", "rows", "action", "credential", "to",
            "seal_abolitions.", ".count",
    ];

    private static readonly Gen<(string Name, string Value)> Field = Gen.Select(
        Gen.Frequency((9, Gen.OneOf(Names)), (1, HostileValues.Text)), Gen.OneOf(HostileValues.Count, HostileValues.Text,
            HostileValues.Word("ai", "implemented", "add", "12", "/submit")), (n, v) => (n, v));

    private static readonly Gen<(string Name, string Value)[]> Fields = Gen.Select(HostileValues.Department, HostileValues.Month,
        HostileValues.Count, Field.Array[0, 6], Gen.Int[0, 9],
        (d, m, c, more, luck) => ((string, string)[])[.. luck > 0 ? [("department", d), ("month", m), ("seal_abolitions.count", c)]
            : Array.Empty<(string, string)>(), .. more]);

    private static readonly byte[][] Seeds = [.. InvalidBodies.All.Where(b => b.Type?.StartsWith(Line, StringComparison.Ordinal) == true
        && b.Body.Length < 8_000).Select(b => b.Body)];
    private static readonly byte[][] PartSeeds = [.. InvalidBodies.All.Concat(InvalidFiles.All)
        .Where(b => b.Type?.StartsWith("multipart", StringComparison.Ordinal) == true && b.Body.Length < 30_000).Select(b => b.Body)];

    /// <summary>Bodies of forms in one line.</summary>
    public static readonly Gen<byte[]> Lines = Gen.Frequency(
        (6, Gen.Select(Fields, Gen.Int[0, 9], (fields, luck) =>
            Encoding.UTF8.GetBytes(string.Join('&', fields.Select(f => luck == 0 ? $"{f.Name}={f.Value}"
                : $"{Uri.EscapeDataString(f.Name)}={Uri.EscapeDataString(f.Value)}"))))),
        (1, Gen.OneOf(Seeds)),
        (1, Gen.OneOf("&&&", "=", "=&=", "%", "%u3042=1", "a=%E3%81", "a=%00", "+=+", "department=0213&department", "a=%ED%A0%80",
            "a=%C0%AF").Select(Encoding.ASCII.GetBytes)))
        .Damaged(3);

    /// <summary>Tables as departments send them: the headings, then the rows.</summary>
    public static readonly Gen<string[][]> Tables = Gen.OneOf(
        Table(["項目", "件数"], HostileValues.Word("押印廃止", "包括施設管理", "公民学連携プラットフォーム登録数", "テレワーク申請(延べ)", "seal_abolitions"),
            HostileValues.Count),
        Table(["項目", "オンライン化済", "対象"], HostileValues.Word("行政手続きのオンライン化"), HostileValues.Count,
            Gen.OneOf(Gen.Const("3000"), HostileValues.Count)),
        Table(["区分", "名称", "段階", "年月"], HostileValues.Word("AIの導入", "RPA・AI-OCR"), HostileValues.Text, HostileValues.Word("実施", "検討中"),
            Gen.OneOf(Gen.Const("令和3年6月"), HostileValues.Month)),
        Table(["所属", "年月", "項目", "件数", "備考"], HostileValues.Word("0213"), HostileValues.Word("R3.6"), HostileValues.Word("押印廃止", "車"),
            HostileValues.Count, HostileValues.Text),
        Table(["項目", "件数", "実績・予定", ""], HostileValues.Word("押印廃止"), HostileValues.Count, HostileValues.Word("予定", "実績"),
            HostileValues.Text));

    /// <summary>Files: CSV, right and wrong.</summary>
    public static readonly Gen<byte[]> Csv = Gen.Select(
            Tables, Gen.OneOf(",", ";", "\t"), Gen.OneOf("\n", "\r\n", "\r"), Gen.Int[0, 5],
            (rows, delimiter, newline, encoding) =>
                Encode(string.Join(newline, rows.Select(r => string.Join(delimiter, r.Select(Cell)))), encoding))
        .Damaged();

    /// <summary>Forms in parts around a file.</summary>
    /// <param name="file">Makes files.</param>
    /// <param name="name">Makes their names.</param>
    public static Gen<byte[]> Multipart(Gen<byte[]> file, Gen<string> name) => Gen.Frequency(
        (8, Gen.Select(Fields, file, name, Gen.Int[0, 11], Gen.Int[0, 4], Build)), (2, Gen.OneOf(PartSeeds).Damaged(9)));

    private static byte[] Build((string Name, string Value)[] fields, byte[] file, string name, int odd, int files)
    {
        var safe = string.Concat(name.Where(c => c is not ('"' or '\r' or '\n') && !char.IsSurrogate(c)));
        var body = InvalidInput.Multipart([.. fields.Select(f => (f.Name.Replace("\"", "%22", StringComparison.Ordinal), f.Value))],
            [.. Enumerable.Repeat((safe, file), files == 4 ? 2 : files > 0 ? 1 : 0)]);
        return odd switch
        {
            0 => Replaced("--xyz--", "--xyz"),
            1 => Replaced("--xyz\r\n", "--xyz\n"),
            2 => Replaced("Content-Disposition: form-data;", "Content-Disposition: attachment;"),
            3 => Replaced("; name=\"file\"", ""),
            4 => Replaced("filename=", "filename*=UTF-8''%E3%81; filename="),
            5 => [.. "preamble\r\n"u8, .. body, .. "epilogue"u8],
            6 => Replaced("Content-Disposition", "X-Long: " + new string('h', 20_000) + "\r\nContent-Disposition"),
            _ => body,
        };

        byte[] Replaced(string from, string to) =>
            Encoding.Latin1.GetBytes(Encoding.Latin1.GetString(body).Replace(from, to, StringComparison.Ordinal));
    }

    private static Gen<string[][]> Table(string[] header, params Gen<string>[] cells)
    {
        var row = cells.Aggregate(Gen.Const(Array.Empty<string>()), (sofar, next) =>
            Gen.Select(sofar, next, (a, b) => (string[])[.. a, b]));
        return row.Array[0, 3].Select(rows => (string[][])[header, .. rows]);
    }

    private static string Cell(string text) => text.AsSpan().ContainsAny(",\t;\"\r\n")
        ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;

    private static byte[] Encode(string text, int encoding) => encoding switch
    {
        0 => FuzzEncodings.Cp932.GetBytes(text),
        1 => [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(text)],
        2 => [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(text)],
        _ => Encoding.UTF8.GetBytes(text),
    };
}
