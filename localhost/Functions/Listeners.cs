using Localhost.Queues;
using Localhost.Settings;
using Localhost.Storage;
using Localhost.Timers;
using Localhost.Workers;
using Microsoft.Extensions.Logging;

namespace Localhost.Functions;

/// <summary>Starts what listens for each timer and queue function, and stops it with the host.</summary>
internal sealed class Listeners(
    WorkerSupervisor workers, HostSettings settings, HostJson hostJson, HostId hostId, Invoker invoker, BackgroundWork work,
    TimeProvider clock, ILoggerFactory loggers)
{
    /// <exception cref="WorkerHostException">A setting of a queue is wrong, or the storage has no connection string.</exception>
    public void Start()
    {
        foreach (var function in workers.Functions.Loaded.Where(function => !function.IsDisabled))
        {
            switch (function.Binding)
            {
                case TimerBinding timer:
                    Start(function, timer);
                    break;
                case QueueBinding queue:
                    Start(function, queue);
                    break;
            }
        }

    }

    private void Start(HostedFunction function, TimerBinding timer)
    {
        var storage = new TimerStorage(StorageConnection.Resolve(settings, StorageConnection.Default), hostId, function.Name);
        var listener = new TimerListener(function, timer, storage, invoker, clock, loggers.CreateLogger<TimerListener>());
        work.Start(() => listener.RunAsync(work.Stopping, work.Aborted));
    }

    private void Start(HostedFunction function, QueueBinding queue)
    {
        var options = QueueOptions.Load(hostJson, settings);
        var logger = loggers.CreateLogger<QueuePump>();
        var delivery = new Delivery(function, queue, StorageConnection.Resolve(settings, queue.Connection), options, invoker, logger);
        var pump = new QueuePump(delivery, options, logger);
        work.Start(() => pump.RunAsync(work.Stopping, work.Aborted));
    }
}
