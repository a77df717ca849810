namespace SmartToyonaka.Tests.Intake.Drops;

/// <summary>Rules 5 to 9 and 21 to 24: what stands around the rows, and rows that have to do with each other.</summary>
internal static class MalformedDropTables
{
    private const string A = "2021-06,0101,経営計画課,10,4,6", B = "2021-06,0211,財政課,20,15,5", C = "2021-07,0211,財政課,7,7,0";
    private static readonly string[] OfA = ["2021-06 0101 electronic=4", "2021-06 0101 total=10"],
        OfB = ["2021-06 0211 electronic=15", "2021-06 0211 total=20"], OfC = ["2021-07 0211 electronic=7", "2021-07 0211 total=7"];

    public static IEnumerable<MalformedDrop> All() => [.. Around(), .. Totals(), .. Shapes(), .. Merged(), .. Together(), .. Large()];

    private static IEnumerable<MalformedDrop> Around() =>
    [
        Approvals(5, "a title, a date and empty rows", ["電子決裁の状況,,,,,", "令和3年7月1日現在", "", ",,,,,"], [A], OfA),
        Approvals(5, "a unit that says nothing new", ["（単位：件）"], [A], OfA),
        Approvals(5, "hundreds", ["(単位：百件)"], [A], ["2021-06 0101 electronic=400", "2021-06 0101 total=1000"]),
        Approvals(5, "thousands without brackets", ["単位 千件"], [A], ["2021-06 0101 electronic=4000", "2021-06 0101 total=10000"]),
        Approvals(5, "a unit nobody knows", ["（単位：万件）"], [A], [], "0 起案件数 unit_unknown", "0 電子決裁件数 unit_unknown", "0 紙決裁件数 unit_unknown"),
        Approvals(5, "percentages", ["（単位：％）"], [A], [], "0 起案件数 unit_unknown", "0 電子決裁件数 unit_unknown", "0 紙決裁件数 unit_unknown"),
        Overtime(5, "minutes", "（単位：分）", "時間外時間", "95", 95), Overtime(5, "minutes in other brackets", "【単位　分】", "時間外時間", "95", 95),
            Overtime(5, "minutes in the last column", ",,,,,,(単位:分)", "時間外時間", "95", 95),
        Overtime(5, "minutes and people", "（単位：人、分）", "時間外時間", "95", 95), Overtime(5, "hours", "（単位：時間）", "時間外時間", "1.5", 90),
            Overtime(5, "hours and minutes", "単位：時間・分", "時間外時間", "1:35", 95),
        Overtime(5, "minutes in the heading", "", "時間外時間【分】", "95", 95),
            Overtime(5, "minutes declared in the heading", "", "時間外時間（単位：分）", "95", 95),
        MalformedDrop.Of(5, "documents as the unit of hours", "overtime",
            TestDrop.Text("（単位：件）", TestDrop.OvertimeHeader, "2021-06,0211,財政課,一般,通常,災害,95"), [], "0 時間外時間 unit_unknown"),
        MalformedDrop.Of(5, "a time where minutes are declared", "overtime",
            TestDrop.Text("（単位：分）", TestDrop.OvertimeHeader, "2021-06,0211,財政課,一般,通常,災害,1:35"), [], "3 時間外時間 not_minutes"),
        MalformedDrop.Of(5, "a sheet sorted with its header", "e-approval", TestDrop.Text(B, TestDrop.EApprovalHeader, A), [],
            "1  row_above_header"),
        MalformedDrop.Of(5, "files put one behind the other", "e-approval",
            TestDrop.Text(TestDrop.EApprovalHeader, A, TestDrop.EApprovalHeader, B), [.. OfA, .. OfB]),
        MalformedDrop.Of(5, "a header that comes too late", "e-approval",
            TestDrop.Text([.. Enumerable.Repeat("題名", 61), TestDrop.EApprovalHeader, A]), [], "0  header_missing"),

        MalformedDrop.Of(6, "nothing", "e-approval", Array.Empty<byte>(), [], "0  empty"),
            MalformedDrop.Of(6, "a mark and nothing", "e-approval", [0xEF, 0xBB, 0xBF], [], "0  empty"),
        MalformedDrop.Of(6, "a header alone", "e-approval", TestDrop.EApprovalHeader, [], "1  no_rows"),
            MalformedDrop.Of(6, "a header and empty rows", "e-approval", TestDrop.Text(TestDrop.EApprovalHeader, ",,,,,", ""), [],
                "1  no_rows"),
        MalformedDrop.Of(6, "a header and a total", "e-approval", TestDrop.Text(TestDrop.EApprovalHeader, ",,合計,0,0,0"), [],
            "1  no_rows"), MalformedDrop.Of(6, "half a header", "e-approval", "年月,所属コード,所属名,起案件数,電子決", [], "1 電子決裁件数 column_missing"),
        MalformedDrop.Of(6, "cut off inside a cell", "e-approval", TestDrop.Text(TestDrop.EApprovalHeader, A) + "2021-06,0211,財", [],
            "3  truncated"), MalformedDrop.Of(6, "cut off inside a number before the last column", "e-approval",
                TestDrop.Text(TestDrop.EApprovalHeader, A) + "2021-06,0211,財政課,20,1", [], "3  truncated"),
        MalformedDrop.Of(6, "cut off inside a quote", "e-approval", TestDrop.Text(TestDrop.EApprovalHeader, A) + "2021-06,0211,\"財政", [],
            "3  truncated"),
    ];

