using System.Globalization;
using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Infrastructure.Storage;

namespace SmartToyonaka.Publishing.Completeness.Reminders;

/// <summary>How a mail of the outbox stands.</summary>
public static class MailState
{
    /// <summary>To be sent at the next run.</summary>
    public const string Planned = "planned";

    /// <summary>Being sent; a mail that stays in this state was interrupted.</summary>
    public const string Sending = "sending";

    /// <summary>Accepted by Exchange.</summary>
    public const string Sent = "sent";

    /// <summary>Interrupted while it was being sent: it may have been sent. Never sent again automatically.</summary>
    public const string Unknown = "unknown";

    /// <summary>Not sent; the next run retries.</summary>
    public const string Failed = "failed";

    /// <summary>Composed and not sent, because of the mode dry-run.</summary>
    public const string DryRun = "dry-run";

    /// <summary>Not sent and obsolete: a later stage is due, or nothing is missing any more.</summary>
    public const string Superseded = "superseded";

    /// <summary>Dismissed by an administrator.</summary>
    public const string Dismissed = "dismissed";

    /// <summary>True for open states.</summary>
    public static bool IsOpen(string state) => state is Planned or Sending or Unknown or Failed;
}

/// <summary>The identity of a mail: department, due day and stage, or the month of a summary.</summary>
/// <param name="Month">The month whose figures it is about.</param>
/// <param name="DueBusinessDay">The business day of the next month on which they are due; 0 for a summary.</param>
/// <param name="Department">The section's code; <c>""</c> for a summary.</param>
/// <param name="Stage">Business days before (negative) or after the due day; 0 for a summary.</param>
public readonly record struct MailKey(FiscalMonth Month, int DueBusinessDay, string Department, int Stage)
{
    public static MailKey Summary(FiscalMonth month) => new(month, 0, "", 0);

    public bool IsSummary => Department.Length == 0;

    /// <summary>The word for metrics and records.</summary>
    public string Kind => IsSummary ? "summary" : "reminder";

    /// <summary><c>202103-10-0213-b3</c> (three days before), <c>202103-10-0213-a1</c> (one after), <c>202103-summary</c>.</summary>
    public string Id => IsSummary
        ? string.Create(CultureInfo.InvariantCulture, $"{Month.Key}-summary")
        : string.Create(CultureInfo.InvariantCulture,
            $"{Month.Key}-{DueBusinessDay:D2}-{Department}-{(Stage < 0 ? 'b' : 'a')}{Math.Abs(Stage)}");
}

/// <summary>A mail of the outbox. No address is kept, and nothing of a person.</summary>
/// <param name="Key">What it is.</param>
/// <param name="State">One of <see cref="MailState"/>.</param>
/// <param name="Reason">The reason for the state: a fault of Graph, <c>no-address</c>, <c>broken-off</c> …; or <c>""</c>.</param>
/// <param name="Attempts">How often sending was started.</param>
/// <param name="Attempt">The id of the last attempt.</param>
/// <param name="ChangedAt">When it came to this state.</param>
/// <param name="By">The administrator who decided last; <c>""</c> when none did.</param>
/// <param name="IsAsked">An administrator wants it sent, whatever its stage.</param>
/// <param name="Subject">As it was last worked out.</param>
/// <param name="Text">Likewise.</param>
/// <param name="ETag">The version that was read.</param>
public sealed record OutboxMail(
    MailKey Key, string State, string Reason, int Attempts, string Attempt, DateTimeOffset ChangedAt, string By, bool IsAsked,
        string Subject, string Text, string ETag = "")
{
    // A column of a table holds 32,768 characters.
    private const int MostText = 30_000;

    public static OutboxMail Planned(MailKey key, DateTimeOffset now) => new(key, MailState.Planned, "", 0, "", now, "", false, "", "");

    internal Row ToRow(string partition, string key) => new(partition, key, new Dictionary<string, object>(StringComparer.Ordinal)
    {
        ["month"] = Key.Month.Key,
        ["duebusinessday"] = Key.DueBusinessDay,
        ["department"] = Key.Department,
        ["stage"] = Key.Stage,
        ["state"] = State,
        ["reason"] = Reason,
        ["attempts"] = Attempts,
        ["attempt"] = Attempt,
        ["changedat"] = ChangedAt.ToUniversalTime(),
        ["by"] = By,
        ["asked"] = IsAsked,
        ["subject"] = Subject,
        ["text"] = Text.Length > MostText ? Text[..MostText] : Text,
    }, ETag);

    internal static OutboxMail From(Row row) => new(
        new(FiscalMonth.FromKey(row.Int("month")), row.Int("duebusinessday"), row.Text("department"), row.Int("stage")),
        row.Text("state"), row.Text("reason"), row.Int("attempts"), row.Text("attempt"), row.Time("changedat"), row.Text("by"),
            row.Flag("asked"),
        row.Text("subject"), row.Text("text"), row.ETag);
}
