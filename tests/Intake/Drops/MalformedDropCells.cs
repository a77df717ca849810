namespace SmartToyonaka.Tests.Intake.Drops;

/// <summary>Rules 10 to 20: numbers, times, months, sections.</summary>
internal static class MalformedDropCells
{
    public static IEnumerable<MalformedDrop> All() => [.. Numbers(), .. Times(), .. Months(), .. Sections()];

    private static IEnumerable<MalformedDrop> Numbers() =>
    [
        MalformedDrop.Count(10, "９，８７６", 9876), MalformedDrop.Count(10, "００４２", 42), MalformedDrop.Count(10, "　７　", 7),
            MalformedDrop.Count(10, "8.0", 8), MalformedDrop.Count(10, "６．５", "not_whole"),
        MalformedDrop.Hours(10, "１，２３４．５", 74070), MalformedDrop.Hours(10, "１２．２５", 735),
        MalformedDrop.Count(11, "9,876", 9876), MalformedDrop.Count(11, "1,234,567", 1234567),
            MalformedDrop.Count(11, "98,76", "bad_grouping"), MalformedDrop.Count(11, "1,2,3", "bad_grouping"),
                MalformedDrop.Count(11, "1,2345", "bad_grouping"),
        MalformedDrop.Count(11, ",123", "bad_grouping"), MalformedDrop.Count(11, "123,", "bad_grouping"),
            MalformedDrop.Count(11, "0,123,45", "bad_grouping"), MalformedDrop.Count(11, "7-", "not_a_number"),
                MalformedDrop.Count(11, "1 234", "not_a_number"),
        MalformedDrop.Count(11, "1e3", "excel_error"), MalformedDrop.Count(11, "0x10", "not_a_number"),
            MalformedDrop.Count(11, "+5", "not_a_number"), MalformedDrop.Count(11, "(5)", "not_a_number"),
                MalformedDrop.Count(11, "５．", "not_a_number"), MalformedDrop.Count(11, ".5", "not_a_number"),
        MalformedDrop.Count(11, "￥5", "not_a_number"), MalformedDrop.Count(11, "5件", "not_a_number"),
            MalformedDrop.Count(11, "#REF!", "excel_error"), MalformedDrop.Count(11, "1.234,5", "bad_grouping"),
                MalformedDrop.Count(11, "12345678901234567890", "too_large"),
        .. "△▲−－-‐–".Select(sign => MalformedDrop.Count(12, $"{sign}8", "negative")),
        MalformedDrop.Count(12, "△ 8", "negative"), MalformedDrop.Hours(12, "△1:30", "negative"),
            MalformedDrop.Hours(12, "-2:00", "negative"), MalformedDrop.Hours(12, "−1.5", "negative"),
        .. "－―‐-−–—ー─".Select(nil => MalformedDrop.Count(13, nil.ToString(), 0)), MalformedDrop.Hours(13, "－", 0),
            MalformedDrop.Hours(13, " ― ", 0),
        MalformedDrop.Count(13, "", "missing"), MalformedDrop.Count(13, "　", "missing"), MalformedDrop.Count(13, "…", "unknown"),
            MalformedDrop.Count(13, "...", "unknown"), MalformedDrop.Count(13, "‥", "unknown"),
        .. "xXｘＸ".Select(x => MalformedDrop.Count(13, x.ToString(), "suppressed")), MalformedDrop.Hours(13, "…", "unknown"),
            MalformedDrop.Hours(13, "X", "suppressed"), MalformedDrop.Hours(13, "", "missing"),
        MalformedDrop.Count(13, "Ⅹ", "not_a_number"), MalformedDrop.Count(13, "***", "not_a_number"),
            MalformedDrop.Count(13, "－－", "not_a_number"), MalformedDrop.Count(13, "なし", "not_a_number"),
        MalformedDrop.Count(14, "59.4％", "percent"), MalformedDrop.Count(14, "60%", "percent"),
            MalformedDrop.Count(14, "0.594", "not_whole"),
        MalformedDrop.Of(14, "a percentage in a column of its own is not read", "e-approval", TestDrop.Text(TestDrop.EApprovalHeader
            + ",電子決裁率", "2021-06,0211,財政課,10,5,5,0.5"), ["2021-06 0211 electronic=5", "2021-06 0211 total=10"]),
        .. new[] { "①", "㈱", "Ⅳ", "½", "²", "⑴", "㊀", "〇", "五", "1①" }.Select(c => MalformedDrop.Count(16, c, "not_a_number")),
            MalformedDrop.Hours(16, "①:30", "not_a_number"),
    ];

