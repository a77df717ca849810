namespace SmartToyonaka.Domain.Messages;

/// <summary>What is wrong with a register of departments.</summary>
internal static class RegisterMessages
{
    public static BilingualText NotCsv(long line) => new(
        $"{line}行目がCSVとして読めません(引用符の閉じ忘れなど)。直して保存し直してください。",
        $"Line {line} cannot be read as CSV (a quote that is not closed, for example). Correct it and save the file again.");

    public static BilingualText Overlap(int line, string code, int before) => new(
        $"{line}行目の所属 {code} は {before}行目と期間が重なっています。「有効終了」を直してください。",
        $"The section {code} of line {line} is there at the same time as in line {before}. Correct “有効終了” (the last month).");

    public static BilingualText Gap(int line, string code, int before, string from, string to) => new(
        $"{line}行目の所属 {code} は {before}行目が終わった翌月から始まっていません({from}〜{to} "
            + $"が空いています)。期間を続けるか、その間に仕事を引き継いだ所属を {before}行目の「後継コード」に入れてください。",
        $"The section {code} of line {line} does not begin in the month after line {before} ends ({from} to {to} are open). "
            + $"Close the gap, or give the section that took over in between as “後継コード” (successors) of line {before}.");

    public static BilingualText SameName(int line, int other) => new(
        $"{line}行目と{other}行目は同じ時期に同じ名称です。名称か「異表記」を直してください。",
        $"Lines {line} and {other} have one name at the same time. Correct the name or “異表記” (other spellings).");

    public static BilingualText BureauOfTwoNames(int line, int other, string code, string name, string otherName) => new(
        $"{line}行目と{other}行目は同じ時期に同じ部局コード {code} で部局名が違います({name}、{otherName})。"
            + $"部局の名称が変わったときは、所属の行もその月で分けてください。",
        $"Lines {line} and {other} call the bureau {code} otherwise at the same time ({name}, {otherName}). "
            + $"Where a bureau is renamed, split the rows of its sections at that month.");

    public static BilingualText BureauOfTwoCodes(int line, int other, string name, string code, string otherCode) => new(
        $"{line}行目と{other}行目は同じ時期に同じ部局名「{name}」で部局コードが違います({code}、"
            + $"{otherCode})。どちらかを直してください。",
        $"Lines {line} and {other} give the bureau {name} two codes at the same time ({code}, {otherCode}). Correct one of them.");

    public static BilingualText SuccessorWithoutEnd(int line) => new(
        $"{line}行目には後継コードがありますが「有効終了」がありません。終わった月を「有効終了」に入れるか、続いている所属なら後継コードを消してください。",
        $"Line {line} has successors and no “有効終了” (last month). Give the month in which it ended, or remove the successors of a section that goes on.");

    public static BilingualText UnknownSuccessor(int line, string code) => new(
        $"{line}行目の後継コード {code} の所属がありません。その所属の行を加えてください。",
        $"There is no section {code}, the successor of line {line}. Add a row for it.");

    public static BilingualText SuccessorBeginsLater(int line, string code, string begins, string from, string to) => new(
        $"{line}行目の後継 {code} は {begins} からなので、{from}〜{to} が空いています。どちらかの期間を直してください。",
        $"The successor {code} of line {line} begins in {begins}, so that {from} to {to} are open. Correct one of the spans.");

    public static BilingualText Cycle(int line, string code, string month) => new(
        $"{line}行目の後継コードをたどると自分に戻ります({code} は {month} にはもうありません)。{month} から仕事を引き継いだ所属を入れてください。",
        $"The successors of line {line} lead back to itself ({code} is no longer there in {month}). Give the section that took over in {month}.");

    public static BilingualText SuccessorGone(int line, string code, string month) => new(
        $"{line}行目の後継 {code} は {month} にはもうありません。その月から仕事を引き継いだ所属を入れてください。",
        $"The successor {code} of line {line} is no longer there in {month}. Give the section that took over in that month.");

    public static BilingualText Empty { get; } = new(
        "ファイルが空です。見出し行と所属の行を入れてください。", "The file is empty. Give it a header and rows of sections.");

    public static BilingualText ColumnMissing(IEnumerable<string> columns) => new(
        $"列「{string.Join("」「", columns)}」がありません。見出し行に加えてください。",
        $"The header has no column “{string.Join("、", columns)}”. Add it.");

    public static BilingualText ColumnDoubled(IEnumerable<string> columns) => new(
        $"列「{string.Join("」「", columns)}」が2つ以上あります。どれが正しいか分からないので、1つにしてください。",
        $"The column “{string.Join("、", columns)}” is there twice or more. Leave the right one.");

    public static BilingualText TooManyRows(int most) => new(
        $"{most}行を超えています。要らない行を除いて、{most}行までにしてください。",
        $"There are more than {most} rows. Leave out those that are not needed.");

    public static BilingualText TooManyCells(int line) => new(
        $"{line}行目の欄が見出しより多くあります。名称などに「,」が入っていれば \" で囲んでください。",
        $"Line {line} has more cells than the header. Put names with a comma between quotes.");

    public static BilingualText UnusableCharacter(int line) => new(
        $"{line}行目に使えない文字(目に見えない文字、外字など)があります。入力し直してください。",
        $"Line {line} has characters that cannot be used (invisible or private ones). Type it anew.");

    public static BilingualText NoRows { get; } = new(
        "所属の行が1行もありません。見出し行の下に所属の行を入れてください。", "There is no row of a section. Add them below the header.");

    public static BilingualText Required(int line, string column) => new(
        $"{line}行目の「{column}」が空か長すぎます。入力してください。", $"“{column}” of line {line} is empty or too long. Fill it in.");

    public static BilingualText NotAMonth(int line, string column) => new(
        $"{line}行目の「{column}」が年月として読めません。2021-04 のように入力してください。",
        $"“{column}” of line {line} is no month. Write it like 2021-04.");

    public static BilingualText TooManyListed(int line, string column, int most) => new(
        $"{line}行目の「{column}」は{most}個までにしてください。", $"“{column}” of line {line} may list {most} at most.");

    public static BilingualText NotACode(int line, string column) => new(
        $"{line}行目の「{column}」は10桁までの数字で入力してください(例 0213)。",
        $"“{column}” of line {line} must be up to ten digits, like 0213.");

    public static BilingualText NameIsANumber(int line, string column, string name) => new(
        $"{line}行目の「{column}」の {name} は数字だけなので、所属コードと区別できません。名称を入れてください。",
        $"“{name}” in “{column}” of line {line} has digits alone and would be taken for a code. Give a name.");

    public static BilingualText EndsBeforeItBegins(int line) => new(
        $"{line}行目は「有効終了」が「有効開始」より前です。どちらかの年月を直してください。",
        $"In line {line} “有効終了” (the last month) is before “有効開始” (the first). Correct one of them.");

    public static BilingualText NotAFlag(int line) => new(
        $"{line}行目の「医療部門」は 1 か空にしてください。", $"“医療部門” of line {line} must be 1 or empty.");
}
