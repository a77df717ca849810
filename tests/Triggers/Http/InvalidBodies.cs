using System.Text;
using SmartToyonaka.Tests.Intake.Submissions;
using static SmartToyonaka.Tests.Triggers.Http.InvalidInput;
using static SmartToyonaka.Tests.Triggers.Http.InvalidJson;

namespace SmartToyonaka.Tests.Triggers.Http;

/// <summary>
/// Bodies: no JSON, other encodings, broken escapes, nested bombs, doubled fields, forms that are wrong, too much, of no type that is
/// taken.
/// </summary>
internal static class InvalidBodies
{
    public static IReadOnlyList<InvalidInput> All { get; } =
    [
        // JSON that cannot be read, with its line and character
        OfBytes("", "", "body_empty", "本文が空です。{ } で囲んだ項目を入れてください。", "The body is empty; send one object in { }."),
        OfBytes(" \n ", "", "body_empty", "本文が空です。{ } で囲んだ項目を入れてください。", "The body is empty; send one object in { }."),
        OfBytes("{", "1:2", "not_json", "1行目の2文字目: ここでJSONとして読めなくなります。かっこ・引用符・カンマを確かめてください。",
            "Line 1, character 2 is where this stops being JSON; check brackets, quotes and commas."),
        OfBytes("{\n  \"department\": \"0213\",\n  \"month\": 2021-06\n}", "3:12", "not_json",
            "3行目の12文字目: ここでJSONとして読めなくなります。かっこ・引用符・カンマを確かめてください。",
                "Line 3, character 12 is where this stops being JSON; check brackets, quotes and commas."),
        OfBytes("[]", "1:1", "not_an_object", "1行目の1文字目: 全体を { } で囲んでください。",
            "Line 1, character 1 begins something else than one object in { }."),
        OfBytes("null", "1:1", "not_an_object", "1行目の1文字目: 全体を { } で囲んでください。",
            "Line 1, character 1 begins something else than one object in { }."),
        OfBytes("{ \"department\": \"0213\",\n  \"department\": \"0211\" }", "2:3", "doubled_name", "2行目の3文字目: 同じ項目名が2回あります。1回だけにしてください。",
            "Line 2, character 3 gives a name a second time; give it once."),
        OfBytes(InvalidJson.Figures("{ \"measure\": \"platform_members\", \"count\": 1, \"count\": 2 }"), "1:103", "doubled_name",
            "1行目の103文字目: 同じ項目名が2回あります。1回だけにしてください。", "Line 1, character 103 gives a name a second time; give it once."),
        OfBytes("{ \"department\": \"\\ud800\" }", "1:17", "half_a_character", "1行目の17文字目: 文字の半分だけの表記(\\ud800 など)があります。文字を書き直してください。",
            "Line 1, character 17 holds half a character (such as \\ud800); write the character anew."),
        OfBytes("{ \"a\": " + new string('[', 100_000), "1:15", "too_deep", "1行目の15文字目: 入れ子が深すぎます(8段まで)。",
            "Line 1, character 15 is nested too deeply (at most 8 levels)."),
        OfBytes("{ \"a\": " + string.Concat(Enumerable.Repeat("{ \"a\": ", 100_000)), "1:57", "too_deep", "1行目の57文字目: 入れ子が深すぎます(8段まで)。",
            "Line 1, character 57 is nested too deeply (at most 8 levels)."),
        OfBytes("{ \"answers\": { \"r37a9db6e21d4b87cacfede8125fe8f6b\": " + new string('[', 100_000), "1:59", "too_deep",
            "1行目の59文字目: 入れ子が深すぎます(8段まで)。", "Line 1, character 59 is nested too deeply (at most 8 levels)."),
        OfBytes(Cp932(Top("department", "\"市民税課\"")), "1:18", "not_utf8", "1行目の18文字目: UTF-8の文字ではありません。文字コードをUTF-8にして送り直してください。",
            "Line 1, character 18 is no UTF-8; send the text as UTF-8."),
        OfBytes([.. "{ \"department\": \"0213"u8, 0xE3, 0x81, (byte)'"', .. " }"u8], "1:22", "not_utf8",
            "1行目の22文字目: UTF-8の文字ではありません。文字コードをUTF-8にして送り直してください。", "Line 1, character 22 is no UTF-8; send the text as UTF-8."),
        OfBytes([0xFF, 0xFE, .. Encoding.Unicode.GetBytes(Top("department", "\"0213\""))], "1:1", "not_utf8",
            "1行目の1文字目: UTF-8の文字ではありません。文字コードをUTF-8にして送り直してください。", "Line 1, character 1 is no UTF-8; send the text as UTF-8."),
        OfBytes([0xEF, 0xBB, 0xBF, 0xEF, 0xBB, 0xBF, .. "{}"u8], "1:1", "not_json", "1行目の1文字目: ここでJSONとして読めなくなります。かっこ・引用符・カンマを確かめてください。",
            "Line 1, character 1 is where this stops being JSON; check brackets, quotes and commas."),
        OfJson("\uFEFF{}", "/department", "department_missing", null, "所属がありません。所属コード(例 0213)か所属名を入力してください。",
            "The department is missing; send its code (0213) or name."),

        // Encodings and escapes
        OfBytes(Cp932(Top("department", "\"市民税課\"")), "Content-Type", "charset_unknown",
            "文字コードはUTF-8だけを受け付けます。UTF-8で送り直し、charset は utf-8 にするか省いてください。",
                "Only UTF-8 is taken. Send the body as UTF-8, with charset=utf-8 or none.",
                    "application/json; charset=shift_jis") with { Value = "shift_jis" },
        OfBytes("department=0213", "Content-Type", "charset_unknown", "文字コードはUTF-8だけを受け付けます。UTF-8で送り直し、charset は utf-8 にするか省いてください。",
            "Only UTF-8 is taken. Send the body as UTF-8, with charset=utf-8 or none.",
                "application/x-www-form-urlencoded; charset=shift_jis") with { Value = "shift_jis" },
        OfBrokenForm(Encoding.ASCII.GetBytes("department=" + Cp932Escaped("市民税課") + "&month=2021-06"), "department", "not_utf8",
            "UTF-8の文字ではありません(文字化け)。文字コードをUTF-8にして送り直してください。", "This is no UTF-8; send the form as UTF-8."),
        OfBrokenForm([.. "month=2021-06&department="u8, .. Cp932("市民税課")], "department", "not_utf8",
            "UTF-8の文字ではありません(文字化け)。文字コードをUTF-8にして送り直してください。"),
        OfBrokenForm(Cp932("month=2021-06&initiatives.0.name=" + Cp932Escaped("ソ")), "initiatives.0.name", "not_utf8",
            "UTF-8の文字ではありません(文字化け)。文字コードをUTF-8にして送り直してください。"),
        OfBrokenForm("department=0213&month=2021-06&initiatives.0.note=100%"u8.ToArray(), "initiatives.0.note", "broken_escape",
            "% のあとは16進数2桁です(% そのものは %25)。フォームの送り方を直してください。",
                "After % come two hexadecimal digits (a % itself is %25); mend how the form is sent."),
        OfBrokenForm("department=%zz"u8.ToArray(), "department", "broken_escape", "% のあとは16進数2桁です(% そのものは %25)。フォームの送り方を直してください。"),

        // Forms that cannot be read
        OfBrokenForm(Encoding.ASCII.GetBytes(new string('k', 201) + "=1"), "", "not_a_form",
            "区切り(boundary)と項目の形を確かめてください。項目は10000個、項目名は200文字までです。",
                "Check the boundary and the shape of the fields; at most 10000 fields, with names of at most 200 characters."),
        OfBrokenForm(Encoding.ASCII.GetBytes(string.Join('&', Enumerable.Range(0, 10_001).Select(i => $"f{i}=1"))), "", "not_a_form",
            "区切り(boundary)と項目の形を確かめてください。項目は10000個、項目名は200文字までです。"),
        OfBytes("department=0213", "", "not_a_form", "区切り(boundary)と項目の形を確かめてください。項目は10000個、項目名は200文字までです。", type: "multipart/form-data"),
        OfBytes("no parts at all", "", "not_a_form", "区切り(boundary)と項目の形を確かめてください。項目は10000個、項目名は200文字までです。",
            type: "multipart/form-data; boundary=xyz"),
        OfBytes(Multipart([("department", "0213")])[..^9], "", "not_a_form", "区切り(boundary)と項目の形を確かめてください。項目は10000個、項目名は200文字までです。",
            type: "multipart/form-data; boundary=xyz"),
        OfBytes([.. "--xyz\r\nContent-Disposition: form-data; name=\"department\"\r\n\r\n"u8, .. Cp932("市民税課"), .. "\r\n--xyz--\r\n"u8],
            "department", "not_utf8", "UTF-8の文字ではありません(文字化け)。文字コードをUTF-8にして送り直してください。", type: "multipart/form-data; boundary=xyz"),

        // Forms that are understood, but wrong
        OfForm("department=0213&department=0211&month=2021-06&seal_abolitions.count=1", "department", "doubled_field", null,
            "項目「department」が2回送られています。1つにしてください。", "The field 'department' was sent twice; send it once."),
        OfForm("department=0213&month=2021-06&seal_abolitions.count=1&seal_abolitions.count=1", "seal_abolitions.count", "doubled_field",
            null, "項目「seal_abolitions.count」が2回送られています。1つにしてください。"),
        OfForm("department=0213&month=13&seal_abolitions.count=1", "month", "month_unreadable", "13",
            "年月として読めません。2021-06 や 令和3年6月 のように入力してください。"),
        OfForm("department=0213&seal_abolitions.count=1", "month", "month_missing", null, "対象の年月がありません。2021-06 や 令和3年6月 のように入力してください。"),
        OfForm("month=2021-06&seal_abolitions.count=1", "department", "department_missing", null, "所属がありません。所属コード(例 0213)か所属名を入力してください。"),
        OfForm("department=0213&month=2021-06", "", "nothing_submitted", null, "figures か initiatives に1件以上 1000 件以下を入れてください。"),
        OfForm("department=0213&month=2021-06&seal_abolitions.count=-1", "seal_abolitions.count", "number_negative", "-1",
            "0以上の数値を入力してください。"),
        OfForm("department=0213&month=2021-06&online_procedures.online=939&online_procedures.eligible=938", "online_procedures.online",
            "share_exceeds_whole", "939", "オンライン化済み(939)が 対象(938)を超えています。どちらかを直してください。"),
        OfForm("department=0213&month=2021-06&online_procedures.online=5", "online_procedures.eligible", "number_missing", "",
            "数値がありません。該当がなければ 0 を入力してください。"),
        OfForm("department=0213&month=2021-06&overtime.minutes=5", "overtime", "measure_comes_by_file", "overtime",
            "「時間外勤務」はCSVファイル(drops/overtime)で受け付けます。"),
        OfForm("department=0213&month=2021-06&seal_abolitions.count=1&colour=red", "colour", "unknown_field", "red",
            "この項目はありません。名前を確かめるか、取り除いてください。"),
        OfForm("department=0213&month=2021-06&initiatives.1000.name=a", "initiatives.1000.name", "unknown_field", "a",
            "この項目はありません。名前を確かめるか、取り除いてください。"),
        OfForm("department=0213&month=2021-06&initiatives.3.category=ai&initiatives.3.status=decided&initiatives.3.name="
            + new string('x', 201), "initiatives.3.name", "text_unusable", new string('x', 80) + "…", "1〜200文字で入力してください。"),
        OfForm("department=" + Escape("情報政策課") + "&month=R3.6&seal_abolitions.count=1", "department", "department_not_in_month", "情報政策課",
            "情報政策課は令和3年6月にはありません。その月は後継の 0105 デジタル戦略課 で提出してください。",
                "情報政策課 did not exist in 2021-06. Submit for its successor of that month, 0105 デジタル戦略課."),
        OfParts([("department", "0213"), ("department", "0211"), ("month", "2021-06"), ("seal_abolitions.count", "1")], "department",
            "doubled_field", null, "項目「department」が2回送られています。1つにしてください。"),
        OfParts([("department", "0213"), ("month", "2021-06"), ("seal_abolitions.count", "△1")], "seal_abolitions.count",
            "number_negative", "△1", "0以上の数値を入力してください。"),
        OfParts([("department", "0213"), ("month", "2021-06"), ("seal_abolitions.count", "1"), ("file", "項目,件数")], "file",
            "unknown_field", "項目,件数", "この項目はありません。名前を確かめるか、取り除いてください。"),

        // Neither is looked into
        new(null, "{}"u8.ToArray(), 415, "unsupported-type", "", "", null,
            "application/json、application/x-www-form-urlencoded、multipart/form-data のどれかで送ってください。",
                "Send application/json, application/x-www-form-urlencoded or multipart/form-data."),
        new("text/csv", "項目,件数\n押印廃止,1\n"u8.ToArray(), 415, "unsupported-type", "", "", null,
            "application/json、application/x-www-form-urlencoded、multipart/form-data のどれかで送ってください。"),
        new("application/json", new byte[(1024 * 1024) + 1], 413, "too-large", "", "", null, "1 MiB を超えています。分けて提出してください。",
            "The body is larger than 1 MiB; submit it in parts."),
        new("application/x-www-form-urlencoded", new byte[(1024 * 1024) + 1], 413, "too-large", "", "", null, "1 MiB を超えています。分けて提出してください。"),
        new("multipart/form-data; boundary=xyz", Multipart([("note", new string('x', 1024 * 1024))]), 413, "too-large", "", "", null,
            "1 MiB を超えています。分けて提出してください。"),
        new("multipart/form-data; boundary=xyz", new byte[(10 * 1024 * 1024) + 1], 413, "too-large", "", "", null,
            "10 MiB を超えています。分けて提出してください。", "The body is larger than 10 MiB; submit it in parts."),
        new("multipart/form-data; boundary=xyz",
            Multipart([], [.. Enumerable.Range(0, 5).Select(i => ($"{i}.csv", "項目,件数\n"u8.ToArray()))]), 400, "too-many-files", "", "",
                null, "ファイルは4つまでです。分けて提出してください。", "At most 4 files; submit them in parts."),
    ];

    private static byte[] Cp932(string text) => FileReader.Cp932.GetBytes(text);

    private static string Cp932Escaped(string text) => string.Concat(Cp932(text).Select(b => $"%{b:X2}"));
}
