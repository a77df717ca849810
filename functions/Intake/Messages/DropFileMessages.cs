using SmartToyonaka.Domain;

namespace SmartToyonaka.Intake.Messages;

/// <summary>Errors of a drop as a whole: where, what, and how to correct it. Japanese only, for whoever made the file.</summary>
internal static class DropFileMessages
{
    public const string UnitUnclearCode = "unit_unclear";

    private const string Again = "から、もう一度置いてください。";

    public static BilingualText NameRule { get; } = new(
        "ファイル名は150文字までで、/ \\ : * ? \" < > | と目に見えない文字を含まず、点や空白で始まったり終わったりしない名前にしてください。",
        "A file name has at most 150 characters, none of / \\ : * ? \" < > | and none that is invisible, and neither "
            + "begins nor ends with a point or space.");

    /// <summary>1.30: an hour and a half, or 1.3 hours.</summary>
    public static DropError HoursUnclear(long line, string column) =>
        new(line, column, "hours_unclear",
            $"「{column}」の 1.30 のような数が、1時間30分なのか1.3時間なのか分かりません（{line}行目など）。1時間30分なら 1:30 のように入れ、1.3時間なら見出しを"
                + $"「{column}（時間）」に直して{Again}");

    public static DropError TimeInTwoColumns(long line, string column, string minutes) =>
        new(line, minutes, "time_in_two_columns",
            $"{line}行目の見出しで、時間が「{column}」と「{minutes}」の2列に分かれています。「{column}」の1列にまとめ、10:30 のように入れて{Again}");

    /// <summary>Hours or minutes: the file does not say, and both are possible.</summary>
    public static DropError UnitUnclear(long line, string column) =>
        new(line, column, UnitUnclearCode, $"「{column}」が時間なのか分なのか分かりません（{line}行目など）。見出しを「{column}（分）」か「{column}（時間）」に直し、数もその単位にして{Again}");

    public static DropError UnitsDiffer(string column) =>
        new(0, column, "unit_conflict", $"「{column}」の単位が、見出し・題名・注で違います。正しいほうにそろえて{Again}");

    public static DropError HeaderChanged(long line) =>
        new(line, "", "header_changed", $"{line}行目に、列の順番か単位の違う見出しがもう一度あります。2つ目の見出しから下を別のファイルに分けて{Again}");

    public static DropError MonthInTwoColumns(long line, string year, string month) =>
        new(line, month, "month_in_two_columns",
            $"{line}行目の見出しで、年月が「{year}」と「{month}」の2列に分かれています。「年月」の1列にまとめ、2021-04 や 令和3年4月 のように入れて{Again}");

    public static DropError WrongFolder(string folder, string right) =>
        new(0, "", "wrong_folder", $"このファイルの列は drops/{right}/ のものです。drops/{folder}/ では読めないので、drops/{right}/ に置いてください。");

    public static DropError UnknownFolder(string path, IEnumerable<string> folders, string? right) =>
        new(0, "", "unknown_folder",
            $"「{path}」は読み取りません。読み取るフォルダーは {string.Join("、", folders.Select(f => $"drops/{f}/"))} です（大文字・小文字も同じにしてください）。"
                + $"{(right is null ? "中身に合うフォルダー" : $"列から見て、drops/{right}/ ")}に置き直してください。");

    public static DropError Workbook(string code, string what) => new(0, "", code, what);

    public static DropWarning SheetNotRead(IEnumerable<string> sheets) =>
        new(null, null, "sheet_not_read",
            $"見出しのあるシートがほかにもあります：{string.Join("、", sheets)}。読んだのは最初のシートだけです。ほかのシートも取り込むときは、1枚ずつ別のファイルにして置いてください。");

    public static DropError Empty { get; } = new(0, "", "empty", $"ファイルが空です。書き込みの途中でないか確かめ、見出し行と明細の行を入れて{Again}");

    public static DropError NoRows(long line) => new(line, "", "no_rows", $"{line}行目の見出しの下に明細の行がありません。明細を入れて{Again}");

    public static DropError BadEncoding(long offset, (long Line, int Column) at) =>
        new(at.Line, "", "encoding",
            $"{at.Line}行目の{at.Column}列目（先頭から{offset}バイト目）に、UTF-8 でも CP932（Shift_JIS）でも読めない文字があります。文字コードを UTF-8 にして保存して{Again}");

    public static DropError OtherKind(FileKind kind) =>
        new(kind <= FileKind.Ebcdic ? 1 : 0, "", FileKindMessages.CodeOf(kind, "encoding"), ThenDropAgain(FileKindMessages.Of(kind).Ja));

    public static DropError OtherEncoding { get; } =
        new(1, "", "encoding", $"文字コードが UTF-8 でも CP932（Shift_JIS）でもなく、JIS（ISO-2022-JP）です。文字コードを UTF-8 にして保存して{Again}");

