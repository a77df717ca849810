using CsCheck;
using SmartToyonaka.Domain.Organisation;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Domain.Organisation;

public class RegisterReaderTests
{
    private const string Header = "所属コード,所属名,部局コード,部局名,有効開始,有効終了,後継コード,異表記,医療部門";

    [Fact]
    public void A_row_is_a_section_for_a_span_of_months()
    {
        var reading = Read("0104,情報政策課,01,都市経営部,令和2年4月,R3.3,０１０５;0106,情報政策室；電算課,", "0105,デジタル戦略課,01,都市経営部,2021/4,,,,0",
            "0106,病院課,02,病院,202104,,,,１");

        Assert.Empty(reading.Errors);
        Assert.Equal(
            new[]
            {
                TestData.Section("0104", "情報政策課", "01", "2020-04", "2021-03", "0105;0106", "情報政策室;電算課", bureauName: "都市経営部"),
                TestData.Section("0105", "デジタル戦略課", "01", "2021-04", bureauName: "都市経営部"),
                TestData.Section("0106", "病院課", "02", "2021-04", medical: true, bureauName: "病院"),
            }.Select(Print),
            reading.Sections.Select(Print));
    }

    [Fact]
    public void Columns_may_stand_in_any_order_with_others_between_them_and_in_any_width()
    {
        var reading = RegisterReader.Read(
            new StringReader("\uFEFF備考,所属 名,所属ｺｰﾄﾞ,部局名,部局コード,有効開始,有効終了,後継コード,異表記,医療部門\r\nx,市民課,0401,市民協働部,04,2015-04,,,,\r\n"));

        Assert.Empty(reading.Errors);
        Assert.Equal(("0401", "市民課", "04"), (reading.Sections[0].Code, reading.Sections[0].Name, reading.Sections[0].BureauCode));
    }

    [Fact]
    public void Empty_rows_and_short_rows_are_no_mistake()
    {
        var reading = Read("0401,市民課,04,市民協働部,2015-04", ",,,,,,,,", "", "0402,戸籍課,04,市民協働部,2015-04");

        Assert.Empty(reading.Errors);
        Assert.Equal(["0401", "0402"], reading.Sections.Select(s => s.Code));
    }

