using System.Text;
using System.Text.Json.Nodes;
using CsCheck;
using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Tests.Architecture;

namespace SmartToyonaka.Tests.Fuzz;

/// <summary>
/// Requests for what the app answers: every route with segments, parameters and headers that fit, nearly fit, or are anything.
/// </summary>
internal static class AddressInputs
{
    private static readonly JsonNode Document = JsonNode.Parse(SourceFiles.Text("functions", "openapi.json"))!;

    private static readonly (string Path, string[] Query)[] Reads = [.. Document["paths"]!.AsObject()
        .Where(p => p.Value!["get"] is not null)
        .Select(p => (p.Key, (string[])[.. (p.Value!["get"]!["parameters"]?.AsArray() ?? []).Where(q =>
            q!["in"]!.GetValue<string>() == "query").Select(q => q!["name"]!.GetValue<string>()), "lang", "v", "fiscalYear", "asOf"]))];

    private static readonly Gen<string> Year = Gen.Frequency((6, Gen.OneOf("2020", "2021", "2022")),
        (2, Gen.OneOf("1899", "1900", "1901", "2198", "2199", "-1", "99999999999", "２０２１", "2021.0", " 2021", "+2021", "", "0")),
            (1, HostileValues.Text));

    private static readonly Gen<string> Instant = Gen.Frequency(
        (4, Gen.OneOf("2022-02-01", "2021-06-30", "2030-01-01")), (1, HostileValues.Text),
        (4, Gen.OneOf("1900-01-01", "1901-01-01", "1600-12-31T00:00:00Z", "0001-01-01", "0001-01-01T00:00:00Z",
            "0001-01-01T00:00:00+14:00", "9998-12-31", "9999-12-31", "9999-12-31T23:59:59Z", "9999-12-31T23:59:59-14:00", "2022-02-30",
                "2022-02-01T09:00:00+09:00", "2022-02-01T25:00:00Z", "T", "2022-02-01T00:00:00.0000001Z", "令和4年2月1日")));

    // What stands in a segment or parameter of this name.
    private static Gen<string> ValueOf(string name) => name switch
    {
        "fiscalYear" => Year,
        "asOf" => Instant,
        "month" => HostileValues.Month,
        "department" => HostileValues.Department,
        "id" => HostileValues.Word("seal_abolitions", "SEAL_ABOLITIONS", "overtime_change", "e_approval_rate", "ai_tasks",
            "0123456789abcdef0123456789abcdef", "0123456789abcdef", "reminder-202106-0301-1"),
        "basis" => HostileValues.Word("month", "ytd", "programme", "0", "MONTH"),
        "status" => HostileValues.Word("actual", "planned"),
        "format" => HostileValues.Word("json", "csv", "xlsx", "html", "docx"),
        "encoding" => HostileValues.Word("utf-8", "cp932", "utf-7"),
        "folder" => HostileValues.Word("e-approval", "overtime", "staff"),
        "count" => Gen.OneOf(HostileValues.Count, Gen.OneOf("1", "100")),
        "lang" => HostileValues.Word("en", "ja"),
        "version" => HostileValues.Word("1", "20220401T000000000Z"),
        "name" => HostileValues.Word([.. TableNames.Published, "ledger", "credentials"]),
        "path" => HostileValues.Word("site.css", "submit.js", "../Program.cs", "a/b/c"),
        "measure" => HostileValues.Word("seal_abolitions", "overtime", "initiatives.ai", "ledger"),
        "key" => HostileValues.Word("202106~0301~a~~0", "202106~0301~a~~637000000000000000-0123456789abcdef", "000000~~~~",
            "209913~0301~a~~1"),
        "to" => HostileValues.Word("/", "/indicators", "//evil.example", "/indicators\r\nX: 1", "javascript:alert(1)"),
        _ => HostileValues.Text,
    };

