using SmartToyonaka.Domain;

namespace SmartToyonaka.Intake.Messages;

/// <summary>What is wrong with the text of a catalogue, whatever it means.</summary>
internal static class CatalogueTextMessages
{
    public static BilingualText HalfACharacter { get; } = new(
        "文字の半分だけの表記(\\ud800 など)があります。文字を書き直してください。",
        "Half of a character is written (such as \\ud800). Write the whole character.");

    public static BilingualText NotJson(int line) => new(
        $"{line}行目がJSONとして読めません(カンマ、引用符、かっこを確かめてください)。",
        $"Line {line} cannot be read as JSON. Check commas, quotation marks and brackets.");

    public static BilingualText TooDeep(int line, int most) => new(
        $"{line}行目で入れ子が{most}段を超えています。かっこを確かめ、余分なものを除いてください。",
        $"In line {line} the nesting is deeper than {most}. Check the brackets and remove those that are too many.");

    public static BilingualText NumberTooLarge(int line) => new(
        $"{line}行目の数が大きすぎて読めません。書き直してください。",
        $"The number in line {line} is too large to be read. Write another one.");

    public static BilingualText PropertyTwice(int line, string name) => new(
        $"{line}行目: 「{name}」が同じかっこの中に2回あります。どちらかを除いてください。",
        $"Line {line}: {name} is twice in the same brackets. Remove one of them.");

    public static BilingualText TooLarge(long most, long bytes) => new(
        $"{most} MiB を超えています({bytes / 1024m / 1024m:0.0} MiB)。使わない項目を除いて、{most} MiB までにしてください。",
        $"It is larger than {most} MiB ({bytes / 1024m / 1024m:0.0} MiB). Remove what is not used until it has {most} MiB at most.");

    public static BilingualText NotComputable(string detail) => new(
        $"このカタログでは値を計算できません({detail})。指標の式と対象範囲を見直してください。",
        $"Values cannot be computed by this catalogue ({detail}). Look at the formulas and scopes of its indicators.");

    public static BilingualText AtLine(int line, BilingualText fault) => new($"{line}行目: {fault.Ja}", $"Line {line}: {fault.En}");
}