    private static IEnumerable<MalformedDrop> Times() =>
    [
        MalformedDrop.Hours(15, "100:45", 6045), MalformedDrop.Hours(15, "０：０５", 5), MalformedDrop.Hours(15, "24:00", 1440),
            MalformedDrop.Hours(15, "0:00", 0), MalformedDrop.Hours(15, "7.75", 465), MalformedDrop.Hours(15, "8", 480),
                MalformedDrop.Hours(15, "123:30:00", 7410),
        MalformedDrop.Hours(15, "7:60", "not_a_time"), MalformedDrop.Hours(15, "7:99", "not_a_time"),
            MalformedDrop.Hours(15, "7:5", "not_a_time"), MalformedDrop.Hours(15, "7:", "not_a_time"),
                MalformedDrop.Hours(15, ":45", "not_a_time"), MalformedDrop.Hours(15, "7:05:30", "not_a_time"),
        MalformedDrop.Hours(15, "1,234:30", "not_a_time"), MalformedDrop.Hours(15, "1 :30", "not_a_time"),
            MalformedDrop.Hours(15, "12.5h", "not_a_number"), MalformedDrop.Hours(15, "12時間30分", 750),
                MalformedDrop.Hours(15, "99999999:00", "too_large"),
    ];

    private static IEnumerable<MalformedDrop> Months() =>
    [
        .. new[]
        {
            "令和4年1月", "R4.1.31", "R04/01", "Ｒ４／０１", "㋿4.1", "㋿4年1月", "202201", "2022/1", "2022年1月", "2022-01-31", "44562", "令４．１", "r4.1",
                "令和 4年 1月", "２０２２年０１月", "令和4年1月分", "2022/01/01 0:00:00", "20220115", "2022－01",
        }.Select(m => MalformedDrop.Month(m, "2022-01")),
        MalformedDrop.Month("令和元年5月", "2019-05"), MalformedDrop.Month("R1.5", "2019-05"), MalformedDrop.Month("平成31年4月", "2019-04"),
            MalformedDrop.Month("H31.4", "2019-04"), MalformedDrop.Month("㍻31.4", "2019-04"),
        MalformedDrop.Month("令和元年4月", "2019-04"), MalformedDrop.Month("平成30年12月", "2018-12"), MalformedDrop.Month("平成33年4月", "2021-04"),
            MalformedDrop.Month("H32/1", "2020-01"), MalformedDrop.Month("2020-02-29", "2020-02"),
        .. new[] { "Jan-22", "22/1", "1月", "令和四年一月", "4/1/2021", "202", "99999", "2021040", "令和4年", "2022Q1", "44562.5", "2022-01-31x",
            "abc" }.Select(m => MalformedDrop.Month(m, "not_a_month", isCode: true)),
        .. new[] { "令和4年13月", "令和4年0月", "令和3年2月29日", "2021/04/31", "R3.6.31", "202113", "20210230", "令和元年3月" }.Select(m =>
            MalformedDrop.Month(m, "no_such_date", isCode: true)),
        .. new[] { "昭和99年1月", "R0.4", "令和0年4月", "平成99年1月", "X3.4", "安政3年4月", "1850-01", "9999-12" }.Select(m =>
            MalformedDrop.Month(m, "no_such_year", isCode: true)),
        MalformedDrop.Month("", "missing", isCode: true),
    ];

