using System.Text;
using SmartToyonaka.Intake.Reference;

namespace SmartToyonaka.Tests.Intake.Reference;

/// <summary>A file of reference data that gets a code, the same file as the code's message has it, and what is in effect by it.</summary>
/// <param name="Code">Of <c>docs/messages.md</c>.</param>
/// <param name="File">The file's name.</param>
/// <param name="Wrong">What is refused.</param>
/// <param name="Right">What is taken.</param>
/// <param name="InEffect">What <see cref="ReferenceAdviceTests"/> sees that the base has not; lines are separated by <c>|</c>.</param>
internal sealed record ReferenceAdvice(string Code, string File, byte[] Wrong, byte[] Right, string InEffect)
{
    public const string Register = ReferenceFiles.Register, Holidays = ReferenceFiles.Holidays, Contacts = ReferenceFiles.Contacts;

    /// <summary>Registers, holidays and addresses.</summary>
    public static readonly IReadOnlyList<ReferenceAdvice> Lists =
    [
        // A line each, of section 0991, behind the built-in register.
        Of("not_a_code", "O991,臨時課,01,都市経営部,2015-04,,,,", Line, Plain),
        Of("not_a_code", "0991,臨時課,本1,都市経営部,2015-04,,,,", Line, Plain),
        Of("required", "0991,,01,都市経営部,2015-04,,,,", Line, Plain),
        Of("name_is_a_number", "0991,0991,01,都市経営部,2015-04,,,,", Line, Plain),
        Of("not_a_month", "0991,臨時課,01,都市経営部,2021-13,,,,", "0991,臨時課,01,都市経営部,2021-04,,,,",
            "0991 臨時課 01 都市経営部 202104-999912"),
        Of("not_a_flag", "0991,臨時課,01,都市経営部,2015-04,,,,○", "0991,臨時課,01,都市経営部,2015-04,,,,1", $"{Plain} medical"),
        Of("not_a_flag", "0991,臨時課,01,都市経営部,2015-04,,,,○", Line, Plain),
        Of("ends_before_it_begins", "0991,臨時課,01,都市経営部,2021-04,2020-03,,,", "0991,臨時課,01,都市経営部,2015-04,2020-03,,,",
            "0991 臨時課 01 都市経営部 201504-202003"),
        Of("control_character", "0991,臨時\u0007課,01,都市経営部,2015-04,,,,", Line, Plain),
        Of("control_character", "0991,臨時\uE000課,01,都市経営部,2015-04,,,,", Line, Plain),
        Of("too_many_cells", "0991,臨時,課,01,都市経営部,2015-04,,,,1", "0991,\"臨時,課\",01,都市経営部,2015-04,,,,1",
            "0991 臨時,課 01 都市経営部 201504-999912 medical"),
        Of("unreadable", "0991,\"臨時課,01,都市経営部,2015-04,,,,", "0991,\"臨時課\",01,都市経営部,2015-04,,,,", Plain),
        Of("too_many_listed", $"0991,臨時課,01,都市経営部,2015-04,,,{Variants(51)},", $"0991,臨時課,01,都市経営部,2015-04,,,{Variants(50)},", Plain),
        Of("overlap", "0991,臨時室,01,都市経営部,2015-04,,,,|0991,臨時課,01,都市経営部,2020-04,,,,",
            "0991,臨時室,01,都市経営部,2015-04,2020-03,,,|0991,臨時課,01,都市経営部,2020-04,,,,",
            "0991 臨時室 01 都市経営部 201504-202003|0991 臨時課 01 都市経営部 202004-999912"),
        Of("gap", "0991,臨時課,01,都市経営部,2015-04,2018-03,,,|0991,臨時課,01,都市経営部,2019-04,,,,",
            "0991,臨時課,01,都市経営部,2015-04,2018-03,,,|0991,臨時課,01,都市経営部,2018-04,,,,",
            "0991 臨時課 01 都市経営部 201504-201803|0991 臨時課 01 都市経営部 201804-999912"),
        Of("gap", "0991,臨時課,01,都市経営部,2015-04,2018-03,,,|0991,臨時課,01,都市経営部,2019-04,,,,",
            "0991,臨時課,01,都市経営部,2015-04,2018-03,0102,,|0991,臨時課,01,都市経営部,2019-04,,,,",
            "0991 臨時課 01 都市経営部 201504-201803 → 0102|0991 臨時課 01 都市経営部 201904-999912"),
        Of("gap", "0991,臨時室,01,都市経営部,2015-04,2018-03,0992,,|0992,臨時課,01,都市経営部,2018-06,,,,",
            "0991,臨時室,01,都市経営部,2015-04,2018-03,0992,,|0992,臨時課,01,都市経営部,2018-04,,,,",
            "0991 臨時室 01 都市経営部 201504-201803 → 0992|0992 臨時課 01 都市経営部 201804-999912"),
        Of("same_name", "0991,財政課,01,都市経営部,2015-04,,,,", Line, Plain),
        Of("same_name", "0991,臨時課,01,都市経営部,2015-04,,,財政 課,", Line, Plain),
        Of("bureau_of_two_names", "0991,臨時課,01,経営部,2015-04,,,,", Line, Plain),
        Of("bureau_of_two_names", "0991,臨時課,99,旧部,2015-04,,,,|0992,新設課,99,新部,2020-04,,,,",
            "0991,臨時課,99,旧部,2015-04,2020-03,,,|0991,臨時課,99,新部,2020-04,,,,|0992,新設課,99,新部,2020-04,,,,",
            "0991 臨時課 99 旧部 201504-202003|0991 臨時課 99 新部 202004-999912|0992 新設課 99 新部 202004-999912"),
        Of("bureau_of_two_codes", "0991,臨時課,99,都市経営部,2015-04,,,,", Line, Plain),
        Of("unknown_successor", "0991,臨時室,01,都市経営部,2015-04,2020-03,0992,,",
            "0991,臨時室,01,都市経営部,2015-04,2020-03,0992,,|0992,臨時課,01,都市経営部,2020-04,,,,",
            "0991 臨時室 01 都市経営部 201504-202003 → 0992|0992 臨時課 01 都市経営部 202004-999912"),
        Of("successor_without_end", "0991,臨時課,01,都市経営部,2015-04,,0102,,", "0991,臨時課,01,都市経営部,2015-04,2020-03,0102,,",
            "0991 臨時課 01 都市経営部 201504-202003 → 0102"),
        Of("successor_without_end", "0991,臨時課,01,都市経営部,2015-04,,0102,,", Line, Plain),
        Of("successor_gone", "0991,臨時課,01,都市経営部,2015-04,2022-03,0104,,", "0991,臨時課,01,都市経営部,2015-04,2022-03,0105,,",
            "0991 臨時課 01 都市経営部 201504-202203 → 0105"),
        Of("cycle", "0991,臨時室,01,都市経営部,2015-04,2018-03,0992,,|0992,臨時課,01,都市経営部,2018-04,2020-03,0991,,",
            "0991,臨時室,01,都市経営部,2015-04,2018-03,0992,,|0992,臨時課,01,都市経営部,2018-04,2020-03,0102,,",
            "0991 臨時室 01 都市経営部 201504-201803 → 0992|0992 臨時課 01 都市経営部 201804-202003 → 0102"),

        // The register as a whole; 0101 is at its first line, and 0102 has figures.
        new("lost_zeros", Register, Bytes(Sections.Replace("\n0101,", "\n101,", StringComparison.Ordinal) + Line),
            Bytes(Sections + Line), Plain),
        new("lost_zeros", Register, Bytes(Sections.Replace(",01,都市経営部", ",1,都市経営部", StringComparison.Ordinal)),
            Bytes(Sections + Line), Plain),
        new("section_vanished", Register, Bytes(Sections.Replace(Reform, "", StringComparison.Ordinal)),
            Bytes(Sections.Replace(Reform, "0102,創造改革課,01,都市経営部,2015-04,2022-03,0991,,\n", StringComparison.Ordinal)
                + "0991,臨時課,01,都市経営部,2022-04,,,,"),
            "0102 創造改革課 01 都市経営部 201504-202203 → 0991|0991 臨時課 01 都市経営部 202204-999912"),
        new("section_vanished", Register, Bytes(Sections.Replace(Reform, "0991,創造改革課,01,都市経営部,2015-04,,,,\n", StringComparison.Ordinal)),
            Bytes(Sections.Replace(Reform, "0102,創造改革課,01,都市経営部,2015-04,2022-03,0991,,\n", StringComparison.Ordinal)
                + "0991,創造改革課,01,都市経営部,2022-04,,,,"),
            "0102 創造改革課 01 都市経営部 201504-202203 → 0991|0991 創造改革課 01 都市経営部 202204-999912"),
        new("column_missing", Register, Bytes(Sections.Replace(",医療部門\n", "\n", StringComparison.Ordinal)), Bytes(Sections + Line), Plain),
        new("column_doubled", Register, Bytes(Sections.Replace(",医療部門\n", ",医療部門,所属名\n", StringComparison.Ordinal)),
            Bytes(Sections + Line), Plain),
        new("empty", Register, [], Bytes(Sections + Line), Plain),
        new("empty", Register, Bytes(Sections.Split('\n')[0]), Bytes(Sections + Line), Plain),
        new("encoding", Register, [.. Bytes(Sections), 0xFF], Bytes(Sections + Line), Plain),
        new("too_large", Register, Bytes(Sections + new string('\n', 6 * 1024 * 1024)), Bytes(Sections + Line), Plain),

        // The holidays of 2028 behind the built-in ones.
        new("not_a_date", Holidays, Bytes(Days + New.Replace("2028/1/1", "令和10年元日", StringComparison.Ordinal)), Bytes(Days + New), Nine),
        new("required", Holidays, Bytes(Days + New.Replace("1/1,休日", "1/1,", StringComparison.Ordinal)), Bytes(Days + New), Nine),
        new("doubled", Holidays, Bytes(Days + New + "2028-01-01,元日\n"), Bytes(Days + New), Nine),
        new("year_incomplete", Holidays, Bytes(Days + "2028/1/1,休日\n"), Bytes(Days + New), Nine),
        new("year_incomplete", Holidays, Bytes(Days + New + "2029/1/1,休日\n"), Bytes(Days + New), Nine),
        new("year_incomplete", Holidays, Bytes(Days + New.Replace("2028", "2029", StringComparison.Ordinal)),
            Bytes(Days + New + New.Replace("2028", "2029", StringComparison.Ordinal)),
            $"{Nine}|{Nine.Replace("2028", "2029", StringComparison.Ordinal)}"),
        new("header", Holidays, Bytes((Days + New).Replace("国民の祝日・休日月日", "日付", StringComparison.Ordinal)), Bytes(Days + New), Nine),
        new("empty", Holidays, Bytes(Days.Split('\n')[0]), Bytes(Days + New), Nine),
        new("too_many_rows", Holidays, Bytes(Days + Thousands(11)), Bytes(Days + New), Nine),

        // Addresses, of which there are none yet.
        new("unknown_department", Contacts, Bytes("所属コード,メール\n102,kaikaku@example.lg.jp"), Bytes(Mail), "0102 kaikaku@example.lg.jp"),
        new("not_an_address", Contacts, Bytes("所属コード,メール\n0102,改革 <kaikaku@example.lg.jp>"), Bytes(Mail), "0102 kaikaku@example.lg.jp"),
        new("doubled", Contacts, Bytes(Mail + "\n0102,other@example.lg.jp"), Bytes(Mail), "0102 kaikaku@example.lg.jp"),
        new("header", Contacts, Bytes("コード,メール\n0102,kaikaku@example.lg.jp"), Bytes(Mail), "0102 kaikaku@example.lg.jp"),
    ];

