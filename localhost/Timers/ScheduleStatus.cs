namespace Localhost.Timers;

/// <summary>What is kept of a monitored timer between its runs, in UTC, as the real host writes it.</summary>
internal sealed class ScheduleStatus
{
    /// <summary>The last run; 0001-01-01 when there was none.</summary>
    public DateTime Last { get; set; }

    /// <summary>The run expected next.</summary>
    public DateTime Next { get; set; }

    /// <summary>The moment <see cref="Next"/> was reckoned from.</summary>
    public DateTime LastUpdated { get; set; }
}
