using SmartToyonaka.Domain;
using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Domain.Organisation;

namespace SmartToyonaka.Intake.Messages;

/// <summary>Errors of rows of a drop: where, what, and how to correct it.</summary>
internal static class DropRowMessages
{
    public const string TotalMismatchCode = "total_mismatch";

    public const string LooksLikeTotalCode = "looks_like_total";

    public const string OtherFigureCode = "other_figure";

    public const string MonthClosedCode = "month_closed";

    public static DropError UnknownSection(long line, string column) => new(line, column, "unknown_section", new(
        $"{line}行目の「{column}」は組織の登録にありません。管理者に登録を頼むか、もとのファイルで正しいコードに直して置き直してください（その所属にほかの行もあるときは、この行だけを置くと、それらが消えます）。",
        $"“{column}” in row {line} is not in the register. Ask the administrator to register it, or correct the code in the original file and "
            + "hand all of it in again: a file with this row alone would remove the section's other rows."));

    public static DropError NotOwed(long line, string column, Measure measure, IReadOnlyList<Section> owners)
    {
        if (owners.Count == 0)
        {
            var why = measure.Until is { } last ? FigureMessages.Ended(measure, new(last)) : new(
                $"「{measure.NameJa}」を提出する所属は定められていません。管理者にカタログの owed を確かめるよう頼んでください。",
                $"nobody is named to hand in {measure.NameEn}. Ask the administrator to check 'owed' in the catalogue.");
            return new(line, column, "measure_not_owed", new(
                $"{line}行目：{why.Ja}",
                $"Row {line}: {why.En}"));
        }

        var named = string.Join("、", owners.Take(10).Select(s => $"{s.Code} {s.Name}"));
        return new(line, column, "measure_not_owed", new(
            $"{line}行目の「{column}」は「{measure.NameJa}」を提出する所属ではありません。提出するのは {named}{(owners.Count > 10 ? " ほか" : "")} です。所属を直すか、"
                + "行を取り除いてください。",
            $"“{column}” in row {line} is a section that does not hand in {measure.NameEn}. Those that do are “{named}”"
                + $"{(owners.Count > 10 ? " and others" : "")}. Correct the section, or remove the row."));
    }

    public static DropError WithdrawnInPart(long line) => new(line, "", "withdrawn_in_part", new(
        $"{line}行目は取消ですが、同じ所属・年月のほかの行に数字があります。取り消すときは、その所属・年月のすべての行を取消にしてください。"
            + "一部の行だけをなくすときは、その行を削って置き直してください。",
        $"Row {line} is a withdrawal, but other rows of the same section and month have numbers. To withdraw, do so in all of them; to take "
            + "away some rows only, delete these and hand the file in again."));

    public static DropError MissingSection(long line, string column) => new(line, column, "missing", new(
        $"{line}行目の所属が空で、上の行にもありません。「{column}」を入れてください。",
        $"Row {line} has no section, nor has the row above. Enter “{column}”."));

    /// <summary>A number in a row that names neither a section nor what it is of: a subtotal without its word, or a page number.</summary>
    public static DropError OnlyNumbers(long line, string column) => new(line, column, "missing", new(
        $"{line}行目は所属が空で、数だけがあります。合計や注記の行なら消してください。明細なら「{column}」と区分を入れてください。",
        $"Row {line} has numbers but no section. Delete it if it is a total or a note; else enter “{column}” and the groups."));

    public static DropError AmbiguousSection(long line, string column) => new(line, column, "ambiguous_section", new(
        $"{line}行目の「{column}」に当てはまる所属が2つ以上あります。先頭の0を含めた所属コードを入れてください。",
        $"“{column}” in row {line} fits two sections or more. Enter the section's code with its leading 0."));

