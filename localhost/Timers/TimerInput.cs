using System.Text.Json;
using Localhost.Rpc;

namespace Localhost.Timers;

/// <summary>What a timer function is told about its call.</summary>
internal static class TimerInput
{
    /// <summary>For a run by hand, which has no schedule.</summary>
    public static TypedData ByHand { get; } = Of(new ScheduleStatus(), isPastDue: false);

    /// <param name="status">The schedule's state before this call; null for a timer that is not monitored.</param>
    /// <param name="isPastDue">Whether this call makes up for one that was missed.</param>
    public static TypedData Of(ScheduleStatus? status, bool isPastDue) => new()
    {
        Json = JsonSerializer.Serialize(new { Schedule = new { AdjustForDST = true }, ScheduleStatus = status, IsPastDue = isPastDue }),
    };
}
