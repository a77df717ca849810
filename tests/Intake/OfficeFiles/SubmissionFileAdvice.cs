using SmartToyonaka.Tests.Intake.Submissions;
using SmartToyonaka.Tests.Support;
using static SmartToyonaka.Tests.Intake.OfficeFiles.SentBody;
using static SmartToyonaka.Tests.Intake.OfficeFiles.SubmissionAdvice;

namespace SmartToyonaka.Tests.Intake.OfficeFiles;

/// <summary>The same of files: each way out that a message names is one row.</summary>
internal static class SubmissionFileAdvice
{
    public static IReadOnlyList<SubmissionAdvice> All { get; } =
    [
        // Cells
        new("month_is_fraction", BookOf("0102", "2021-10", new SheetDress(), ["項目", "件数", "年月"], [Platform, "=12", "=2021.1"]),
            BookOf("0102", "2021-10", new SheetDress(), ["項目", "件数", "年月"], [Platform, "=12", "2021-10"]), "platform_members 0102 202110 count=12"),
        new("cell_error", Csv($"{Head}|{Platform},#####"), Csv(Fine), Members),
        new("cell_error", Book(Heading, [Platform, "<c t=\"e\"><v>#DIV/0!</v></c>"]), Twelve, Members),
        new("formula_without_value", Book(Heading, [Platform, "<c><f>6+6</f></c>"]),
            Book(Heading, [Platform, "<c><f>6+6</f><v>12</v></c>"]), Members),
        new("formula_without_value", Book(Heading, [Platform, "<c><f>6+6</f></c>"]), Twelve, Members),
        new("number_negative", Csv($"{Head}|{Platform},▲12"), Csv(Fine), Members),
        new("number_grouping", Csv($"{Head}|{Platform},\"12,34\""), Csv($"{Head}|{Platform},\"1,234\""), "platform_members 0102 202106 count=1234"),
        new("number_missing", Sharing("9", ""), Sharing("9", "12"), Procedures),
        new("hidden_row", Dressed(new SheetDress { Rows = [2] }, Heading, [Platform, "=12"]), Twelve, Members),
        new("hidden_row", Dressed(new SheetDress { Rows = [3] }, ["区分", "名称", "段階"], ["ai", "議事録", "決定"], ["ai", "古い案", "決定"]),
            Book(["区分", "名称", "段階"], ["ai", "議事録", "決定"]), Minutes),
        new("hidden_column", Dressed(new SheetDress { Columns = [3] }, ["項目", "件数", "年月"], [Platform, "=12", "2021-06"]),
            Book(["項目", "件数", "年月"], [Platform, "=12", "2021-06"]), Members),
        new("hidden_column", Dressed(new SheetDress { Columns = [3] }, ["項目", "件数", "年月"], [Platform, "=12", "2021-06"]), Twelve, Members),
        new("merged_number", BookOf("0212", "2021-06", new SheetDress { Merged = ["D2:D3"] }, Both, [Procedure, "=9", "", "=12"],
            ["キャッシュレス決済", "", "=5", ""]),
            BookOf("0212", "2021-06", new SheetDress(), Both, [Procedure, "=9", "", "=12"], ["キャッシュレス決済", "", "=5", "=14"]),
            $"{Cashless};{Procedures.Replace("0213", "0212", StringComparison.Ordinal)}"),

        // What the table says of its numbers
        new("other_figure", Csv($"会員数（見込）|{Fine}"), Csv($"会員数|{Fine}"), Members),
        new("other_figure", Csv($"会員数（見込）|{Fine}"), Csv($"会員数（見込）|{Fine}", status: "planned"), Members + " planned"),
        new("other_figure", TwoRows("前年同月"), OneRow, OfOneRow),
        new("other_figure", TwoRows("前年同月"), TwoRows(""), $"{Cashless};{OfOneRow}"),
        new("title_of_other_month", Csv($"令和3年5月分|{Fine}"), Csv($"令和3年6月分|{Fine}"), Members),
        new("title_of_other_month", Csv($"令和3年5月分|{Fine}"), Csv($"令和3年5月分|{Fine}", month: "2021-05"),
            "platform_members 0102 202105 count=12"),
        new("unit_unknown", Csv($"{Head},単位|{Platform},12,百件"), Csv($"{Head},単位|{Platform},1200,件"), Hundreds),
        new("unit_unknown", Csv($"項目,件数（百件）|{Platform},12"), Csv($"項目,件数（件）|{Platform},1200"), Hundreds),
        new("unit_unknown", Csv($"（単位：千人）|{Head}|{Platform},1.2"), Csv($"（単位：人）|{Head}|{Platform},1200"), Hundreds),
        new("unit_unknown", Csv($"{Head},単位|{Platform},80,％"), Csv($"{Head},単位|{Platform},12,人"), Members),
        new("total_row", TwoRows("合計"), OneRow, OfOneRow),
        new("total_row", TwoRows("合計"), TwoRows("窓口"), $"{Cashless};{OfOneRow}"),

        // Its columns and rows
        new("header_missing", Csv($"{Platform},12"), Csv(Fine), Members),
        new("header_missing", Csv($"項目,件数（累計）|{Platform},400"), Csv(Fine), Members),
        new("header_changed", Csv($"{Share}|{Procedure},9,12|項目,対象,キャッシュレス対応|キャッシュレス決済,14,5", "0212"),
            Files("0212", "2021-06", "", ("a.csv", Lines($"{Share}|{Procedure},9,12")),
                ("b.csv", Lines("項目,対象,キャッシュレス対応|キャッシュレス決済,14,5"))), $"{Cashless};{OfOneRow}"),
        new("column_unknown", Csv($"{Head},増減|{Platform},12,1"), Csv(Fine), Members),
        new("column_unknown", Csv($"{Head},年度月|{Platform},12,2021-06"), Csv($"{Head},年月|{Platform},12,2021-06"), Members),
        new("column_doubled", Csv($"{Head},数|{Platform},12,13"), Csv(Fine), Members),
        new("cell_without_heading", Csv($"{Head}|{Platform},12,13"), Csv(Fine), Members),
        new("cell_without_heading", Csv($"{Head}|{Platform},12,5月より1件増"), Csv($"{Head},備考|{Platform},12,5月より1件増"), Members),
        new("differs_within_submission", Csv($"{Head},年月|{Platform},12,2021-05"), Csv($"{Head},年月|{Platform},12,2021-06"), Members),
        new("differs_within_submission", Csv($"{Head},所属|{Platform},12,0103"), Csv($"{Head},所属|{Platform},12,0102"), Members),
        new("measure_unknown", Csv($"{Head}|会員,12"), Csv(Fine), Members),
        new("measure_missing", Csv($"{Head}|,12"), Csv(Fine), Members),
        new("measure_doubled", Csv($"{Head}|{Platform},5|{Platform},7"), Csv(Fine), Members),
        new("withdrawn_with_number", Sharing("取消", "12"), Sharing("9", "12"), Procedures),
        new("nothing_submitted", Csv($"{Head}|{Platform},"), Csv(Fine), Members),
        new("not_a_truth_value", Csv("区分,名称,段階,目標に数える|ai,議事録,決定,たぶん"), Csv("区分,名称,段階,目標に数える|ai,議事録,決定,×"),
            "ai 議事録 0102 decided False"),
        new("not_a_truth_value", Csv("区分,名称,段階,目標に数える|ai,議事録,決定,たぶん"), Csv("区分,名称,段階,目標に数える|ai,議事録,決定,○"), Minutes),
        new("category_unknown", Csv("区分,名称,段階|ロボット,議事録,決定"), Csv("区分,名称,段階|AIの導入,議事録,決定"), Minutes),
        new("initiative_status_unknown", Csv("区分,名称,段階|ai,議事録,完了"), Csv("区分,名称,段階|ai,議事録,決定"), Minutes),

        // The file
        new("file_empty", Csv(""), Csv(Fine), Members),
        new("file_encoding", Raw("f.csv", [.. FileReader.Cp932.GetBytes($"{Head}\n公民"), 0x83]), Csv(Fine), Members),
        new("file_encoding", Raw("f.csv", [.. FileReader.Cp932.GetBytes($"{Head}\n公民"), 0x83]),
            Raw("f.csv", FileReader.Cp932.GetBytes($"{Head}\n{Platform},12\n")), Members),
        new("file_is_not_text", Raw("f.csv", new byte[1_000]), Csv(Fine), Members),
        new("file_is_not_csv", Csv($"{Head}|\"{Platform},12"), Csv($"{Head}|\"{Platform}\",12"), Members),
        new("file_is_not_xlsx", Raw("f.xlsx", Lines(Fine)), Twelve, Members),
        new("file_type_unknown", Raw("f.pdf", "%PDF-1.7"u8.ToArray()), Twelve, Members),
        new("file_encrypted_or_old", Hostile("encrypted"), Twelve, Members),
        new("file_has_macros", Hostile("macros"), Twelve, Members),
        new("file_broken", Hostile("cut off"), Twelve, Members),
        new("file_cell_too_large", Hostile("a huge cell"), Twelve, Members),
        new("file_unpacks_too_large", Hostile("zip bomb"), Twelve, Members),
        new("file_too_many_columns", Csv($"{Head}{new string(',', 200)}|{Platform},12"), Csv(Fine), Members),
        new("file_too_many_rows", Csv($"{Head}{string.Concat(Enumerable.Repeat($"|{Platform},12", 1_100))}"), Csv(Fine), Members),
    ];

