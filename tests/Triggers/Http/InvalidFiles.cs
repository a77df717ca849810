using System.Text;
using SmartToyonaka.Tests.Intake.Submissions;
using SmartToyonaka.Tests.Support;
using static SmartToyonaka.Tests.Triggers.Http.InvalidInput;

namespace SmartToyonaka.Tests.Triggers.Http;

/// <summary>CSV files and workbooks that are wrong, broken, or made to do harm.</summary>
internal static class InvalidFiles
{
    public static IReadOnlyList<InvalidInput> All { get; } =
    [
        // CSV: rows
        OfFile("f.csv", "項目,件数\n押印廃止,-1\n", "f.csv!2行目!件数", "number_negative", "-1", "0以上の数値を入力してください。",
            "The number must not be negative."),
        OfFile("f.csv", "項目,件数\n押印廃止,たくさん\n", "f.csv!2行目!件数", "number_unreadable", "たくさん", "数値として読めません。単位・言葉・計算式を付けず、数字だけを 1234 のように入力してください。該当がなければ 0 です。"),
        OfFile("f.csv", "項目,件数\n車,1\n", "f.csv!2行目!項目", "measure_unknown", "車",
            "この項目(measure)はありません。使えるもの: 行政手続きのオンライン化 online_procedures、キャッシュレス決済 cashless_services、公民学連携プラットフォーム登録数 platform_members、"
                + "テレワーク申請(延べ) telework_applicants、押印廃止 seal_abolitions、包括施設管理 managed_facilities"),
        OfFile("f.csv", "項目,オンライン化済,対象\n行政手続きのオンライン化,939,938\n", "f.csv!2行目!オンライン化済", "share_exceeds_whole", "939",
            "オンライン化済み(939)が 対象(938)を超えています。どちらかを直してください。"),
        OfFile("f.csv", "項目,件数\n押印廃止,1\n押印廃止,2\n", "f.csv!3行目", "measure_doubled", "seal_abolitions", "「押印廃止」が2回あります。1つにまとめてください。"),
        OfFile("f.csv", "項目,件数,色\n押印廃止,1,赤\n", "f.csv!1行目!C", "column_unknown", "色",
            "この列はありません。見出しを確かめるか、列を取り除いてください。使えるもの: 項目、オンライン化済、キャッシュレス対応、対象、件数、所属、所属名、年月、実績・予定、備考",
                "There is no such column; check its heading or remove it. Known: 項目、オンライン化済、キャッシュレス対応、対象、件数、所属、所属名、年月、実績・予定、備考"),
        OfFile("f.csv", "項目,件数,数\n押印廃止,1,1\n", "f.csv!1行目!C", "column_doubled", "数", "同じ意味の列が2つあります。1つにしてください。"),
        OfFile("f.csv", "項目,件数\n押印廃止,1,2\n", "f.csv!2行目!C", "cell_without_heading", null, "見出しのない列に値があります。見出しを付けるか、取り除いてください。"),
        OfFile("f.csv", "りんご,みかん\n1,2\n", "f.csv", "header_missing", null, "見出し行がありません。数値の表には「項目」と「件数」など、取組みの表には「区分」と「名称」の列が要ります。「件数（累計）」のように別の言葉の付いた見出しは読みません。その月の数なら、見出しを「件数」に直してください。"),
        OfFile("f.csv", "", "f.csv", "file_empty", null, "ファイルが空です。見出し行と数値の行を入れてください。",
            "The file is empty; it needs a header row and rows."),
        OfFile("f.csv", "項目,件数\n押印廃止,\n", "", "nothing_submitted", null, "figures か initiatives に1件以上 1000 件以下を入れてください。"),
        OfFile("f.csv", "項目,件数,年月\n押印廃止,1,令和3年7月\n", "f.csv!2行目!年月", "differs_within_submission", "令和3年7月",
            "month の「2021-06」と違います。1回の提出は1つの所属・1つの年月・実績か予定のどちらかです。"),
        OfFile("f.csv", "項目,件数,所属\n押印廃止,1,0212\n", "f.csv!2行目!所属", "differs_within_submission", "0212",
            "department の「0213」と違います。1回の提出は1つの所属・1つの年月・実績か予定のどちらかです。"),
        OfFile("f.csv", "項目,件数,所属名\n押印廃止,1,税務管理課\n", "f.csv!2行目!所属名", "differs_within_submission", "税務管理課",
            "department の「0213」と違います。1回の提出は1つの所属・1つの年月・実績か予定のどちらかです。",
                "This differs from '0213' at department. A submission is for one department and one month, actual or planned."),
        OfFile("f.csv", "項目,件数,実績・予定\n押印廃止,1,実績\n包括施設管理,1,予定\n", "f.csv!3行目!実績・予定", "differs_within_submission", "予定",
            "f.csv!2行目!実績・予定 の「実績」と違います。1回の提出は1つの所属・1つの年月・実績か予定のどちらかです。"),
        OfFile("i.csv", "区分,名称,段階\nロボット,議事録,実施\n", "i.csv!2行目!区分", "category_unknown", "ロボット",
            "区分(category)を次から選んでください: 公民学連携事業 ppp_project、連携協定 ppp_agreement、地域課題解決支援事業 local_issue_project、広域連携 regional_collaboration、"
                + "支援サービス提供手法の見直し support_service_review、発行物の電子化 digitised_publication、市が担うべきサービス範囲の見直し service_scope_review、RPA・AI-OCR "
                + "rpa_ai_ocr、AIの導入 ai、総務業務の支援 general_affairs_support"),
        OfFile("i.csv", "区分,名称,段階\nAIの導入,議事録,完了\n", "i.csv!2行目!段階", "initiative_status_unknown", "完了",
            "段階(status)を次から選んでください: 検討中 considering、調整中 coordinating、決定 decided、実施 implemented、取下げ withdrawn"),
        OfFile("i.csv", "区分,名称,段階,年月\nAIの導入,議事録,実施,令和3年13月\n", "i.csv!2行目!年月", "month_no_such_date", "令和3年13月", "その年月日は暦にありません。月は1〜12です。"),
        OfFile("i.csv", "区分,名称,段階,目標に数える\nAIの導入,議事録,実施,たぶん\n", "i.csv!2行目!目標に数える", "not_a_truth_value", "たぶん",
            "目標に数えるか(countsTowardTarget)は true か false(ファイルでは ○ か ×)にしてください。"),
        OfFile("..\\..\\f.csv", "項目,件数\n押印廃止,-1\n", "f.csv!2行目!件数", "number_negative", "-1", "0以上の数値を入力してください。"),
        OfFile("f.csv", Cp932("項目,件数\n押印廃止,－５\n"), "f.csv!2行目!件数", "number_negative", "－５", "0以上の数値を入力してください。"),

        // CSV: the file
        OfFile("f.csv", [.. Cp932("項目,件数\n押印廃止,"), 0x83], "f.csv", "file_encoding", null,
            "文字コードがUTF-8でもCP932(Shift_JIS)でもないか、途中で切れています。どちらかで保存し直してください。",
                "The file is neither UTF-8 nor CP932 (Shift_JIS), or it is cut off. Save it again as one of them.", 400, "file-encoding"),
        OfFile("f.csv", [0x41, 0x81, 0x20, 0xFF], "f.csv", "file_encoding", null,
            "文字コードがUTF-8でもCP932(Shift_JIS)でもないか、途中で切れています。どちらかで保存し直してください。", "", 400, "file-encoding"),
        OfFile("f.csv", "項目,件数\n\"押印廃止,1\n"u8.ToArray(), "f.csv!2行目", "file_is_not_csv", null,
            "2行目がCSVとして読めません(引用符の閉じ忘れか、長すぎる行)。直して保存し直してください。", "", 400, "file-is-not-csv"),
        OfFile("f.csv", new byte[1_000], "f.csv", "file_is_not_text", null, "文字のファイルではありません。Excelで開けるときは、「CSV UTF-8 (コンマ区切り)」か「Excel ブック (*.xlsx)」で保存し直してください。開けないときは、書き出しからやり直してください。",
            "", 400,
            "file-is-not-text"),
        OfFile("f.csv", Encoding.UTF8.GetBytes("項目,件数\n" + string.Concat(Enumerable.Repeat("押印廃止,1\n", 1_100))), "f.csv",
            "file_too_many_rows", null, "行が多すぎます。1000行までに分けて提出してください。", "There are too many rows; submit at most 1000 at a time.", 413,
                "file-too-many-rows"),
        OfFile("f.csv", Encoding.UTF8.GetBytes("項目,件数" + new string(',', 10_000) + "\n"), "f.csv!1行目", "file_too_many_columns", null,
            "列が200を超えています。使わない列を消してください。", "", 413, "file-too-many-columns"),

        // Workbooks
        OfFile("f.xlsx", Book(["項目", "件数"], ["押印廃止", "=-1"]), "f.xlsx!Sheet1!B2", "number_negative", "-1", "0以上の数値を入力してください。",
            "The number must not be negative."),
        OfFile("f.xlsx", Book(["項目", "件数"], ["押印廃止", "=1.5"]), "f.xlsx!Sheet1!B2", "number_not_whole", "1.5", "小数点のない整数で、1234 のように入力してください。"),
        OfFile("f.xlsx", Book(["項目", "件数", "年月"], ["押印廃止", "=1", "=2021.1"]), "f.xlsx!Sheet1!C2", "month_is_fraction", null,
            "年月が小数の数値です(2021.10 は 2021.1 になります)。2021-10 のように文字で入力してください。"),
        OfFile("f.xlsx", Book(["項目", "件数"], ["押印廃止", "<c><f>1+1</f></c>"]), "f.xlsx!Sheet1!B2", "formula_without_value", null,
            "計算結果が保存されていない数式です。Excelで開いて保存し直すか、値を入力してください。",
                "This is a formula whose result was not saved; open the file in Excel and save it, or enter the value."),
        OfFile("f.xlsx", Book(["項目", "件数"], ["押印廃止", "<c t=\"e\"><v>#DIV/0!</v></c>"]), "f.xlsx!Sheet1!B2", "cell_error", null,
            "Excelのエラー(#DIV/0! など)です。値を直してください。"),
        OfFile("f.xlsx", Book(["項目", "件数", "色"], ["押印廃止", "=1", "赤"]), "f.xlsx!Sheet1!C1", "column_unknown", "色",
            "この列はありません。見出しを確かめるか、列を取り除いてください。使えるもの: 項目、オンライン化済、キャッシュレス対応、対象、件数、所属、所属名、年月、実績・予定、備考"),
        OfFile("f.xlsx", HostileFileTests.Make("zip bomb"), "f.xlsx", "file_unpacks_too_large", null,
            "Excelブックの中身が大きすぎます(展開して20 MiBまで)。使わないシートや画像を消すか、分けて提出してください。",
                "The workbook unpacks to too much (at most 20 MiB). Remove sheets and pictures that are not needed, or submit it in "
                    + "parts.", 413, "file-unpacks-too-large"),
        OfFile("f.xlsx", HostileFileTests.Make("external entity in the strings"), "f.xlsx", "file_broken", null,
            "Excelブックとして読めません(壊れているか、途中で切れているか、使えない内容があります)。Excelで開いて「Excel ブック (*.xlsx)」で保存し直してください。", "", 400, "file-broken"),
        OfFile("f.xlsx", HostileFileTests.Make("deep nesting"), "f.xlsx", "file_broken", null,
            "Excelブックとして読めません(壊れているか、途中で切れているか、使えない内容があります)。Excelで開いて「Excel ブック (*.xlsx)」で保存し直してください。", "", 400, "file-broken"),
        OfFile("f.xlsx", HostileFileTests.Make("cut off"), "f.xlsx", "file_broken", null,
            "Excelブックとして読めません(壊れているか、途中で切れているか、使えない内容があります)。Excelで開いて「Excel ブック (*.xlsx)」で保存し直してください。", "", 400, "file-broken"),
        OfFile("f.xlsx", HostileFileTests.Make("encrypted"), "f.xlsx", "file_encrypted_or_old", null,
            "パスワード付きか、古い形式(.xls)のExcelファイルです。パスワードを外し、「Excel ブック (*.xlsx)」で保存し直してください。", "", 415, "file-encrypted-or-old"),
        OfFile("f.xlsx", HostileFileTests.Make("macros"), "f.xlsx", "file_has_macros", null,
            "マクロ付きのExcelファイルは受け付けていません。「Excel ブック (*.xlsx)」で保存し直してください。", "", 415, "file-has-macros"),
        OfFile("f.pdf", "%PDF-1.7"u8.ToArray(), "f.pdf", "file_type_unknown", null, "CSVか「Excel ブック (*.xlsx)」を付けてください。",
            "Attach a CSV file or an Excel workbook (.xlsx).", 415, "file-type-unknown"),
    ];

    private static byte[] Cp932(string text) => FileReader.Cp932.GetBytes(text);

    private static byte[] Book(params string[][] rows) => new Workbook().Sheet("Sheet1", rows).ToBytes();
}
