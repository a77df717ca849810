using System.Globalization;
using System.Text;
using CsCheck;
using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Tests.Triggers.Http;

namespace SmartToyonaka.Tests.Fuzz;

/// <summary>
/// JSON bodies: right ones, fields left out, doubled, renamed and of other types, nested bombs, escapes that are half a character, damaged
/// bytes.
/// </summary>
internal static class JsonInputs
{
    private static readonly string[] Fields = ["form", "responseId", "department", "month", "status", "figures", "initiatives", "answers",
        "submitDate", "measure", "count", "online", "eligible", "category", "name", "partners", "countsTowardTarget", "note",
            "Department", "", "a/b~c", "@odata.etag"];

    /// <summary>A value as it stands in JSON, of any type, now and then of none.</summary>
    public static readonly Gen<string> Value = Gen.Frequency(
        (50, HostileValues.Text.Select(Quote)),
        (40, HostileValues.Count.Select(Number)),
        (40, Gen.OneOf("null", "true", "false", "{}", "[]", "[null]", "{\"a\":1}", "1e400", "-1e400", "1E-400", "NaN", "Infinity", "01",
            "1.", ".5", "--1", "\"\\ud800\"", "\"\\udc00x\"", "\"\\u0000\"", "\"\\x\"", "'a'", "[1,]", "{\"a\":1,}", "/**/1", "\"", "{",
                "]")),
        (1, Gen.Select(Gen.OneOf("[", "{\"a\":"), Gen.OneOf(5, 8, 9, 70, 3_000), (open, depth) =>
            string.Concat(Enumerable.Repeat(open, depth)) + "1" + string.Concat(Enumerable.Repeat(open == "[" ? "]" : "}", depth)))),
        (1, Gen.OneOf(29, 400, 9_000).Select(digits => new string('1', digits))));

    private static readonly Gen<string> Figure = Gen.OneOf(
        Object(("measure", HostileValues.Word("platform_members", "telework_applicants", "seal_abolitions", "managed_facilities")
            .Select(Quote)), ("count", HostileValues.Count.Select(Number))),
        Object(("measure", HostileValues.Word("online_procedures").Select(Quote)), ("online", HostileValues.Count.Select(Number)),
            ("eligible", Gen.OneOf(Gen.Const("3000"), HostileValues.Count.Select(Number)))),
        Object(("measure", HostileValues.Word("cashless_services", "押印廃止", "overtime", "initiatives.ai").Select(Quote)),
            ("cashless", HostileValues.Count.Select(Number)), ("eligible", HostileValues.Count.Select(Number))));

    private static readonly Gen<string> Initiative = Object(
        ("category", HostileValues.Word("ai", "rpa_ai_ocr", "ppp_project", "AIの導入").Select(Quote)),
            ("name", HostileValues.Text.Select(Quote)),
        ("status", HostileValues.Word("implemented", "considering", "withdrawn", "実施").Select(Quote)),
            ("month", HostileValues.Month.Select(Quote)),
        ("partners", Gen.OneOf(HostileValues.Text.Select(Quote).Array[0, 4].Select(p => $"[{string.Join(',', p)}]"), Value)),
        ("countsTowardTarget", Gen.OneOf(Gen.OneOf("true", "false"), Value)), ("note", HostileValues.Text.Select(Quote)));

    private static readonly Gen<string> Submission = Object(
        ("form", HostileValues.Word("monthly-figures", "initiatives").Select(Quote)), ("responseId", HostileValues.Text.Select(Quote)),
        ("department", HostileValues.Department.Select(Quote)), ("month", HostileValues.Month.Select(Quote)),
            ("status", HostileValues.Word("actual", "planned", "実績").Select(Quote)),
        ("figures", ListOf(Figure)), ("initiatives", ListOf(Initiative)));

    // Answers of Microsoft Forms: by question id.
    private static readonly Gen<string> FormsAnswer = Object(
        ("form", HostileValues.Word("monthly-figures", "initiatives").Select(Quote)), ("responseId", HostileValues.Text.Select(Quote)),
            ("submitDate", HostileValues.Word("6/15/2021 1:23:45 AM").Select(Quote)),
        ("answers", Object(("r3566981ebdfd4481fc606b54fa9155d1", HostileValues.Department.Select(Quote)),
            ("r2139b2505a0248fed8e137c17f44dee5", HostileValues.Month.Select(Quote)),
                ("r09f287640b8384d31402df83edb3bd69", HostileValues.Count.Select(Quote)), ("r37a9db6e21d4b87cacfede8125fe8f6b", Value))),
        ("re33e0bfed34e1ff1b74efc2a7b575a31", Value));