    private const string Platform = "公民学連携プラットフォーム登録数", Procedure = "行政手続きのオンライン化", Head = "項目,件数", Share = "項目,オンライン化済,対象",
        Cashless = "cashless_services 0212 202106 cashless=5;cashless_services 0212 202106 eligible=14",
        OfOneRow = "online_procedures 0212 202106 eligible=12;online_procedures 0212 202106 online=9",
        Hundreds = "platform_members 0102 202106 count=1200";

    private static string[] Heading => ["項目", "件数"];

    private static string[] Both => ["項目", "オンライン化済", "キャッシュレス対応", "対象"];

    private static SentBody Twelve => Book(Heading, [Platform, "=12"]);

    private static SentBody OneRow => Csv($"{string.Join(',', Both)},備考|{Procedure},9,,12,", "0212");

    private static SentBody TwoRows(string remark) =>
        Csv($"{string.Join(',', Both)},備考|{Procedure},9,,12,|キャッシュレス決済,,5,14,{remark}", "0212");

    private static SentBody Sharing(string online, string eligible) => Csv($"{Share}|{Procedure},{online},{eligible}", "0213");

    private static SentBody Raw(string name, byte[] content) => Files("0102", "2021-06", "", (name, content));

    private static SentBody Hostile(string kind) => Raw("f.xlsx", HostileFileTests.Make(kind));
}
