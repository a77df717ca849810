using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Domain.Organisation;

namespace SmartToyonaka.Intake.Drops;

/// <summary>
/// Something wrong in a drop, with its place and what to do. It never quotes a cell: people's names may stand in wrong columns.
/// </summary>
/// <param name="Line">Line of the file as an editor shows it, from 1; 0 for the file as a whole.</param>
/// <param name="Column">The column's heading, or "".</param>
/// <param name="Code">A stable word for programs.</param>
/// <param name="Message">Japanese, for whoever made the file.</param>
public sealed record DropError(long Line, string Column, string Code, string Message);

/// <summary>What can be wrong with a cell; the messages are in <see cref="DropMessages"/>.</summary>
internal enum CellFault
{
    None,
    Missing,
    Unknown,
    Suppressed,
    NotANumber,
    BadGrouping,
    Negative,
    NotWhole,
    TooLarge,
    NotATime,
    NotMinutes,
    LooksLikeACode,
    PercentSign,
    TooLong,
    PrivateCharacter,
    ToBeFilledIn,
    NotAMonth,
    NoSuchDate,
    NoSuchYear,
    UnknownWord,
    LostZero,
    AmbiguousMonth,
    YearLooksWrong,
    InFuture,
    ExcelError,
    DaysOfExcel,
    DateForTime,
    UnitConflict,
    UnitUnknown,
}

/// <summary>The messages for errors: where, what, and how to correct it.</summary>
internal static class DropMessages
{
    public const string TotalMismatchCode = "total_mismatch";

    public const string LooksLikeTotalCode = "looks_like_total";

    public const string OtherFigureCode = "other_figure";

    public const string MonthClosedCode = "month_closed";

    public const string UnitUnclearCode = "unit_unclear";

    private const string Again = "直してから、もう一度置いてください。", AgainLater = "もう一度置いてください。";

    public static DropError Cell(long line, string column, CellFault fault, string? accepted = null)
    {
        var (code, what) = fault switch
        {
            CellFault.Missing when accepted is not null => ("missing", $"が空です。次のどれかを入れてください：{accepted}"),
            CellFault.Missing => ("missing", "が空です。値を入れてください。0件のときは 0 と入れてください。"),
            CellFault.LostZero => ("month_is_fraction", "が小数です（2021.10 は 2021.1 になるため、1月か10月か分かりません）。2021-10 や 令和3年10月 のように入れてください。"),
            CellFault.AmbiguousMonth => ("month_ambiguous", $"の年月が2通り以上に読めます：{accepted}。2021-04 や 令和3年4月 のように入れてください。"),
            CellFault.YearLooksWrong =>
                ("year_looks_wrong", "の年が正しくないようです。Excel は R3.6 や 3.6 を 1903/6/1 などの日付に変えます。元の年月を確かめ、2021-06 や 令和3年6月 のように入れてください。"),
            CellFault.InFuture => ("month_in_future", "がまだ来ていない月です。実績は、始まった月のものだけを受け付けます。年（令和31年と平成31年など）を確かめてください。"),
            CellFault.ExcelError =>
                ("excel_error", "がExcelのエラー（#REF!、#N/A など）か、指数の表示（1.2E+03）です。Excelで元の値を確かめ、セルの書式を「標準」か「数値」にして保存し直してください。"),
            CellFault.DaysOfExcel =>
                ("days_of_excel", "の小数は分の整数になりません。Excelが時間を日数で保存した値（125:30 は 5.229166667）のようです。Excelでこの列の書式を [h]:mm にし、125:30 "
                    + "と表示されることを確かめてから、CSVで保存し直してください。"),
            CellFault.DateForTime =>
                ("date_for_time", "が日付です（Excelは 125:30 を 1900/1/5 5:30 と表示することがあります）。Excelでこの列の書式を [h]:mm にし、125:30 と表示されることを確かめてから、"
                    + "CSVで保存し直してください。"),
            CellFault.UnitConflict => ("unit_conflict", "の単位が、見出しや題名の単位と、「単位」の列とで違います。正しいほうにそろえてください。"),
            CellFault.UnitUnknown => ("unit_unknown", "の単位が「単位」の列から分かりません。時間の列は 分 か 時間、件数は 件、人数は 人 と入れてください。"),
            CellFault.Unknown => ("unknown", "が不詳（…）です。分かった値を入れてください。"),
            CellFault.Suppressed => ("suppressed", "が秘匿（x）です。実際の値を入れてください。"),
            CellFault.BadGrouping => ("bad_grouping", "の桁区切りが正しくありません。1,234 のように3桁ごとに区切るか、区切らずに入れてください。"),
            CellFault.Negative => ("negative", "が負の数です。0以上の数を入れてください。"),
            CellFault.NotWhole => ("not_whole", "に小数があります。整数で入れてください。"),
            CellFault.TooLarge => ("too_large", "の数が大きすぎます。桁を確かめてください。"),
            CellFault.NotATime => ("not_a_time", "が時間として読めません。7:05 のように、分は 00～59 で入れてください。"),
            CellFault.NotMinutes => ("not_minutes", "の単位は分ですが、時:分 で書かれています。分の整数で入れるか、見出しと単位の行を直してください。"),
            CellFault.LooksLikeACode => ("looks_like_a_code", "が、0で始まる番号のようです。職員番号などの列とずれていないか確かめ、数を入れてください。"),
            CellFault.PercentSign => ("percent", "に％が付いています。件数か人数を入れてください。"),
            CellFault.TooLong => ("too_long", "が長すぎます。列がずれていないか確かめてください。"),
            CellFault.PrivateCharacter => ("private_use_character", "に外字など読めない文字があります。標準の文字に置き換えてください。"),
            CellFault.ToBeFilledIn => ("to_be_filled_in", $"が「{QuarantineFile.ToBeFilledIn}」のままです。元のファイルを見て値を入れてください。"),
            CellFault.NotAMonth => ("not_a_month", "が年月として読めません。2021-04 や 令和3年4月 のように入れてください。"),
            CellFault.NoSuchDate => ("no_such_date", "はない年月（日）です。2021-04 や 令和3年4月 のように入れてください。"),
            CellFault.NoSuchYear => ("no_such_year", $"の年号か年が正しくありません。使える年号は {Eras.Known.Names} です。2021-04 や 令和3年4月 のように入れてください。"),
            CellFault.UnknownWord => ("unknown_word", $"が登録されていない区分です。次のどれかを入れてください：{accepted}"),
            _ => ("not_a_number", "が数として読めません。数字だけを入れてください。"),
        };
        return new(line, column, code, $"{line}行目の「{column}」{what}");
    }

