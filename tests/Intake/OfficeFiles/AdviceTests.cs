using System.Text.RegularExpressions;
using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Domain.Indicators;
using SmartToyonaka.Domain.Organisation;
using SmartToyonaka.Intake.Drops;
using SmartToyonaka.Intake.Reference;
using SmartToyonaka.Tests.Intake.Drops;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Intake.OfficeFiles;

/// <summary>
/// For every code of a drop in <c>docs/messages.md</c>: a file that gets it says nothing of what is wrong, and corrected as the message
/// says it says what its author meant.
/// </summary>
public sealed partial class AdviceTests
{
    private const string Staff = TestDrop.StaffHeader, Overtime = TestDrop.OvertimeHeader, Approval = TestDrop.EApprovalHeader;
    private const string Heads = "2021-04 0101 general/regular/ headcount=12", Minutes = "2021-04 0101 general/regular/ordinary minutes=90",
        Documents = "2021-04 0101 electronic=4;2021-04 0101 total=10";
    private const string S = "2021-04,0101,経営計画課,一般,通常,", O = "2021-04,0101,経営計画課,一般,通常,通常,", A = "2021-04,0101,経営計画課,";

    // What needs more than one file, a clock or storage is followed there.
    private static readonly Dictionary<string, string> Elsewhere = new(StringComparer.Ordinal)
    {
        ["month_closed"] = "PeriodClosingTests",
        ["overwritten"] = "UploadOrderTests",
        ["unknown_folder"] = "OfficeFileCaseTests",
        ["waits_for_confirmation"] = "HeldDropValuesTests",
        ["unit_assumed"] = "EarlierUnitTests",
        ["jump"] = "WarningTests",
        ["section_stopped"] = "WarningTests",
        ["hours_per_head"] = "WarningTests",
        ["minutes_without_headcount"] = "WarningTests",
        ["groups_missing"] = "WarningTests",
        ["further_warnings"] = "WarningTests",
        ["too_large"] = "LimitTests",
        ["too_many_pairs"] = "LimitTests",
        ["record_too_long"] = "LimitTests",
        ["encoding"] = "EncodingTests",
        ["row_without_month"] = "PairTests",
        ["workbook_too_large"] = "DroppedWorkbookTests",
        ["share_exceeds_whole"] = "FurtherMeasureTests",
    };

