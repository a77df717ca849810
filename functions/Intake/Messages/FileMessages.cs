using SmartToyonaka.Domain;

namespace SmartToyonaka.Intake.Messages;

/// <summary>Files of submissions: their kind, their tables, their cells.</summary>
internal static class FileMessages
{
    public static BilingualText Encoding { get; } = new(
        "文字コードがUTF-8でもCP932(Shift_JIS)でもないか、途中で切れています。どちらかで保存し直してください。",
        "The file is neither UTF-8 nor CP932 (Shift_JIS), or it is cut off. Save it again as one of them.");

    public static BilingualText NoText { get; } = new(
        "CSVではありません(文字でないものが入っています)。CSVで保存し直してください。",
        "This is no CSV: it holds what is no text. Save it as CSV.");

    public static BilingualText NotCsv(long line) => new(
        $"{line}行目がCSVとして読めません(引用符の閉じ忘れか、長すぎる行)。直して保存し直してください。",
        $"Line {line} is not readable as CSV: a quote that is not closed, or a line too long.");

    public static BilingualText TooManyColumns(int most) => new(
        $"列が{most}を超えています。使わない列を消してください。",
        $"There are more than {most} columns; remove what is not needed.");

    public static BilingualText TooManyRows(int most) => new(
        $"行が多すぎます。{most}行までに分けて提出してください。",
        $"There are too many rows; submit at most {most} at a time.");

    public static BilingualText NoHeader { get; } = new(
        "見出し行がありません。数値の表には「項目」と「件数」など、取組みの表には「区分」と「名称」の列が要ります。「件数（累計）」のように別の言葉の付いた見出しは読みません。"
            + "その月の数なら、見出しを「件数」に直してください。",
        "There is no header row: figures need the columns 'measure' and 'count' (or others), initiatives 'category' and "
            + "'name'. A heading with a further word (running total, forecast) is not read.");

    public static BilingualText Empty { get; } = new("ファイルが空です。見出し行と数値の行を入れてください。", "The file is empty; it needs a header row and rows.");

    public static BilingualText HeaderChanged { get; } = new(
        "列の順番の違う見出しがもう一度あります。2つ目の見出しから下を別のファイルに分けてください。",
        "Another header with other columns; put what is below it into a file of its own.");

    public static BilingualText Total { get; } = new(
        "合計の行は数値として受け付けません。この行が合計なら消し、合計でなければこのセルの言葉を直してください。",
        "A total is no figure; remove the row, or correct this cell if it is none.");

    public static BilingualText UnitUnknown { get; } = new(
        "数は1件・1人ずつの数で入れます。割合や百件・千人などの単位の数は、件数に直して入れ、単位の欄か題名を「件」などにしてください。",
        "Numbers are counts of single things. Turn shares, hundreds and thousands into counts, and correct the unit.");

    public static BilingualText OtherFigure { get; } = new(
        "見込・前年・累計・平均など、その月の実績とは別の数の表か行のようです。そうなら実績の数を入れるか行を消し、予定なら「予定」として提出してください。実績なら、この言葉を消してください。",
        "This seems to be something else than the actual figures of the month (a forecast, last year's, a running total). Enter those, or "
            + "submit it as planned; if it is right, remove the word.");

    public static BilingualText TitleOfOtherMonth(string month) => new(
        $"題名かシート名に「{month}」とありますが、提出の年月と違います。正しくないほうを直してください。",
        $"A title or the name of the sheet says {month}, which is not the month of the submission. Correct the one that is wrong.");

    public static BilingualText ColumnUnknown(string known) => new(
        $"この列はありません。見出しを確かめるか、列を取り除いてください。使えるもの: {known}",
        $"There is no such column; check its heading or remove it. Known: {known}");

    public static BilingualText ColumnDoubled { get; } = new("同じ意味の列が2つあります。1つにしてください。", "Two columns mean the same; keep one.");

    public static BilingualText CellWithoutHeading { get; } = new(
        "見出しのない列に値があります。見出しを付けるか、取り除いてください。",
        "A cell lies under no heading; give it one or remove it.");

    public static BilingualText CellError { get; } = new(
        "Excelのエラー(#DIV/0! など)です。値を直してください。",
        "This is an error of Excel (#DIV/0! and the like); correct it.");

    public static BilingualText FormulaWithoutValue { get; } = new(
        "計算結果が保存されていない数式です。Excelで開いて保存し直すか、値を入力してください。",
        "This is a formula whose result was not saved; open the file in Excel and save it, or enter the value.");

    public static BilingualText MonthIsFraction { get; } = new(
        "年月が小数の数値です(2021.10 は 2021.1 になります)。2021-10 のように文字で入力してください。",
        "The month is a number with a fraction (2021.10 becomes 2021.1); write 2021-10 as text.");

    /// <summary>A number that is merged over several rows.</summary>
    public static BilingualText MergedNumber { get; } = new(
        "結合したセルの数は、どの行の数か分かりません。セルの結合を解除し、行ごとに数を入れてください。",
        "The number stands in merged cells, so nobody can tell which row it is of. Unmerge them and enter the number of each row.");

    /// <summary>A row that is not shown and has something in it that would be handed in.</summary>
    public static BilingualText HiddenRow { get; } = new(
        "非表示の行(フィルターか手で隠した行)に値があります。提出するなら行を再表示し、提出しないなら行を削除してください。",
        "This row is hidden (by a filter or by hand) and has a value. Unhide it if it is to be submitted, else delete it.");

    /// <summary>A column that is not shown and has something in it that would be handed in.</summary>
    public static BilingualText HiddenColumn { get; } = new(
        "非表示の列に値があります。提出するなら列を再表示して確かめ、提出しないなら列を削除してください。",
        "This column is hidden and has values. Unhide and check it if it is to be submitted, else delete it.");
}
