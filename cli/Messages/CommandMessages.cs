using System.Globalization;
using SmartToyonaka.Domain;
using SmartToyonaka.Publishing.Packages;

namespace SmartToyonaka.Cli.Messages;

/// <summary>What commands say of what they did, and why they did not.</summary>
internal static class CommandMessages
{
    public static BilingualText SeeHelp { get; } = new("(--help で使い方が出ます。)", "('--help' shows what there is.)");

    public static BilingualText StopWith { get; } = new("終わるには Ctrl+C を押します。", "Stop with Ctrl+C.");

    public static BilingualText AdministratorCredential { get; } = new(
        "(管理者。'Authorization: Bearer …' として送るか、サインインの画面に入れる)",
        "(administrator; send it as 'Authorization: Bearer …' or enter it on the sign-in page)");

    public static BilingualText NoCredential { get; } = new(
        "使えるものがありません。最初の管理者を作るには SmartToyonaka__Access__BootstrapCredential を設定してください。",
        "There is none; set SmartToyonaka__Access__BootstrapCredential to have a first administrator.");

    public static BilingualText ForAdmin { get; } = new(
        "(/admin 用。'x-functions-key: …' として送る)",
        "(for /admin; send it as 'x-functions-key: …')");

    public static BilingualText NoBootstrap { get; } = new(
        "SmartToyonaka__Access__BootstrapCredential がない本物のアカウントには、見本を入れません。",
        "The sample is not fed into a real account without SmartToyonaka__Access__BootstrapCredential.");

    public static BilingualText OneScope { get; } = new(
        "--department、--reader、--drops、--administrator のどれか1つと、1〜1098の --days を指定してください。",
        "Give one of --department, --reader, --drops and --administrator, and --days from 1 to 1098.");

    public static BilingualText NoSuchCredential { get; } = new(
        "この番号の認証情報はありません。credential list で確かめてください。",
        "There is no credential of this id; 'credential list' shows them.");

    public static BilingualText NoSuchMail { get; } = new(
        "この番号で、送れたか分からない・送れなかった・送る予定のメールはありません。reminders list で確かめてください。",
        "There is no mail of this id that is unknown, not sent or planned; 'reminders list' shows them.");

    public static BilingualText FolderOrPackage { get; } = new(
        "フォルダーか、--package FILE と --key PRIVATE.pem を指定してください。",
        "Name a folder, or give --package FILE and --key PRIVATE.pem.");

    public static BilingualText BackupOrLedger { get; } = new(
        "控えか --ledger のどちらか一方を指定してください。",
        "Name a backup, or give --ledger.");

    public static BilingualText KeyNotEncrypted { get; } = new(
        $"{PackageKey.PasswordVariable} がないため、秘密鍵は暗号化されていません。ファイルを読める人はだれでも署名できます。",
        $"The private key is not encrypted, since {PackageKey.PasswordVariable} is not set: whoever reads the file can sign.");

    public static BilingualText Confirmed { get; } = new("確認しました。計算し直されます。", "confirmed; it will be computed");

    public static BilingualText Rejected { get; } = new("却下しました。", "rejected");

    public static BilingualText DecidedBefore { get; } = new("すでに同じ判断が記録されています。", "this was decided before");

    public static BilingualText ReviewMonthClosed { get; } = new(
        "対象の月は締め切られています。先に開けてください。",
        "the month is closed; open it first");

    public static BilingualText ReviewOvertaken { get; } = new(
        "あとから提出された値に置き換えられています。",
        "a later submission has replaced it");

    public static BilingualText DecidedOtherwise { get; } = new(
        "すでに反対の判断が記録されています。",
        "the opposite was decided before");

    public static BilingualText NoSuchReview { get; } = new("この番号の確認待ちはありません。", "nothing waits under this id");

    public static BilingualText NoConnectionString { get; } = new(
        "AzureWebJobsStorage がストレージの接続文字列ではありません。",
        "AzureWebJobsStorage is not a storage connection string.");

    public static BilingualText NoStorage(string address) => new(
        $"{address} のストレージが答えません。先に start を動かすか、--port か --data で動いているものを指すか、AzureWebJobsStorage を設定してください。",
        $"No storage answers at {address}: run 'start' first, name the instance with --port or --data, or set AzureWebJobsStorage.");

    public static BilingualText NoSuchFile(string path) => new($"ファイル {path} はありません。", $"There is no file {path}.");

    public static BilingualText NoSuchFolder(string folder, string folders) => new(
        $"フォルダー「{folder}」はありません。使えるもの: {folders}。", $"There is no folder '{folder}': {folders}.");

