using Localhost.Workers;
using Microsoft.Extensions.Logging;

namespace Localhost;

/// <summary>What <see cref="WorkerHost"/> runs, and how.</summary>
public sealed record WorkerHostOptions
{
    /// <summary>
    /// The folder of the built (or published) app: <c>functions.metadata</c>, <c>host.json</c>, <c>worker.config.json</c> and its files.
    /// </summary>
    public required string AppFolder { get; init; }

    /// <summary>App settings as <c>--Name=value</c>; they go before those of the environment and of <c>local.settings.json</c>.</summary>
    public IReadOnlyList<string> Settings { get; init; } = [];

    /// <summary>Takes this text for host.json instead of the app's file.</summary>
    public string? HostJson { get; init; }

    /// <summary>How the worker is started; as a child process when not given.</summary>
    public IWorkerLauncher? Launcher { get; init; }

    /// <summary>The clock that timers go by.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Where log lines go; to the console when not given.</summary>
    public Action<ILoggingBuilder>? Logging { get; init; }
}