    public static DropError BadBytes(long offset, string encoding, (long Line, int Column) at) =>
        new(at.Line, "", "encoding",
            $"{at.Line}行目の{at.Column}列目（先頭から{offset}バイト目）に、{encoding} として読めない文字があります。ファイルが壊れていないか確かめ、保存し直して{Again}");

    public static DropError CutOff(long offset, string encoding) =>
        new(0, "", "truncated", $"先頭から{offset}バイト目の文字（{encoding}）の途中でファイルが終わっています。書き出しを最後まで行って{Again}");

    public static DropError Truncated(long line) =>
        new(line, "", "truncated", $"{line}行目の途中でファイルが終わっています。書き出しを最後まで行って{Again}");

    public static DropError OpenQuote(long line) =>
        new(line, "", "truncated", $"{line}行目で始まる引用符（\"）が閉じられないままファイルが終わっています。引用符を閉じるか、書き出しを最後まで行って{Again}");

    public static DropError RecordTooLong(long line) =>
        new(line, "", "record_too_long", $"{line}行目の1行が長すぎます。閉じられていない引用符（\"）がないか確かめて{Again}");

    public static DropError NoHeader(IEnumerable<string> required) =>
        new(0, "", "header_missing", $"見出し行が見つかりません。「{string.Join("」「", required)}」の列を持つ見出し行を、はじめの60行までに入れて{Again}");

    /// <param name="line">The line of the header.</param>
    /// <param name="column">The heading that is missing.</param>
    /// <param name="similar">The place of a heading that contains it (時間外時間（累計）); 0 where none does.</param>
    public static DropError ColumnMissing(long line, string column, int similar) =>
        new(line, column, "column_missing", $"{line}行目の見出しに列「{column}」がありません。" + (similar == 0 ? $"列を加えて{Again}"
            : $"{similar}列目の見出しは似ていますが、その月だけの数か、単位が何か分からないので読みません。累計・前年・平均・単位の違う数なら、その月の数の列「{column}」を加え、"
                + $"同じ意味なら見出しを「{column}」に（分なら「{column}（分）」のように単位を付けて）直して{Again}"));

    /// <summary>A title or the name of a sheet names figures of another kind: 見込, 前年, 累計.</summary>
    public static DropError TitleOfOtherFigures(string word) =>
        new(0, "", DropRowMessages.OtherFigureCode,
            $"題名かシート名に「{word}」とあります。その月の実績ではない表は取り込みません。実績の表を置いてください。実績なら、題名かシート名からその言葉を消して{Again}");

    /// <summary>A title or the name of a sheet names a month of which no row is.</summary>
    public static DropError TitleOfOtherMonth(string month) =>
        new(0, "", "title_of_other_month",
            $"題名かシート名に「{month}」とありますが、その月の行が1つもありません。「年月」の列を直し忘れていないか確かめ、列と題名の、正しくないほうを直して{Again}");

    public static DropError ColumnDoubled(long line, string column) =>
        new(line, column, "column_doubled", $"{line}行目の見出しに列「{column}」が2つ以上あります。1つにして{Again}");

    /// <param name="column">The column.</param>
    /// <param name="unit">The unit as it was read; "" where it is not known what was.</param>
    /// <param name="isTime">True for hours and minutes.</param>
    public static DropError UnknownUnit(string column, string unit, bool isTime) =>
        new(0, column, "unit_unknown",
            $"「{column}」の単位{(unit.Length == 0 ? "" : $"「{unit}」")}が分かりません。読めるのは{(isTime ? "「時間」か「分」" : "「件」「人」と、その百・千の倍")}です。"
                + $"見出しのかっこ、題名や注の単位を直し、数もその単位にして{Again}");

    public static DropError RowAboveHeader(long line, long header) =>
        new(line, "", "row_above_header", $"{line}行目に明細の行がありますが、見出しは{header}行目です。見出しを明細の上に移して{Again}");

    public static DropError TooManyColumns(long line, int most) =>
        new(line, "", "too_many_columns", $"{line}行目の列が{most}を超えています。要らない列を除いて{Again}");

    public static DropError TooManyPairs(int most) =>
        new(0, "", "too_many_pairs", $"所属と年月の組が{most}を超えているか、その区分ごとの内訳が多すぎます。年度ごとなどに分けて{Again}");

    public static DropError TooLarge(long most) =>
        new(0, "", "too_large", $"ファイルが{most / (1024 * 1024)}MBを超えています。年度ごとなどに分けて{Again}");

    public static DropError Overwritten { get; } = new(0, "", "overwritten", "読み取る前に、ファイルが上書きか削除されました。置き直されたファイルは別に取り込みます。");

    public static DropError Further(int count) => new(0, "", "further_errors", $"ほかに{count}件の誤りがあります。上の誤りを直してから、もう一度置いてください。");

    public static string WorkbookTooLarge(long most) =>
        $"Excelブックが{most}MBを超えています。使わないシートや画像を消すか、CSVで保存して置き直してください。";

    public static string ThenDropAgain(string fault) => fault + "直して" + Again;
}
