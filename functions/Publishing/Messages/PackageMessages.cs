using SmartToyonaka.Domain;

namespace SmartToyonaka.Publishing.Messages;

/// <summary>Why a package of tables and reports is not taken.</summary>
internal static class PackageMessages
{
    private const string AgainJa = "もう一度、送り出す側から受け取ってください。", AgainEn = "Have it sent again.";

    public static BilingualText NotAZip => new($"ZIPファイルでないか、途中で切れています。{AgainJa}", $"This is no zip file, or it is cut off. {AgainEn}");

    public static BilingualText TooLarge { get; } = new(
        "このプログラムが作るものより大きいか、ファイルが多すぎます。開きませんでした。",
        "It is larger than this program makes one, or has too many files. It was not opened.");

    public static BilingualText UnknownFormat { get; } = new(
        "署名は正しいものの、この版のプログラムが知らない形式です。新しい版で確かめてください。",
        "Its signature is good, but it is of a format that this version does not know. Use a newer version.");

    public static BilingualText UnsafeName(string name) => new(
        $"使えないファイル名があります: {name} 何も取り出していません。",
        $"It has a file of a name that is not allowed: {name} Nothing was unpacked.");

    public static BilingualText Unsigned(string file) => new(
        $"{file} がありません。署名されたパッケージではないか、抜き取られています。{AgainJa}",
        $"{file} is missing: this is no signed package, or it was taken out. {AgainEn}");

    public static BilingualText WrongSignature { get; } = new(
        "署名が、渡された公開鍵のものではありません。別の鍵で作られたか、目録(manifest.json)が署名のあとで変えられています。使わないで、送り出す側に鍵の指紋を確かめてください。",
        "The signature is not of the public key given: another key made it, or manifest.json was changed after it was signed. Do not use "
            + "it; compare the key's fingerprint with the sender.");

    public static BilingualText Missing(string name) => new(
        $"目録にあるファイル {name} がありません。{AgainJa}",
        $"{name} of the manifest is missing. {AgainEn}");

    public static BilingualText Extra(string name) => new(
        $"目録にないファイル {name} が入っています。使わないで、送り出す側に確かめてください。",
        $"{name} is in it, but not in the manifest. Do not use it; ask the sender.");

    public static BilingualText Twice(string name) => new(
        $"ファイル {name} が2つ入っています。使わないで、送り出す側に確かめてください。",
        $"{name} is in it twice. Do not use it; ask the sender.");

    public static BilingualText Changed(string name) => new(
        $"ファイル {name} の中身が目録のSHA-256と違います。途中で壊れたか、変えられています。{AgainJa}",
        $"{name} is not what the manifest's SHA-256 says: it was damaged or changed on its way. {AgainEn}");
}
