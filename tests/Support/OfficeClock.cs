namespace SmartToyonaka.Tests.Support;

/// <summary>
/// The real clock, set back to a summer's day after most of what tests hand in. Whatever compares all completeness publishes who owes which
/// figure of every month until now: by today's date thousands of rows, and more of them every month.
/// </summary>
internal sealed class OfficeClock : TimeProvider
{
    private static readonly TimeSpan Behind = DateTimeOffset.UtcNow - new DateTimeOffset(2022, 6, 10, 1, 0, 0, TimeSpan.Zero);

    /// <summary>All apps of a run go by one.</summary>
    public static OfficeClock Instance { get; } = new();

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() - Behind;
}