    private const string Line = "0991,臨時課,01,都市経営部,2015-04,,,,", Plain = "0991 臨時課 01 都市経営部 201504-999912",
        Reform = "0102,創造改革課,01,都市経営部,2015-04,,,都市経営部創造改革課,\n", Mail = "所属コード,メール\n0102,kaikaku@example.lg.jp";

    private static string Sections => Text(Register);

    private static string Days => Text(Holidays);

    private static string New => string.Concat(Enumerable.Range(1, 9).Select(m => $"2028/{m}/1,休日\n"));

    private static string Nine => string.Join('|', Enumerable.Range(1, 9).Select(m => $"2028-0{m}-01"));

    /// <summary>A text in UTF-8.</summary>
    public static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private static ReferenceAdvice Of(string code, string wrong, string right, string inEffect) => new(code, Register,
        Bytes(Sections + wrong.Replace('|', '\n')), Bytes(Sections + right.Replace('|', '\n')), inEffect);

    // With a line break of its own at its end, and no mark at its beginning.
    private static string Text(string file) =>
        Encoding.UTF8.GetString(ReferenceData.BuiltIn(file)!).TrimStart('\uFEFF').ReplaceLineEndings("\n").TrimEnd() + "\n";

    private static string Variants(int count) => string.Join(';', Enumerable.Range(1, count).Select(i => $"臨時{i}課"));

    private static string Thousands(int count) => string.Concat(Enumerable.Range(0, count * 1_000)
        .Select(d => $"{new DateOnly(2028, 1, 1).AddDays(d):yyyy-MM-dd},休日\n"));
}
