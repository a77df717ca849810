using System.Globalization;
using Microsoft.Extensions.Logging;
using SmartToyonaka.Infrastructure.Storage;

namespace SmartToyonaka.Ledger;

/// <summary>A message that failed, to look at.</summary>
/// <param name="Since">When it was put aside.</param>
/// <param name="TopicYears">What it asks to compute; nothing for one that cannot be read.</param>
/// <param name="FailsByItself">True where it failed by an error of its own or cannot be read; false where it goes back by itself.</param>
/// <param name="Body">The message as it is.</param>
public sealed record PoisonMessage(DateTimeOffset? Since, IReadOnlyList<TopicYear> TopicYears, bool FailsByItself, string Body);

/// <summary>
/// The messages that the Functions host moved to the poison queue: those that failed by an error of their own, and those that were
/// interrupted or met an outage.
/// </summary>
public sealed partial class PoisonQueue(StorageAccount storage, RecomputeFailures failures, AdminJournal journal, ILogger<PoisonQueue> log)
{
    // Whatever broke them all is told of by the first.
    private const int MaxNamed = 20;

    private readonly QueueStore poison = storage.Queue(QueueNames.RecomputePoison), queue = storage.Queue(QueueNames.Recompute);

    /// <summary>
    /// Sends back messages that were interrupted by the end of a process or met an outage. Messages that failed by an error of their own
    /// stay and raise an alert.
    /// </summary>
    public async Task SendBackAsync(CancellationToken cancel)
    {
        var (moved, stayed) = await poison.MoveAsync(queue, async message =>
            await failures.FailsByItselfAsync(message, cancel) ? null : await failures.PauseAsync(message, cancel), cancel);
        if (moved > 0)
        {
            Log.SentBack(log, moved);
        }

        foreach (var message in stayed.Take(MaxNamed))
        {
            Log.Stays(log, message, stayed.Count, QueueNames.RecomputePoison);
        }
    }

    /// <summary>Sends all back, whatever they failed by, with their failures forgotten: an administrator has corrected the cause.</summary>
    /// <param name="by">Who has.</param>
    /// <param name="reason">Why, in their words; may be empty.</param>
    /// <param name="cancel">Stops waiting for storage.</param>
    public Task<int> SendAllBackAsync(string by, string reason, CancellationToken cancel) => journal.RecordAsync(
        new(AdminActKind.Poison, "resend", QueueNames.RecomputePoison, by, reason), async () =>
        {
            await failures.ForgetAsync(cancel);
            return await poison.MoveAllAsync(queue, cancel);
        }, moved => moved.ToString(CultureInfo.InvariantCulture), cancel);

    /// <summary>The oldest 32 messages.</summary>
    public async Task<IReadOnlyList<PoisonMessage>> ListAsync(CancellationToken cancel) =>
        await Task.WhenAll((await poison.PeekAsync(cancel)).Select(async m => new PoisonMessage(
            m.InsertedAt, RecomputeFailures.Parse(m.Body)?.TopicYears ?? [], await failures.FailsByItselfAsync(m.Body, cancel), m.Body)));

    /// <summary>Of the oldest 32 messages: how many the next sweep sends back, and how many stay.</summary>
    public async Task<(int Unlucky, int Failed)> CountAsync(CancellationToken cancel)
    {
        var here = await poison.CountAsync(cancel);
        if (here == 0)
        {
            return (0, 0);
        }

        var failed = await Task.WhenAll((await poison.PeekAsync(cancel)).Select(m => failures.FailsByItselfAsync(m.Body, cancel)));
        var unlucky = failed.Count(f => !f);
        return (unlucky, Math.Max(0, here - unlucky));
    }

    private static partial class Log
    {
        [LoggerMessage(2101, LogLevel.Warning, "{Messages} messages that were cut off or met an outage are sent back")]
        public static partial void SentBack(ILogger logger, int messages);

        // infra/alerts/poison.kql reads this line: one mail for each message.
        [LoggerMessage(2102, LogLevel.Error, "Message {Message} failed by itself and stays in {Queue}, one of {Messages}")]
        public static partial void Stays(ILogger logger, string message, int messages, string queue);
    }
}
