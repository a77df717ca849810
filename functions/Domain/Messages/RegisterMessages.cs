namespace SmartToyonaka.Domain.Messages;

/// <summary>What is wrong with a register of departments, in Japanese: it is written by the city's administrators.</summary>
internal static class RegisterMessages
{
    public static string NotCsv(long line) => $"{line}行目がCSVとして読めません(引用符の閉じ忘れなど)。直して保存し直してください。";

    public static string Overlap(int line, string code, int before) => $"{line}行目の所属 {code} は {before}行目と期間が重なっています。「有効終了」を直してください。";

    public static string Gap(int line, string code, int before, string from, string to) =>
        $"{line}行目の所属 {code} は {before}行目が終わった翌月から始まっていません({from}〜{to} "
            + $"が空いています)。期間を続けるか、その間に仕事を引き継いだ所属を {before}行目の「後継コード」に入れてください。";

    public static string SameName(int line, int other) => $"{line}行目と{other}行目は同じ時期に同じ名称です。名称か「異表記」を直してください。";

    public static string BureauOfTwoNames(int line, int other, string code, string name, string otherName) =>
        $"{line}行目と{other}行目は同じ時期に同じ部局コード {code} で部局名が違います({name}、{otherName})。"
            + $"部局の名称が変わったときは、所属の行もその月で分けてください。";

    public static string BureauOfTwoCodes(int line, int other, string name, string code, string otherCode) =>
        $"{line}行目と{other}行目は同じ時期に同じ部局名「{name}」で部局コードが違います({code}、"
            + $"{otherCode})。どちらかを直してください。";

    public static string SuccessorWithoutEnd(int line) => $"{line}行目には後継コードがありますが「有効終了」がありません。終わった月を「有効終了」に入れるか、続いている所属なら後継コードを消してください。";

    public static string UnknownSuccessor(int line, string code) => $"{line}行目の後継コード {code} の所属がありません。その所属の行を加えてください。";

    public static string SuccessorBeginsLater(int line, string code, string begins, string from, string to) =>
        $"{line}行目の後継 {code} は {begins} からなので、{from}〜{to} が空いています。どちらかの期間を直してください。";

    public static string Cycle(int line, string code, string month) =>
        $"{line}行目の後継コードをたどると自分に戻ります({code} は {month} にはもうありません)。{month} から仕事を引き継いだ所属を入れてください。";

    public static string SuccessorGone(int line, string code, string month) =>
        $"{line}行目の後継 {code} は {month} にはもうありません。その月から仕事を引き継いだ所属を入れてください。";

    public const string Empty = "ファイルが空です。見出し行と所属の行を入れてください。";

    public static string ColumnMissing(IEnumerable<string> columns) => $"列「{string.Join("」「", columns)}」がありません。見出し行に加えてください。";

    public static string ColumnDoubled(IEnumerable<string> columns) =>
        $"列「{string.Join("」「", columns)}」が2つ以上あります。どれが正しいか分からないので、1つにしてください。";

    public static string TooManyRows(int most) => $"{most}行を超えています。要らない行を除いて、{most}行までにしてください。";

    public static string TooManyCells(int line) => $"{line}行目の欄が見出しより多くあります。名称などに「,」が入っていれば \" で囲んでください。";

    public static string UnusableCharacter(int line) => $"{line}行目に使えない文字(目に見えない文字、外字など)があります。入力し直してください。";

    public const string NoRows = "所属の行が1行もありません。見出し行の下に所属の行を入れてください。";

    public static string Required(int line, string column) => $"{line}行目の「{column}」が空か長すぎます。入力してください。";

    public static string NotAMonth(int line, string column) => $"{line}行目の「{column}」が年月として読めません。2021-04 のように入力してください。";

    public static string TooManyListed(int line, string column, int most) => $"{line}行目の「{column}」は{most}個までにしてください。";

    public static string NotACode(int line, string column) => $"{line}行目の「{column}」は10桁までの数字で入力してください(例 0213)。";

    public static string NameIsANumber(int line, string column, string name) =>
        $"{line}行目の「{column}」の {name} は数字だけなので、所属コードと区別できません。名称を入れてください。";

    public static string EndsBeforeItBegins(int line) => $"{line}行目は「有効終了」が「有効開始」より前です。どちらかの年月を直してください。";

    public static string NotAFlag(int line) => $"{line}行目の「医療部門」は 1 か空にしてください。";
}