    public static BilingualText NoSuchDepartment(string name) => new(
        $"所属「{name}」は、いまはありません。", $"There is no department '{name}' now.");

    public static BilingualText WrongRegister(string path, int errors) => new(
        $"{path} に誤りが{errors}件あります。reference check で見られます。",
        $"{path} has {errors} error(s); 'reference check' shows them.");

    public static BilingualText PortRule(string given) => new(
        $"--port は1〜65535の数です(「{given}」は使えません)。", $"--port takes a number from 1 to 65535, not '{given}'.");

    public static BilingualText Issued(string id, string scope, DateTimeOffset until) => Say(
        $"{id}: {scope}、{until:yyyy-MM-dd} まで。2度は表示しません。", $"{id}: {scope}, until {until:yyyy-MM-dd}. It is not shown again.");

    public static BilingualText Revoked(string id, double seconds) => Say(
        $"{id} を無効にしました。動いているアプリは、{seconds:F0}秒以内に受け付けなくなります。",
        $"{id} is revoked; running instances refuse it within {seconds:F0} seconds.");

    public static BilingualText Messages(long count) => Say($"{count}件", $"{count} message(s)");

    public static BilingualText SentBack(long count) => Say($"{count}件を送り直しました。", $"{count} message(s) sent back");

    public static BilingualText ValuesWaiting(int count) => Say($"確認待ち {count}件", $"{count} value(s) waiting");

    public static BilingualText OpenMails(int unknown, int failed) => Say(
        $"送れたか分からないもの {unknown}件、送れなかったもの {failed}件", $"{unknown} unknown, {failed} not sent");

    public static BilingualText MailIs(string id, string state) => new($"{id} は {state} になりました。", $"{id} is {state}");

    public static BilingualText Kept(long rows, int blobs) => Say(
        $"{rows}行と{blobs}ファイルの控えを取りました。", $"{rows} rows and {blobs} blobs are kept");

    public static BilingualText Restored(long rows, long blobs, int computed) => Say(
        $"{rows}行と{blobs}ファイルを戻し、{computed}の分野・年度を計算しました。",
        $"{rows} rows and {blobs} blobs restored; {computed} topics and fiscal years computed");

    public static BilingualText Computed(int computed) => Say(
        $"{computed}の分野・年度を計算しました。", $"{computed} topics and fiscal years computed");

    public static BilingualText Rebuilt(int computed, int removed, int noted) => Say(
        $"{computed}の分野・年度を計算し、もとのない{removed}行を消し、確認待ちの値{noted}件を一覧に戻しました。",
        $"{computed} topics and fiscal years computed, {removed} rows removed that nothing accounts for, {noted} value(s) listed again that wait to be confirmed");

    public static BilingualText LedgerRestored(int back, int right, long same, int unaccounted, int unasked) => Say(
        $"台帳: {back}行を戻し、{right}行を直しました。{same}行は正しく、{unaccounted}行はもとがなく、{unasked}行はもとのアップロードを確かめられません。",
        $"ledger: {back} entries put back, {right} put right, {same} were right, {unaccounted} that no source has, {unasked} whose upload cannot be asked any more");

    public static BilingualText Verified(int incomplete, long same, int unasked, int differences, int published, int notOwed) => Say(
        $"提出物: 欠けたもの {incomplete}件、台帳: 提出どおり {same}行、確かめられないもの {unasked}行、違い {differences}件、公開した表: 違い {published}件、提出する所属でないところの数字 {notOwed}件",
        $"submissions: {incomplete} without a part of them; ledger: {same} entries as handed in, {unasked} not asked, {differences} differences; published tables: {published} differences; {notOwed} figures of sections that do not owe them");

    public static BilingualText VerifiedTooEarly(long waiting) => Say(
        $"計算待ちが{waiting}件あります。済むまでは、その分が違って見えます。",
        $"{waiting} recomputation(s) are waiting: what they will publish differs until then");

    public static BilingualText ExportedTooEarly(long waiting) => Say(
        $"計算待ちが{waiting}件あります。その分は入っていません。",
        $"{waiting} recomputation(s) are waiting: what they will publish is not in it");

    public static BilingualText Packaged(string file, int files, string key) => Say(
        $"{file}: {files}ファイル、鍵 {key} で署名", $"{file}: {files} files, signed by the key {key}");

    private static BilingualText Say(FormattableString ja, FormattableString en) =>
        new(ja.ToString(CultureInfo.InvariantCulture), en.ToString(CultureInfo.InvariantCulture));
}