    public static DropError UnknownSection(long line, string column) =>
        new(line, column, "unknown_section",
            $"{line}行目の「{column}」は組織の登録にありません。管理者に登録を頼むか、もとのファイルで正しいコードに直して置き直してください（その所属にほかの行もあるときは、この行だけを置くと、それらが消えます）。");

    public static DropError NotOwed(long line, string column, Measure measure, IReadOnlyList<Section> owners) =>
        new(line, column, "measure_not_owed", owners.Count == 0
            ? $"{line}行目：「{measure.NameJa}」を提出する所属は定められていません。管理者にカタログの owed を確かめるよう頼んでください。"
            : $"{line}行目の「{column}」は「{measure.NameJa}」を提出する所属ではありません。提出するのは "
                + $"{string.Join("、", owners.Take(10).Select(s => $"{s.Code} {s.Name}"))}{(owners.Count > 10 ? " ほか" : "")} です。所属を直すか、"
                + $"行を取り除いてください。");

    public static DropError WithdrawnInPart(long line) =>
        new(line, "", "withdrawn_in_part",
            $"{line}行目は取消ですが、同じ所属・年月のほかの行に数字があります。取り消すときは、その所属・年月のすべての行を取消にしてください。"
                + "一部の行だけをなくすときは、その行を削って置き直してください。");

    public static DropError MissingSection(long line, string column) =>
        new(line, column, "missing", $"{line}行目の所属が空で、上の行にもありません。「{column}」を入れてください。");

    public static DropError AmbiguousSection(long line, string column) =>
        new(line, column, "ambiguous_section", $"{line}行目の「{column}」に当てはまる所属が2つ以上あります。先頭の0を含めた所属コードを入れてください。");

    /// <param name="line">The line.</param>
    /// <param name="column">The column.</param>
    /// <param name="section">The section that is named.</param>
    /// <param name="month">The month, in words.</param>
    /// <param name="kin">What the others are to it: 後継 or 前身.</param>
    /// <param name="instead">The sections of that month to use instead, or "".</param>
    public static DropError NotInThatMonth(long line, string column, string section, string month, string kin, string instead) =>
        new(line, column, "section_not_in_month", instead.Length == 0
            ? $"{line}行目の所属 {section} は{month}にはありません。その月の所属を入れてください。"
            : $"{line}行目の所属 {section} は{month}にはありません。その月の{kin}の {instead} を入れてください。");

    public static DropError CodeAndNameDisagree(long line, string byCode, string byName) =>
        new(line, "所属名", "code_and_name_disagree", $"{line}行目は所属コードが {byCode}、所属名が {byName} を指しています。どちらかを直してください。");

    public static DropError ElectronicExceedsTotal(long line) =>
        new(line, "電子決裁件数", "electronic_exceeds_total", $"{line}行目は「電子決裁件数」が「起案件数」より多くなっています。どちらかを直してください。");

    public static DropError PartsDoNotAddUp(long line) =>
        new(line, "起案件数", "parts_do_not_add_up", $"{line}行目は「電子決裁件数」と「紙決裁件数」の和が「起案件数」と合いません。どれかを直してください。");

    public static DropError Duplicate(long line, long other) =>
        new(line, "", "duplicate_row",
            $"{line}行目は{other}行目と同じ内容です。同じものが2回書き出されているなら、どちらか1行を消してください。別のものなら、違いが分かる列（任用区分など）を加えるか、合わせた1行にしてください。");

