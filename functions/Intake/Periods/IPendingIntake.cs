namespace SmartToyonaka.Intake.Periods;

/// <summary>Something through which figures come in: a closing asks it for what is on its way to the ledger.</summary>
public interface IPendingIntake
{
    /// <summary>The latest time among what was begun and is not known to be in the ledger; null when nothing is on its way.</summary>
    Task<DateTimeOffset?> NewestAsync(CancellationToken cancel);
}
