using SmartToyonaka.Domain;
using SmartToyonaka.Publishing.Packages;

namespace SmartToyonaka.Cli.Messages;

/// <summary>What <c>--help</c> says of options and arguments.</summary>
internal static class OptionMessages
{
    public static BilingualText Once { get; } = new("表を表示したら終わる", "Ends after the table is printed");

    public static BilingualText Data { get; } = new("データのフォルダー(初めは .local)", "Folder for data (default .local)");

    public static BilingualText CheckFiles { get; } = new("CSVファイル", "CSV files");

    public static BilingualText CheckFolder { get; } = new(
        "e-approval、overtime、staff のどれか。なければファイルのあるフォルダー、それも違えば列から決める",
        "e-approval, overtime or staff; else the file's own folder, else what its columns fit");

    public static BilingualText CheckRegister { get; } = new(
        "組込みの代わりに使う所属の一覧 departments.csv",
        "A register departments.csv to check against instead of the built-in one");

    public static BilingualText Department { get; } = new("所属のコードか名前", "Code or name of the department it is for");

    public static BilingualText Administrator { get; } = new("所属ではなく管理者用", "For administration instead of one department");

    public static BilingualText Reader { get; } = new(
        "所属ではなく、すべての所属を見る閲覧者用",
        "For reading every department's instead of one department");

    public static BilingualText DropFolder { get; } = new(
        "所属ではなく、ファイルを置くフォルダー用",
        "Folder of the drops to upload files into instead of one department");

    public static BilingualText Days { get; } = new("有効な日数(初めは365)", "Days until it expires (default 365)");

    public static BilingualText ListedId { get; } = new("list で出る番号", "The id that 'list' shows");

    public static BilingualText ReferenceFile { get; } = new(
        "departments.csv、catalogue.json、holidays.csv、contacts.csv、report-outline.json のどれか",
        "departments.csv, catalogue.json, holidays.csv, contacts.csv or report-outline.json");

    public static BilingualText ReferenceRegister { get; } = new(
        "catalogue.json が使う departments.csv。なければ組込みのもの",
        "The departments.csv that a catalogue.json is meant for; the built-in one when not given");

    public static BilingualText WaitingReference { get; } = new(
        "departments.csv か catalogue.json。受領書にある名前",
        "departments.csv or catalogue.json, as its receipt names it");

    public static BilingualText CatalogueFile { get; } = new(
        "catalogue.json。なければ組込みのものから始める",
        "The catalogue.json; begun from the built-in one where it is not there");

    public static BilingualText ReviewIds { get; } = new(
        "review list で出る番号。いくつでも並べられる",
        "As `review list` shows it; several may follow one another");

    public static BilingualText ReviewReason { get; } = new("理由。記録に残る", "Why; it is recorded");

    public static BilingualText BackupTarget { get; } = new(
        "新しいフォルダーか、.zip で終わる新しいファイル",
        "A new folder, or a new file whose name ends in .zip");

    public static BilingualText BackupSource { get; } = new("控えのフォルダーか zip ファイル", "A backup: a folder or a zip file");

    public static BilingualText RestoreLedger { get; } = new(
        "控えではなく、台帳から失われたものを、このアカウントの提出物とアップロードから戻し、公開する",
        "No backup: puts back what the ledger has lost, from the submissions and uploads of this account, then publishes");

    public static BilingualText ExportFolder { get; } = new(
        "表ごとのCSVファイルを置くフォルダー。なければ作る",
        "Where to put a CSV file for each published table; made when it is not there");

    public static BilingualText ExportPackage { get; } = new(
        "フォルダーの代わりに、表・年次報告書・検査値・署名の入った新しい zip ファイル。一方向にしか渡せないネットワーク用",
        "No folder: a new zip file with tables, annual reports, checksums and a signature, for a network that takes data in one way "
            + "only");

    public static BilingualText ExportKey { get; } = new(
        $"--package のとき、署名する秘密鍵(package-key で作る)。パスワードは {PackageKey.PasswordVariable}",
        $"With --package: the private key that signs it (package-key makes one); its password in {PackageKey.PasswordVariable}");

    public static BilingualText PrivateKey { get; } = new(
        "秘密鍵の新しいファイル。ここに残す",
        "A new file for the private key, which stays here");

    public static BilingualText PublicKey { get; } = new(
        "公開鍵の新しいファイル。相手側に渡す",
        "A new file for the public key, which the other side needs");

    public static BilingualText PackageFile { get; } = new("署名したファイル", "The package");

    public static BilingualText SenderKey { get; } = new("送った側の公開鍵", "The sender's public key");

    public static BilingualText UnpackTo { get; } = new(
        "すべてよければ取り出す、新しいか空のフォルダー",
        "A new or empty folder to unpack into, when all is good");

    public static BilingualText Port(int usual) => new(
        $"関数アプリのポート(初めは{usual})。Azurite のポートはそれに続く",
        $"Port of the functions (default {usual}); Azurite's ports follow");
}