    private static readonly Gen<string> Target = Gen.OneOf(Reads).SelectMany(read => Gen.Select(
        Filled(read.Path),
        Gen.OneOf(read.Query).SelectMany(name => Gen.Select(ValueOf(name), Gen.Int[0, 19], (value, luck) => luck == 0 ? $"{Escape(name)}"
            : luck == 1 ? $"{name}={Odd(value)}" : $"{name}={Escape(value)}")).Array[0, 4],
        Gen.Int[0, 19],
        (path, query, luck) => (luck switch
        {
            0 => path + "/",
            1 => path.ToUpperInvariant(),
            2 =>
            path.Replace("/", "//", StringComparison.Ordinal),
            3 => path + "%2F..%2F..",
            _ => path
        })
                + (query.Length > 0 ? "?" + string.Join('&', query) : "")));

    private static readonly Gen<string> Header = Gen.OneOf(
        Gen.OneOf(
            "Accept: text/html", "Accept: application/json", "Accept: text/csv", "Accept: */*",
                "Accept: text/html;q=0.1, application/json;q=2", "Accept: ;;;,,", "Accept: text/csv;q=NaN",
                    "Accept: application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            "Accept-Language: en", "Accept-Language: ja,en;q=0.5", "Accept-Language: *;q=-1", "Accept-Language: 999-x",
                "Accept: text/html\r\nCookie: smart-toyonaka=9999999999.x", "Cookie: smart-toyonaka=",
                    "Cookie: smart-toyonaka=1.2.3; smart-toyonaka=", "Cookie: ;=;", "Cookie: smart-toyonaka=99999999999999999999999.a",
            "X-MS-CLIENT-PRINCIPAL: e30=", "X-MS-CLIENT-PRINCIPAL: !!!", "X-Forwarded-For: 1.2.3.4, <script>", "X-Forwarded-Proto: https",
                "X-Forwarded-Proto: httpsx", "If-None-Match: \"x\"", "If-None-Match: W/\"", "If-Modified-Since: x", "Range: bytes=0-1",
                    "Range: bytes=9999999999-", "Range: bytes=-1", "Range: x",
            "Origin: null", "Sec-Fetch-Site: cross-site", "Sec-Fetch-Site: same-origin",
                "Traceparent: 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", "Traceparent: zz", "Authorization: Basic eDp5",
                    "Authorization: Bearer", "Authorization: Bearer 0123456789abcdef.x", "Authorization: bearer \t", "Idempotency-Key: x",
                        "Upgrade: websocket\r\nConnection: upgrade", "Connection: keep-alive, x", "TE: trailers"),
        Gen.Select(Gen.OneOf("Accept", "Accept-Language", "Cookie", "X-MS-CLIENT-PRINCIPAL", "Authorization", "If-None-Match", "Origin",
            "Referer"), HostileValues.Text, (name, text) =>
                $"{name}: {Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(string.Concat(text.Where(c => c is >= ' ' and not '\u007F').Take(500))))}"));

    /// <summary>Requests that read.</summary>
    public static readonly Gen<FuzzRequest> All = Gen.Select(Target, Header.Array[0, 3], Gen.Int[0, 39], (target, headers, luck) =>
        FuzzRequest.Of(
        luck switch { 0 => "HEAD", 1 => "PATCH", 2 => "OPTIONS", 3 => "QUERY", _ => "GET" }, target,
            headers.DistinctBy(h => h.Split(':')[0])));

    private static Gen<string> Filled(string path) => path.Split('/').Aggregate(Gen.Const(""), (sofar, part) =>
        part.StartsWith('{') ? Gen.Select(sofar, ValueOf(part.Trim('{', '}')), Gen.Int[0, 29], (a, value, luck) =>
            $"{a}/{(luck == 0 ? Odd(value) : Escape(value))}")
        : sofar.Select(a => part.Length == 0 && a.Length == 0 ? "" : $"{a}/{part}")).Select(p => p.Length == 0 ? "/" : p);

    // HTTP itself forbids these in a line; everything else is sent.
    private static string Odd(string text) =>
        string.Concat(Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(text.Length > 2_000 ? text[..2_000] : text))
            .Where(c => c is > ' ' and not '\u007F' and < '\u0080')).Replace("#", "", StringComparison.Ordinal);

    private static string Escape(string text) => Uri.EscapeDataString(text.Length > 2_000 ? text[..1_999] : text);
}
