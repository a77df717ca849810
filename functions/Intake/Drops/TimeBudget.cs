namespace SmartToyonaka.Intake.Drops;

/// <summary>How long one run of a function may start further work. It begins with its construction.</summary>
internal sealed class TimeBudget(TimeSpan length, TimeProvider clock)
{
    private readonly long start = clock.GetTimestamp();

    public bool IsSpent => clock.GetElapsedTime(start) >= length;
}