    /// <summary>Code, folder, the wrong file, the file as the advice has it, and what that says; lines are separated by <c>|</c>.</summary>
    public static TheoryData<string, string, string, string, string> Files => new()
    {
        { "ambiguous_section", "staff", $"{Staff}|2021-04,101,,一般,通常,12", $"{Staff}|2021-04,0101,,一般,通常,12", Heads },
        { "bad_grouping", "staff", $"{Staff}|{S}\"1,2\"", $"{Staff}|{S}12", Heads },
        { "broken_quotes", "staff", $"{Staff}|2021-04,0101,\"経営\"計画課,一般,通常,12", $"{Staff}|{S}12", Heads },
        { "code_and_name_disagree", "staff", $"{Staff}|2021-04,0101,財政課,一般,通常,12", $"{Staff}|{S}12", Heads },
        { "column_doubled", "staff", $"{Staff},人数|{S}12,12", $"{Staff}|{S}12", Heads },
        { "column_missing", "staff", "年月,所属コード,所属名,勤務形態,人数|2021-04,0101,経営計画課,通常,12", $"{Staff}|{S}12", Heads },
        { "conflicting_rows", "staff", $"{Staff}|{S}12|{S}13", $"{Staff}|{S}12", Heads },
        { "conflicting_rows", "staff", $"{Staff}|{S}5|{S}7", $"{Staff},任用区分|{S}5,正規|{S}7,会計年度任用", Heads },
        { "date_for_time", "overtime", $"{Overtime}|{O}1900/1/1 1:30", $"{Overtime}|{O}1:30", Minutes },
        { "days_of_excel", "overtime", $"{Overtime}|{O}0.0625", $"{Overtime}|{O}1:30", Minutes },
        { "duplicate_row", "staff", $"{Staff}|{S}12|{S}12", $"{Staff}|{S}12", Heads },
        { "electronic_exceeds_total", "e-approval", $"{Approval}|{A}4,10,", $"{Approval}|{A}10,4,", Documents },
        { "empty", "staff", "", $"{Staff}|{S}12", Heads },
        { "excel_error", "staff", $"{Staff}|{S}#REF!", $"{Staff}|{S}12", Heads },
        { "header_changed", "staff", $"{Staff}|{S}12|年月,所属名,所属コード,職種,勤務形態,人数|2021-04,財政課,0211,一般,通常,8", $"{Staff}|{S}12", Heads },
        { "header_missing", "staff", "令和3年4月 職員数|0101,12", $"{Staff}|{S}12", Heads },
        { "hours_unclear", "overtime", $"{Overtime}|{O}1.30", $"{Overtime}|{O}1:30", Minutes },
        { "hours_unclear", "overtime", $"{Overtime}|{O}1.50|2021-04,0211,財政課,一般,通常,通常,1.30",
            $"{Overtime}（時間）|{O}1.50|2021-04,0211,財政課,一般,通常,通常,1.30",
            $"{Minutes};2021-04 0211 general/regular/ordinary minutes=78" },
        { "looks_like_a_code", "staff", $"{Staff}|{S}0123456", $"{Staff}|{S}12", Heads },
        { "looks_like_total", "overtime", $"{Overtime}|{O}0:30|{O}1:00|{O}1:30", $"{Overtime}|{O}0:30|{O}1:00", Minutes },
        { "looks_like_total", "overtime", $"{Overtime}|{O}0:15|{O}0:30|{O}0:45", $"{Overtime},確認|{O}0:15,|{O}0:30,|{O}0:45,確認済", Minutes },
        { "lost_row", "staff", $"{Staff}|{S}12|?,?,?,一般,通常,8", $"{Staff}|{S}12|2021-04,0211,財政課,一般,通常,8",
            $"{Heads};2021-04 0211 general/regular/ headcount=8" },
        { "measure_not_owed", "staff", $"{Staff}|2021-04,0211,財政課,一般,通常,12", $"{Staff}|{S}12", Heads },
        { "missing", "staff", $"{Staff}|2021-04,0101,経営計画課,,通常,12", $"{Staff}|{S}12", Heads },
        { "missing", "staff", $"{Staff}|{S}12|2021-04,0211,財政課,一般,通常,", $"{Staff}|{S}12|2021-04,0211,財政課,一般,通常,0",
            $"{Heads};2021-04 0211 general/regular/ headcount=0" },
        { "month_ambiguous", "staff", $"{Staff}|50304,0101,経営計画課,一般,通常,12", $"{Staff}|令和3年4月,0101,経営計画課,一般,通常,12", Heads },
        { "month_in_future", "staff", $"{Staff}|令和31年4月,0101,経営計画課,一般,通常,12", $"{Staff}|平成33年4月,0101,経営計画課,一般,通常,12", Heads },
        { "month_in_two_columns", "staff", "年度,月,所属コード,所属名,職種,勤務形態,人数|令和3,4,0101,経営計画課,一般,通常,12", $"{Staff}|{S}12", Heads },
        { "month_is_fraction", "staff", $"{Staff}|2021.1,0101,経営計画課,一般,通常,12", $"{Staff}|2021-10,0101,経営計画課,一般,通常,12",
            "2021-10 0101 general/regular/ headcount=12" },
        { "negative", "staff", $"{Staff}|{S}△12", $"{Staff}|{S}12", Heads },
        { "no_rows", "staff", Staff, $"{Staff}|{S}12", Heads },
        { "no_such_date", "staff", $"{Staff}|2021-13,0101,経営計画課,一般,通常,12", $"{Staff}|{S}12", Heads },
        { "no_such_year", "staff", $"{Staff}|昭和99年4月,0101,経営計画課,一般,通常,12", $"{Staff}|{S}12", Heads },
        { "not_a_month", "staff", $"{Staff}|Apr-21,0101,経営計画課,一般,通常,12", $"{Staff}|{S}12", Heads },
        { "not_a_number", "staff", $"{Staff}|{S}①", $"{Staff}|{S}12", Heads },
        { "not_a_time", "overtime", $"{Overtime}|{O}0:90", $"{Overtime}|{O}1:30", Minutes },
        { "not_minutes", "overtime", $"{Overtime}（分）|{O}1:30", $"{Overtime}（分）|{O}90", Minutes },
        { "not_minutes", "overtime", $"{Overtime}（分）|{O}1:30", $"{Overtime}|{O}1:30", Minutes },
        { "not_whole", "staff", $"{Staff}|{S}12.5", $"{Staff}|{S}12", Heads },
        { "other_figure", "staff", $"{Staff},区分|{S}12,|2021-04,0211,財政課,一般,通常,8,うち女性", $"{Staff},区分|{S}12,", Heads },
        { "other_figure", "staff", $"{Staff},区分|{S}12,見込", $"{Staff},区分,確認|{S}12,見込,確認済", Heads },
        { "parts_do_not_add_up", "e-approval", $"{Approval}|{A}10,4,5", $"{Approval}|{A}10,4,6", Documents },
        { "percent", "staff", $"{Staff}|{S}12％", $"{Staff}|{S}12", Heads },
        { "private_use_character", "staff", $"{Staff}|2021-04,0101,経営\uE000課,一般,通常,12", $"{Staff}|{S}12", Heads },
        { "ragged_row", "e-approval", $"{Approval}|{A}1,010,4,6", $"{Approval}|{A}\"1,010\",4,\"1,006\"",
            "2021-04 0101 electronic=4;2021-04 0101 total=1010" },
        { "row_above_header", "staff", $"{S}12|{Staff}|2021-04,0211,財政課,一般,通常,8", $"{Staff}|{S}12|2021-04,0211,財政課,一般,通常,8",
            $"{Heads};2021-04 0211 general/regular/ headcount=8" },
        { "section_not_in_month", "staff", $"{Staff}|2019-04,0105,,一般,通常,12", $"{Staff}|2019-04,0101,,一般,通常,12",
            "2019-04 0101 general/regular/ headcount=12" },
        { "suppressed", "staff", $"{Staff}|{S}x", $"{Staff}|{S}12", Heads },
        { "time_in_two_columns", "overtime", $"{Overtime},分|{O}1,30", $"{Overtime}|{O}1:30", Minutes },
        { "title_of_other_month", "staff", $"令和3年5月分|{Staff}|{S}12", $"令和3年4月分|{Staff}|{S}12", Heads },
        { "other_figure", "staff", $"職員数（見込）|{Staff}|{S}12", $"職員数|{Staff}|{S}12", Heads },
        { "missing", "staff", $"{Staff}|{S}12|2021-04,,,,,12", $"{Staff}|{S}12", Heads },
        { "not_a_number", "overtime", $"{Overtime}|{O}一時間半", $"{Overtime}|{O}1:30", Minutes },
        { "to_be_filled_in", "staff", $"{Staff}|2021-04,0101,要確認,一般,通常,12", $"{Staff}|{S}12", Heads },
        { "too_long", "staff", $"{Staff}|{S}{new string('9', 300)}", $"{Staff}|{S}12", Heads },
        { "too_many_columns", "staff", $"{Staff}{new string(',', 1_000)}|{S}12", $"{Staff}|{S}12", Heads },
        { "total_mismatch", "staff", $"{Staff}|{S}12|,,合計,,,20", $"{Staff}|{S}12|2021-04,0211,財政課,一般,通常,8|,,合計,,,20",
            $"{Heads};2021-04 0211 general/regular/ headcount=8" },
        { "unit_conflict", "overtime", $"（単位：時間）|{Overtime}（分）|{O}90", $"（単位：分）|{Overtime}（分）|{O}90", Minutes },
        { "unit_unclear", "overtime", $"{Overtime}|{O}90", $"{Overtime}（分）|{O}90", Minutes },
        { "unit_unknown", "overtime", $"（単位：秒）|{Overtime}|{O}90", $"（単位：分）|{Overtime}|{O}90", Minutes },
        { "unit_unknown", "overtime", $"{Overtime},単位|{O}90,秒", $"{Overtime},単位|{O}90,分", Minutes },
        { "unknown", "staff", $"{Staff}|{S}…", $"{Staff}|{S}12", Heads },
        { "unknown_section", "staff", $"{Staff}|2021-04,9999,,一般,通常,12", $"{Staff}|{S}12", Heads },
        { "unknown_word", "staff", $"{Staff}|2021-04,0101,経営計画課,総合職,通常,12", $"{Staff}|{S}12", Heads },
        { "withdrawn_in_part", "overtime", $"{Overtime}|{O}1:30|{O}取消", $"{Overtime}|{O}1:30", Minutes },
        { "wrong_folder", "overtime", $"{Staff}|{S}12", $"{Overtime}|{O}1:30", Minutes },
        { "year_looks_wrong", "staff", $"{Staff}|1903/6/1,0101,経営計画課,一般,通常,12", $"{Staff}|R3.6,0101,経営計画課,一般,通常,12",
            "2021-06 0101 general/regular/ headcount=12" },
    };