    private static IEnumerable<MalformedDrop> Totals() =>
    [
        .. new[] { ",,合計,30,19,11", "合計,,,30,19,11", ",総　合　計,,30,19,11", ",,全庁,30,19,11", "2021-06,,令和3年6月計,30,19,11",
            ",,【計】,\"３０\",19,11", ",,合計（件）,30,19,11", "令和3年6月計,,,30,19,11", ",,TOTAL,30,19,11", ",,小計,,," }.Select(t =>
                Approvals(7, $"a total {t}", [], [A, B, t], [.. OfA, .. OfB])),
        Approvals(7, "a total above", [], [",,合計,30,19,11", A, B], [.. OfA, .. OfB]),
        Approvals(7, "a subtotal for each bureau and a total", [], [A, ",,都市経営部 小計,10,4,6", B, ",,財務部計,20,15,5", ",,合計,30,19,11"],
            [.. OfA, .. OfB]),
        Approvals(7, "a total for each month", [], [A, B, "2021-06,,月計,30,19,11", C, "2021-07,,月計,7,7,0", ",,総計,37,26,11"],
            [.. OfA, .. OfB, .. OfC]),
        Approvals(7, "a total for each section", [], [A, "2021-06,0101,経営計画課 計,10,4,6", B, C, ",0211,財政課計,27,22,5"],
            [.. OfA, .. OfB, .. OfC]),
        Approvals(7, "a total that is too high", [], [A, B, ",,合　計,31,19,11"], [], "4 起案件数 total_mismatch"),
            Approvals(7, "a total that is too low", [], [A, B, "合計,,,30,18,11"], [], "4 電子決裁件数 total_mismatch"),
        Approvals(7, "a total of what is only compared", [], [A, B, ",,計,30,19,12"], [], "4 紙決裁件数 total_mismatch"),
            Approvals(7, "one wrong subtotal of two", [], [A, ",,小計,10,4,6", B, ",,小計,21,15,5"], [], "5 起案件数 total_mismatch"),
        MalformedDrop.Of(7, "a total that lacks a row of overtime", "overtime",
            TestDrop.Text(TestDrop.OvertimeHeader, "2021-06,0211,財政課,一般,通常,災害,1:30", "2021-06,0211,財政課,一般,通常,選挙,0:30", ",,合計,,,,2:30"),
                [], "4 時間外時間 total_mismatch"),
        MalformedDrop.Of(7, "a total for each employee, named in a column that is not read", "overtime",
            TestDrop.Text("職員番号,氏名," + TestDrop.OvertimeHeader, "1,甲,2021-06,0211,財政課,一般,通常,災害,1:30",
                "1,小　計,2021-06,0211,財政課,一般,通常,災害,1:30", "2,乙,2021-06,0211,財政課,一般,通常,災害,0:15", "2,小計,2021-06,0211,財政課,一般,通常,災害,0:15"),
            ["2021-06 0211 general/regular/disaster minutes=105"]),
    ];

