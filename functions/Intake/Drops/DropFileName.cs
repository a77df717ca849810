using SmartToyonaka.Domain;
using SmartToyonaka.Intake.Messages;

namespace SmartToyonaka.Intake.Drops;

/// <summary>The name of a file that is uploaded through the app: one that storage, Windows and addresses all take.</summary>
public sealed record DropFileName
{
    /// <summary>Characters; longer ones do not fit into the paths of Excel.</summary>
    public const int MaxLength = 150;

    /// <summary>What a name has to be.</summary>
    public static BilingualText Rule => DropFileMessages.NameRule;

    private const string Forbidden = "/\\:*?\"<>|";

    private DropFileName(string text) => Text = text;

    public string Text { get; }

    /// <summary>The name; null for one that is none.</summary>
    public static DropFileName? Parse(string? text) =>
        text is { Length: > 0 and <= MaxLength } && text.Trim().Trim('.', '\u3000') == text
        && !text.Any(c => char.IsControl(c) || Forbidden.Contains(c, StringComparison.Ordinal))
        && !text.Contains("%2f", StringComparison.OrdinalIgnoreCase) && !text.Contains("%5c", StringComparison.OrdinalIgnoreCase)
        && TextRules.FirstUnusable(text, TextPurpose.Name) is null
            ? new(text)
            : null;

    public override string ToString() => Text;
}
