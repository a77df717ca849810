using SmartToyonaka.Domain;

namespace SmartToyonaka.Intake.Messages;

/// <summary>Errors of a drop as a whole: where, what, and how to correct it.</summary>
internal static class DropFileMessages
{
    public const string UnitUnclearCode = "unit_unclear";

    private const string Again = "から、もう一度置いてください。", AgainEn = " Then hand the file in again.";

    public static BilingualText NameRule { get; } = new(
        "ファイル名は150文字までで、/ \\ : * ? \" < > | と目に見えない文字を含まず、点や空白で始まったり終わったりしない名前にしてください。",
        "A file name has at most 150 characters, none of / \\ : * ? \" < > | and none that is invisible, and neither "
            + "begins nor ends with a point or space.");

    /// <summary>1.30: an hour and a half, or 1.3 hours.</summary>
    public static DropError HoursUnclear(long line, string column) => new(line, column, "hours_unclear", Then(
        $"「{column}」の 1.30 のような数が、1時間30分なのか1.3時間なのか分かりません（{line}行目など）。1時間30分なら 1:30 のように入れ、1.3時間なら見出しを"
            + $"「{column}（時間）」に直して",
        $"Numbers such as 1.30 in “{column}” (row {line} and others) may be 1 hour 30 minutes or 1.3 hours. Write 1:30 for the former; for the "
            + $"latter make the heading “{column}（時間）”."));

    public static DropError TimeInTwoColumns(long line, string column, string minutes) => new(line, minutes, "time_in_two_columns", Then(
        $"{line}行目の見出しで、時間が「{column}」と「{minutes}」の2列に分かれています。「{column}」の1列にまとめ、10:30 のように入れて",
        $"The headings in row {line} have the time in two columns, “{column}” and “{minutes}”. Make one column “{column}” of them, with times "
            + "such as 10:30."));

    /// <summary>Hours or minutes: the file does not say, and both are possible.</summary>
    public static DropError UnitUnclear(long line, string column) => new(line, column, UnitUnclearCode, Then(
        $"「{column}」が時間なのか分なのか分かりません（{line}行目など）。見出しを「{column}（分）」か「{column}（時間）」に直し、数もその単位にして",
        $"“{column}” may be in hours or in minutes (row {line} and others). Make the heading “{column}（分）” for minutes or “{column}（時間）” for "
            + "hours, and the numbers likewise."));

    public static DropError UnitsDiffer(string column) => new(0, column, "unit_conflict", Then(
        $"「{column}」の単位が、見出し・題名・注で違います。正しいほうにそろえて",
        $"“{column}” has different units in heading, title and notes. Make them all the right one."));

    public static DropError HeaderChanged(long line) => new(line, "", "header_changed", Then(
        $"{line}行目に、列の順番か単位の違う見出しがもう一度あります。2つ目の見出しから下を別のファイルに分けて",
        $"Row {line} has headings once more, in another order or with other units. Put what is below into a file of its own."));

    public static DropError MonthInTwoColumns(long line, string year, string month) => new(line, month, "month_in_two_columns", Then(
        $"{line}行目の見出しで、年月が「{year}」と「{month}」の2列に分かれています。「年月」の1列にまとめ、2021-04 や 令和3年4月 のように入れて",
        $"The headings in row {line} have the month in two columns, “{year}” and “{month}”. Make one column “年月” of them, with months such as "
            + "2021-04 or “令和3年4月”."));

    public static DropError WrongFolder(string folder, string right) => new(0, "", "wrong_folder", new(
        $"このファイルの列は drops/{right}/ のものです。drops/{folder}/ では読めないので、drops/{right}/ に置いてください。",
        $"This file's columns are those of drops/{right}/. It cannot be read in drops/{folder}/; hand it in for {right}."));

    public static DropError UnknownFolder(string path, IReadOnlyCollection<string> folders, string? right)
    {
        var known = folders.Select(f => $"drops/{f}/").ToList();
        return new(0, "", "unknown_folder", new(
            $"「{path}」は読み取りません。読み取るフォルダーは {string.Join("、", known)} です（大文字・小文字も同じにしてください）。"
                + $"{(right is null ? "中身に合うフォルダー" : $"列から見て、drops/{right}/ ")}に置き直してください。",
            $"“{path}” is not read. The folders that are read are {string.Join(", ", known)}, with small and capital letters as they stand here. "
                + $"Put the file into {(right is null ? "the one that fits" : $"drops/{right}/, by its columns")}."));
    }

    public static DropError Workbook(string code, BilingualText what) => new(0, "", code, what);

