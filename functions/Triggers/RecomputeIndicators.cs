using Microsoft.Azure.Functions.Worker;
using SmartToyonaka.Ledger;
using SmartToyonaka.Publishing;
using SmartToyonaka.Storage;

namespace SmartToyonaka.Triggers;

/// <summary>Computes what a message of the queue names.</summary>
public sealed class RecomputeIndicators(Recomputation recomputation)
{
    [Function(nameof(RecomputeIndicators))]
    public Task Run([QueueTrigger(QueueNames.Recompute)] string message, CancellationToken cancel) =>
        recomputation.HandleAsync(RecomputeRequest.Parse(message), cancel);
}