    private static IEnumerable<MalformedDrop> Shapes() =>
    [
        Approvals(8, "a row that ends before an optional cell", [], ["2021-06,0101,経営計画課,10,4", B], [.. OfA, .. OfB]),
            Approvals(8, "a row that ends too early", [], ["2021-06,0101,経営計画課,10", B], OfB, "2  ragged_row"),
        Approvals(8, "empty cells too many", [], [A + ",,,", B], [.. OfA, .. OfB]),
            Approvals(8, "a number in two cells", [], ["2021-06,0101,経営計画課,1,010,4,6", B], OfB, "2  ragged_row"),
        Header(8, "年月,所属ｺｰﾄﾞ,所属名,起案件数,電子決裁件数,紙決裁件数", OfA), Header(8, "　年 月,所属 コード,所　属　名,起案件数（件）,電子決裁件数［件］,紙決裁件数(件)", OfA),
            Header(8, "対象年月,所属ＣＤ,所属,起案数,電子件数,紙件数", OfA),
        Header(8, "年月,所属コード,,起案件数,電子決裁件数,紙決裁件数", [], "1 所属名 column_missing"),
            Header(8, "年月,所属コード,所属名,起案件数,電子決裁率,紙決裁件数", [], "1 電子決裁件数 column_missing"),
        Header(8, "年月,年 月,所属名,起案件数,電子決裁件数,所属コード", [], "1 年月 column_doubled"),
            Header(8, "年月,所属コード,所属名,起案件数,起案件数（件）,電子決裁件数", [], "1 起案件数 column_doubled"),
        MalformedDrop.Of(8, "a column nobody knows, twice", "e-approval", TestDrop.Text(TestDrop.EApprovalHeader + ",備考,備考", A + ",甲,乙"),
            OfA),
    ];

    private static IEnumerable<MalformedDrop> Merged() =>
    [
        MalformedDrop.Of(9, "merged months, codes and names", "staff", TestDrop.Text(TestDrop.StaffHeader, "2021-06,0101,経営計画課,一般,通常,1",
            ",,,医療職,通常,2", ",0211,財政課,一般,通常,3", ",,,医療職,通常,4", "2021-07,,,一般,通常,5"),
            ["2021-06 0101 general/regular/ headcount=1", "2021-06 0101 hospital_medical/regular/ headcount=2",
                "2021-06 0211 general/regular/ headcount=3", "2021-06 0211 hospital_medical/regular/ headcount=4",
                    "2021-07 0211 general/regular/ headcount=5"]),
        MalformedDrop.Of(9, "a merged cell goes on after a subtotal and an empty row", "staff",
            TestDrop.Text(TestDrop.StaffHeader, "2021-06,0101,経営計画課,一般,通常,1", ",,小計,,,1", "", ",,,医療職,通常,2"),
            ["2021-06 0101 general/regular/ headcount=1", "2021-06 0101 hospital_medical/regular/ headcount=2"]),
        MalformedDrop.Of(9, "nothing to fill from", "staff", TestDrop.Text(TestDrop.StaffHeader, ",0101,経営計画課,一般,通常,1",
            "2021-06,0211,財政課,一般,通常,3"), ["2021-06 0211 general/regular/ headcount=3"], "2 年月 missing"),
        MalformedDrop.Of(9, "an empty word is missing", "staff", TestDrop.Text(TestDrop.StaffHeader, "2021-06,0101,経営計画課,一般,通常,1",
            "2021-06,0211,財政課,,通常,2"), ["2021-06 0101 general/regular/ headcount=1"], "3 職種 missing"),
        MalformedDrop.Of(9, "an empty number is missing", "staff", TestDrop.Text(TestDrop.StaffHeader, "2021-06,0101,経営計画課,一般,通常,1",
            "2021-06,0211,財政課,一般,通常,"), ["2021-06 0101 general/regular/ headcount=1"], "3 人数 missing"),
    ];