    public static DropWarning SheetNotRead(IReadOnlyCollection<string> sheets) => new(null, null, "sheet_not_read", new BilingualText(
        $"見出しのあるシートがほかにもあります：{string.Join("、", sheets)}。読んだのは最初のシートだけです。ほかのシートも取り込むときは、1枚ずつ別のファイルにして置いてください。",
        $"Other sheets have headings too: “{string.Join("、", sheets)}”. Only the first was read. To hand in the others, make a file of each."));

    public static DropError Empty { get; } = new(0, "", "empty", Then(
        "ファイルが空です。書き込みの途中でないか確かめ、見出し行と明細の行を入れて",
        "The file is empty. Check that it was written to its end; put in headings and rows."));

    public static DropError NoRows(long line) => new(line, "", "no_rows", Then(
        $"{line}行目の見出しの下に明細の行がありません。明細を入れて",
        $"There are no rows below the headings in row {line}. Put them in."));

    public static DropError BadEncoding(long offset, (long Line, int Column) at) => new(at.Line, "", "encoding", Then(
        $"{at.Line}行目の{at.Column}列目（先頭から{offset}バイト目）に、UTF-8 でも CP932（Shift_JIS）でも読めない文字があります。文字コードを UTF-8 にして保存して",
        $"Row {at.Line}, column {at.Column} (byte {offset}) has a character that is neither UTF-8 nor CP932 (Shift_JIS). Save the file as UTF-8."));

    public static DropError OtherKind(FileKind kind) =>
        new(kind <= FileKind.Ebcdic ? 1 : 0, "", FileKindMessages.CodeOf(kind, "encoding"), ThenDropAgain(FileKindMessages.Of(kind)));

    public static DropError OtherEncoding { get; } = new(1, "", "encoding", Then(
        "文字コードが UTF-8 でも CP932（Shift_JIS）でもなく、JIS（ISO-2022-JP）です。文字コードを UTF-8 にして保存して",
        "The encoding is JIS (ISO-2022-JP), neither UTF-8 nor CP932 (Shift_JIS). Save the file as UTF-8."));

    public static DropError BadBytes(long offset, string encoding, (long Line, int Column) at) => new(at.Line, "", "encoding", Then(
        $"{at.Line}行目の{at.Column}列目（先頭から{offset}バイト目）に、{encoding} として読めない文字があります。ファイルが壊れていないか確かめ、保存し直して",
        $"Row {at.Line}, column {at.Column} (byte {offset}) has a character that is no {encoding}. Check that the file is not damaged, and save it "
            + "again."));

    public static DropError CutOff(long offset, string encoding) => new(0, "", "truncated", Then(
        $"先頭から{offset}バイト目の文字（{encoding}）の途中でファイルが終わっています。書き出しを最後まで行って",
        $"The file ends within a character ({encoding}, byte {offset}). Let the export run to its end."));

    public static DropError Truncated(long line) => new(line, "", "truncated", Then(
        $"{line}行目の途中でファイルが終わっています。書き出しを最後まで行って",
        $"The file ends within row {line}. Let the export run to its end."));

    public static DropError OpenQuote(long line) => new(line, "", "truncated", Then(
        $"{line}行目で始まる引用符（\"）が閉じられないままファイルが終わっています。引用符を閉じるか、書き出しを最後まで行って",
        $"A quotation mark (\") that begins in row {line} is never closed. Close it, or let the export run to its end."));

    public static DropError RecordTooLong(long line) => new(line, "", "record_too_long", Then(
        $"{line}行目の1行が長すぎます。閉じられていない引用符（\"）がないか確かめて",
        $"Row {line} is too long. Check for a quotation mark (\") that is not closed."));

    public static DropError NoHeader(IReadOnlyCollection<string> required) => new(0, "", "header_missing", Then(
        $"見出し行が見つかりません。「{string.Join("」「", required)}」の列を持つ見出し行を、はじめの60行までに入れて",
        $"No headings were found. Put a row with {string.Join(", ", required.Select(r => $"“{r}”"))} within the first 60 rows."));

    /// <param name="line">The line of the header.</param>
    /// <param name="column">The heading that is missing.</param>
    /// <param name="similar">The place of a heading that contains it (時間外時間（累計）); 0 where none does.</param>
    public static DropError ColumnMissing(long line, string column, int similar) => new(line, column, "column_missing", similar == 0
        ? Then($"{line}行目の見出しに列「{column}」がありません。列を加えて", $"The headings in row {line} have no “{column}”. Add the column.")
        : Then(
            $"{line}行目の見出しに列「{column}」がありません。{similar}列目の見出しは似ていますが、その月だけの数か、単位が何か分からないので読みません。累計・前年・平均・単位の違う数なら、その月の数の列「{column}」を加え、"
                + $"同じ意味なら見出しを「{column}」に（分なら「{column}（分）」のように単位を付けて）直して",
            $"The headings in row {line} have no “{column}”. That of column {similar} is like it, but may be a running total, another year, an "
                + $"average or in another unit, so it is not read. If it is, add a column “{column}” with the numbers of the month; if it means "
                + $"the same, make the heading “{column}”, with the unit as in “{column}（分）” if it is minutes."));

