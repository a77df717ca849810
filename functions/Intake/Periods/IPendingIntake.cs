namespace SmartToyonaka.Intake.Periods;

/// <summary>A source of figures: a closing asks it for figures on their way to the ledger.</summary>
public interface IPendingIntake
{
    /// <summary>The latest time among what was started and may not be in the ledger yet; null when there is nothing.</summary>
    Task<DateTimeOffset?> NewestAsync(CancellationToken cancel);
}
