using Microsoft.Extensions.Hosting;

namespace SmartToyonaka.Intake.Periods;

/// <summary>
/// Reads the name of <see cref="ClosingGate"/> when the program starts, so that the first submission does not wait for it.
/// </summary>
public sealed class ClosingGateWarmup(ClosingGate gate) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await gate.KeyAsync(stoppingToken);
        }
        catch (Exception)
        {
            // Errors are ignored here: a later call reads the name itself and reports them.
        }
    }
}