    private static IEnumerable<MalformedDrop> Sections() =>
    [
        MalformedDrop.Section(18, "211", "財政課", "2021-06", "0211"), MalformedDrop.Section(18, "０２１１", "", "2021-06", "0211"),
            MalformedDrop.Section(18, " 0211 ", "", "2021-06", "0211"), MalformedDrop.Section(18, "1302", "", "2021-06", "1302"),
        MalformedDrop.Section(18, "21", "", "2021-06", null, "2 所属コード unknown_section"), MalformedDrop.Section(18, "9999", "", "2021-06",
            null, "2 所属コード unknown_section"), MalformedDrop.Section(18, "02110", "", "2021-06", null, "2 所属コード unknown_section"),
        MalformedDrop.Section(18, "'0211", "", "2021-06", "0211"), MalformedDrop.Section(18, "0211.0", "", "2021-06", null,
            "2 所属コード unknown_section"), MalformedDrop.Section(18, "\"=\"\"0211\"\"\"", "", "2021-06", "0211"),
        MalformedDrop.Section(19, "0104", "情報政策課", "2021-03", "0104"), MalformedDrop.Section(19, "0105", "デジタル戦略課", "2021-04", "0105"),
            MalformedDrop.Section(19, "0104", "デジタル戦略課", "2021-03", "0104"), MalformedDrop.Section(19, "0105", "情報政策課", "2021-04", "0105"),
        MalformedDrop.Section(19, "", "情報政策室", "2020-12", "0104"), MalformedDrop.Section(19, "104", "", "2021-04", null,
            "2 所属コード section_not_in_month"), MalformedDrop.Section(19, "", "情報政策課", "2021-04", null, "2 所属名 section_not_in_month"),
        MalformedDrop.Section(19, "0105", "", "2021-03", null, "2 所属コード section_not_in_month"),
            MalformedDrop.Section(19, "0211", "", "2010-04", null, "2 所属コード section_not_in_month"),
        MalformedDrop.Section(19, "0211", "税務管理課", "2021-06", null, "2 所属名 code_and_name_disagree"),
        MalformedDrop.Of(19, "a code that is known in one month and not in the next", "staff",
            TestDrop.Text(TestDrop.StaffHeader, "2021-03,0104,情報政策課,一般,通常,7", "2021-04,0104,情報政策課,一般,通常,8", "2021-04,0101,経営計画課,一般,通常,9"),
            ["2021-03 0104 general/regular/ headcount=7", "2021-04 0101 general/regular/ headcount=9"], "3 所属コード section_not_in_month"),
        MalformedDrop.Section(20, "", "髙齢者支援課", "2021-06", "0603"), MalformedDrop.Section(20, "", "高齢者支援課", "2021-06", "0603"),
            MalformedDrop.Section(20, "", "障がい 福祉課", "2021-06", "0602"), MalformedDrop.Section(20, "", "税務管理課(本庁)", "2021-06", "0212"),
        MalformedDrop.Section(20, "", "経営　計画課", "2021-06", "0101"), MalformedDrop.Section(20, "", "廣報戦略課", "2021-06", "0103"),
            MalformedDrop.Section(20, "", "経営計劃課", "2021-06", null, "2 所属名 unknown_section"),
        MalformedDrop.Section(20, "0211", "財政\uE000課", "2021-06", null, "2 所属名 private_use_character"),
            MalformedDrop.Section(20, "0211", "財政\U000F0000課", "2021-06", null, "2 所属名 private_use_character"),
                MalformedDrop.Section(20, "0211", "財政\uFFFD課", "2021-06", null, "2 所属名 private_use_character"),
        MalformedDrop.Of(20, "外字 of CP932 beside a good row", "staff",
            [.. TestDrop.Cp932.GetBytes(TestDrop.Text(TestDrop.StaffHeader, "2021-06,0101,経営計画課,一般,通常,4") + "2021-06,0211,財"), 0xF0, 0x40,
                .. TestDrop.Cp932.GetBytes("課,一般,通常,7\r\n")],
            ["2021-06 0101 general/regular/ headcount=4"], "3 所属名 private_use_character"),
        MalformedDrop.Of(20, "外字 in a column that is not read", "staff",
            TestDrop.Text(TestDrop.StaffHeader + ",氏名", "2021-06,0211,財政課,一般,通常,7,\uE123田"), ["2021-06 0211 general/regular/ headcount=7"]),
    ];
}
