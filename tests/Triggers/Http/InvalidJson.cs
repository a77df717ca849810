using static SmartToyonaka.Tests.Triggers.Http.InvalidInput;

namespace SmartToyonaka.Tests.Triggers.Http;

/// <summary>
/// JSON that is understood, but wrong: types, lengths, names, numbers, dates, departments; and answers of Microsoft Forms.
/// </summary>
internal static class InvalidJson
{
    public static IReadOnlyList<InvalidInput> All { get; } =
    [
        // Fields of the submission, figures, initiatives
        OfJson(Top("department", "\"9999\""), "/department", "department_unknown", "9999", "この所属は登録されていません。所属コードか所属名を確かめてください。",
            "No such department is registered; check the code or name."),
        OfJson(Top("department", "\"\""), "/department", "department_missing", null, "所属がありません。所属コード(例 0213)か所属名を入力してください。",
            "The department is missing; send its code (0213) or name."),
        OfJson(Top("department", "{}"), "/department", "department_missing", null, "所属がありません。所属コード(例 0213)か所属名を入力してください。",
            "The department is missing; send its code (0213) or name."),
        OfJson(Top("department", "\"0104\""), "/department", "department_not_in_month", "0104",
            "情報政策課は令和3年6月にはありません。その月は後継の 0105 デジタル戦略課 で提出してください。",
                "情報政策課 did not exist in 2021-06. Submit for its successor of that month, 0105 デジタル戦略課."),
        OfJson(Top("department", "\"0105\"", "2021-03"), "/department", "department_not_in_month", "0105",
            "デジタル戦略課は令和3年3月にはありません。その月は前身の 0104 情報政策課 で提出してください。",
                "デジタル戦略課 did not exist in 2021-03. Submit for its predecessor of that month, 0104 情報政策課."),
        OfJson(Top("month", "\"Apr-21\""), "/month", "month_unreadable", "Apr-21", "年月として読めません。2021-06 や 令和3年6月 のように入力してください。",
            "This is no month; write 2021-06 or “令和3年6月”."),
        OfJson(Top("month", "\"\""), "/month", "month_missing", null, "対象の年月がありません。2021-06 や 令和3年6月 のように入力してください。",
            "The month is missing; write 2021-06 or “令和3年6月”."),
        OfJson(Top("month", "\"令和3年13月\""), "/month", "month_no_such_date", "令和3年13月", "その年月日は暦にありません。月は1〜12です。",
            "There is no such date; months are 1 to 12."),
        OfJson(Top("month", "\"昭和99年1月\""), "/month", "month_no_such_year", "昭和99年1月",
            "元号か年が正しくありません。使える元号は 令和・平成・昭和・大正・明治 です。令和3年6月 か 2021-06 のように入力してください。",
                "The era or year is wrong; known eras are “令和・平成・昭和・大正・明治”. Write “令和3年6月” or 2021-06."),
        OfJson(Top("month", "\"2199-05\""), "/month", "month_no_such_year", "2199-05",
            "元号か年が正しくありません。使える元号は 令和・平成・昭和・大正・明治 です。令和3年6月 か 2021-06 のように入力してください。",
                "The era or year is wrong; known eras are “令和・平成・昭和・大正・明治”. Write “令和3年6月” or 2021-06."),
        OfJson(Top("status", "\"maybe\""), "/status", "status_unknown", "maybe", "status は actual(実績)か planned(予定)にしてください。",
            "status must be actual or planned."),
        OfJson(Top("remark", "\"?\""), "/remark", "unknown_field", "?", "この項目はありません。名前を確かめるか、取り除いてください。",
            "There is no such field; check its name or remove it."),
        OfJson(Top("form", "{}"), "/form", "not_an_identifier", null, "200文字までの文字列で、制御文字や目に見えない文字を含めずに入れてください。",
            "Give a text of at most 200 characters without control or invisible characters."),
        OfJson(Top("a/b~c", "1"), "/a~1b~0c", "unknown_field", "1", "この項目はありません。名前を確かめるか、取り除いてください。",
            "There is no such field; check its name or remove it."),
        OfJson(Figures(""), "", "nothing_submitted", null, "figures か initiatives に1件以上 1000 件以下を入れてください。",
            "Send at least one and at most 1000 figures or initiatives."),
        OfJson(Figures(string.Join(',', Enumerable.Repeat(Fine, 1001))), "", "too_many_items", null,
            "figures か initiatives に1件以上 1000 件以下を入れてください。", "Send at least one and at most 1000 figures or initiatives."),
        OfJson(Figures("{ \"count\": 1 }"), "/figures/0/measure", "measure_missing", null, "項目(measure)を入れてください。",
            "measure is missing; name what the number is of."),
        OfJson(Figures(Fine + ",{ \"measure\": \"cars\", \"count\": 1 }"), "/figures/1/measure", "measure_unknown", "cars",
            "この項目(measure)はありません。使えるもの: 行政手続きのオンライン化 online_procedures、キャッシュレス決済 cashless_services、公民学連携プラットフォーム登録数 platform_members、"
                + "テレワーク申請(延べ) telework_applicants、押印廃止 seal_abolitions、包括施設管理 managed_facilities", "There is no such measure. Known: "
                + "online_procedures, cashless_services, platform_members, telework_applicants, seal_abolitions, managed_facilities"),
        OfJson(Figures("{ \"measure\": \"initiatives.ai\", \"count\": 1 }"), "/figures/0/measure", "measure_unknown", "initiatives.ai",
            "この項目(measure)はありません。使えるもの: 行政手続きのオンライン化 online_procedures、キャッシュレス決済 cashless_services、公民学連携プラットフォーム登録数 platform_members、"
                + "テレワーク申請(延べ) telework_applicants、押印廃止 seal_abolitions、包括施設管理 managed_facilities", "There is no such measure. Known: "
                + "online_procedures, cashless_services, platform_members, telework_applicants, seal_abolitions, managed_facilities"),
        OfJson(Figures("{ \"measure\": \"overtime\", \"minutes\": 1 }"), "/figures/0/measure", "measure_comes_by_file", "overtime",
            "「時間外勤務」はCSVファイル(drops/overtime)で受け付けます。", "'overtime' is handed in as a CSV file in drops/overtime."),
        OfJson(Figures(Fine + "," + Fine), "/figures/1", "measure_doubled", "platform_members", "「公民学連携プラットフォーム登録数」が2回あります。1つにまとめてください。",
            "'platform_members' is given twice; give it once."),
        OfJson(Figures("{ \"measure\": \"platform_members\", \"count\": 1, \"counts\": 2 }"), "/figures/0/counts", "part_unknown", "2",
            "「公民学連携プラットフォーム登録数」に counts はありません。使えるもの: count", "'platform_members' has no counts; it has count."),
        OfJson(Figures("1"), "/figures/0", "not_an_object", null, "{ } で囲んだ項目の組にしてください。", "This must be an object."),
        OfJson(Body("\"figures\": 5"), "/figures", "not_a_list", null, "配列([ ] で囲んだ並び)にしてください。", "This must be an array."),
        OfJson(Count("-1"), "/figures/0/count", "number_negative", "-1", "0以上の数値を入力してください。", "The number must not be negative."),
        OfJson(Count("\"△5\""), "/figures/0/count", "number_negative", "△5", "0以上の数値を入力してください。", "The number must not be negative."),
        OfJson(Count("1.5"), "/figures/0/count", "number_not_whole", "1.5", "小数点のない整数で、1234 のように入力してください。", "The number must be whole; write 1234, without a point."),
        OfJson(Count("1e30"), "/figures/0/count", "cell_error", "1e30",
            "Excelのエラー(#REF! など)か、値の見えない表示(#####、空白になる書式、1.2E+03)です。Excelで元の値を確かめ、セルの書式を「標準」か「数値」にして入力し直してください。",
            "This is an error of Excel (#REF! and the like) or a number shown as 1.2E+03; enter the value itself."),
        OfJson(Count("99999999999999"), "/figures/0/count", "number_too_large", "99999999999999", "数値が大きすぎます。桁を確かめてください。",
            "The number is too large; check its digits."),
        OfJson(Count("\"12,34\""), "/figures/0/count", "number_grouping", "12,34", "桁区切りのカンマの位置が正しくありません(例 1,234)。",
            "The grouping commas are misplaced (write 1,234)."),
        OfJson(Count("\"59.4％\""), "/figures/0/count", "number_percent", "59.4％", "％ではなく件数を入力してください。", "Enter a count, not a percentage."),
        OfJson(Count("\"たくさん\""), "/figures/0/count", "number_unreadable", "たくさん", "数値として読めません。単位・言葉・計算式を付けず、数字だけを 1234 のように入力してください。該当がなければ 0 です。",
            "This is no number. Write digits only, such as 1234, without a unit, a word or a formula; 0 if there was none."),
        OfJson(Count("\"①\""), "/figures/0/count", "number_unreadable", "①", "数値として読めません。単位・言葉・計算式を付けず、数字だけを 1234 のように入力してください。該当がなければ 0 です。",
            "This is no number. Write digits only, such as 1234, without a unit, a word or a formula; 0 if there was none."),
        OfJson(Count("[1]"), "/figures/0/count", "number_unreadable", null, "数値として読めません。単位・言葉・計算式を付けず、数字だけを 1234 のように入力してください。該当がなければ 0 です。",
            "This is no number. Write digits only, such as 1234, without a unit, a word or a formula; 0 if there was none."),
        OfJson(Count("true"), "/figures/0/count", "number_unreadable", "true", "数値として読めません。単位・言葉・計算式を付けず、数字だけを 1234 のように入力してください。該当がなければ 0 です。",
            "This is no number. Write digits only, such as 1234, without a unit, a word or a formula; 0 if there was none."),
        OfJson(Count("\"\""), "/figures/0/count", "number_missing", "", "数値がありません。該当がなければ 0 を入力してください。",
            "The number is missing; enter 0 if there was none."),
        OfJson(Count("null"), "/figures/0/count", "number_missing", "", "数値がありません。該当がなければ 0 を入力してください。",
            "The number is missing; enter 0 if there was none."),
        OfJson(Count("\"…\""), "/figures/0/count", "number_unknown", "…", "不明・秘匿の記号は使えません。数値が分かってから提出してください。",
            "Signs for unknown or withheld cannot be used; submit when the number is known."),
        OfJson(Count("\"x\""), "/figures/0/count", "number_unknown", "x", "不明・秘匿の記号は使えません。数値が分かってから提出してください。",
            "Signs for unknown or withheld cannot be used; submit when the number is known."),
        OfJson(Figures("{ \"measure\": \"online_procedures\", \"online\": 5 }"), "/figures/0/eligible", "number_missing", "",
            "数値がありません。該当がなければ 0 を入力してください。", "The number is missing; enter 0 if there was none."),
        OfJson(Figures("{ \"measure\": \"online_procedures\", \"online\": 939, \"eligible\": 938 }"), "/figures/0/online",
            "share_exceeds_whole", "939", "オンライン化済み(939)が 対象(938)を超えています。どちらかを直してください。",
                "online (939) exceeds eligible (938); correct one of them."),
        OfJson(Initiative("category", "\"robots\""), "/initiatives/0/category", "category_unknown", "robots",
            "区分(category)を次から選んでください: 公民学連携事業 ppp_project、連携協定 ppp_agreement、地域課題解決支援事業 local_issue_project、広域連携 regional_collaboration、"
                + "支援サービス提供手法の見直し support_service_review、発行物の電子化 digitised_publication、市が担うべきサービス範囲の見直し service_scope_review、RPA・AI-OCR "
                + "rpa_ai_ocr、AIの導入 ai、総務業務の支援 general_affairs_support", "category must be one of ppp_project, ppp_agreement, "
                + "local_issue_project, regional_collaboration, support_service_review, digitised_publication, service_scope_review, "
                + "rpa_ai_ocr, ai, general_affairs_support."),
        OfJson(Initiative("status", "\"done\""), "/initiatives/0/status", "initiative_status_unknown", "done",
            "段階(status)を次から選んでください: 検討中 considering、調整中 coordinating、決定 decided、実施 implemented、取下げ withdrawn",
                "status must be one of considering, coordinating, decided, implemented, withdrawn."),
        OfJson(Initiative("status", "3"), "/initiatives/0/status", "initiative_status_unknown", "3",
            "段階(status)を次から選んでください: 検討中 considering、調整中 coordinating、決定 decided、実施 implemented、取下げ withdrawn",
                "status must be one of considering, coordinating, decided, implemented, withdrawn."),
        OfJson(Initiative("name", "\"  \""), "/initiatives/0/name", "text_missing", "  ", "1〜200文字で入力してください。",
            "Enter 1 to 200 characters."),
        OfJson(Initiative("name", "\"" + new string('長', 201) + "\""), "/initiatives/0/name", "text_unusable", new string('長', 80)
            + "…", "1〜200文字で入力してください。", "Enter 1 to 200 characters."),
        OfJson(Initiative("note", "\"\\u0007\""), "/initiatives/0/note", "text_unusable", "\u0007",
            "1文字目の文字(U+0007)は使えません(外字、目に見えない文字、制御文字など)。書き直してください。",
                "Character 1 (U+0007) cannot be used: it is private, invisible or a control character. Write it anew."),
        OfJson(Initiative("month", "\"R3.13\""), "/initiatives/0/month", "month_no_such_date", "R3.13", "その年月日は暦にありません。月は1〜12です。",
            "There is no such date; months are 1 to 12."),
        OfJson(Initiative("countsTowardTarget", "\"perhaps\""), "/initiatives/0/countsTowardTarget", "not_a_truth_value", "perhaps",
            "目標に数えるか(countsTowardTarget)は true か false(ファイルでは ○ か ×)にしてください。",
                "countsTowardTarget must be true or false (in a file ○ or ×)."),
        OfJson(Initiative("partners", "\"甲社\""), "/initiatives/0/partners", "not_a_list", null, "partners は文字列の配列にしてください(例 [\"ガンバ大阪\"])。",
            "partners must be an array of strings."),
        OfJson(Initiative("partners", "[\"甲社\", \"\"]"), "/initiatives/0/partners/1", "text_missing", "", "1〜200文字で入力してください。",
            "Enter 1 to 200 characters."),
        OfJson(Initiative("partners", "[" + string.Join(',', Enumerable.Repeat("\"甲社\"", 51)) + "]"), "/initiatives/0/partners",
            "too_many_partners", null, "連携先(partners)は50件までに減らしてください。", "Give at most 50 partners."),
        OfJson(Initiative("owner", "\"0213\""), "/initiatives/0/owner", "unknown_field", "0213", "この項目はありません。名前を確かめるか、取り除いてください。",
            "There is no such field; check its name or remove it."),
        OfJson(Body("\"initiatives\": [ " + OneInitiative + "," + OneInitiative + " ]"), "/initiatives/1", "initiative_doubled", null,
            "同じ取組み(区分・名称・年月)が2回あります。1つにしてください。", "The same initiative (category, name, month) is given twice; give it once."),
        OfJson(Top("department", "[\"0213\"]"), "/department", "department_missing", null, "所属がありません。所属コード(例 0213)か所属名を入力してください。",
            "The department is missing; send its code (0213) or name."),
        OfJson(Top("department", "true"), "/department", "department_unknown", "true", "この所属は登録されていません。所属コードか所属名を確かめてください。",
            "No such department is registered; check the code or name."),
        OfJson(Top("department", "\"" + new string('課', 201) + "\""), "/department", "department_unknown", new string('課', 80)
            + "…", "この所属は登録されていません。所属コードか所属名を確かめてください。", "No such department is registered; check the code or name."),
        OfJson(Top("department", "\"情報政策課\""), "/department", "department_not_in_month", "情報政策課",
            "情報政策課は令和3年6月にはありません。その月は後継の 0105 デジタル戦略課 で提出してください。",
                "情報政策課 did not exist in 2021-06. Submit for its successor of that month, 0105 デジタル戦略課."),
        OfJson(Top("department", "\"0213\"", "2015-03"), "/department", "department_not_in_month", "0213",
            "市民税課は平成27年3月にはありません。年月か所属を確かめてください。", "市民税課 did not exist in 2015-03. Check the month or the department."),
        OfJson(Top("department", "\"0213\"", "1950-01"), "/department", "department_not_in_month", "0213",
            "市民税課は昭和25年1月にはありません。年月か所属を確かめてください。", "市民税課 did not exist in 1950-01. Check the month or the department."),
        OfJson(Top("month", "{}"), "/month", "month_missing", null, "対象の年月がありません。2021-06 や 令和3年6月 のように入力してください。",
            "The month is missing; write 2021-06 or “令和3年6月”."),
        OfJson(Top("month", "true"), "/month", "month_unreadable", "true", "年月として読めません。2021-06 や 令和3年6月 のように入力してください。",
            "This is no month; write 2021-06 or “令和3年6月”."),
        OfJson(Top("month", "\"2021-00\""), "/month", "month_no_such_date", "2021-00", "その年月日は暦にありません。月は1〜12です。",
            "There is no such date; months are 1 to 12."),
        OfJson(Top("month", "\"2021-02-29\""), "/month", "month_no_such_date", "2021-02-29", "その年月日は暦にありません。月は1〜12です。",
            "There is no such date; months are 1 to 12."),
        OfJson(Top("month", "\"令和0年4月\""), "/month", "month_no_such_year", "令和0年4月",
            "元号か年が正しくありません。使える元号は 令和・平成・昭和・大正・明治 です。令和3年6月 か 2021-06 のように入力してください。",
                "The era or year is wrong; known eras are “令和・平成・昭和・大正・明治”. Write “令和3年6月” or 2021-06."),
        OfJson(Top("month", "\"1900-01\""), "/month", "month_no_such_year", "1900-01",
            "元号か年が正しくありません。使える元号は 令和・平成・昭和・大正・明治 です。令和3年6月 か 2021-06 のように入力してください。",
                "The era or year is wrong; known eras are “令和・平成・昭和・大正・明治”. Write “令和3年6月” or 2021-06."),
        OfJson(
            Top("month", "\"令和33年6月\""), "/month", "month_in_future", "令和33年6月",
            "令和33年6月はまだ始まっていません。実績はPRESENT-MONTH-JA分までです。年月を確かめるか、予定なら status を planned(予定)にしてください。",
            "2051-06 has not begun; actual figures are taken up to PRESENT-MONTH. Check the month, or send a plan with status planned."),
        OfJson(
            Top("month", "\"2121-06\""), "/month", "month_in_future", "2121-06",
            "令和103年6月はまだ始まっていません。実績はPRESENT-MONTH-JA分までです。年月を確かめるか、予定なら status を planned(予定)にしてください。",
            "2121-06 has not begun; actual figures are taken up to PRESENT-MONTH. Check the month, or send a plan with status planned."),
        OfJson(
            Top("status", "\"planned\"", month: "2121-06"), "/month", "month_too_far", "2121-06",
            "LAST-MONTHより先の年月です。年を確かめてください。", "This month is after LAST-MONTH; check the year."),
        OfJson(Top("status", "[\"actual\"]"), "/status", "status_unknown", null, "status は actual(実績)か planned(予定)にしてください。",
            "status must be actual or planned."),
        OfJson(Top("responseId", "\"" + new string('1', 201) + "\""), "/responseId", "not_an_identifier", new string('1', 80) + "…",
            "200文字までの文字列で、制御文字や目に見えない文字を含めずに入れてください。", "Give a text of at most 200 characters without control or invisible characters."),
        OfJson(Top("responseId", "\"a\\u0000b\""), "/responseId", "not_an_identifier", "a\0b", "200文字までの文字列で、制御文字や目に見えない文字を含めずに入れてください。",
            "Give a text of at most 200 characters without control or invisible characters."),
        OfJson(Figures("null"), "/figures/0", "not_an_object", null, "{ } で囲んだ項目の組にしてください。", "This must be an object."),
        OfJson(Figures("[]"), "/figures/0", "not_an_object", null, "{ } で囲んだ項目の組にしてください。", "This must be an object."),
        OfJson(Body("\"initiatives\": \"ai\""), "/initiatives", "not_a_list", null, "配列([ ] で囲んだ並び)にしてください。", "This must be an array."),
        OfJson(Figures("{ \"measure\": 5, \"count\": 1 }"), "/figures/0/measure", "measure_unknown", "5",
            "この項目(measure)はありません。使えるもの: 行政手続きのオンライン化 online_procedures、キャッシュレス決済 cashless_services、公民学連携プラットフォーム登録数 platform_members、"
                + "テレワーク申請(延べ) telework_applicants、押印廃止 seal_abolitions、包括施設管理 managed_facilities", "There is no such measure. Known: "
                + "online_procedures, cashless_services, platform_members, telework_applicants, seal_abolitions, managed_facilities"),
        OfJson(Figures("{ \"measure\": \"staff\", \"headcount\": 1 }"), "/figures/0/measure", "measure_comes_by_file", "staff",
            "「在籍職員数」はCSVファイル(drops/staff)で受け付けます。", "'staff' is handed in as a CSV file in drops/staff."),
        OfJson(Figures("{ \"measure\": \"cashless_services\", \"cashless\": 53, \"eligible\": 52 }"), "/figures/0/cashless",
            "share_exceeds_whole", "53", "キャッシュレス対応済み(53)が 対象(52)を超えています。どちらかを直してください。",
                "cashless (53) exceeds eligible (52); correct one of them."),
        OfJson(Figures("{ \"measure\": \"online_procedures\", \"online\": -1, \"eligible\": 938 }"), "/figures/0/online",
            "number_negative", "-1", "0以上の数値を入力してください。", "The number must not be negative."),
        OfJson(Count("\"−5\""), "/figures/0/count", "number_negative", "−5", "0以上の数値を入力してください。", "The number must not be negative."),
        OfJson(Count("\"1,2,3\""), "/figures/0/count", "number_grouping", "1,2,3", "桁区切りのカンマの位置が正しくありません(例 1,234)。",
            "The grouping commas are misplaced (write 1,234)."),
        OfJson(Count("\"5-\""), "/figures/0/count", "number_unreadable", "5-", "数値として読めません。単位・言葉・計算式を付けず、数字だけを 1234 のように入力してください。該当がなければ 0 です。",
            "This is no number. Write digits only, such as 1234, without a unit, a word or a formula; 0 if there was none."),
        OfJson(Count("\"12人\""), "/figures/0/count", "number_unreadable", "12人", "数値として読めません。単位・言葉・計算式を付けず、数字だけを 1234 のように入力してください。該当がなければ 0 です。",
            "This is no number. Write digits only, such as 1234, without a unit, a word or a formula; 0 if there was none."),
        OfJson(Count("\"五\""), "/figures/0/count", "number_unreadable", "五", "数値として読めません。単位・言葉・計算式を付けず、数字だけを 1234 のように入力してください。該当がなければ 0 です。",
            "This is no number. Write digits only, such as 1234, without a unit, a word or a formula; 0 if there was none."),
        OfJson(Count("\"NaN\""), "/figures/0/count", "number_unreadable", "NaN", "数値として読めません。単位・言葉・計算式を付けず、数字だけを 1234 のように入力してください。該当がなければ 0 です。",
            "This is no number. Write digits only, such as 1234, without a unit, a word or a formula; 0 if there was none."),
        OfJson(Count("\"1,234.5\""), "/figures/0/count", "number_not_whole", "1,234.5", "小数点のない整数で、1234 のように入力してください。", "The number must be whole; write 1234, without a point."),
        OfJson(Count("\"" + new string('9', 100) + "\""), "/figures/0/count", "number_too_large", new string('9', 80)
            + "…", "数値が大きすぎます。桁を確かめてください。",
            "The number is too large; check its digits."),
        OfJson(Initiative("name", "{}"), "/initiatives/0/name", "text_unusable", null, "1〜200文字で入力してください。", "Enter 1 to 200 characters."),
        OfJson(Initiative("note", "\"" + new string('長', 1001) + "\""), "/initiatives/0/note", "text_unusable", new string('長', 80)
            + "…", "0〜1000文字で入力してください。", "Enter 0 to 1000 characters."),
        OfJson(Initiative("note", "[]"), "/initiatives/0/note", "text_unusable", null, "0〜1000文字で入力してください。", "Enter 0 to 1000 characters."),
        OfJson(Initiative("month", "{}"), "/initiatives/0/month", "month_unreadable", null, "年月として読めません。2021-06 や 令和3年6月 のように入力してください。",
            "This is no month; write 2021-06 or “令和3年6月”."),
        OfJson(
            Initiative("month", "\"2121-06\""), "/initiatives/0/month", "month_in_future", "2121-06",
            "令和103年6月はまだ始まっていません。実績はPRESENT-MONTH-JA分までです。年月を確かめるか、予定なら status を planned(予定)にしてください。",
            "2121-06 has not begun; actual figures are taken up to PRESENT-MONTH. Check the month, or send a plan with status planned."),
        OfJson(Initiative("countsTowardTarget", "{}"), "/initiatives/0/countsTowardTarget", "not_a_truth_value", null,
            "目標に数えるか(countsTowardTarget)は true か false(ファイルでは ○ か ×)にしてください。",
                "countsTowardTarget must be true or false (in a file ○ or ×)."),
        OfJson(Initiative("partners", "[ {} ]"), "/initiatives/0/partners/0", "text_unusable", null, "1〜200文字で入力してください。",
            "Enter 1 to 200 characters."),
        OfJson(Initiative("partners", "[ \"" + new string('長', 201) + "\" ]"), "/initiatives/0/partners/0", "text_unusable",
            new string('長', 80) + "…", "1〜200文字で入力してください。", "Enter 1 to 200 characters."),
        OfJson(Body("\"initiatives\": [ null ]"), "/initiatives/0", "not_an_object", null, "{ } で囲んだ項目の組にしてください。",
            "This must be an object."),

        // Answers of Microsoft Forms
        OfJson(Forms("\"r00000000000000000000000000000000\": \"?\""), "/answers/r00000000000000000000000000000000", "question_unmapped",
            null, "フォーム monthly-figures(1) の対応表にない質問です。フォームを変えたときは対応表(reference/forms/monthly-figures.json)に加えてください。",
                "The mapping of form monthly-figures(1) does not know this question. When the form has changed, add it to reference/forms/"
                    + "monthly-figures.json."),
        OfJson("{ \"form\": \"monthly-figures\", \"answers\": { \"r3566981ebdfd4481fc606b54fa9155d1\": \"0213\" } }",
            "/answers/r2139b2505a0248fed8e137c17f44dee5", "question_missing", null,
                "質問「年月」: フォーム monthly-figures(1) の質問(month)が届いていません。フローの「応答の詳細を取得する」と、対応表(reference/forms/monthly-figures.json)を確かめてください。", "Question 'month': The question for month of form monthly-figures(1) did not arrive. Check the flow's 'Get response details' and reference/forms/monthly-figures.json."),
        OfJson(Forms("\"r37a9db6e21d4b87cacfede8125fe8f6b\": \"[\\\"1\\\",\\\"2\\\"]\""), "/answers/r37a9db6e21d4b87cacfede8125fe8f6b",
            "more_than_one_choice", null, "質問「行政手続きのオンライン化(オンライン化済み)」: online_procedures.online には1つだけ選んでください。フォームの質問を「1つだけ選択」にしてください。",
                "Question 'online_procedures.online': online_procedures.online takes one choice; make the question a single choice."),
        OfJson(Forms("\"r37a9db6e21d4b87cacfede8125fe8f6b\": \"-3\""), "/answers/r37a9db6e21d4b87cacfede8125fe8f6b", "number_negative",
            "-3", "質問「行政手続きのオンライン化(オンライン化済み)」: 0以上の数値を入力してください。",
            "Question 'online_procedures.online': The number must not be negative."),
        OfJson(Forms("\"submitDate\": \"令和3年7月5日\""), "/answers/submitDate", "submit_date_unreadable", null,
            "submitDate が日時として読めません。フローで書き換えずに、そのまま送ってください(例 6/15/2021 1:23:45 AM)。",
                "submitDate is no date and time. Send it as Forms gives it (6/15/2021 1:23:45 AM)."),
        OfJson("{ \"form\": \"no-such-form\", \"answers\": {} }", "/form", "form_unknown", "no-such-form",
            "フォーム no-such-form の対応表がありません。reference/forms/no-such-form.json を置いてください。",
                "There is no mapping of form no-such-form; upload reference/forms/no-such-form.json."),
        OfJson("{ \"form\": \"../../etc\", \"answers\": {} }", "/form", "form_unknown", "../../etc",
            "form(対応表の名前。英小文字・数字・ハイフン)を入れてください。フォームの質問番号は対応表がないと読めません。",
                "Send form, the name of its mapping (lower case, digits, hyphens): without it the questions cannot be told."),
        OfJson("{ \"answers\": {} }", "/form", "form_missing", null, "form(対応表の名前。英小文字・数字・ハイフン)を入れてください。フォームの質問番号は対応表がないと読めません。",
            "Send form, the name of its mapping (lower case, digits, hyphens): without it the questions cannot be told."),
    ];

