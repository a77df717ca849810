namespace SmartToyonaka.Ledger;

/// <summary>A part of the program that has something to do when time has passed, whether or not anything was handed in.</summary>
public interface IHousekeeping
{
    /// <summary>Does it. Doing so twice changes nothing.</summary>
    Task TidyAsync(CancellationToken cancel);
}