    /// <summary>What is taken all the same, with a warning.</summary>
    public static TheoryData<string, string> Warnings => new()
    {
        { "era_had_ended", $"{Staff}|平成33年4月,0101,経営計画課,一般,通常,12" },
        { "note_passed_over", $"{Staff}|{S}12|※速報値" },
    };

    [Theory]
    [MemberData(nameof(Files))]
    public async Task A_file_that_is_corrected_as_its_message_says_says_what_was_meant(string code, string folder, string wrong,
        string right, string expected)
    {
        var held = await CheckAsync(folder, wrong, code);
        Assert.Contains(code, held.Receipt.Errors.Select(e => e.Code));

        // What is taken of the wrong file beside what is held is right.
        Assert.Empty(held.Figures().Except(expected.Split(';')));
        Assert.All(held.Receipt.Errors, e => Assert.Contains("ください", e.Message, StringComparison.Ordinal));

        var corrected = await CheckAsync(folder, right, code);
        Assert.Equal([], corrected.Receipt.Errors.Select(e => e.Message));
        Assert.Equal(expected.Split(';'), corrected.Figures());
    }

    [Theory]
    [MemberData(nameof(Warnings))]
    public async Task What_is_only_warned_of_is_taken(string code, string file)
    {
        var check = await CheckAsync("staff", file, code);
        Assert.Contains(code, check.Receipt.Warnings.Select(w => w.Code));
        Assert.Equal([Heads], check.Figures());
    }