    internal const string Fine = """{ "measure": "platform_members", "count": 1 }""";

    private const string OneInitiative = """{ "category": "ai", "name": "議事録", "status": "decided" }""";

    /// <summary>A good submission with one field otherwise.</summary>
    internal static string Top(string name, string value, string month = "2021-06")
    {
        var fields = new Dictionary<string, string>
        {
            ["department"] = "\"0213\"",
            ["month"] = $"\"{month}\"",
            ["figures"] = $"[ {Fine} ]"
        };
        fields[name] = value;
        return "{ " + string.Join(", ", fields.Select(f => $"\"{f.Key}\": {f.Value}")) + " }";
    }

    internal static string Body(string rest) => $$"""{ "department": "0213", "month": "2021-06", {{rest}} }""";

    internal static string Figures(string figures) => Body($"\"figures\": [ {figures} ]");

    private static string Count(string count) => Figures($$"""{ "measure": "platform_members", "count": {{count}} }""");

    private static string Initiative(string name, string value)
    {
        var fields = new Dictionary<string, string> { ["category"] = "\"ai\"", ["name"] = "\"議事録\"", ["status"] = "\"decided\"" };
        fields[name] = value;
        return Body("\"initiatives\": [ { " + string.Join(", ", fields.Select(f => $"\"{f.Key}\": {f.Value}")) + " } ]");
    }

    /// <summary>An answer of the built-in form, with one thing more.</summary>
    private static string Forms(string more) => $$"""
        { "form": "monthly-figures", "answers": { "r3566981ebdfd4481fc606b54fa9155d1": "0213", "r2139b2505a0248fed8e137c17f44dee5": "2021-06", "r9eb329399a56172e1ea8b34271dc95f7": "1", {{more}} } }
        """;
}
