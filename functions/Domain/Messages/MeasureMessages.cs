namespace SmartToyonaka.Domain.Messages;

/// <summary>What is wrong with the measures of a catalogue, in Japanese: it is written by the city's administrators.</summary>
internal static class MeasureMessages
{
    public static string TooMany(int most, int count) => $"measures は {most} 件までです({count} 件あります)。使わないものを除いてください。";

    public static string IdMisspelt(string id) => $"measures の id「{id}」は英小文字で始め、英小文字、数字、_ で60文字までにしてください(登録簿は initiatives. に続けて書きます)。";

    public static string IdTwice(string id, int first) => $"measures に {id} が2回あります({first + 1}番目とここ)。どちらかを除くか、別の id にしてください。";

    public static string Name(string id, int most) => $"メジャー {id} の nameJa と nameEn は 1〜{most} 文字にしてください。";

    public static string PartId(string measure, string part, IEnumerable<string> reserved) =>
        $"メジャー {measure} の parts の id「{part}」は使えません。英小文字で始め、英小文字、数字、_ で60文字までとし、"
            + $"{string.Join("、", reserved.Order(StringComparer.Ordinal))} は避けてください。";

    public static string PartName(string measure, string part, int most) =>
        $"メジャー {measure} の parts の {part} の nameJa と nameEn は 1〜{most} 文字にしてください。";

    public static string PartTwice(string measure, string part) => $"メジャー {measure} の parts に {part} が2回あります。どちらかを除いてください。";

    public static string PartCount(string measure, int most) => $"メジャー {measure} の parts は 1〜{most} 個にしてください。";

    public static string ShareNeedsWhole(string measure) =>
        $"メジャー {measure} の shareOfWhole は、parts が2つ以上(内数、全体の順)のときだけ true にできます。";

    public static string Topic(string measure, string topic) =>
        $"メジャー {measure} の topic「{topic}」は使えません。組み込みのものや、届き方(フォームかファイルか)の違うものとは一緒にできません。"
            + $"英小文字で始まる別の名前にするか、topic を除いてください。";

    public static string DropParts(string measure, int most) =>
        $"メジャー {measure} はファイルで届くので、kind は flow、parts は {most} 個まで(isTime なら1個)にしてください。";

    public static string FolderMisspelt(string measure, string folder) =>
        $"メジャー {measure} の drop.folder「{folder}」は英小文字で始め、英小文字、数字、- にしてください。";

    public static string FolderTwice(string folder, string one, string other) =>
        $"フォルダー {folder} は {one} と {other} の2つが使っています。1つのフォルダーは1つのメジャーだけにしてください。";

    public static string Dimensions(string measure, IEnumerable<string> known) =>
        $"メジャー {measure} の drop.dimensions は dimensions の id({string.Join("、", known)})から、column の違うものを3つまでにしてください。";

    public static string RegisterHasNoNumbers(string measure) =>
        $"メジャー {measure} は登録簿(kind が register)なので、parts は [] とし、drop、topic、shareOfWhole、headcount は書かないでください。";

    public static string RegisterStatuses(string measure, IEnumerable<string> known) =>
        $"メジャー {measure} の register の statuses と counts は、statuses の id({string.Join("、", known)})から選んでください。counts は自分の statuses "
            + "の中だけです。";

    public static string RestNeedsShare(string measure) =>
        $"メジャー {measure} の drop.rest は、parts が2つ(内数、全体の順)で shareOfWhole が true のときだけ書けます。";

    public static string Headcount(string measure) =>
        $"メジャー {measure} の headcount は、ファイルで届く人数(parts が1個、isTime でないもの)だけ true にできます。";

    public static string HeadcountTwice(string topic) =>
        $"topic {topic} に headcount のメジャーが2つあります。どの人数で割るか決まらないので、1つにしてください。";

    public const string TermsAndDimensions = "onlyListed が true のときは、terms ではなく dimensions に書いてください。";

    public static string WordEmpty(string dimension) => $"dimensions の {dimension} の見出しに空のものがあります。";

    public static string BuiltInChanged(string measure, IEnumerable<string> parts, bool shareOfWhole) =>
        $"メジャー {measure} は組み込みです。名前と語は変えられますが、kind、parts({string.Join("、", parts)})、"
            + $"shareOfWhole({(shareOfWhole ? "true" : "false")})は変えられません。別のものを集めるときは、新しい id で加えてください。";

    public static string WordShared(string measure, string word, string other) =>
        $"メジャー {measure} の語「{word}」は{(other.Length == 0 ? "空です" : $" {other} の語でもあり、ファイルで見分けられません")}。別の語にしてください。";

    public static string PartRenamed(string part, string name, string other) =>
        $"parts の id {part} の名前が「{name}」と「{other}」の2つになっています。同じ名前にするか、別の id にしてください。";

    public static string HeadingShared(string part, string word, string other) =>
        $"parts の {part} の語「{word}」は{(other.Length == 0 ? "空です" : $" {other} の見出しでもあり、ファイルの列を見分けられません")}。別の語にしてください。";

    public static string HeadingTaken(string measure, string word) =>
        $"メジャー {measure} の語「{word}」は、ファイルのほかの列の見出しでもあります。見分けられる別の語にしてください。";
}
