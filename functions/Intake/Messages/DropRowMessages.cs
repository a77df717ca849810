using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Domain.Organisation;

namespace SmartToyonaka.Intake.Messages;

/// <summary>Errors of rows of a drop: where, what, and how to correct it. Japanese only, for whoever made the file.</summary>
internal static class DropRowMessages
{
    public const string TotalMismatchCode = "total_mismatch";

    public const string LooksLikeTotalCode = "looks_like_total";

    public const string OtherFigureCode = "other_figure";

    public const string MonthClosedCode = "month_closed";

    public static DropError UnknownSection(long line, string column) =>
        new(line, column, "unknown_section",
            $"{line}行目の「{column}」は組織の登録にありません。管理者に登録を頼むか、もとのファイルで正しいコードに直して置き直してください（その所属にほかの行もあるときは、この行だけを置くと、それらが消えます）。");

    public static DropError NotOwed(long line, string column, Measure measure, IReadOnlyList<Section> owners) =>
        new(line, column, "measure_not_owed", owners.Count == 0 && measure.Until is { } last
            ? $"{line}行目：{FigureMessages.Ended(measure, new(last)).Ja}" : owners.Count == 0
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

    /// <summary>A number in a row that names neither a section nor what it is of: a subtotal without its word, or a page number.</summary>
    public static DropError OnlyNumbers(long line, string column) =>
        new(line, column, "missing",
            $"{line}行目は所属が空で、数だけがあります。合計や注記の行なら消してください。明細なら「{column}」と区分を入れてください。");

    public static DropError AmbiguousSection(long line, string column) =>
        new(line, column, "ambiguous_section", $"{line}行目の「{column}」に当てはまる所属が2つ以上あります。先頭の0を含めた所属コードを入れてください。");

    public static DropError NotInThatMonth(long line, string column, SectionLookup found, FiscalMonth month)
    {
        var missing = $"{line}行目の所属 {found.Section!.Code} {found.Section.Name} は{JapaneseEra.Text(month)}にはありません。";
        return new(line, column, "section_not_in_month", found.Instead.Count == 0
            ? missing + "その月の所属を入れてください。"
            : missing + $"その月の{(found.Successors.Count > 0 ? "後継" : "前身")}の "
                + $"{string.Join("、", found.Instead.Select(s => $"{s.Code} {s.Name}"))} を入れてください。");
    }

    public static DropError CodeAndNameDisagree(long line, string byCode, string byName) =>
        new(line, "所属名", "code_and_name_disagree", $"{line}行目は所属コードが {byCode}、所属名が {byName} を指しています。どちらかを直してください。");

    public static DropError ElectronicExceedsTotal(long line, string share, string whole) =>
        new(line, share, "electronic_exceeds_total", $"{line}行目は「{share}」が「{whole}」より多くなっています。どちらかを直してください。");

    public static DropError ShareExceedsWhole(long line, string share, string whole) =>
        new(line, share, "share_exceeds_whole", $"{line}行目は「{share}」が「{whole}」より多くなっています。どちらかを直してください。");

    public static DropError PartsDoNotAddUp(long line, string share, string rest, string whole) =>
        new(line, whole, "parts_do_not_add_up", $"{line}行目は「{share}」と「{rest}」の和が「{whole}」と合いません。どれかを直してください。");

    public static DropError Duplicate(long line, long other) =>
        new(line, "", "duplicate_row",
            $"{line}行目は{other}行目と同じ内容です。同じものが2回書き出されているなら、どちらか1行を消してください。別のものなら、違いが分かる列（任用区分など）を加えるか、合わせた1行にしてください。");

    public static DropError Conflicting(long line, long other) =>
        new(line, "", "conflicting_rows",
            $"{line}行目と{other}行目は同じ所属・年月・区分なのに、数が違います。どちらが正しいか確かめ、古いほうや誤ったほうの行を消してください。どちらも正しい内訳なら、違いが分かる列（任用区分など）を加えるか、合わせた1行にしてください。");

    /// <summary>Whose sum a row may be.</summary>
    public const string OtherRows = "同じ所属・年月のほかの行", OtherSectionsOfBureau = "同じ部局のほかの所属", AllOtherSections = "同じ年月のほかの所属すべて",
        OtherMonths = "同じ所属のほかの年月すべて", RowsAbove = "上に続く行";

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

    /// <summary>What a clerk enters in a column of this name, in the row that is right all the same.</summary>
    public const string ConfirmedColumn = "確認", ConfirmedWord = "確認済";

    public static DropError MonthClosed(FiscalMonth month, DateTimeOffset since) =>
        new(0, "年月", MonthClosedCode,
            $"{JapaneseEra.Text(month)}分は {JapanTime.Date(since):yyyy-MM-dd} に締め切られているため、保留します。訂正が必要なときは、管理者に連絡して月を開けてもらってから、もう一度置いてください。");

    public static DropError TotalNotChecked(long line, int count) =>
        new(line, "", "total_not_checked",
            $"{line}行目{(count > 1 ? $"など{count}行" : "")}の合計行は、読めない数があるため明細の合計と照らし合わせていません。読めない数を直して置き直すと確かめます。");

    public static DropError EraHadEnded(long line, string usual) =>
        new(line, "年月", "era_had_ended", $"{line}行目の「年月」は終わった年号で書かれています。{usual}として取り込みました。");
}
