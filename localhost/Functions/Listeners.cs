using Localhost.Queues;
using Localhost.Settings;
using Localhost.Storage;
using Localhost.Timers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Localhost.Functions;

/// <summary>Starts what listens for each timer and queue function, and stops it with the host.</summary>
internal sealed class Listeners(
    FunctionCatalogue functions, HostSettings settings, HostJson hostJson, HostId hostId, Invoker invoker, BackgroundWork work,
    IServiceProvider services, ILoggerFactory loggers) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var function in functions.Loaded.Where(function => !function.Disabled))
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

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => work.StopAsync(cancellationToken);

    private void Start(LocalFunction function, TimerBinding timer)
    {
        var storage = new TimerStorage(StorageConnection.Resolve(settings, StorageConnection.Default), hostId, function.Name);
        // The app's clock, so that a test can turn it; an app that registers none lives in real time.
        var clock = services.GetService<TimeProvider>() ?? TimeProvider.System;
        var listener = new TimerListener(function, timer, storage, invoker, clock, loggers.CreateLogger<TimerListener>());
        work.Start(() => listener.RunAsync(work.Stopping, work.Aborted));
    }

    private void Start(LocalFunction function, QueueBinding queue)
    {
        var options = QueueOptions.Load(hostJson, settings);
        var logger = loggers.CreateLogger<QueuePump>();
        var delivery = new Delivery(function, queue, StorageConnection.Resolve(settings, queue.Connection), options, invoker, logger);
        var pump = new QueuePump(delivery, options, logger);
        work.Start(() => pump.RunAsync(work.Stopping, work.Aborted));
    }
}
