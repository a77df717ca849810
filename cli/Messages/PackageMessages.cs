using System.Globalization;
using SmartToyonaka.Domain;

namespace SmartToyonaka.Cli.Messages;

/// <summary>What the commands for packages say.</summary>
internal static class PackageMessages
{
    public static string Good(int files, long bytes) =>
        string.Create(CultureInfo.InvariantCulture,
            $"合格 / good: {files} files, {bytes} bytes");

    public static string Exported(DateTimeOffset at, string program) =>
        string.Create(CultureInfo.InvariantCulture,
            $"取り出した日時 / exported: {at.UtcDateTime:yyyy-MM-ddTHH:mm:ssZ}, {program}");

    public static string Fingerprint(string fingerprint) => $"鍵の指紋 / fingerprint (SHA-256): {fingerprint}";

    public static string Waiting(int waiting) => string.Create(CultureInfo.InvariantCulture, $"計算待ち / waiting then: {waiting}");

    public static string Unpacked(string index) => $"取り出しました / unpacked: {index}";

    public static BilingualText Refused(string ja, string en) => new($"不合格: {ja}", $"Refused: {en}");
}
