using Localhost.Functions;
using Localhost.Rpc;
using Localhost.Storage;
using Microsoft.Extensions.Logging;

namespace Localhost.Timers;

/// <summary>Calls one timer function on its schedule, on the one instance that holds its lock.</summary>
internal sealed partial class TimerListener(
    HostedFunction function, TimerBinding timer, TimerStorage storage, Invoker invoker, TimeProvider clock, ILogger<TimerListener> logger)
{
    /// <summary>How often a waiting instance checks the lock, and the delay after an error. Real time.</summary>
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(2);

    private const int MostRuns = 5;

    /// <summary>Long waits are split, so that sleep of the machine or a change of its clock is noticed.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    public async Task RunAsync(CancellationToken stopping, CancellationToken aborted)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                if (await storage.TryLockAsync(stopping) is { } lease)
                {
                    await using (lease)
                    {
                        using var held = CancellationTokenSource.CreateLinkedTokenSource(stopping, lease.Lost);
                        await KeepScheduleAsync(held.Token, aborted);
                    }
                }

                await Task.Delay(LookAgain, stopping);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception error) when (StorageFault.Is(error))
            {
                Interrupted(function.Name, StorageFault.Reason(error));
                await Task.Delay(LookAgain, stopping).ContinueWith(_ => { }, TaskScheduler.Default);
            }
        }
    }

    private async Task KeepScheduleAsync(CancellationToken held, CancellationToken aborted)
    {
        var kept = timer.UseMonitor ? await storage.ReadAsync(held) : null;
        var (status, isPastDue) = Schedules.AtStart(timer.Schedule, kept, Now);
        if (timer.UseMonitor && status != kept)
        {
            await storage.WriteAsync(status);
        }

        Scheduled(function.Name, status.Next);
        if (isPastDue || timer.RunOnStartup)
        {
            status = await CallAsync(status, isPastDue, aborted);
        }

        while (true)
        {
            status = await WaitForNextAsync(status, held);
            status = await CallAsync(status, isPastDue: false, aborted);
            held.ThrowIfCancellationRequested();
        }
    }

    private async Task<ScheduleStatus> CallAsync(ScheduleStatus before, bool isPastDue, CancellationToken aborted)
    {
        var ran = Now;
        await InvokeAsync(TimerInput.Of(timer.UseMonitor ? before : null, isPastDue), aborted);
        var after = Schedules.After(timer.Schedule, ran);
        if (timer.UseMonitor)
        {
            await KeepAsync(after);
        }

        return after;
    }

    /// <summary>A run that was interrupted by the end of its worker is repeated, but not forever if it makes each worker exit.</summary>
    private async Task InvokeAsync(TypedData input, CancellationToken aborted)
    {
        for (var run = 0; run < MostRuns; run++)
        {
            if (await invoker.InvokeAsync(function, input, aborted) != InvocationOutcome.Lost || aborted.IsCancellationRequested)
            {
                return;
            }
        }
    }

    /// <summary>The schedule continues when its state cannot be stored: at worst a run is repeated after a restart.</summary>
    private async Task KeepAsync(ScheduleStatus status)
    {
        try
        {
            await storage.WriteAsync(status);
        }
        catch (Exception error) when (StorageFault.Is(error))
        {
            NotKept(function.Name, StorageFault.Reason(error));
        }
    }

    /// <summary>
    /// When the clock is set back, the next run is computed again; otherwise nothing would run until the clock has caught up.
    /// </summary>
    private async Task<ScheduleStatus> WaitForNextAsync(ScheduleStatus status, CancellationToken cancellation)
    {
        var seen = status.LastUpdated;
        while (true)
        {
            var now = Now;
            status = now < seen ? Schedules.SetBack(timer.Schedule, status, now) : status;
            seen = now;
            var left = status.Next - now;
            if (left <= TimeSpan.Zero)
            {
                return status;
            }

            await Task.Delay(left < LongestWait ? left : LongestWait, clock, cancellation);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The timer {Function} runs next at {Next:u}")]
    private partial void Scheduled(string function, DateTime next);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The timer {Function} is interrupted, trying again: {Reason}")]
    private partial void Interrupted(string function, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The last run of the timer {Function} could not be recorded: {Reason}")]
    private partial void NotKept(string function, string reason);
}
