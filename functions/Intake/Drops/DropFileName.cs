using SmartToyonaka.Domain;

namespace SmartToyonaka.Intake.Drops;

/// <summary>The name of a file that is uploaded through the app: one that storage, Windows and addresses all take.</summary>
public sealed record DropFileName
{
    /// <summary>Characters; longer ones do not fit into the paths of Excel.</summary>
    public const int MaxLength = 150;

    public const string RuleJa = "ファイル名は150文字までで、/ \\ : * ? \" < > | と目に見えない文字を含まず、点や空白で始まったり終わったりしない名前にしてください。";

    public const string RuleEn = "A file name has at most 150 characters, none of / \\ : * ? \" < > | and none that is invisible, and neither "
        + "begins nor ends with a point or space.";

    private const string Forbidden = "/\\:*?\"<>|";

    private DropFileName(string text) => Text = text;

    public string Text { get; }

    /// <summary>The name; null for one that is none.</summary>
    public static DropFileName? Parse(string? text) =>
        text is { Length: > 0 and <= MaxLength } && text.Trim().Trim('.', '\u3000') == text
        && !text.Any(c => char.IsControl(c) || Forbidden.Contains(c, StringComparison.Ordinal))
        && !text.Contains("%2f", StringComparison.OrdinalIgnoreCase) && !text.Contains("%5c", StringComparison.OrdinalIgnoreCase)
        && TextRules.FirstUnusable(text, TextUse.Name) is null
            ? new(text)
            : null;

    public override string ToString() => Text;
}