    [Theory]
    [InlineData(",市民課,04,部,2015-04,,,,", "所属コード", "required")]
    [InlineData("0401,,04,部,2015-04,,,,", "所属名", "required")]
    [InlineData("0401,市民課,,部,2015-04,,,,", "部局コード", "required")]
    [InlineData("0401,市民課,04,,2015-04,,,,", "部局名", "required")]
    [InlineData("04-1,市民課,04,部,2015-04,,,,", "所属コード", "not_a_code")]
    [InlineData("01234567890,市民課,04,部,2015-04,,,,", "所属コード", "not_a_code")]
    [InlineData("0401,市民課,四,部,2015-04,,,,", "部局コード", "not_a_code")]
    [InlineData("0401,市民課,04,部,,,,,", "有効開始", "not_a_month")]
    [InlineData("0401,市民課,04,部,Apr-15,,,,", "有効開始", "not_a_month")]
    [InlineData("0401,市民課,04,部,2015-04,令和3年13月,,,", "有効終了", "not_a_month")]
    [InlineData("0401,市民課,04,部,2015-04,2015-03,,,", "有効終了", "ends_before_it_begins")]
    [InlineData("0401,市民課,04,部,2015-04,,,,はい", "医療部門", "not_a_flag")]
    [InlineData("0401,市民課,04,部,2015-04,2021-03,0499,,", "後継コード", "unknown_successor")]
    [InlineData("0401,市民課,04,部,2015-04,,0302,,", "後継コード", "successor_without_end")]
    [InlineData("0401,市民課,04,部,2015-04,2021-03,0401,,", "後継コード", "cycle")]
    [InlineData("0302,市民課,04,部,2015-04,,,,", "有効開始", "overlap")]
    [InlineData("0401,人事課,04,部,2015-04,,,,", "所属名", "same_name")]
    [InlineData("0401,市民課,04,部,2015-04,,,人事 課,", "所属名", "same_name")]
    public void What_is_wrong_is_said_with_line_and_column(string row, string column, string code)
    {
        // The row in question stands in line 4: header, a section, an empty line.
        var errors = Read("0302,人事課,03,総務部,2015-04,,,,", "", row).Errors;

        var error = Assert.Single(errors);
        Assert.Equal((4, column, code), (error.Line, error.Column, error.Code));
        Assert.Contains("4行目", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_error_is_said_at_once()
    {
        var errors = Read("x,,04,部,2015-13,,,,2", "0402,戸籍課,04,部,,,,,").Errors;

        Assert.Equal(
            [(2, "not_a_month"), (2, "not_a_flag"), (2, "not_a_code"), (2, "required"), (3, "not_a_month")],
            errors.Select(e => (e.Line, e.Code)));
    }

    [Fact]
    public void Lines_are_those_of_an_editor_even_after_a_quoted_line_break()
    {
        var error = Assert.Single(Read("0401,\"市民\n課\",04,部,2015-04,,,,", "0402,戸籍課,04,部,いつか,,,,").Errors);

        Assert.Equal(4, error.Line);
    }

    [Fact]
    public void Spans_of_one_code_may_follow_but_not_overlap()
    {
        Assert.Empty(Read("0501,文化課,05,部,2015-04,2018-03,,,", "0501,魅力課,05,部,2018-04,,,,").Errors);
        Assert.Equal("overlap", Assert.Single(Read("0501,文化課,05,部,2015-04,2018-04,,,", "0501,魅力課,05,部,2018-04,,,,").Errors).Code);

        // A span within a span, in any order of rows.
        Assert.Equal(2, Assert.Single(Read("0501,魅力課,05,部,2018-04,2018-06,,,", "0501,文化課,05,部,2015-04,2020-03,,,").Errors).Line);
    }

    [Fact]
    public void One_name_at_different_times_is_no_mistake() =>
        Assert.Empty(Read("0104,情報課,01,部,2015-04,2018-03,,,", "0909,情報課,01,部,2018-04,,,,").Errors);

    [Fact]
    public void A_cycle_is_found_where_the_work_would_come_back_to_a_section_that_is_gone()
    {
        var error = Assert.Single(Read("01,甲課,1,部,2015-04,2016-03,02,,", "02,乙課,1,部,2016-04,2017-03,03,,",
            "03,丙課,1,部,2017-04,2018-03,01,,").Errors);
        Assert.Equal((4, "後継コード", "cycle"), (error.Line, error.Column, error.Code));

        Assert.Equal([(2, "cycle"), (3, "cycle")],
            Read("01,甲課,1,部,2015-04,2016-03,02,,", "02,乙課,1,部,2015-04,2016-03,01,,").Errors.Select(e => (e.Line, e.Code)));
    }

    [Fact]
    public void A_section_that_is_named_back_under_its_old_code_is_no_cycle() =>
        Assert.Empty(Read("01,甲課,1,部,2015-04,2018-03,02,,", "02,乙課,1,部,2018-04,2020-03,01,,", "01,甲課,1,部,2020-04,,,,").Errors);

    [Fact]
    public void A_code_that_comes_back_without_a_word_of_who_was_there_in_between_is_a_gap()
    {
        var error = Assert.Single(Read("01,甲課,1,部,2015-04,2018-03,,,", "01,甲課,1,部,2018-06,,,,").Errors);

        Assert.Equal((3, "有効開始", "gap"), (error.Line, error.Column, error.Code));
        Assert.Contains("2018-04〜2018-05 が空いています", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_successor_has_to_be_there_in_the_next_month()
    {
        var late = Assert.Single(Read("01,甲課,1,部,2015-04,2018-03,02,,", "02,乙課,1,部,2018-06,,,,").Errors);
        Assert.Equal((2, "後継コード", "gap"), (late.Line, late.Column, late.Code));
        Assert.Contains("2018-04〜2018-05 が空いています", late.Message, StringComparison.Ordinal);

        // The first of two that begin later closes the gap.
        late = Read("01,甲課,1,部,2015-04,2018-03,02,,", "02,乙課,1,部,2019-04,,,,", "02,乙課,1,部,2018-06,2019-03,,,").Errors.Single();
        Assert.Contains("2018-04〜2018-05 が空いています", late.Message, StringComparison.Ordinal);

        var gone = Assert.Single(Read("01,甲課,1,部,2015-04,2018-03,02,,", "02,乙課,1,部,2015-04,2017-03,,,").Errors);
        Assert.Equal((2, "successor_gone"), (gone.Line, gone.Code));
    }

    [Fact]
    public void Renames_merges_splits_and_ends_are_no_mistake() => Assert.Empty(Read(
        "01,甲課,1,部,2015-04,2018-03,01;03,,", "01,甲新課,1,部,2018-04,,,,", "02,乙課,1,部,2015-04,2018-03,03;04,,",
        "03,丙課,1,部,2018-04,,,,", "04,丁課,1,部,2017-04,2020-03,,,").Errors);

    [Fact]
    public void A_bureau_has_one_name_and_one_code_at_a_time()
    {
        var names = Assert.Single(Read("01,甲課,1,政策部,2015-04,,,,", "02,乙課,1,経営部,2018-04,,,,", "03,丙課,1,政策部,2016-04,2017-03,,,").Errors);
        Assert.Equal((3, "部局名", "bureau_of_two_names"), (names.Line, names.Column, names.Code));
        Assert.Contains("2行目", names.Message, StringComparison.Ordinal);

        var codes = Assert.Single(Read("01,甲課,1,政策部,2015-04,,,,", "02,乙課,2,政策部,2018-04,,,,").Errors);
        Assert.Equal((3, "部局コード", "bureau_of_two_codes"), (codes.Line, codes.Column, codes.Code));

        Assert.Empty(Read("01,甲課,1,政策部,2015-04,2018-03,,,", "01,甲課,1,経営部,2018-04,,,,", "02,乙課,2,政策部,2018-04,,,,").Errors);
    }

    [Theory]
    [InlineData("01,甲課,1,部,2015-04,2016-03,,,", "03,丁課,1,部,2015-04,,,乙課,", "02,乙課,1,部,2016-04,,,,")]
    [InlineData("01,乙課,1,部,2015-04,2016-03,,,", "03,丁課,1,部,2015-04,2017-03,,乙課,", "02,甲課,1,部,2016-04,,,乙課,")]
    [InlineData("03,丁課,1,部,2015-04,2019-03,,乙課,", "01,乙課,1,部,2018-04,2018-06,,,", "02,甲課,1,部,2014-04,2015-06,,乙課,")]
    public void Of_several_rows_of_one_name_each_that_meets_an_earlier_one_is_said(params string[] rows)
    {
        // By hand: two rows clash when their months meet.
        var reading = Read(rows);
        Assert.All(reading.Errors, e => Assert.Equal("same_name", e.Code));
        Assert.Equal(rows[0].StartsWith("01,甲", StringComparison.Ordinal) ? 1 : 2, reading.Errors.Count);
    }

    [Fact]
    public void A_month_in_which_one_ends_and_another_of_its_name_begins_has_two() =>
        Assert.Equal("same_name", Assert.Single(Read("01,甲課,1,部,2015-04,2018-04,,,", "02,甲課,1,部,2018-04,,,,").Errors).Code);

    // By hand: a row clashes where an earlier one of another code meets one of its months.
    [Fact]
    public void Of_any_rows_of_one_name_those_that_meet_an_earlier_one_of_another_code_are_said() =>
        Gen.Select(Gen.Int[1, 3], Gen.Int[1, 12], Gen.Int[0, 12]).Array[1, 6].Sample(spans =>
        {
            var expected = spans.Index().Where(s => spans.Index().Any(o => o.Item.Item1 != s.Item.Item1
                && (o.Item.Item2 < s.Item.Item2 || (o.Item.Item2 == s.Item.Item2 && o.Index < s.Index))
                && (o.Item.Item3 == 12 || s.Item.Item2 <= Until(o.Item)))).Select(s => s.Index + 2);
            var rows = spans
                .Select(s => $"0{s.Item1},甲課,1,部,2015-{s.Item2:D2},{(s.Item3 == 12 ? "" : $"2015-{Until(s):D2}")},,,").ToArray();
            Assert.Equal(expected, Read(rows).Errors.Where(e => e.Code == "same_name").Select(e => e.Line));

            static int Until((int Code, int From, int Months) s) => Math.Min(s.From + s.Months, 12);
        });

    [Theory]
    [InlineData(100, 10, 50, null)]
    [InlineData(101, 10, 50, "required")]
    [InlineData(100, 11, 50, "not_a_code")]
    [InlineData(100, 10, 51, "too_many_listed")]
    public void Names_codes_and_lists_have_a_longest(int name, int code, int variants, string? error)
    {
        var errors = Read($"{new string('1', code)},{new string('課', name)},1,部,2015-04,2015-04,,"
            + string.Join(';', Enumerable.Range(0, variants).Select(i => $"異{i}")) + ",").Errors;
        Assert.Equal(error, errors.SingleOrDefault()?.Code);
    }

    [Theory]
    [InlineData("0401,市\u0001民課,04,部,いつか,,,,", "所属名")]
    [InlineData("0401,市民課,04,部,2015-04,,,,,\u0001", "")]
    public void A_character_that_nobody_sees_is_said_with_its_column(string row, string column)
    {
        // What else is wrong with the row is said once it can be read.
        var errors = Read(row).Errors;
        var error = Assert.Single(errors, e => e.Code == "control_character");
        Assert.DoesNotContain(errors, e => e.Code == "not_a_month");
        Assert.Equal((2, column), (error.Line, error.Column));
    }

    [Fact]
    public void A_heading_that_stands_twice_is_an_error()
    {
        var error = Assert.Single(RegisterReader.Read(new StringReader(Header + ",所属ｺｰﾄﾞ\r\n0401,市民課,04,部,いつか,,,,,0402")).Errors);

        Assert.Equal((1, "所属コード", "column_doubled"), (error.Line, error.Column, error.Code));
    }

    [Theory]
    [InlineData("0401,市民,課,04,部,2015-04,,,,", "too_many_cells")]
    [InlineData("0401,１２３,04,部,2015-04,,,,", "name_is_a_number")]
    [InlineData("0401,市民課,04,部,2015-04,,,401,", "name_is_a_number")]
    public void What_would_be_read_as_something_else_is_an_error(string row, string code)
    {
        var filled = row.Count(c => c == ',') > 8 ? row + "x" : row;

        Assert.Contains(Read(filled).Errors, e => e.Code == code && e.Line == 2);
    }

    [Fact]
    public void A_missing_column_is_named()
    {
        var error = Assert.Single(RegisterReader.Read(new StringReader("所属コード,所属名,部局コード,有効開始,有効終了,後継コード,異表記\n0401,市民課,04,いつか,,,\n")).Errors);

        Assert.Equal((1, "部局名、医療部門", "column_missing"), (error.Line, error.Column, error.Code));
    }

    [Fact]
    public void Nothing_is_no_register()
    {
        Assert.Equal((0, "empty"), Only(RegisterReader.Read(new StringReader(""))));
        Assert.Equal((0, "empty"), Only(Read()));
        Assert.Equal((0, "empty"), Only(Read(",,,,,,,,")));

        static (int, string) Only(RegisterReadResult reading) => Assert.Single(reading.Errors) is var e ? (e.Line, e.Code) : default;
    }

    [Fact]
    public void A_quote_that_is_never_closed_cannot_be_read() =>
        Assert.Equal("unreadable", Assert.Single(Read("0401,\"市民課,04,部,2015-04,,,,").Errors).Code);

    [Fact]
    public void A_cell_beyond_all_measure_is_refused_without_an_exception() =>
        Assert.NotEmpty(Read($"0401,{new string('課', 100_000)},04,部,2015-04,,,,").Errors);

    [Fact]
    public void A_register_of_more_than_ten_thousand_rows_is_refused()
    {
        var rows = Enumerable.Range(1, 10_001).Select(i => $"{i:D5},課{i},1,部,2015-04,,,,").ToArray();

        Assert.Empty(Read(rows[..10_000]).Errors);
        Assert.Equal("too_many_rows", Assert.Single(Read(rows).Errors).Code);
    }

    private static string Print(Section s) =>
        $"{s.Code}|{s.Name}|{s.BureauCode}|{s.BureauName}|{s.From}|{s.Until}|{string.Join(';', s.Successors)}|{string.Join(';', s.Variants)}|{s.IsHospitalMedical}";

    private static RegisterReadResult Read(params string[] rows) =>
        RegisterReader.Read(new StringReader(string.Join("\r\n", rows.Prepend(Header))));
}
