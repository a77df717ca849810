using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using SmartToyonaka.Domain;
using SmartToyonaka.Intake.Messages;

namespace SmartToyonaka.Intake.Drops;

/// <summary>What became of a drop, in one word.</summary>
public static class DropState
{
    /// <summary>Begun, not finished; never in a receipt.</summary>
    public const string Taking = "taking";

    public const string Taken = "taken";

    /// <summary>Some pairs were taken, others are held back.</summary>
    public const string TakenInPart = "taken-in-part";

    /// <summary>Nothing was taken: the file cannot be read, or every pair is held back.</summary>
    public const string Refused = "refused";
}

/// <summary>A section and month that were held back.</summary>
/// <param name="Section">The section's code; null where the rows name no section of the register.</param>
/// <param name="Month">2021-06; null where the rows name no month.</param>
/// <param name="Reasons">Codes of what is wrong.</param>
public sealed record HeldPair(string? Section, string? Month, IReadOnlyList<string> Reasons);

/// <summary>A section and month that were kept and wait to be confirmed before they count.</summary>
/// <param name="Section">The section's code.</param>
/// <param name="Month">2021-06.</param>
/// <param name="Why">Why, in Japanese, a line for each reason.</param>
/// <param name="WhyEn">The same in English; "" in receipts that were written before there was one.</param>
public sealed record WaitingPair(string Section, string Month, string Why, string WhyEn = "")
{
    /// <summary>Why in both languages.</summary>
    [JsonIgnore]
    public BilingualText Text => BilingualText.Kept(Why, WhyEn);
}

/// <summary>What became of a drop: the blob <c>receipts/&lt;folder&gt;/&lt;file&gt;.json</c>.</summary>
/// <param name="RowsRead">Rows with facts; always <paramref name="RowsTaken"/> and <paramref name="RowsHeld"/> together.</param>
/// <param name="Encoding">What the file is written in; "" where that could not be told.</param>
/// <param name="Errors">At most a thousand; a last one says how many more there are.</param>
/// <param name="Warnings">What was taken but looks wrong, the first of very many.</param>
/// <param name="Held">The pairs held back, the first thousand.</param>
public sealed record DropReceipt(
    string Folder,
    string File,
    string State,
    long RowsRead,
    long RowsTaken,
    long RowsHeld,
    int PairsTaken,
    int PairsHeld,
    string Encoding,
    DateTimeOffset UploadedAt,
    IReadOnlyList<DropError> Errors,
    IReadOnlyList<DropWarning> Warnings,
    IReadOnlyList<HeldPair> Held)
{
    // Japanese as such, so that a person can read the blob.
    internal static readonly JsonSerializerOptions Json =
        new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, WriteIndented = true };

    /// <summary>How many warnings there are, those that are not listed too.</summary>
    public long WarningCount { get; init; } = Warnings.Count;

    /// <summary>How many pairs among those taken were taken back (取消): what was said of them counts no longer.</summary>
    public int PairsWithdrawn { get; init; }

    /// <summary>Pairs among those taken that wait to be confirmed: what held before goes on holding.</summary>
    public IReadOnlyList<WaitingPair> Waiting { get; init; } = [];

    /// <summary>The unit that the file declares for its times; null where it declares none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Unit { get; init; }

    /// <summary>The unit that its times were read in because an earlier file declared it; null where the file itself tells.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? AssumedUnit { get; init; }

    /// <summary>True once its file was moved or taken away, and there is nothing to do about it any more.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsGone { get; init; }

    /// <summary>True when some of the pairs taken have figures that count at once.</summary>
    internal bool HasCountingPairs => PairsTaken > PairsWithdrawn + Waiting.Count;

    /// <summary>The same with further warnings.</summary>
    internal DropReceipt With(IReadOnlyList<DropWarning> further)
    {
        var all = Warnings.Concat(further).ToList();
        return this with
        {
            Warnings = all.Count <= DropLimits.ListedWarnings ? all
                : [.. all.Take(DropLimits.ListedWarnings), WarningMessages.Further(all.Count - DropLimits.ListedWarnings)],
            WarningCount = WarningCount + further.Count,
        };
    }

    /// <summary>What became of it, in Japanese; the first line of the blob.</summary>
    [JsonPropertyOrder(-2)]
    public string Summary => Outcome.Ja;

    /// <summary>What became of it, in both languages.</summary>
    [JsonIgnore]
    public BilingualText Outcome => DropAdvice.Summary(this);

    /// <summary>What to do, in Japanese, step by step; empty when there is nothing to do.</summary>
    [JsonPropertyOrder(-1)]
    public IReadOnlyList<string> Advice => [.. DropAdvice.Steps(this)];

    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, Json);

    internal static DropReceipt Refused(DropFile file, string encoding, IReadOnlyList<DropError> errors) =>
        new(file.Folder, file.Name, DropState.Refused, 0, 0, 0, 0, 0, encoding, file.UploadedAt, errors, [], []);
}
