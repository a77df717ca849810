using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace SmartToyonaka.Operations.Telemetry;

/// <summary>
/// Spans and metrics of the program; never a figure, a file's name or a person. Any listener may subscribe, with OpenTelemetry or without;
/// without one the cost is negligible.
/// </summary>
public sealed class Instrumentation
{
    /// <summary>The name of the source of spans and of the meter.</summary>
    public const string Name = "SmartToyonaka";

    private static readonly ActivitySource Spans = new(Name);

    private readonly Counter<long> submissions, files, rows, written, mails, answers;
    private readonly Histogram<double> duration, age;
    private readonly Gauge<int> waiting, poison, unknown;

    public Instrumentation(IMeterFactory meters)
    {
        var meter = meters.Create(Name);
        submissions = meter.CreateCounter<long>("smarttoyonaka.submissions", "{submission}",
            "Submissions that were understood, by outcome.");
        files = meter.CreateCounter<long>("smarttoyonaka.drops.files", "{file}", "Uploads of the container drops, by folder and state.");
        rows = meter.CreateCounter<long>("smarttoyonaka.drops.rows", "{row}",
            "Rows of those uploads, by folder and outcome: taken or held.");
        duration = meter.CreateHistogram<double>("smarttoyonaka.recomputation.duration", "s",
            "Computing and publishing one topic and fiscal year.");
        written = meter.CreateCounter<long>("smarttoyonaka.recomputation.rows", "{row}",
            "Rows of published tables that changed, by topic.");
        age = meter.CreateHistogram<double>("smarttoyonaka.recomputation.queue_age", "s",
            "From asking for a recomputation to its beginning.");
        waiting = meter.CreateGauge<int>("smarttoyonaka.recomputation.waiting", "{message}",
            "What waits to be computed, as GET /api/health says; measured by the sweep.");
        poison = meter.CreateGauge<int>("smarttoyonaka.recomputation.poison", "{message}",
            "Messages that failed too often; measured by the sweep.");
        mails = meter.CreateCounter<long>("smarttoyonaka.reminders", "{mail}",
            "Mails of the outbox, by kind and the state that they came to.");
        unknown = meter.CreateGauge<int>("smarttoyonaka.reminders.unknown", "{mail}",
            "Mails of which nobody knows whether they were sent; measured by the sweep.");
        answers = meter.CreateCounter<long>("smarttoyonaka.forms.answers", "{answer}",
            "Answers of workbooks that were looked at, by outcome.");
    }

    /// <summary>Begins a span of this program; null when nobody listens.</summary>
    public static Activity? Begin(string span) => Spans.StartActivity(span);

    /// <summary>
    /// Begins the span of a queue message, as part of the requester's trace, with a link to the call of the function. It is no span of a
    /// consumer: Application Insights would count it as a request beside the host's.
    /// </summary>
    /// <param name="traceParent">The requester's span in W3C Trace Context; an invalid one is ignored.</param>
    public static Activity? BeginAsked(string span, string? traceParent) =>
        ActivityContext.TryParse(traceParent, null, isRemote: true, out var asker)
            ? Spans.StartActivity(span, ActivityKind.Internal, asker, links: Activity.Current is { } call ? [new(call.Context)] : null)
            : Spans.StartActivity(span);

    /// <summary>A submission was accepted, repeated, in conflict with another or for a closed month.</summary>
    public void Submitted(string outcome) => submissions.Add(1, new KeyValuePair<string, object?>("outcome", outcome));

    /// <summary>An upload was read to its end.</summary>
    public void Dropped(string folder, string state, long taken, long held)
    {
        files.Add(1, new("folder", folder), new("state", state));
        rows.Add(taken, new("folder", folder), new("outcome", "taken"));
        rows.Add(held, new("folder", folder), new("outcome", "held"));
    }

    /// <summary>A topic and fiscal year was computed and published.</summary>
    public void Computed(string topic, TimeSpan took, long rowsWritten)
    {
        duration.Record(took.TotalSeconds, new KeyValuePair<string, object?>("topic", topic));
        written.Add(rowsWritten, new KeyValuePair<string, object?>("topic", topic));
    }

    /// <summary>A message of the queue is being worked on.</summary>
    /// <param name="waited">Since it was sent; not below zero when clocks differ.</param>
    public void Received(TimeSpan waited) => age.Record(Math.Max(0, waited.TotalSeconds));

    /// <summary>Numbers of waiting and of failed messages.</summary>
    public void Backlog(int waitingNow, int poisonNow)
    {
        waiting.Record(waitingNow);
        poison.Record(poisonNow);
    }

    /// <summary>A mail of the outbox reached another state.</summary>
    public void Mailed(string kind, string state) => mails.Add(1, new("kind", kind), new("state", state));

    /// <summary>The number of mails of which it is not known whether they were sent.</summary>
    public void UnknownMails(int now) => unknown.Record(now);

    /// <summary>An answer of a workbook was read.</summary>
    public void Answered(string outcome) => answers.Add(1, new KeyValuePair<string, object?>("outcome", outcome));
}
