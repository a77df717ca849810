namespace Microsoft.Azure.Functions.Worker;

/// <summary>What a timer function is told about its call.</summary>
public class TimerInfo
{
    /// <summary>The schedule's state before this call; null for a timer that is not monitored.</summary>
    public ScheduleStatus? ScheduleStatus { get; set; }

    /// <summary>Whether this call makes up for one that was missed.</summary>
    public bool IsPastDue { get; set; }
}

/// <summary>What is kept of a monitored timer between its runs, in UTC.</summary>
public class ScheduleStatus
{
    /// <summary>The last run; 0001-01-01 when there was none.</summary>
    public DateTime Last { get; set; }

    /// <summary>The run expected next.</summary>
    public DateTime Next { get; set; }

    /// <summary>The moment <see cref="Next"/> was reckoned from.</summary>
    public DateTime LastUpdated { get; set; }
}
