namespace SmartToyonaka.Domain.Messages;

/// <summary>What is wrong with the measures of a catalogue, for the city's administrators.</summary>
internal static class MeasureMessages
{
    public static BilingualText TooMany(int most, int count) => new(
        $"measures は {most} 件までです({count} 件あります)。使わないものを除いてください。",
        $"There may be {most} measures, and there are {count}. Remove those that are not used.");

    public static BilingualText IdMisspelt(string id) => new(
        $"measures の id「{id}」は英小文字で始め、英小文字、数字、_ で60文字までにしてください(登録簿は initiatives. に続けて書きます)。",
        $"In measures the id '{id}' must begin with a lowercase letter and have lowercase letters, digits and _, 60 at most (of a register "
            + $"after initiatives.).");

    public static BilingualText IdTwice(string id, int first) => new(
        $"measures に {id} が2回あります({first + 1}番目とここ)。どちらかを除くか、別の id にしてください。",
        $"In measures the id {id} is twice, as number {first + 1} and here. Remove one of them or give it another id.");

    public static BilingualText Name(string id, int most) => new(
        $"メジャー {id} の nameJa と nameEn は 1〜{most} 文字にしてください。",
        $"nameJa and nameEn of the measure {id} must have 1 to {most} characters.");

    public static BilingualText PartId(string measure, string part, IEnumerable<string> reserved) => new(
        $"メジャー {measure} の parts の id「{part}」は使えません。英小文字で始め、英小文字、数字、_ で60文字までとし、"
            + $"{string.Join("、", reserved.Order(StringComparer.Ordinal))} は避けてください。",
        $"The id '{part}' of a part of {measure} cannot be used. Begin with a lowercase letter, use lowercase letters, digits and _, 60 at "
            + $"most, and none of {string.Join(", ", reserved.Order(StringComparer.Ordinal))}.");

    public static BilingualText PartName(string measure, string part, int most) => new(
        $"メジャー {measure} の parts の {part} の nameJa と nameEn は 1〜{most} 文字にしてください。",
        $"nameJa and nameEn of the part {part} of {measure} must have 1 to {most} characters.");

    public static BilingualText PartTwice(string measure, string part) => new(
        $"メジャー {measure} の parts に {part} が2回あります。どちらかを除いてください。",
        $"The measure {measure} has the part {part} twice. Remove one of them.");

    public static BilingualText PartCount(string measure, int most) => new(
        $"メジャー {measure} の parts は 1〜{most} 個にしてください。", $"The measure {measure} must have 1 to {most} parts.");

    public static BilingualText ShareNeedsWhole(string measure) => new(
        $"メジャー {measure} の shareOfWhole は、parts が2つ以上(内数、全体の順)のときだけ true にできます。",
        $"shareOfWhole of {measure} can be true only where there are two parts or more: the share, then the whole.");

    public static BilingualText Topic(string measure, string topic) => new(
        $"メジャー {measure} の topic「{topic}」は使えません。組み込みのものや、届き方(フォームかファイルか)の違うものとは一緒にできません。"
            + $"英小文字で始まる別の名前にするか、topic を除いてください。",
        $"The topic '{topic}' of {measure} cannot be used: one that is built in, or of measures that come another way (form or file), cannot "
            + $"be shared. Use another name that begins with a lowercase letter, or remove topic.");

    public static BilingualText DropParts(string measure, int most) => new(
        $"メジャー {measure} はファイルで届くので、kind は flow、parts は {most} 個まで(isTime なら1個)にしてください。",
        $"The measure {measure} comes by file: its kind must be flow, and it may have {most} parts (one, if it isTime).");

    public static BilingualText FolderMisspelt(string measure, string folder) => new(
        $"メジャー {measure} の drop.folder「{folder}」は英小文字で始め、英小文字、数字、- にしてください。",
        $"drop.folder '{folder}' of {measure} must begin with a lowercase letter and have lowercase letters, digits and -.");

    public static BilingualText FolderTwice(string folder, string one, string other) => new(
        $"フォルダー {folder} は {one} と {other} の2つが使っています。1つのフォルダーは1つのメジャーだけにしてください。",
        $"The folder {folder} is used by {one} and by {other}. A folder must have one measure only.");

    public static BilingualText Dimensions(string measure, IEnumerable<string> known) => new(
        $"メジャー {measure} の drop.dimensions は dimensions の id({string.Join("、", known)})から、column の違うものを3つまでにしてください。",
        $"drop.dimensions of {measure} may have up to three ids of dimensions ({string.Join(", ", known)}), each with another column.");

