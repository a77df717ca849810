using SmartToyonaka.Domain;

namespace SmartToyonaka.Intake.Messages;

/// <summary>Files of drops as files: their names.</summary>
internal static class DropFileMessages
{
    public static BilingualText NameRule { get; } = new(
        "ファイル名は150文字までで、/ \\ : * ? \" < > | と目に見えない文字を含まず、点や空白で始まったり終わったりしない名前にしてください。",
        "A file name has at most 150 characters, none of / \\ : * ? \" < > | and none that is invisible, and neither "
            + "begins nor ends with a point or space.");
}
