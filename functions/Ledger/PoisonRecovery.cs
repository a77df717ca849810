namespace SmartToyonaka.Ledger;

/// <summary>Sends back messages from the poison queue, and knows which marks their messages will take away by themselves.</summary>
public sealed class PoisonRecovery(PoisonQueue poisonQueue, RecomputeQueue queue, RecomputeFailures failures)
{
    /// <summary>
    /// Sends back what an outage put into the poison queue. Gives the marks of messages that failed by themselves and stay there, and of
    /// those that were sent back and are waiting.
    /// </summary>
    public async Task<IReadOnlySet<PendingMark>> SendBackAsync(CancellationToken cancel)
    {
        await poisonQueue.SendBackAsync(cancel);
        var poisoned = await queue.PoisonedAsync(cancel);
        return poisoned.Union(await failures.WaitingAsync(cancel)).ToHashSet();
    }
}
