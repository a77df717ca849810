using System.Text.Json.Serialization;

namespace SmartToyonaka.Intake.Submissions;

/// <summary>What is given to whoever submitted.</summary>
/// <param name="State"><c>accepted</c>, or <c>held</c> where a value waits to be confirmed.</param>
/// <param name="Created">Items of which nothing held before.</param>
/// <param name="Corrected">Items that replace what held.</param>
/// <param name="Unchanged">Items that say what was said last.</param>
/// <param name="Withdrawn">Items that were taken back.</param>
/// <param name="Held">Items that wait to be confirmed, those that waited before and are said again too.</param>
/// <param name="Warnings">What is to be looked at once more.</param>
public sealed record SubmissionReceipt(
    string Id, DateTimeOffset ReceivedAt, string Department, string Month, string State, int Created, int Corrected, int Unchanged,
        int Withdrawn, int Held,
    IReadOnlyList<ReceiptWarning> Warnings, SubmissionReceiptLinks Links)
{
    public const string Accepted = "accepted", Waits = "held";

    /// <summary>What whoever submitted should know of names; null when there is nothing.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<ReceiptNotice>? Notices { get; init; }
}

/// <summary>Something to know of what was accepted.</summary>
/// <param name="Code">A stable word for programs.</param>
/// <param name="Value">What it is about.</param>
/// <param name="Message">In Japanese, for the clerk.</param>
public sealed record ReceiptNotice(string Code, string Value, string Message, string MessageEn = "");

/// <summary>A value that is far from others.</summary>
/// <param name="Pointer">Its place in the submission.</param>
/// <param name="Code">A stable word for what it is far from.</param>
/// <param name="Value">The value.</param>
/// <param name="Held">True when it waits to be confirmed.</param>
/// <param name="Was">What it is far from.</param>
/// <param name="Message">For people.</param>
public sealed record ReceiptWarning(string Pointer, string Code, long Value, bool Held, long Was, string Message, string MessageEn = "");

/// <summary>Where to go on from a receipt.</summary>
/// <param name="Self">The receipt.</param>
/// <param name="Confirm">Where what waits is confirmed; null when nothing does. Whoever has it may confirm, so it is given to nobody but
/// the department.</param>
public sealed record SubmissionReceiptLinks(string Self,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Confirm = null);
