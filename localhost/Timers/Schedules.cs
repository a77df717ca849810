using NCrontab;

namespace Localhost.Timers;

/// <summary>Computes missed and next runs of a timer as the real host does.</summary>
internal static class Schedules
{
    /// <summary>The initial state, and whether a run was missed. After a change of the schedule no run counts as missed.</summary>
    public static (ScheduleStatus Status, bool IsPastDue) AtStart(CrontabSchedule schedule, ScheduleStatus? kept, DateTime now)
    {
        if (kept is null)
        {
            return (Never(schedule, now), false);
        }

        // Stored before the clock was set back.
        if (kept.Last > now || kept.LastUpdated > now)
        {
            return (SetBack(schedule, kept, now), false);
        }

        var since = kept.Last != default ? kept.Last : kept.LastUpdated;
        var expected = Next(schedule, since == default ? now : since);
        if (kept.Next == expected)
        {
            return (kept, now > kept.Next);
        }

        // Computed with another schedule: only runs of the new one count.
        return (now > expected ? Never(schedule, now) : new ScheduleStatus { Next = expected, LastUpdated = since }, false);
    }

    /// <summary>The state after a run begun at <paramref name="ran"/>.</summary>
    public static ScheduleStatus After(CrontabSchedule schedule, DateTime ran) =>
        new() { Last = ran, Next = Next(schedule, ran), LastUpdated = ran };

    /// <summary>The state after the clock was set back to <paramref name="now"/>.</summary>
    public static ScheduleStatus SetBack(CrontabSchedule schedule, ScheduleStatus status, DateTime now) =>
        new() { Last = status.Last, Next = Next(schedule, now), LastUpdated = now };

    private static ScheduleStatus Never(CrontabSchedule schedule, DateTime now) =>
        new() { Next = Next(schedule, now), LastUpdated = now };

    private static DateTime Next(CrontabSchedule schedule, DateTime after) =>
        DateTime.SpecifyKind(schedule.GetNextOccurrence(after), DateTimeKind.Utc);
}
