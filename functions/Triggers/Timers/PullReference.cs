using Microsoft.Azure.Functions.Worker;
using SmartToyonaka.Intake.Reference;
using SmartToyonaka.Intake.Submissions.Forms;

namespace SmartToyonaka.Triggers.Timers;

/// <summary>Looks for an uploaded register, catalogue, list of holidays or mapping of a form.</summary>
public sealed class PullReference(ReferencePuller puller, FormMappings forms)
{
    [Function(nameof(PullReference))]
    public async Task Run([TimerTrigger("%PullReferenceSchedule%", UseMonitor = true)] TimerInfo timer, CancellationToken cancel)
    {
        await puller.PullAsync(cancel);
        await forms.PullAsync(cancel);
    }
}
