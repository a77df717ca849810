namespace SmartToyonaka.Publishing.Packages;

/// <summary>Why a package is not taken.</summary>
public enum RefusalKind
{
    /// <summary>It is no package, is cut off, larger than a package can be, or of a format that this version does not know.</summary>
    NotAPackage,

    /// <summary>There is no signature, or another key made it, or the manifest was changed after it was signed.</summary>
    Signature,

    /// <summary>A file was changed, is missing, or is one too many.</summary>
    Content,
}

/// <summary>What is wrong with a package.</summary>
/// <param name="Kind">Of what kind it is.</param>
/// <param name="Ja">For people, in Japanese, with what to do.</param>
/// <param name="En">The same in English.</param>
public sealed record PackageRefusal(RefusalKind Kind, string Ja, string En)
{
    private const string AgainJa = "もう一度、送り出す側から受け取ってください。", AgainEn = "Have it sent again.";

    internal static PackageRefusal NotAZip { get; } = new(
        RefusalKind.NotAPackage, $"ZIPファイルでないか、途中で切れています。{AgainJa}", $"This is no zip file, or it is cut off. {AgainEn}");

    internal static PackageRefusal TooLarge { get; } = new(
        RefusalKind.NotAPackage, "このプログラムが作るものより大きいか、ファイルが多すぎます。開きませんでした。",
            "It is larger than this program makes one, or has too many files. It was not opened.");

    internal static PackageRefusal UnknownFormat { get; } = new(
        RefusalKind.NotAPackage, "署名は正しいものの、この版のプログラムが知らない形式です。新しい版で確かめてください。",
            "Its signature is good, but it is of a format that this version does not know. Use a newer version.");

    internal static PackageRefusal UnsafeName(string name) => new(
        RefusalKind.NotAPackage, $"使えないファイル名があります: {Shown(name)} 何も取り出していません。",
            $"It has a file of a name that is not allowed: {Shown(name)} Nothing was unpacked.");

    internal static PackageRefusal Unsigned(string file) => new(
        RefusalKind.Signature, $"{file} がありません。署名されたパッケージではないか、抜き取られています。{AgainJa}",
            $"{file} is missing: this is no signed package, or it was taken out. {AgainEn}");

    internal static PackageRefusal WrongSignature { get; } = new(
        RefusalKind.Signature,
        "署名が、渡された公開鍵のものではありません。別の鍵で作られたか、目録(manifest.json)が署名のあとで変えられています。使わないで、送り出す側に鍵の指紋を確かめてください。",
        "The signature is not of the public key given: another key made it, or manifest.json was changed after it was signed. Do not use "
            + "it; compare the key's fingerprint with the sender.");

    internal static PackageRefusal Missing(string name) => new(
        RefusalKind.Content, $"目録にあるファイル {name} がありません。{AgainJa}", $"{name} of the manifest is missing. {AgainEn}");

    internal static PackageRefusal Extra(string name) => new(
        RefusalKind.Content, $"目録にないファイル {name} が入っています。使わないで、送り出す側に確かめてください。",
            $"{name} is in it, but not in the manifest. Do not use it; ask the sender.");

    internal static PackageRefusal Twice(string name) => new(
        RefusalKind.Content, $"ファイル {name} が2つ入っています。使わないで、送り出す側に確かめてください。", $"{name} is in it twice. Do not use it; ask the sender.");

    internal static PackageRefusal Changed(string name) => new(
        RefusalKind.Content, $"ファイル {name} の中身が目録のSHA-256と違います。途中で壊れたか、変えられています。{AgainJa}",
            $"{name} is not what the manifest's SHA-256 says: it was damaged or changed on its way. {AgainEn}");

    // Names from the package, without terminal control characters.
    private static string Shown(string name) =>
        string.Concat(name.Take(PackageLimits.MaxNameLength).Select(c => char.IsControl(c) ? '?' : c));
}