    private static readonly byte[][] Seeds = [.. InvalidJson.All.Concat(InvalidBodies.All)
        .Where(b => b.Type?.StartsWith("application/json", StringComparison.Ordinal) == true && b.Body.Length < 8_000).Select(b => b.Body)];

    /// <summary>Bodies of submissions.</summary>
    public static readonly Gen<byte[]> Submissions = Gen.Frequency(
        (9, Submission.Select(Encoding.UTF8.GetBytes)), (2, FormsAnswer.Select(Encoding.UTF8.GetBytes)), (3, Gen.OneOf(Seeds)),
        (1, Gen.Select(Submission, Gen.OneOf(Encoding.Unicode, Encoding.BigEndianUnicode, Encoding.UTF32, FuzzEncodings.Cp932), (s, e) =>
            (byte[])[.. e.Preamble, .. e.GetBytes(s)])))
        .Damaged(3);

    /// <summary>Submissions that are right but for their free texts, so that many of those are taken, computed and shown.</summary>
    public static readonly Gen<byte[]> Sound = Gen.Select(
        Gen.OneOf("0101", "0102", "0211", "0213", "0301"), Gen.Int[0, 23], Gen.Int[0, 3_000],
            Gen.OneOf("ai", "rpa_ai_ocr", "ppp_project"), HostileValues.Text, HostileValues.Text,
        (department, month, count, category, name, note) => Encoding.UTF8.GetBytes($$"""
            { "department": "{{department}}", "month": "{{new FiscalMonth(2020, 4).AddMonths(month)}}", "figures": [ { "measure": "seal_abolitions", "count": {{count}} } ],
              "initiatives": [ { "category": "{{category}}", "name": {{Quote(name)}}, "status": "implemented", "partners": [ {{Quote(note)}} ], "note": {{Quote(note)}} } ] }
            """));

    /// <summary>Orders of an administrator: credentials, closings, reminders.</summary>
    public static readonly Gen<byte[]> Orders = Gen.OneOf(
            Object(("role", HostileValues.Word("department", "reader", "administrator").Select(Quote)),
                ("department", HostileValues.Department.Select(Quote)),
                    ("validDays", Gen.OneOf(Gen.OneOf("0", "-1", "1", "365", "1098", "1099", "2147483647", "2147483648", "1.5"), Value))),
            Object(("month", HostileValues.Month.Select(Quote)),
                ("fiscalYear", Gen.OneOf(Gen.OneOf("1899", "1900", "2198", "2199", "-1"), Value)),
                    ("action", HostileValues.Word("close", "reopen", "resend", "dismiss").Select(Quote)),
                        ("reason", HostileValues.Text.Select(Quote))))
        .Select(Encoding.UTF8.GetBytes).Damaged();

    /// <summary>A text in quotes; half a character is escaped, since UTF-8 cannot hold it.</summary>
    public static string Quote(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var c in text)
        {
            quoted.Append(c is '"' or '\\' or < ' ' || char.IsSurrogate(c)
                ? string.Create(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}") : c);
        }

        return quoted.Append('"').ToString();
    }

    private static string Number(string text) => text.Length > 0 && text.All(char.IsAsciiDigit) ? text : Quote(text);

    private static Gen<string> ListOf(Gen<string> item) =>
        Gen.Frequency((29, item.Array[0, 2].Select(i => $"[{string.Join(',', i)}]")), (1, Value));

    /// <summary>An object with its fields in any order, some left out, doubled, renamed, or of another type.</summary>
    public static Gen<string> Object(params (string Name, Gen<string> Value)[] fields)
    {
        Gen<string> Field((string Name, Gen<string> Value) f) =>
            Gen.Select(f.Value, Value, Gen.OneOf(Fields), Gen.Int[0, 199], (good, other, name, luck) => luck switch
        {
            < 2 => "",
            < 3 => $"{Quote(name)}:{good}",
            < 5 => $"{Quote(f.Name)}:{other}",
            < 6 => $"{Quote(f.Name)}:{good},{Quote(f.Name)}:{other}",
            _ => $"{Quote(f.Name)}:{good}",
        });

        var all = fields.Aggregate(Gen.Const(""), (sofar, f) => Gen.Select(sofar, Field(f), Gen.Bool, (a, b, first) => (a, b) switch
        {
            ("", _) => b,
            (_, "") => a,
            _ => first ? $"{b},{a}" : $"{a},{b}",
        }));
        return all.Select(inner => "{" + inner + "}");
    }
}

/// <summary>Encodings of .NET that have to be asked for.</summary>
internal static class FuzzEncodings
{
    public static Encoding Cp932 { get; } = CodePagesEncodingProvider.Instance.GetEncoding(932)!;
}
