using Microsoft.Azure.Functions.Worker;
using SmartToyonaka.Intake.Submissions.Forms;

namespace SmartToyonaka.Triggers.Timers;

/// <summary>Looks for new answers in the workbooks that mappings of forms name.</summary>
public sealed class PullForms(FormPuller puller)
{
    [Function(nameof(PullForms))]
    public Task Run([TimerTrigger("%PullFormsSchedule%", UseMonitor = true)] TimerInfo timer, CancellationToken cancel) =>
        puller.PullAsync(cancel);
}
