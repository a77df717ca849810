using Localhost.Storage;
using Microsoft.Extensions.Logging;

namespace Localhost.Queues;

/// <summary>Fetches one queue's messages and has them delivered, a bounded number at a time.</summary>
internal sealed partial class QueuePump(MessageDelivery delivery, QueueOptions options, ILogger<QueuePump> logger)
{
    private static readonly TimeSpan AfterAnError = TimeSpan.FromSeconds(2);

    private readonly List<Task> _inHand = [];

    /// <summary>Runs until <paramref name="stopping"/>, and then until what is in hand is done or <paramref name="aborted"/>.</summary>
    public async Task RunAsync(CancellationToken stopping, CancellationToken aborted)
    {
        var wait = QueueOptions.MinPollingInterval;
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                if (await FetchAsync(aborted))
                {
                    wait = QueueOptions.MinPollingInterval;
                    await RoomAsync();
                    continue;
                }

                await Task.Delay(wait, stopping);
                wait = Shorter(wait * 2, options.MaxPollingInterval);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                break;
            }
            // An outage of the storage is temporary, and nothing else is called here.
            catch (Exception error) when (StorageFault.Is(error))
            {
                StorageFailed(delivery.Queue, StorageFault.Reason(error));
                await Task.Delay(AfterAnError, stopping).ContinueWith(_ => { }, TaskScheduler.Default);
            }
        }

        await Task.WhenAll(_inHand);
    }

    /// <summary>
    /// Whether there were messages. Not cancelled by a stop: messages that the storage has handed out but that did not arrive would stay
    /// invisible until their timeout.
    /// </summary>
    private async Task<bool> FetchAsync(CancellationToken aborted)
    {
        var messages = await delivery.ReceiveAsync(options.BatchSize, aborted);
        _inHand.RemoveAll(task => task.IsCompleted);
        _inHand.AddRange(messages.Select(message => Task.Run(() => delivery.HandleAsync(message, aborted), CancellationToken.None)));
        return messages.Count > 0;
    }

    private async Task RoomAsync()
    {
        while (_inHand.Count > options.NewBatchThreshold)
        {
            await Task.WhenAny(_inHand);
            _inHand.RemoveAll(task => task.IsCompleted);
        }
    }

    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;

    [LoggerMessage(Level = LogLevel.Warning, Message = "The queue {Queue} cannot be read, trying again: {Reason}")]
    private partial void StorageFailed(string queue, string reason);
}