    private static IEnumerable<MalformedDrop> Together() =>
    [
        Approvals(21, "the same row twice", [], [A, B, A], OfB, "2  duplicate_row", "4  duplicate_row"),
            Approvals(21, "the same row in other spellings", [], [A, B, "令和3年6月,101,経営 計画課,１０,4.0,6"], OfB, "2  duplicate_row",
                "4  duplicate_row"),
        Approvals(21, "the same row, once without what is only compared", [], [A, B, "2021-06,0101,経営計画課,10,4,"], OfB, "2  duplicate_row",
            "4  duplicate_row"),
        MalformedDrop.Of(21, "the same headcount twice", "staff", TestDrop.Text(TestDrop.StaffHeader, "2021-06,0211,財政課,一般,通常,3",
            "2021-06,0211,財政課,一般,通常,3"), [], "2  duplicate_row", "3  duplicate_row"),
        MalformedDrop.Of(21, "the same overtime twice", "overtime",
            TestDrop.Text(TestDrop.OvertimeHeader, "2021-06,0211,財政課,一般,通常,災害,1:30", "2021-06,0211,財政課,一般,通常,災害,1:30"),
                ["2021-06 0211 general/regular/disaster minutes=180"]),
        Approvals(22, "parts that do not add up", [], ["2021-06,0101,経営計画課,10,4,5", B], OfB, "2 起案件数 parts_do_not_add_up"),
            Approvals(22, "more electronic than there are", [], ["2021-06,0101,経営計画課,10,11,", B], OfB, "2 電子決裁件数 electronic_exceeds_total"),
        Approvals(22, "a negative count", [], ["2021-06,0101,経営計画課,10,14,△4", B], OfB, "2 紙決裁件数 negative",
            "2 電子決裁件数 electronic_exceeds_total"),
                Approvals(22, "nothing at all", [], ["2021-06,0101,経営計画課,－,－,－"], ["2021-06 0101 electronic=0", "2021-06 0101 total=0"]),
        .. new[] { "=1+1", "@SUM(A1)", "+1+1", "-1+1", "=HYPERLINK(A1)", "＝１＋１" }.Select(f => MalformedDrop.Count(23, f, "not_a_number")),
            MalformedDrop.Section(23, "0211", "=cmd|'/C calc'!A0", "2021-06", "0211"),
                MalformedDrop.Section(23, "=0211", "", "2021-06", null, "2 所属コード unknown_section"),
    ];

    private static IEnumerable<MalformedDrop> Large() =>
    [
        MalformedDrop.Count(24, new string('1', 5_000), "too_long"), MalformedDrop.Section(24, "0211", new string('あ', 50_000), "2021-06",
            "0211"), MalformedDrop.Section(24, "0211", "\"" + new string('あ', 200_000) + "\"", "2021-06", null, "2  record_too_long"),
        MalformedDrop.Of(24, "ten thousand columns", "e-approval",
            TestDrop.Text(TestDrop.EApprovalHeader + new string(',', 10_000), A + new string(',', 10_000)), [], "1  too_many_columns"),
        MalformedDrop.Of(24, "ten thousand cells in a row", "e-approval",
            TestDrop.Text(TestDrop.EApprovalHeader, A + new string(',', 10_000)), [], "2  too_many_columns"),
        MalformedDrop.Of(24, "a megabyte without a line end", "e-approval", new string('1', 1_000_000), [], "0  header_missing"),
    ];

    private static MalformedDrop Approvals(int rule, string what, string[] above, string[] rows, string[] figures,
        params string[] errors) =>
            MalformedDrop.Of(rule, what, "e-approval", TestDrop.Text([.. above, TestDrop.EApprovalHeader, .. rows]), figures, errors);

    private static MalformedDrop Header(int rule, string header, string[] figures, params string[] errors) =>
        MalformedDrop.Of(rule, header, "e-approval", TestDrop.Text(header, A), figures, errors);

    private static MalformedDrop Overtime(int rule, string what, string above, string heading, string cell, int minutes) =>
        MalformedDrop.Of(rule, what, "overtime",
        TestDrop.Text(above, TestDrop.OvertimeHeader.Replace("時間外時間", heading, StringComparison.Ordinal),
            $"2021-06,0211,財政課,一般,通常,災害,{cell}"), [$"2021-06 0211 general/regular/disaster minutes={minutes}"]);
}