    public static DropError NotInThatMonth(long line, string column, SectionLookup found, FiscalMonth month)
    {
        var instead = string.Join("、", found.Instead.Select(s => $"{s.Code} {s.Name}"));
        var missing = new BilingualText(
            $"{line}行目の所属 {found.Section!.Code} {found.Section.Name} は{JapaneseEra.Text(month)}にはありません。",
            $"Section “{found.Section.Code} {found.Section.Name}” in row {line} does not exist in {month}. ");
        return new(line, column, "section_not_in_month", found.Instead.Count == 0
            ? new BilingualText(missing.Ja + "その月の所属を入れてください。", missing.En + "Enter a section of that month.")
            : new(
                $"{missing.Ja}その月の{(found.Successors.Count > 0 ? "後継" : "前身")}の {instead} を入れてください。",
                $"{missing.En}Enter its {(found.Successors.Count > 0 ? "successor" : "predecessor")} of that month, “{instead}”."));
    }

    public static DropError CodeAndNameDisagree(long line, string byCode, string byName) =>
        new(line, "所属名", "code_and_name_disagree", new(
            $"{line}行目は所属コードが {byCode}、所属名が {byName} を指しています。どちらかを直してください。",
            $"In row {line} the code is of section “{byCode}” and the name of “{byName}”. Correct one of them."));

    public static DropError ElectronicExceedsTotal(long line, string share, string whole) =>
        new(line, share, "electronic_exceeds_total", Exceeds(line, share, whole));

    public static DropError ShareExceedsWhole(long line, string share, string whole) =>
        new(line, share, "share_exceeds_whole", Exceeds(line, share, whole));

    private static BilingualText Exceeds(long line, string share, string whole) => new(
        $"{line}行目は「{share}」が「{whole}」より多くなっています。どちらかを直してください。",
        $"In row {line} “{share}” is more than “{whole}”. Correct one of them.");

    public static DropError PartsDoNotAddUp(long line, string share, string rest, string whole) =>
        new(line, whole, "parts_do_not_add_up", new(
            $"{line}行目は「{share}」と「{rest}」の和が「{whole}」と合いません。どれかを直してください。",
            $"In row {line} “{share}” and “{rest}” do not add up to “{whole}”. Correct one of them."));

    public static DropError Duplicate(long line, long other) => new(line, "", "duplicate_row", new(
        $"{line}行目は{other}行目と同じ内容です。同じものが2回書き出されているなら、どちらか1行を消してください。別のものなら、違いが分かる列（任用区分など）を加えるか、合わせた1行にしてください。",
        $"Row {line} says the same as row {other}. If it was exported twice, delete one of them; if not, add a column that tells them apart, "
            + "or make one row of both."));

    public static DropError Conflicting(long line, long other) => new(line, "", "conflicting_rows", new(
        $"{line}行目と{other}行目は同じ所属・年月・区分なのに、数が違います。どちらが正しいか確かめ、古いほうや誤ったほうの行を消してください。どちらも正しい内訳なら、違いが分かる列（任用区分など）を加えるか、合わせた1行にしてください。",
        $"Rows {line} and {other} are of the same section, month and groups, but their numbers differ. Delete the one that is old or wrong; "
            + "if both are right, add a column that tells them apart, or make one row of both."));

    /// <summary>Whose sum a row may be.</summary>
    public static readonly BilingualText OtherRows = new("同じ所属・年月のほかの行", "the other rows of its section and month"),
        OtherSectionsOfBureau = new("同じ部局のほかの所属", "the other sections of its bureau"),
        AllOtherSections = new("同じ年月のほかの所属すべて", "all other sections in its month"),
        OtherMonths = new("同じ所属のほかの年月すべて", "all other months of its section"),
        RowsAbove = new("上に続く行", "the rows above it");

    /// <param name="line">The line.</param>
    /// <param name="column">The column.</param>
    /// <param name="others">Whose sum it is.</param>
    public static DropError LooksLikeTotal(long line, string column, BilingualText others) => new(line, column, LooksLikeTotalCode, new(
        $"{line}行目の「{column}」は、{others.Ja}の合計と同じです。合計の行ではありませんか。合計なら、その行を消してください。合計ではなく正しい数なら、{Confirm.Ja}",
        $"“{column}” in row {line} is the sum of {others.En}. If the row is a total, delete it; if it is not and the number is right, "
            + Confirm.En));