    /// <summary>A title or the name of a sheet names figures of another kind: 見込, 前年, 累計.</summary>
    public static DropError TitleOfOtherFigures(string word) => new(0, "", DropRowMessages.OtherFigureCode, Then(
        $"題名かシート名に「{word}」とあります。その月の実績ではない表は取り込みません。実績の表を置いてください。実績なら、題名かシート名からその言葉を消して",
        $"The title or the sheet's name says “{word}”. Tables that are not of the month itself are not taken. If it is of the month, take the "
            + "word out of title and name."));

    /// <summary>A title or the name of a sheet names a month of which no row is.</summary>
    public static DropError TitleOfOtherMonth(string month) => new(0, "", "title_of_other_month", Then(
        $"題名かシート名に「{month}」とありますが、その月の行が1つもありません。「年月」の列を直し忘れていないか確かめ、列と題名の、正しくないほうを直して",
        $"The title or the sheet's name says “{month}”, but no row is of that month. Correct the column “年月” or the title, whichever is wrong."));

    public static DropError ColumnDoubled(long line, string column) => new(line, column, "column_doubled", Then(
        $"{line}行目の見出しに列「{column}」が2つ以上あります。1つにして",
        $"The headings in row {line} have “{column}” twice or more. Leave one."));

    /// <param name="column">The column.</param>
    /// <param name="unit">The unit as it was read; "" where it is not known what was.</param>
    /// <param name="isTime">True for hours and minutes.</param>
    public static DropError UnknownUnit(string column, string unit, bool isTime) => new(0, column, "unit_unknown", Then(
        $"「{column}」の単位{(unit.Length == 0 ? "" : $"「{unit}」")}が分かりません。読めるのは{(isTime ? "「時間」か「分」" : "「件」「人」と、その百・千の倍")}です。"
            + "見出しのかっこ、題名や注の単位を直し、数もその単位にして",
        $"The unit {(unit.Length == 0 ? "" : $"“{unit}” ")}of “{column}” is not known. What can be read is "
            + $"{(isTime ? "“時間” (hours) and “分” (minutes)" : "“件” and “人”, and hundreds and thousands of them")}. Correct the unit in heading, "
            + "title and notes, and the numbers likewise."));

    public static DropError RowAboveHeader(long line, long header) => new(line, "", "row_above_header", Then(
        $"{line}行目に明細の行がありますが、見出しは{header}行目です。見出しを明細の上に移して",
        $"There are figures in row {line}, but the headings are in row {header}. Move them above the figures."));

    public static DropError TooManyColumns(long line, int most) => new(line, "", "too_many_columns", Then(
        $"{line}行目の列が{most}を超えています。要らない列を除いて",
        $"Row {line} has more than {most} columns. Take out those that are not needed."));

    public static DropError TooManyPairs(int most) => new(0, "", "too_many_pairs", Then(
        $"所属と年月の組が{most}を超えているか、その区分ごとの内訳が多すぎます。年度ごとなどに分けて",
        $"There are more than {most} sections and months, or too many groups in them. Split the file, for example by fiscal year."));

    public static DropError TooLarge(long most) => new(0, "", "too_large", Then(
        $"ファイルが{most / (1024 * 1024)}MBを超えています。年度ごとなどに分けて",
        $"The file has more than {most / (1024 * 1024)} MB. Split it, for example by fiscal year."));

    public static DropError Overwritten { get; } = new(0, "", "overwritten", new BilingualText(
        "読み取る前に、ファイルが上書きか削除されました。置き直されたファイルは別に取り込みます。",
        "The file was replaced or deleted before it was read. One that was put in its place is taken by itself."));

    public static DropError Further(int count) => new(0, "", "further_errors", new BilingualText(
        $"ほかに{count}件の誤りがあります。上の誤りを直してから、もう一度置いてください。",
        $"There are {count} more errors. Correct those above, then hand the file in again."));

    public static BilingualText WorkbookTooLarge(long most) => new(
        $"Excelブックが{most}MBを超えています。使わないシートや画像を消すか、CSVで保存して置き直してください。",
        $"The workbook has more than {most} MB. Delete sheets and pictures that are not needed, or save it as CSV, and hand it in again.");

    public static BilingualText ThenDropAgain(BilingualText fault) => Then(fault.Ja + "直して", fault.En);

    private static BilingualText Then(string ja, string en) => new(ja + Again, en + AgainEn);
}
