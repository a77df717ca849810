using Microsoft.Azure.Functions.Worker;
using SmartToyonaka.Publishing.Completeness;

namespace SmartToyonaka.Triggers.Timers;

/// <summary>Just after midnight in Japan: updates what has become due or missing with the new day.</summary>
public sealed class UpdateCompleteness(CompletenessPublisher publisher)
{
    [Function(nameof(UpdateCompleteness))]
    public Task Run([TimerTrigger("%UpdateCompletenessSchedule%", UseMonitor = true)] TimerInfo timer, CancellationToken cancel) => publisher.CatchUpAsync(cancel);
}
