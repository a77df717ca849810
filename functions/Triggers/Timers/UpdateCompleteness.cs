using Microsoft.Azure.Functions.Worker;
using SmartToyonaka.Ledger;
using SmartToyonaka.Publishing.Completeness;
using SmartToyonaka.Publishing.Recomputation;

namespace SmartToyonaka.Triggers.Timers;

/// <summary>Just after midnight in Japan: what has become due or missing because a day has passed.</summary>
public sealed class UpdateCompleteness(CompletenessPublisher publisher, YearOpening opening, WaitingReport waiting)
{
    [Function(nameof(UpdateCompleteness))]
    public async Task Run([TimerTrigger("%UpdateCompletenessSchedule%", UseMonitor = true)] TimerInfo timer, CancellationToken cancel)
    {
        await opening.OpenAsync(cancel);
        await publisher.CatchUpAsync(cancel);
        await waiting.WriteAsync(cancel);
    }
}