    [Fact]
    public async Task A_file_that_was_cut_off_is_exported_to_its_end()
    {
        var content = TestDrop.Bytes(Staff, S + "12", "2021-04,0211,財政課,一般,通常,8");
        (await TestDrop.CheckAsync("staff", content[..^14])).IsRefusedFor("truncated");
        Assert.Equal(2, (await TestDrop.CheckAsync("staff", content)).Figures().Count());
    }

    [Fact]
    public async Task Of_very_many_errors_the_others_come_once_the_first_are_corrected()
    {
        string[] rows = [.. Enumerable.Repeat(O + "0:99", 1_001)];
        Assert.Equal("further_errors", (await TestDrop.CheckAsync("overtime", [Overtime, .. rows])).Receipt.Errors[^1].Code);
        Assert.Equal(Minutes, Assert.Single((await TestDrop.CheckAsync("overtime",
            [Overtime, O + "1:30", .. rows.Select(_ => O + "0:00")])).Figures()));
    }

    [Fact]
    public async Task A_total_that_cannot_be_checked_is_checked_once_the_number_is_corrected()
    {
        var wrong = await TestDrop.CheckAsync("staff", Staff, S + "12", "2021-04,0211,財政課,一般,通常,x", ",,合計,,,20");
        Assert.Contains(wrong.Receipt.Warnings, w => w.Code == "total_not_checked");
        Assert.Equal([Heads], wrong.Figures());
        (await TestDrop.CheckAsync("staff", Staff, S + "12", "2021-04,0211,財政課,一般,通常,9", ",,合計,,,20")).IsRefusedFor("total_mismatch");
        (await TestDrop.CheckAsync("staff", Staff, S + "12", "2021-04,0211,財政課,一般,通常,8", ",,合計,,,20")).IsTaken();
    }

