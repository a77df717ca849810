using System.Text.Json.Serialization;
using SmartToyonaka.Domain;

namespace SmartToyonaka.Intake.Messages;

/// <summary>
/// Something wrong in a drop, with its place and what to do. It never quotes a cell: people's names may stand in wrong columns.
/// </summary>
/// <param name="Line">Line of the file as an editor shows it, from 1; 0 for the file as a whole.</param>
/// <param name="Column">The column's heading, or "".</param>
/// <param name="Code">A stable word for programs.</param>
/// <param name="Message">Japanese, for whoever made the file.</param>
/// <param name="MessageEn">The same in English; "" in receipts that were written before there was one.</param>
public sealed record DropError(long Line, string Column, string Code, string Message, string MessageEn = "")
{
    internal DropError(long line, string column, string code, BilingualText text) : this(line, column, code, text.Ja, text.En)
    {
    }

    /// <summary>The message in both languages.</summary>
    [JsonIgnore]
    public BilingualText Text => BilingualText.Kept(Message, MessageEn);
}