    public static DropError OtherFigure(long line) => new(line, "", OtherFigureCode, new(
        $"{line}行目は、見込・前年・平均・内数（うち…）など、その月の実績とは別の数の行のようです。そうなら、その行を消して置き直してください。実績の行なら、{Confirm.Ja}",
        $"Row {line} looks like a plan, the year before, an average or a part of another row. If so, delete it and hand the file in again; if "
            + $"it is of the month itself, {Confirm.En}"));

    public static DropError NotePassedOver(long line, int count) => new(line, "", "note_passed_over", new(
        $"{line}行目{Among(count).Ja}は、年月・所属・数のどれもないので、注記として読み飛ばしました。明細なら、年月・所属・数を入れて置き直してください。",
        $"Row {line}{Among(count).En} without month, section or number, passed over as a note. If there are figures in it, enter all three and "
            + "hand the file in again."));

    public static DropError TotalMismatch(long line, string column) => new(line, column, TotalMismatchCode, new(
        $"{line}行目の合計行の「{column}」が、明細の合計と合いません。明細の抜けや重なりを確かめてください。確かめるまで、このファイルは全部を保留します。",
        $"“{column}” of the total in row {line} is not the sum of the rows. Check for missing or doubled rows. Until then all of the file is "
            + "held back."));

    public static DropError LostRow(long line) => new(line, "", "lost_row", new(
        $"{line}行目は年月も所属も読めず、どの所属の数字か分かりません。セルがずれていないか確かめてください。確かめるまで、このファイルは全部を保留します。",
        $"Neither month nor section of row {line} can be read, so it is not known whose numbers these are. Check that its cells have not "
            + "slipped. Until then all of the file is held back."));

    public static DropError BrokenQuotes(long line) => new(line, "", "broken_quotes", new(
        $"{line}行目の引用符（\"）の使い方が正しくありません。セルの中の \" は \"\" と書いてください。",
        $"The quotation marks (\") in row {line} are wrong. Write \"\" for a \" within a cell."));

    public static DropError Ragged(long line, int cells, int expected) => new(line, "", "ragged_row", new(
        $"{line}行目のセルは{cells}個ですが、見出しは{expected}列です。カンマを含むセルは引用符（\"）で囲み、列をそろえてください。",
        $"Row {line} has {cells} cells, but the headings are {expected}. Put cells that have a comma between quotation marks (\")."));

    /// <summary>What a clerk enters in a column of this name, in the row that is right all the same.</summary>
    public const string ConfirmedColumn = "確認", ConfirmedWord = "確認済";

    private static readonly BilingualText Confirm = new(
        $"見出しに「{ConfirmedColumn}」の列を加え、この行に「{ConfirmedWord}」と入れて置き直してください。",
        $"add a column “{ConfirmedColumn}”, enter “{ConfirmedWord}” in this row and hand the file in again.");

    public static DropError MonthClosed(FiscalMonth month, DateTimeOffset since) => new(0, "年月", MonthClosedCode, new(
        $"{JapaneseEra.Text(month)}分は {JapanTime.Date(since):yyyy-MM-dd} に締め切られているため、保留します。訂正が必要なときは、管理者に連絡して月を開けてもらってから、もう一度置いてください。",
        $"{month} was closed on {JapanTime.Date(since):yyyy-MM-dd}, so its rows are held back. Ask the administrator to open the month if it has "
            + "to be corrected, and hand the file in again."));

    public static DropError TotalNotChecked(long line, int count) => new(line, "", "total_not_checked", new(
        $"{line}行目{Among(count).Ja}の合計行は、読めない数があるため明細の合計と照らし合わせていません。読めない数を直して置き直すと確かめます。",
        $"Row {line}{Among(count).En} a total that was not compared with the sum of the rows, since some numbers cannot be read. It is compared "
            + "once they are corrected."));

    public static DropError EraHadEnded(long line, string usual) => new(line, "年月", "era_had_ended", new(
        $"{line}行目の「年月」は終わった年号で書かれています。{usual}として取り込みました。",
        $"“年月” in row {line} is written in an era that had ended. It was taken as “{usual}”."));

    // The line that is named, and how many there are like it.
    private static BilingualText Among(int count) => new(count > 1 ? $"など{count}行" : "", count > 1 ? $" and {count - 1} more like it are each" : " is");
}
