using SmartToyonaka.Domain;

namespace SmartToyonaka.Intake.Messages;

/// <summary>What became of a drop and what there is to do.</summary>
internal static class DropAdviceMessages
{
    public static BilingualText Withdrawn(int pairs) => new(
        $"取り込んだもののうち、所属と年月の組 {pairs} は取消です。前の値は使われません。",
        $" {pairs} of the sections and months taken are withdrawals: their earlier values are not used.");

    public static BilingualText TakenAndWaiting(long rows, int waiting) => new(
        $"{rows}行をすべて取り込みました。このうち所属と年月の組 {waiting} は、これまでの値と大きく違うため、確認されるまで使われません。",
        $"All {rows} rows were taken. {waiting} of their sections and months are far from earlier values and are not used until they are "
            + "confirmed.");

    public static BilingualText TakenWithWarnings(long rows, long warnings) => new(
        $"{rows}行をすべて取り込みました。念のため確かめていただきたい点が{warnings}件あります。",
        $"All {rows} rows were taken. There are {warnings} things to look at once more.");

    public static BilingualText Taken(long rows) => new($"{rows}行をすべて取り込みました。することはありません。", $"All {rows} rows were taken. There is nothing to do.");

    public static BilingualText Gone { get; } = new(
        "このファイルは、名前かフォルダーが変わったか、取り除かれました。この受付票について、することはありません。置き直したファイルには、その名前の受付票があります。",
        "This file was renamed, moved or taken away. There is nothing to do about this receipt; a file that was put in its place has one of "
            + "its own.");

    public static BilingualText Unreadable { get; } = new(
        "このファイルは読み取れなかったため、何も取り込んでいません。直して置き直してください。",
        "This file could not be read, so nothing was taken. Correct it and hand it in again.");

    public static BilingualText TakenInPart(long rows, long taken, long held, int pairs) => new(
        $"{rows}行のうち{taken}行を取り込み、{held}行（所属と年月の組 {pairs}）を保留しました。保留した行を直してください。",
        $"{taken} of {rows} rows were taken and {held} ({pairs} sections and months) are held back. Correct the rows held back.");

    public static BilingualText Held(long rows, int pairs) => new(
        $"{rows}行すべて（所属と年月の組 {pairs}）を保留し、何も取り込んでいません。直してください。",
        $"All {rows} rows ({pairs} sections and months) are held back, and nothing was taken. Correct them.");

    public const string LookAtWaiting =
        "waiting にある所属と年月の値を確かめてください。正しければ、所属か管理者が /confirm か GET /api/reviews で確認してください。誤りなら、直したファイルを置いてください。";

    public const string LookAtWarnings = "warnings にある行を確かめ、誤りがあれば、直したファイルを置いてください。正しければ、することはありません。";

    public const string LookAtNewReceipt = "置き直したファイルの受付票を見てください。";

    public const string AskForMonth = "締め切られた月の行があります。訂正が必要なら、先に管理者に月を開けてもらってください。";

    public static string MendHeldRows(string file, string column) =>
        $"1. quarantine/{file} を Excel で開き、"
            + $"右端の「{column}」を見て、そのセルを直してください（「{column}」の列は残したままで構いません）。";

    public static string KeepHeldRows(string file) => $"1. 月が開いたら、quarantine/{file} をそのまま使えます。";

    public static string DropHeldRows(string folder) => $"2. CSV で保存し、drops/{folder}/ に置いてください。ファイル名は自由です。保留した組が次の取り込みで完成します。";

    public const string OrDropWholeFile = "3. もとのファイルを直して置き直しても構いません。取り込み済みの組は、置き直さなくてもそのままです。";

    public const string OldValuesOfHeld = "直すまで、保留した組は前に取り込んだ値のままです。";

    public static string MendFile(string? error) => $"1. もとのファイルを直してください：{error}";

    public static string DropFileAgain(string folder) => $"2. drops/{folder}/ に置き直してください。同じファイル名でも構いません。";

    public const string OldValues = "前に取り込んだ値はそのままです。";
}
