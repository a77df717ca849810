namespace SmartToyonaka.Infrastructure.Storage;

/// <summary>
/// Tells what was begun so long ago that nobody can be working on it any more. A time that lies as far ahead is from before the clock was set
/// back: nobody knows how long ago that was, and until the clock gets there once more days may pass.
/// </summary>
/// <param name="Now">The clock's time.</param>
/// <param name="Grace">How long one may be working on it.</param>
public readonly record struct StaleCutoff(DateTimeOffset Now, TimeSpan Grace)
{
    /// <summary>Whenever it was.</summary>
    public static StaleCutoff Ever => new(DateTimeOffset.MaxValue, TimeSpan.Zero);

    /// <summary>True for a time so long ago, or so far ahead.</summary>
    public bool Includes(DateTimeOffset begun) => (Now - begun).Duration() > Grace;
}
