namespace SmartToyonaka.Infrastructure.Storage;

/// <summary>
/// Decides what was started so long ago that it cannot be in process any more. A time equally far in the future dates from before the clock
/// was set back and counts as stale, too: otherwise it would count as in process until the clock reaches it.
/// </summary>
/// <param name="Now">The clock's time.</param>
/// <param name="Grace">How long processing may take.</param>
public readonly record struct StaleCutoff(DateTimeOffset Now, TimeSpan Grace)
{
    /// <summary>Whenever it was.</summary>
    public static StaleCutoff Ever => new(DateTimeOffset.MaxValue, TimeSpan.Zero);

    /// <summary>True for a time so long ago, or so far ahead.</summary>
    public bool Includes(DateTimeOffset begun) => (Now - begun).Duration() > Grace;
}
