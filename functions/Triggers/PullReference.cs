using Microsoft.Azure.Functions.Worker;
using SmartToyonaka.Reference;

namespace SmartToyonaka.Triggers;

/// <summary>Looks for an uploaded register, catalogue or list of holidays.</summary>
public sealed class PullReference(ReferencePuller puller)
{
    [Function(nameof(PullReference))]
    public Task Run([TimerTrigger("%PullReferenceSchedule%", UseMonitor = true)] TimerInfo timer, CancellationToken cancel) => puller.PullAsync(cancel);
}
