using System.Text.Json.Serialization;
using SmartToyonaka.Domain;

namespace SmartToyonaka.Intake.Messages;

/// <summary>Something that was taken but looks wrong, with what to do. Like an error it never quotes a cell.</summary>
/// <param name="Line">Line of the file, from 1: where what it speaks of begins; null for what the file lacks.</param>
/// <param name="Column">The column's heading, or null.</param>
/// <param name="Code">A stable word for programs.</param>
/// <param name="Message">Japanese, for whoever made the file.</param>
/// <param name="Section">The section's code; null where it is about none.</param>
/// <param name="Month">2021-06; null where it is about none.</param>
/// <param name="MessageEn">The same in English; "" in receipts that were written before there was one.</param>
public sealed record DropWarning(long? Line, string? Column, string Code, string Message, string? Section = null, string? Month = null,
    string MessageEn = "")
{
    /// <summary>The code of a last warning that says how many more there are.</summary>
    public const string FurtherCode = "further_warnings";

    /// <summary>The code of a pair that waits to be confirmed.</summary>
    public const string WaitsCode = "waits_for_confirmation";

    internal DropWarning(long? line, string? column, string code, BilingualText text, string? section = null, string? month = null)
        : this(line, column, code, text.Ja, section, month, text.En)
    {
    }

    /// <summary>The message in both languages.</summary>
    [JsonIgnore]
    public BilingualText Text => BilingualText.Kept(Message, MessageEn);

    internal static DropWarning Of(DropError said) => new(said.Line, said.Column, said.Code, said.Text);
}
