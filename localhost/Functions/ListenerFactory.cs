using Localhost.Queues;
using Localhost.Settings;
using Localhost.Storage;
using Localhost.Timers;
using Microsoft.Extensions.Logging;

namespace Localhost.Functions;

/// <summary>Makes what listens for a function, as the settings say.</summary>
internal sealed class ListenerFactory(
    HostSettings settings, HostJson hostJson, HostId hostId, Invoker invoker, TimeProvider clock, ILoggerFactory loggers)
{
    /// <summary>False where timers run by <c>POST /admin/functions</c> alone: the setting <c>Localhost:Timers</c>.</summary>
    public bool RunsTimers { get; } = !string.Equals(settings["Localhost:Timers"], "false", StringComparison.OrdinalIgnoreCase);

    /// <exception cref="WorkerHostException">The storage has no connection string.</exception>
    public TimerListener Create(HostedFunction function, TimerBinding timer)
    {
        var storage = new TimerStorage(StorageConnection.Resolve(settings, StorageConnection.Default), hostId, function.Name);
        return new(function, timer, storage, invoker, clock, loggers.CreateLogger<TimerListener>());
    }

    /// <exception cref="WorkerHostException">A setting of the queue is wrong, or its storage has no connection string.</exception>
    public QueuePump Create(HostedFunction function, QueueBinding queue)
    {
        var options = QueueOptions.Load(hostJson, settings);
        var logger = loggers.CreateLogger<QueuePump>();
        var connection = StorageConnection.Resolve(settings, queue.Connection);
        var delivery = new MessageDelivery(function, queue, connection, options, invoker, logger);
        return new(delivery, options, logger);
    }
}
