using SmartToyonaka.Domain;
using SmartToyonaka.Publishing.Packages;

namespace SmartToyonaka.Cli.Messages;

/// <summary>What <c>--help</c> says of commands.</summary>
internal static class HelpMessages
{
    public static BilingualText Program { get; } = new(
        "SmartToyonaka: スマートとよなかプロジェクトの指標を集め、計算し、公開する",
        "SmartToyonaka: collects, computes and publishes the indicators of the Smart Toyonaka Project");

    public static BilingualText Sample { get; } = new(
        "すべてを起動し、samples/ を取り込み、指標を表示して、動き続ける",
        "Starts everything, takes in samples/, prints the indicators, and goes on running");

    public static BilingualText Start { get; } = new(
        "ストレージと関数アプリを起動し、Ctrl+C まで動かす",
        "Starts the storage and the functions app and runs until Ctrl+C");

    public static BilingualText Check { get; } = new(
        "CSVファイルを置いたらどうなるかを見る。何も保存しない",
        "Shows what would become of CSV files if they were dropped; nothing is stored");

    public static BilingualText Credential { get; } = new(
        "認証情報を発行する、一覧する、無効にする",
        "Issues, lists and revokes credentials");

    public static BilingualText CredentialIssue { get; } = new(
        "認証情報を発行し、1回だけ表示する",
        "Issues a credential and prints it, once");

    public static BilingualText CredentialList { get; } = new("認証情報を新しい順に並べる", "Lists credentials, newest first");

    public static BilingualText CredentialRevoke { get; } = new("認証情報を無効にする", "Revokes a credential");

    public static BilingualText Reference { get; } = new(
        "所属の一覧・カタログ・祝日・宛先・報告書の構成を確かめる",
        "Checks registers, catalogues, holidays, addresses and the report's outline");

    public static BilingualText ReferenceCheck { get; } = new(
        "所属の一覧を確かめる。名前が .json で終わればカタログ、holidays.csv なら祝日、contacts.csv なら宛先、report-outline.json なら報告書の構成。何も保存しない",
        "Checks a register; or a catalogue, where the file ends in .json, or holidays, addresses or the report's outline, where it is called "
            + "holidays.csv, contacts.csv or report-outline.json. Nothing is stored");

    public static BilingualText ReferenceConfirm { get; } = new(
        "多くの公表値が変わるため待っているファイルを認める。次の定時(15分以内)に取り込まれる",
        "Confirms an upload that waits because it changes many published values; the next run takes it, within 15 minutes");

    public static BilingualText Catalogue { get; } = new("catalogue.json に項目を書く", "Writes entries of a catalogue.json");

    public static BilingualText CatalogueNewMeasure { get; } = new(
        "集める項目の名前・数字・提出する所属を尋ね、答えを確かめて、カタログに書く",
        "Asks for a measure's names, numbers and owners, checks the answers and writes them into the catalogue");

    public static BilingualText Poison { get; } = new("何度も失敗した計算を見る、送り直す", "Lists computations that failed too often, sends them back");

    public static BilingualText PoisonList { get; } = new(
        "何度も失敗した計算を32件まで並べる",
        "Lists up to 32 computations that failed too often");

    public static BilingualText PoisonResend { get; } = new("すべて送り直して、計算させる", "Sends them all back to be computed");

    public static BilingualText Review { get; } = new(
        "使われる前に確認を待っている値を見る、確認する、却下する",
        "Lists values that wait to be confirmed before they count, confirms or rejects them");

    public static BilingualText ReviewList { get; } = new(
        "確認を待っている値を古い順に並べる",
        "Lists the values that wait to be confirmed, oldest first");

    public static BilingualText ReviewConfirm { get; } = new(
        "値を確認する: これから使われる",
        "Confirms a value: it counts from now on");

    public static BilingualText ReviewReject { get; } = new(
        "値を却下する: これまでの値がそのまま使われる",
        "Rejects a value: what held goes on holding");

    public static BilingualText Reminders { get; } = new("所属へのメールを見る、もう一度送る、送らないと決める", "Lists mails to departments, has them sent again or not");

    public static BilingualText RemindersList { get; } = new(
        "最近の月のメールと、済んでいないすべてのメールを並べる",
        "Lists mails about the last months, and all that are open");

    public static BilingualText RemindersResend { get; } = new("次の定時にメールを送らせる", "Has a mail sent at the next run");

    public static BilingualText RemindersDismiss { get; } = new("メールを送らないと決める", "Decides that a mail is not sent");

    public static BilingualText Rebuild { get; } = new(
        "公開する表と確認待ちの一覧を、台帳から作り直す。違うところだけ書く",
        "Makes every published table and the list of what waits anew from the ledger; writes only what differs");

    public static BilingualText Backup { get; } = new(
        "台帳・提出物・アップロード・所属の一覧など・締切り・認証情報(ハッシュ)を、SHA-256 とともに写す。アカウントと同じように守ること",
        "Copies ledger, submissions, uploads, reference data, closings and credentials (as hashes), with the SHA-256 of each file; "
            + "keep it as safe as the account");

    public static BilingualText Restore { get; } = new(
        "控えを空のアカウントに戻す。--ledger なら、台帳を提出物から戻す。先にアプリを止めること",
        "Brings a backup into an empty account, or (--ledger) the ledger back from what was handed in; stop the functions before");

    public static BilingualText Export { get; } = new(
        "公開する表をCSV(UTF-8、BOM付き)に書く。--package なら、相手側の verify-package で確かめられる、署名した1つのファイルに書く",
        "Writes the published tables as CSV (UTF-8 with byte order mark), or (--package) one signed file that verify-package checks "
            + "on the other side");

    public static BilingualText MakeKeys { get; } = new(
        $"署名に使う鍵の組(ECDSA P-256、PEM)を作る。{PackageKey.PasswordVariable} のパスワードで秘密鍵を暗号化する",
        $"Makes a pair of keys (ECDSA P-256, PEM) to sign packages with; the password in {PackageKey.PasswordVariable} encrypts the "
            + "private one");

    public static BilingualText VerifyPackage { get; } = new(
        "署名したファイルの署名と中身をすべて確かめ、よければ --to に取り出す。ストレージもネットワークも要らない。"
            + "終了コード 2: 署名が違う、3: 中のファイルが変わった・ない・余分、4: 署名したファイルではない",
        "Checks signature and every file of a package, and unpacks it (--to) when all is good; needs no storage and "
            + "no network. Exit status 2: signature, 3: a file was changed, is missing or too many, 4: no package");

    public static BilingualText Verify { get; } = new(
        "すべての提出物がそろっているかを見て、公開した行を台帳から計算し直し、台帳のもとを読み直して、違うものを並べる。何も書かない。違いがあれば終了コード 1",
        "Checks that every submission is whole, computes every published row again from the ledger, reads the ledger's sources again, "
            + "and lists what differs; writes nothing; exit status 1 when anything differs");
}
