using Localhost.Workers;

namespace Localhost.Functions;

/// <summary>Starts what listens for each timer and queue function, and stops it with the host.</summary>
internal sealed class Listeners(WorkerSupervisor workers, ListenerFactory factory, BackgroundWork work)
{
    /// <exception cref="WorkerHostException">A setting of a queue is wrong, or the storage has no connection string.</exception>
    public void Start()
    {
        foreach (var function in workers.Functions.Loaded.Where(function => !function.IsDisabled))
        {
            switch (function.Binding)
            {
                case TimerBinding timer when factory.RunsTimers:
                    var listener = factory.Create(function, timer);
                    work.Start(() => listener.RunAsync(work.Stopping, work.Aborted));
                    break;
                case QueueBinding queue:
                    var pump = factory.Create(function, queue);
                    work.Start(() => pump.RunAsync(work.Stopping, work.Aborted));
                    break;
            }
        }
    }
}