    public static BilingualText RegisterHasNoNumbers(string measure) => new(
        $"メジャー {measure} は登録簿(kind が register)なので、parts は [] とし、drop、topic、shareOfWhole、headcount は書かないでください。",
        $"The measure {measure} is a register: its parts must be [], and it cannot have drop, topic, shareOfWhole or headcount.");

    public static BilingualText RegisterOnly(string measure) => new(
        $"メジャー {measure} に register は書けません(書けるのは kind が register のものだけです)。取り除くか、kind を直してください。",
        $"The measure {measure} cannot have register, which is for the kind register only. Remove it, or correct kind.");

    public static BilingualText RegisterStatuses(string measure, IEnumerable<string> known) => new(
        $"メジャー {measure} の register の statuses と counts は、statuses の id({string.Join("、", known)})から選んでください。counts は自分の statuses "
            + "の中だけです。",
        $"statuses and counts of the register {measure} must be ids of statuses ({string.Join(", ", known)}), and counts be among its own.");

    public static BilingualText RestNeedsShare(string measure) => new(
        $"メジャー {measure} の drop.rest は、parts が2つ(内数、全体の順)で shareOfWhole が true のときだけ書けます。",
        $"drop.rest of {measure} is only for two parts, the share and then the whole, with shareOfWhole true.");

    public static BilingualText Headcount(string measure) => new(
        $"メジャー {measure} の headcount は、ファイルで届く人数(parts が1個、isTime でないもの)だけ true にできます。",
        $"headcount of {measure} can be true only of a measure that comes by file, with one part and without isTime.");

    public static BilingualText HeadcountTwice(string topic) => new(
        $"topic {topic} に headcount のメジャーが2つあります。どの人数で割るか決まらないので、1つにしてください。",
        $"The topic {topic} has two measures with headcount, so nobody knows by which to divide. Leave one.");

    public static BilingualText TermsAndDimensions { get; } = new(
        "onlyListed が true のときは、terms ではなく dimensions に書いてください。", "Where onlyListed is true, write dimensions instead of terms.");

    public static BilingualText WordEmpty(string dimension) => new(
        $"dimensions の {dimension} の見出しに空のものがあります。見出しを書くか、取り除いてください。",
        $"In dimensions a heading of {dimension} is empty. Write it, or remove it.");

    public static BilingualText BuiltInChanged(string measure, IEnumerable<string> parts, bool shareOfWhole) => new(
        $"メジャー {measure} は組み込みです。名前と語は変えられますが、kind、parts({string.Join("、", parts)})、"
            + $"shareOfWhole({(shareOfWhole ? "true" : "false")})は変えられません。別のものを集めるときは、新しい id で加えてください。",
        $"The measure {measure} is built in. Its names and words can be changed; its kind, parts ({string.Join(", ", parts)}) and "
            + $"shareOfWhole ({(shareOfWhole ? "true" : "false")}) cannot. Add a measure of another id to collect something else.");

    public static BilingualText WordShared(string measure, string word, string other) => new(
        $"メジャー {measure} の語「{word}」は{(other.Length == 0 ? "空です" : $" {other} の語でもあり、ファイルで見分けられません")}。別の語にしてください。",
        $"The word '{word}' of {measure} {(other.Length == 0 ? "is empty" : $"is one of {other}, too, and files cannot tell them apart")}. "
            + $"Use another word.");

    public static BilingualText PartRenamed(string part, string name, string other) => new(
        $"parts の id {part} の名前が「{name}」と「{other}」の2つになっています。同じ名前にするか、別の id にしてください。",
        $"The part {part} has two names, '{name}' and '{other}'. Give it one name, or another id.");

    public static BilingualText HeadingShared(string part, string word, string other) => new(
        $"parts の {part} の語「{word}」は{(other.Length == 0 ? "空です" : $" {other} の見出しでもあり、ファイルの列を見分けられません")}。別の語にしてください。",
        $"The word '{word}' of the part {part} {(other.Length == 0 ? "is empty" : $"is a heading of {other}, too, and columns of files "
            + "cannot be told apart")}. Use another word.");

    public static BilingualText HeadingTaken(string measure, string word) => new(
        $"メジャー {measure} の語「{word}」は、ファイルのほかの列の見出しでもあります。見分けられる別の語にしてください。",
        $"The word '{word}' of {measure} is the heading of another column of its files. Use another word.");
}
