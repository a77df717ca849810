using SmartToyonaka.Domain;

namespace SmartToyonaka.Intake.Messages;

/// <summary>Uploads of reference data that are refused or wait.</summary>
internal static class ReferenceMessages
{
    public static BilingualText Encoding { get; } = new(
        "文字コードがUTF-8でもCP932(Shift_JIS)でもありません。どちらかで保存し直してください。",
        "The encoding is neither UTF-8 nor CP932 (Shift_JIS). Save the file in one of them.");

    public static BilingualText NotUtf8 { get; } = new(
        "文字コードがUTF-8ではありません。UTF-8で保存し直してください。", "The encoding is not UTF-8. Save the file in UTF-8.");

    public static BilingualText OwedUnknown(IReadOnlyList<string> codes) => new(
        $"owed の所属コード {string.Join("、", codes)} は所属の一覧(departments.csv)にありません。一覧にあるコードにしてください。",
        $"owed names the sections {string.Join(", ", codes)}, which the register (departments.csv) does not have. Use codes of the register.");

    public static BilingualText Waits(int published, int changes, string file) => new(
        $"公開している値 {published} のうち {changes} が変わります。この受付票の changes を見て、意図したとおりなら、管理者が reference confirm {file} "
            + $"で確認してください。意図と違うなら、直して置き直してください。",
        $"Of {published} published values {changes} change. Look at changes in this receipt: an administrator confirms them by "
            + $"reference confirm {file} where they are meant; else correct the file and upload it again.");

    public static BilingualText CodeLostZeros(string code, string whole) => new(
        $"所属コード {code} は、今の登録の {whole} の先頭の0が落ちたもののようです(Excelで開いて保存すると落ちます)。元のファイルを使うか、Excelで列を「文字列」にして {whole} と入れ直してください。",
        $"The code {code} seems to be {whole} of the register in effect without its zeros, which Excel removes. Use the original file, or make "
            + $"the column a text in Excel and write {whole} again.");

    public static BilingualText BureauLostZeros(string bureau, string whole) => new(
        $"部局コード {bureau} は、今の登録の {whole} の先頭の0が落ちたもののようです。元のファイルを使うか、Excelで列を「文字列」にして {whole} と入れ直してください。",
        $"The bureau's code {bureau} seems to be {whole} of the register in effect without its zeros. Use the original file, or make the "
            + $"column a text in Excel and write {whole} again.");

    public static BilingualText SectionVanished(string code, string name) => new(
        $"数値のある所属 {code} {name} がありません。なくなった所属も行を残し、「有効終了」と「後継コード」を入れてください。",
        $"The section {code} {name}, which has figures, is missing. Keep the row of a section that has ended, with “有効終了” (last month) and "
            + $"“後継コード” (successors).");

    public static BilingualText SectionRenumbered(string code, string name, string other) => new(
        $"数値のある所属 {code} {name} がなく、同じ名称の {other} があります。コードが変わったときは {code} の行を残し、「有効終了」と「後継コード」{other} "
            + $"を入れてください。",
        $"The section {code} {name}, which has figures, is missing, and {other} has its name. Where a code has changed, keep the row of "
            + $"{code} with “有効終了” (last month) and the successor {other}.");
}
