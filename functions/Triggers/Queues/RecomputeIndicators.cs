using Microsoft.Azure.Functions.Worker;
using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Ledger;
using SmartToyonaka.Publishing.Recomputation;

namespace SmartToyonaka.Triggers.Queues;

/// <summary>Computes what a message of the queue names.</summary>
public sealed class RecomputeIndicators(IndicatorRecomputer recomputer, RecomputeFailures failures)
{
    [Function(nameof(RecomputeIndicators))]
    public async Task Run([QueueTrigger(QueueNames.Recompute)] string message, CancellationToken cancel)
    {
        var request = RecomputeRequest.Parse(message);
        try
        {
            await recomputer.HandleAsync(request, cancel);
        }
        catch (Exception e) when (!cancel.IsCancellationRequested && !StorageFault.IsOutage(e, cancel))
        {
            await failures.RecordAsync(request, cancel);
            throw;
        }
    }
}
