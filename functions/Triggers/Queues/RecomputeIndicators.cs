using Microsoft.Azure.Functions.Worker;
using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Ledger;
using SmartToyonaka.Publishing.Files;
using SmartToyonaka.Publishing.Recomputation;

namespace SmartToyonaka.Triggers.Queues;

/// <summary>Computes what a message of the queue names, or renews the published files.</summary>
public sealed class RecomputeIndicators(IndicatorRecomputer recomputer, PublishedFiles files, RecomputeFailures failures)
{
    [Function(nameof(RecomputeIndicators))]
    public async Task Run([QueueTrigger(QueueNames.Recompute)] string message, CancellationToken cancel)
    {
        var request = RecomputeRequest.Parse(message);
        try
        {
            await (request.IsForFiles ? files.HandleAsync(request, cancel) : recomputer.HandleAsync(request, cancel));
        }
        catch (Exception e) when (!cancel.IsCancellationRequested && !StorageFault.IsOutage(e, cancel))
        {
            await failures.RecordAsync(request, cancel);
            throw;
        }
    }
}