    [Fact]
    public void Every_code_of_a_drop_is_followed()
    {
        var table = DropTable().Match(File.ReadAllText(Path.Combine(Repository.Root, "docs", "messages.md"))).Value;
        var codes = Code().Matches(table).Select(m => m.Groups[1].Value).ToList();
        Assert.NotEmpty(codes);

        // Those of workbooks are followed in UnseenCellTests and OfficeFileRuleTests, the two others
        // above.
        string[] ofWorkbooks = ["hidden_row", "hidden_column", "merged_number", "sheet_not_read"];
        Assert.Empty(codes.Except(Files.Select(f => (string)f[0])).Except(Warnings.Select(w => (string)w[0])).Except(Elsewhere.Keys)
            .Except(ofWorkbooks).Except(["truncated", "total_not_checked", "further_errors"]));
        Assert.All(Elsewhere, e => Assert.Contains(Directory.EnumerateFiles(Path.Combine(Repository.Root, "tests"), e.Value + ".cs",
            SearchOption.AllDirectories).Select(File.ReadAllText), t => t.Contains(e.Key, StringComparison.Ordinal)));
    }

    internal static Task<DropCheck> CheckAsync(string folder, string file, string code)
    {
        var reference = TestDrop.Reference with { Present = new FiscalMonth(2021, 12) };
        if (code == "ambiguous_section")
        {
            reference = reference with { Register = Ambiguous() };
        }

        if (code == "measure_not_owed")
        {
            reference = reference with { Owners = OwnersOfStaff() };
        }

        var content = file.Length == 0 ? [] : TestDrop.Bytes(file.Split('|'));
        return CheckAsync(TestDrop.File(folder, content), reference);
    }

    private static async Task<DropCheck> CheckAsync(DropFile file, DropReference reference) =>
        (await new DropChecker(new()).CheckAsync(file, reference, CancellationToken.None))!;

    // 101 may be either.
    private static Register Ambiguous() =>
        new([.. TestDrop.Reference.Register.Sections,
            TestDrop.Reference.Register.Newest("0101")! with { Code = "00101", Name = "臨時課" }], "v");

    private static MeasureOwners OwnersOfStaff() => new(ReferenceData.BuiltInCatalogue with
    {
        Owed = [.. ReferenceData.BuiltInCatalogue.Owed.Select(o => o.Measure == "staff" ? o with { Departments = ["0101"] } : o)],
    }, ReferenceData.BuiltInRegister);

    [GeneratedRegex(@"## ドロップ / Drops\n(.*?)\n## ", RegexOptions.Singleline)]
    private static partial Regex DropTable();

    [GeneratedRegex(@"^\| `([a-z_]+)` \|", RegexOptions.Multiline)]
    private static partial Regex Code();
}