    public static DropError Conflicting(long line, long other) =>
        new(line, "", "conflicting_rows",
            $"{line}行目と{other}行目は同じ所属・年月・区分なのに、数が違います。どちらが正しいか確かめ、古いほうや誤ったほうの行を消してください。どちらも正しい内訳なら、違いが分かる列（任用区分など）を加えるか、合わせた1行にしてください。");

    /// <param name="line">The line.</param>
    /// <param name="column">The column.</param>
    /// <param name="others">Whose sum it is.</param>
    public static DropError LooksLikeTotal(long line, string column, string others) =>
        new(line, column, LooksLikeTotalCode,
            $"{line}行目の「{column}」は、{others}の合計と同じです。合計の行ではありませんか。合計なら、その行を消してください。合計ではなく正しい数なら、"
                + $"見出しに「{ConfirmedColumn}」の列を加え、この行に「{ConfirmedWord}」と入れて置き直してください。");

    public static DropError OtherFigure(long line) =>
        new(line, "", OtherFigureCode,
            $"{line}行目は、見込・前年・平均・内数（うち…）など、その月の実績とは別の数の行のようです。そうなら、その行を消して置き直してください。実績の行なら、"
                + $"見出しに「{ConfirmedColumn}」の列を加え、この行に「{ConfirmedWord}」と入れて置き直してください。");

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
        new(line, column, UnitUnclearCode, $"「{column}」が時間なのか分なのか分かりません（{line}行目など）。見出しを「{column}（分）」か「{column}（時間）」に直して{Again}");

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

    public static DropError NotePassedOver(long line, int count) =>
        new(line, "", "note_passed_over",
            $"{line}行目{(count > 1 ? $"など{count}行" : "")}は、年月・所属・数のどれもないので、注記として読み飛ばしました。明細なら、年月・所属・数を入れて置き直してください。");

    public static DropError TotalMismatch(long line, string column) =>
        new(line, column, TotalMismatchCode, $"{line}行目の合計行の「{column}」が、明細の合計と合いません。明細の抜けや重なりを確かめてください。確かめるまで、このファイルは全部を保留します。");

    public static DropError LostRow(long line) =>
        new(line, "", "lost_row", $"{line}行目は年月も所属も読めず、どの所属の数字か分かりません。セルがずれていないか確かめてください。確かめるまで、このファイルは全部を保留します。");

    public static DropError BrokenQuotes(long line) =>
        new(line, "", "broken_quotes", $"{line}行目の引用符（\"）の使い方が正しくありません。セルの中の \" は \"\" と書いてください。");

    public static DropError Ragged(long line, int cells, int expected) =>
        new(line, "", "ragged_row", $"{line}行目のセルは{cells}個ですが、見出しは{expected}列です。カンマを含むセルは引用符（\"）で囲み、列をそろえてください。");

    public static DropError Empty { get; } = new(0, "", "empty", $"ファイルが空です。書き込みの途中でないか確かめ、見出し行と明細の行を入れて{Again}");

    public static DropError NoRows(long line) => new(line, "", "no_rows", $"{line}行目の見出しの下に明細の行がありません。明細を入れて{Again}");

    /// <summary>What a clerk enters in a column of this name, in the row that is right all the same.</summary>
    public const string ConfirmedColumn = "確認", ConfirmedWord = "確認済";

    public static DropError BadEncoding(long offset, (long Line, int Column) at) =>
        new(at.Line, "", "encoding",
            $"{at.Line}行目の{at.Column}列目（先頭から{offset}バイト目）に、UTF-8 でも CP932（Shift_JIS）でも読めない文字があります。文字コードを UTF-8 にして保存し、{Again}");

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

    public static DropError ColumnMissing(long line, string column) =>
        new(line, column, "column_missing", $"{line}行目の見出しに列「{column}」がありません。列を加えて{Again}");

    public static DropError ColumnDoubled(long line, string column) =>
        new(line, column, "column_doubled", $"{line}行目の見出しに列「{column}」が2つ以上あります。1つにして{Again}");

    public static DropError UnknownUnit(string column) =>
        new(0, column, "unit_unknown", $"「{column}」の単位が分かりません。見出しの上の単位の行か、見出しのかっこの中を直して{Again}");

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

    public static DropError MonthClosed(FiscalMonth month, DateTimeOffset since) =>
        new(0, "年月", MonthClosedCode,
            $"{JapaneseEra.Text(month)}分は {JapanTime.Date(since):yyyy-MM-dd} に締め切られているため、保留します。訂正が必要なときは、管理者に連絡して月を開けてもらってから、{AgainLater}");

    public static DropError TotalNotChecked(long line, int count) =>
        new(line, "", "total_not_checked",
            $"{line}行目{(count > 1 ? $"など{count}行" : "")}の合計行は、読めない数があるため明細の合計と照らし合わせていません。読めない数を直して置き直すと確かめます。");

    public static DropError EraHadEnded(long line, string usual) =>
        new(line, "年月", "era_had_ended", $"{line}行目の「年月」は終わった年号で書かれています。{usual}として取り込みました。");

}
